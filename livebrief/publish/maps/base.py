"""The base map: land divisions with their codes and names, lakes, settlements. Owns the file and its look-ups.

The file is TopoJSON (the format's specification, version 1.0) made by training/basemap.py from Natural Earth and
GeoNames (credits: livebrief/data/maps/README.md). Every division lies in the country that the United Nations counts it
to; refuses to draw a border of its own. Shared lines are stored once, so neighbours never gape.
"""

from __future__ import annotations

import gzip
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

import msgspec

from livebrief.nlp.words import fold_name

FILE = Path(__file__).parents[2] / "data" / "maps" / "base.topo.json.gz"
CREDIT = "Base map: Natural Earth; settlements: GeoNames (CC BY 4.0). Borders as recognised by the UN General Assembly."
_GENERIC = frozenset(
    "oblast region province state city district county republic autonomous of the область обл місто м край республика"
    " область".split()
)
Point = tuple[float, float]
Box = tuple[float, float, float, float]


class Region(msgspec.Struct, frozen=True):
    """One first division. ``code``: ISO 3166-2 ("" where it has none); ``country``: ISO 3166-1 ("" where no state is
    agreed to hold it); ``names`` other names, Latin and Cyrillic; ``box`` west, south, east, north; ``arcs`` polygons of
    rings of arc numbers, as in TopoJSON (``~n`` is arc n reversed)."""

    code: str
    name: str
    country: str
    of: str
    names: tuple[str, ...]
    box: Box
    arcs: tuple[tuple[tuple[int, ...], ...], ...]


class Settlement(msgspec.Struct, frozen=True):
    """A settlement for labels: degrees, people, whether it is a capital."""

    name: str
    country: str
    lon: float
    lat: float
    people: int
    capital: bool


