"""Which counts are of one thing: slots over developments and stories, by what, where, when and whose.

Owns the joining of counts. Refuses to join what the text keeps apart: another unit, another place, another day of the
happening, other people, a running total. Streaming in time order, so that later counts never move earlier ones.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from livebrief.check.counted import PERSONS, Counted
from livebrief.check.figures import ATTACK, number_of, same_number, size
from livebrief.check.slot import FAR_DAYS, TELLING, Slot, days, event_day, night, shares_place
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
CONTRAST = 900  # code points between a figure and the other counter's: a few paragraphs
LIKE_SIZE = 0.6
_GIVES = re.compile(r"\b(?:figures?|counts?|lists?|tally|toll|says?|said|puts?|number)\b", re.I)


class Joining:
    """Counts joined to slots one by one, in time order (``in_time``), and taken back from the end.

    Law: after ``rewind(n)`` everything is as it was when ``n`` counts had been taken, so that late counts cost what
    follows them and no more.
    """

    def __init__(self) -> None:
        self.made: list[Slot] = []
        self._near: dict[tuple[str, object], list[Slot]] = defaultdict(list)
        self._of_persons: dict[str, list[Slot]] = defaultdict(list)
        self._taken: list[tuple[Slot | None, tuple[list[Slot], ...]]] = []  # where each went, and under what it was put

    def take(self, each: Counted) -> Slot | None:
        """The slot that the next count joins or opens; None for a number alone that belongs to none."""
        if each.bare:
            slot = _place_bare(each, self._of_persons[each.story][-LATEST:])
            self._taken.append((slot, ()))
            return slot
        family = _family(each)
        shelves = [self._near[family, key] for key in _keys(each)]
        slot = _best(each, dict.fromkeys(slot for shelf in shelves for slot in shelf[-LATEST:]))
        if slot is None:
            slot = Slot()
            self.made.append(slot)
            if each.figure.role in PERSONS:
                self._of_persons[each.story].append(slot)
        slot.add(each)
        put = tuple(shelf for shelf in shelves if slot not in shelf[-LATEST:])
        for shelf in put:
            shelf.append(slot)
        self._taken.append((slot, put))
        return slot

    def rewind(self, n: int) -> set[Slot]:
        """Take back all counts but the first ``n``; the slots that lost some."""
        lost: set[Slot] = set()
        for slot, put in reversed(self._taken[n:]):
            for shelf in put:
                shelf.pop()
            if slot is not None:
                lost.add(slot)
                last = slot.counts.pop()
                if not slot.counts:
                    self.made.pop()
                    if last.figure.role in PERSONS:
                        self._of_persons[last.story].pop()
        del self._taken[n:]
        for slot in lost:
            slot.relearn()
        return lost


def slots(counts: Iterable[Counted]) -> list[Slot]:
    """The slots of the counts, each with its counts in time order. Pure; the order given does not matter."""
    joining = Joining()
    for each in sorted(counts, key=in_time):
        joining.take(each)
    return [slot for slot in joining.made if is_worth(slot)]


def in_time(each: Counted) -> tuple[str, str, int, bool, int]:
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
    best, most = None, 0.0
    for slot in candidates:
        points = _points(each, slot, most)
        if points > most:
            best, most = slot, points
    return best


def _points(each: Counted, slot: Slot, beat: float) -> float:
    """How well the count fits; 0 when it may not join, or when even the same words would not ``beat`` another slot."""
    if _conflict(each, slot):
        return 0.0
    figure = each.figure
    claim, story = _same_claim(each, slot), each.story in slot.stories
    counter = figure.by in slot.counters and not figure.by.startswith("outlet:")  # a paper counts many things
    place = (each.own_places or counter) and shares_place(each, slot)
    number = number_of(figure) in slot.numbers
    points = (
        SAME_CLAIM * claim
        + SAME_STORY * story
        + SAME_DEVELOPMENT * (each.development in slot.developments)
        + SAME_PLACE * place
        + SAME_COUNTER * counter
        + SAME_NUMBER * number
        + SAME_SUM * (number and size(figure) >= LARGE)
    )
    least = JOIN if story else JOIN_ABROAD
    if points + LIKE_WORDS < max(least, beat):
        return 0.0
    like = max((_likeness(each, other) for other in slot.counts[-4:]), default=0.0)
    if not claim and not _fits(each, slot, like, (place, counter, number)):
        return 0.0
    points += LIKE_WORDS * like
    return points if points >= least else 0.0


def _fits(each: Counted, slot: Slot, like: float, shared: tuple[bool, bool, bool]) -> bool:
    """Whether, outside one claim, the two can be counts of one thing. ``shared``: a place, the counter, the number."""
    place, counter, number = shared
    if each.family.startswith("money"):
        return _same_money(each, slot, number, counter and like >= LIKE_COUNT)
    if each.figure.role == "count" and (like < LIKE_COUNT or not counter):
        return False
    if size(each.figure) == 0 and not (place or counter):
        return False  # nobody hurt here and many hurt there are two happenings
    return each.story in slot.stories or (counter and shares_place(each, slot)) or (number and place)


def _same_money(each: Counted, slot: Slot, number: bool, told_alike: bool) -> bool:
    """The same sum, a part of it by the text's own words, or the same counter in the same words."""
    part = each.figure.document in slot.documents and (each.beside.part or each.beside.more)
    whole = each.beside.whole in slot.values or each.figure.value in slot.wholes
    return number or told_alike or part or whole


