"""The notices desk: which office is closed, restricted or open, since when, until when, why, and what it tells people.

Owns one entry per office. An expected reopening is an ``until``, never an ``open``; a state stays until somebody says
otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from livebrief.desks.desk import chain, claims_of, statements_of
from livebrief.desks.noticing import states as s
from livebrief.desks.noticing.offices import Office, Offices
from livebrief.desks.noticing.orders import ORDERS
from livebrief.desks.page import Page, Passage, Told
from livebrief.records.ledgers import Cell, Column, Notice

name = "notices"
title = "Notices"
notice = "What offices and those who report on them say. Check with the office before you go."
columns: tuple[Column, ...] = (
    Column(field="who", heading="Office"),
    Column(field="where", heading="Where"),
    Column(field="state", heading="State"),
    Column(field="since", heading="Since"),
    Column(field="until", heading="Until"),
    Column(field="reopened", heading="Reopened"),
    Column(field="reason", heading="Reason"),
    Column(field="advice", heading="Advice"),
)
FIELDS = ("who", "state", "reason", "since", "until", "reopened", "advice")


MINISTRY = "ministry"  # texts that name one mostly speak of something else: only its advice to people is kept
_TO_PEOPLE = re.compile(r"\b(?:nationals|travel\w*|passengers|tourists|leave the country)\b", re.I)
DIPLOMATIC = frozenset({"embassy", "consulate"})
CLOSE = (
    40  # code points between other offices and their state: texts that name a ministry mostly speak of something else
)
_CLAUSE = re.compile(r";|,\s(?:while|but|whereas|and)\s")  # where another clause begins
_ASIDE = re.compile(r",\s[^,;]{2,60}\s(?:said|says|announced|added),")  # who says so, put in between
_SPEAKS = re.compile(r"\b(?:said|says|saying|announced|told|reported|claimed|warned|suggested|destroyed|accused)\b")
_OF_ITSELF = re.compile(r"\b(?:it|they|its|their|the (?:embassy|consulate|mission|embassies))\b")


class _Kept(msgspec.Struct, kw_only=True):
    office: Office
    told: Told
    at: int
    when: str
    cells: dict[str, list[Cell]]


def read(page: Page) -> Iterator[Notice]:
    """One entry per office that is said to be closed, restricted or open again, in the order of first word."""
    kept: list[_Kept] = []
    offices = Offices(page, page.parties)
    for passage in page.passages:
        found = s.states(passage)
        here = offices.of(passage, found)
        for office in here if passage.told else ():
            open_to_all = office.kind != MINISTRY
            mine = [state for state in found if open_to_all and _concerns(passage.text, office, state, here)]
            entry = _entry_of(kept, office, passage, founding=bool(mine) or _advises(passage, office))
            if entry is None:
                continue
            _add_states(page, passage, office, mine, entry)
            _add_around(page, passage, entry, mine)
    yield from (_notice(page, each) for each in kept if any(each.cells[said] for said in ("state", "until", "advice")))


def _advises(passage: Passage, office: Office) -> bool:
    """Whether a mission tells people what to do: a notice even while it is open."""
    told = s.ADVICE.search(passage.text)
    if told is None or not 0 <= told.start() - office.end <= CLOSE:
        return False
    return office.kind in DIPLOMATIC or (office.kind == MINISTRY and _TO_PEOPLE.search(told["what"]) is not None)


def _concerns(text: str, office: Office, state: s.State, here: list[Office]) -> bool:
    """Whether the state is this office's: of offices named apart, the one nearest to the word; not of what it speaks of."""
    between = _ASIDE.sub(",", text[office.end : state.start])
    if office.kind not in DIPLOMATIC and len(between) > CLOSE:
        return False
    if office.end < state.start and _SPEAKS.search(between) and not _OF_ITSELF.search(between):
        return False
    others = [each for each in here if each.kind != MINISTRY or each.start < state.start] or here
    clause = [
        each for each in others if not _CLAUSE.search(text[min(each.end, state.end) : max(each.start, state.start)])
    ]
    nearest = min((each.start for each in clause or others), key=lambda start: (abs(start - state.start), start))
    said = text[state.start : state.end].casefold()
    plain = office.kind not in DIPLOMATIC and re.fullmatch(r"(?:is|are|was|were|be) open", said) is not None
    opened = plain or said in ("opened", "open", "opens")  # no news of an office, but of a shelter
    return office.start == nearest and (office.kind == "shelter" or not opened)


