"""What a sentence says of who holds a settlement: captured, lost, holds, contested, denied, cannot verify.

Owns the words of holding and the place that they are about. Refuses anything finer than the settlement that the source
named, and captures of people and things.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from livebrief.desks.controlling import words as w
from livebrief.desks.page import Page, Passage, Told
from livebrief.desks.whereabouts import settlement_before
from livebrief.nlp.nations import nation_words
from livebrief.records.mentions import PlaceMention
from livebrief.records.spans import Span
from livebrief.records.statements import Act

Called = Mapping[str, Sequence[tuple[str, str]]]  # by first word the settlements that texts call so, each with its kind


class Holding(msgspec.Struct, frozen=True, kw_only=True):
    """One thing said of one settlement, at ``[start, end)`` of the passage; ``word`` is of the closed list."""

    passage: Passage
    word: str
    place: PlaceMention
    start: int
    end: int
    told: Told | None = None


def holdings(page: Page) -> Iterator[Holding]:
    """What the page's sentences say of who holds what, in the order of the page."""
    about: dict[str, Holding] = {}
    called, told_of = _called(page), set[str]()
    for passage in page.passages:
        if not passage.told:
            continue
        before = about.get(passage.document.id)
        topic = before.place if before is not None and passage.n - before.passage.n <= w.REACH else None
        topic = topic or _meant(page, passage)
        found = list(_told(passage, topic, called, told_of)) or sorted(
            _said(passage, topic, called), key=lambda each: each.start
        )
        yield from found
        told_of |= {each.place.name for each in found}
        if found:
            about[passage.document.id] = found[-1]


def _told(passage: Passage, topic: PlaceMention | None, called: Called, told_of: set[str]) -> Iterator[Holding]:
    """Denials and refusals to confirm: of the place they name, else of the one that the text is about. ``told_of``: the
    places of which somebody has said who holds them, so that "the claim about X" is known."""
    for told in passage.told:
        word = {Act.DENIES: w.DENIED, Act.CANNOT_VERIFY: w.UNVERIFIED, Act.NOT_CONFIRMED: w.UNVERIFIED}.get(told.act)
        if word is None:
            continue
        start = max(0, told.span.start - passage.span.start)
        end = min(len(passage.text), told.span.end - passage.span.start)
        named = _settlements(passage, called)
        said = any(form.search(passage.text) for _, form in w.FORMS)
        said = said or (w.THE_CLAIM.search(told.words) is not None and any(each.name in told_of for each in named))
        if named and said:
            meant = [each for each in named if told.span.overlaps(each.span)] or named[:1]
            yield from (
                Holding(passage=passage, word=word, place=each, start=start, end=end, told=told) for each in meant
            )
        elif topic is not None and not named and w.ABOUT_PLACES.search(told.words):
            yield Holding(passage=passage, word=word, place=topic, start=start, end=end, told=told)


def _said(passage: Passage, topic: PlaceMention | None, called: Called) -> Iterator[Holding]:
    seen: set[tuple[str, str]] = set()
    named = _settlements(passage, called)
    for word, form in w.FORMS:
        for hit in form.finditer(passage.text):
            denied = _negated(passage.text, hit.start())
            if w.NOT_YET.search(passage.text[: hit.start()]) or (denied and word not in w.OPPOSITE):
                continue
            if word == w.CONTESTED and not w.FIGHTERS.search(
                passage.text if form is w.INSIDE else passage.document.text
            ):
                continue  # a battle of another kind, a guest who entered
            place, says = _place(passage, hit, topic, named), w.OPPOSITE[word] if denied else word
            told = passage.at(hit.start(), hit.end())
            if place is None or told is None or told.silent:
                continue
            for each in _listed_with(passage, place, named):
                if (each.name, told.by + says) not in seen:
                    seen.add((each.name, told.by + says))
                    yield Holding(passage=passage, word=says, place=each, start=hit.start(), end=hit.end(), told=told)


def _listed_with(passage: Passage, place: PlaceMention, named: Sequence[PlaceMention]) -> list[PlaceMention]:
    """The place and those joined to it: "the villages of X, Y and Z"."""
    found = [place]
    for each in named:
        between = passage.text[_end(passage, found[-1]) : each.span.start - passage.span.start]
        if each.span.start >= found[-1].span.end and w.JOINED.fullmatch(between):
            found.append(each)
    before = [each for each in named if each.span.end <= place.span.start]
    for each in reversed(before):
        between = passage.text[_end(passage, each) : found[0].span.start - passage.span.start]
        if not w.JOINED.fullmatch(between):
            break
        found.insert(0, each)
    return found


