"""Which office a sentence speaks of: "Halvessa's embassy in Ostrel", "the embassies of A, B and C", "its consulate".

Owns the resolving of short mentions ("the embassy", "its facility") inside one document. Refuses whatever has no owner.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from livebrief.desks.noticing.carriers import carriers
from livebrief.desks.noticing.orders import ORDERS, issuer, orders
from livebrief.desks.noticing.sites import site_in
from livebrief.desks.noticing.states import State
from livebrief.desks.page import Page, Passage
from livebrief.desks.parties import ADJECTIVE, SEAT, UNLISTED, Named, Parties
from livebrief.desks.slots import subject
from livebrief.desks.whereabouts import BROAD, any_before, settlement_before
from livebrief.records.mentions import PlaceMention

KINDS = {
    "embassy": "embassy",
    "embassies": "embassy",
    "consulate": "consulate",
    "consulates": "consulate",
    "consular section": "embassy",
    "high commission": "embassy",
    "ministry": "ministry",
    "foreign office": "ministry",
    "state department": "ministry",
    "department of foreign affairs": "ministry",
    "foreign affairs department": "ministry",
    "airport": "airport",
    "airports": "airport",
    "airspace": "airspace",
}
_HEAD = re.compile(rf"\b(?P<head>{'|'.join(sorted(KINDS, key=len, reverse=True))})\b(?:[- ]general\b)?", re.I)
_SHORT = re.compile(
    r"\b(?:its|their|the)\s+(?:facility|facilities|mission|operations|doors|diplomatic post|compound)\b", re.I
)
_AIRPORT_NAMES = re.compile(
    r"((?:(?!(?:The|At|In|From|All|Both) )[A-Z][\w-]+(?: [A-Z][\w-]+)*(?:, (?:and )?| and ))*(?!(?:The|At|In|From|All|Both) )(?:[A-Z][\w-]+\s)+?)(?:[Ii]nternational\s)?$"
)
_OF = re.compile(r"\s+of\s+(?:the\s+)?")
_AND = re.compile(r"(?:\s*,\s*(?:and\s+)?|\s+and\s+)(?:the\s+)?")
_IN = re.compile(r"\s+(?:in|at|to)\s+(?:the\s+)?")
_THE_AIRLINE = re.compile(r"\b[Tt]he (?:airlines?|carrier|company)\b(?! said)")
_ITS = re.compile(r"\b(?:its|their|his|her|our)\s+(?:\w+\s+)?$", re.I)

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


def _joined(text: str, named: list[Named]) -> list[Named]:
    """The last name with those joined to it ("Belgian and Dutch embassies"), where all are of one kind."""
    found = [named[-1]]
    for each in reversed(named[:-1]):
        if each.kind != found[0].kind or not _AND.fullmatch(text, each.end, found[0].start):
            break
        found.insert(0, each)
    return found


class Offices:
    """The offices of the sentences of one document, in order: call it for each sentence."""

    def __init__(self, page: Page, parties: Parties) -> None:
        self._page, self._parties = page, parties
        self._last: list[Office] = []
        self._document = ""

    def of(self, passage: Passage, told: Sequence[State]) -> list[Office]:
        """The offices that the sentence speaks of, by name or by a short mention of one named before. ``told``: the states
        that it tells."""
        if passage.document.id != self._document:
            self._document, self._last = passage.document.id, []
        found = [office for hit in _HEAD.finditer(passage.text) for office in self._named(passage, hit)]
        found += list(self._airlines(passage))
        found += list(self._orders(passage))
        found = found or list(self._sites(passage, told)) or self._short(passage)
        for office in found:
            if not any(office.same(each) for each in self._last):
                self._last.append(office)
        return found

    def _named(self, passage: Passage, hit: re.Match[str]) -> Iterator[Office]:
        owners = self._owners(passage, hit)
        if KINDS[hit["head"].casefold()] == "airport" and all(each.kind == SEAT for each in owners):
            owners = []  # "Dublin airport" is the city's, not the country's
        if not owners:
            spoken = self._spoken(passage, hit)
            yield from self._airports(passage, hit) or ([spoken] if spoken else [])
            return
        for n, owner in enumerate(owners):
            kind = KINDS[hit["head"].casefold()]
            close = len(owners) == 1 and hit.start() - owner.end < NEAR and not _ITS.search(passage.text[: hit.start()])
            start = min(hit.start(), owner.start) if close else hit.start()
            place = self._seat(passage, start, max(hit.end(), owner.end if close else owners[-1].end), owner)
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

    def _airports(self, passage: Passage, hit: re.Match[str]) -> list[Office]:
        """ "Vnukovo airport", "Vnukovo, Domodedovo and Zhukovsky airports": its own name is its owner."""
        before = _AIRPORT_NAMES.search(passage.text[: hit.start()])
        if KINDS[hit["head"].casefold()] != "airport" or before is None:
            return []
        found: list[Office] = []
        at = before.start(1)
        for words in re.split(r",\s(?:and\s)?|\sand\s", before.group(1).strip()):
            start = passage.text.index(words, at)
            at = start + len(words)
            own = Office(start=hit.start(), end=hit.end(), kind="airport", owner=words.casefold(), party=words)
            found.append(msgspec.structs.replace(own, shown=(start, hit.end() if at + 1 >= hit.start() else at)))
        return found

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
            return _joined(text, before)
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
        """Carriers by name; "the airline" is the last one named."""
        found = False
        for start, end, first in carriers(passage.text, passage.document.text):
            named = self._parties.of(passage.text[start:end])
            if named is None or named.kind in (ADJECTIVE, UNLISTED) or named.text != passage.text[start:end]:
                found = True
                who = passage.text[start:end]
                yield Office(start=first, end=end, kind="airline", owner=who.casefold(), party=who, shown=(start, end))
        said = _THE_AIRLINE.search(passage.text)
        last = next((each for each in reversed(self._last) if each.kind == "airline"), None)
        if said and last and not found:
            yield msgspec.structs.replace(last, start=said.start(), end=said.end(), shown=None)

    def _orders(self, passage: Passage) -> Iterator[Office]:
        """Orders to the public, each with who gives it; "the notice" is the last one told of."""
        for order in orders(passage.text):
            last = next((each for each in reversed(self._last) if each.kind in ORDERS), None)
            if order.meant or (last is not None and (order.lifted or last.kind == order.kind)):
                if last is not None:
                    yield msgspec.structs.replace(last, start=order.start, end=order.end, shown=None)
                continue
            who = issuer(passage, order, self._parties)
            place = next((each for each in passage.places if each.precision not in ("", "country")), None)
            place = place or settlement_before(self._page, passage)
            if who or place:
                party = who or (place.name if place else "")
                yield Office(
                    start=order.start, end=order.end, kind=order.kind, owner=party.casefold(), party=party, place=place
                )

    def _sites(self, passage: Passage, told: Sequence[State]) -> Iterator[Office]:
        """Schools, shelters, bridges and such, where the sentence tells a state and names no office of another kind."""
        told_by = any(not each.own_words for each in passage.told)  # somebody gives notice of it
        around = (settlement_before(self._page, passage) or any_before(self._page, passage)) if told_by else None
        around = around if around is not None and around.precision not in BROAD else None
        for state in told:
            site = site_in(passage, state.start, state.end, around)
            if site is not None:
                yield Office(
                    start=site.start,
                    end=site.end,
                    kind=site.kind,
                    owner=site.name.casefold(),
                    party=site.name,
                    place=site.place,
                )
