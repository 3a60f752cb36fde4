"""What a map shows, from the desks' records: Feature, Shape, Layer, and how each layer is made.

A feature is one entry at one place, at the precision that was published: a settlement is a mark, a region or a country
an area, an unresolved place only a line of the list. Refuses a finer place than the source gave, and any vote: control
by two sources is two shapes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

import msgspec

from livebrief.publish.maps.base import Region, load
from livebrief.records.ledgers import Alert, AnyEntry, Control, Ledger, current
from livebrief.records.mentions import PlaceMention
from livebrief.records.references import AlertRow, ControlRow, Reference
from livebrief.records.spans import Span

NOT_A_WARNING = "Not a warning service: alerts are shown late, and may be missing. Follow official warnings."
WIDE = frozenset("water area county raion hromada province sector valley coast sea lake river continent".split())
STAMP = len("2024-11-20T06:00:00")
_DATED = re.compile(r"(?<!\d)(?:19|20)\d\d[-_. ]?[01]\d[-_. ]?[0-3]\d(?!\d)")
Link = Callable[[AnyEntry], str]


class Extent(StrEnum):
    """How a feature's place is drawn: a mark, an area with a known outline, an area without, or only in the list."""

    MARK = "mark"
    AREA = "area"
    ABOUT = "about"
    COUNTRY = "country"
    LISTED = "listed"


class Feature(msgspec.Struct, frozen=True, kw_only=True):
    """One entry at one place. ``href``: its evidence. ``state``: of an alert, open | over | unknown. ``regions``: the
    outline's divisions; ``partly`` when the place is only a part of them."""

    id: str
    title: str
    href: str
    extent: Extent
    place: str = ""
    precision: str = ""
    lat: float | None = None
    lon: float | None = None
    verdict: str = ""
    state: str = ""
    when: str = ""
    note: str = ""
    regions: tuple[Region, ...] = ()
    partly: bool = False
    invented: bool = False


class Shape(msgspec.Struct, frozen=True, kw_only=True):
    """One source's polygons of one day and status, as a GeoJSON geometry. ``turn``: now | gone (of a difference: before)."""

    source: str
    date: str
    status: str
    geometry: dict[str, Any]
    area_km2: float = 0.0
    turn: str = "now"


class Layer(msgspec.Struct, frozen=True, kw_only=True):
    """One layer of a map. ``kind``: entries | alerts | control | difference; ``notice`` stands beside it everywhere."""

    key: str
    title: str
    kind: str = "entries"
    features: tuple[Feature, ...] = ()
    shapes: tuple[Shape, ...] = ()
    notice: str = ""
    credit: str = ""


def entries(ledger: Ledger, link: Link) -> Layer:
    """The entries of a desk at their places; an entry with several places has a feature at each, one without is listed."""
    found = [feature for entry in ledger.entries for feature in _features(entry, link)]
    return Layer(key=ledger.desk, title=ledger.title, features=tuple(found), notice=ledger.notice)


def alerts(ledger: Ledger, link: Link, moment: datetime | None = None) -> Layer:
    """Alerts by region at a moment (else as the ledger stands): open, unknown (the feed has stopped) or over. Law: an
    unknown alert is never shown as over. Alerts over for more than a day before are left out."""
    window = _window(moment or ledger.as_of)
    found = [
        _alert(entry, link(entry), (entry.region, entry.code, entry.level), (state, entry.start, entry.end))
        for entry in ledger.entries
        if isinstance(entry, Alert) and (state := _state(entry, window[1] if moment else "")) and _recent(entry, window)
    ]
    return _alert_layer(ledger.desk, ledger.title, found, ledger.notice)


def alerted(ledger: Ledger) -> Layer:
    """Every region that a ledger ever had an alert for, once: what the frame of all its days must hold."""
    regions = {(entry.region, entry.code): entry for entry in ledger.entries if isinstance(entry, Alert)}
    found = [_alert(entry, "", (*where, entry.level), ("over", "", "")) for where, entry in regions.items()]
    return _alert_layer(ledger.desk, ledger.title, found, ledger.notice)


def alerts_of(reference: Reference, moment: datetime, href: str) -> Layer:
    """An attached alert series at a moment: rows begun by then; those over for more than a day before are left out."""
    (_, at), found = (window := _window(moment)), []
    heard = reference.until or max((row.end or row.start for row in _of(reference, AlertRow)), default="")
    for number, row in enumerate(_of(reference, AlertRow)):
        if _recent(row, window):
            over = bool(row.end) and row.end[:STAMP] <= at
            state = "over" if over else "unknown" if heard[:STAMP] < at and not row.end else "open"
            told = (state, row.start, row.end if over else "")
            found.append(_alert(f"{reference.key}-{number}", href, (row.region, row.code, row.level), told))
    return _alert_layer("alerts", reference.name, found, NOT_A_WARNING, reference.name)


def control(references: Iterable[Reference], day: str) -> Layer:
    """Who is said to hold what: of each source, its newest polygons of ``day`` or before. Sources stand side by side."""
    shapes = [shape for name, rows in _series(references) for shape in _shapes(name, rows, day, "now")]
    credit = "; ".join(dict.fromkeys(shape.source for shape in shapes))
    return Layer(key="control", title=f"Control, {day}", kind="control", shapes=tuple(shapes), credit=credit)


