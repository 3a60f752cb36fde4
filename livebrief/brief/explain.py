"""Why a claim reads as it does: a colleague's answer as a record. Who says, who carries it, why this verdict, from where."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from livebrief.brief.compose import compose, slots_of, verdict_words
from livebrief.brief.lines import Told, of_claim, told_now
from livebrief.records.readings import Material
from livebrief.records.stories import Claim
from livebrief.records.verdicts import Verdict, Witness


class Provenance(msgspec.Struct, frozen=True, kw_only=True):
    """Where one statement stands: down to the capture of the page and the sentence."""

    line: str
    sentence: str
    outlet: str
    published: str
    known: str
    url: str
    statement: str
    document: str
    capture: str
    copy_of: str = ""


class Explanation(msgspec.Struct, frozen=True, kw_only=True):
    """The answer in the order of a conversation; every field is text or lists of text, so that it prints as it is."""

    claim: str
    story: str
    verdict: str
    answer: str
    who_says: tuple[str, ...]
    carried_by: tuple[str, ...]
    why: tuple[str, ...]
    moved_by: tuple[str, ...]
    rules: str
    provenance: tuple[Provenance, ...]


def explain(claim: Claim, verdict: Verdict, material: Material) -> Explanation:
    """Who says it, carried by whom, why this verdict, which statements moved it, and where each stands."""
    told = told_now(material)
    standing = of_claim(claim, told)
    moved = dict.fromkeys(statement for reason in verdict.reasons for statement in reason.statements)
    return Explanation(
        claim=claim.id,
        story=claim.story,
        verdict=verdict.value.value,
        answer=verdict_words(verdict),
        who_says=tuple(_who(witness) for witness in verdict.witnesses),
        carried_by=tuple(dict.fromkeys(outlet for each in verdict.witnesses for outlet in each.carriers)),
        why=tuple(reason.says for reason in verdict.reasons),
        moved_by=tuple(_moving(each, told) for each in moved),
        rules=verdict.rules,
        provenance=tuple(_provenance(each, material) for each in standing),
    )


def _moving(statement: str, told: Mapping[str, Told]) -> str:
    """The line of a statement that moved the verdict, and who carries it; its id when its article no longer has it."""
    if statement not in told:
        return f"{statement} (no longer in its article)"
    each = told[statement]
    return f"{compose(slots_of(each.sighting, each.document))} ({each.document.outlet}, {each.document.published.day})"


def _who(witness: Witness) -> str:
    name = witness.name + (" (unnamed source)" if witness.unnamed else "")
    side = f", of the side {witness.side}" if witness.side else ""
    return f"{name} {witness.stance.value}{side}; in {', '.join(witness.carriers)}"


def _provenance(told: Told, material: Material) -> Provenance:
    doc = told.document
    spans = told.sighting.content or told.sighting.cue
    holding = next((sent for sent in doc.sentences if spans and sent.overlaps(spans[0])), None)
    copy = material.copies.get(doc.id)
    return Provenance(
        line=compose(slots_of(told.sighting, doc)),
        sentence=holding.of(doc.text) if holding else "",
        outlet=doc.outlet,
        published=doc.published.value,
        known=told.known,
        url=doc.url,
        statement=told.statement,
        document=doc.id,
        capture=doc.capture,
        copy_of=copy.of if copy else "",
    )
