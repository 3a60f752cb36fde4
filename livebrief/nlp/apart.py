"""How far apart: two days of the calendar, two points of the Earth. Owns both measures; refuses to say how far is far."""

from __future__ import annotations

import math
from datetime import date
from functools import lru_cache
from typing import Protocol

EARTH_KM = 6371.0
KM_PER_DEGREE = 111.0  # of latitude, a little less than it is
DAY = len("2024-01-01")


class Placed(Protocol):
    """What may be at a point of the Earth; both degrees are None where nobody knows."""

    @property
    def lat(self) -> float | None: ...

    @property
    def lon(self) -> float | None: ...


@lru_cache(
    maxsize=1 << 14
)  # days of a few years of news, each asked for with every pair of a count and what it may join
def whole_day(value: str) -> date | None:
    """The day of an ISO value that names one (a moment: its day); None for a month, a year, the 31st of June."""
    try:
        return date.fromisoformat(value[:DAY]) if len(value) >= DAY else None
    except ValueError:
        return None


def days_apart(one: str, other: str) -> int | None:
    """Whole days between two ISO values, whichever is first; None when either names no day."""
    first, second = whole_day(one), whole_day(other)
    return abs((first - second).days) if first and second else None


def km_apart(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Great-circle distance in kilometres between two points in degrees (haversine)."""
    lat, lon, other_lat, other_lon = map(math.radians, (lat, lon, other_lat, other_lon))
    half = (
        math.sin((other_lat - lat) / 2) ** 2
        + math.cos(lat) * math.cos(other_lat) * math.sin((other_lon - lon) / 2) ** 2
    )
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def within_km(one: Placed, other: Placed, most: float) -> bool:
    """Whether two points are at most so many kilometres apart; False where either is unknown."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return False
    if abs(one.lat - other.lat) * KM_PER_DEGREE > most:  # most pairs: spares the sines
        return False
    return km_apart(one.lat, one.lon, other.lat, other.lon) <= most