def difference(references: Iterable[Reference], before: str, after: str) -> Layer:
    """What each source's polygons gained and lost between two days: both days' shapes, drawn one without the other. A
    source that does not speak for the first day has no change to show, and is left out."""
    shapes = []
    for name, rows in _series(references):
        if gone := _shapes(name, rows, before, "gone"):
            shapes += gone + _shapes(name, rows, after, "now")
    title = f"Change of control, {before} to {after}"
    credit = "; ".join(dict.fromkeys(shape.source for shape in shapes))
    return Layer(key="change", title=title, kind="difference", shapes=tuple(shapes), credit=credit)


def locate(place: PlaceMention) -> tuple[Extent, tuple[Region, ...], bool]:
    """How a place is drawn, the divisions of its outline, and whether it is invented (known to a beat alone)."""
    base = load()
    invented = place.gazetteer == "beat" and not base.of_country(place.country)
    if place.precision == "country":
        known = tuple(base.of_country(place.country))
        return (Extent.COUNTRY if known else Extent.LISTED), known, invented
    if place.lat is None or place.lon is None:
        return Extent.LISTED, (), invented
    if place.precision == "region":
        found = None if invented else base.find(place.name, place.country) or base.region_at(place.lat, place.lon)
        return (Extent.AREA, (found,), invented) if found else (Extent.ABOUT, (), invented)
    return (Extent.ABOUT if place.precision in WIDE else Extent.MARK), (), invented


def _features(entry: AnyEntry, link: Link) -> list[Feature]:
    places = entry.where or (PlaceMention(span=Span(0, 0), text="", name=""),)
    made = []
    for place in dict.fromkeys(places):
        extent, regions, invented = locate(place)
        made.append(
            Feature(
                id=entry.id,
                title=entry.title,
                href=link(entry),
                extent=extent,
                place=place.name,
                precision=place.precision,
                lat=place.lat,
                lon=place.lon,
                verdict=entry.verdict,
                when=entry.when,
                note=_note(entry),
                regions=regions,
                invented=invented,
            )
        )
    return made


def _note(entry: AnyEntry) -> str:
    """Of control: each speaker's current word. Else the entry's flags."""
    if isinstance(entry, Control):
        return "; ".join(f"{cell.by}: {cell.text}" if cell.by else cell.text for cell in current(entry.held))
    return "; ".join(flag.says for flag in entry.flags)


def _alert(entry: Alert | str, href: str, where: tuple[str, str, str], told: tuple[str, str, str]) -> Feature:
    (region, code, level), (state, start, end) = where, told
    found = (load().find(code) if code else None) or load().find(region)
    known = entry.where[0] if isinstance(entry, Alert) and entry.where else None
    extent, lat, lon = (Extent.AREA if found else Extent.LISTED), None, None
    invented = False
    if found is None and known is not None:
        extent, regions, invented = locate(known)
        found, lat, lon = (regions[0] if len(regions) == 1 else None), known.lat, known.lon
    return Feature(
        id=entry if isinstance(entry, str) else entry.id,
        title=f"Alert in {region}" if isinstance(entry, str) else entry.title,
        href=href,
        extent=extent,
        place=region,
        lat=lat,
        lon=lon,
        state=state if state in ("open", "over") else "unknown",
        when=start,
        note=f"until {end}" if end else "",
        regions=(found,) if found else (),
        partly=level in ("raion", "hromada"),
        invented=invented,
    )


def _state(entry: Alert, at: str) -> str:
    """An alert's state at a moment before the ledger's own ("" for that one): over alerts were open until their end;
    "" for those that had not begun."""
    if at and entry.start[:STAMP] > at:
        return ""
    return "open" if at and entry.end[:STAMP] > at else entry.state or "unknown"


def _recent(alert: Alert | AlertRow, window: tuple[str, str]) -> bool:
    """Whether an alert had begun, and had not been over for a day."""
    return alert.start[:STAMP] <= window[1] and (not alert.end or alert.end[:STAMP] >= window[0])


def _window(moment: datetime) -> tuple[str, str]:
    """A day before a moment, and the moment, as series write them: to the second, UTC understood."""
    return (moment - timedelta(days=1)).isoformat()[:STAMP], moment.isoformat()[:STAMP]


def _alert_layer(key: str, title: str, found: Sequence[Feature], notice: str, credit: str = "") -> Layer:
    return Layer(
        key=key, title=title, kind="alerts", features=tuple(found), notice=notice or NOT_A_WARNING, credit=credit
    )


def _series(references: Iterable[Reference]) -> list[tuple[str, list[ControlRow]]]:
    """Control rows by source: files of one name are one series, whatever days their names hold."""
    found: dict[str, list[ControlRow]] = {}
    for reference in references:
        if rows := _of(reference, ControlRow):
            name = " ".join(_DATED.sub(" ", reference.name).split()) or reference.name
            found.setdefault(name, []).extend(rows)
    return list(found.items())


def _shapes(source: str, rows: Iterable[ControlRow], day: str, turn: str) -> list[Shape]:
    known = [row for row in rows if row.date <= day]
    newest = max((row.date for row in known), default="")
    return [
        Shape(
            source=source,
            date=row.date,
            status=row.status,
            geometry=row.geometry,
            area_km2=row.area_km2,
            turn=turn,
        )
        for row in known
        if row.date == newest
    ]


def _of(reference: Reference, kind: type[Any]) -> list[Any]:
    return [row for row in reference.rows if isinstance(row, kind)]
