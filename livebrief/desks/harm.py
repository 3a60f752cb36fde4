"""The harm desk: the plight of civilians, by place and day, as figure chains; and explosive hazards.

Owns the entries. Refuses to add up, to choose between counters, to count a part as the whole, and any place finer than
the sources published. How figures relate was settled in the check; here they are laid beside each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from livebrief.desks.counting import laid_out, standing
from livebrief.desks.desk import beside, by_noun, chain, claims_of, statements_of
from livebrief.desks.harming.hazards import hazards
from livebrief.desks.harming.incidents import CIVILIAN, UNSAID, Count, Incident, incidents, is_day, is_old, where
from livebrief.desks.harming.local import FIELDS, Local, locals_of
from livebrief.desks.harming.persons import joined
from livebrief.desks.harming.when import LEAD, day_of, day_of_story, place_of, places_of
from livebrief.desks.harming.words import CIVILIANS, ORDER, SINGLE, cause_in
from livebrief.desks.page import Page, Passage
from livebrief.records.ledgers import BESIDE, Cell, Column, Flag, Harm, current

name = "harm"
title = "Harm"
notice = (
    "Counts as their sources gave them, never added up here. Places are no finer than the sources published;"
    " an empty field means that nobody is quoted, not that nobody was harmed."
)
columns: tuple[Column, ...] = (
    Column(field="when", heading="Day"),
    Column(field="where", heading="Place"),
    Column(field="who", heading="Who"),
    Column(field="cause", heading="Cause"),
    Column(field="killed", heading="Killed"),
    Column(field="injured", heading="Injured"),
    Column(field="missing", heading="Missing"),
    Column(field="detained", heading="Detained"),
    Column(field="displaced", heading="Displaced"),
    Column(field="without_power", heading="Without power"),
    Column(field="damaged", heading="Damaged"),
    Column(field="kinds", heading="Mines and ordnance"),
    Column(field="live_for", heading="Said to stay live"),
    Column(field="contaminated", heading="Contaminated"),
    Column(field="cleared", heading="Cleared"),
)
THINGS = ("damaged", "without_power")  # counted with their nouns
_PLAIN = re.compile(
    r"(?:an?|no|nobody|none)\b(?!.*\b(?:was|were|is|died|dies|killed|dead|hurt|injured)\b)\D*$", re.IGNORECASE
)
BRIEF = 3  # words of "a young storeman": longer ones tell more than the number
_SAID = {"killed": "killed", "injured": "injured", "missing": "missing", "without_power": "without power"}


def read(page: Page) -> Iterator[Harm]:
    """Incidents in the order in which they were first told, then hazards."""
    mined = list(hazards(page))
    taken = {some for each in mined for some in each.statements}
    found = incidents(page)
    read_alone = joined(page, locals_of(page, found))
    covered = {id(each) for local in read_alone for each in local.incidents}
    for local in read_alone:
        told = _local(page, local)
        if (
            told is not None
            and not {some for cell in (*told.killed, *told.injured) for some in cell.statements} <= taken
        ):
            taken |= set(told.statements)
            yield told
    for incident in (each for each in found if id(each) not in covered):
        statements = {figure.statement for count in incident.counts for figure in count.chain.figures}
        entry = _entry(page, incident)
        if not statements <= taken and (entry.where or is_day(entry.when)):
            taken |= statements
            yield entry
    yield from (_single(page, passage) for passage in page.passages if _is_single(passage, taken))
    yield from mined


def _local(page: Page, local: Local) -> Harm | None:
    """The entry of a story without a toll; None when nothing of it can be cited."""
    fields: dict[str, tuple[Cell, ...]] = dict.fromkeys(ORDER, ())
    for incident in local.incidents:
        for field in ORDER:
            fields[field] = (*fields[field], *_cells(page, incident, field))
    for field in FIELDS:
        alone = (
            fields[field] if len(local.documents) == 1 else ()
        )  # several articles together say more than one's count
        fields[field] = tuple(local.cells(page, field)) or alone
    fields = {field: by_noun(cells) if field in THINGS else chain(cells) for field, cells in fields.items()}
    every = tuple(fields.values())
    statements = statements_of(*every)
    founder = next((page.by_statement[some] for some in statements if some in page.by_statement), None)
    if founder is None:
        return None
    fields["cause"] = beside(causes_in(page, [passage for passages in local.documents for passage in passages[:LEAD]]))
    places = place_of(local)
    day = day_of_story(local)
    shown: dict[str, Any] = dict(fields)
    flags = [flag for field in FIELDS for flag in local.otherwise(field)]
    flags += [flag for incident in local.incidents for flag in _flags(page, incident)]
    cited = (*statements_of(*fields.values()), *(some for flag in flags for some in flag.statements))
    return Harm(
        id=page.entry_id(name, founder, local.story),
        title=_title(places[0].name if places else "", day, fields),
        when=day,
        where=places,
        who=next((each.who for each in local.incidents if each.who != UNSAID), UNSAID),
        claims=claims_of(*every),
        statements=tuple(dict.fromkeys(cited)),
        story=local.story,
        verdict=page.verdict(cell for field in every for cell in current(field)),
        flags=tuple(flags),
        **shown,
    )


def _is_single(passage: Passage, taken: set[str]) -> bool:
    """A sentence that tells of one person hurt without a number, in a statement that no entry has."""
    if not passage.told or SINGLE.search(passage.text) is None:
        return False
    return not any(told.id in taken for told in passage.told) and bool(passage.places)


def _single(page: Page, passage: Passage) -> Harm:
    said = SINGLE.search(passage.text)
    assert said is not None  # told by _is_single
    cell = page.cell(passage, said.start(), said.end(), value=1.0, unit="person")
    cause = cause_in(passage.text)
    causes = (page.cell(passage, cause.start(), cause.end()),) if cause else ()
    places = tuple(place for place in passage.places if place.precision)
    return Harm(
        id=page.entry_id(name, passage.told[0], f"single {passage.n}"),
        title=_title(places[0].name if places else "", passage.day, dict.fromkeys(ORDER, ()) | {"injured": (cell,)}),
        when=passage.day,
        where=places,
        who=CIVILIAN if CIVILIANS.search(cell.text) else UNSAID,
        injured=(cell,),
        cause=causes,
        claims=claims_of((cell,), causes),
        statements=statements_of((cell,), causes),
        story=passage.told[0].story,
        verdict=page.verdict((cell,)),
    )


def _entry(page: Page, incident: Incident) -> Harm:
    cells_of = {field: tuple(_cells(page, incident, field)) for field in ORDER}
    fields = {field: by_noun(found) if field in THINGS else chain(found) for field, found in cells_of.items()}
    fields["cause"] = beside(causes_in(page, (each for count in incident.counts for each in count.passages)))
    passing = is_old(incident.day, incident.counts[0].passages[0])  # told in passing: not where its articles are
    places = where(page, incident) or (() if passing else places_of(_articles(page, incident)))
    day = day_of(incident)
    first = incident.counts[0].passages[0].told
    every = tuple(fields.values())
    cells: dict[str, Any] = dict(fields)
    founder = page.by_statement.get(incident.counts[0].chain.figures[0].statement) or first[0]
    return Harm(
        id=page.entry_id(name, founder, incident.counts[0].chain.id),
        title=_title(places[0].name if places else "", day, fields),
        when=day,
        where=places,
        who=incident.who,
        claims=claims_of(*every),
        statements=statements_of(*every),
        story=incident.counts[0].chain.story,
        verdict=page.verdict(cell for field in every for cell in current(field)),
        flags=tuple(_flags(page, incident)),
        **cells,
    )


def _articles(page: Page, incident: Incident) -> list[list[Passage]]:
    """The sentences of the articles that the incident's counts stand in, by article."""
    wanted = dict.fromkeys(passage.document.id for count in incident.counts for passage in count.passages)
    return [[each for each in page.passages if each.document.id == some] for some in wanted]


