"""Whether an article bears out a headline: agree, disagree, discuss, unrelated (the Fake News Challenge's classes).

Owns the features, each with a name; the weights ship in ``nlp/weights/stance`` with their card. Used for headlines
against bodies; single statements against a claim go by :mod:`livebrief.check.stance`.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import chain as flat

import msgspec

from livebrief.check.wording import AFFIRMING, FLATLY, HEDGING, REFUTING, mass, runs, stem, stems, telling
from livebrief.nlp.linear import stance_model

LEAD = 120  # words: the news of a body
MOST_SENTENCES = 60
NEAREST = 4  # sentences most like the headline, each with the one behind it
OPENING = 3  # sentences
_SENTENCE = re.compile(r"(?<=[.!?])[\"”’']?\s+|\n+")
_CAPITAL = re.compile(r"\b[A-Z][\w’']+")
_QUOTE = re.compile(r"[\"“‘']")
PER = 10.0  # rates are counted per ten words

FEATURES = (
    "like body", "like lead", "in body", "in lead", "in best sentence", "like best sentence", "in third sentence",
    "in first sentence", "where best", "pairs in body", "triples in body", "pairs in lead", "names in body", "numbers in body",
    "rarest in body", "headline refutes", "headline hedges", "headline affirms", "headline asks", "body refutes",
    "body hedges", "body affirms", "near refutes", "near hedges", "near affirms", "opening refutes", "opening hedges",
    "both refute", "only near refutes", "only headline refutes", "headline flatly", "body flatly", "near flatly",
    "opening flatly", "length", "headline length", "headline quotes",
)  # fmt: skip


class Rarity(msgspec.Struct, frozen=True, kw_only=True):
    """How rare words are (natural log); those not listed are ``rarest``."""

    words: Mapping[str, float]
    rarest: float

    def of(self, words: Iterable[str]) -> float:
        """The summed rarity."""
        return mass(words, self.words, self.rarest)

    def one(self, word: str) -> float:
        """The rarity of one word."""
        return self.words.get(word, self.rarest)


class Body(msgspec.Struct, frozen=True, kw_only=True):
    """An article as the features read it; made once for all its headlines."""

    sentences: tuple[tuple[str, ...], ...]
    words: frozenset[str]
    bag: dict[str, float]
    lead: dict[str, float]
    pairs: frozenset[tuple[str, ...]]
    triples: frozenset[tuple[str, ...]]
    lead_pairs: frozenset[tuple[str, ...]]


def stance_of(headline: str, text: str) -> str:
    """agree | disagree | discuss | unrelated: the body's stance to the headline. Pure; English."""
    model = stance_model()
    return model.stance_of(features(headline, text, Rarity(words=model.rarity, rarest=model.rarest)))


def features(headline: str, text: str, rarity: Rarity) -> list[float]:
    """The values of ``FEATURES``, in order."""
    body, words = _body(text), stems(headline)
    mine = telling(words)
    near = _nearest(mine, body, rarity)
    return [
        *_overlaps(words, mine, body, rarity),
        *_names(headline, words, mine, body, rarity),
        *_stand(headline, words, body, near),
        *_flatly(words, body, near),
        math.log(max(1, sum(map(len, body.sentences)))),
        len(words) / PER,
        float(_QUOTE.search(headline) is not None),
    ]


@lru_cache(maxsize=2_000)  # one body meets many headlines
def _body(text: str) -> Body:
    sentences = tuple(stems(each) for each in _SENTENCE.split(text) if each.strip())[:MOST_SENTENCES]
    every = list(flat.from_iterable(sentences))
    return Body(
        sentences=sentences,
        words=frozenset(every),
        bag=_damped(every),
        lead=_damped(every[:LEAD]),
        pairs=runs(every, 2),
        triples=runs(every, 3),
        lead_pairs=runs(every[:LEAD], 2),
    )


def _damped(words: Sequence[str]) -> dict[str, float]:
    counts = Counter(words)
    return {word: 1 + math.log(counts[word]) for word in telling(counts)}


def _nearest(mine: frozenset[str], body: Body, rarity: Rarity) -> list[int]:
    """The sentences that take up most of the headline's words, each with the one behind it."""
    shares = [rarity.of(mine.intersection(sentence)) for sentence in body.sentences]
    order = sorted(range(len(shares)), key=lambda n: (-shares[n], n))
    near = {m for n in order[:NEAREST] for m in (n, n + 1) if m < len(shares)}
    return sorted(near)


