"""A ledger as table, CSV, JSON and GeoJSON. Knows no desk: everything follows from the ledger's columns and cells.

Every cell keeps what it cites; the desk's notice stands on every form. CSV after RFC 4180; GeoJSON after RFC 7946.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

import msgspec

from livebrief.records.ledgers import AnyEntry, Cell, Ledger, cells, current
from livebrief.records.mentions import PlaceMention

_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what spreadsheets would run (OWASP, CSV injection)


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """One field of one entry as it is shown: the speakers' current cells, earlier ones, or plain words."""

    heading: str
    now: tuple[Cell, ...] = ()
    before: tuple[Cell, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    words: str = ""


def shown(entry: AnyEntry, ledger: Ledger) -> list[Shown]:
    """The entry's fields, in the order of the ledger's columns."""
    return [_shown(getattr(entry, column.field, ""), column.heading) for column in ledger.columns]


def as_json(ledger: Ledger) -> bytes:
    """The records as they are."""
    return msgspec.json.format(msgspec.json.encode(ledger), indent=1)


def as_csv(ledger: Ledger) -> bytes:
    """One row an entry; a cited field has three columns: words, who says so, which statements. The notice comes first,
    as a comment line, where there is one."""
    out = io.StringIO()
    if ledger.notice:
        out.write(f"# {' '.join(ledger.notice.split())}\r\n")
    writer = csv.writer(out, lineterminator="\r\n")
    fields = [column.field for column in ledger.columns if column.field not in ("id", "title", "when", "where")]
    cited = {name for entry in ledger.entries for name in cells(entry)}
    head = ["id", "title", "when", "where", "verdict", "claims", "flags"]
    for name in fields:
        head += [name, f"{name}_by", f"{name}_statements"] if name in cited else [name]
    writer.writerow(head)
    for entry in ledger.entries:
        writer.writerow([_inert(word) for word in _row(entry, fields, cited)])
    return out.getvalue().encode("utf-8")


def as_geojson(ledger: Ledger) -> bytes:
    """A feature for each entry and place with coordinates, at the precision that the sources published."""
    features = [
        {
            "type": "Feature",
            "id": f"{entry.id}:{n}",
            "geometry": {"type": "Point", "coordinates": [place.lon, place.lat]},
            "properties": _properties(entry, place),
        }
        for entry in ledger.entries
        for n, place in enumerate(entry.where)
        if place.lat is not None and place.lon is not None
    ]
    whole: dict[str, Any] = {"type": "FeatureCollection", "features": features, "title": ledger.title}
    whole |= {"as_of": ledger.as_of, "notice": ledger.notice}
    return msgspec.json.format(msgspec.json.encode(whole), indent=1)


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


def _properties(entry: AnyEntry, place: PlaceMention) -> dict[str, Any]:
    said = {
        name: [{"text": cell.text, "by": cell.by, "as_of": cell.as_of, "statements": cell.statements} for cell in now]
        for name, chain in cells(entry).items()
        if (now := current(chain))
    }
    head = {"entry": entry.id, "title": entry.title, "when": entry.when, "verdict": entry.verdict}
    head |= {"place": place.name, "precision": place.precision, "gazetteer": place.id}
    return {**head, "says": said, "statements": entry.statements, "flags": [flag.says for flag in entry.flags]}
