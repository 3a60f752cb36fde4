"""An article as numbers, ready to be compared: its terms, what each is in it, its lengths and its main names.

Whole numbers wherever things are added up, so that sums are exact in any order and the same on every machine: a term's
own weight in hundredths, its rarity in 1024ths. Refuses to decide anything.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import log

import msgspec
import numpy as np
import numpy.typing as npt

from livebrief.track.calendar import Calendar
from livebrief.track.index import Ids, Numbers
from livebrief.track.terms import AT_THE_HEAD, IN_TITLE, NAMED, NUMBERED, Outline

Marks = npt.NDArray[np.uint16]
FOREMOST = 4  # names of an article that its story turns on
MAIN = 12  # names of an article that it is mainly about
AT_HEAD = 3, 2  # how much a name at the head counts towards them, against one elsewhere
MOST_TIMES = 255  # a term's uses are counted up to here
KINDS = 4  # bits of a mark that say what the term is; above them how often it stands there
_MARKS = np.arange((MOST_TIMES + 1) << KINDS)
_WEIGHTS: Numbers = np.array([0, *(round(100 * (1 + log(times))) for times in range(1, MOST_TIMES + 1))], np.int64)
_WEIGHT: Numbers = np.repeat(_WEIGHTS, 1 << KINDS)
_STRENGTH: Numbers = np.where(_MARKS & AT_THE_HEAD, *AT_HEAD) * _WEIGHT
_INSIDE = (_MARKS & np.array([[NAMED], [NUMBERED], [AT_THE_HEAD]])) != 0
# What a term with this mark counts for among all terms, names, numbers and at the head, and in the title, where once is all.
COUNTS: Numbers = np.vstack([_WEIGHT, _WEIGHT * _INSIDE, (_MARKS & IN_TITLE) != 0])
_SQUARES: Numbers = COUNTS * COUNTS
_ONE_ARTICLE = 1 << 32  # more than the strength of any name


class Measured(msgspec.Struct, kw_only=True):
    """An article as numbers: of each term its number and its mark (what it is, ``NAMED`` …, and how often it stands there),
    and the lengths and main names under the rarities of a moment (``stamp``). ``when``: its day, or what it tells of it.

    ``lengths`` are of words, names, numbers, head and title. ``leads`` are its ``MAIN`` names and the ``FOREMOST``: term
    numbers (``NO_TERM`` where there are fewer names) over their weights.
    """

    n: int
    dated: bool
    when: int | None
    places: frozenset[str]
    ages: frozenset[str]
    days: frozenset[int]
    calendar: Calendar
    ids: Ids
    marks: Marks
    lengths: npt.NDArray[np.float64] = msgspec.field(default_factory=lambda: np.ones(len(COUNTS)))
    leads: Numbers = msgspec.field(default_factory=lambda: np.zeros((2, MAIN + FOREMOST), np.int64))
    stamp: int = -1
    story: str = ""


def numbered(n: int, outline: Outline, day: int | None, ids: Ids) -> Measured:
    """The article with these numbers for its terms; not measured yet."""
    times = np.minimum(np.fromiter(outline.bag.values(), np.int64, len(ids)), MOST_TIMES)
    return Measured(
        n=n,
        dated=day is not None,
        when=outline.told if day is None else day,
        places=outline.places,
        ages=outline.ages,
        days=outline.days,
        calendar=outline.calendar,
        ids=ids,
        marks=((times << KINDS) + np.frombuffer(outline.kinds, np.uint8)).astype(np.uint16),
    )


def measure(arts: Sequence[Measured], rarity_of: Callable[[Ids], Numbers], stamp: int) -> None:
    """Set the lengths and main names of articles under the rarities that these terms have now: all in a few steps."""
    for art in arts:
        art.stamp = stamp
    arts = [art for art in arts if len(art.ids)]
    if not arts:
        return
    ids, marks = np.concatenate([art.ids for art in arts]), np.concatenate([art.marks for art in arts])
    starts = np.cumsum([0, *(len(art.ids) for art in arts[:-1])])
    rarity = rarity_of(ids)
    sums = np.add.reduceat(_SQUARES.take(marks, axis=1) * (rarity * rarity), starts, axis=1)
    lengths = np.sqrt(np.maximum(1, sums)).T
    named = np.flatnonzero(marks & NAMED)
    of = np.searchsorted(starts, named, side="right") - 1
    ids, marks, rarity = ids[named], marks[named], rarity[named]
    often = (marks >> KINDS) * rarity
    leads = np.zeros((len(arts), 2, MAIN + FOREMOST), np.int64)
    _lead(leads[:, :, :MAIN], of, _STRENGTH[marks] * rarity, (ids, weights_of(marks) * rarity))
    _lead(leads[:, :, MAIN:], of, often, (ids, often))
    for art, length, lead in zip(arts, lengths, leads, strict=True):
        art.lengths, art.leads = length.copy(), lead.copy()


def _lead(leads: Numbers, of: Numbers, strength: Numbers, shown: tuple[Ids, Numbers]) -> None:
    """Enter what is shown of the strongest names of each article; ``of``: to which article, ascending, each name belongs."""
    order = np.argsort(of * _ONE_ARTICLE - strength, kind="stable")
    rank = np.arange(len(of)) - np.searchsorted(of, of)
    first = np.flatnonzero(rank < leads.shape[2])
    order, of, rank = order[first], of[first], rank[first]
    leads[of, 0, rank], leads[of, 1, rank] = (each[order] for each in shown)


def weights_of(marks: Marks) -> Numbers:
    """A term's own weight, in hundredths: one and the log of how often it stands in the article."""
    return _WEIGHT[marks]
