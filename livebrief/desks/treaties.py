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
SIGNED, RATIFIED, ACCEDED, WITHDREW, PARTY, NOT_PARTY = (
    "signed",
    "ratified",
    "acceded",
    "withdrew",
    "party",
    "not a party",
)
SUSPENDED = "suspended"
PROPOSED, OPPOSED, ANNOUNCED = "withdrawal proposed", "withdrawal opposed", "withdrawal announced"
_OBJECT = (
    r"(?:it|them|the (?:\w+ )?(?:convention|treaty|protocol|pact|accord|statute|covenant|charter)|(?:the )?[A-Z]\w+)"
)
_STATUS = re.compile(
    rf"\b(?P<ratified>ratif(?:y|ies|ied))\b|\b(?P<acceded>acced(?:es?|ed) to|join(?:s|ed)? (?={_OBJECT}))"
    r"|\b(?P<suspended>suspend(?:s|ed) (?:its|their) participation)\b"
    r"|\b(?P<revoked>revok(?:e[sd]?|ing) (?:its|their|[A-Z][\w.]+['’]s?) ratification)\b"
    rf"|\b(?P<withdrew>(?:withdr(?:ew|awn)|pulled out|quit|exited) (?:from |of )?(?={_OBJECT}))|\b(?P<signed>signed(?= {_OBJECT})|is a signatory"
    r"|are signatories|was a signatory)\b"
    r"|\b(?P<party>(?:(?:is|are|remains?|became|becomes?) (?:a |states? )?|(?<=, )(?:a |both |states? )?)part(?:y|ies)\b(?:(?= to)|(?=\.))|(?:is|are|remains?) bound by)"
    r"|\b(?P<left>(?:withdrawal|exit|departure)(?= from\b[^.;]{1,80}\b(?:took effect|came into (?:force|effect)|entered into force|became (?:effective|final)|is complete)))"
    rf"|\b(?P<leaving>(?:voted|decided|agreed|moved|chose)(?=(?: (?:in|on|last|this|late|early|overwhelmingly|unanimously|narrowly)(?: \w+){{0,2}})? to (?:leave|quit|withdraw from|exit|pull out of) {_OBJECT})"
    rf"|(?:deposited|submitted|filed|lodged|handed in|sent|notified)(?= [^.;]{{0,60}}\b(?:withdrawal|its (?:exit|departure))\b)"
    rf"|(?:began|begun|started|initiated|launched)(?= [^.;]{{0,40}}\b(?:leaving|withdraw\w*|exit(?:ing)?|quitting)\b))"
    r"|\b(?P<out>(?:is|are|was|were) (?:not|neither) (?:an? |states? )?(?:part(?:y|ies)|signator(?:y|ies)|members?)|never signed|(?:has|have|had) (?:not|never|not yet|yet to|refused to)"
    r" (?:sign(?:ed)?|join(?:ed)?|ratif(?:y|ied)|accede[sd]? to)|(?:remains?|stay(?:s|ed)?|is|are|kept) outside (?:the )?(?:convention|treaty|pact|accord|protocol|statute)|non-?(?:party|signatory|member)"
    r"|(?:ha(?:s|ve|d) )?(?:refused|declined) to (?:sign|join|ratify))\b"
)
_KEYS = {
    "ratified": RATIFIED,
    "acceded": ACCEDED,
    "withdrew": WITHDREW,
    "revoked": WITHDREW,
    "suspended": SUSPENDED,
    "left": WITHDREW,
    "leaving": ANNOUNCED,
    "signed": SIGNED,
    "party": PARTY,
    "out": NOT_PARTY,
}
_NEGATED = re.compile(
    r"\b(?:not|never|n['’]t|neither|yet to|without having|must|should|may|could|would|to|refus\w+ to)\s+(?:yet\s+)?$",
    re.I,
)
_COUNTED = re.compile(r"\b(?:sign|ratif|join|acced|agree|part(?:y|ies)\b|member|adopt|bound)", re.I)
_NEITHER = re.compile(r"\b(?:neither|none)\b[^.;]*$", re.I)
_OWNS = re.compile(r"['’]s?\s+(?:\w+\s+)?")
_COUNTRY_WORD = re.compile(r"\bthe (?:country|nation|state|government)\s+$", re.I)
_LEAVING = re.compile(
    r"\b(?:withdraw(?:al|ing)?\b|pull(?:ing)? out|leav(?:e|ing)\b|quit(?:ting)?\b|tak(?:e|ing)\b[^.;]{1,60}?\bout of\b|exit(?:ing)?\b)",
    re.I,
)
_CONFLICT = re.compile(
    r"\b(?:violat\w+|breach\w*|contraven\w+|contrary to|incompatible|inconsistent with|problematic|flout\w*|against the spirit)\b",
    re.I,
)
_ELSEWHERE = re.compile(
    r"\s+(?:from\s+|of\s+)?(?:the\s+)?[A-Z]\w+"
)  # "leave the International Court": no treaty is named
_LISTED = re.compile(r"\s*(?:,|and|,\s*and)\s+(?:the\s+)?")
_THEIRS = re.compile(r"\b(?:their|its|his|her|the) (?:countr(?:y|ies)|states?|nations?|governments?)\b|\bthey\b", re.I)
_STEP = re.compile(r"\b(?:step|move|decision|withdrawal|plan|leaving)s?\b", re.I)
_WILL = re.compile(r"\b(?:will|would|intends? to|plans? to|decided to|is to|are to|going to)\s+(?:\w+ly\s+)?$", re.I)
_IS = re.compile(r"\b(?:is|are|was|were|be)\s+(?:\w+ly\s+)?$", re.I)
PROPOSALS = frozenset({Act.URGES, Act.SUPPORTS, Act.PROMISES, Act.ANNOUNCES})
_MONTHS = "January February March April May June July August September October November December".split()
# Where no statement of the sentence carries the date ("…, which the country ratified in June 2011").
_IN_YEAR = re.compile(rf"[^.;]{{0,40}}?\bin\s+(?:(?P<month>{'|'.join(_MONTHS)})\s+)?(?P<year>(?:19|20)\d\d)\b")
_HOW_MANY = re.compile(
    r"\b(?:(?P<least>more than|at least|over)\s+|(?P<about>about|some|nearly|almost)\s+)?(?P<n>\d[\d,]*)\s+(?:member\s+)?(?:states|countries|nations"
    r"|governments|(?:states )?parties|(?:member|signatory|party )?(?:states|members|signatories))\b",
    re.I,
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
    parties, table = Parties(page.beat), _Table(page)
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
    text = passage.text
    for hit in _STATUS.finditer(text):
        key = _KEYS[str(hit.lastgroup)]
        neither = _NEITHER.search(text[: hit.start()]) is not None and key in (SIGNED, RATIFIED, ACCEDED, PARTY)
        if key != NOT_PARTY and _NEGATED.search(text[: hit.start()]):
            continue
        key = NOT_PARTY if neither else key
        inside = [each for each in parties.named(text) if hit.start() < each.start < hit.end()]
        owner = next(
            (
                each
                for each in parties.named(text)
                if hit.lastgroup == "left" and _OWNS.fullmatch(text, each.end, hit.start())
            ),
            None,
        )
        inside = [owner] if owner else inside
        for party in inside or _subjects(text, hit.start(), parties):
            day = _date_behind(passage, hit.end()) or passage.day
            kind = "withdrawal" if key == ANNOUNCED else ""
            entry = table.entry(passage, instrument, party, hit.start(), kind)
            entry.cells["status"].append(page.cell(passage, hit.start(), hit.end(), text=key, as_of=day))


def _subjects(text: str, at: int, parties: Parties) -> list[Named]:
    """The parties that the verb is about: those joined by "and" right before it; "the country" is the last one named."""
    named = [each for each in parties.named(text[:at]) if acting(text, each) and each.kind != "unlisted"]
    if not named:
        return []
    if _COUNTRY_WORD.search(text[:at]):
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
    written = _IN_YEAR.match(passage.text, at)
    return found or (_iso(written) if written else "")


def _iso(hit: re.Match[str]) -> str:
    month = f"-{_MONTHS.index(hit['month']) + 1:02d}" if hit["month"] else ""
    return f"{hit['year']}{month}"


def _numbers(page: Page, passage: Passage, instrument: Instrument, table: _Table) -> None:
    """How many states are bound, as said."""
    for hit in _HOW_MANY.finditer(passage.text) if _COUNTED.search(passage.text) else ():
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
    text, hit = passage.text, _LEAVING.search(passage.text)
    told = passage.at(hit.start(), hit.end()) if hit else next(iter(passage.told), None)
    if hit and _ELSEWHERE.match(text[hit.end() :]) and instrument.passage is not passage:
        return
    if hit and (_WILL.search(text[: hit.start()]) or (hit.group().endswith("ing") and _IS.search(text[: hit.start()]))):
        for party in _subjects(text, hit.start(), parties):
            entry = table.entry(passage, instrument, party, hit.start(), "withdrawal")
            entry.cells["status"].append(page.cell(passage, hit.start(), hit.end(), text=ANNOUNCED))
        return
    if (
        hit
        and told
        and (
            told.act in PROPOSALS
            or re.search(
                r"\b(?:called? (?:on|for)|propos\w+|motion|wants?|recommend\w*|advis\w+|suggest\w+|urg\w+|consider\w*)\b",
                text,
                re.I,
            )
        )
    ):
        named = [
            each
            for each in parties.named(text)
            if each.kind in ("name", "seat") and not _in_name(each, passage, instrument)
        ]
        inside = [each for each in named if hit.start() <= each.start and each.end <= hit.end() + 40][:1]
        meant = inside or (_listed_before(text, named, hit.start()) if _THEIRS.search(text[: hit.start()]) else [])
        for party in meant:
            entry = table.entry(passage, instrument, party, hit.start(), "withdrawal")
            entry.cells["status"].append(page.cell(passage, hit.start(), hit.end(), text=PROPOSED))
        if meant:
            return
    for entry in table.kept.values():
        near = entry.last[0] == passage.document.id and 0 < passage.n - entry.last[1] <= NEAR_BEHIND
        opposed = next((each for each in passage.told if each.act is Act.OPPOSES), None)
        if entry.kind and near and (opposed or re.search(r"\boppos(?:e|es|ed)\b", text)):
            spot = (opposed.span.start - passage.span.start) if opposed else 0
            end = max(spot + 1, min(len(text), opposed.span.end - passage.span.start) if opposed else len(text))
            by = opposed.by if opposed else passage.speaker(spot, end)
            entry.cells["status"].append(
                page.cell(passage, max(0, spot), end, text=OPPOSED, by=by, act=Act.OPPOSES.value)
            )


def _in_name(party: Named, passage: Passage, instrument: Instrument) -> bool:
    """Whether the word is a part of the instrument's name ("the Ottawa Convention")."""
    return instrument.passage is passage and instrument.start <= party.start < instrument.end


def _listed_before(text: str, named: list[Named], at: int) -> list[Named]:
    """The first list of countries before ``at`` ("ministers of A, B and C … that their countries")."""
    found: list[Named] = []
    for each in named:
        joined = not found or _LISTED.fullmatch(text, found[-1].end, each.start)
        if each.end > at or not joined:
            break
        found.append(each)
    return found


def _conduct(page: Page, passage: Passage, instrument: Instrument, parties: Parties, table: _Table) -> None:
    """What somebody calls a conflict with the instrument: kept with the party whose standing or doing is meant."""
    text, hit = passage.text, _CONFLICT.search(passage.text)
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
    leaving = [each for each in last if each.kind and _STEP.search(told.words)]
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
