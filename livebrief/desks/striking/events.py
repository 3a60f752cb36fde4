"""What one sentence says of one attack: attacker, weapon, target, places, day; or the counts of one chain.

Owns the reading of a sentence. Refuses attacks that may come, that did not happen, and attacks in general.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

import msgspec

from livebrief.desks.finding import Finder
from livebrief.desks.page import Page, Passage, Told
from livebrief.desks.parties import Parties
from livebrief.desks.slots import Slot, noun_phrase
from livebrief.desks.striking.attackers import PASSIVE, attacker_of
from livebrief.desks.striking.sites import countries, sites
from livebrief.desks.striking.words import (
    ARMED_ONLY,
    FLYING,
    GENERAL,
    IN_FLIGHT,
    MARTIAL,
    NOUN,
    UNREAL,
    VERB,
    WEAPON,
    kind_of,
)
from livebrief.nlp.words import fold
from livebrief.records.mentions import PlaceMention
from livebrief.records.stories import Chain, Figure

ROLES = ("launched", "intercepted", "lost", "hit")
RECENT_DAYS = 10  # an attack so long before its report is told in passing
_TARGET_OF = re.compile(r"\s+(?:on|against|at)\s+", re.I)
_OBJECT = frozenset("attacked struck strike strikes striking hit shelled bombed targeted raided pounded".split())
_AIMED = re.compile(r"\s+(?:[\w-]+\s+){1,6}?(?:at|against|towards?|into)\s+", re.I)
_MINE_STRUCK = re.compile(
    r"\s+(?:an?\s+|the\s+)?(?:[\w-]+\s+){0,3}?(?:mines?|landmines?|explosive devices?|IEDs?|booby[- ]traps?)\b", re.I
)
_SENT = frozenset("fired firing launched launching dropped".split())
_NO_THING = re.compile(
    r"(?:later|earlier|again|twice|overnight|yesterday|today|early|late|hard|back|home|on|in|\w+ly"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
_A_CLAUSE = re.compile(
    r"\b(?:when|while|after|before|which|who|because|collapsed|destroyed|said|was|were|is|are|had|has)\b"
)
_WHERE = re.compile(r",?\s(?:in|on|at|near|outside|of the city of)\s+(?:the\s+)?(?=[A-Z])")
_BEFOREPASSIVE = re.compile(
    r"\b(?:an?|the|its|one|two|three)\s+([^,;.\"”“]{3,60}?)\s+(?:(?:had|has|have)\s+)?(?:was|were|been)\b[^,;.]*$"
)
_AFTER = re.compile(r"\b(a|one|two|three|four|five)\s+days?\s+after\b", re.I)
_NIGHT = re.compile(r"\b(?:overnight|early on|in the night|last night|before dawn|this morning|at night)\b", re.I)
_NUMBERS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
_PREPOSITION = re.compile(r"\s+(?:on|in|at|by|from|with|and|when|was|were|it|them|that)\b", re.I)
_A_THING = re.compile(r"(?!(?:targets?|it|them)\b)[A-Za-z][\w-]*[a-z]{2}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """One telling. ``chain``: the counts, when it is one of counts; ``attacker``, ``weapon``, ``target`` where they stand
    in the passage; ``sites``: the places hit, below the grain of a country; ``day``: of the attack."""

    passage: Passage
    told: Told
    day: str
    kind: str = ""
    attacker: Slot | None = None
    weapon: tuple[int, int] | None = None
    target: tuple[int, int] | None = None
    sites: tuple[PlaceMention, ...] = ()
    countries: tuple[PlaceMention, ...] = ()
    chain: Chain | None = None
    figures: tuple[Figure, ...] = ()
    dated: bool = False

    @property
    def anaphoric(self) -> bool:
        """Whether the words go back to an attack told of before ("the missile", "the strike") without dating it."""
        if self.chain is not None or self.dated:
            return False
        at = [self.weapon[0]] if self.weapon else []
        hit = _attack(self.passage)
        at += [hit.start()] if hit is not None else []
        return any(re.search(r"\b(?:the|this|that)\s+$", self.passage.text[:each], re.I) for each in at) or (
            bool(self.weapon) and self.passage.text[at[0] :].casefold().startswith(("the ", "this ", "that "))
        )

    @property
    def martial(self) -> bool:
        """Whether a military speaks, or what was hit is military."""
        target = self.passage.text[slice(*self.target)] if self.target else ""
        return MARTIAL.search(f"{self.told.by} {target}") is not None

    @property
    def names(self) -> frozenset[str]:
        """The folded names of the sites and what they lie in."""
        return frozenset(fold(name) for place in self.sites for name in (place.name, place.within) if name)


def events(page: Page) -> list[Event]:
    """Every telling of an attack on the page, oldest first: those of counts with their first sentence."""
    parties = Parties(page.beat)
    found = [*_counted(page, parties), *_told(page, parties)]
    return sorted(
        found, key=lambda each: (each.passage.moment, each.passage.document.id, each.passage.n, each.chain is None)
    )


def _counted(page: Page, parties: Parties) -> Iterator[Event]:
    finder = Finder(page)
    for told in page.chains:
        kind = kind_of(f"{told.unit} {told.of}")
        chain = (
            msgspec.structs.replace(told, role="intercepted") if told.role == "destroyed" and kind in FLYING else told
        )
        if chain.role not in ROLES or not kind:
            continue
        passages = [passage for figure in chain.figures for passage in finder.passages(figure) if passage.told]
        if not passages or all(GENERAL.search(passage.text) for passage in passages):
            continue
        if chain is not told and not any(IN_FLIGHT.search(passage.text) for passage in passages):
            continue  # destroyed on the ground
        first = passages[0]
        parts = _parts(page, first, first.text.find(chain.figures[0].text), parties)
        yield Event(
            passage=first,
            told=first.told[0],
            day=chain.day if _DAY.fullmatch(chain.day) else _day(first, 0)[0],
            kind=kind,
            chain=chain,
            figures=chain.figures,
            attacker=parts.attacker,
            weapon=_weapon(first, kind),
            target=parts.target,
            sites=sites(page, first),
            countries=countries(first, parts.attacker),
            dated=True,
        )


class _Parts(msgspec.Struct, frozen=True, kw_only=True):
    attacker: Slot | None = None
    target: tuple[int, int] | None = None


def _told(page: Page, parties: Parties) -> Iterator[Event]:
    for passage in page.passages:
        hit = _attack(passage)
        if hit is None or not passage.told:
            continue
        told = passage.at(hit.start(), hit.end()) or passage.told[0]
        if told.negative or told.silent:
            continue
        day, dated = _day(passage, hit.start())
        parts = _parts(page, passage, hit.start(), parties)
        weapon = _weapon(passage)
        yield Event(
            passage=passage,
            told=told,
            day=day,
            kind=kind_of(passage.text[slice(*weapon)]) if weapon else "",
            attacker=parts.attacker,
            weapon=weapon,
            target=parts.target,
            sites=sites(page, passage),
            countries=countries(passage, parts.attacker),
            dated=dated,
        )


def _attack(passage: Passage) -> re.Match[str] | None:
    """The word that tells of an attack: none that may come, none in general."""
    if GENERAL.search(passage.text):
        return None
    hits = sorted([*VERB.finditer(passage.text), *NOUN.finditer(passage.text)], key=lambda hit: hit.start())
    armed = WEAPON.search(passage.text) is not None
    for hit in hits:
        said = hit.group().casefold()
        if UNREAL.search(passage.text[: hit.start()]) or _negated(passage.text, hit.start()):
            continue
        if said in ARMED_ONLY and not armed:
            continue
        if _MINE_STRUCK.match(passage.text, hit.end()):
            continue  # who drives over a mine attacks nobody
        if said.startswith(("fell", "landed")) and kind_of(passage.text[: hit.start()]) in ("drone", ""):
            continue  # debris of what was shot down
        return hit
    return None


def _negated(text: str, at: int) -> bool:
    return (
        re.search(r"\b(?:no|not|never|without|neither|denied|denies)\s+(?:\w+\s+){0,3}$", text[:at], re.I) is not None
    )


def _parts(page: Page, passage: Passage, at: int, parties: Parties) -> _Parts:
    hit = _attack(passage)
    if hit is not None:
        at = hit.start()
    attacker = attacker_of(page, passage, max(0, at), parties)
    return _Parts(attacker=attacker, target=_target(passage, hit) if hit is not None else None)


def _weapon(passage: Passage, kind: str = "") -> tuple[int, int] | None:
    """The first weapon named, of the kind that is counted if there is one."""
    spots = [hit.span() for hit in WEAPON.finditer(passage.text)]
    return next(
        (spot for spot in spots if kind and kind_of(passage.text[slice(*spot)]) == kind), next(iter(spots), None)
    )


def _target(passage: Passage, hit: re.Match[str]) -> tuple[int, int] | None:
    """What the verb hits or the noun is directed at, as words; None when it is a place alone."""
    text = passage.text
    behind = _TARGET_OF.match(text, hit.end())
    passive = _BEFOREPASSIVE.search(text[: hit.start()]) if PASSIVE.search(text[: hit.start()]) else None
    if passive:
        start, end = passive.span(1)
    elif behind:
        start, end = noun_phrase(text, behind.end())
    elif hit.group().casefold() in _SENT and (aimed := _AIMED.match(text, hit.end())):
        start, end = noun_phrase(text, aimed.end())
    elif hit.group().casefold() in _OBJECT and not _PREPOSITION.match(text, hit.end()):
        start, end = noun_phrase(text, hit.end())
    else:
        return None
    end = start + len(_WHERE.split(text[start:end].split(" with ")[0])[0])
    words = text[start:end]
    if _NO_THING.match(words) or _A_CLAUSE.search(words) or WEAPON.match(words):
        return None
    placed = any(re.match(rf"{re.escape(place.text)}\b", words) for place in passage.places)
    return None if placed or not _A_THING.match(words) else (start, end)


def _day(passage: Passage, at: int) -> tuple[str, bool]:
    """The day of the attack: one told that is not after the report and not merely the report's own; else the report's.

    The second value says whether the text dates the attack (a night counts) or only the report.
    """
    after = _AFTER.search(passage.text[:at])
    if after and _DAY.fullmatch(passage.day):  # "the warning came one day after …"
        back = timedelta(days=_NUMBERS[after[1].casefold()])
        return (date.fromisoformat(passage.day) - back).isoformat(), True
    days = [time.value[:10] for time in passage.times if time.type in ("DATE", "TIME")]
    own = [day for day in days if _DAY.fullmatch(day) and (not passage.day or day < passage.day)]
    if own:
        return own[-1], True
    return passage.day, _NIGHT.search(passage.text) is not None


def is_recent(event: Event) -> bool:
    """Whether the attack is news in its report."""
    if not (_DAY.fullmatch(event.day) and _DAY.fullmatch(event.passage.day)):
        return True
    return (date.fromisoformat(event.passage.day) - date.fromisoformat(event.day)).days <= RECENT_DAYS
