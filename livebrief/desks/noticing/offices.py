"""Which office a sentence speaks of: "Halvessa's embassy in Ostrel", "the embassies of A, B and C", "its consulate".

Owns the resolving of short mentions ("the embassy", "its facility") inside one document. Refuses whatever has no owner.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from livebrief.desks.page import Page, Passage
from livebrief.desks.parties import ADJECTIVE, UNLISTED, Named, Parties
from livebrief.desks.slots import subject
from livebrief.records.mentions import PlaceMention

KINDS = {
    "embassy": "embassy",
    "embassies": "embassy",
    "consulate": "consulate",
    "consulates": "consulate",
    "consular section": "embassy",
    "high commission": "embassy",
    "ministry": "ministry",
    "airport": "airport",
    "airports": "airport",
    "airspace": "airspace",
    "border crossing": "crossing",
    "border crossings": "crossing",
}
_HEAD = re.compile(rf"\b(?P<head>{'|'.join(sorted(KINDS, key=len, reverse=True))})\b(?:[- ]general\b)?", re.I)
_SHORT = re.compile(
    r"\b(?:its|their|the)\s+(?:facility|facilities|mission|operations|doors|diplomatic post|compound)\b", re.I
)
_OF = re.compile(r"\s+of\s+(?:the\s+)?")
_AND = re.compile(r"(?:\s*,\s*(?:and\s+)?|\s+and\s+)(?:the\s+)?")
_IN = re.compile(r"\s+(?:in|at|to)\s+(?:the\s+)?")
_ITS = re.compile(r"\b(?:its|their|his|her|our)\s+(?:\w+\s+)?$", re.I)
_FLIGHTS = re.compile(
    r"(?P<who>(?:[A-Z][\w&-]+\s){1,3}?)(?:has\s|have\s|had\s|will\s)?(?:suspend|cancel|halt|ground|resum|stopp)\w*\s"
    r"(?:all\s|its\s|most\s|some\s)?(?:\w+\s)?flights\b"
)


NEAR = 20  # code points between an owner and the head ("Spain's recently opened embassy"); judgement


class Office(msgspec.Struct, frozen=True, kw_only=True):
    """An office where it is named: ``[start, end)`` of the passage's text, its kind, owner and seat."""

    start: int
    end: int
    kind: str
    owner: str
    party: str
    place: PlaceMention | None = None
    shown: tuple[int, int] | None = None

    @property
    def words(self) -> tuple[int, int]:
        """Where its own name stands: of several under one head ("the embassies of A and B") each has its own."""
        return self.shown or (self.start, self.end)

    def same(self, other: Office) -> bool:
        """Whether the two are one office: kind and owner, and no two different seats."""
        seats = {each.place.id or each.place.name for each in (self, other) if each.place}
        return (self.kind, self.owner) == (other.kind, other.owner) and len(seats) <= 1


