"""The pages of the maps: which there are, what each shows, its list, legend and data. Static site and served page alike.

A page is whole without a script: the sheet, a list that says the same, links to the days before and after. Refuses
outside hosts: tiles come only from the address that the desk's own configuration names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime, time
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

import msgspec
from markupsafe import Markup

from livebrief.publish import addresses
from livebrief.publish.languages import tongue
from livebrief.publish.maps import layers, marks
from livebrief.publish.maps.base import CREDIT
from livebrief.publish.maps.draw import Look, Sheet, draw, frame_of, invented
from livebrief.publish.maps.ground import Label
from livebrief.publish.maps.groups import Group, begun, settled
from livebrief.publish.maps.layers import Extent, Layer, Shape
from livebrief.records.ledgers import AnyEntry, Ledger
from livebrief.records.references import AlertRow, ControlRow, Reference
from livebrief.records.sources import Beat, BeatPlace

To = Callable[[str], str]
ALERTS, CONTROL, CHANGE, ENTRIES = "alerts", "control", "change", "happenings"
TITLES = {ENTRIES: "What is reported where", ALERTS: "Alerts", CONTROL: "Control", CHANGE: "Change of control"}
LISTED = 60  # entries of one group on a page: more are in the ledger, and the list says so
DAYS = 31
DAYS_KEPT = 120  # days that have pages of their own: a static export walks them all
NAMED = ("city", "town", "village", "island")
WEIGHT = {"city": 3e7, "town": 2e7, "island": 1e7, "village": 1e6}  # a beat's own places before any of the base map


class Atlas(msgspec.Struct, frozen=True, kw_only=True):
    """What the maps of one moment are made of. ``tiles``: address of the desk's own tile server (``{z}/{x}/{y}`` in it),
    empty for none; ``tiles_credit``: what its data asks to be said."""

    ledgers: tuple[Ledger, ...]
    as_of: datetime
    beat: Beat | None = None
    references: tuple[Reference, ...] = ()
    tiles: str = ""
    tiles_credit: str = ""

    @property
    def tabs(self) -> tuple[str, ...]:
        """The maps that have something to show, the happenings first."""
        rows = {type(row) for reference in self.references for row in reference.rows[:1]}
        found = {
            ENTRIES: any(entry.where for ledger in self.ledgers for entry in ledger.entries if ledger.desk != ALERTS),
            ALERTS: AlertRow in rows or any(ledger.entries for ledger in self.ledgers if ledger.desk == ALERTS),
            CONTROL: ControlRow in rows,
            CHANGE: len(self._control_days) > 1,
        }
        return tuple(name for name, there in found.items() if there)

    def days(self, tab: str) -> tuple[str, ...]:
        """Days (YYYY-MM-DD) on which the map of a tab changes, oldest first; none after the atlas's moment."""
        if tab in (CONTROL, CHANGE):
            found = self._control_days
        else:
            wanted = (ledger for ledger in self.ledgers if (ledger.desk == ALERTS) == (tab == ALERTS))
            found = {_day(entry, tab) for ledger in wanted for entry in ledger.entries}
            found |= self._alert_days if tab == ALERTS else set()
        last = f"{self.as_of:%Y-%m-%d}"
        return tuple(sorted(day for day in found if len(day) == len(last) and day <= last))[-DAYS_KEPT:]

    def layers(self, tab: str, day: str, to: To) -> list[Layer]:
        """The layers of a tab as of the end of a day ("" for the atlas's moment)."""
        moment = datetime.combine(datetime.fromisoformat(day), time.max, UTC) if day else self.as_of
        if tab == ALERTS:
            return self._alerts(moment if day else None, to)
        if tab == CONTROL:
            return [layers.control(self.references, f"{moment:%Y-%m-%d}")]
        if tab == CHANGE:
            return [layers.difference(self.references, self._before(f"{moment:%Y-%m-%d}"), f"{moment:%Y-%m-%d}")]
        shown = (ledger for ledger in self.ledgers if ledger.desk != ALERTS)
        made = (layers.entries(ledger, linker(to)) for ledger in shown if any(entry.where for entry in ledger.entries))
        return [msgspec.structs.replace(layer, features=tuple(begun(layer.features, moment))) for layer in made]

    def extent(self, tab: str, day: str, to: To) -> list[Layer]:
        """Layers that a map's frame must hold on whatever day, so that the ground stands still from day to day. Of a
        change: what changed by that day."""
        if tab == ALERTS:
            every = [layers.alerted(ledger) for ledger in self.ledgers if ledger.desk == ALERTS]
            return every or self.layers(tab, day, to)
        return self.layers(tab, day if tab == CHANGE else "", to)

    def _alerts(self, moment: datetime | None, to: To) -> list[Layer]:
        """The alerts ledger, which holds attached series too; the series themselves where no desk keeps one."""
        if own := [layers.alerts(ledger, linker(to), moment) for ledger in self.ledgers if ledger.desk == ALERTS]:
            return own
        attached = (ref for ref in self.references if any(isinstance(row, AlertRow) for row in ref.rows[:1]))
        href = to(addresses.ledger(ALERTS))
        return [layers.alerts_of(reference, moment or self.as_of, href) for reference in attached]

    @property
    def _control_days(self) -> set[str]:
        return {row.date for ref in self.references for row in ref.rows if isinstance(row, ControlRow)}

    @property
    def _alert_days(self) -> set[str]:
        return {row.start[:10] for ref in self.references for row in ref.rows if isinstance(row, AlertRow)}

    def _before(self, day: str) -> str:
        """The day that a change is told from: the newest polygons a week or more before those of ``day``, else the oldest
        there are."""
        known = sorted(self._control_days)
        shown = max((one for one in known if one <= day), default=known[0])
        week = datetime.fromisoformat(shown).toordinal() - 7
        early = [one for one in known if datetime.fromisoformat(one).toordinal() <= week]
        return early[-1] if early else known[0]


