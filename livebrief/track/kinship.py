"""How likely two articles tell one story: what they share and where they differ, weighed by a logistic model.

A dozen features that a reader can be told, a weight for each, learnt from pairs of articles (``training/stories.py``).
Articles without a day are weighed by a set of weights of their own: nothing tells them apart but their words.
"""

from __future__ import annotations

from heapq import nsmallest
from math import log1p, sqrt

import msgspec

from livebrief.track.terms import NUMBER, Outline

RARE_NAME = 0.8  # from here on a name is next to unique: of a thousand stories three use it, of thirty one
FINE = 1000  # parts of one in which weights are kept as whole numbers
WHOLE = ""  # under this key a table of weights holds their sum
FEW_WORDS = 0.16  # nine of ten reports of one happening within a day share more (GVA, demo beat)
FOREMOST = 4  # names of an article that its story turns on
MAIN = 12  # names of an article that it is mainly about
MOST_RARE = 8  # names in common that are counted
AT_HEAD = 1.5  # how much more a name at the head counts towards them

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
)
# The constant comes first. Fitted 2026-11-24 by training/stories.py on GVA and BASIL (dated) and ECB+ (undated); each sign is
# what the feature means, so a weight of nought says that the others tell as much. Re-run it before changing any feature.
DATED = (
    -1.497,  # constant
    0.000,  # words
    -11.366,  # few words
    0.000,  # names
    1.572,  # numbers
    0.000,  # head
    0.737,  # titles
    2.209,  # rarest
    0.331,  # rare names
    0.000,  # main names
    1.846,  # protagonists
    0.355,  # protagonists of both
    -0.412,  # other places
    -1.385,  # other ages
    0.716,  # ages
    -1.800,  # other days
    -1.756,  # days between
    1.123,  # rarest × days
)
UNDATED = (
    -4.719,  # constant
    1.630,  # words
    0.000,  # few words
    6.332,  # names
    3.475,  # numbers
    3.399,  # head
    0.000,  # titles
    0.519,  # rarest
    0.708,  # rare names
    0.207,  # main names
    0.000,  # protagonists
    0.000,  # protagonists of both
    0.000,  # other places
    0.000,  # other ages
    2.193,  # ages
    0.000,  # other days
    -0.701,  # days between
    1.060,  # rarest × days
)

_WORDS, _APART = FEATURES.index("words"), FEATURES.index("days between")
# The plain rule, calibrated on GVA, ECB+ and BASIL before there were weights, and the demo beat's stories hold by it.
PLAIN_LEAST = 0.168  # cosine
PLAIN_PER_DAYS = 0.045  # cosine per log(1 + days)
PLAIN_SCALE = 20.0  # log odds per cosine: two articles .1 above the least are one story in seven cases of eight
TRUSTED_FROM = 30  # stories: from here on the learnt weights count for more than half


class Measured(msgspec.Struct, kw_only=True):
    """An article with its weights: a term's own weight (hundredths), and the lengths under the rarities of a moment (``stamp``)."""

    n: int
    day: int | None
    outline: Outline
    weights: dict[str, int]
    main: dict[str, int] = {}
    foremost: dict[str, int] = {}
    whole: float = 1.0
    names: float = 1.0
    numbers: float = 1.0
    head: float = 1.0
    title: float = 1.0
    stamp: int = -1
    story: str = ""


# One term of a probe: weight times rarity squared (in ``FINE`` parts), rarity against the greatest where it is a name or
# a number (else nought), whether it is a name, a number, at the head.
Shown = tuple[int, float, bool, bool, bool]


class Probe(msgspec.Struct, frozen=True, kw_only=True):
    """A measured article, ready to be compared with many. Whole numbers, so that sums are exact in any order."""

    art: Measured
    terms: dict[str, Shown]
    title: dict[str, int]


def probe(art: Measured, rarity: dict[str, float], top: float) -> Probe:
    """The article with the rarity of each of its terms; ``top`` is the greatest rarity."""
    named, head = art.outline.named, art.outline.head
    terms: dict[str, Shown] = {}
    for (term, weight), rare in zip(art.weights.items(), rarity.values(), strict=True):
        name = term in named
        number = not name and term[0] == NUMBER
        shown = rare / top if name or number else 0.0
        terms[term] = round(FINE * weight * rare * rare), shown, name, number, term in head
    title = {term: round(FINE * rarity[term] ** 2) for term in art.outline.title if term in rarity}
    return Probe(art=art, terms=terms, title=title)


