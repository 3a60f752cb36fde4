"""Help told by its coming: "arrived with 12 pumps", "300 generators arrived in X from Y", "X received the tanks from Y"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from livebrief.desks.giving import words as w
from livebrief.desks.giving.objects import amounts, phrase_before, region_end
from livebrief.desks.giving.telling import Telling
from livebrief.desks.page import Page, Passage
from livebrief.desks.parties import Named, Parties
from livebrief.desks.slots import day_near, noun_phrase, offset, slot, subject, with_places

_CARRIERS = r"convoys?|trains?|planes?|flights?|aircraft|ships?|vessels?|trucks?|lorr(?:y|ies)|barges?|ferr(?:y|ies)"
_LOAD = re.compile(
    rf"\b(?:(?:{_CARRIERS}) (?:carrying|loaded with|laden with|with|bringing|of)|(?:{w.DELIVERY.pattern}) (?:of|containing))\s+",
    re.I,
)
_OWNED = re.compile(rf"['’]s?\s+(?:[\w-]+\s+){{0,3}}?(?:gifts?|{w.DELIVERY.pattern})\b", re.I)


def arrival(page: Page, passage: Passage, hit: re.Match[str], parties: Parties) -> Telling | None:
    """ "He arrived with 12 pumps"; "the tanks arrived in X"; "X received the tanks from Y"."""
    text, got = passage.text, hit.group() in ("received", "took delivery of", "was handed")
    behind = re.compile(
        r"\s+(?:\w+\s+){0,2}with\s+(?:(?:a|the)\s+(?:convoy|shipment|load|consignment)\s+of\s+)?"
    ).match(text, hit.end())
    if got:
        return _received(page, passage, hit, parties)
    if behind is None:
        return _came(passage, hit, parties)
    item = noun_phrase(text, behind.end())
    if not w.category(text[item[0] : item[1]], amount=False):
        return None
    donor = subject(page, passage, hit.start(), parties)
    return Telling(
        passage=passage,
        at=hit.start(),
        end=item[1],
        stage=w.DELIVERED,
        donor=donor,
        item=item,
        as_of=day_near(passage, hit.start()),
    )


def _came(passage: Passage, hit: re.Match[str], parties: Parties) -> Telling | None:
    """ "300 generators arrived in Kharkiv from Poland", "a convoy with food from X reached Y": what came, where to, whose."""
    text = passage.text
    goal = re.compile(r"\s+(?:(?:in|at)\s+)?(?:the\s+)?").match(text, hit.end())
    every = with_places(passage, parties)
    before, giver = _from(text[: hit.start()], every)
    source = re.compile(r"\bfrom\s+(?:the\s+)?").search(text, hit.end())
    giver = giver or next((each for each in every if source and each.start == source.end()), None)
    getter = next((each for each in every if goal and each.start == goal.end()), None)
    item = _loaded(before) or phrase_before(text, before)
    if item is None or giver is None or getter is None or not w.category(text[item[0] : item[1]], amount=False):
        return None
    return Telling(
        passage=passage,
        at=hit.start(),
        end=hit.end(),
        stage=w.DELIVERED,
        donor=slot(passage, giver),
        recipient=slot(passage, getter),
        item=item,
        as_of=day_near(passage, hit.start()),
    )


def _from(words: str, every: Sequence[Named]) -> tuple[str, Named | None]:
    """What came, without whose it is: "… from Croatia" at its end, "South Korea's donation of …" at its beginning."""
    words = re.sub(r"(?:,?\s(?:already|now|also))?\s(?:has|have|had)(?:\s(?:already|now|also))?$", "", words.rstrip())
    last = next((each for each in every if each.end == len(words)), None)
    lead = re.search(r",?\s+(?:sent\s+)?(?:from|by)\s+(?:the\s+)?$", words[: last.start]) if last else None
    if last is not None and lead is not None:
        return words[: lead.start()], last
    owner = next((each for each in every if each.end < len(words) and _OWNED.match(words, each.end)), None)
    return words, owner


def _loaded(words: str) -> tuple[int, int] | None:
    """What a convoy or a donation is of: "a convoy carrying blankets and food"."""
    load = list(_LOAD.finditer(words))
    return noun_phrase(words, load[-1].end()) if load else None


def _received(page: Page, passage: Passage, hit: re.Match[str], parties: Parties) -> Telling | None:
    text = passage.text
    item = noun_phrase(text, hit.end())
    amount, _ = amounts(passage, hit, region_end(passage, hit.end()), passive=False)
    if amount is not None and offset(passage, amount)[1] < item[1]:
        item = noun_phrase(text, offset(passage, amount)[1])
    recipient = subject(page, passage, hit.start(), parties)
    source = re.compile(r"\bfrom\s+(?:the\s+)?").search(text, hit.end())
    giver = next((each for each in parties.named(text) if source and each.start == source.end()), None)
    if giver is None or recipient is None or not w.category(text[item[0] : item[1]], amount=amount is not None):
        return None
    return Telling(
        passage=passage,
        at=hit.start(),
        end=item[1],
        stage=w.DELIVERED,
        donor=slot(passage, giver),
        recipient=recipient,
        item=item,
        amount=amount,
        as_of=day_near(passage, hit.start()),
    )
