"""A ledger as table, CSV, JSON and GeoJSON. Knows no desk: everything follows from the ledger's columns and cells.

Every cell keeps what it cites; the desk's notice stands on every form. CSV after RFC 4180; GeoJSON after RFC 7946.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import msgspec

from livebrief.publish import addresses
from livebrief.publish.edition import Edition
from livebrief.records.ledgers import AnyEntry, Cell, Ledger, cells, current
from livebrief.records.mentions import PlaceMention

_POINTS = frozenset({"city", "town", "village", "hamlet", "settlement", "suburb", "district", "street", "facility"})
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what spreadsheets would run (OWASP, CSV injection)


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """One field of one entry as it is shown: the speakers' current cells, earlier ones, or plain words."""

    heading: str
    now: tuple[Cell, ...] = ()
    before: tuple[Cell, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    words: str = ""


def named(slug: str, edition: Edition) -> Ledger | None:
    """The ledger of an address's name."""
    key = next((each for each in edition.shelf.ledgers if addresses.slug(each) == slug), "")
    return edition.shelf.ledger(key) if key else None


def page(slug: str, edition: Edition) -> dict[str, Any] | None:
    """What stands on a ledger's page."""
    ledger = named(slug, edition)
    if ledger is None:
        return None
    headings, rows = table(ledger)
    return {
        "ledger": ledger,
        "headings_shown": headings,
        "rows": rows,
        "claim_of": edition.material.groups.claim_of,
        "has_place": edition.directory.places.__contains__,
    }


def shown(entry: AnyEntry, ledger: Ledger) -> list[Shown]:
    """The entry's fields, in the order of the ledger's columns."""
    return [_shown(getattr(entry, column.field, ""), column.heading) for column in ledger.columns]


def table(ledger: Ledger) -> tuple[list[str], list[tuple[AnyEntry, list[Shown]]]]:
    """Headings and rows for a page: without the columns in which no entry says anything."""
    rows = [(entry, shown(entry, ledger)) for entry in ledger.entries]
    said = [any(_says(fields[n]) for _, fields in rows) for n in range(len(ledger.columns))]
    headings = [column.heading for column, kept in zip(ledger.columns, said, strict=True) if kept]
    return headings, [
        (entry, [field for field, kept in zip(fields, said, strict=True) if kept]) for entry, fields in rows
    ]


def _says(field: Shown) -> bool:
    return bool(field.now or field.before or field.places or field.words)


def as_json(ledger: Ledger) -> bytes:
    """The records as they are."""
    return msgspec.json.format(msgspec.json.encode(ledger), indent=1)


def entry_line(entry: AnyEntry, ledger: Ledger, articles: Mapping[str, str]) -> dict[str, Any]:
    """One entry as a line of JSON: its record, and what programs ask for first.

    ``articles``: those whose statements it cites (``articles`` maps a statement to its article's name); ``place``: the
    first of ``where``, or null; ``figures``: for each counted field the standing number of each counter, newest first.
    """
    cited = (articles[some] for some in entry.statements if some in articles)
    head = {
        "id": entry.id,
        "desk": ledger.desk,
        "title": entry.title,
        "articles": list(dict.fromkeys(cited)),
        "when": entry.when or None,
        "place": _place(entry.where[0]) if entry.where else None,
        "figures": [_figure(role, cell) for role, chain in cells(entry).items() for cell in _numbers(chain)],
        "notice": ledger.notice,
    }
    record: dict[str, Any] = msgspec.to_builtins(entry)
    return head | {key: value for key, value in record.items() if key not in head}


def _numbers(chain: tuple[Cell, ...]) -> list[Cell]:
    counted = [cell for cell in current(chain) if (cell.value, cell.low, cell.high) != (None, None, None)]
    return sorted(counted, key=lambda cell: cell.as_of, reverse=True)


def _figure(role: str, cell: Cell) -> dict[str, Any]:
    least = next((each for each in (cell.value, cell.low, cell.high) if each is not None), None)
    return {
        "role": role,
        "value": least,
        "low": cell.low,
        "high": cell.high,
        "bound": cell.bound,
        "unit": cell.unit,
        "by": cell.by,
        "as_of": cell.as_of or None,
        "text": cell.text,
        "statements": list(cell.statements),
    }


def _place(place: PlaceMention) -> dict[str, Any]:
    names = ("name", "lat", "lon", "country", "gazetteer", "id", "precision", "within")
    return {name: getattr(place, name) for name in names}


def as_csv(ledger: Ledger, *, bom: bool = False) -> bytes:
    """One row an entry; a cited field has three columns: words, who says so, which statements. The notice is the last
    column of every row, so that no row is read without it. ``bom``: with the mark that older spreadsheets want before
    UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    fields = [column.field for column in ledger.columns if column.field not in ("id", "title", "when", "where")]
    cited = {name for entry in ledger.entries for name in cells(entry)}
    head = ["id", "title", "when", "where", "verdict", "claims", "flags"]
    for name in fields:
        head += [name, f"{name}_by", f"{name}_statements"] if name in cited else [name]
    writer.writerow([*head, "notice"])
    for entry in ledger.entries:
        writer.writerow([_inert(word) for word in (*_row(entry, fields, cited), ledger.notice)])
    return out.getvalue().encode("utf-8-sig" if bom else "utf-8", errors="replace")


def as_geojson(ledger: Ledger) -> bytes:
    """A feature for each entry and place, at the precision that the sources published (RFC 7946).

    A settlement is a point. A region, a country or a water is an area that this file does not draw: its geometry is null
    and its middle stands in the properties, so that nobody takes it for an address. An entry without a place is a feature
    without geometry: nothing is left out.
    """
    features = [_feature(entry, n, place) for entry in ledger.entries for n, place in enumerate(entry.where or (None,))]
    whole: dict[str, Any] = {"type": "FeatureCollection", "features": features, "title": ledger.title}
    whole |= {"as_of": ledger.as_of, "notice": ledger.notice}
    return msgspec.json.format(msgspec.json.encode(whole), indent=1)


def _feature(entry: AnyEntry, n: int, place: PlaceMention | None) -> dict[str, Any]:
    located = place is not None and place.lat is not None and place.lon is not None
    pinned = located and place is not None and place.precision in _POINTS
    return {
        "type": "Feature",
        "id": f"{entry.id}:{n}",
        "geometry": {"type": "Point", "coordinates": [place.lon, place.lat]} if pinned and place else None,
        "properties": _properties(entry, place),
    }


def _shown(value: Any, heading: str) -> Shown:
    if isinstance(value, tuple) and value and isinstance(value[0], Cell):
        now = current(value)
        return Shown(heading=heading, now=now, before=tuple(cell for cell in value if cell not in now))
    if isinstance(value, tuple) and value and isinstance(value[0], PlaceMention):
        return Shown(heading=heading, places=value)
    return Shown(heading=heading, words=_plain(value))


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None or isinstance(value, tuple) else str(value)


def _row(entry: AnyEntry, fields: list[str], cited: set[str]) -> Iterator[str]:
    yield from (entry.id, entry.title, entry.when, "; ".join(place.name for place in entry.where), entry.verdict)
    yield from (" ".join(entry.claims), "; ".join(flag.says for flag in entry.flags))
    for name in fields:
        value = getattr(entry, name, "")
        if name not in cited:
            yield _plain(value)
            continue
        now = current(value) if isinstance(value, tuple) else ()
        yield " | ".join(cell.text for cell in now)
        yield " | ".join(cell.by for cell in now)
        yield " ".join(dict.fromkeys(one for cell in now for one in cell.statements))


def _inert(word: str) -> str:
    """A word that a spreadsheet would take for a formula gets an apostrophe before it; numbers stay numbers."""
    if not word.startswith(_FORMULA):
        return word
    try:
        float(word)
    except ValueError:
        return "'" + word
    return word


def _properties(entry: AnyEntry, place: PlaceMention | None) -> dict[str, Any]:
    said = {
        name: [{"text": cell.text, "by": cell.by, "as_of": cell.as_of, "statements": cell.statements} for cell in now]
        for name, chain in cells(entry).items()
        if (now := current(chain))
    }
    head: dict[str, Any] = {"entry": entry.id, "title": entry.title, "when": entry.when, "verdict": entry.verdict}
    if place is not None:
        head |= {"place": place.name, "precision": place.precision, "gazetteer": place.id}
    if place is not None and place.precision not in _POINTS and place.lat is not None and place.lon is not None:
        head |= {"label_point": [place.lon, place.lat]}
    evidence = [addresses.line(claim) for claim in entry.claims]
    flags = [flag.says for flag in entry.flags]
    return {**head, "says": said, "statements": entry.statements, "evidence": evidence, "flags": flags}


FILES: dict[str, Callable[[Ledger], bytes]] = {"csv": as_csv, "json": as_json, "geojson": as_geojson}
