"""The frame of one map: which piece of the world is shown, and where a place lies on the sheet. Owns the projection.

Web Mercator, so that the sheet can lie under a slippy map unchanged. Angles are kept, areas are not: the scale bar holds
at the middle of the sheet. Sheet units are CSS pixels of a map 720 wide, y down.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import msgspec

from livebrief.publish.maps.base import Box, Point

WIDTH = 720
TALLEST, FLATTEST = 1.15, 1.7  # width over height of a sheet: readable on a phone, whole on a small screen
PADDING = 0.14  # share of the shown span that is left free around what is shown, so that marks and labels fit
LEAST_KM = 80.0  # a sheet never shows less across: places are known to the settlement, and no finer
LIMIT = 84.0  # degrees of latitude, where Mercator stops being of use
EARTH_KM = 6371.0088  # mean radius (IUGG)
ROUND_STEPS = (1, 2, 5)


class Frame(msgspec.Struct, frozen=True, kw_only=True):
    """``west`` to ``east`` in degrees (east may pass 180), ``top`` and ``bottom`` in Mercator radians, ``height`` units."""

    west: float
    east: float
    top: float
    bottom: float
    height: int
    width: int = WIDTH

    @property
    def box(self) -> Box:
        """West, south, east, north in degrees."""
        return (self.west, _degrees(self.bottom), self.east, _degrees(self.top))

    @property
    def per_degree(self) -> float:
        """Units per degree of longitude."""
        return self.width / (self.east - self.west)

    @property
    def km_per_unit(self) -> float:
        """Kilometres per unit at the middle of the sheet."""
        middle = math.radians(_degrees((self.top + self.bottom) / 2))
        return math.cos(middle) * math.radians(1) * EARTH_KM / self.per_degree

    def at(self, point: Point) -> Point:
        """Where (lon, lat) lies on the sheet. Longitudes are taken the short way round from the middle of the sheet."""
        lon, lat = point
        middle = (self.west + self.east) / 2
        turned = lon + 360 * round((middle - lon) / 360)
        return self.plain((turned, lat))

    def plain(self, point: Point) -> Point:
        """Where (lon, lat) lies, with the longitude as it is: for lines, which must not be torn apart."""
        lon, lat = point
        return ((lon - self.west) * self.per_degree, (self.top - _mercator(lat)) * self.per_degree * 180 / math.pi)

    def holds(self, point: Point) -> bool:
        """Whether a point of the sheet lies on it."""
        return 0 <= point[0] <= self.width and 0 <= point[1] <= self.height


def fit(points: Iterable[Point], width: int = WIDTH) -> Frame:
    """The frame around (lon, lat) points; the whole world when there are none. Crosses 180 degrees the shorter way."""
    every = list(points)
    if not every:
        return around((-180, -58, 180, 78), width, padding=0)
    west, east = _shortest([lon for lon, _ in every])
    return around((west, min(lat for _, lat in every), east, max(lat for _, lat in every)), width)


def around(box: Box, width: int = WIDTH, padding: float = PADDING) -> Frame:
    """The frame that shows a box (degrees): padded, at least LEAST_KM across, no taller or flatter than a sheet may be."""
    west, south, east, north = box
    low, high = _mercator(south), _mercator(north)
    middle = math.cos(math.radians((max(south, -LIMIT) + min(north, LIMIT)) / 2))
    least = LEAST_KM / (EARTH_KM * max(middle, 0.1))
    across = max(math.radians(east - west) * (1 + 2 * padding), least)
    up = max((high - low) * (1 + 2 * padding), least / FLATTEST)
    across, up = max(across, up * TALLEST), max(up, across / FLATTEST)
    lon, y = (west + east) / 2, (low + high) / 2
    half = math.degrees(across) / 2
    return Frame(
        west=lon - half,
        east=lon + half,
        top=y + up / 2,
        bottom=y - up / 2,
        height=round(width * up / across),
        width=width,
    )


def steps(low: float, high: float, wanted: int = 4) -> list[float]:
    """Round values between two degrees for the graticule, about ``wanted`` of them."""
    step = round_down((high - low) / wanted)
    return [n * step for n in range(math.ceil(low / step), math.floor(high / step) + 1)]


def round_down(value: float) -> float:
    """The largest 1, 2 or 5 times a power of ten that is not above ``value``."""
    power = 10.0 ** math.floor(math.log10(value))
    return max(step * power for step in ROUND_STEPS if step * power <= value * (1 + 1e-9))


def bar(frame: Frame) -> tuple[float, str]:
    """The scale bar: its length in units (about a fifth of the sheet at most) and its words."""
    km = round_down(frame.km_per_unit * frame.width / 5)
    return km / frame.km_per_unit, f"{km:g} km"


def _shortest(lons: Sequence[float]) -> Point:
    """West and east of the shortest stretch that holds all longitudes; east may pass 180."""
    turned = sorted({(lon + 180) % 360 - 180 for lon in lons})
    gaps = [(b - a, b) for a, b in zip(turned, [*turned[1:], turned[0] + 360], strict=True)]
    widest, after = max(gaps)
    west = after if after <= 180 else after - 360
    return west, west + 360 - widest


def _mercator(lat: float) -> float:
    """Radians north of the equator on the sheet."""
    return math.asinh(math.tan(math.radians(max(-LIMIT, min(LIMIT, lat)))))


def _degrees(y: float) -> float:
    return math.degrees(math.atan(math.sinh(y)))
