"""The day of one happening: the day that its first articles name most, not after the first of them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from livebrief.nlp.apart import days_apart
from livebrief.records.mentions import TimeMention
from livebrief.records.readings import Reading

BACK_DAYS = 10  # older days in a first report are background
FIRST_ARTICLES = 2.0  # those published on the first day are nearest to it
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def day_of(readings: Sequence[Reading]) -> str:
    """YYYY-MM-DD; the first publication's day when no text names one; empty when nothing is dated. Earlier-named days of
    a text weigh more (1, 1/2, 1/3 …)."""
    published = sorted(day for reading in readings if (day := reading.document.published.day))
    if not published:
        return ""
    first = published[0]
    votes = defaultdict[str, float](float)
    for reading in readings:
        days = [
            men.value[:10] for men in reading.mentions if isinstance(men, TimeMention) and men.type in ("DATE", "TIME")
        ]
        near = [day for day in days if _DAY.fullmatch(day) and day <= first and _is_near(day, first)]
        weight = FIRST_ARTICLES if reading.document.published.day == first else 1.0
        for n, day in enumerate(near):
            votes[day] += weight / (n + 1)
    return max(votes, key=lambda day: (votes[day], day)) if votes else first


def _is_near(day: str, first: str) -> bool:
    apart = days_apart(day, first)
    return apart is not None and apart <= BACK_DAYS
