"""Why: from any id that the desk shows to the claim behind it, and that claim's evidence, reasons and provenance."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from livebrief.brief import explain as brief_explain
from livebrief.brief.lines import line_id
from livebrief.check import chains, judge
from livebrief.errors import Missing
from livebrief.records.ledgers import Ledger
from livebrief.records.readings import Material


def explain(some_id: str, material: Material, ledgers: Callable[[], Iterable[Ledger]]) -> brief_explain.Explanation:
    """The explanation of the claim that an id stands for; ``ledgers`` are kept only for an entry's id. Missing if unknown."""
    kept = ledgers() if some_id.startswith("ent_") else ()
    founding = (entry.claims[0] for each in kept for entry in each.entries if entry.id == some_id and entry.claims)
    clm = material.groups.claims[_claim_for(next(founding, some_id), material)]
    return brief_explain.explain(clm, judge(clm, material), material, chains(material))


def _claim_for(some_id: str, material: Material) -> str:
    """The claim that an id stands for: itself or where it redirects, a statement's or line's, the first of a story or
    document."""
    groups = material.groups
    wanted = groups.redirects.get(some_id, some_id)
    if wanted in groups.claims:
        return wanted
    if wanted in groups.claim_of:
        return groups.claim_of[wanted]
    for clm in groups.claims.values():
        if wanted in (clm.story, clm.development):
            return clm.id
    for sgt in material.sightings.get(wanted, ()):
        return groups.claim_of[sgt.statement.id]
    if wanted.startswith("lin") and (shown := _line_claim(wanted, material)):
        return shown
    raise Missing(
        "no claim, line, statement, story, document or entry has this id",
        subject=some_id,
        way_out="see `livebrief brief --json`",
    )


def _line_claim(line: str, material: Material) -> str:
    """The claim that a line shows; empty for a line of another moment."""
    claim_of = material.groups.claim_of
    every = ((doc, sgt.statement.id) for doc, mine in material.sightings.items() for sgt in mine)
    told = ((claim_of[stm], stm, doc) for doc, stm in every if stm in claim_of)
    return next((claim for claim, stm, doc in told if line_id(claim, stm, doc) == line), "")
