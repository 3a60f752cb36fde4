"""The treaties desk: who has signed, ratified, joined, left or stayed out of what, as sources say; and conduct said to
conflict with it.

One entry per instrument and party; the instrument's own numbers stand in an entry without a party; a proposal to leave in
an entry of its own. Refuses contracts and deals: an instrument is a convention, treaty, protocol, pact, accord, statute,
covenant or charter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from livebrief.desks.desk import chain, claims_of, statements_of
from livebrief.desks.instruments import Instrument, Instruments
from livebrief.desks.page import Page, Passage, Told
from livebrief.desks.parties import Named, Parties
from livebrief.desks.slots import acting
from livebrief.desks.treating import words as w
from livebrief.records.ledgers import Cell, Column, Treaty
from livebrief.records.statements import Act

name = "treaties"
title = "Treaties"
notice = "Standing to a treaty as sources tell it; the depositary's list is the authority."
columns: tuple[Column, ...] = (
    Column(field="instrument", heading="Instrument"),
    Column(field="party", heading="Party"),
    Column(field="status", heading="Status"),
    Column(field="parties", heading="Parties"),
    Column(field="conduct", heading="Conduct in question"),
)
NEAR_BEHIND = 3  # sentences in which "the step" is still the leaving proposed before (looked at on the demo beat)


class _Kept(msgspec.Struct, kw_only=True):
    instrument: Instrument
    party: Named | None
    kind: str
    told: Told
    at: int
    when: str
    cells: dict[str, list[Cell]]
    last: tuple[str, int]


class _Table:
    """The entries so far, by instrument, party and kind."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self.kept: dict[tuple[str, str, str], _Kept] = {}

    def entry(self, passage: Passage, instrument: Instrument, party: Named | None, at: int, kind: str = "") -> _Kept:
        key = (instrument.key, party.key if party else "", kind)
        if key not in self.kept:
            cells: dict[str, list[Cell]] = {
                field: [] for field in ("instrument", "party", "status", "parties", "conduct")
            }
            told = passage.at(at, at) or passage.told[0]
            self.kept[key] = _Kept(
                instrument=instrument,
                party=party,
                kind=kind,
                told=told,
                at=at,
                when=passage.day,
                cells=cells,
                last=(passage.document.id, passage.n),
            )
        found = self.kept[key]
        found.last = (passage.document.id, passage.n)
        source = instrument.passage
        found.cells["instrument"].append(self._page.cell(source, instrument.start, instrument.end))
        if party is not None:
            found.cells["party"].append(self._page.cell(passage, party.start, party.end))
        return found


def read(page: Page) -> Iterator[Treaty]:
    """One entry per instrument and party, in the order of first word."""
    parties, table = page.parties, _Table(page)
    instruments = Instruments()
    for passage in page.passages:
        instrument = instruments.of(passage)
        if instrument is None or not passage.told:
            continue
        _statuses(page, passage, instrument, parties, table)
        _numbers(page, passage, instrument, table)
        _leaving(page, passage, instrument, parties, table)
        _conduct(page, passage, instrument, parties, table)
    said = ("status", "parties", "conduct")
    yield from (_treaty(page, each) for each in table.kept.values() if any(each.cells[field] for field in said))


def _statuses(page: Page, passage: Passage, instrument: Instrument, parties: Parties, table: _Table) -> None:
    for hit in w.STATUS.finditer(passage.text):
        key, before = w.KEYS[str(hit.lastgroup)], passage.text[: hit.start()]
        if key != w.NOT_PARTY and w.NEGATED.search(before):
            continue
        if key in w.BOUND and w.NEITHER.search(before):
            key = w.NOT_PARTY
        for party in _whose(passage.text, hit, parties):
            day = _date_behind(passage, hit.end()) or passage.day
            kind = "withdrawal" if key == w.ANNOUNCED else ""
            entry = table.entry(passage, instrument, party, hit.start(), kind)
            entry.cells["status"].append(page.cell(passage, hit.start(), hit.end(), text=key, as_of=day))