def measure(art: Measured, rarity: dict[str, float], stamp: int) -> None:
    """Set the lengths of an article under these rarities: one for each of its terms, in their order."""
    whole = names = numbers = head = 0.0
    named, at_head = art.outline.named, art.outline.head
    strong: list[tuple[float, str]] = []
    for (term, weight), rare in zip(art.weights.items(), rarity.values(), strict=True):
        square = (value := weight * rare) * value
        whole += square
        if term in at_head:
            head += square
            if term in named:
                names += square
                strong.append((-value * AT_HEAD, term))
            elif term[0] == NUMBER:
                numbers += square
        elif term in named:
            names += square
            strong.append((-value, term))
        elif term[0] == NUMBER:
            numbers += square
    art.whole, art.names, art.numbers, art.head = (sqrt(each) or 1.0 for each in (whole, names, numbers, head))
    art.title = sqrt(sum(rarity[term] ** 2 for term in sorted(art.outline.title) if term in rarity)) or 1.0
    art.main = _weighed([(-art.weights[term] * rarity[term], term) for _, term in nsmallest(MAIN, strong)])
    times = art.outline.bag
    art.foremost = _weighed(nsmallest(FOREMOST, ((-times[term] * rarity[term], term) for _, term in strong)))
    art.stamp = stamp


def features(new: Probe, old: Measured) -> tuple[float, ...]:
    """The features of a pair, in the order of ``FEATURES``. Law: the same for the same articles, whatever the hash seed."""
    art, held = new.art, old.weights
    one, other = art.outline, old.outline
    dot = names = numbers = head = rare_names = 0
    rarest = 0.0
    terms, other_named, other_head = new.terms, other.named, other.head
    for term in terms.keys() & held.keys():
        force, rare, named, number, at_head = terms[term]
        value = force * held[term]
        dot += value
        if number or named:
            rarest = max(rarest, rare)
            rare_names += rare >= RARE_NAME
            if number:
                numbers += value
            elif term in other_named:
                names += value
        if at_head and term in other_head:
            head += value
    leads = sorted((_share(art.foremost, held), _share(old.foremost, art.weights)))
    titles = sum(new.title[term] for term in new.title.keys() & other.title)
    apart = log1p(days_between(art, old))
    return (
        words := dot / FINE / (art.whole * old.whole),
        max(0.0, FEW_WORDS - words),
        names / FINE / (art.names * old.names),
        numbers / FINE / (art.numbers * old.numbers),
        head / FINE / (art.head * old.head),
        titles / FINE / (art.title * old.title),
        rarest,
        float(min(MOST_RARE, rare_names)),
        max(_share(art.main, held), _share(old.main, art.weights)),
        leads[1],
        leads[0],
        float(not one.places & other.places),
        float(bool(one.ages and other.ages and not one.ages & other.ages)),
        log1p(len(one.ages & other.ages)),
        float(bool(one.days and other.days and not one.days & other.days)),
        apart,
        rarest * apart,
    )


def days_between(one: Measured, other: Measured) -> int:
    """Days between what is known or told of the two; 0 when either is silent."""
    here = one.outline.told if one.day is None else one.day
    there = other.outline.told if other.day is None else other.day
    return abs(here - there) if here is not None and there is not None else 0


def odds(found: tuple[float, ...], dated: bool, stories: int) -> float:
    """The natural log of the odds that the two tell one story, when so many stories have been read before.

    The learnt weights rest on knowing which names are rare; the fewer stories were read, the more the plain cosine
    decides, less the time between. Law: monotone in each feature, by the sign of its weight.
    """
    weights = DATED if dated else UNDATED
    learnt = weights[0] + sum(weight * value for weight, value in zip(weights[1:], found, strict=True))
    plain = PLAIN_SCALE * (found[_WORDS] - PLAIN_LEAST - PLAIN_PER_DAYS * found[_APART])
    trust = stories / (stories + TRUSTED_FROM)
    return trust * learnt + (1 - trust) * plain


def _share(main: dict[str, int], terms: dict[str, int]) -> float:
    """How much of the weight of the first is among the terms."""
    return sum([weight for term, weight in main.items() if term in terms]) / main[WHOLE]


def _weighed(chosen: list[tuple[float, str]]) -> dict[str, int]:
    found = {term: round(-FINE * value) for value, term in chosen}
    return found | {WHOLE: sum(found.values()) or 1}