class Base:
    """The opened file. Coordinates are (lon, lat) in degrees."""

    def __init__(self, path: Path = FILE) -> None:
        told = msgspec.json.decode(gzip.decompress(path.read_bytes()))
        (self._sx, self._sy), (self._tx, self._ty) = told["transform"]["scale"], told["transform"]["translate"]
        self._arcs: list[list[list[int]]] = told["arcs"]
        self._opened: dict[int, list[Point]] = {}
        self._lakes: list[dict[str, Any]] = told["objects"]["lakes"]["geometries"]
        self._places: list[dict[str, Any]] = told["objects"]["places"]["geometries"]
        self.regions = tuple(self._region(item) for item in told["objects"]["regions"]["geometries"])

    def arc(self, number: int) -> list[Point]:
        """The points of one arc; ``~n`` gives arc n reversed."""
        if number < 0:
            return self.arc(~number)[::-1]
        if number not in self._opened:
            xs = accumulate(step[0] for step in self._arcs[number])
            ys = accumulate(step[1] for step in self._arcs[number])
            self._opened[number] = [self._degrees(x, y) for x, y in zip(xs, ys, strict=True)]
        return self._opened[number]

    def ring(self, arcs: Iterable[int]) -> list[Point]:
        """A closed ring: its arcs joined end to end."""
        points: list[Point] = []
        for number in arcs:
            points.extend(self.arc(number)[1 if points else 0 :])
        return points

    def polygons(self, region: Region) -> list[list[list[Point]]]:
        """The region's polygons, each its outer ring and its holes."""
        return [[self.ring(ring) for ring in polygon] for polygon in region.arcs]

    def within(self, box: Box) -> list[Region]:
        """The regions whose boxes meet ``box``."""
        return [region for region in self.regions if _meet(region.box, box)]

    def lakes(self, box: Box) -> Iterator[list[Point]]:
        """Rings of the lakes whose boxes meet ``box`` (holes included: draw with the even-odd rule)."""
        for lake in self._lakes:
            if _meet(self._box(lake), box):
                for polygon in _polygons(lake):
                    yield from (self.ring(ring) for ring in polygon)

    def region_at(self, lat: float, lon: float) -> Region | None:
        """The region that a point lies in (even-odd rule); of several, the smallest. None at sea."""
        hits = [region for region in self.within((lon, lat, lon, lat)) if self._holds(region, lon, lat)]
        return min(hits, key=lambda region: _extent(region.box), default=None)

    def find(self, wanted: str, country: str = "") -> Region | None:
        """The region of a code ("UA-63", or the official "UA63…" of a place in it) or of a name in Latin or Cyrillic
        letters; ``country`` narrows names down. None when there is none, or several countries have one."""
        code = official(wanted)
        if code in self._by_code:
            return self._by_code[code]
        found = self._by_name.get(fold_name(wanted)) or self._by_name.get(_short(wanted)) or []
        if country:
            found = [region for region in found if region.country == country]
        elif len({region.country for region in found}) > 1:
            return None
        return found[0] if found else None

    def of_country(self, country: str) -> list[Region]:
        """Every region of a country, by its ISO 3166-1 code."""
        return self._by_country.get(country, []) if country else []

    @cached_property
    def settlements(self) -> tuple[Settlement, ...]:
        """Settlements, most populous first."""
        return tuple(self._settlement(item) for item in self._places)

    @cached_property
    def _by_code(self) -> dict[str, Region]:
        return {region.code: region for region in reversed(self.regions) if region.code}

    @cached_property
    def _by_country(self) -> dict[str, list[Region]]:
        found: dict[str, list[Region]] = defaultdict(list)
        for region in self.regions:
            found[region.country].append(region)
        return found

    @cached_property
    def _by_name(self) -> dict[str, list[Region]]:
        """Own names before others, whole names before short ones."""
        found: dict[str, list[Region]] = defaultdict(list)
        ways = (
            lambda r: [fold_name(r.name)],
            lambda r: map(fold_name, r.names),
            lambda r: map(_short, (r.name, *r.names)),
        )
        for way in ways:
            for region in self.regions:
                for key in way(region):
                    if key and region not in found[key]:
                        found[key].append(region)
        return found

    def _holds(self, region: Region, lon: float, lat: float) -> bool:
        return inside((lon, lat), [ring for polygon in self.polygons(region) for ring in polygon])

    def _region(self, item: dict[str, Any]) -> Region:
        told = item["properties"]
        names = tuple(told["names"].split("|")) if told["names"] else ()
        arcs = tuple(tuple(tuple(ring) for ring in polygon) for polygon in _polygons(item))
        return Region(told["code"], told["name"], told["country"], told["of"], names, self._box(item), arcs)

    def _settlement(self, item: dict[str, Any]) -> Settlement:
        told = item["properties"]
        lon, lat = self._degrees(*item["coordinates"])
        return Settlement(told["name"], told["country"], lon, lat, told["people"], told["capital"])

    def _box(self, item: dict[str, Any]) -> Box:
        west, south, east, north = item["box"]
        return (*self._degrees(west, south), *self._degrees(east, north))

    def _degrees(self, x: int, y: int) -> Point:
        return (x * self._sx + self._tx, y * self._sy + self._ty)


@cache
def load() -> Base:
    """The packaged base map, opened on first use and kept."""
    return Base()


def region_at(lat: float, lon: float) -> Region | None:
    """The first division that a point lies in; None at sea. Law: follows the packaged borders, so Crimea is Ukraine."""
    return load().region_at(lat, lon)


def find_region(wanted: str, country: str = "") -> Region | None:
    """The first division of a code or a name (see :meth:`Base.find`)."""
    return load().find(wanted, country)


KATOTTG = {"01": "43", "80": "30", "85": "40"}  # where Ukraine's own register numbers a division otherwise than ISO


def official(code: str) -> str:
    """The ISO 3166-2 code of the oblast that a code of Ukraine's register (KATOTTG, ``UA63…``) lies in; others unchanged."""
    if code.startswith("UA") and len(code) >= 4 and code[2:4].isdigit():
        return f"UA-{KATOTTG.get(code[2:4], code[2:4])}"
    return code


def inside(point: Point, rings: Iterable[list[Point]]) -> bool:
    """Whether a point lies inside rings by the even-odd rule."""
    x, y = point
    odd = False
    for ring in rings:
        for (x1, y1), (x2, y2) in pairwise(ring):
            if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
                odd = not odd
    return odd


def _short(name: str) -> str:
    """A folded name without the word for its kind ("oblast", "область")."""
    return " ".join(word for word in fold_name(name).split() if word not in _GENERIC)


def _polygons(item: dict[str, Any]) -> list[list[list[int]]]:
    return [item["arcs"]] if item["type"] == "Polygon" else item.get("arcs", [])


def _meet(one: Box, other: Box) -> bool:
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


def _extent(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])
