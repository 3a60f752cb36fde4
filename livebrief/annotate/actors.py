"""The beat's actors in a text: by name and alias, by other spellings; namesakes, cities and regions kept apart.

Owns which words mean an actor. "Moscow" and "Kyiv" are governments where they act or receive and cities where somebody
is in them or a list names them; a surname is the beat's person unless the text names somebody else so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

import msgspec

from livebrief.annotate import titles
from livebrief.annotate.gazetteer import load
from livebrief.annotate.names import WORD
from livebrief.annotate.words import NOT_NAMES, REGION_WORDS
from livebrief.nlp.spelling import spelling_key
from livebrief.records.mentions import EntityMention
from livebrief.records.sources import Actor, Beat
from livebrief.records.spans import Span

# "in Kyiv", "near Moscow": there, not the government there
_LOCATIVE = re.compile(r"\b(?:in|near|from|over|at|around|outside|including|across|into|toward|towards|inside) $")
_THERE = re.compile(r"\b(?:in|near|outside|around|downtown) $")
_LISTED = re.compile(r"(?:, |,? and |--? |— |: )$")
_REGIONS_OF = re.compile(r"\b(?:regions|provinces|oblasts|cities|towns|districts) of $")
_FORENAME = re.compile(rf"(?P<name>{WORD}) $")
SURNAME = 6  # letters of a surname that another spelling of it may be recognised by; shorter ones meet by accident


def find_actors(text: str, beat: Beat | None) -> Iterator[tuple[Span, Actor]]:
    """Each stretch of text that means an actor of the beat, in order, longest names first where they overlap."""
    known = _names(beat) if beat else {}
    if not known:
        return
    others = _namesakes(text, known)
    for found in names_pattern(tuple(known)).finditer(text):
        actor, span = known[found.group()], Span(found.start(), found.end())
        if actor.kind == "person":
            if found.group() not in others and not _is_city(text, span):
                yield _with_forename(text, span, actor), actor
        elif not _is_there(text, span):
            yield span, actor


@lru_cache(maxsize=8)
def names_pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern of whole names, longest first."""
    ranked = sorted(names, key=lambda name: (-len(name), name))
    return re.compile(rf"(?<![\w\-])(?:{'|'.join(map(re.escape, ranked))})(?![\w\-])")


@lru_cache(maxsize=8)
def _names(beat: Beat) -> dict[str, Actor]:
    known: dict[str, Actor] = {}
    for actor in beat.actors:
        for name in (actor.name, *actor.aliases):
            known.setdefault(name, actor)
    return known


def _namesakes(text: str, known: dict[str, Actor]) -> frozenset[str]:
    """Surnames of the beat's people that this text gives to somebody else, and never in full to the beat's own."""
    found: set[str] = set()
    for name, actor in known.items():
        if actor.kind != "person" or " " in name or name not in text:
            continue
        first = [_FORENAME.search(text, max(0, at - 24), at) for at in _places_of(text, name)]
        before = {each["name"] for each in first if each is not None}
        full = any(other in text for other, who in known.items() if who is actor and " " in other)
        if not full and any(_is_forename(word, name, actor) for word in before):
            found.add(name)
    return frozenset(found)


def _places_of(text: str, name: str) -> list[int]:
    return [found.start() for found in re.finditer(rf"(?<![\w\-]){re.escape(name)}(?![\w\-])", text)]


def _is_forename(word: str, surname: str, actor: Actor) -> bool:
    """Whether a capitalised word before a surname is another person's first name, and no title or opening word."""
    if titles.is_role(word) or word.lower() in NOT_NAMES or not word.isalpha():
        return False
    mine = {spelling_key(name) for name in (actor.name, *actor.aliases)}
    return spelling_key(f"{word} {surname}") not in mine


def _with_forename(text: str, span: Span, actor: Actor) -> Span:
    """The surname with a first name before it that the beat spells otherwise ("Sergej |Lavrov|")."""
    before = _FORENAME.search(text, max(0, span.start - 24), span.start)
    if before is None or " " in span.of(text):
        return span
    whole = spelling_key(f"{before['name']} {span.of(text)}")
    mine = {spelling_key(name) for name in (actor.name, *actor.aliases)}
    return Span(before.start("name"), span.end) if whole in mine else span


def _is_city(text: str, span: Span) -> bool:
    return bool(_THERE.search(text, max(0, span.start - 10), span.start) and load().find(span.of(text)))


def _is_there(text: str, span: Span) -> bool:
    """Whether a capital's name means the place: somebody is in it, or a list or a word for regions holds it."""
    if _LOCATIVE.search(text, max(0, span.start - 16), span.start):
        return True
    if " " in span.of(text) or not load().find(span.of(text)):
        return False
    after = text[span.end : span.end + 12].split(" ")
    region = len(after) > 1 and after[0] == "" and after[1].strip(".,;").lower() in REGION_WORDS
    if _REGIONS_OF.search(text, max(0, span.start - 20), span.start):
        return True
    listed = _LISTED.search(text, max(0, span.start - 6), span.start) and text[span.end : span.end + 1] == ","
    return region or bool(listed)


def with_actors(mentions: Sequence[EntityMention], beat: Beat | None) -> list[EntityMention]:
    """The mentions with the beat's person behind another spelling, and with the role that the beat knows."""
    if beat is None:
        return list(mentions)
    return [_with_role(_spelled(men, beat), beat) for men in mentions]


def _spelled(men: EntityMention, beat: Beat) -> EntityMention:
    if men.type != "person" or men.actor:
        return men
    actor = _spellings(beat).get(spelling_key(men.name))
    if actor is None:
        return men
    return msgspec.structs.replace(men, name=actor.name, actor=actor.key, side=actor.side)


@lru_cache(maxsize=8)
def _spellings(beat: Beat) -> dict[str, Actor]:
    """Spelling keys of full names, and of long surnames that only one actor has."""
    people = [actor for actor in beat.actors if actor.kind == "person"]
    found = {spelling_key(name): actor for actor in people for name in (actor.name, *actor.aliases) if " " in name}
    last: dict[str, list[Actor]] = {}
    for actor in people:
        last.setdefault(spelling_key(actor.name.split()[-1]), []).append(actor)
    return found | {key: who[0] for key, who in last.items() if len(who) == 1 and len(key) >= SURNAME}


def _with_role(men: EntityMention, beat: Beat) -> EntityMention:
    actor = _by_key(beat).get(men.actor)
    return msgspec.structs.replace(men, role=actor.role) if actor and actor.role and not men.role else men


@lru_cache(maxsize=8)
def _by_key(beat: Beat) -> dict[str, Actor]:
    return {actor.key: actor for actor in beat.actors}
