"""What a desk is: a name, a table's columns, a notice, and rules that read a Page into entries of one record type.

To add one, see docs/add-a-desk.md. The protocol's laws: ``read`` is a pure function of its page (no clock, no store);
every cell that it makes cites statements of the page or an attached reference; entries come in the order of ``when``
and first statement; a reprint changes nothing but the statements cited.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

import msgspec

from livebrief.desks.page import Page
from livebrief.nlp.words import fold
from livebrief.records.ledgers import BESIDE, AnyEntry, Cell, Column, Total


class Desk(Protocol):
    """One ledger's keeper. Modules satisfy it: a desk is a file with these names at its top level."""

    name: str
    title: str
    columns: tuple[Column, ...]
    notice: str

    def read(self, page: Page) -> Iterator[AnyEntry]:
        """The desk's entries, lazily, from what the page shows."""
        ...


class Totalling(Protocol):
    """A desk that also sums what may be summed."""

    def totals(self, entries: Sequence[AnyEntry]) -> tuple[Total, ...]:
        """Sums over addable entries, each with what was left out and why."""
        ...


def chain(cells: Iterable[Cell]) -> tuple[Cell, ...]:
    """Cells as a field keeps them: oldest first; the same value by the same speaker again only adds its statements.

    Law: idempotent. "Again" means against that speaker's word before, so that a return to an older value is kept.
    """
    kept: list[Cell] = []
    last: dict[str, int] = {}
    for cell in sorted(cells, key=lambda each: each.as_of):
        before = last.get(cell.by)
        if before is not None and _same(kept[before], cell):
            merged = tuple(dict.fromkeys((*kept[before].statements, *cell.statements)))
            kept[before] = msgspec.structs.replace(kept[before], statements=merged)
            continue
        last[cell.by] = len(kept)
        kept.append(cell)
    return tuple(kept)


def beside(cells: Iterable[Cell]) -> tuple[Cell, ...]:
    """Cells of a field in which a later word replaces none before it, oldest first; the same words by the same speaker
    again only add their statements. Law: idempotent."""
    kept: dict[tuple[str, str], Cell] = {}
    for cell in sorted(cells, key=lambda each: each.as_of):
        before = kept.setdefault((cell.by, fold(cell.text)), msgspec.structs.replace(cell, relation=BESIDE))
        merged = tuple(dict.fromkeys((*before.statements, *cell.statements)))
        kept[(cell.by, fold(cell.text))] = msgspec.structs.replace(before, statements=merged)
    return tuple(kept.values())


def by_noun(cells: Iterable[Cell]) -> tuple[Cell, ...]:
    """Counts of several nouns by one speaker stand side by side ("16 houses", "two kindergartens"), each by its last word."""
    found = tuple(cells)
    if len({cell.unit for cell in found}) < 2:
        return chain(found)
    last = {(cell.by, cell.unit): cell for cell in sorted(found, key=lambda each: each.as_of)}
    return beside(last.values())


def _same(one: Cell, other: Cell) -> bool:
    if (one.value, one.low, one.high) != (None, None, None):
        return (one.value, one.low, one.high, one.bound, one.unit) == (
            other.value,
            other.low,
            other.high,
            other.bound,
            other.unit,
        )
    return fold(one.text) == fold(other.text)


def statements_of(*fields: Iterable[Cell]) -> tuple[str, ...]:
    """The statements of several fields' cells, each once, in order."""
    return tuple(dict.fromkeys(some for cells in fields for cell in cells for some in cell.statements))


def claims_of(*fields: Iterable[Cell]) -> tuple[str, ...]:
    """The claims of several fields' cells, each once, in order."""
    return tuple(dict.fromkeys(cell.claim for cells in fields for cell in cells if cell.claim))
