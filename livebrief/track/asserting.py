"""What a statement asserts, in a form that two statements can be compared by; and whether two assert the same.

Rules, in order: figures of one role that differ keep two apart; the same quotation, whole or in pieces, is one; the
same figure of a telling role about the same place is one; words that are nearly the same are one; a denial or a
declined comment goes with what it is about.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property

from livebrief.nlp.words import fold, folded_tokens
from livebrief.records.mentions import QuantityMention
from livebrief.records.statements import Act, Sighting, Speech
from livebrief.track.options import TrackOptions
from livebrief.track.terms import FUNCTION_WORDS

REPLIES = frozenset({Act.DENIES, Act.DECLINES, Act.NEITHER, Act.CANNOT_VERIFY, Act.NOT_CONFIRMED})
# Roles that say too little for two equal numbers to be one fact.
LOOSE_ROLES = frozenset({"", "count", "share", "duration", "distance"})
GRAM = 3  # tokens: the shortest run that is rare in news text
LEAST_TELLING = 2  # words of a run that are rare in what was read: "that it would be the" is no quotation
TELLING_RARITY = 1.5  # natural log: in fewer than about a quarter of the statements read

Key = tuple[str, str, float]
Weigh = Callable[[str], float]


class Assertion:
    """One statement as the tracker compares it. Made once, when it is first seen."""

    def __init__(self, sgt: Sighting, place: tuple[str, str]) -> None:
        self.statement, (self.story, self.development) = sgt.statement.id, place
        self.words = tuple(folded_tokens(sgt.statement.content))
        self.source = fold(sgt.source.actor or sgt.source.name)
        self.quoted = sgt.statement.speech in (Speech.DIRECT, Speech.MIXED)
        self.reply = sgt.act in REPLIES
        self.negative = sgt.factuality.polarity == "negative"
        self.places = frozenset(each.id or fold(each.name) for each in sgt.places)
        self.figures = frozenset(key for each in sgt.figures if (key := _key(each)) is not None)

    @cached_property
    def bag(self) -> frozenset[str]:
        """Its different words that mean something by themselves."""
        return frozenset(self.words) - FUNCTION_WORDS

    @cached_property
    def digits(self) -> frozenset[str]:
        """Its numbers written in digits, times of day and years among them."""
        return frozenset(word for word in self.words if word[0].isdigit())

    @cached_property
    def grams(self) -> frozenset[tuple[str, ...]]:
        """Its runs of three tokens."""
        return frozenset(zip(self.words, self.words[1:], self.words[2:], strict=False))

    @cached_property
    def telling(self) -> frozenset[Key]:
        """Its figures whose role says what they count."""
        return frozenset(key for key in self.figures if key[0] not in LOOSE_ROLES)


def same(one: Assertion, other: Assertion, weigh: Weigh, options: TrackOptions) -> str:
    """Why the two assert the same thing; empty when they do not. ``weigh`` gives the rarity of a word."""
    if one.reply != other.reply:
        return "reply" if _answers(one, other, weigh, options) else ""
    if conflict(one.figures, other.figures):
        return ""
    numbers_agree = one.digits <= other.digits or other.digits <= one.digits
    if numbers_agree and _same_words(one, other, weigh, options):
        return "same words"
    if one.story != other.story or one.negative != other.negative or _elsewhere(one, other):
        return ""
    if one.reply and one.source != other.source:
        return ""
    likeness = _likeness(one.bag, other.bag, weigh)
    if one.telling & other.telling and likeness >= options.same_figure:
        return "same figure"
    if not numbers_agree or one.telling != other.telling or not _enough(one, other, weigh, LEAST_TELLING):
        return ""
    least = options.paraphrase + (0.0 if one.development == other.development else options.later_paraphrase)
    return "paraphrase" if likeness >= least else ""


def _answers(one: Assertion, other: Assertion, weigh: Weigh, options: TrackOptions) -> bool:
    """Whether one denies, or will not comment on, what the other says: another's words, most of them taken up."""
    if one.story != other.story or one.source == other.source or _elsewhere(one, other):
        return False
    return _contained(one.bag, other.bag, weigh) >= options.reply and _enough(one, other, weigh, LEAST_TELLING + 1)


def conflict(some: Iterable[Key], others: Iterable[Key]) -> bool:
    """Whether a role and unit of both has no value in common."""
    mine, theirs = _by_slot(some), _by_slot(others)
    return any(not mine[slot] & theirs[slot] for slot in mine.keys() & theirs.keys())


def _by_slot(keys: Iterable[Key]) -> dict[tuple[str, str], set[float]]:
    slots: dict[tuple[str, str], set[float]] = {}
    for role, unit, value in keys:
        slots.setdefault((role, unit), set()).add(value)
    return slots


def _same_words(one: Assertion, other: Assertion, weigh: Weigh, options: TrackOptions) -> bool:
    """One quotation whole or in pieces: nearly all of the shorter in the longer, or a long run where one is quoted."""
    small = min(len(one.grams), len(other.grams))
    if small + GRAM - 1 < options.run_tokens:
        return bool(one.words) and one.words == other.words and one.source == other.source and one.quoted
    shared = one.grams & other.grams
    if not shared:
        return False
    run = _longest_run(one, shared)
    if len(run) < options.run_tokens or sum(weigh(word) >= TELLING_RARITY for word in set(run)) < LEAST_TELLING:
        return False
    if one.negative != other.negative:  # one "not" more would leave nearly all runs as they are
        return len(shared) == small
    if len(shared) / small >= options.overlap:
        return True
    return (one.quoted or other.quoted) and one.source == other.source and len(shared) / small >= options.overlap / 2


def _longest_run(one: Assertion, shared: frozenset[tuple[str, ...]]) -> tuple[str, ...]:
    best = start = end = 0
    begin = 0
    for n, gram in enumerate(zip(one.words, one.words[1:], one.words[2:], strict=False)):
        if gram not in shared:
            begin = n + 1
        elif n + GRAM - begin > best:
            best, start, end = n + GRAM - begin, begin, n + GRAM
    return one.words[start:end]


def _elsewhere(one: Assertion, other: Assertion) -> bool:
    return bool(one.places and other.places and not one.places & other.places)


def _enough(one: Assertion, other: Assertion, weigh: Weigh, least: int) -> bool:
    return sum(weigh(word) >= TELLING_RARITY for word in one.bag & other.bag) >= least


def _contained(one: frozenset[str], other: frozenset[str], weigh: Weigh) -> float:
    """Share of the weight of the lighter that is in the other (0–1)."""
    least = min(_mass(one, weigh), _mass(other, weigh))
    return _mass(one & other, weigh) / least if least else 0.0


def _likeness(one: frozenset[str], other: frozenset[str], weigh: Weigh) -> float:
    """Cosine of the two over rarity weights (0–1)."""
    square = _mass(one, weigh) * _mass(other, weigh)
    return float(_mass(one & other, weigh) / square**0.5) if square else 0.0


def _mass(words: frozenset[str], weigh: Weigh) -> float:
    return sum(sorted(weigh(word) ** 2 for word in words))


def _key(figure: QuantityMention) -> Key | None:
    value = next((each for each in (figure.value, figure.low, figure.high) if each is not None), None)
    unit = figure.unit or fold(figure.of)
    if value is None or (figure.role in LOOSE_ROLES and not unit):
        return None
    return figure.role, unit, value
