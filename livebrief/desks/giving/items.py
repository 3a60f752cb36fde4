"""The thing given, as words around a verb of giving: behind it, around its sum, or before a passive one.

Refuses what is no thing: a sum by itself, "the money", what a preposition governs.
"""

from __future__ import annotations

import re

from livebrief.desks.giving import words as w
from livebrief.desks.giving.objects import phrase_before, purpose, worth
from livebrief.desks.page import Passage
from livebrief.desks.slots import Slot, noun_phrase, offset
from livebrief.records.mentions import QuantityMention

PASSIVE = re.compile(r"\b(?:be|been|being|was|were|is|are)\s+(?:\w+ly\s+)?$", re.I)
GIVEN_OF = re.compile(rf"(?:{w.DELIVERY.pattern})\s+of\s+", re.I)
_NO_THING = re.compile(r"(?:to|for|on|in|at|by|with|from|over|that|how|what|when)\b|$", re.I)


def item_of(
    passage: Passage,
    hit: re.Match[str],
    end: int,
    recipient: Slot | None,
    amount: QuantityMention | None,
    *,
    passive: bool,
) -> tuple[int, int] | None:
    """The thing given, if the words are one: not a sum by itself, not "the money", not what a preposition governs."""
    text = passage.text
    priced = amount is not None and not passive and worth(text, hit.end(), offset(passage, amount)[0])
    if amount is not None and not priced:
        found = _around_amount(passage, amount, hit.end())
    elif passive:
        found = _given_before(text, hit.start())
    else:
        found = _behind(text, hit, end, recipient)
    return found if found is not None and _is_thing(text, *found) else None


def _is_thing(text: str, start: int, end: int) -> bool:
    if start >= end or _NO_THING.match(text, start):
        return False
    words = text[start:end]
    return not w.THE_SUM.fullmatch(f"the {words}") or w.NOMINAL.search(words) is not None


def _behind(text: str, hit: re.Match[str], end: int, recipient: Slot | None) -> tuple[int, int] | None:
    """Behind the recipient or the verb; of a relative clause, before it."""
    direct = recipient is not None and not text[hit.end() : recipient.start].strip(" the")
    begin, stop = noun_phrase(text, recipient.end if recipient and direct else hit.end())
    if begin < stop <= end and not _NO_THING.match(text, begin):
        return begin, stop
    relative = re.search(r"([\w’' -]+?)\s(?:that|which)\s[^,]*$", text[: hit.start()])
    return phrase_before(text, relative.group(1).rstrip(), relative.start(1)) if relative else None


def _given_before(text: str, at: int) -> tuple[int, int] | None:
    """What a passive verb tells of: behind "the delivery of", else the noun phrase before the verb."""
    of = list(GIVEN_OF.finditer(text[:at]))
    if of:
        return noun_phrase(text[:at], of[-1].end())
    return phrase_before(text, re.sub(r"\s+(?:ha(?:s|ve|d)|will|would|to)$", "", PASSIVE.sub("", text[:at]).rstrip()))


def _around_amount(passage: Passage, amount: QuantityMention, at: int) -> tuple[int, int] | None:
    """Behind the sum ("in loans"), before it ("a loan of"), or what it is for."""
    text, (start, end) = passage.text, offset(passage, amount)
    behind = re.compile(
        r"(?:\s\([^)]*\))?\s+(?:in|of|worth of)\s+|\s+(?=(?:[a-z-]+ ){0,3}(?:package|loan|grant|credit|tranche|aid)\b)"
    ).match(text, end)
    if behind and not w.OF_THE_WHOLE.match(text[end:]):
        found = noun_phrase(text, behind.end())
        return found if found[0] < found[1] else None
    before = re.search(
        r"((?:[\w-]+\s){0,2}(?:" + w.NOMINAL.pattern[2:-2] + r"))\sof\s+(?:some |about |up to )?$", text[at:start], re.I
    )
    if before:
        begin, stop = noun_phrase(text[: at + before.end(1)], at + before.start(1))
        return begin, stop
    return purpose(text, end)
