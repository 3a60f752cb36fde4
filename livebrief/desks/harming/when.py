"""The day and the place of a happening: what the sentences of its counts say, else its articles' heads, else the report's.

Owns the choice between the times and places of several sentences. Refuses a day after the first report.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from livebrief.desks.harming.incidents import Incident, is_day
from livebrief.desks.harming.local import Local
from livebrief.desks.page import Passage
from livebrief.nlp.words import fold
from livebrief.records.mentions import PlaceMention

DAY = len("2024-01-01")
SETTLEMENTS = frozenset({"city", "town", "village"})
LEAD = 6  # sentences at an article's head that tell the news (inverted pyramid)


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


def day_of_story(local: Local) -> str:
    """The day that most articles' heads give, not after the story's first report; else the first report's day."""
    first = min((passages[0] for passages in local.documents), key=lambda each: each.moment)
    votes: Counter[str] = Counter()
    for passages in local.documents:
        for day in dict.fromkeys(_days(passages[:LEAD], first.day)):
            votes[day] += 1
    return votes.most_common(1)[0][0] if votes else first.day


def _days(passages: Sequence[Passage], last: str) -> Iterator[str]:
    for passage in passages:
        for time in passage.times:
            day = time.value[:DAY]
            if time.type in ("DATE", "TIME") and is_day(day) and (not last or day <= last):
                yield day


def place_of(local: Local) -> tuple[PlaceMention, ...]:
    """The places that the articles' heads name, the settlement named by most articles first."""
    by_name: dict[str, PlaceMention] = {}
    votes: Counter[str] = Counter()
    for passages in local.documents:
        here = [place for passage in passages for place in passage.places if place.precision]
        for place in here:
            by_name.setdefault(fold(place.name), place)
        votes.update({fold(place.name) for place in here})
    ranked = sorted(by_name, key=lambda name: (by_name[name].precision not in SETTLEMENTS, -votes[name]))
    return tuple(by_name[name] for name in ranked)
