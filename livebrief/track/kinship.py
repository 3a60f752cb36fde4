"""How likely two articles tell one story: what they share and where they differ, weighed by a logistic model.

A dozen features that a reader can be told, a weight for each, learnt from pairs of articles (``training/stories.py``).
Articles without a day are weighed by a set of weights of their own: nothing tells them apart but their words.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import log1p

import numpy as np

from livebrief.track.calendar import UNSAID, Calendar, at_odds
from livebrief.track.index import Ids, Index, Numbers, Shares
from livebrief.track.measured import COUNTS, FOREMOST, MAIN, Measured
from livebrief.track.terms import NAMED, NUMBERED

RARE_NAME = 0.8  # from here on a name is next to unique: of a thousand stories three use it, of thirty one
FEW_WORDS = 0.16  # nine of ten reports of one happening within a day share more (GVA, demo beat)
MOST_RARE = 8  # names in common that are counted

# The features, in the order of the weights.
FEATURES = (
    "words",  # cosine over all terms
    "few words",  # how much the cosine over all terms is below what two reports of one happening mostly have
    "names",  # cosine over names
    "numbers",  # cosine over numbers
    "head",  # cosine over what stands at the head of both
    "titles",  # cosine over titles
    "rarest",  # of the names and numbers in common the one in fewest stories, against the greatest rarity
    "rare names",  # how many names or numbers in common are next to unique
    "main names",  # share of the main names of one that the other has, the greater of the two
    "protagonists",  # share of the foremost names of one that the other has, the greater of the two
    "protagonists of both",  # and the lesser
    "other places",  # 1: no place in common
    "other ages",  # 1: both tell ages, none in common
    "ages",  # ages in common, log(1 + n)
    "other days",  # 1: both speak of days, none in common
    "days between",  # log(1 + days between their publications)
    "rarest × days",  # the rarest in common holds over time
    "day in common × days",  # log(1 + days between their publications) where both speak of one day: a report that looks back
    "same year",  # 1: neither has a day, and they name a year in common; so with the next
    "other years",  # 1: both name years, none in common
    "other months",  # 1: both name months, none in common
    "other weekdays",  # 1: both name weekdays, none in common
    "same date",  # 1: they name a date in common
)
TIMES = FEATURES[-5:]  # of articles without a day
# The constant comes first. Fitted 2026-11-24 by training/stories.py on GVA and BASIL (dated) and ECB+ (undated); each sign is
# what the feature means, so a weight of nought says that the others tell as much. Re-run it before changing any feature.
DATED = (
    -1.453,  # constant
    0.000,  # words
    -10.637,  # few words
    0.000,  # names
    1.412,  # numbers
    0.000,  # head
    0.798,  # titles
    1.819,  # rarest
    0.332,  # rare names
    0.001,  # main names
    1.757,  # protagonists
    0.327,  # protagonists of both
    -0.400,  # other places
    -1.598,  # other ages
    0.409,  # ages
    -1.195,  # other days
    -1.748,  # days between
    1.066,  # rarest × days
    0.694,  # day in common × days
    0.000,  # same year
    0.000,  # other years
    0.000,  # other months
    0.000,  # other weekdays
    0.000,  # same date
)
UNDATED = (
    -4.279,  # constant
    1.979,  # words
    0.000,  # few words
    5.633,  # names
    2.053,  # numbers
    4.094,  # head
    0.000,  # titles
    0.629,  # rarest
    0.760,  # rare names
    0.000,  # main names
    0.000,  # protagonists
    0.000,  # protagonists of both
    0.000,  # other places
    0.000,  # other ages
    2.823,  # ages
    0.000,  # other days
    -0.765,  # days between
    1.310,  # rarest × days
    0.000,  # day in common × days
    0.573,  # same year
    -1.420,  # other years
    -1.495,  # other months
    -1.188,  # other weekdays
    3.140,  # same date
)

_WORDS, _APART, _BACK = (FEATURES.index(name) for name in ("words", "days between", "day in common × days"))
# The plain rule, calibrated on GVA, ECB+ and BASIL before there were weights, and the demo beat's stories hold by it.
PLAIN_LEAST = 0.168  # cosine
PLAIN_PER_DAYS = 0.045  # cosine per log(1 + days)
LOOKING_BACK = 0.4  # of it is let off where both speak of one day: about the share that the learnt weights let off
LONG_AGO = 4000  # days: further apart is as far
_LOGS = [log1p(count) for count in range(LONG_AGO + 1)]
PLAIN_SCALE = 20.0  # log odds per cosine: two articles .1 above the least are one story in seven cases of eight
PARTS = np.repeat(np.eye(2), (MAIN, FOREMOST), axis=0)  # which names are main, and which foremost; their sums are exact
TRUSTED_FROM = 30  # stories: from here on the learnt weights count for more than half


def features(new: Measured, shown: tuple[Numbers, int], olds: Sequence[Measured], index: Index) -> Shares:
    """Of each pair its features in the order of ``FEATURES``, a row for each old article. Each has a term in common with
    the new one; ``shown`` is the rarity of each term of the new one, and the greatest there is.

    Law: the same for the same articles, whatever the hash seed: sums of whole numbers, then the same few divisions.
    """
    found = np.zeros((len(FEATURES), len(olds)))
    if not olds:
        return found.T
    leads = np.concatenate([old.leads for old in olds]).reshape(len(olds), *new.leads.shape)
    where, leads_there, mine = index.where(
        new.ids, np.concatenate([old.ids for old in olds]), leads[:, 0], new.leads[0]
    )
    sums, found[6] = _in_common(new, shown, olds, where, mine)
    lengths = np.concatenate([old.lengths for old in olds]).reshape(len(olds), -1) * new.lengths
    cosines = sums[: len(COUNTS)] / lengths.T
    main, foremost = zip(
        sums[6:] / np.maximum(1, new.leads[1] @ PARTS)[:, None],
        ((leads[:, 1] * (leads_there != 0)) @ PARTS / np.maximum(1, leads[:, 1] @ PARTS)).T,
        strict=True,
    )
    found[0], found[1], found[2:6] = cosines[0], np.maximum(0.0, FEW_WORDS - cosines[0]), cosines[1:]
    found[7] = np.minimum(MOST_RARE, sums[5])
    found[8], found[9], found[10] = np.maximum(*main), np.maximum(*foremost), np.minimum(*foremost)
    found[11:15] = _told(new, olds)
    found[15] = [_LOGS[min(days_between(new, old), LONG_AGO)] for old in olds]
    found[16] = found[6] * found[15]
    found[17] = found[15] * [not new.days.isdisjoint(old.days) for old in olds]
    if new.calendar is not UNSAID:
        found[18:] = np.array([_times(new.calendar, old.calendar) for old in olds]).T
    return found.T


def _in_common(
    new: Measured, shown: tuple[Numbers, int], olds: Sequence[Measured], where: Ids, mine: Ids
) -> tuple[Numbers, Shares]:
    """Sums over the terms in common, one column for each old article: of the five products, of rare names, and of the
    new one's main and foremost names that the other has; and the rarest of each."""
    rarity, top = shown
    sides = np.zeros((9, len(rarity) + 1), np.int64)  # what each term of the new one brings, from place one on
    sides[: len(COUNTS), 1:] = COUNTS.take(new.marks, axis=1) * (rarity * rarity)
    sides[8, 1:] = rarity * ((new.marks & (NAMED | NUMBERED)) != 0)
    sides[5] = sides[8] >= RARE_NAME * top
    sides[6, mine[:MAIN]], sides[7, mine[MAIN:]] = new.leads[1, :MAIN], new.leads[1, MAIN:]
    shared = np.flatnonzero(where)
    both = sides.take(where[shared], axis=1)
    both[: len(COUNTS)] *= COUNTS.take(np.concatenate([old.marks for old in olds])[shared], axis=1)
    starts = np.searchsorted(shared, np.cumsum([0, *(len(old.ids) for old in olds[:-1])]))
    return np.add.reduceat(both[:8], starts, axis=1), np.maximum.reduceat(both[8], starts) / top


