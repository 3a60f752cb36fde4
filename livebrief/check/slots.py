"""Which counts are of one thing: slots over developments and stories, by what, where, when and whose.

Owns the joining of counts. Refuses to join what the text keeps apart: another unit, another place, another day of the
happening, other people, a running total. Streaming in time order, so that later counts never move earlier ones.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from math import cos, hypot, radians

import msgspec

from livebrief.check.counted import PERSONS, Counted, Place
from livebrief.check.figures import ATTACK, same_number, size
from livebrief.records.stories import Figure

# Points for what two counts share; a count joins the slot with the most, at JOIN or above. Set on the demo beat's eight
# chains (`livebrief eval demo`, kind chain); the order of the weights matters, their size hardly.
SAME_CLAIM = 3.0
SAME_DEVELOPMENT = 2.0
SAME_STORY = 2.0
SAME_PLACE = 2.0
SAME_COUNTER = 1.0
SAME_NUMBER = 1.0
SAME_SUM = 1.5  # a large number is rarely given twice by chance
LARGE = 100_000.0
LIKE_WORDS = 2.0  # times the share of the shorter sentence's words
JOIN = 2.6  # the story alone is not enough
JOIN_ABROAD = 3.0  # from another story: place and counter, or the claim
LIKE_COUNT = 0.35  # shared words below which two unnamed counts ("40 people are still in the cellars") are no one count
LATEST = 60  # slots looked at per key: a story with more live counts of one role is not one story
GAP_DAYS = 21  # a slot without news for three weeks is over
NIGHT_DAYS = 1  # attacks go by nights: a count of two days later is of another attack
HARM_DAYS = 3  # without news of the same counter or place
FAR_DAYS = 10  # a happening so much older than the slot's is another one
CONTRAST = 900  # code points between a figure and the other counter's: a few paragraphs
LIKE_SIZE = 0.6
_GIVES = re.compile(r"\b(?:figures?|counts?|lists?|tally|toll|says?|said|puts?|number)\b", re.I)
EARTH_KM = 6371.0
TELLING = 3.0  # numbers below are too common for two equal ones to mean anything


class Slot:
    """One thing counted: its counts so far and what they name."""

    def __init__(self, first: Counted) -> None:
        self.counts: list[Counted] = []
        self.places: dict[str, Place] = {}
        self.whose = ""
        self.day = ""
        self.stories: set[str] = set()
        self.developments: set[str] = set()
        self.claims: set[str] = set()
        self.counters: set[str] = set()
        self.add(first)

    def add(self, each: Counted) -> None:
        """Take a count in, with what it names."""
        self.counts.append(each)
        if each.own_places or not self.places:
            self.places.update((place.name, place) for place in each.places)
        self.whose = self.whose or each.beside.whose
        self.day = self.day or _event_day(each)
        self.stories.add(each.story)
        self.developments.add(each.development)
        self.claims.add(each.figure.claim)
        self.counters.add(each.figure.by)

    @property
    def last_told(self) -> str:
        """The day of the newest count."""
        return self.counts[-1].told


def slots(counts: Iterable[Counted]) -> list[Slot]:
    """The slots of the counts, each with its counts in time order. Pure; the order given does not matter."""
    near: dict[tuple[str, object], list[Slot]] = defaultdict(list)
    of_persons: dict[str, list[Slot]] = defaultdict(list)
    made: list[Slot] = []
    for each in sorted(counts, key=_in_time):
        if each.bare:
            _place_bare(each, of_persons[each.story][-LATEST:])
            continue
        family = _family(each)
        keys = [(family, key) for key in _keys(each)]
        slot = _best(each, dict.fromkeys(slot for key in keys for slot in near[key]))
        if slot is None:
            slot = Slot(each)
            made.append(slot)
            if each.figure.role in PERSONS:
                of_persons[each.story].append(slot)
        else:
            slot.add(each)
        for key in keys:
            if slot not in near[key][-LATEST:]:
                near[key] = [*near[key][1 - LATEST :], slot]
    return [slot for slot in made if _is_worth(slot)]


def _in_time(each: Counted) -> tuple[object, ...]:
    """Publication, text order; a former figure named again comes before the new one of its sentence."""
    return each.figure.as_of, each.figure.document, each.sentence, not each.beside.earlier, each.figure.at


def _family(each: Counted) -> str:
    return each.family + (" total" if each.beside.total else "")


def _keys(each: Counted) -> tuple[object, ...]:
    """What a slot must share with a count to be looked at: the story, the counter, the claim or the number."""
    figure = each.figure
    return ("story", each.story), ("counter", figure.by), ("claim", figure.claim), ("number", size(figure))


def _best(each: Counted, candidates: Iterable[Slot]) -> Slot | None:
    """The slot with the most points; of equals the first that shares the nearest of the keys."""
    scored = [(points, slot) for slot in candidates if (points := _points(each, slot)) > 0]
    return max(scored, key=lambda pair: pair[0])[1] if scored else None


def _points(each: Counted, slot: Slot) -> float:
    """How well the count fits; 0 when it may not join."""
    if _conflict(each, slot):
        return 0.0
    claim, story = _same_claim(each, slot), each.story in slot.stories
    counter = each.figure.by in slot.counters and not each.figure.by.startswith("outlet:")  # a paper counts many things
    place = (each.own_places or counter) and _shares_place(each, slot)
    like = max((_likeness(each, other) for other in slot.counts[-4:]), default=0.0)
    number = any(same_number(each.figure, other.figure) for other in slot.counts if size(other.figure) >= TELLING)
    if not claim and not _fits(each, slot, like, (place, counter, number)):
        return 0.0
    points = (
        SAME_CLAIM * claim
        + SAME_STORY * story
        + SAME_DEVELOPMENT * (each.development in slot.developments)
        + SAME_PLACE * place
        + SAME_COUNTER * counter
        + SAME_NUMBER * number
        + SAME_SUM * (number and size(each.figure) >= LARGE)
        + LIKE_WORDS * like
    )
    return points if points >= (JOIN if story else JOIN_ABROAD) else 0.0


def _fits(each: Counted, slot: Slot, like: float, shared: tuple[bool, bool, bool]) -> bool:
    """Whether, outside one claim, the two can be counts of one thing. ``shared``: a place, the counter, the number."""
    place, counter, number = shared
    if each.family.startswith("money"):
        return _same_money(each, slot, number, counter and like >= LIKE_COUNT)
    if each.figure.role == "count" and (like < LIKE_COUNT or not counter):
        return False
    if size(each.figure) == 0 and not (place or counter):
        return False  # nobody hurt here and many hurt there are two happenings
    return each.story in slot.stories or (counter and _shares_place(each, slot)) or (number and place)


def _same_money(each: Counted, slot: Slot, number: bool, told_alike: bool) -> bool:
    """The same sum, a part of it by the text's own words, or the same counter in the same words."""
    here = any(other.figure.document == each.figure.document for other in slot.counts)
    part = here and (each.beside.part or each.beside.more)
    return (
        number or told_alike or part or any(_is_whole(each, other) or _is_whole(other, each) for other in slot.counts)
    )


