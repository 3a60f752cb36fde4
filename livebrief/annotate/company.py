"""Places keep company: how many other names of a text have a place nearby. Owns that one reason of the scorer.

After the spatial minimality of Leidner (2007) and the co-mention features of Lieberman's local news work (2010): of two
Alexandrias the one is meant whose neighbours the text names too.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from livebrief.annotate.gazetteer import Row, load

NAMES, ROWS = 40, 12  # distinct names looked at in a text, and rows of each: the rest adds cost and little news
NEAR_KM = 50.0  # where company counts half; LGL and TR-News: 50 and 80 alike, 120 worse by .007
KM_PER_DEGREE = 111.2

Points = npt.NDArray[np.float64]


class Company:
    """The rows of all names of one text. ``of(row, name)``: 0 for none, 1 for each other name right beside it."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names: dict[str, Points] = {}
        for name in names:
            if len(self._names) == NAMES:
                break
            rows = [row for row in load().find(name)[:ROWS] if row.kind not in ("country", "water", "area")]
            if rows and name not in self._names:
                self._names[name] = np.array([(row.lat, row.lon) for row in rows])

    def of(self, row: Row, name: str) -> float:
        """How much company a row has among the text's other names."""
        return float(sum(_nearest(row, points) for other, points in self._names.items() if other != name))


def _nearest(row: Row, points: Points) -> float:
    north = (points[:, 0] - row.lat) * KM_PER_DEGREE
    east = (points[:, 1] - row.lon) * KM_PER_DEGREE * np.cos(np.radians(row.lat))
    square = float((north * north + east * east).min())
    return 1.0 / (1.0 + square / NEAR_KM**2)