class Page:
    """One map page: a tab, a day. Made inside a template, because only there links know where they stand."""

    def __init__(self, atlas: Atlas, tab: str, day: str, language: str, to: To) -> None:
        self.atlas, self.tab, self.day, self.language, self.to = atlas, tab, day, language, to

    def _say(self, words: str) -> str:
        """Our own words in the reader's language; words from outside stay as they are (and are never a format)."""
        return tongue(self.language).say(words)

    @cached_property
    def layers(self) -> list[Layer]:
        """What is shown."""
        return self.atlas.layers(self.tab, self.day, self.to)

    @cached_property
    def sheet(self) -> Sheet:
        """The drawn map and its groups."""
        whole = self.atlas.extent(self.tab, self.day, self.to)
        frame, plain = frame_of(whole), invented([feature for layer in whole for feature in layer.features])
        look = Look(
            key="map",
            title=self._say(TITLES[self.tab]),
            language=self.language,
            names=names(self.atlas.beat),
            frame=frame,
            plain=plain,
        )
        return draw(self.layers, as_of=self.atlas.as_of, look=look)

    @property
    def notices(self) -> list[str]:
        """What must stand beside the map."""
        return [self._say(notice) for notice in dict.fromkeys(layer.notice for layer in self.layers) if notice]

    @property
    def credits(self) -> list[str]:
        """Whose data is shown."""
        ground = [] if self.sheet.plain else [self._say(CREDIT)]
        return [*ground, *dict.fromkeys(layer.credit for layer in self.layers if layer.credit)]

    @property
    def legend(self) -> list[tuple[str, Markup]]:
        """Each verdict or state that is on the map, and its sign."""
        kinds = {kind for group in self.sheet.groups for kind, _ in group.verdicts}
        return [(kind, marks.legend_sign(kind)) for kind in marks.SHAPES if kind and kind in kinds]

    @property
    def extents(self) -> set[str]:
        """The kinds of place that are on the map."""
        return {group.extent.value for group in self.sheet.groups}

    @property
    def partly(self) -> bool:
        """Whether an area stands for a part of it that has no outline here."""
        return any(feature.partly and feature.regions for group in self.sheet.groups for feature in group.features)

    @property
    def shapes(self) -> list[Shape]:
        """Control as it is drawn, source by source."""
        return [shape for layer in self.layers for shape in layer.shapes]

    @property
    def sources(self) -> list[tuple[str, Markup]]:
        """Sources of control and their hatching."""
        found = dict.fromkeys(shape.source for shape in self.shapes)
        return [(source, marks.swatch(f"control-{n}")) for n, source in enumerate(found, 1)]

    @property
    def around(self) -> tuple[str, str]:
        """The days before and after the shown one that change the map; "" where there is none."""
        days, now = self.atlas.days(self.tab), self.day or f"{self.atlas.as_of:%Y-%m-%d}"
        before = [day for day in days if day < now]
        return (before[-1] if before else "", next((day for day in days if day > now), ""))

    @property
    def days(self) -> tuple[str, ...]:
        """The newest days to choose from, newest first."""
        return self.atlas.days(self.tab)[: -DAYS - 1 : -1]

    @property
    def data(self) -> Markup:
        """The settled features as GeoJSON for the slippy map, safe inside a script element."""
        found = [feature for group in self.sheet.groups for feature in _features(group)]
        told = msgspec.json.encode({"type": "FeatureCollection", "features": found}).decode()
        return Markup(told.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e"))

    sign = staticmethod(marks.legend_sign)
    listed = LISTED


def context(atlas: Atlas, tab: str, day: str, language: str) -> dict[str, Any]:
    """What ``map.html`` needs beside a page's usual surroundings: ``made(to)`` gives the :class:`Page`."""
    return {
        "tab": tab,
        "day": day,
        "tabs": [(name, TITLES[name]) for name in atlas.tabs],
        "title": TITLES[tab],
        "at_day": address,
        "tiles": atlas.tiles,
        "tiles_credit": atlas.tiles_credit,
        "tiles_origin": origin(atlas.tiles),
        "changes": changes,
        "made": lambda to: Page(atlas, tab, day, language, to),
    }


def address(tab: str, day: str = "") -> str:
    """The page of a tab, now or at the end of a day."""
    return f"map/{tab}/{day}.html" if day else f"map/{tab}.html"


def wanted(rest: str, atlas: Atlas) -> tuple[str, str] | None:
    """The tab and day that a path below ``map/`` names; None when the atlas has no such page."""
    tab, _, day = rest.removesuffix(".html").partition("/")
    if not rest.endswith(".html") or tab not in atlas.tabs or (day and day not in atlas.days(tab)):
        return None
    return tab, day


def first(atlas: Atlas) -> str:
    """The tab that ``map.html`` shows: the first that has something to show."""
    return (*atlas.tabs, ENTRIES)[0]


def linker(to: To) -> Callable[[AnyEntry], str]:
    """The address of an entry: its row in its ledger."""
    return lambda entry: f"{to(addresses.ledger(str(entry.__struct_config__.tag)))}#{entry.id}"


def names(beat: Beat | None) -> tuple[Label, ...]:
    """The beat's own settlements, as names on the ground."""
    places: Iterable[BeatPlace] = beat.places if beat else ()
    return tuple(
        Label(place.name, (place.lon, place.lat), False, WEIGHT[place.kind]) for place in places if place.kind in NAMED
    )


def origin(tiles: str) -> str:
    """Scheme and host of a tile address, for the page's content policy; "" unless it is http or https."""
    parts = urlsplit(tiles)
    return f"{parts.scheme}://{parts.netloc}" if parts.scheme in ("http", "https") and parts.netloc else ""


def changes(shapes: Sequence[Shape]) -> list[Mapping[str, Any]]:
    """Per source and status: the area on both days and the net change, as the source's own polygons give it (km²)."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for shape in shapes:
        row = found.setdefault((shape.source, shape.status), {"source": shape.source, "status": shape.status})
        for key, empty in (("now", 0.0), ("gone", 0.0), ("now_date", ""), ("gone_date", "")):
            row.setdefault(key, empty)
        row[shape.turn] += shape.area_km2
        row[f"{shape.turn}_date"] = shape.date
    return [{**row, "net": row["now"] - row["gone"]} for row in found.values()]


def _features(group: Group) -> list[dict[str, Any]]:
    return [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": at},
            "properties": {
                "title": feature.title,
                "place": feature.place,
                "href": feature.href,
                "kind": feature.state or feature.verdict,
                "when": feature.when,
            },
        }
        for feature in group.features
        if group.extent is Extent.MARK and (at := settled(feature)) is not None
    ]


def _day(entry: AnyEntry, tab: str) -> str:
    return (str(getattr(entry, "start", "")) if tab == ALERTS else entry.when)[:10]
