"""How two figures of one slot stand to each other, and which figure of a counter stands now.

Owns the relation of a figure to those before it. Refuses to choose between counters (rivals stand side by side), to
add up, and to repair. The rule of ``current``, as the reader is told it: *a counter's last figure stands; a vaguer one
that leaves room for the last exact one does not replace it; parts, running totals and earlier figures named again
never stand for the whole.*
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from livebrief.nlp.measures import AREA
from livebrief.records.mentions import QuantityMention
from livebrief.records.statements import Act
from livebrief.records.stories import Figure

RISING = frozenset({"killed", "injured", "displaced", "evacuated", "rescued", "casualties"})  # grow as news comes in
MOVING = frozenset({"missing", "detained", "without power"})  # move both ways without anybody having been wrong
ATTACK = frozenset({"launched", "intercepted", "lost", "hit"})
MONEY = frozenset({"pledged", "delivered", "cancelled", "committed", "received"})  # one programme comes in parts
OF_LAND = frozenset({"count", "damaged", "destroyed"})  # "burned 40 hectares", "40 hectares of forest were lost"
COUNTED = RISING | MOVING | ATTACK | MONEY | {"damaged", "destroyed"}
SILENT = frozenset({Act.DECLINES, Act.NEITHER, Act.CANNOT_VERIFY, Act.NOT_CONFIRMED, Act.DENIES})
ABOUT = 0.1  # "about 100" covers 90 to 110: the usual rounding of newsrooms; re-run `livebrief eval demo` on change
SAME_SIZE = 0.5  # a count under half of another counter's is of something smaller (judgement; demo verdicts unchanged)

HOURS = 6  # a morning's and an evening's toll; judgement, re-run `livebrief eval demo` on change

COUNT = "count"  # of what is there at the time ("40 people are in the cellars")
FIRST, REPEAT, UPDATE, CORRECTION, RIVAL, PART = "first", "repeat", "update", "correction", "rival", "part-of"

UNDER_ONE_NAME = "two outlets give different figures under one name on one day"


def rises(figure: Figure) -> bool:
    """Whether what it counts can only grow as news comes in: harm, and land that a fire or a flood takes."""
    return figure.role in RISING or (figure.unit == AREA and figure.role in OF_LAND)


def bounds(figure: Figure | QuantityMention) -> tuple[float, float]:
    """The interval that the words allow."""
    low, high, value = figure.low, figure.high, figure.value
    if figure.bound == "at least":
        return _or(low, _or(value, float("-inf"))), float("inf")
    if figure.bound == "at most":
        return float("-inf"), _or(high, _or(value, float("inf")))
    if value is None:
        return _or(low, float("-inf")), _or(high, float("inf"))
    slack = ABOUT * abs(value) if figure.bound == "about" else 0.0
    return value - slack, value + slack


def compatible(one: Figure | QuantityMention, other: Figure | QuantityMention) -> bool:
    """Whether both can hold at once: their intervals meet."""
    (low, high), (other_low, other_high) = bounds(one), bounds(other)
    return low <= other_high and other_low <= high


def relation(figure: Figure, latest: Mapping[str, Figure], one_group: bool = False) -> tuple[str, Figure | None, str]:
    """To the standing figure of each counter before it: its own counter's first, else all the others'. ``one_group``: the
    texts name whose dead they are, so that a count is of no part however small.

    Returns the relation, the figure that it is to (None for the first), and the rule in words.
    """
    if not latest:
        return FIRST, None, "the first figure of this slot"
    more = next((other for other in latest.values() if size(other) > 1), None)
    if more is not None and is_victim(figure):
        return PART, more, "one of those counted"
    if figure.by in latest:
        return _to_own(figure, latest[figure.by])
    others = [other for other in latest.values() if size(figure) <= 1 or not is_victim(other)]
    return (
        _to_others(figure, others, one_group)
        if others
        else (UPDATE, next(iter(latest.values())), "it counts the one told of too")
    )


def _to_others(figure: Figure, others: Sequence[Figure], one_group: bool) -> tuple[str, Figure, str]:
    if figure.role in MONEY and any(_same(figure, other) for other in others):
        return REPEAT, _matching(figure, others), "the same sum, told again"
    for other in others:
        if _same(figure, other):
            return REPEAT, other, "another counter gives the same figure"
    for other in others:
        if is_vaguer(figure, other) and compatible(figure, other):
            return REPEAT, other, "another counter, less exactly: the exact figure stands"
    if all(compatible(figure, other) or grew_later(figure, other) for other in others):
        return UPDATE, others[-1], "a later or closer figure by another counter, which those before leave room for"
    if figure.role in MONEY or (not one_group and all(_other_size(figure, other) for other in others)):
        return PART, others[-1], "too small beside the others' figures to be of the same whole"
    against = next(other for other in others if not compatible(figure, other) and not grew_later(figure, other))
    return RIVAL, against, "another counter gives a figure that cannot hold beside this one"


def stands(figure: Figure, last: Figure | None) -> bool:
    """Whether the figure becomes its counter's current one (the rule of this module's docstring)."""
    if figure.relation == PART:
        return False
    return last is None or not (is_vaguer(figure, last) and compatible(figure, last))


def is_vaguer(figure: Figure, other: Figure) -> bool:
    """Whether the words allow more room than the other's ("dozens" after "41", "at least 6" after "9")."""
    return other.bound == "exact" and figure.bound != "exact"


