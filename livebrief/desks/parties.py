"""Who is meant: countries, bodies and the beat's actors by any of their words, as parties that desks can compare.

Owns the joining of names ("the White House", "Washington", "U.S.") to one party. Refuses roles: who gives and who gets
is for the desks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

import msgspec

from livebrief.desks.countries import told_countries
from livebrief.nlp.nations import nation_words
from livebrief.records.sources import Actor, Beat

NAME, ADJECTIVE, SEAT, PERSON, OFFICE, UNLISTED, PLACE = (
    "name",
    "adjective",
    "seat",
    "person",
    "office",
    "unlisted",
    "place",
)
_OFFICE = re.compile(
    r"(?:['’]s)?\s+(?:[\w-]+\s+){0,4}?(?:president|premier|chancellor|minister|secretary|king|queen|leader|envoy|ambassador|chief|head"
    r"|spokes\w+|senator|governor)(?:\s+of\s+\w+)?,?\s+",
    re.I,
)
# Names that no list knows: a run of capitalised words, with the small words that join them ("Save the Children").
_UNLISTED = re.compile(
    r"(?<![\w'’-])[A-Z][\w&’'-]*[a-z][\w&’'-]*(?:\s+(?:of|for|the|de|and)\s+(?:the\s+)?[A-Z][\w&’'-]*|\s+[A-Z][\w&’'-]*)+"
)


class Named(msgspec.Struct, frozen=True, kw_only=True):
    """A party named at ``[start, end)`` of a text. ``key`` compares (ISO code, side, body or actor key; an unlisted name
    folded), ``party`` is shown. ``kind``: name | adjective | seat | person | office | unlisted |
    place."""

    start: int
    end: int
    text: str
    key: str
    party: str
    kind: str


# Several who act together: "the Nordic countries", "a coalition led by Norway", "a group of eight donors".
_TOGETHER = re.compile(
    r"\b(?:[Tt]he |[Aa]n? )?(?P<group>(?:[A-Z][\w-]+(?: and [A-Z][\w-]+)? (?:countries|states|nations|governments|republics|allies)|(?:coalition|alliance|group|consortium|club|bloc)"
    r"(?: of (?:[\w-]+ ){0,2}(?:countries|states|nations|allies|donors|governments|partners))?(?: (?:led|headed|organised|co-ordinated|coordinated) by (?:the )?[A-Z][\w]+(?: [A-Z]\w+)*(?: and [A-Z]\w+)?)?))\b"
)


class _Word(msgspec.Struct, frozen=True, kw_only=True):
    key: str
    party: str
    kind: str


class Parties:
    """The parties of a beat and of the world. Law: the same beat and text give the same names, in text order."""

    def __init__(self, beat: Beat | None, texts: Iterable[str] = ()) -> None:
        """``texts``: where countries may be told of that neither the world's list nor the beat knows."""
        self._beat = beat
        self._told = told_countries(texts)

    @cached_property
    def _words(self) -> dict[str, _Word]:
        settled = {place.name for place in self._beat.places if place.kind != "country"} if self._beat else set()
        words = {
            word: _Word(key=name.casefold(), party=name, kind=NAME if word == name else ADJECTIVE)
            for word, name in self._told.items()
            if name not in settled
        }
        words |= {word: _Word(key=each.key, party=each.name, kind=each.kind) for word, each in nation_words().items()}
        if self._beat is None:
            return words
        for side in self._beat.sides:
            key = side.country or side.key
            words |= {word: _Word(key=key, party=side.name, kind=NAME) for word in (side.name, *side.aliases)}
            words |= {side.adjective: _Word(key=key, party=side.name, kind=ADJECTIVE)} if side.adjective else {}
        for actor in self._beat.actors:
            for word in (actor.name, *actor.aliases):
                words.setdefault(word.removeprefix("the "), self._of_actor(actor))
        return words

    def _of_actor(self, actor: Actor) -> _Word:
        side = next((each for each in self._beat.sides if each.key == actor.side), None) if self._beat else None
        kind = PERSON if actor.kind == "person" else NAME if actor.kind == "group" else OFFICE
        if side is None:
            return _Word(key=actor.key, party=actor.name, kind=kind)
        return _Word(key=side.country or side.key, party=side.name, kind=kind)

    @cached_property
    def _form(self) -> re.Pattern[str]:
        listed = sorted(self._words, key=len, reverse=True)
        return re.compile(rf"(?<![\w’'-])(?:{'|'.join(map(re.escape, listed))})(?!\w)")

    def named(self, text: str) -> tuple[Named, ...]:
        """The parties named in a text, listed ones first where two overlap, in text order."""
        found = [self._at(hit.start(), hit.end(), hit.group()) for hit in self._form.finditer(text)]
        taken = [(each.start, each.end) for each in found]
        others = [each for each in _unlisted(text) if not any(each.start < b and a < each.end for a, b in taken)]
        found += [self._officer(text, each, found) for each in others]
        return tuple(sorted(found, key=lambda each: each.start))

    def _officer(self, text: str, unlisted: Named, listed: list[Named]) -> Named:
        """An unlisted name with a country and an office before it ("Canadian prime minister Justin Trudeau") acts for it."""
        for each in reversed(listed):
            if each.kind in (NAME, ADJECTIVE) and _OFFICE.fullmatch(text[each.end : unlisted.start]):
                return msgspec.structs.replace(unlisted, key=each.key, party=each.party, kind=PERSON)
        return unlisted

    def of(self, name: str) -> Named | None:
        """The party that a speaker's name stands for: the whole name, else the first party named in it."""
        if name in self._words:
            return self._at(0, len(name), name)
        return next(iter(self.named(name)), None)

    def _at(self, start: int, end: int, word: str) -> Named:
        known = self._words[word]
        return Named(start=start, end=end, text=word, key=known.key, party=known.party, kind=known.kind)


def together(text: str) -> Iterator[Named]:
    """Groups of states and donors that act as one, each by its own words."""
    for hit in _TOGETHER.finditer(text):
        start, end = hit.span("group")
        words = hit["group"]
        yield Named(start=start, end=end, text=words, key=words.casefold(), party=words, kind=NAME)


def _unlisted(text: str) -> Iterator[Named]:
    for hit in _UNLISTED.finditer(text):
        words = re.sub(r"['’]s?$", "", hit.group())
        yield Named(
            start=hit.start(),
            end=hit.start() + len(words),
            text=words,
            key=words.casefold(),
            party=words,
            kind=UNLISTED,
        )
