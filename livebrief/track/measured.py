"""An article as numbers, ready to be compared: its terms, what each is in it, its lengths and its main names.

Whole numbers wherever things are added up, so that sums are exact in any order and the same on every machine: a term's
own weight in hundredths, its rarity in 1024ths. Refuses to decide anything.
"""

from __future__ import annotations

from math import log

import msgspec
import numpy as np
import numpy.typing as npt

from livebrief.track.index import Ids, Numbers
from livebrief.track.terms import AT_THE_HEAD, IN_TITLE, NAMED, NUMBERED, Outline

FOREMOST = 4  # names of an article that its story turns on
MAIN = 12  # names of an article that it is mainly about
AT_HEAD = 3, 2  # how much a name at the head counts towards them, against one elsewhere
MOST_TIMES = 4095  # a term's uses are counted up to here
_WEIGHTS: Numbers = np.array([0, *(round(100 * (1 + log(times))) for times in range(1, MOST_TIMES + 1))], np.int64)
INSIDE = np.array([[NAMED], [NUMBERED], [AT_THE_HEAD]], np.uint8)


class Measured(msgspec.Struct, kw_only=True):
    """An article as numbers: of each term its number, how often it stands there and what it is (``NAMED`` …), and the
    lengths and main names under the rarities of a moment (``stamp``). ``when``: its day, or what it tells of it.

    ``lengths`` are of words, names, numbers, head and title. ``leads`` are its ``MAIN`` names and the ``FOREMOST``: term
    numbers (``NO_TERM`` where there are fewer names) over their weights.
    """

    n: int
    dated: bool
    when: int | None
    places: frozenset[str]
    ages: frozenset[str]
    days: frozenset[int]
    ids: Ids
    times: npt.NDArray[np.int16]
    kinds: npt.NDArray[np.uint8]
    lengths: npt.NDArray[np.float64] = msgspec.field(default_factory=lambda: np.ones(5))
    leads: Numbers = msgspec.field(default_factory=lambda: np.zeros((2, MAIN + FOREMOST), np.int64))
    stamp: int = -1
    story: str = ""


def numbered(n: int, outline: Outline, day: int | None, ids: Ids) -> Measured:
    """The article with these numbers for its terms; not measured yet."""
    times = np.fromiter(outline.bag.values(), np.int64, len(ids))
    return Measured(
        n=n,
        dated=day is not None,
        when=outline.told if day is None else day,
        places=outline.places,
        ages=outline.ages,
        days=outline.days,
        ids=ids,
        times=np.minimum(times, MOST_TIMES).astype(np.int16),
        kinds=np.frombuffer(outline.kinds, np.uint8),
    )


def measure(art: Measured, rarity: Numbers, stamp: int) -> None:
    """Set the lengths and main names of an article under these rarities, one for each of its terms."""
    value = weights_of(art.times) * rarity
    square, title = value * value, rarity[(art.kinds & IN_TITLE) != 0]
    sums = square.sum(), *(((art.kinds & INSIDE) != 0) @ square), title @ title
    art.lengths = np.sqrt(np.maximum(1, np.array(sums)))
    named = np.flatnonzero(art.kinds & NAMED)
    value = value[named]
    strong = value * np.where(art.kinds[named] & AT_THE_HEAD, *AT_HEAD)
    main = np.argsort(-strong, kind="stable")[:MAIN]
    often = (art.times * rarity)[named]
    foremost = np.argsort(-often, kind="stable")[:FOREMOST]
    ids, art.leads = art.ids[named], np.zeros((2, MAIN + FOREMOST), np.int64)
    art.leads[:, : len(main)] = ids[main], value[main]
    art.leads[:, MAIN : MAIN + len(foremost)] = ids[foremost], often[foremost]
    art.stamp = stamp


def weights_of(times: npt.NDArray[np.int16]) -> Numbers:
    """A term's own weight, in hundredths: one and the log of how often it stands in the article."""
    return _WEIGHTS[times]
