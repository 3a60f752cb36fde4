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
# Active only where the one named does it: X died, X resigned; but X was killed, X was arrested.
_GAPS = {"named": 7}  # "the nominee for surgeon general of the United States, Dr X": words between, elsewhere two
_ITSELF = {"killed": "dies|died", "resigned": "resigns|resigned|stepped down|quit"}


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
    found = set()
    for name in people:
        parts = [word for word in folded_tokens(name) if len(word) > 1]
        known = [re.escape(word) for word in parts if f" {word} " in plain]
        if len(parts) > 1 and known:
            found |= {
                Fate(name=frozenset(parts), what=what) for what in _BECAME if _became(plain, "|".join(known), what)
            }
    return frozenset(found)


def _became(plain: str, name: str, what: str) -> bool:
    after, before = _BECAME[what]
    named = rf"(?:(?:{name})\s)+"
    itself = f"{_ITSELF[what]}|" if what in _ITSELF else ""
    behind = rf" {named}(?:{_WORD}){{0,6}}?(?:{itself}{_BE} (?:later |then |also |\w+ly )?{after}) "
    gap = _GAPS.get(what, 2)
    ahead = rf" (?<!not ){before} (?:\S+ ){{0,{gap}}}?{named}"
    return re.search(ahead, plain) is not None or re.search(behind, plain) is not None