def _whose(text: str, hit: re.Match[str], parties: Parties) -> list[Named]:
    """The parties whose standing it is: who owns what took effect ("X's withdrawal"), who is named in the words, else who
    does the verb."""
    named = parties.named(text)
    if hit.lastgroup == "left" and (own := [each for each in named if w.OWNS.fullmatch(text, each.end, hit.start())]):
        return own[:1]
    inside = [each for each in named if hit.start() < each.start < hit.end()]
    return inside or _subjects(text, hit.start(), parties)


def _subjects(text: str, at: int, parties: Parties) -> list[Named]:
    """The parties that the verb is about: those joined by "and" right before it; "the country" is the last one named."""
    named = [each for each in parties.named(text[:at]) if acting(text, each) and each.kind != "unlisted"]
    if not named:
        return []
    if w.COUNTRY_WORD.search(text[:at]):
        return [named[-1]]
    breaks = re.split(r",\s(?:although|though|but|while|and which|which)\s|[;:]|\bbut\b", text[:at])
    start = at - len(breaks[-1])
    here = [each for each in named if each.start >= start] or named[:1]
    free = [
        each
        for each in here
        if not re.search(r"\b(?:in|of|by|for|to|from|with|than|told)\s+(?:the\s+)?$", text[: each.start])
    ]
    if not free:
        return []
    chosen = [free[-1]]
    for each in reversed(free[:-1]):
        if not re.fullmatch(r"\s*(?:,|and|nor|or|,\s*and)\s+(?:the\s+)?", text[each.end : chosen[0].start]):
            break
        chosen.insert(0, each)
    first = free[0] if re.match(r",\s", text[free[0].end :]) and len(chosen) == 1 else None
    return [first] if first else chosen


def _date_behind(passage: Passage, at: int) -> str:
    """The first date behind the word (TIMEX3: year, month or day)."""
    dated = [each for each in passage.times if each.type == "DATE" and re.match(r"\d{4}(?:-\d{2}){0,2}$", each.value)]
    found = next((each.value for each in dated if at <= each.span.start - passage.span.start < at + 60), "")
    written = w.IN_YEAR.match(passage.text, at)
    return found or (_iso(written) if written else "")


def _iso(hit: re.Match[str]) -> str:
    month = f"-{w.MONTHS.index(hit['month']) + 1:02d}" if hit["month"] else ""
    return f"{hit['year']}{month}"


def _numbers(page: Page, passage: Passage, instrument: Instrument, table: _Table) -> None:
    """How many states are bound, as said."""
    for hit in w.HOW_MANY.finditer(passage.text) if w.COUNTED.search(passage.text) else ():
        number = float(hit["n"].replace(",", ""))
        facts: dict[str, Any] = {"value": number, "unit": "state"}
        if hit["least"]:
            facts |= {"value": None, "low": number, "bound": "at least"}
        elif hit["about"]:
            facts["bound"] = "about"
        entry = table.entry(passage, instrument, None, hit.start())
        entry.cells["parties"].append(page.cell(passage, hit.start(), hit.end(), **facts))


def _leaving(page: Page, passage: Passage, instrument: Instrument, parties: Parties, table: _Table) -> None:
    """A proposal to leave, and who opposes it: nobody has left yet."""
    text, hit = passage.text, w.LEAVING.search(passage.text)
    meant: list[Named] = []
    if hit is not None:
        if w.ELSEWHERE.match(text[hit.end() :]) and instrument.passage is not passage:
            return
        announced = _is_announced(text, hit)
        meant = (
            _subjects(text, hit.start(), parties) if announced else _asked_to_leave(passage, instrument, hit, parties)
        )
        for party in meant:
            entry = table.entry(passage, instrument, party, hit.start(), "withdrawal")
            status = w.ANNOUNCED if announced else w.PROPOSED
            entry.cells["status"].append(page.cell(passage, hit.start(), hit.end(), text=status))
        if announced:
            return
    if not meant:
        _opposing(page, passage, table)


def _is_announced(text: str, hit: re.Match[str]) -> bool:
    """Whether somebody will leave or is leaving."""
    before = text[: hit.start()]
    return w.WILL.search(before) is not None or (hit.group().endswith("ing") and w.IS.search(before) is not None)