def _same_claim(each: Counted, slot: Slot) -> bool:
    return bool(each.figure.claim) and each.figure.claim in slot.claims


def _conflict(each: Counted, slot: Slot) -> bool:
    if days(each.told, slot.last_told) > GAP_DAYS:
        return True
    if each.beside.whose != slot.whose and not _same_people(each.beside.whose, slot.whose):
        return True
    if each.own_places and slot.places and not _same_claim(each, slot) and not shares_place(each, slot):
        return True
    if each.figure.role in ATTACK:
        return days(night(each), night(slot.counts[0])) > NIGHT_DAYS
    if each.figure.role in PERSONS and _is_other_day(each, slot):
        return True
    mine = event_day(each)
    if mine and not slot.day:
        return days(mine, slot.counts[0].told) > FAR_DAYS
    if not mine and slot.day:
        return days(slot.day, slot.counts[0].told) > FAR_DAYS
    return bool(mine and slot.day and days(mine, slot.day) > FAR_DAYS)


def _is_other_day(each: Counted, slot: Slot) -> bool:
    """Harm told days later in another development, by another counter and without a place in common: another happening."""
    apart = days(each.told, slot.last_told) > HARM_DAYS and each.development not in slot.developments
    known = each.figure.by in slot.counters and not each.figure.by.startswith("outlet:")
    return apart and not known and not _same_claim(each, slot) and not (each.own_places and shares_place(each, slot))


def _same_people(one: str, other: str) -> bool:
    """Children are some of the people; a side's forces are only themselves; nothing said leaves room for civilians."""
    named = {one, other} - {"", "children", "civilians", "workers", "residents"}
    return not named and {one, other} != {"civilians", "workers"}


def _likeness(one: Counted, other: Counted) -> float:
    least = min(len(one.words), len(other.words))
    return len(one.words & other.words) / least if least else 0.0


def _place_bare(each: Counted, made: Sequence[Slot]) -> Slot | None:
    """A number alone ("The mayor says sixteen") joins the count of persons of its story that has the same number now; else,
    where a named counter gives it soon after another's figure in its article, that figure's slot."""
    if size(each.figure) < TELLING:
        return None
    near = [slot for slot in reversed(made) if not _conflict(each, slot)]
    for slot in near:
        standing = {other.figure.by: other for other in slot.counts}
        if any(same_number(each.figure, other.figure) for other in standing.values()):
            slot.add(each)
            return slot
    for slot in near:
        if _is_contrast(each, slot.counts[-1]):
            slot.add(msgspec.structs.replace(each, bare=False, figure=_as(each.figure, slot.counts[0].figure)))
            return slot
    return None


def _is_contrast(each: Counted, other: Counted) -> bool:
    """Another counter's number in one article, of like size, soon after."""
    here = each.figure.document == other.figure.document and 0 <= each.figure.at - other.figure.at <= CONTRAST
    apart = each.figure.by != other.figure.by and not each.figure.by.startswith("outlet:")
    small, large = sorted((size(each.figure), size(other.figure)))
    return here and apart and _GIVES.search(each.sentence_text) is not None and small >= LIKE_SIZE * large


def _as(figure: Figure, of: Figure) -> Figure:
    return msgspec.structs.replace(figure, role=of.role, unit=of.unit)


def is_worth(slot: Slot) -> bool:
    """A count without a role is a chain only where it is counted again in another article."""
    return slot.counts[0].figure.role != "count" or len({each.seen.document.article for each in slot.counts}) > 1