def day_of(holding: Holding) -> str:
    """The day that the words give behind the verb ("withdrew from X on Friday, …"), else the publication day."""
    passage = holding.passage
    stop = re.compile(r"[,;.](?:\s|$)").search(passage.text, holding.end)
    end = stop.start() if stop else len(passage.text)
    times = (each for each in passage.times if each.type == "DATE" and re.match(r"\d{4}-\d{2}", each.value))
    dated = (each.value[:10] for each in times if holding.end <= each.span.start - passage.span.start < end)
    return next((day for day in dated if not passage.day or day <= passage.day), passage.day)


def _place(
    passage: Passage, hit: re.Match[str], topic: PlaceMention | None, named: tuple[PlaceMention, ...]
) -> PlaceMention | None:
    """The settlement that the verb is about: linked to it by the words of places alone; else what the text is about."""
    falls = hit.group().casefold() in ("fell", "fallen")
    for place in named:
        if falls and place.span.start - passage.span.start > hit.start():
            continue
        if w.OWNS_ONE.match(passage.text, _end(passage, place)):
            continue
        start, end = place.span.start - passage.span.start, place.span.end - passage.span.start
        between = passage.text[hit.end() : start] if start >= hit.end() else passage.text[end : hit.start()]
        if len(between) <= w.AROUND and w.LINK.fullmatch(between):
            return place
    if hit.re is w.CAPTURES and not w.ANAPHOR.search(passage.text[hit.end() : hit.end() + 40]):
        return None
    behind = passage.text[hit.end() : hit.end() + 40]
    if len(named) == 1 and _end(passage, named[0]) < hit.start() and w.BACK.search(behind):
        return named[0]
    if topic is None or named or not w.ANAPHOR.search(passage.text):
        return None
    return topic


def _end(passage: Passage, place: PlaceMention) -> int:
    return place.span.end - passage.span.start


def _meant(page: Page, passage: Passage) -> PlaceMention | None:
    """The settlement of an earlier sentence that "the village" means."""
    place = settlement_before(page, passage) if w.THE_PLACE.search(passage.text) else None
    return place if place is not None and place.precision in w.SETTLEMENTS else None


def _called(page: Page) -> Called:
    """Settlements that the texts call so ("the village of X"), and what they are. No gazetteer has them all."""
    called = {
        hit["name"]: hit["kind"].casefold() for passage in page.passages for hit in w.SO_CALLED.finditer(passage.text)
    }
    for passage in page.passages:
        for hit in w.LISTED.finditer(passage.text):
            for name in re.findall(r"[A-Z][\w'’-]+", hit["names"]):
                called.setdefault(name, "settlement")
        for hit in (
            hit for form in (w.FOUGHT_FOR, w.BY_TROOPS, w.STANDS, w.TAKEN) for hit in form.finditer(passage.text)
        ):
            if hit.re is not w.TAKEN or re.search(
                rf"{w.THE_PLACE.pattern}|\b(?:in|near|at|of|outside) {re.escape(hit['name'])}\b", passage.document.text
            ):
                called.setdefault(hit["name"], "settlement")
    listed, found = nation_words(), defaultdict[str, list[tuple[str, str]]](list)
    for name, kind in called.items():
        if name not in listed:
            found[w.WORD.findall(name)[0]].append((name, kind))
    return found


def _settlements(passage: Passage, called: Called) -> tuple[PlaceMention, ...]:
    """The settlements that the sentence names, in order, its dateline left out."""
    dateline = w.DATELINE.match(passage.text)
    first = passage.span.start + (dateline.end() if dateline else 0)
    places = [place for place in passage.places if place.span.start >= first]
    found = [
        place
        for place in places
        if place.precision in w.SETTLEMENTS and not w.IN_A_NAME.match(passage.text, place.span.end - passage.span.start)
    ]
    taken = [place.span for place in passage.places if place.precision and place not in found]
    taken += [place.span for place in found]
    words = set(w.WORD.findall(passage.text))
    for name, kind in (each for word in words for each in called.get(word, ())):
        for hit in re.finditer(rf"\b{re.escape(name)}\b", passage.text):
            span = Span(*hit.span()).shift(passage.span.start)
            if not any(span.overlaps(each) for each in taken):
                found.append(PlaceMention(span=span, text=name, name=name, precision=kind))
    return tuple(sorted(found, key=lambda place: place.span))


def _negated(text: str, at: int) -> bool:
    return re.search(r"\b(?:not|never|no|nor|cannot|n't)\s+(?:\w+\s+){0,2}$", text[:at], re.I) is not None
