"""Help told by its coming: "arrived with 12 pumps", "300 generators arrived in X from Y", "X received the tanks from Y"."""

from __future__ import annotations

import re

from livebrief.desks.giving import words as w
from livebrief.desks.giving.objects import amounts, phrase_before, region_end
from livebrief.desks.giving.telling import Telling
from livebrief.desks.page import Page, Passage
from livebrief.desks.parties import Parties
from livebrief.desks.slots import day_near, noun_phrase, offset, slot, subject, with_places


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
    """ "300 generators arrived in Kharkiv from Poland": what came, where to, whose."""
    text = passage.text
    item = phrase_before(text, re.sub(r"\s(?:has|have|had)$", "", text[: hit.start()].rstrip()))
    source = re.compile(r"\bfrom\s+(?:the\s+)?").search(text, hit.end())
    goal = re.compile(r"\s+(?:(?:in|at)\s+)?(?:the\s+)?").match(text, hit.end())
    every = with_places(passage, parties)
    giver = next((each for each in every if source and each.start == source.end()), None)
    getter = next((each for each in every if goal and each.start == goal.end()), None)
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
