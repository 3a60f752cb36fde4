"""What a sentence says of who holds a settlement: captured, lost, holds, contested, denied, cannot verify.

Owns the words of holding and the place that they are about. Refuses anything finer than the settlement that the source
named, and captures of people and things.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from livebrief.desks.page import Page, Passage, Told
from livebrief.desks.whereabouts import settlement_before
from livebrief.nlp.nations import nation_words
from livebrief.records.mentions import PlaceMention
from livebrief.records.spans import Span
from livebrief.records.statements import Act

CAPTURED, LOST, HOLDS, CONTESTED, DENIED, UNVERIFIED = (
    "captured",
    "lost",
    "holds",
    "contested",
    "denied",
    "cannot verify",
)
SETTLEMENTS = frozenset({"village", "town", "city", "hamlet", "settlement", "suburb"})
REACH = 4  # sentences behind one about a place that go on about it without naming it (looked at on the demo beat)
AROUND = 90  # code points between the verb and the place that it is about
_FORMS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        LOST,
        re.compile(
            r"\b(?:withdr[ae]wn?|retreat\w*|pull(?:ed|ing)? (?:out|back)|forced out|driven out)\s+(?:of|from)\b|\b(?:lost|abandoned|ceded|gave up)(?= (?:control of|the (?:village|town|city)|(?-i:[A-Z])))",
            re.I,
        ),
    ),
    (
        CONTESTED,
        re.compile(
            r"\b(?:contested|disputed|fought over|grey zone|gray zone|(?:heavy |fierce |street )?fighting (?:for|over|in|inside)|(?:fighting|battles?|clashes|combat) (?:continues?|continued|goes on|go on|raged?|rages|(?:is|are|was|were) (?:still )?(?:under way|underway|going on|raging)) (?:for|over|in|inside)|(?:battle|fight) for)\b",
            re.I,
        ),
    ),
    (
        CAPTURED,
        re.compile(
            r"\b(?:captur(?:ed|es|ing|e)|seiz(?:ed|es|ing|e)|recaptur\w+|retak(?:en|es|ing|e)|retook|liberat(?:ed|es|ing|ion of|e)"
            r"|regain\w*(?: control of)?|w[oi]n back|occup(?:ied|ies|ying|y)|overr[au]n|stormed|conquer\w*|taken over|took over"
            r"|(?:taken?|took|taking)(?: (?:full|complete|total) control of| control of)?(?! (?:to|into|part|place|off|out|from|in|at|away|by)\b)|fallen|fell|raised (?:its|their|the|a) flag)\b",
            re.I,
        ),
    ),
    (
        HOLDS,
        re.compile(
            r"\b(?:(?<!being )(?<!been )(?<!be )(?<!was )(?<!were )(?:holds?|held)(?! (?:a|an|the|its|in|at|on|talks|elections?)\b(?! (?:\w+ ){0,3}(?:half|part|village|town|city|side|district)))|(?:is|are|was|remains?|entirely|fully|still) (?:\w+ )?under (?:\w+ )?control|under (?:full )?(?:\w+ )?control"
            r"|in (?:full )?control of|(?<=\bnot )(?:(?:yet|fully|entirely) )?control|controls|controlled|(?:still|now|are|were) holding(?! (?:an?|talks|out|on|up|back|off)\b)|in our hands|(?:is|are|was|were) ours|is our \w+|in (?:\w+ )?hands|in (?:the )?full possession of)\b",
            re.I,
        ),
    ),
)
_INSIDE = re.compile(  # some of it is reached, none of it said to be held
    r"\b(?:entered|enter|entering|advanc(?:ed|ing) (?:into|inside)|pushed (?:into|inside)|broke(?:n)? (?:into|through into)|moved into|fought (?:their|its) way into"
    r"|infiltrat(?:ed|ing)(?: into)?|penetrated(?: into)?|gained a foothold in|established (?:a foothold|positions) in|(?:reached|are (?:now )?in|is (?:now )?in|seized part of)"
    r"(?= (?:the )?(?:outskirts|edges?|centre|center|suburbs|streets)))\b",
    re.I,
)
_FORMS = (*_FORMS, (CONTESTED, _INSIDE))
_FIGHTERS = re.compile(
    r"\b(?:troops|forces|soldiers|army|armies|military|rebels?|militants|militias?|fighters|insurgents|paramilitar(?:y|ies)|units|tanks|assault|infantry"
    r"|brigades?|general staff|defen[cs]e ministry|front ?line)\b",
    re.I,
)
_OPPOSITE = {CAPTURED: DENIED, HOLDS: DENIED, LOST: HOLDS}  # what a side says that says it is not so
_CAPTURES = next(form for word, form in _FORMS if word == CAPTURED)
_DATELINE = re.compile(r"[A-Z][^.;]{0,80}?\s(?:--|—|–)\s")
_LINK = re.compile(  # what may stand between the verb and its place
    r"(?:[\s,'’]|\b(?:the|an?|its|their|villages?|towns?|city|cities|settlements?|hamlets?|suburbs?|district|outskirts|centre|center|of|whole|entire"
    r"|all|most|much|parts?|nearby|small|key|strategic|embattled|front-?line|eastern|western|northern|southern|central|half|side"
    r"|school|mill|station|airport|bridge|port|hospital|heights|hill|junction|in|at|full|complete|control|over|and|for|to"
    r"|army|military|garrison|headquarters|base|[A-Z][\w-]+['’]s|troops|neighbou?ring|surrounding|about|some|nearly|roughly|almost|around|more|than|a|third|thirds|quarters?|two-thirds|one-third|three-quarters|per|percent|cent|\d+%?|two|three|districts?|has|have|had|been|was|were|is|are|be|being|did|does|do|not|yet|but|it|never|fully|completely|now|entirely|under|still|again|already|yard|positions?"
    r"|streets?|town's|village's|city's|largely|mostly|inside|into)\b)*",
    re.I,
)
_ANAPHOR = re.compile(
    r"\b(?:the|this|that) (?:\w+ )?(?:village|town|city|settlement|school|mill|station|bridge|airport|port|half|rest|place)\b"
    r"|\b(?:it|its|they|either|both|this|that|the (?:report|claim|account|news))\b",
    re.I,
)
_OWNS_ONE = re.compile(r"['’]s?\s(?:\w+\s)?(?:suburb|village|settlement|town|district) of\s", re.I)
_BACK = re.compile(r"^\s*(?:it|its|parts? of (?:it|the)|(?:of )?the (?:village|town|city|settlement|place))\b", re.I)
_SO_CALLED = re.compile(
    r"\b(?P<kind>village|town|city|hamlet|settlement|suburb)s? of (?P<name>[A-Z][\w'’-]+(?:[ -][A-Z][\w'’-]+)*)"
)
_NAME = r"(?P<name>[A-Z][\w'’-]+(?:[ -][A-Z][\w-]+)?)(?!['’]?\w| (?:Brigade|Corps|Division|Army|Regiment|Battalion|Convention|Treaty))"
_IN_A_NAME = re.compile(
    r" (?:[A-Z]\w+ )*(?:Convention|Treaty|Protocol|Accords?|Agreement|Summit|Declaration|Statute|Brigade|Corps)\b"
)
_FOUGHT_FOR = re.compile(
    rf"\b(?:battle|fighting|clashes|combat) (?:(?:continues?|continued|goes on|raged|rages|is under way|was under way|is raging) )?(?:for|in|inside) {_NAME}"
)
_BY_TROOPS = re.compile(
    rf"\b(?:troops|forces|soldiers|fighters|army|rebels|units|paramilitaries|insurgents)(?: (?:have|had|has|now|also|already))* (?:captured|abandoned|took|taken|seized"
    rf"|recaptured|liberated|overran|overrun|entered|retook|retaken|lost|occupied|stormed) {_NAME}"
)
_STANDS = re.compile(
    rf"{_NAME} (?:remains?|is|are|stays?) (?:still |now )?(?:contested|disputed|under (?:\w+ )?control|in (?:\w+ )?hands)\b"
)
_TAKEN = re.compile(  # a settlement only where the text also calls it one or says that something is in it
    rf"\b(?:(?:re)?captured|retook|retaken|recaptur(?:e|ed|ing)|liberated|overran|overrun|(?:took|taken|taking|seized|lost|regained) (?:full )?control of"
    rf"|withdr(?:ew|awn) from|pulled (?:back|out) (?:from|of)|retreated from|w[oi]n back|(?:holds?|held|controls?|controlled) (?:[\w-]+ ){{1,3}}of) {_NAME}"
)
_LISTED = re.compile(
    r"\b(?:villages|towns|settlements|hamlets) of (?P<names>[A-Z][\w'’-]+(?:(?:, (?:and )?| and )[A-Z][\w'’-]+)+)"
)
_THE_PLACE = re.compile(r"\b(?:the|this) (?:whole |entire )?(?:village|town|city)\b", re.I)
_NOT_YET = re.compile(
    r"\b(?:trying|tried|attempt\w*|plans?|planned|aims?|wants?|hopes?|could|may|might|would|will|threaten\w*|if|order\w*|failed|before)\b[^,;.]*$",
    re.I,
)
_ABOUT_PLACES = re.compile(
    r"\b(?:captur|retak|retook|liberat|control|held?|hold|village|town|taken|changed hands|school|claim|account|report|loss|lost|fall|advance|gain|it)\w*\b",
    re.I,
)
_WORD = re.compile(r"\w+")

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
    called = _called(page)
    for passage in page.passages:
        if not passage.told:
            continue
        before = about.get(passage.document.id)
        topic = before.place if before is not None and passage.n - before.passage.n <= REACH else None
        topic = topic or _meant(page, passage)
        found = list(_told(passage, topic, called)) or sorted(
            _said(passage, topic, called), key=lambda each: each.start
        )
        yield from found
        if found:
            about[passage.document.id] = found[-1]


def _told(passage: Passage, topic: PlaceMention | None, called: Called) -> Iterator[Holding]:
    """Denials and refusals to confirm: of the place they name, else of the one that the text is about."""
    for told in passage.told:
        word = {Act.DENIES: DENIED, Act.CANNOT_VERIFY: UNVERIFIED, Act.NOT_CONFIRMED: UNVERIFIED}.get(told.act)
        if word is None:
            continue
        start = max(0, told.span.start - passage.span.start)
        end = min(len(passage.text), told.span.end - passage.span.start)
        named = _settlements(passage, called)
        said = any(form.search(passage.text) for _, form in _FORMS)
        if named and said:
            meant = [each for each in named if told.span.overlaps(each.span)] or named[:1]
            yield from (
                Holding(passage=passage, word=word, place=each, start=start, end=end, told=told) for each in meant
            )
        elif topic is not None and not named and _ABOUT_PLACES.search(told.words):
            yield Holding(passage=passage, word=word, place=topic, start=start, end=end, told=told)


def _said(passage: Passage, topic: PlaceMention | None, called: Called) -> Iterator[Holding]:
    seen: set[tuple[str, str]] = set()
    named = _settlements(passage, called)
    for word, form in _FORMS:
        for hit in form.finditer(passage.text):
            denied = _negated(passage.text, hit.start())
            if _NOT_YET.search(passage.text[: hit.start()]) or (denied and word not in _OPPOSITE):
                continue
            if word == CONTESTED and not _FIGHTERS.search(passage.text if form is _INSIDE else passage.document.text):
                continue  # a battle of another kind, a guest who entered
            place, says = _place(passage, hit, topic, named), _OPPOSITE[word] if denied else word
            told = passage.at(hit.start(), hit.end())
            if place is None or told is None or told.silent or (place.name, told.by + says) in seen:
                continue
            seen.add((place.name, told.by + says))
            yield Holding(passage=passage, word=says, place=place, start=hit.start(), end=hit.end(), told=told)


def _place(
    passage: Passage, hit: re.Match[str], topic: PlaceMention | None, named: tuple[PlaceMention, ...]
) -> PlaceMention | None:
    """The settlement that the verb is about: linked to it by the words of places alone; else what the text is about."""
    falls = hit.group().casefold() in ("fell", "fallen")
    for place in named:
        if falls and place.span.start - passage.span.start > hit.start():
            continue
        if _OWNS_ONE.match(passage.text, _end(passage, place)):
            continue
        start, end = place.span.start - passage.span.start, place.span.end - passage.span.start
        between = passage.text[hit.end() : start] if start >= hit.end() else passage.text[end : hit.start()]
        if len(between) <= AROUND and _LINK.fullmatch(between):
            return place
    if hit.re is _CAPTURES and not _ANAPHOR.search(passage.text[hit.end() : hit.end() + 40]):
        return None
    behind = passage.text[hit.end() : hit.end() + 40]
    if len(named) == 1 and _end(passage, named[0]) < hit.start() and _BACK.search(behind):
        return named[0]
    if topic is None or named or not _ANAPHOR.search(passage.text):
        return None
    return topic


def _end(passage: Passage, place: PlaceMention) -> int:
    return place.span.end - passage.span.start


def _meant(page: Page, passage: Passage) -> PlaceMention | None:
    """The settlement of an earlier sentence that "the village" means."""
    place = settlement_before(page, passage) if _THE_PLACE.search(passage.text) else None
    return place if place is not None and place.precision in SETTLEMENTS else None


def _called(page: Page) -> Called:
    """Settlements that the texts call so ("the village of X"), and what they are. No gazetteer has them all."""
    called = {
        hit["name"]: hit["kind"].casefold() for passage in page.passages for hit in _SO_CALLED.finditer(passage.text)
    }
    for passage in page.passages:
        for hit in _LISTED.finditer(passage.text):
            for name in re.findall(r"[A-Z][\w'’-]+", hit["names"]):
                called.setdefault(name, "settlement")
        for hit in (hit for form in (_FOUGHT_FOR, _BY_TROOPS, _STANDS, _TAKEN) for hit in form.finditer(passage.text)):
            if hit.re is not _TAKEN or re.search(
                rf"{_THE_PLACE.pattern}|\b(?:in|near|at|of|outside) {re.escape(hit['name'])}\b", passage.document.text
            ):
                called.setdefault(hit["name"], "settlement")
    listed, found = nation_words(), defaultdict[str, list[tuple[str, str]]](list)
    for name, kind in called.items():
        if name not in listed:
            found[_WORD.findall(name)[0]].append((name, kind))
    return found


def _settlements(passage: Passage, called: Called) -> tuple[PlaceMention, ...]:
    """The settlements that the sentence names, in order, its dateline left out."""
    dateline = _DATELINE.match(passage.text)
    first = passage.span.start + (dateline.end() if dateline else 0)
    places = [place for place in passage.places if place.span.start >= first]
    found = [
        place
        for place in places
        if place.precision in SETTLEMENTS and not _IN_A_NAME.match(passage.text, place.span.end - passage.span.start)
    ]
    taken = [place.span for place in passage.places if place.precision and place not in found]
    taken += [place.span for place in found]
    words = set(_WORD.findall(passage.text))
    for name, kind in (each for word in words for each in called.get(word, ())):
        for hit in re.finditer(rf"\b{re.escape(name)}\b", passage.text):
            span = Span(*hit.span()).shift(passage.span.start)
            if not any(span.overlaps(each) for each in taken):
                found.append(PlaceMention(span=span, text=name, name=name, precision=kind))
    return tuple(sorted(found, key=lambda place: place.span))


def _negated(text: str, at: int) -> bool:
    return re.search(r"\b(?:not|never|no|nor|cannot|n't)\s+(?:\w+\s+){0,2}$", text[:at], re.I) is not None
