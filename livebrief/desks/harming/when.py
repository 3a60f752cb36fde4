"""The day of an incident: what the sentences of its counts say, else the day before the first report, marked by nothing.

Owns the choice between the times of several sentences. Refuses a day after the first report.
"""

from __future__ import annotations

from collections import Counter

from livebrief.desks.harming.incidents import Incident, is_day
from livebrief.desks.page import Passage

DAY = len("2024-01-01")


def day_of(incident: Incident) -> str:
    """``YYYY-MM-DD`` (or coarser, as told); empty when neither a sentence nor a publication date gives one.

    The day that the counts give wins; then the times of their sentences; then the times of the first report; then the
    first report's own day (news is of its day where it names none).
    """
    first = min((passage for count in incident.counts for passage in count.passages), key=lambda each: each.moment)
    told = incident.day
    if told:
        return told
    said = _times([passage for count in incident.counts for passage in count.passages], first.day)
    return said or first.day


def _times(passages: list[Passage], last: str) -> str:
    days: Counter[str] = Counter()
    for passage in passages:
        for time in passage.times:
            day = time.value[:DAY]
            if time.type in ("DATE", "TIME") and is_day(day) and (not last or day <= last):
                days[day] += 1
    return days.most_common(1)[0][0] if days else ""
