"""Links of figure chains as cells of a ledger. Owns that one translation; what a figure means was settled in the check."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from livebrief.desks.page import Page
from livebrief.records.ledgers import Cell, Flag, current
from livebrief.records.stories import Chain, Figure

PART = "part-of"
AT_ONCE = frozenset({"launched", "intercepted", "lost", "hit"})


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


def laid_out(page: Page, chain: Chain) -> tuple[list[Cell], list[Flag]]:
    """A chain's whole counts as cells, oldest first, and what stands beside them as flags.

    Only the chain's standing counters have cells, with their history. Who repeats a standing figure is cited under it;
    who gave another one that no longer stands, gives a part, or says the same less exactly, is told in a flag.
    """
    counters = {figure.by: figure for figure in chain.current if not _is_vaguer(figure, chain.current)}
    cells: list[Cell] = []
    flags: list[Flag] = []
    for figure in chain.figures:
        again = next((other for other in counters.values() if same_number(figure, other)), None)
        if figure.relation == PART:
            flags.append(_flag(PART, figure))
        elif figure.by in counters or (again is None and _holds(figure)):
            cells.append(figure_cell(page, figure))
        elif again is not None:
            cell = figure_cell(page, figure)
            cells.append(
                msgspec.structs.replace(figure_cell(page, again), statements=cell.statements, as_of=cell.as_of)
            )
        else:
            flags.append(_flag("less-exact" if figure.bound != "exact" else "superseded", figure))
    return cells, flags


def as_whole(chain: Chain) -> Chain:
    """The chain itself, or, where every link is a part (of those launched), the same links as counts of their own."""
    if any(figure.relation != PART for figure in chain.figures):
        return chain
    figures = tuple(msgspec.structs.replace(figure, relation="first") for figure in chain.figures)
    last = {figure.by: figure for figure in figures}
    return msgspec.structs.replace(chain, figures=figures, current=tuple(last.values()))


def same_number(one: Figure, other: Figure) -> bool:
    """Whether two links give the same value or range, and as exactly."""
    return (one.value, one.low, one.high, one.bound) == (other.value, other.low, other.high, other.bound)


def _holds(figure: Figure) -> bool:
    """Whether another's count of what was over at once (an attack's, not a rising toll) stands as that of a named counter."""
    return figure.role in AT_ONCE and not figure.by.startswith(("outlet:", "publisher:"))


def part_flag(figure: Figure) -> Flag:
    """That a link counts only a part of what is counted elsewhere."""
    return _flag(PART, figure)


def _flag(kind: str, figure: Figure) -> Flag:
    whole = f" of {figure.whole:g}" if figure.whole else ""
    says = f"{figure.text}{whole} {figure.role}: {figure.by_name or figure.by}, {figure.as_of[:10]}"
    return Flag(kind=kind, says=f"{says} ({figure.why})" if figure.why else says, statements=(figure.statement,))


def _is_vaguer(figure: Figure, others: Sequence[Figure]) -> bool:
    """Whether another standing figure lies within what this one, less exact, allows."""
    if figure.bound not in ("at least", "at most") or figure.value is not None:
        return False
    low, high = figure.low or 0.0, figure.high if figure.high is not None else float("inf")
    return any(other.by != figure.by and other.value is not None and low <= other.value <= high for other in others)


def standing(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """Each counter's current figure, the newest first."""
    return tuple(sorted(current(cells), key=lambda cell: cell.as_of, reverse=True))
