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
from livebrief.desks.rumouring import words as w
from livebrief.desks.rumouring.events import (
    SHARED,
    Event,
    Kept,
    claimed,
    event_of,
    own_words,
    phrase,
    same_rumour,
    stems,
    telling_words,
)
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
BEHIND = 3  # sentences behind a branding in which its grounds stand
CONTAINED = 0.6  # share of a rumour's own words that a contradiction takes up; both looked at on the demo beat
LIKE = 0.5  # share of the words of a claim that a rumour imitates


def read(page: Page) -> Iterator[Rumour]:
    """One entry per rumour, in the order in which they were first told."""
    kept: list[Kept] = []
    for passage in page.passages:
        event = event_of(page, passage)
        if event is None:
            continue
        homes = [each for each in reversed(kept) if same_rumour(each, event)]
        if homes:
            max(homes, key=lambda each: len(stems(own_words(each)) & stems(event.own))).events.append(event)
        elif event.own or event.said:  # "it is a fake" founds nothing
            kept.append(Kept(events=[event]))
    for each in kept:
        made = _rumour(page, each)
        if made is not None:
            yield made


def _rumour(page: Page, kept: Kept) -> Rumour | None:
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


def _tell(page: Page, event: Event, cells: dict[str, list[Cell]]) -> None:
    passage, text = event.passage, event.passage.text
    if not passage.told:
        return
    start, end, words = claimed(passage)
    if words and len(telling_words(words)) >= SHARED:
        cells["circulating"].append(page.cell(passage, start, end))
    elif event.branded and w.THE_CLAIM.match(text) and (before := page.before(passage)) is not None:
        told = before.told or passage.told  # the sentence that is pointed at, carried by the one that points
        cell = page.cell(before, 0, len(before.text.rstrip()))
        cells["circulating"].append(msgspec.structs.replace(cell, statements=(told[0].id, *before.echoes)))
    elif event.branded and (carrier := w.CARRIER.search(text)):
        spot = phrase(text, carrier)
        cells["circulating"] += [] if cells["circulating"] else [page.cell(passage, *spot)]
    channel = w.CHANNEL.search(text)
    if channel:
        group = "where" if channel["where"] else "who"
        cells["channel"].append(page.cell(passage, channel.start(group), channel.end(group)))
    if (spread := w.CIRCULATES.search(text) or w.UNCHECKED.search(text)) is not None:
        cells["status"].append(page.cell(passage, spread.start(), spread.end(), text=CIRCULATING))
    if event.branded and (brand := w.FALSE.search(text)) is not None:
        cells["status"].append(
            page.cell(passage, brand.start(), brand.end(), text=CALLED_FALSE, by=_caller(passage, brand))
        )
        _grounds(page, passage, cells)
    elif (real := w.TRUE.search(text)) is not None:
        cells["status"].append(page.cell(passage, real.start(), real.end(), text=CALLED_TRUE))


def _caller(passage: Passage, brand: re.Match[str]) -> str:
    """Who brands it: the speaker of the words; where a denial of this sentence has none ("called it a fake"), its source."""
    by = passage.speaker(brand.start(), brand.end())
    denying = next((told.by for told in passage.told if told.act.value == "denies"), "")
    return denying if by == passage.outlet and denying else by


def _grounds(page: Page, passage: Passage, cells: dict[str, list[Cell]]) -> None:
    """What the one who brands it points at: in the same sentence behind the word, or in the sentences behind."""
    brand = w.FALSE.search(passage.text)
    hit = w.GROUNDS.search(passage.text, brand.end()) if brand else None
    if brand and (made := w.MADE.match(passage.text, brand.start())):
        cells["grounds"].append(page.cell(passage, made.start(), made.end()))
    elif brand and hit:
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


def _around(page: Page, kept: Kept) -> Iterator[Passage]:
    documents = {event.passage.document.id for event in kept.events}
    branded = {(event.passage.document.id, event.passage.n) for event in kept.events}
    return (
        each for each in page.passages if each.document.id in documents and (each.document.id, each.n) not in branded
    )


def _contradiction(page: Page, passage: Passage, cells: dict[str, list[Cell]]) -> None:
    """Somebody else's words that deny what the rumour says, or the rumour itself, quoted ("…," it read)."""
    own = stems(frozenset().union(*(telling_words(cell.text) for cell in cells["circulating"])))
    if w.READS.search(passage.text) and passage.told:
        end = max(passage.text.find("”"), passage.text.rfind('"'))
        cells["circulating"].append(page.cell(passage, *_unquoted(passage.text, end)))
    for told in passage.told:
        words = stems(telling_words(told.words))
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
    return hit is not None and stems(frozenset({hit[1].casefold(), hit[2].casefold()})) <= own


def _imitated(page: Page, kept: Kept) -> str:
    """The claim that it copies: an earlier or neighbouring statement, not about the rumour, with most of its words."""
    own = stems(own_words(kept))
    story = {told.story for event in kept.events for told in event.passage.told}
    documents = {event.passage.document.id for event in kept.events}
    best: tuple[float, str] = (0.0, "")
    for told in page.told:
        if told.document.id in documents or told.story not in story or told.silent or told.negative or not own:
            continue
        share = len(stems(telling_words(told.words)) & own) / len(own)
        best = max(best, (share, told.claim), key=lambda pair: pair[0])
    return best[1] if best[0] >= LIKE else _referred(page, kept)


def _referred(page: Page, kept: Kept) -> str:
    """The claim of "the information that X was referring to": of X's words before, those that warn most."""
    parties = page.parties
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