def _is_whole(part: Counted, whole: Counted) -> bool:
    return part.beside.whole is not None and part.beside.whole == whole.figure.value


def _same_claim(each: Counted, slot: Slot) -> bool:
    return bool(each.figure.claim) and each.figure.claim in slot.claims


def _conflict(each: Counted, slot: Slot) -> bool:
    if _days(each.told, slot.last_told) > GAP_DAYS:
        return True
    if each.beside.whose != slot.whose and not _same_people(each.beside.whose, slot.whose):
        return True
    if each.own_places and slot.places and not _same_claim(each, slot) and not _shares_place(each, slot):
        return True
    if each.figure.role in ATTACK:
        return _days(_night(each), _night(slot.counts[0])) > NIGHT_DAYS
    if each.figure.role in PERSONS and _is_other_day(each, slot):
        return True
    mine = _event_day(each)
    if mine and not slot.day:
        return _days(mine, slot.counts[0].told) > FAR_DAYS
    if not mine and slot.day:
        return _days(slot.day, slot.counts[0].told) > FAR_DAYS
    return bool(mine and slot.day and _days(mine, slot.day) > FAR_DAYS)


def _is_other_day(each: Counted, slot: Slot) -> bool:
    """Harm told days later in another development, by another counter and without a place in common: another happening."""
    apart = _days(each.told, slot.last_told) > HARM_DAYS and each.development not in slot.developments
    known = each.figure.by in slot.counters and not each.figure.by.startswith("outlet:")
    return apart and not known and not _same_claim(each, slot) and not (each.own_places and _shares_place(each, slot))


