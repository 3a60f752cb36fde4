"""Places keep company: how many other names of a text have a place nearby. Owns that one reason of the scorer.

After the spatial minimality of Leidner (2007) and the co-mention features of Lieberman's local news work (2010): of two
Alexandrias the one is meant whose neighbours the text names too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from livebrief.annotate.gazetteer import Row

KM_PER_DEGREE = 111.2

Points = npt.NDArray[np.float64]


class Company:
    """Names of one text with the rows that each may be. ``of(points, name)``: for each point 0 for none, 1 for each other name
    right beside it; half at ``near_km``."""

    def __init__(self, names: Mapping[str, Sequence[Row]], near_km: float) -> None:
        held = {name: rows for name, rows in names.items() if rows}
        self._numbers = {name: n for n, name in enumerate(held)}
        self._points = points_of([row for rows in held.values() for row in rows])
        self._starts = np.cumsum([0, *(len(rows) for rows in held.values())])[:-1]
        self._near_km = near_km

    def of(self, points: Points, name: str) -> Points:
        """How much company a place at each point has among the text's other names."""
        if not self._numbers:
            return np.zeros(len(points))
        near = nearness(points, self._points, self._near_km)
        best = np.maximum.reduceat(near, self._starts, axis=1)
        own = self._numbers.get(name)
        if own is not None:
            best[:, own] = 0.0
        total: Points = best.sum(axis=1)
        return total


def points_of(rows: Sequence[Row]) -> Points:
    """Their points in degrees, one a line."""
    return np.array([(row.lat, row.lon) for row in rows], dtype=np.float64).reshape(-1, 2)


def nearness(these: Points, those: Points, near_km: float) -> Points:
    """For each of these and those 1 at the same point, a half at ``near_km``, towards 0 far away."""
    north = (those[:, 0] - these[:, :1]) * KM_PER_DEGREE
    east = (those[:, 1] - these[:, 1:]) * KM_PER_DEGREE * np.cos(np.radians(these[:, :1]))
    near: Points = 1.0 / (1.0 + (north**2 + east**2) / near_km**2)
    return near