def _asked_to_leave(passage: Passage, instrument: Instrument, hit: re.Match[str], parties: Parties) -> list[Named]:
    """Who is to leave, where somebody proposes it: the first named in the words or right behind them, else those listed
    before "their countries"."""
    text, told = passage.text, passage.at(hit.start(), hit.end())
    if told is None or not (told.act in w.PROPOSALS or w.PROPOSING.search(text)):
        return []
    named = [
        each
        for each in parties.named(text)
        if each.kind in ("name", "seat") and not _in_name(each, passage, instrument)
    ]
    inside = [each for each in named if hit.start() <= each.start and each.end <= hit.end() + 40][:1]
    return inside or (_listed_before(text, named, hit.start()) if w.THEIRS.search(text[: hit.start()]) else [])


def _opposing(page: Page, passage: Passage, table: _Table) -> None:
    """Who opposes the leaving that the sentences just before told of."""
    opposed = next((each for each in passage.told if each.act is Act.OPPOSES), None)
    if opposed is None and not w.OPPOSES.search(passage.text):
        return
    start, end = 0, len(passage.text)
    if opposed is not None:
        start, end = opposed.span.start - passage.span.start, min(end, opposed.span.end - passage.span.start)
    end = max(start + 1, end)
    by = opposed.by if opposed else passage.speaker(start, end)
    for entry in table.kept.values():
        near = entry.last[0] == passage.document.id and 0 < passage.n - entry.last[1] <= NEAR_BEHIND
        if entry.kind and near:
            cell = page.cell(passage, max(0, start), end, text=w.OPPOSED, by=by, act=Act.OPPOSES.value)
            entry.cells["status"].append(cell)


def _in_name(party: Named, passage: Passage, instrument: Instrument) -> bool:
    """Whether the word is a part of the instrument's name ("the Ottawa Convention")."""
    return instrument.passage is passage and instrument.start <= party.start < instrument.end


def _listed_before(text: str, named: list[Named], at: int) -> list[Named]:
    """The first list of countries before ``at`` ("ministers of A, B and C … that their countries")."""
    found: list[Named] = []
    for each in named:
        joined = not found or w.LISTED.fullmatch(text, found[-1].end, each.start)
        if each.end > at or not joined:
            break
        found.append(each)
    return found


def _conduct(page: Page, passage: Passage, instrument: Instrument, parties: Parties, table: _Table) -> None:
    """What somebody calls a conflict with the instrument: kept with the party whose standing or doing is meant."""
    text, hit = passage.text, w.CONFLICT.search(passage.text)
    told = passage.at(hit.start(), hit.end()) if hit else None
    if hit is None or told is None or told.own_words:
        return
    speaker = parties.of(told.by)
    named = [
        each
        for each in parties.named(text)
        if each.kind in ("name", "seat") and (speaker is None or each.key != speaker.key)
    ]
    inside = [each for each in named if told.span.start <= each.start + passage.span.start < told.span.end]
    last = [each for each in table.kept.values() if each.last[0] == passage.document.id and each.party]
    start = max(0, told.span.start - passage.span.start)
    stop = re.compile(r"\s+(?:because|since|as)\b|[.;”]").search(text, hit.end())
    end = min(stop.start() if stop else len(text), max(hit.end(), told.span.end - passage.span.start))
    leaving = [each for each in last if each.kind and w.STEP.search(told.words)]
    meant = [table.entry(passage, instrument, inside[0], hit.start())] if inside else leaving or last[-1:]
    for entry in meant:
        entry.cells["conduct"].append(page.cell(passage, min(start, hit.start()), end))


def _treaty(page: Page, kept: _Kept) -> Treaty:
    fields: dict[str, Any] = {field: chain(cells) for field, cells in kept.cells.items()}
    every = tuple(fields.values())
    who = kept.party.party if kept.party else ""
    return Treaty(
        id=page.entry_id(name, kept.told, f"{kept.instrument.key} {who} {kept.kind} {kept.at}"),
        title=" · ".join(part for part in (kept.instrument.words, who, kept.kind) if part),
        when=next((cell.as_of for cell in fields["status"] if cell.as_of), kept.when),
        claims=claims_of(*every),
        statements=statements_of(*every),
        story=kept.told.story,
        verdict=page.verdict(cell for field in every for cell in field),
        **fields,
    )