def _same_people(one: str, other: str) -> bool:
    """Children are some of the people; a side's forces are only themselves; nothing said leaves room for civilians."""
    named = {one, other} - {"", "children", "civilians", "workers", "residents"}
    return not named and {one, other} != {"civilians", "workers"}


def _shares_place(each: Counted, slot: Slot) -> bool:
    return any(_near(place, other) for place in each.places for other in slot.places.values())


def _near(one: Place, other: Place) -> bool:
    """The same place, one in the other, or so close that both reach the same ground."""
    if one.name in (other.name, other.within) or other.name == one.within:
        return True
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return False
    north = radians(one.lat - other.lat)
    east = radians(one.lon - other.lon) * cos(radians((one.lat + other.lat) / 2))
    return EARTH_KM * hypot(north, east) <= one.reach_km + other.reach_km


def _likeness(one: Counted, other: Counted) -> float:
    least = min(len(one.words), len(other.words))
    return len(one.words & other.words) / least if least else 0.0


def _place_bare(each: Counted, made: Sequence[Slot]) -> None:
    """A number alone ("The mayor says sixteen") joins the count of persons of its story that has the same number now; else,
    where a named counter gives it soon after another's figure in its article, that figure's slot."""
    if size(each.figure) < TELLING:
        return
    near = [slot for slot in reversed(made) if not _conflict(each, slot)]
    for slot in near:
        standing = {other.figure.by: other for other in slot.counts}
        if any(same_number(each.figure, other.figure) for other in standing.values()):
            slot.add(each)
            return
    for slot in near:
        if _is_contrast(each, slot.counts[-1]):
            slot.add(msgspec.structs.replace(each, bare=False, figure=_as(each.figure, slot.counts[0].figure)))
            return


def _is_contrast(each: Counted, other: Counted) -> bool:
    """Another counter's number in one article, of like size, soon after."""
    here = each.figure.document == other.figure.document and 0 <= each.figure.at - other.figure.at <= CONTRAST
    apart = each.figure.by != other.figure.by and not each.figure.by.startswith("outlet:")
    small, large = sorted((size(each.figure), size(other.figure)))
    return here and apart and _GIVES.search(each.sentence_text) is not None and small >= LIKE_SIZE * large


def _as(figure: Figure, of: Figure) -> Figure:
    return msgspec.structs.replace(figure, role=of.role, unit=of.unit)


def _is_worth(slot: Slot) -> bool:
    """A count without a role is a chain only where it is counted again in another article."""
    return slot.counts[0].figure.role != "count" or len({each.seen.document.article for each in slot.counts}) > 1


def _event_day(each: Counted) -> str:
    """The day of the happening where the text puts it well before the article: else it is the day of the news."""
    return each.day if each.day and _days(each.day, each.told) > FAR_DAYS else ""


def _night(each: Counted) -> str:
    return each.day if len(each.day) == len("2024-01-01") else each.told


def _days(one: str, other: str) -> int:
    first, second = _day(one), _day(other)
    return abs((first - second).days) if first and second else 0


def _day(value: str) -> date | None:
    """The day of an ISO value; of a month or year its first; None when there is none."""
    for form in (value[:10], f"{value[:7]}-01", f"{value[:4]}-01-01"):
        try:
            return date.fromisoformat(form)
        except ValueError:
            continue
    return None
