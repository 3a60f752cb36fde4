"""The aid desk: who promises what to whom, and what became of it. One entry per pledge, however often it is announced.

Owns the entries and their totals. Refuses to add what cannot be added (no sum, an appeal, cancelled, only reported) and
says so for each.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from livebrief.desks.desk import chain, claims_of, statements_of
from livebrief.desks.giving import words as w
from livebrief.desks.giving.pledges import APPEAL, USE, Pledge, kinds, pledges
from livebrief.desks.giving.reading import tellings
from livebrief.desks.giving.telling import Telling
from livebrief.desks.page import SILENT_ACTS, Page
from livebrief.desks.slots import Slot, offset
from livebrief.records.ledgers import Aid, AnyEntry, Cell, Column, Flag, Total
from livebrief.records.mentions import QuantityMention

name = "aid"
title = "Aid"
notice = "What sources say was promised, and what they say became of it. Totals leave out what cannot be added, and say what."
columns: tuple[Column, ...] = (
    Column(field="donor", heading="From"),
    Column(field="recipient", heading="To"),
    Column(field="category", heading="Kind"),
    Column(field="item", heading="What"),
    Column(field="amount", heading="Sum"),
    Column(field="stage", heading="Stage"),
    Column(field="delivered", heading="Delivered"),
    Column(field="programme", heading="Programme"),
)
AHEAD = 4  # sentences behind a report in which somebody may decline to confirm it (looked at on the demo beat)
JOINED = 24  # code points between a sum and its thing in one phrase ("worth more than"); judgement
_PURPOSE = re.compile(r"\b(for|to|towards?)\s+(?:the\s+)?$")
_DECISION = ("decision", "permission", "move", "authori", "report", "policy", "step")


def read(page: Page) -> Iterator[Aid]:
    """One entry per pledge, in the order in which they were first told."""
    parties = page.parties
    found = (telling for passage in page.passages for telling in tellings(page, passage, parties))
    for pledge in pledges(found):
        yield _entry(page, pledge)


def totals(entries: Sequence[AnyEntry]) -> tuple[Total, ...]:
    """Per currency, what is pledged and what is delivered, over addable entries; all others are left out by name."""
    aid = [each for each in entries if isinstance(each, Aid)]
    out = tuple((each.id, each.why_not) for each in aid if not each.addable)
    made: list[Total] = []
    for what, field in (("pledged", "amount"), ("delivered", "delivered")):
        sums: dict[str, list[tuple[str, float]]] = defaultdict(list)
        for each in aid:
            cell = _last_sum(getattr(each, field))
            if each.addable and cell is not None:
                sums[cell.unit].append((each.id, _number(cell)))
        made += [
            Total(
                what=what,
                value=sum(number for _, number in parts),
                unit=unit,
                entries=tuple(some for some, _ in parts),
                left_out=out,
            )
            for unit, parts in sorted(sums.items())
        ]
    return tuple(made)


def _last_sum(cells: Sequence[Cell]) -> Cell | None:
    numbered = [cell for cell in cells if cell.unit and _number(cell)]
    return numbered[-1] if numbered else None


def _number(cell: Cell) -> float:
    return next((each for each in (cell.value, cell.low, cell.high) if each is not None), 0.0)


def _entry(page: Page, pledge: Pledge) -> Aid:
    told = pledge.tellings
    fields = {
        "donor": chain(_cell(page, each, each.donor) for each in told if each.donor),
        "recipient": chain(_cell(page, each, each.recipient) for each in told if each.recipient),
        "item": chain(page.cell(each.passage, *each.item) for each in told if each.item),
        "amount": chain(_whole_sums(page, told)),
        "delivered": chain(_delivered(page, pledge)),
        "programme": chain(_appeal_cells(page, pledge)),
        "stage": chain(cell for each in told for cell in _stages(page, each)),
    }
    addable, why_not = _addable(pledge, fields)
    first = told[0].passage.told[0]
    every = tuple(fields.values())
    cells: dict[str, Any] = dict(fields)
    return Aid(
        id=page.entry_id(name, first, f"{told[0].at}"),
        title=_title(pledge, fields),
        when=told[0].as_of,
        category=kinds(pledge),
        claims=claims_of(*every),
        statements=statements_of(*every),
        story=first.story,
        verdict=page.verdict(cell for field in every for cell in field),
        flags=tuple(_flags(page, pledge)),
        addable=addable,
        why_not=why_not,
        **cells,
    )


def _cell(page: Page, telling: Telling, slot: Slot) -> Cell:
    """The words that name a party; a speaker who is only meant ("our appeal") by the name that the record has."""
    if slot.end > slot.start:
        return page.cell(slot.passage, slot.start, slot.end)
    return page.cell(telling.passage, telling.at, telling.end, text=slot.party.party if slot.party else "")


def _whole_sums(page: Page, told: Iterable[Telling]) -> Iterator[Cell]:
    """Sums of the pledge itself: not of payments out of it, nor of what an appeal brought in."""
    for each in told:
        if each.whole is not None:
            yield page.count(each.passage, each.whole)
        elif each.amount is not None and not each.rest and not _received(each):
            yield page.count(each.passage, each.amount)


def _delivered(page: Page, pledge: Pledge) -> Iterator[Cell]:
    for each in pledge.tellings:
        if each.stage != w.DELIVERED and not _received(each):
            continue
        if each.amount is not None:
            yield page.count(each.passage, each.amount, as_of=each.as_of)
        elif each.item is not None:
            yield page.cell(each.passage, *each.item, as_of=each.as_of)


def _received(telling: Telling) -> bool:
    """What an appeal brought in."""
    return telling.kind == APPEAL and telling.again


def _appeal_cells(page: Page, pledge: Pledge) -> Iterator[Cell]:
    if pledge.kind == APPEAL:
        first = pledge.tellings[0]
        yield page.cell(first.passage, first.at, first.end, text="appeal")


def _stages(page: Page, telling: Telling) -> Iterator[Cell]:
    if telling.stage:
        yield page.cell(telling.passage, telling.at, telling.end, text=telling.stage, as_of=telling.as_of)
    if telling.reported:
        yield page.cell(
            telling.passage, telling.at, telling.end, text=w.REPORTED, as_of=telling.as_of, by=_reporter(telling)
        )


def _reporter(telling: Telling) -> str:
    told = telling.passage.at(telling.at, telling.end)
    return told.sighting.via[-1].name if told and told.sighting.via else telling.passage.outlet


def _addable(pledge: Pledge, fields: dict[str, tuple[Cell, ...]]) -> tuple[bool, str]:
    stages = {cell.text for cell in fields["stage"]}
    reasons = (
        (pledge.kind == APPEAL, "an appeal, not a pledge"),
        (pledge.kind == USE, "leave to use what was given, not help by itself"),
        (not fields["amount"], "no sum is given"),
        (w.CANCELLED in stages, "cancelled"),
        (w.DELAYED in stages and w.DELIVERED not in stages, "delayed"),
        (bool(stages) and stages <= {w.REPORTED}, "only reported"),
        (not fields["recipient"], "no recipient is named"),
        (len({(cell.value, cell.unit) for cell in fields["amount"]}) > 1, "sources give different sums"),
    )
    why = next((reason for holds, reason in reasons if holds), "")
    return not why, why


def _flags(page: Page, pledge: Pledge) -> Iterator[Flag]:
    for each in pledge.tellings:
        told = each.passage.at(each.at, each.end)
        here = (told.id,) if told else ()
        if each.due:
            yield Flag(kind="expected", says=f"expected {each.due}", statements=here)
        if each.planned:
            yield Flag(kind="planned", says="said to be intended: not yet done", statements=here)
        if each.reported or each.kind == USE:
            yield from _not_confirmed(page, each)


def _not_confirmed(page: Page, telling: Telling) -> Iterator[Flag]:
    """Those who, in the sentences behind, would not confirm it."""
    seen: set[str] = set()
    for passage in page.after(telling.passage, AHEAD):
        for told in passage.told:
            about = any(word in passage.text.casefold() for word in _DECISION) or passage.n == telling.passage.n + 1
            if told.act in SILENT_ACTS and about and told.by not in seen:
                seen.add(told.by)
                yield Flag(kind="not-confirmed", says=f"{told.by}: {told.act.value}", statements=(told.id,))


def _title(pledge: Pledge, fields: dict[str, tuple[Cell, ...]]) -> str:
    """Giver, what, to whom: names and stored words in a fixed order."""
    giver = next((each.donor.party.party for each in pledge.tellings if each.donor and each.donor.party), "")
    getter = next(
        (each.recipient.party.party for each in pledge.tellings if each.recipient and each.recipient.party), ""
    )
    what = [cells[0].text for cells in (fields["amount"], fields["item"], fields["programme"]) if cells]
    first = pledge.tellings[0]
    if first.item and first.amount and first.whole is None and len(what) > 1 and what[0] == first.amount.text:
        what = _as_written(first, first.item, first.amount)
    return " · ".join(part for part in (giver, *what, f"to {getter}" if getter else "") if part)


def _as_written(telling: Telling, item: tuple[int, int], amount: QuantityMention) -> list[str]:
    """Sum and thing as their sentence joins them ("$12 million in loans"), apart where more stands between them; "for"
    where the sum is for the thing."""
    text, (start, end) = telling.passage.text, offset(telling.passage, amount)
    begin, stop = item
    between = text[end:begin] if end <= begin else text[stop:start]
    if end <= begin and (lead := _PURPOSE.search(between)):
        return [text[start:end], f"{lead[1]} {text[begin:stop]}"]
    if len(between) > JOINED:
        return [text[start:end], text[begin:stop]]
    return [text[min(start, begin) : max(end, stop)]]