def _cells(page: Page, incident: Incident, field: str) -> Iterator[Cell]:
    for count in incident.counts:
        if count.field == field:
            yield from (_noun(cell, count) for cell in laid_out(page, count.chain)[0])


def _noun(cell: Cell, count: Count) -> Cell:
    """The figure with the noun that was counted, where it is not people; what was damaged or is without power is told with
    its noun ("two kindergartens")."""
    noun = count.chain.of or cell.unit
    unit = cell.unit if cell.unit not in ("", "person") else noun
    text = _with_noun(cell.text, noun, count.passages) if count.field in THINGS else cell.text
    return msgspec.structs.replace(cell, unit=unit or "person", text=text)


def _with_noun(text: str, noun: str, passages: Iterable[Passage]) -> str:
    form = re.compile(rf"\b{re.escape(text)}(?: [\w-]+){{0,3}}? {re.escape(noun)}\b") if text and noun else None
    found = (form.search(each.text) for each in passages) if form else iter(())
    return next((hit.group() for hit in found if hit), text)


def causes_in(page: Page, passages: Iterable[Passage]) -> Iterator[Cell]:
    """What sentences name as the cause, one cell per sentence that names one."""
    for passage in {(each.document.id, each.n): each for each in passages}.values():
        found = cause_in(passage.text)
        if found and passage.told:
            yield page.cell(passage, found.start(), found.end())


