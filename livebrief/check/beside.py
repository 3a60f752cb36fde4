"""What the words beside a number say of it: a part of another, an earlier figure named again, a running total, whose.

Owns these readings of one sentence, for number chains. Refuses to look further than the sentence of the number.
"""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec

from livebrief.records.articles import Document
from livebrief.records.mentions import QuantityMention
from livebrief.records.spans import Span

BEFORE = 48  # code points looked at before a number for "including", "among them", "instead of"
BEHIND = 48
JOINT = 24  # code points between a part and its whole: "15 million of the 40 million"

_PART = re.compile(
    r"\b(?:including|among (?:them|whom|those))\b[^.;]*$"
    r"|\bof (?:them|whom|these|which),?\s+(?:about |some |at least )?$"
    r"|\b(?:remaining|first|second|third)\s+[€$£]?$",
    re.I,
)
_OWN_PEOPLE = re.compile(
    r"^\s*of (?:its|his|her|their|our) (?:own )?(?!\d)\w+", re.I
)  # "seven of its soldiers": whose, no part
_PART_BEHIND = re.compile(
    r"^\s*(?:of (?:the|them|those|these|its|his|her|their|which|whom))\b",
    re.I,
)
_MORE = re.compile(r"\b(?:another|further|additional|other)\s+[€$£]?$", re.I)
_MORE_BEHIND = re.compile(r"^\s*(?:\w+ )?(?:more|others?|further|additional)\b", re.I)
_OF_WHOLE = re.compile(
    r"^\s*(?:million|billion)?\s*(?:\w+ )?(?:out )?of (?:the|its|his|her|their|some|about)?\s*[€$£]?$", re.I
)
_OF_WHICH = re.compile(r"^\s*(?:\w+ )?of (?:which|them|these|those|whom)\b|^\s*(?:were|was) of\b", re.I)
_EARLIER = re.compile(
    r"(?:\b(?:up|down|revised|corrected|lowered|raised)?\s*from|,? (?:and )?not|\binstead of|\brather than"
    r"|\b(?:an? )?(?:earlier|previous|initial|first) (?:count|figure|toll|tally|estimate|report)s? of"
    r"|\bearlier (?:said|put|given|reported)(?: \w+){0,4}|\bhad (?:earlier |first |previously )?(?:spoken of|put (?:it|the \w+) at|reported))"
    r"\s+(?:about |some |at least |more than |around |nearly )?[€$£]?$",
    re.I,
)
_THEN_TO = re.compile(r"^\D{0,40}?\bto\b", re.I)
_TOTAL = re.compile(
    r"\bsince (?:the (?:start|beginning|outbreak|invasion|full)|january|february|march|april|may|june|july|august|september"
    r"|october|november|december|20\d\d|19\d\d|last \w+)|\b(?:so far|already) this (?:year|month|season)|\bthis (?:year|month) alone\b"
    r"|\b(?:in|over|during) (?:the )?(?:past|last) (?:\w+ )?(?:years?|months?|weeks)\b|\bin all of 20\d\d\b|\bevery (?:year|month|day|week)\b"
    r"|\bper (?:year|month|day|week)\b|\bannually\b"
    r"|\ba (?:day|week|month|year) on average\b|\bon average\b|\bdaily\b|\b(?:each|every) day\b",
    re.I,
)
WHOSE = {
    "civilian": "civilians", "civilians": "civilians", "child": "children", "children": "children", "girl": "children",
    "boy": "children", "boys": "children", "girls": "children", "minors": "children", "baby": "children",
    "soldier": "combatants", "soldiers": "combatants", "troops": "combatants", "servicemen": "combatants",
    "fighters": "combatants", "militants": "combatants", "officers": "officers", "officer": "officers",
    "policemen": "officers", "police": "officers", "journalists": "journalists", "rescuers": "rescuers",
    "firefighters": "rescuers", "workers": "workers", "residents": "",
}  # fmt: skip
_SIDE_LOSSES = re.compile(
    r"\b(?P<side>[A-Z][a-z]+)(?:['’]s?)?\s+(?:losses|soldiers|troops|servicemen|fighters|forces|casualties)\b"
)


class Beside(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """``part``: of a larger number (``whole`` when the text gives it); ``more``: beside another ("four others"), which
    is a part only where the same thing is counted before; ``earlier``: a former figure named again; ``total``: a running total over a period; ``whose``: a group of persons, or empty."""

    part: bool = False
    more: bool = False
    whole: float | None = None
    earlier: bool = False
    total: bool = False
    whose: str = ""


def beside(doc: Document, quantity: QuantityMention, others: tuple[QuantityMention, ...], room: Span) -> Beside:
    """The reading of one quantity; ``others`` are its statement's quantities, ``room`` the sentence that holds it."""
    start, end = quantity.span.start, quantity.span.end
    before = doc.text[max(room.start, start - BEFORE) : start]
    behind = doc.text[end : min(room.end, end + BEHIND)]
    whole = _whole(doc.text, quantity, others)
    sentence = room.of(doc.text)
    found = Beside(
        part=whole is not None
        or bool(_PART.search(before) or (_PART_BEHIND.match(behind) and not _is_own(quantity, behind))),
        more=bool(_MORE.search(before) or _MORE_BEHIND.match(behind)),
        whole=whole,
        earlier=_is_earlier(before, behind),
        total=bool(_TOTAL.search(sentence)),
        whose=_whose(quantity, sentence),
    )
    return _shared(found)


@lru_cache(maxsize=1 << 10)  # most figures have nothing of the kind beside them
def _shared(found: Beside) -> Beside:
    return found


def _is_own(quantity: QuantityMention, behind: str) -> bool:
    return quantity.unit == "person" and _OWN_PEOPLE.match(behind) is not None


def _is_earlier(before: str, behind: str) -> bool:
    found = _EARLIER.search(before)
    if found is None:
        return False
    from_ = found.group().strip().casefold().startswith("from")
    return not from_ or bool(_THEN_TO.match(behind)) or bool(re.search(r"\bto\b", before, re.I))


def _whole(text: str, quantity: QuantityMention, others: tuple[QuantityMention, ...]) -> float | None:
    """Y of "X of the Y", or the number before "X of which"."""
    for other in others:
        gap = other.span.start - quantity.span.end
        if 0 < gap <= JOINT and other.value is not None and _OF_WHOLE.match(text[quantity.span.end : other.span.start]):
            return other.value
    if _OF_WHICH.match(text[quantity.span.end : quantity.span.end + JOINT]):
        ahead = [other for other in others if other.span.end <= quantity.span.start and other.value is not None]
        larger = [each.value for each in ahead if each.value is not None and each.value >= (quantity.value or 0)]
        return larger[-1] if larger else None
    return None


def _whose(quantity: QuantityMention, sentence: str) -> str:
    named = WHOSE.get(quantity.of.casefold(), "")
    losses = _SIDE_LOSSES.search(sentence)
    if losses and (not named or named == "combatants"):
        return f"{losses['side']} forces"
    return named