class Offices:
    """The offices of the sentences of one document, in order: call it for each sentence."""

    def __init__(self, page: Page, parties: Parties) -> None:
        self._page, self._parties = page, parties
        self._last: list[Office] = []
        self._document = ""

    def of(self, passage: Passage) -> list[Office]:
        """The offices that the sentence speaks of, by name or by a short mention of one named before."""
        if passage.document.id != self._document:
            self._document, self._last = passage.document.id, []
        found = [office for hit in _HEAD.finditer(passage.text) for office in self._named(passage, hit)]
        found += list(self._airlines(passage))
        found = found or self._short(passage)
        for office in found:
            if not any(office.same(each) for each in self._last):
                self._last.append(office)
        return found

    def _named(self, passage: Passage, hit: re.Match[str]) -> Iterator[Office]:
        owners = self._owners(passage, hit)
        if not owners:
            spoken = self._airport(passage, hit) or self._spoken(passage, hit)
            if spoken is not None:
                yield spoken
            return
        for n, owner in enumerate(owners):
            kind = KINDS[hit["head"].casefold()]
            close = len(owners) == 1 and hit.start() - owner.end < NEAR and not _ITS.search(passage.text[: hit.start()])
            start = min(hit.start(), owner.start) if close else hit.start()
            place = self._seat(passage, start, max(hit.end(), owner.end), owner)
            seat_end = place.span.end - passage.span.start if place else 0
            own = Office(
                start=start,
                end=max(hit.end(), owner.end, seat_end if len(owners) == 1 else 0),
                kind=kind,
                owner=owner.key,
                party=owner.party,
                place=place,
                shown=(owner.start, owner.end) if n else None,
            )
            yield self._with_seat(own)

    def _airport(self, passage: Passage, hit: re.Match[str]) -> Office | None:
        """ "Vnukovo airport": its own name is its owner."""
        before = re.search(r"((?:[A-Z][\w-]+\s)+)(?:[Ii]nternational\s)?$", passage.text[: hit.start()])
        if KINDS[hit["head"].casefold()] != "airport" or before is None:
            return None
        words = before.group(1).strip()
        return Office(start=before.start(1), end=hit.end(), kind="airport", owner=words.casefold(), party=words)

    def _with_seat(self, office: Office) -> Office:
        known = next((each for each in self._last if each.same(office) and each.place), None)
        return office if office.place or known is None else msgspec.structs.replace(office, place=known.place)

    def _owners(self, passage: Passage, hit: re.Match[str]) -> list[Named]:
        text, named = passage.text, self._parties.named(passage.text)
        of = _OF.match(text, hit.end())
        if of:
            listed: list[Named] = []
            at = of.end()
            while (each := next((one for one in named if one.start == at), None)) is not None:
                listed.append(each)
                joined = _AND.match(text, each.end)
                if joined is None:
                    break
                at = joined.end()
            if listed:
                return listed
        around = next((each for each in named if each.start < hit.start() < each.end and each.kind != UNLISTED), None)
        if around is not None:
            return [around]
        before = [each for each in named if each.end <= hit.start() and each.kind != UNLISTED]
        if before and re.fullmatch(r"(?:['’]s?)?\s+(?:[a-z]+\s+)?", text[before[-1].end : hit.start()]):
            return [before[-1]]
        if _ITS.search(text[: hit.start()]):
            owner = subject(self._page, passage, hit.start(), self._parties)
            party = owner.party if owner is not None and owner.passage is passage else None
            return [party] if party is not None and party.kind != UNLISTED else []
        return []

    def _spoken(self, passage: Passage, hit: re.Match[str]) -> Office | None:
        """ "The embassy": the one that speaks here, else the last one of this kind in the document."""
        kind = KINDS[hit["head"].casefold()]
        own = next((each for each in reversed(self._last) if each.kind == kind), None)
        if own is not None:
            return msgspec.structs.replace(own, start=hit.start(), end=hit.end())
        for told in passage.told:
            named = _HEAD.search(told.by)
            party = self._parties.named(told.by)
            if named and party and KINDS[named["head"].casefold()] == kind:
                return Office(
                    start=hit.start(), end=hit.end(), kind=kind, owner=party[0].key, party=party[0].party, place=None
                )
        return None

    def _short(self, passage: Passage) -> list[Office]:
        """ "Its facility", "their operations", or no more than "it": an office of the party that acts, named before."""
        short = _SHORT.search(passage.text)
        if short is None or not self._last:
            return []
        keys = [each.key for each in self._parties.named(passage.text[: short.start()]) if each.kind != ADJECTIVE]
        own = [each for each in self._last if each.owner in keys]
        return [msgspec.structs.replace(each, start=short.start(), end=short.end()) for each in own]

    def _seat(self, passage: Passage, start: int, end: int, owner: Named) -> PlaceMention | None:
        """Where it sits: a place within its name, or close behind "in"."""
        behind = _IN.match(passage.text, end)
        for place in passage.places:
            at = place.span.start - passage.span.start
            inside = owner.start < at < end and owner.start <= start
            near = behind is not None and behind.end() <= at < behind.end() + NEAR + 10
            if (
                (inside or near)
                and place.precision not in ("", "country")
                and owner.party not in (place.name, place.text)
            ):
                return place
        return None

    def _airlines(self, passage: Passage) -> Iterator[Office]:
        for hit in _FLIGHTS.finditer(passage.text):
            who = hit["who"].strip()
            yield Office(
                start=hit.start("who"), end=hit.start("who") + len(who), kind="airline", owner=who.casefold(), party=who
            )