def _flags(page: Page, incident: Incident) -> Iterator[Flag]:
    for count in incident.counts:
        yield from count.chain.flags
        yield from laid_out(page, count.chain)[1]


_WRITTEN = re.compile(
    r"(?:\b(?:at least|about|around|more than|over|up to|nearly|almost|some|as many as|fewer than) )?"
    r"(?:\b\d[\d.,]*\d|\b\d|\b(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-[a-z]+)?|two|three|four|five|six|seven"
    r"|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|one|dozens|hundreds|thousands)\b)"
    r"(?: (?:hundred|thousand|million))?",
    re.IGNORECASE,
)


def _title(place: str, day: str, fields: dict[str, tuple[Cell, ...]]) -> str:
    """``PLACE, DAY: 15 or 16 killed, 33 injured``: each field's standing figures side by side."""
    parts = [f"{_said(fields[field])} {_SAID.get(field, field.replace('_', ' '))}" for field in ORDER if fields[field]]
    head = ", ".join(part for part in (place, day) if part)
    return ": ".join(part for part in (head, ", ".join(parts)) if part)


def _said(cells: tuple[Cell, ...]) -> str:
    """The standing figures; where nouns stand beside each other, each with its noun."""
    if any(cell.relation == BESIDE for cell in cells):
        return " and ".join(cell.text for cell in cells)
    return _words(cells)


def _words(cells: tuple[Cell, ...]) -> str:
    shown = {next(filter(None, (cell.value, cell.high, cell.low)), None): _number(cell) for cell in standing(cells)}
    return " or ".join(_each_once(reversed([*shown.values()] or [_number(cells[-1])])))


def _number(cell: Cell) -> str:
    """The number as its source writes it, without the words around it ("12 others, including two children, were injured");
    digits where the words only tell of it ("died", "a boy of 12")."""
    if cell.low is not None and cell.high is not None:  # as a range, whatever words join it
        return f"{cell.low:g}–{cell.high:g}"
    found = next((hit for hit in _WRITTEN.finditer(cell.text) if _is_its(hit.group(), cell)), None)
    if found is not None or cell.value is None:
        return found.group() if found else cell.text
    brief = len(cell.text.split()) <= BRIEF and _PLAIN.match(cell.text) is not None
    return cell.text if brief else "one" if cell.value == 1 else f"{cell.value:g}"


def _is_its(written: str, cell: Cell) -> bool:
    """Whether digits are the cell's number, not an age or a date among its words."""
    digits = written.rsplit(maxsplit=1)[-1].replace(",", "")
    return not digits.isdigit() or float(digits) in (cell.value, cell.low, cell.high)


def _each_once(words: Iterable[str]) -> list[str]:
    return list({word.casefold(): word for word in words}.values())
