"""The rumours desk: what circulates, where, since when, who calls it false or true and on what grounds.

One entry per rumour, joined by document and by what it is about. Says nothing itself about truth, and leaves a disputed
claim between two sides to the verdicts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from livebrief.desks.desk import chain, claims_of, statements_of
from livebrief.desks.page import Page, Passage, Told
from livebrief.desks.parties import Parties
from livebrief.desks.rumouring import words as w
from livebrief.desks.slots import noun_phrase
from livebrief.nlp.words import folded_tokens
from livebrief.records.ledgers import Cell, Column, Rumour

name = "rumours"
title = "Rumours"
notice = "What circulates, and who says what about it. Nothing here is rated by this desk."
columns: tuple[Column, ...] = (
    Column(field="circulating", heading="What circulates"),
    Column(field="channel", heading="Where"),
    Column(field="first_seen", heading="First seen"),
    Column(field="status", heading="Status"),
    Column(field="grounds", heading="Grounds"),
)
CIRCULATING, CALLED_FALSE, CALLED_TRUE = "circulating", "called false", "called true"
NEAR = 6  # sentences of one document in which tellings are of one rumour (looked at on the demo beat)
BEHIND = 3  # sentences behind a branding in which its grounds stand
SHARED = 2  # telling words that two documents' rumours share
CONTAINED = 0.6  # share of a rumour's own words that a contradiction takes up; both looked at on the demo beat
LIKE = 0.5  # share of the words of a claim that a rumour imitates
_PLAIN = frozenset(
    "the a an and or of in on at to for with by from that this these those it its is are was were be been has have had not no which who what"
    " as about into over under will would must should can could may might them they their there than then when where while after before"
    " said says say saying called call told message messages video post letter rumour rumor report fake false hoax information warning alert"
    " untrue circulating spreading spread groups group people one two any such all service residents users today".split()
)


class _Event(msgspec.Struct, frozen=True, kw_only=True):
    passage: Passage
    branded: bool
    topic: frozenset[str]
    own: frozenset[str]
    said: frozenset[str]
    fresh: bool


class _Kept(msgspec.Struct, kw_only=True):
    events: list[_Event]

    @property
    def topic(self) -> frozenset[str]:
        return frozenset(word for each in self.events for word in each.topic)


def read(page: Page) -> Iterator[Rumour]:
    """One entry per rumour, in the order in which they were first told."""
    kept: list[_Kept] = []
    for passage in page.passages:
        event = _event(page, passage)
        if event is None:
            continue
        homes = [each for each in reversed(kept) if _same_rumour(each, event)]
        if homes:
            max(homes, key=lambda each: len(_stems(_own_words(each)) & _stems(event.own))).events.append(event)
        elif event.own or event.said:  # "it is a fake" founds nothing
            kept.append(_Kept(events=[event]))
    for each in kept:
        made = _rumour(page, each)
        if made is not None:
            yield made


def _event(page: Page, passage: Passage) -> _Event | None:
    text = passage.text
    if not w.GATE.search(text):
        return None
    branded = w.BRANDED.search(text) is not None
    carrier = w.CARRIER.search(text) is not None
    strong = w.STRONG.search(text) is not None and (carrier or branded)
    pointed = w.POINTED.search(text) is not None
    branded = branded and (strong or pointed or w.SURE_CARRIER.search(text) is not None)
    said = _words(_claimed(passage)[2])
    if not (len(said) >= SHARED or w.SPECIFIC.search(text) or pointed):
        return None
    circulates = carrier and w.CIRCULATES.search(text) is not None and w.SAYS.search(text) is not None
    if (
        text.rstrip().endswith("?")
        or w.OFFENCE.search(text)
        or not (strong or circulates or pointed or (branded and carrier))
    ):
        return None
    return _Event(
        passage=passage,
        branded=branded or strong,
        topic=_words(text) | _lead(page, passage),
        own=_own(passage),
        said=said,
        fresh=_is_fresh(text),
    )


def _is_fresh(text: str) -> bool:
    """Whether the sentence brings something up: "a letter", "another video", not "the letter"."""
    carrier = w.CARRIER.search(text)
    return (
        carrier is not None
        and re.search(r"\b(?:an?|another)\s+(?:\w+\s){0,2}$", text[: carrier.start()], re.I) is not None
    )


def _lead(page: Page, passage: Passage) -> frozenset[str]:
    """What the document is about from its beginning: the words of its title and of the sentences before."""
    first = [each for n in range(1, NEAR) if (each := page.before(passage, n)) is not None and each.n < NEAR]
    return (
        _words(passage.document.title).union(*(_words(each.text) for each in first))
        if first
        else _words(passage.document.title)
    )


def _words(text: str) -> frozenset[str]:
    return frozenset(
        word for word in folded_tokens(text) if word not in _PLAIN and len(word) > 2 and not word[0].isdigit()
    )


def _own(passage: Passage) -> frozenset[str]:
    """The words of what the sentence says the rumour says, else of what carries it ("the video of sharks")."""
    words = _words(_claimed(passage)[2])
    carrier = w.CARRIER.search(passage.text)
    return words or (_words(passage.text[slice(*_phrase(passage.text, carrier))]) if carrier else frozenset())


def _same_rumour(kept: _Kept, event: _Event) -> bool:
    """By what it says, where both say it; else by standing close in one document, or by names shared across two."""
    own, last = _own_words(kept), kept.events[-1].passage
    if own and event.own:
        shared = _stems(own) & _stems(event.own)
        if len(shared) >= min(SHARED, len(event.own), len(own)):
            return True
        said = frozenset().union(*(each.said for each in kept.events))
        if len(event.said) >= SHARED and len(said) >= SHARED and not shared:
            return False
    if last.document.id == event.passage.document.id:
        if event.fresh and any(each.fresh or each.said for each in kept.events):
            return False
        return event.passage.n - last.n <= NEAR
    rare = {word for word in event.topic & kept.topic if _is_name(word, event.passage) or word in own}
    return len(rare) >= SHARED


def _is_name(word: str, passage: Passage) -> bool:
    """Whether the word is written with a capital inside a sentence of the document."""
    return re.search(rf"[a-z,] {re.escape(word.capitalize())}\b", passage.document.text) is not None


def _own_words(kept: _Kept) -> frozenset[str]:
    return frozenset().union(*(each.own for each in kept.events))


def _claimed(passage: Passage) -> tuple[int, int, str]:
    """What the rumour says, where the sentence tells it: behind "claims that", "about", or "of"; to where the sentence goes
    on about the rumour itself."""
    text = passage.text
    carrier = w.CARRIER.search(text)
    itself = w.ITSELF.search(text, carrier.end()) if carrier else None
    told = carrier is not None and (w.CIRCULATES.search(text) is not None or itself is not None)
    hit = w.SAYS.search(text, carrier.end(), itself.start() if itself else len(text)) if carrier and told else None
    hit = w.SAYS.search(text, itself.end()) if hit is None and itself else hit
    if hit is None and carrier and (spread := w.CIRCULATES.search(text, carrier.end())):
        hit = re.compile(r"[^,.;]*?\bthat\s+").match(text, spread.end())
    if hit is None and carrier is not None:
        hit = re.compile(r"\s+(?:about|that|of|on)\s+").match(text, carrier.end())
    if hit is None:
        return 0, 0, ""
    last = itself.start() if itself and itself.start() > hit.end() else len(text)
    if re.search(r"\b(?:about|of|on)\s+$", hit.group()):
        begin, end = noun_phrase(text, hit.end())
        tail = re.compile(r"\s+(?:of|in)\s+(?:a|an|the)?[^,.;”\"]+").match(text, end)
        end = min(tail.end() if tail else end, last)
        return begin, end, text[begin:end]
    stop = re.compile(r"[.;”\"](?:\s|$)|,\s(?:which|who|said|according|the|its|an?)\b").search(text, hit.end())
    end = min(stop.start() if stop else len(text), last)
    return hit.end(), end, text[hit.end() : end]


def _rumour(page: Page, kept: _Kept) -> Rumour | None:
    cells: dict[str, list[Cell]] = {field: [] for field in ("circulating", "channel", "status", "grounds")}
    for event in kept.events:
        _tell(page, event, cells)
    if not cells["circulating"] or not cells["status"]:
        return None
    for passage in _around(page, kept):
        _contradiction(page, passage, cells)
    fields: dict[str, Any] = {field: chain(each) for field, each in cells.items()}
    every = tuple(fields.values())
    first = kept.events[0].passage
    told = next(each for event in kept.events for each in event.passage.told)
    return Rumour(
        id=page.entry_id(name, told, f"{first.n}"),
        title=fields["circulating"][0].text,
        when=first.day,
        first_seen=first.day,
        imitates=_imitated(page, kept),
        claims=claims_of(*every),
        statements=statements_of(*every),
        story=told.story,
        verdict=page.verdict(cell for field in every for cell in field),
        **fields,
    )


def _tell(page: Page, event: _Event, cells: dict[str, list[Cell]]) -> None:
    passage, text = event.passage, event.passage.text
    if not passage.told:
        return
    start, end, words = _claimed(passage)
    if words and len(_words(words)) >= SHARED:
        cells["circulating"].append(page.cell(passage, start, end))
    elif event.branded and (carrier := w.CARRIER.search(text)):
        spot = _phrase(text, carrier)
        cells["circulating"] += [] if cells["circulating"] else [page.cell(passage, *spot)]
    channel = w.CHANNEL.search(text)
    if channel:
        group = "where" if channel["where"] else "who"
        cells["channel"].append(page.cell(passage, channel.start(group), channel.end(group)))
    if (spread := w.CIRCULATES.search(text)) is not None:
        cells["status"].append(page.cell(passage, spread.start(), spread.end(), text=CIRCULATING))
    if event.branded and (brand := w.FALSE.search(text)) is not None:
        cells["status"].append(
            page.cell(passage, brand.start(), brand.end(), text=CALLED_FALSE, by=_caller(passage, brand))
        )
        _grounds(page, passage, cells)
    elif (real := w.TRUE.search(text)) is not None:
        cells["status"].append(page.cell(passage, real.start(), real.end(), text=CALLED_TRUE))


def _phrase(text: str, carrier: re.Match[str]) -> tuple[int, int]:
    """The carrier with what hangs on it: "the information the embassy was referring to"."""
    stop = re.compile(r"\s(?:was|were|is|are|as|a|stopped|came)\s+(?:an?\s)?[\"“']?\w|[,.;]").search(
        text, carrier.end()
    )
    referring = re.compile(r"[^,;]*?\breferring to\b").match(text, carrier.end())
    end = referring.end() if referring else stop.start() if stop else carrier.end()
    return carrier.start(), end


def _caller(passage: Passage, brand: re.Match[str]) -> str:
    """Who brands it: the speaker of the words; where a denial of this sentence has none ("called it a fake"), its source."""
    by = passage.speaker(brand.start(), brand.end())
    denying = next((told.by for told in passage.told if told.act.value == "denies"), "")
    return denying if by == passage.outlet and denying else by


def _grounds(page: Page, passage: Passage, cells: dict[str, list[Cell]]) -> None:
    """What the one who brands it points at: in the same sentence behind the word, or in the sentences behind."""
    brand = w.FALSE.search(passage.text)
    hit = w.GROUNDS.search(passage.text, brand.end()) if brand else None
    if brand and hit:
        start = _clause_from(passage.text, brand.end())
        cells["grounds"].append(page.cell(passage, start, len(passage.text.rstrip(' .”"'))))
    speakers = {told.by for told in passage.told}
    for behind in page.after(passage, BEHIND):
        said = [told for told in behind.told if told.by in speakers]
        if said and w.GROUNDS.search(behind.text) and w.ABOUT.search(behind.text):
            begin = 1 if behind.text[:1] in '"“' else 0
            end = min(len(behind.text), max(told.span.end for told in said) - behind.span.start)
            cells["grounds"].append(page.cell(behind, begin, len(behind.text[:end].rstrip(' ,.”"'))))


def _clause_from(text: str, at: int) -> int:
    because = re.compile(r"[^.;]*?\bbecause\s+").match(text, at)
    if because:
        return because.end()
    lead = re.compile(r"[\s,.”\"]*(?:and\s+)?(?:said|says|saying|because|as)?\s*(?:that\s+)?").match(text, at)
    return lead.end() if lead else at


def _around(page: Page, kept: _Kept) -> Iterator[Passage]:
    documents = {event.passage.document.id for event in kept.events}
    branded = {(event.passage.document.id, event.passage.n) for event in kept.events}
    return (
        each for each in page.passages if each.document.id in documents and (each.document.id, each.n) not in branded
    )


def _contradiction(page: Page, passage: Passage, cells: dict[str, list[Cell]]) -> None:
    """Somebody else's words that deny what the rumour says, or the rumour itself, quoted ("…," it read)."""
    own = _stems(frozenset().union(*(_words(cell.text) for cell in cells["circulating"])))
    if w.READS.search(passage.text) and passage.told:
        end = max(passage.text.find("”"), passage.text.rfind('"'))
        cells["circulating"].append(page.cell(passage, *_unquoted(passage.text, end)))
    for told in passage.told:
        words = _stems(_words(told.words))
        denied = told.negative or re.search(r"\b(?:has|have|did|is|was|are|were) not\b|n['’]t\b", told.words)
        if (
            denied
            and own
            and not told.own_words
            and len(words & own) >= min(SHARED, len(own))
            and told.act.value != "urges"
        ):
            if len(words & own) / max(1, min(len(own), len(words))) < CONTAINED and not _short_denial(told, own):
                continue
            start = max(0, told.span.start - passage.span.start)
            end = min(len(passage.text), told.span.end - passage.span.start)
            cells["status"].append(page.cell(passage, start, max(start + 1, end), text=CALLED_FALSE, by=told.by))


