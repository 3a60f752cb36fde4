"""Who attacks, as one sentence tells it: by whom, whose drones they are, who says so of itself; never who only speaks.

Owns that reading. Refuses who shoots down as attacker, and a speaker who tells of another's deed.
"""

from __future__ import annotations

import re

import msgspec

from livebrief.desks.page import Page, Passage
from livebrief.desks.parties import ADJECTIVE, NAME, OFFICE, UNLISTED, Named, Parties
from livebrief.desks.slots import Slot, slot, subject
from livebrief.desks.striking.words import IN_DEFENCE
from livebrief.nlp.words import fold

PASSIVE = re.compile(r"\b(?:was|were|been|being|be|is|are)\s+(?:\W*\w+\W+){0,2}\W*$")
_ARM = r"(?:missile|drone|air|artillery|rocket|mortar|military|overnight|massive|large|deadly|fresh|new|cruise|ballistic|combined|night|bomb)"
_OWN_DEED = re.compile(
    r"\b(?:it|they|we|he|its (?:forces|fighters|drones|troops)|their (?:forces|fighters))\s+(?:(?:had|have|has|were|was|also|then|again)\s+)*$",
    re.I,
)
_DOWNED = frozenset("intercepted|shot down".split("|"))
_WIELDED = re.compile(  # behind whose they are: "Ukrainian drones attacked", "38 Ukrainian drones were intercepted"
    r"\s+(?:[\w-]+\s+){0,3}?(?:drones?|UAVs?|missiles?|rockets?|bombs?|shells|warplanes?|jets?|aircraft|bombers?|helicopters?|gunships?|artillery"
    r"|mortars?|gunners|boats?|ships?)\s+(?P<passive>(?:was|were|been|being)\s+)?(?:(?:\w+ly|then|also|later|again|have|had|has|that)\s+)*"
)
_FIGHTERS = re.compile(
    r"\b(?:rebels|fighters|militants|insurgents|guerrillas|forces|troops|members|gunmen|units|soldiers) (?:of|from) (?:the )?",
    re.I,
)
_THEN = re.compile(r"\s+(?:(?:\w+ly|have|had|has|then|also|again)\s+)*")
_ITS = re.compile(rf"(?:\s+(?:{_ARM}|and)){{0,4}}\s+")
_ON = re.compile(r"\b(?:on|against|in|at)\s+(?:the\s+)?$")
_BY = re.compile(r"\b(?:by|launched by|fired by)\s+(?:the\s+)?$")
_NOMINAL = re.compile(rf"\b(?:the|an?|this|that|its|their|of|any|no|each|{_ARM})\s+$", re.I)
_DATELINE = re.compile(r"[A-Z][^.;]{0,80}?\s(?:--|—|–)\s")


def attacker_of(page: Page, passage: Passage, at: int, parties: Parties) -> Slot | None:
    """Who attacks, as told: the adjective before the noun, "by whom", or who fires; never who only speaks."""
    text = passage.text
    downed = text[at:].casefold().startswith(tuple(_DOWNED))
    for each in (named for named in parties.named(text) if named.kind in (NAME, ADJECTIVE, OFFICE, UNLISTED)):
        if _wields(text, each, at, downed):
            return slot(passage, each)
        begins = -1 if downed else _fighters(text, each)
        if begins >= 0 and _THEN.fullmatch(text[each.end : at]):
            return slot(passage, _of_fighters(each, begins))
        if each.kind == UNLISTED:
            continue
        if not downed and each.end <= at and _ITS.fullmatch(text[each.end : at]) and not _ON.search(text[: each.start]):
            return slot(passage, each)
        if each.start > at and _BY.search(text[: each.start]):
            return slot(passage, each)
    if downed or PASSIVE.search(text[:at]) or _NOMINAL.search(text[:at]):
        return None  # who shoots down is not who attacks
    return _subject(page, passage, at, parties)


def _of_fighters(named: Named, start: int) -> Named:
    """Whose fighters they are: "the Karen National Union" of "rebels of the Karen National Union"."""
    words = named.text[start - named.start :]
    if named.kind != UNLISTED:
        return msgspec.structs.replace(named, kind=NAME)
    return msgspec.structs.replace(named, start=start, text=words, party=words, key=fold(words), kind=NAME)


def _fighters(text: str, named: Named) -> int:
    """Where the name begins whose fighters the words tell of; -1 where they tell of none."""
    inside = _FIGHTERS.match(text, named.start)
    if inside is not None and inside.end() < named.end:
        return inside.end()
    return named.start if any(hit.end() == named.start for hit in _FIGHTERS.finditer(text, 0, named.start)) else -1


def _wields(text: str, party: Named, at: int, downed: bool) -> bool:
    """Whether what attacks (or is shot down) is called the party's: the adjective stands before drones, warplanes, guns."""
    if party.kind != ADJECTIVE or text[party.end :].startswith("-"):
        return False
    found = _WIELDED.match(text, party.end)
    if found is None or IN_DEFENCE.match(text, party.end):
        return False
    return (found.end() == at and bool(found["passive"]) == downed) or (downed and party.start > at)


def _subject(page: Page, passage: Passage, at: int, parties: Parties) -> Slot | None:
    found = subject(page, passage, at, parties) or _who_says(passage, at)
    if found is None or found.party is None or found.passage is not passage:
        return None
    if passage.text[found.end :].startswith("-"):  # "U.S.-made": whose weapon it is, not who fires it
        return _subject(page, passage, found.start, parties)
    dateline = _DATELINE.match(passage.text)
    if dateline and found.end <= dateline.end():
        return None
    if found.party.kind not in (NAME, ADJECTIVE, OFFICE) or (
        not _itself(passage, at) and _only_speaks(passage, found.party)
    ):
        return None
    return found


def _itself(passage: Passage, at: int) -> bool:
    """Whether a speaker tells of its own deed ("said they had fired")."""
    return _OWN_DEED.search(passage.text[:at]) is not None


def _who_says(passage: Passage, at: int) -> Slot | None:
    """A speaker that no list of countries has, telling of its own deed ("the Houthis said they had fired …")."""
    told = passage.at(at, at)
    if told is None or told.own_words or told.sighting.source.unnamed or not _itself(passage, at):
        return None
    here = [span for span in told.sighting.source.spans if passage.span.covers(span)]
    if not here:
        return None
    start, end = here[0].start - passage.span.start, here[0].end - passage.span.start
    party = Named(start=start, end=end, text=passage.text[start:end], key=fold(told.by), party=told.by, kind=NAME)
    return Slot(passage=passage, start=start, end=end, party=party)


def _only_speaks(passage: Passage, party: Named) -> bool:
    """Whether the party is named as the source of the statement, not in what it says."""
    start = passage.span.start + party.start
    return any(span.start <= start < span.end for told in passage.told for span in told.sighting.source.spans)
