"""Help told by a verb: who gives what to whom, by the places of names and noun phrases around it.

Refuses wishes, demands, doubts and what is told as history.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from livebrief.desks.giving import words as w
from livebrief.desks.giving.arrivals import arrival
from livebrief.desks.giving.items import GIVEN_OF, PASSIVE, item_of
from livebrief.desks.giving.objects import amounts, region_end
from livebrief.desks.giving.telling import Telling, is_background, is_reported
from livebrief.desks.page import Page, Passage
from livebrief.desks.parties import PLACE, UNLISTED, Named, Parties
from livebrief.desks.slots import (
    Slot,
    acting,
    day_ahead,
    day_near,
    jointly,
    noun_phrase,
    offset,
    slot,
    subject,
    with_places,
)
from livebrief.records.mentions import QuantityMention
from livebrief.records.statements import Act

_RECIPIENT_LEAD = re.compile(
    r"(?:^\s*(?:the\s+)?|\b(?:(?:to|for|into|to (?:support|help|back|aid|assist))\s+(?:the\s+|its\s+ally\s+)?|(?:offered|promised|pledged|lent|given|gave|sent|arrived in|reached|landed in)\s+))$",
    re.I,
)
_TO_SOMEWHERE = re.compile(r"\b(?:to|for) (?:the )?(?P<name>[A-Z][a-z]{3,})\b(?!['’]s?\b| [A-Z])")
TRAINED = 30  # code points behind "trained" in which a country's adjective stands before its soldiers; judgement
_NOUNS_TOO = re.compile(
    r"^(?:supplies|offers|promises|grants|pledges|transfers|delays|halts|ships|trains?|supply|pledge|grant|offer|delay|halt|transfer)$"
)
_OWNS = re.compile(r"['’]s?\s+(?:[\w-]+\s+){0,3}?(?:" + w.DELIVERY.pattern + "|" + w.NOMINAL.pattern + ")", re.I)
_OF_HELP = re.compile(
    r"(?:pledg|promis|donat|giv|gave|contribut|send|sent|flew|fl|deliver|offer|airlift|provid|rush|dispatch)"
)
_SUBJECT_WORD = re.compile(r"\b(?:it|he|she|they|we|I|which|who|that|also|to|will|would|not)$", re.I)


def from_verbs(page: Page, passage: Passage, parties: Parties) -> Iterator[Telling]:
    """The tellings that verbs of giving carry, in text order; an arrival only where no verb of giving is."""
    text, done = passage.text, -1
    hits = [(hit, stage) for stage, form in w.VERBS for hit in form.finditer(text)]
    for hit, stage in sorted(hits, key=lambda pair: pair[0].start()):
        if hit.start() < done or not _is_verb(text, hit, parties) or _unsure(passage, hit, stage):
            continue
        telling = _of_verb(page, passage, hit, stage, parties)
        if telling is not None and not is_background(telling):
            done = telling.end
            yield telling
    came = w.PAST_ARRIVAL.search(text)
    if came and done < 0 and (made := arrival(page, passage, came, parties)):
        yield made
    elif done < 0 and (next_up := _following(passage)):
        yield next_up


def _following(passage: Passage) -> Telling | None:
    """ "A shipment of 5,000 drones will follow in August": more help of the giver that the text has just told of."""
    text = passage.text
    hit = w.FOLLOWS.search(text)
    given = list(GIVEN_OF.finditer(text[: hit.start()])) if hit else []
    item = noun_phrase(text[: hit.start()], given[-1].end()) if hit and given else None
    if (
        hit is None
        or item is None
        or not w.BESIDE.search(hit.group())
        or not w.category(text[slice(*item)], amount=False)
    ):
        return None
    return Telling(
        passage=passage,
        at=hit.start(),
        end=hit.end(),
        stage=w.ANNOUNCED,
        item=item,
        as_of=passage.day,
        due=day_ahead(passage),
    )


def _is_verb(text: str, hit: re.Match[str], parties: Parties) -> bool:
    """Forms that are nouns as often need a subject right before them."""
    if re.match(r"pa(?:y|ys|id|ying)$", hit.group()) and text[hit.end() :].startswith(" for"):
        return False
    if text[: hit.start()].endswith("-"):  # "British-supplied"
        return False
    if not _NOUNS_TOO.match(hit.group()):
        return True
    before = text[: hit.start()].rstrip()
    return bool(_SUBJECT_WORD.search(before)) or any(each.end == len(before) for each in parties.named(before))


def _unsure(passage: Passage, hit: re.Match[str], stage: str) -> bool:
    before = passage.text[: hit.start()]
    told = passage.at(hit.start(), hit.end())
    if told is not None and told.act in (Act.URGES, Act.DENIES) and told.span.start <= hit.start() + passage.span.start:
        return True
    return w.UNSURE.search(before[-60:]) is not None and not (stage == w.CANCELLED and w.FUTURE.search(before))


def _of_verb(page: Page, passage: Passage, hit: re.Match[str], stage: str, parties: Parties) -> Telling | None:
    text = passage.text
    before, stop = text[: hit.start()], region_end(passage, hit.end())
    planned = w.FUTURE.search(before) is not None
    passive = _is_passive(text, hit)
    donor = _giver_around(passage, hit, parties) if passive else subject(page, passage, hit.start(), parties)
    donor = jointly(passage, donor, parties) if donor else None
    recipient = _recipient(passage, hit, stop, donor, parties, passive=passive)
    donor = donor or (_speaking(passage, hit.start(), recipient, parties) if passive and recipient else None)
    amount, whole = amounts(passage, hit, stop, passive=passive)
    item = item_of(passage, hit, stop, recipient, amount, passive=passive)
    again = amount is None and w.THE_SUM.search(text[max(0, hit.start() - 60) * passive : stop]) is not None
    telling = Telling(
        passage=passage,
        at=hit.start(),
        end=max(hit.end(), item[1] if item else 0),
        stage=_stage(before, hit, stage, planned=planned, text=text),
        donor=donor,
        recipient=recipient,
        item=item,
        amount=amount,
        whole=whole,
        again=again,
        more=_has_more(text, item, amount, passage),
        rest=amount is not None and w.REST.search(text[: offset(passage, amount)[0]]) is not None,
        planned=planned and stage in (w.CANCELLED, w.DELAYED),
        reported=is_reported(passage, hit.start(), hit.end()),
        as_of=day_near(passage, hit.start(), recent=planned),
        due=day_ahead(passage) if planned else "",
    )
    if _about_help(telling, stage):
        return telling
    return msgspec.structs.replace(telling, loose=True) if _may_be_help(telling, hit, stage) else None


def _about_help(telling: Telling, stage: str) -> bool:
    """Help has a giver and something given; a sum that is only pointed at ("the money") may leave the giver out."""
    funds = w.FUNDS.search(telling.item_words) is not None
    sums = telling.amount is not None
    given = bool(w.category(telling.thing, amount=sums)) or (funds and (sums or stage in (w.CANCELLED, w.DELAYED)))
    if telling.again or telling.rest:
        return True
    if telling.donor is None and telling.amount is not None and w.BESIDE.search(telling.passage.text):
        return bool(w.NOMINAL.search(telling.item_words))
    if given and telling.donor is None and telling.recipient is not None:
        return True  # whose it is may be told in the sentence before
    if not given or telling.donor is None or telling.donor.party is None:
        return False
    return telling.recipient is not None or _is_help_by_itself(
        telling, funds=funds, ends=stage in (w.CANCELLED, w.DELAYED)
    )


def _may_be_help(telling: Telling, hit: re.Match[str], stage: str) -> bool:
    """Whether it is help if the text told just before who gets it: "China pledged $2 million" under news of a flood."""
    given = telling.amount is not None or bool(w.category(telling.item_words, amount=False))
    return (
        _is_listed(telling.donor)
        and given
        and stage in (w.ANNOUNCED, w.DELIVERED)
        and _OF_HELP.match(hit.group()) is not None
    )


def _is_help_by_itself(telling: Telling, *, funds: bool, ends: bool) -> bool:
    """Whether the words tell of help though nobody is named who gets it: a loan or a part of a sum, a sum for something
    that help is for, or a delivery of such things by a state or a body that acts for one."""
    listed = _is_listed(telling.donor)
    known = bool(w.category(telling.item_words, amount=False))
    if telling.amount is not None:
        return funds or telling.whole is not None or ends or (listed and known)
    return listed and known and w.DELIVERY.search(telling.item_words) is not None


def _is_listed(donor: Slot | None) -> bool:
    """Whether it is a state or a body that acts for one."""
    return donor is not None and donor.party is not None and donor.party.kind not in (UNLISTED, PLACE)


def _stage(before: str, hit: re.Match[str], stage: str, *, planned: bool, text: str) -> str:
    if w.CONDITION.search(text):
        return w.CONDITIONAL
    undone = w.UNDONE.search(before)
    if undone is not None:
        return w.CANCELLED if undone["ended"] else w.DELAYED
    if w.REST.search(text[: hit.start()]) or re.search(r"\b(?:remaining|rest)\b", text[: hit.start()]):
        return stage if not planned else ""
    if stage in (w.CANCELLED, w.DELAYED):
        return stage
    going = hit.group().endswith("ing") and not before.rstrip().endswith("been")  # "is sending", "a package providing"
    return w.ANNOUNCED if planned or (stage == w.DELIVERED and (going or _is_plain_form(hit))) else stage


def _is_plain_form(hit: re.Match[str]) -> bool:
    """A present or infinitive says what is to come: "to send", "sends"."""
    form = r"(?!gave)\w*(?:e|es|s|y|ies)(?: over)?|send|lend|pay|deliver|transfer|ship|train|hand over|airlift"
    return re.fullmatch(form, hit.group()) is not None


def _is_passive(text: str, hit: re.Match[str]) -> bool:
    """ "Were sent", and without its verb "generators donated by X"."""
    if hit.group().endswith("ing"):
        return False
    return PASSIVE.search(text[: hit.start()]) is not None or text.startswith(" by ", hit.end())


def _giver_around(passage: Passage, hit: re.Match[str], parties: Parties) -> Slot | None:
    """Who gives in a passive sentence: "by X" behind the verb, or, of what is given, "from X" or "X's delivery"."""
    text, named = passage.text, parties.named(passage.text)
    by = re.compile(r"\bby\s+(?:the\s+)?").search(text, hit.end())
    found = next((each for each in named if by and each.start == by.end()), None)
    given = w.DELIVERY.search(text[: hit.start()]) or w.NOMINAL.search(text[: hit.start()])
    before = [each for each in named if each.end <= hit.start() and found is None and given]
    for each in before:
        owns = _OWNS.match(text, each.end) is not None
        if owns or re.search(r"\bfrom\s+(?:the\s+)?$", text[: each.start]):
            found = each
            break
    return slot(passage, found) if found else None


def _speaking(passage: Passage, at: int, recipient: Slot | None, parties: Parties) -> Slot | None:
    """The state that tells of help without a giver ("X's government said that 5 million had been paid to Y")."""
    place = at + passage.span.start
    speakers = [told.by for told in passage.told if not told.own_words and told.span.start <= place < told.span.end]
    keys = {party.key for by in speakers if (party := parties.of(by)) is not None}
    getter = recipient.party.key if recipient and recipient.party else ""
    named = (each for each in parties.named(passage.text) if each.key in keys and each.kind not in (UNLISTED, PLACE))
    return next((slot(passage, each) for each in named if each.key != getter), None)


def _recipient(  # (where, and who is left out)
    passage: Passage, hit: re.Match[str], end: int, donor: Slot | None, parties: Parties, *, passive: bool
) -> Slot | None:
    """The first party behind the verb that gets: named at once, or behind "to" or "for"; a place can be one ("aid for
    Florida"). Before a passive verb it hangs on what is given ("the package for Moldova was approved")."""
    text, at = passage.text, hit.end()
    giver = donor.party.key if donor and donor.party else ""
    every = with_places(passage, parties)
    for named in every:
        if named.start < at or named.start >= end or named.key == giver or not acting(text, named):
            continue
        if _RECIPIENT_LEAD.search(text[at : named.start]):
            return slot(passage, named)
    if hit.group().startswith("train"):  # those trained are who gets it: "6,000 Ukrainian soldiers"
        return next(
            (slot(passage, each) for each in every if at <= each.start < at + TRAINED and each.key != giver), None
        )
    before = [each for each in every if passive and each.end <= hit.start() and each.key != giver]
    known = next((each for each in before if re.search(r"\b(?:for|to)\s+(?:the\s+)?$", text[: each.start])), None)
    return slot(passage, known) if known else _unknown_getter(passage, at, end)


def _unknown_getter(passage: Passage, at: int, end: int) -> Slot | None:
    """A name that nothing is known of, right behind "to" or "for": "40 tonnes of tents to Ormenia"."""
    hit = _TO_SOMEWHERE.search(passage.text, at, end)
    if hit is None or any(hit.start("name") == each.span.start - passage.span.start for each in passage.times):
        return None
    start, stop, words = *hit.span("name"), hit["name"]
    named = Named(start=start, end=stop, text=words, key=words.casefold(), party=words, kind=UNLISTED)
    return slot(passage, named)


def _has_more(text: str, item: tuple[int, int] | None, amount: QuantityMention | None, passage: Passage) -> bool:
    spots = [offset(passage, amount)[0]] if amount else []
    spots += [item[0]] if item else []
    head = text[item[0] : item[1]] if item else ""
    return (
        any(w.MORE.search(text[:spot]) for spot in spots)
        or re.match(r"(?:another|further|additional|extra)\b", head) is not None
    )
