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
    "main names of both",  # and the lesser
    "protagonists",  # share of the foremost names of one that the other has, the greater of the two
    "protagonists of both",  # and the lesser
    "other places",  # 1: no place in common
    "other ages",  # 1: both tell ages, none in common
    "ages",  # ages in common, log(1 + n)
    "other days",  # 1: both speak of days, none in common
    "days between",  # log(1 + days between their publications)
    "rarest × days",  # the rarest in common holds over time
)
# Fitted 2026-11-24 by training/stories.py on GVA and BASIL (dated) and ECB+ (undated); the constant comes first.
DATED = (
    -1.497,
    0.000,
    -11.366,
    0.000,
    1.572,
    0.000,
    0.737,
    2.209,
    0.331,
    0.000,
    0.000,
    1.846,
    0.355,
    -0.412,
    -1.385,
    0.716,
    -1.800,
    -1.756,
    1.123,
)
UNDATED = (
    -4.719,
    1.630,
    0.000,
    6.332,
    3.475,
    3.399,
    0.000,
    0.519,
    0.708,
    0.207,
    0.000,
    0.000,
    0.000,
    0.000,
    0.000,
    2.193,
    0.000,
    -0.701,
    1.060,
)

_WORDS, _APART = FEATURES.index("words"), FEATURES.index("days between")
# The plain rule, calibrated on GVA, ECB+ and BASIL before there were weights, and the demo beat's stories hold by it.
PLAIN_LEAST = 0.168  # cosine
PLAIN_PER_DAYS = 0.045  # cosine per log(1 + days)
PLAIN_SCALE = 20.0  # log odds per cosine: two articles .1 above the least are one story in seven cases of eight
TRUSTED_FROM = 30  # stories: from here on the learnt weights count for more than half


class Measured(msgspec.Struct, kw_only=True):
    """An article with its weights: a term's own weight, and the lengths under the rarities of a moment (``stamp``)."""

    n: int
    day: int | None
    outline: Outline
    weights: dict[str, float]
    main: dict[str, float] = {}
    foremost: dict[str, float] = {}
    whole: float = 1.0
    names: float = 1.0
    numbers: float = 1.0
    head: float = 1.0
    title: float = 1.0
    stamp: int = -1
    story: str = ""


class Probe(msgspec.Struct, frozen=True, kw_only=True):
    """A measured article, ready to be compared with many: each term, its rarity against the greatest (0–1), and its weight times rarity squared."""

    art: Measured
    terms: tuple[tuple[str, float, float], ...]
    title: tuple[tuple[str, float], ...]


def probe(art: Measured, rarity: dict[str, float], top: float) -> Probe:
    """The article with the rarity of each of its terms; ``top`` is the greatest rarity."""
    terms = ((term, rarity[term] / top, weight * rarity[term] ** 2) for term, weight in art.weights.items())
    title = ((term, rarity[term] ** 2) for term in sorted(art.outline.title) if term in rarity)
    return Probe(art=art, terms=tuple(terms), title=tuple(title))


def measure(art: Measured, rarity: dict[str, float], stamp: int) -> None:
    """Set the lengths of an article under these rarities (one for each of its terms)."""
    whole = names = numbers = head = 0.0
    named, at_head = art.outline.named, art.outline.head
    strong: list[tuple[float, str]] = []
    for term, weight in art.weights.items():
        square = (value := weight * rarity[term]) * value
        whole += square
        if term in named:
            names += square
            strong.append((-value * AT_HEAD if term in at_head else -value, term))
        elif term[0] == NUMBER:
            numbers += square
        if term in at_head:
            head += square
    art.whole, art.names, art.numbers, art.head = (sqrt(each) or 1.0 for each in (whole, names, numbers, head))
    art.title = sqrt(sum(rarity[term] ** 2 for term in sorted(art.outline.title) if term in rarity)) or 1.0
    art.main = {term: art.weights[term] * rarity[term] for _, term in nsmallest(MAIN, strong)}
    times = art.outline.bag
    first = nsmallest(FOREMOST, ((-times[term] * rarity[term], term) for _, term in strong))
    art.foremost = {term: -value for value, term in first}
    art.stamp = stamp


def features(new: Probe, old: Measured) -> tuple[float, ...]:
    """The features of a pair, in the order of ``FEATURES``. Law: the same for the same articles, whatever the hash seed."""
    art, held = new.art, old.weights
    one, other = art.outline, old.outline
    dot = names = numbers = head = 0.0
    rarest, rare_names = 0.0, 0
    for term, rare, force in new.terms:
        if term not in held:
            continue
        value = force * held[term]
        dot += value
        named = term in one.named
        if named and term in other.named:
            names += value
        if not named and term[0] == NUMBER:
            numbers += value
        if named or term[0] == NUMBER:
            rarest = max(rarest, rare)
            rare_names += rare >= RARE_NAME
        if term in one.head and term in other.head:
            head += value
    both = sorted((_share(art.main, held), _share(old.main, art.weights)))
    leads = sorted((_share(art.foremost, held), _share(old.foremost, art.weights)))
    titles = sum(square for term, square in new.title if term in other.title)
    apart = log1p(days_between(art, old))
    return (
        words := dot / (art.whole * old.whole),
        max(0.0, FEW_WORDS - words),
        names / (art.names * old.names),
        numbers / (art.numbers * old.numbers),
        head / (art.head * old.head),
        titles / (art.title * old.title),
        rarest,
        float(min(MOST_RARE, rare_names)),
        both[1],
        both[0],
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


def _share(main: dict[str, float], terms: dict[str, float]) -> float:
    whole = sum(main.values())
    return sum(value for term, value in main.items() if term in terms) / whole if whole else 0.0
