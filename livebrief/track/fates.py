"""What a statement says became of a named person: killed, arrested, missing, released, named to an office, resigned.

Two who say of one person that the same became of them say the same, however much else they tell ("X, 18, died from injuries he
suffered", "the 18-year-old killed as X"). Read from the words about the name: "X died", "X was killed", "the death of X".
Owns no decision about other words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import msgspec

from livebrief.nlp.words import folded_tokens

_WORD = r"(?!(?:said|says|told|whose|shot|killed|after|when|that|but) )\S+ "  # no other clause begins, nobody else acts
_BECAME = {
    "killed": (r"(?:dies|died|dead|slain|killed)", r"(?:killed|death of|dead as|killed as|body of|remains of)"),
    "arrested": (r"(?:arrested|detained|in custody)", r"(?:arrested|detained|arrest of|detention of)"),
    "missing": (r"missing", r"(?:missing|search for)"),
    "released": (r"(?:released|freed)", r"(?:released|freed|release of)"),
    "named": (
        r"(?:nominated|appointed|named)",
        r"(?:nominat\w+|appoint\w*|nominee|nomination of|appointment of|intent to nominate)",
    ),
    "resigned": (r"(?:resigns|resigned|stepped down|quit)", r"resignation of"),
}
_BE = r"(?:is|are|was|were|been|being|found|pronounced|shot|declared)"
_GAPS = {"named": 7}  # "the nominee for surgeon general of the United States, Dr X": words between, elsewhere two
# Active only where the one named does it: X died, X resigned; but X was killed, X was arrested.
_ITSELF = {"killed": "dies|died|", "resigned": "resigns|resigned|stepped down|quit|"}
_NAME = "\0"  # stands for the name, so that the patterns are the same for everybody
_PATTERNS = {
    what: re.compile(
        rf" (?<!not ){before} (?:\S+ ){{0,{_GAPS.get(what, 2)}}}?{_NAME} "
        rf"| {_NAME} (?:{_WORD}){{0,6}}?(?:{_ITSELF.get(what, '')}{_BE} (?:later |then |also |\w+ly )?{after}) "
    )
    for what, (after, before) in _BECAME.items()
}
_TELLING = re.compile(rf" (?:{'|'.join(f'{after}|{before}' for after, before in _BECAME.values())}) ")


class Fate(msgspec.Struct, frozen=True, kw_only=True):
    """``name``: the parts of the person's name without initials; ``what``: what became of them."""

    name: frozenset[str]
    what: str

    def same(self, other: Fate) -> bool:
        """Whether the same became of one person, who is named by two parts at least."""
        return self.what == other.what and (self.name <= other.name or other.name <= self.name)


def fates_of(words: Sequence[str], people: Iterable[str]) -> frozenset[Fate]:
    """What the folded words say became of these people (full names, of two parts at least)."""
    plain = f" {' '.join(words)} "
    if _TELLING.search(plain) is None:
        return frozenset()
    found = set()
    for name in people:
        parts = frozenset(word for word in folded_tokens(name) if len(word) > 1)
        if len(parts) > 1 and not parts.isdisjoint(words):
            told = f" {' '.join(_marked(words, parts))} "
            found |= {Fate(name=parts, what=what) for what, pattern in _PATTERNS.items() if pattern.search(told)}
    return frozenset(found)


def _marked(words: Sequence[str], parts: frozenset[str]) -> list[str]:
    """The words with each run of parts of the name as one sign."""
    told: list[str] = []
    for word in words:
        if word not in parts:
            told.append(word)
        elif told[-1:] != [_NAME]:
            told.append(_NAME)
    return told