def _entry_of(kept: list[_Kept], office: Office, passage: Passage, *, founding: bool) -> _Kept | None:
    found = next((each for each in kept if each.office.same(office)), None)
    if found is None and founding:
        found = _Kept(
            office=office,
            told=passage.told[0],
            at=office.start,
            when=passage.day,
            cells={field: [] for field in FIELDS},
        )
        kept.append(found)
    if found is not None and found.office.place is None and office.place is not None:
        found.office = office
    return found


def _add_states(page: Page, passage: Passage, office: Office, mine: list[s.State], entry: _Kept) -> None:
    add = entry.cells
    if mine or not add["who"]:
        add["who"].append(page.cell(passage, *office.words))
    for state in mine:
        day = state.time.value[:10] if state.time else passage.day
        if state.expected:
            if state.time:
                add["until"].append(_time_cell(page, passage, state))
            continue
        if office.kind in ORDERS and state.goes_on and add["state"]:
            continue  # "the notice stays in force": told already
        add["state"].append(page.cell(passage, state.start, state.end, text=state.state, as_of=day))
        closed_before = any(cell.text == s.CLOSED for cell in add["state"])
        again = re.match(r"re-?open|resum", passage.text[state.start : state.end], re.I) is not None
        if state.state == s.OPEN and (closed_before or again):
            text = passage.text[state.start : state.end]
            add["reopened"].append(
                _time_cell(page, passage, state)
                if state.time
                else page.cell(passage, state.start, state.end, text=text, as_of=day)
            )
        elif state.state != s.OPEN and state.time and not state.goes_on:
            add["since"].append(_time_cell(page, passage, state))


def _time_cell(page: Page, passage: Passage, state: s.State) -> Cell:
    assert state.time is not None
    start = state.time.span.start - passage.span.start
    return page.cell(passage, start, start + len(state.time.text), as_of=state.time.value[:10])


def _add_around(page: Page, passage: Passage, entry: _Kept, mine: list[s.State]) -> None:
    """Why, until when, and what people are told to do: in the sentence of the state, or in the office's own words."""
    own = any(told.by == passage.outlet or told.own_words for told in passage.told)
    closing = next((state.end for state in mine if state.state != s.OPEN), -1)
    why = s.reason(passage.text, closing)
    cue = s.REASON.search(passage.text)
    if why and (mine or (own and cue and "received" in cue["cue"])):
        entry.cells["reason"].append(page.cell(passage, *why))
    until = s.UNTIL.search(passage.text)
    if until and mine:
        start, end = until.span("end")
        days = [each.value[:10] for each in passage.times if start <= each.span.start - passage.span.start < end]
        entry.cells["until"].append(page.cell(passage, start, end, as_of=days[0] if days else passage.day))
    if told := s.advice(passage.text):
        entry.cells["advice"].append(page.cell(passage, *told))


def _notice(page: Page, kept: _Kept) -> Notice:
    fields = {field: chain(cells) for field, cells in kept.cells.items()}
    every = tuple(fields.values())
    given: dict[str, Any] = dict(fields)
    office = kept.office
    return Notice(
        id=page.entry_id(name, kept.told, f"{office.kind} {office.owner} {kept.at}"),
        title=f"{office.party} · {office.kind}" + (f" · {office.place.name}" if office.place else ""),
        when=next((cell.as_of for cell in fields["since"]), kept.when),
        where=(office.place,) if office.place else (),
        kind=office.kind,
        claims=claims_of(*every),
        statements=statements_of(*every),
        story=kept.told.story,
        verdict=page.verdict(cell for field in every for cell in field),
        **given,
    )