def is_victim(figure: Figure) -> bool:
    """Whether the words tell of somebody ("a man in his sixties") and do not count ("one man")."""
    return figure.role in RISING | MOVING and figure.value == 1 and figure.text.lower().startswith(("a ", "an "))


def size(figure: Figure | QuantityMention) -> float:
    """The number by which figures are compared: the value, else the lower, else the upper bound."""
    if figure.value is not None:
        return figure.value
    if figure.low is not None:
        return figure.low
    return figure.high if figure.high is not None else 0.0


def number_of(figure: Figure) -> tuple[float | None, float | None, float | None]:
    """The value or range that the figure gives, whatever the bound."""
    return figure.value, figure.low, figure.high


def same_number(one: Figure, other: Figure) -> bool:
    """Whether the two give the same value or range, whatever the bound."""
    return number_of(one) == number_of(other)


def _to_own(figure: Figure, last: Figure) -> tuple[str, Figure, str]:
    if _same(figure, last):
        return REPEAT, last, "the same counter repeats its figure"
    if is_vaguer(figure, last) and compatible(figure, last):
        return REPEAT, last, "the same counter, less exactly: its exact figure stands"
    if figure.role in MOVING or (figure.role == COUNT and figure.as_of[:10] > last.as_of[:10]):
        return UPDATE, last, "the same counter later; this count may move both ways"
    if rises(figure) and size(figure) > size(last):
        return UPDATE, last, "the same counter later, and higher"
    if compatible(figure, last):
        return UPDATE, last, "the same counter, more exactly"
    if figure.role in ATTACK and figure.outlet != last.outlet and figure.as_of[:10] == last.as_of[:10]:
        return RIVAL, last, UNDER_ONE_NAME
    if rises(figure):
        return CORRECTION, last, "the same counter lowers a count that can only grow"
    return CORRECTION, last, "the same counter changes a count of something that was over"


def _matching(figure: Figure, others: Iterable[Figure]) -> Figure:
    return next(other for other in others if _same(figure, other))


def grew_later(figure: Figure, other: Figure) -> bool:
    """A toll of a later day, or of hours later, that is higher follows the news; else it contradicts. What moves may fall."""
    if not _is_later(figure.as_of, other.as_of):
        return False
    return figure.role in MOVING or (rises(figure) and size(figure) > size(other))


def _is_later(moment: str, before: str) -> bool:
    """By a day, or by HOURS where both have the time of day."""
    if moment[:10] > before[:10]:
        return True
    if min(len(moment), len(before)) < len("2024-01-01T00:00:00"):
        return False
    return (datetime.fromisoformat(moment) - datetime.fromisoformat(before)).total_seconds() >= HOURS * 3600


def _other_size(figure: Figure, other: Figure) -> bool:
    small, large = sorted((size(figure), size(other)))
    return figure.role not in MOVING and small < SAME_SIZE * large


def _same(one: Figure, other: Figure) -> bool:
    return (one.value, one.low, one.high, one.bound) == (other.value, other.low, other.high, other.bound)


def _or(number: float | None, other: float) -> float:
    return other if number is None else number
