"""Standing to a treaty that a statement tells: who is bound by, has signed, or stays out of what.

Two statements tell one standing when party, instrument and kind agree, whatever their other words: "has ratified the
convention" and "is a signatory to an international convention on X" say the same of a party. An instrument is known
by the words about its head noun; where a statement has none ("the convention"), by those that its document gave before.
Owns no decision about other words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from livebrief.nlp.roots import roots
from livebrief.nlp.words import folded_tokens

_HEADS = r"(?:convention|treaty|protocol|pact|accords?|statute|covenant)"
_HEAD = re.compile(rf"\b{_HEADS}\b")
_NOT = r"(?:not|never|neither|no longer|yet to)"
_TELLS = re.compile(
    r"\b(?:(?:is|are|was|were|became|remains?|(?:isn|aren|wasn|weren)(?P<short>'t)) "
    rf"(?P<out>{_NOT} )?(?:an? |one of the )?(?:states? |full )?(?P<noun>signator(?:y|ies)|part(?:y|ies)|members?) (?:to|of)"
    r"|(?:(?:has|have|had)(?P<cut>n't)? )?(?:also |already )?"
    rf"(?P<off>{_NOT} )?(?:yet )?(?P<verb>signed|ratified|acceded to|joined)) (?P<what>.+)"
)
_CLAUSE = re.compile(r"\b(?:because|since|that|although|though|while|whereas|but|as|when|if|and then)\b")
_RELATIVE = re.compile(r"\b(?:which|who)\s*$")
_WITHIN = 6  # words between the verb and the head of the instrument: "the 1997 Port Ellis anti-dredging convention"
_ABOUT = 9  # words behind the head that say what it is about
_MOST = 6  # roots of a party: a longer clause names more than the one that stands to the treaty
_LOOK_BACK = 1500  # code points of the document in which "the convention" was named: about eight sentences
_STOP = re.compile(
    r"\b(?:in|by|since|when|which|who|that|last|this|and|but|or|from|during|after|before|is|are|was|were|has|have)\b"
)
# Roots that many treaties share and that tell none apart.
_PLAIN = roots(
    """international global world un nations united same so called landmark major ban bans banning banned opposing outlawing
    prohibiting limiting use uses weapons weapon signed sign parties party countries states treaty convention""".split()
)
# The word that tells the standing, and its kinds: who is a signatory may have signed or be bound, texts use it of both.
_SIGNED, _BOUND = "signed", "bound"


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """``party`` and ``about`` are roots; ``about`` is empty for an instrument of which nothing is told."""

    party: frozenset[str]
    about: frozenset[str]
    kinds: frozenset[str]
    negative: bool

    def of_one(self, other: Standing) -> bool:
        """Whether both speak of one instrument, as far as they tell."""
        return not self.about or not other.about or bool(self.about & other.about)

    def same_party(self, other: Standing) -> bool:
        """Whether the one party is the other or among the others."""
        return self.party <= other.party or other.party <= self.party


def standing_of(words: Sequence[str], before: str) -> Standing | None:
    """The standing that the folded words tell; None for none. ``before``: the text of the document up to the statement."""
    plain = " ".join(words)
    if not _HEAD.search(plain) or (found := _TELLS.search(plain)) is None:
        return None
    head = _HEAD.search(found["what"])
    if head is None or len(found["what"][: head.start()].split()) > _WITHIN:
        return None
    party = _party(plain[: found.start()])
    if not party or len(party) > _MOST:
        return None
    about = _about(found["what"][: head.start()], found["what"][head.end() :]) or _named_before(before)
    negative = any(found[group] for group in ("short", "out", "cut", "off"))
    return Standing(party=party, about=about, kinds=_kinds(found["noun"], found["verb"]), negative=negative)


def _kinds(noun: str | None, verb: str | None) -> frozenset[str]:
    if verb == "signed":
        return frozenset({_SIGNED})
    return frozenset({_SIGNED, _BOUND} if (noun or "").startswith("signator") else {_BOUND})


def _party(words: str) -> frozenset[str]:
    return roots(_CLAUSE.split(_RELATIVE.sub("", words))[-1].split())


def _about(front: str, behind: str) -> frozenset[str]:
    tail = " ".join(_STOP.split(behind)[0].split()[:_ABOUT])
    return roots(f"{front} {tail}".split()) - _PLAIN


def _named_before(text: str) -> frozenset[str]:
    """What the last instrument before that was told of is about."""
    plain = " ".join(folded_tokens(text[-_LOOK_BACK:]))
    for found in reversed(list(_HEAD.finditer(plain))):
        front = " ".join(plain[: found.start()].split()[-2:])
        tail = _about("", plain[found.end() :])
        if tail:
            return tail | (roots(front.split()) - _PLAIN)
    return frozenset()
