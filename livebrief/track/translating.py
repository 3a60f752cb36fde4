"""One quotation in two languages: the same voice, in one story within a day, by words that both languages share.

Translations keep names and learned words ("decision", «decisión») and whether something is negated. Owns that likeness;
refuses to translate. Sure of little, so all signs must agree.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from livebrief.nlp.roots import FUNCTION_WORDS, denied
from livebrief.nlp.words import fold

STEM = 5  # letters that a word of one origin keeps in most European languages
LEAST_SHARE = 0.3  # of the longer words of the shorter quotation; judgement on the demo beat and two invented pairs
LEAST_WORDS = 4  # a shorter quotation is no more than a phrase
LENGTHS = 0.6  # the shorter has at least this share of the words of the longer
_NEGATING = frozenset(
    "no not never n't nobody nothing nadie nada nunca ne pas jamais nicht kein keine nie não non не ні".split()
)


def translated(words: Sequence[str], others: Sequence[str]) -> bool:
    """Whether the folded words of two quotations, of one voice in two languages, are likely to be one."""
    short, long = sorted((words, others), key=len)
    if len(short) < LEAST_WORDS or len(short) < LENGTHS * len(long) or _negated(words) != _negated(others):
        return False
    mine, theirs = _stems(short), _stems(long)
    return bool(mine) and len(mine & theirs) >= LEAST_SHARE * len(mine)


def _negated(words: Sequence[str]) -> bool:
    return bool(denied(words)) or not _NEGATING.isdisjoint(words)


def _stems(words: Sequence[str]) -> frozenset[str]:
    """Numbers, and the beginnings of the longer words without their accents."""
    plain = (
        "".join(c for c in unicodedata.normalize("NFD", fold(word)) if not unicodedata.combining(c)) for word in words
    )
    return frozenset(
        word if word[0].isdigit() else word[:STEM]
        for word in plain
        if word and (word[0].isdigit() or (len(word) >= STEM and word not in FUNCTION_WORDS))
    )
