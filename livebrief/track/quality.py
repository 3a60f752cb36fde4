"""What a statement says that something is, by one adjective: "the pumps are not reversible".

Two who say of one subject that it is (or is not) the same rare thing say the same, however they go on. A slip of one
letter is forgiven: what is quoted is quoted with its slips. Owns no decision about other words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

import msgspec

from livebrief.nlp.roots import roots

_IS = re.compile(
    r"\b(?:(?:is|are|was|were|be|been|remains?|became)|(?:is|are|was|were)(?P<short>n't)) "
    r"(?P<no>(?:not|no longer|never) )?(?:\w+ly |very |also |so |all )?(?P<non>non ?)?"
    r"(?P<what>[a-z]{5,}(?:ent|ant|ive|ous|able|ible|less|ary|ical|tic))\b"
)
_CLAUSE = re.compile(r"\b(?:because|since|although|though|while|whereas|but|and|or|if|when)\b")
_FOREMOST = 2  # roots at the start of a clause, one of which is what it is about
_STEM = 5  # letters by which likely slips of one word are found
_SLIP = 0.93  # of the letters in common: one letter left out of eight, none exchanged


class Quality(msgspec.Struct, frozen=True, kw_only=True):
    """``subject``: roots, one of which is the subject; ``word``: the adjective without a "non"."""

    subject: frozenset[str]
    word: str
    negative: bool

    @property
    def stem(self) -> str:
        """The start of the word."""
        return self.word[:_STEM]

    def same(self, other: Quality) -> bool:
        """Whether both say the same of the same."""
        if self.negative != other.negative or not self.subject & other.subject or self.stem != other.stem:
            return False
        return self.word == other.word or SequenceMatcher(None, self.word, other.word, False).ratio() >= _SLIP


def quality_of(words: Sequence[str]) -> Quality | None:
    """The last quality that the folded words tell of a subject that they name; None for none."""
    plain, made = " ".join(words), None
    for found in _IS.finditer(plain):
        clause = _CLAUSE.split(plain[: found.start()])[-1].split()
        named = [each for word in clause for each in roots((word,))]
        non, word = bool(found["non"]), found["what"]
        if not non and word.startswith("non"):
            non, word = True, word[len("non") :]
        if named and word:
            negative = (bool(found["no"] or found["short"])) != non
            made = Quality(subject=frozenset(dict.fromkeys(named[:_FOREMOST])), word=word, negative=negative)
    return made
