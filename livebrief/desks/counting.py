"""Links of figure chains as cells of a ledger. Owns that one translation; what a figure means was settled in the check."""

from __future__ import annotations

from livebrief.desks.page import Page
from livebrief.records.ledgers import Cell, current
from livebrief.records.stories import Figure

SUPERSEDED = "superseded"


def figure_cell(page: Page, figure: Figure) -> Cell:
    """A link of a chain as a cell: the words, who counts, the day it holds for, its claim and verdict."""
    told = page.by_statement.get(figure.statement)
    verdict = page.verdicts.get(figure.claim)
    return Cell(
        text=figure.text,
        statements=(figure.statement,),
        by=figure.by_name or figure.by,
        act=told.act.value if told else "",
        as_of=figure.as_of[:10],
        value=figure.value,
        low=figure.low,
        high=figure.high,
        bound=figure.bound,
        unit=figure.unit,
        relation=figure.relation,
        claim=figure.claim,
        verdict=verdict.value.value if verdict else "",
    )


def standing(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """Each counter's current figure, superseded ones left out, the newest first."""
    kept = [cell for cell in current(cells) if cell.verdict != SUPERSEDED]
    return tuple(sorted(kept, key=lambda cell: cell.as_of, reverse=True))