def _overlaps(words: tuple[str, ...], mine: frozenset[str], body: Body, rarity: Rarity) -> list[float]:
    whole = rarity.of(mine) or 1.0
    flat_bag = dict.fromkeys(mine, 1.0)
    shares = [rarity.of(mine.intersection(sentence)) / whole for sentence in body.sentences] or [0.0]
    likes = [_cosine(flat_bag, Counter(telling(sentence)), rarity) for sentence in body.sentences] or [0.0]
    pairs, triples = runs(words, 2), runs(words, 3)
    ranked = sorted(shares, reverse=True)
    return [
        _cosine(flat_bag, body.bag, rarity),
        _cosine(flat_bag, body.lead, rarity),
        rarity.of(mine & body.words) / whole,
        rarity.of(mine & body.lead.keys()) / whole,
        ranked[0],
        max(likes),
        ranked[min(2, len(ranked) - 1)],
        shares[0],
        shares.index(ranked[0]) / len(shares),
        len(pairs & body.pairs) / max(1, len(pairs)),
        len(triples & body.triples) / max(1, len(triples)),
        len(pairs & body.lead_pairs) / max(1, len(pairs)),
    ]


def _cosine(one: Mapping[str, float], other: Mapping[str, float], rarity: Rarity) -> float:
    shared = sum(one[word] * other[word] * rarity.one(word) ** 2 for word in one.keys() & other.keys())
    if not shared:
        return 0.0
    square = _square(one, rarity) * _square(other, rarity)
    return float(shared / math.sqrt(square))


def _square(bag: Mapping[str, float], rarity: Rarity) -> float:
    return sum((weight * rarity.one(word)) ** 2 for word, weight in bag.items())


def _names(headline: str, words: tuple[str, ...], mine: frozenset[str], body: Body, rarity: Rarity) -> list[float]:
    """Share of the headline's capitalised words in the body, of its numbers (−1: some are missing), of its rarest words."""
    names = telling(stem(each.lower()) for each in _CAPITAL.findall(headline))
    numbers = {word for word in words if word[0].isdigit()}
    rarest = sorted(mine, key=lambda word: (-rarity.one(word), word))[:3]
    return [
        rarity.of(names & body.words) / (rarity.of(names) or 1.0),
        0.0 if not numbers else 1.0 if numbers <= body.words else -1.0,
        sum(word in body.words for word in rarest) / max(1, len(rarest)),
    ]


def _stand(headline: str, words: tuple[str, ...], body: Body, near: Sequence[int]) -> list[float]:
    refutes, every = sum(word in REFUTING for word in words), range(len(body.sentences))
    beside = _rate(body, near, REFUTING)
    opening = every[:OPENING]
    return [
        float(min(refutes, 2)),
        float(min(sum(word in HEDGING for word in words), 2)),
        float(min(sum(word in AFFIRMING for word in words), 2)),
        float("?" in headline),
        *(_rate(body, every, lexicon) for lexicon in (REFUTING, HEDGING, AFFIRMING)),
        beside,
        _rate(body, near, HEDGING),
        _rate(body, near, AFFIRMING),
        _rate(body, opening, REFUTING),
        _rate(body, opening, HEDGING),
        beside if refutes else 0.0,
        0.0 if refutes else beside,
        float(refutes > 0 and beside == 0),
    ]


def _rate(body: Body, sentences: Iterable[int], lexicon: frozenset[str]) -> float:
    chosen = [body.sentences[n] for n in sentences]
    words = sum(map(len, chosen)) or 1
    return sum(word in lexicon for sentence in chosen for word in sentence) / words * PER


def _flatly(words: tuple[str, ...], body: Body, near: Sequence[int]) -> list[float]:
    opening = body.sentences[:OPENING]
    return [
        float(not FLATLY.isdisjoint(words)),
        float(len(FLATLY & body.words)),
        float(any(not FLATLY.isdisjoint(body.sentences[n]) for n in near)),
        float(any(not FLATLY.isdisjoint(sentence) for sentence in opening)),
    ]