def _told(new: Measured, olds: Sequence[Measured]) -> list[list[float]]:
    """Of each pair: other places, other ages, ages in common, other days; a list for each feature."""
    ages, days = new.ages, new.days
    places, none = [float(new.places.isdisjoint(old.places)) for old in olds], [0.0] * len(olds)
    other_days = [float(bool(old.days) and days.isdisjoint(old.days)) for old in olds] if days else none
    if not ages:
        return [places, none, none, other_days]
    common = [len(ages & old.ages) for old in olds]
    other_ages = [float(bool(old.ages) and not shared) for old, shared in zip(olds, common, strict=True)]
    return [places, other_ages, [_LOGS[shared] for shared in common], other_days]


def _times(new: Calendar, old: Calendar) -> tuple[bool, ...]:
    """What the two say of their time, in the order of ``TIMES``."""
    return (
        not new.years.isdisjoint(old.years),
        at_odds(new.years, old.years),
        at_odds(new.months, old.months),
        at_odds(new.weekdays, old.weekdays),
        not new.dates.isdisjoint(old.dates),
    )


def days_between(one: Measured, other: Measured) -> int:
    """Days between what is known or told of the two; 0 when either is silent."""
    return abs(one.when - other.when) if one.when is not None and other.when is not None else 0


def odds(found: Shares, dated: bool, stories: int) -> list[float]:
    """Of each pair the natural log of the odds that the two tell one story, when so many stories have been read before.

    The learnt weights rest on knowing which names are rare; the fewer stories were read, the more the plain cosine
    decides, less the time between. Law: monotone in each feature, by the sign of its weight.
    """
    weights = np.array(DATED if dated else UNDATED)
    parts = np.empty((len(weights), len(found)))
    parts[0], parts[1:] = 1.0, found.T
    parts *= weights[:, None]
    learnt = np.add.accumulate(parts)[-1]  # one after the other: the same on every machine
    days = found[:, _APART] - LOOKING_BACK * found[:, _BACK]
    plain = PLAIN_SCALE * (found[:, _WORDS] - PLAIN_LEAST - PLAIN_PER_DAYS * days)
    trust = stories / (stories + TRUSTED_FROM)
    answer: list[float] = (trust * learnt + (1 - trust) * plain).tolist()
    return answer