def _unquoted(text: str, end: int) -> tuple[int, int]:
    """``[0, end)`` without quotation marks and commas at its edges."""
    start = len(text) - len(text.lstrip(' "“'))
    return start, max(start + 1, len(text[:end].rstrip(' ,"”')))


def _short_denial(told: Told, own: frozenset[str]) -> bool:
    """ "The dam has not failed": subject and verb of the rumour, negated at once."""
    hit = re.search(r"(\w+)\s+(?:has|have|had|did|is|was|are|were)\s+not\s+(?:been\s+)?(\w+)", told.words)
    return hit is not None and _stems(frozenset({hit[1].casefold(), hit[2].casefold()})) <= own


def _stems(words: frozenset[str]) -> frozenset[str]:
    return frozenset(re.sub(r"(?:ing|ed|es|s)$", "", word) if len(word) > 4 else word for word in words)


def _imitated(page: Page, kept: _Kept) -> str:
    """The claim that it copies: an earlier or neighbouring statement, not about the rumour, with most of its words."""
    own = _stems(_own_words(kept))
    story = {told.story for event in kept.events for told in event.passage.told}
    documents = {event.passage.document.id for event in kept.events}
    best: tuple[float, str] = (0.0, "")
    for told in page.told:
        if told.document.id in documents or told.story not in story or told.silent or told.negative or not own:
            continue
        share = len(_stems(_words(told.words)) & own) / len(own)
        best = max(best, (share, told.claim), key=lambda pair: pair[0])
    return best[1] if best[0] >= LIKE else _referred(page, kept)


def _referred(page: Page, kept: _Kept) -> str:
    """The claim of "the information that X was referring to": of X's words before, those that warn most."""
    parties = Parties(page.beat)
    for event in kept.events:
        hit = w.REFERRED.search(event.passage.text)
        named = parties.named(event.passage.text[hit.start() : hit.end()]) if hit else ()
        said = [
            told
            for told in page.told
            if named and told.document.id == event.passage.document.id and told.span.start < event.passage.span.start
            if (party := parties.of(told.by)) is not None and party.key == named[0].key and w.WARNED.search(told.words)
        ]
        if said:
            return max(said, key=lambda told: len(set(w.WARNED.findall(told.words)))).claim
    return ""
