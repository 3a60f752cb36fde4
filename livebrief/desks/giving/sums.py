"""Sums told without a verb of giving: a pledge named again, what "the money" is for, and appeals with what came in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from livebrief.desks.giving import words as w
from livebrief.desks.giving.telling import APPEAL, Telling
from livebrief.desks.page import Page, Passage
from livebrief.desks.parties import Named, Parties
from livebrief.desks.slots import Slot, acting, day_near, money, offset, slot, with_places
from livebrief.records.mentions import QuantityMention

_PURPOSE = re.compile(
    r"\b(?:pay for|go (?:to|towards?)|be (?:used|spent) (?:to|for|on)|(?:is|are) (?:meant|intended|earmarked) (?:to|for))\s+",
    re.I,
)
_OWNED = re.compile(
    r"^['’]s?\s+(?:[\w-]+\s+){0,3}?(?:loan|grant|credit|pledge|package|donation|contribution|promise|aid)s?\s+of\s+$",
    re.I,
)
_ANNOUNCED = re.compile(r"\bannounced\b", re.I)
_WE = re.compile(r"\b(?:our|we)\b", re.I)


def mentions(passage: Passage, parties: Parties, found: Sequence[Telling]) -> Iterator[Telling]:
    """ "Castrena's loan of $12 million": a pledge named again, with a stage where the sentence gives one."""
    text = passage.text
    taken = {each.amount.span for each in found if each.amount} | {each.whole.span for each in found if each.whole}
    for quantity in money(passage.figures):
        start, end = offset(passage, quantity)
        owner = next((each for each in parties.named(text[:start]) if _OWNED.match(text[each.end : start])), None)
        pointed = re.search(
            r"\b(?:his|her|its|their) (?:country['’]s )?(?:\w+ )?(?:loan|grant|pledge|aid)s? of $", text[:start]
        )
        if quantity.span in taken or (owner is None and not pointed):
            continue
        yield Telling(
            passage=passage,
            at=start,
            end=end,
            stage=_mention_stage(text),
            donor=slot(passage, owner) if owner else _first(passage, start, parties),
            item=_noun_before(text, start),
            amount=quantity,
            as_of=day_near(passage, end),
        )


def _mention_stage(text: str) -> str:
    if w.NOT_COMING.search(text):
        return w.CANCELLED
    return w.ANNOUNCED if _ANNOUNCED.search(text) else ""


def _first(passage: Passage, at: int, parties: Parties) -> Slot | None:
    return next((slot(passage, each) for each in parties.named(passage.text[:at])), None)


def _noun_before(text: str, at: int) -> tuple[int, int] | None:
    found = re.search(r"(" + w.NOMINAL.pattern + r")\s+of\s+$", text[:at], re.I)
    return found.span(1) if found else None


def purposes(passage: Passage) -> Iterator[Telling]:
    """What a sum named before is for: "The money will pay for pumps, temporary housing and …"."""
    named = w.THE_SUM.search(passage.text)
    hit = _PURPOSE.search(passage.text, named.end()) if named else None
    if named is None or hit is None:
        return
    told = passage.at(hit.start(), hit.end())
    ends = [piece.end - passage.span.start for piece in (told.sighting.content if told else ())]
    end = min([*(each for each in ends if each > hit.end()), len(passage.text)])
    words = passage.text[hit.end() : end].rstrip(' .,”"')
    yield Telling(
        passage=passage,
        at=named.start(),
        end=end,
        stage="",
        item=(hit.end(), hit.end() + len(words)),
        again=True,
        as_of=passage.day,
    )


def appeals(page: Page, passage: Passage, parties: Parties) -> Iterator[Telling]:
    """An appeal for a sum, and sums received by one: asked for, never promised, so never a pledge."""
    text, sums = passage.text, money(passage.figures)
    asked = w.APPEAL.search(text)
    behind = [each for each in sums if asked and offset(passage, each)[0] >= asked.start()]
    got = [each for each in sums if w.GOT.match(text[offset(passage, each)[1] :].lstrip())]
    if asked is None and not (got and _after_appeal(page, passage)):
        return
    who = _asker(passage, asked.start() if asked else 0, parties)
    for quantity in [*(each for each in behind[:1] if each not in got), *got]:
        start, end = offset(passage, quantity)
        yield Telling(
            passage=passage,
            at=start,
            end=end,
            stage="" if quantity in got else w.ANNOUNCED,
            kind=APPEAL,
            donor=who,
            recipient=_for_whom(passage, end, parties),
            amount=quantity,
            again=quantity in got,
            as_of=day_near(passage, start),
        )


def _for_whom(passage: Passage, at: int, parties: Parties) -> Slot | None:
    """Where those live that the sum is asked for: the first place behind "for"."""
    lead = re.compile(r"\s+(?:to\s+\w+|for)\b").match(passage.text, at)
    behind = [each for each in with_places(passage, parties) if lead and each.start >= lead.end()]
    return next((slot(passage, each) for each in behind if each.kind != "adjective"), None)


def _after_appeal(page: Page, passage: Passage) -> bool:
    earlier = page.before(passage)
    return earlier is not None and w.APPEAL.search(earlier.text) is not None


def _asker(passage: Passage, at: int, parties: Parties) -> Slot | None:
    """Who appeals: the party named before, else ("our appeal") who speaks."""
    named = [each for each in parties.named(passage.text[:at]) if acting(passage.text, each)]
    if named and not _WE.search(passage.text[named[-1].end : at]):
        return slot(passage, named[-1])
    told = passage.at(at, at)
    party = parties.of(told.by) if told else None
    name = told.by if told else passage.outlet
    spoken = party or Named(start=0, end=0, text=name, key=name.casefold(), party=name, kind="office")
    return Slot(passage=passage, start=0, end=0, party=spoken)


def same_sum(one: QuantityMention | None, other: QuantityMention | None) -> bool:
    """Whether two sums are one: same currency, within half a percent (rounding in words)."""
    if one is None or other is None or one.unit != other.unit:
        return False
    a, b = size(one), size(other)
    return abs(a - b) <= 0.005 * max(a, b)


def size(quantity: QuantityMention) -> float:
    """The number to compare by: the value, else a bound."""
    return next((each for each in (quantity.value, quantity.low, quantity.high) if each is not None), 0.0)
