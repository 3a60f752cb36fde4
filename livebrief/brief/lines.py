"""From a claim to a line: which of its sightings is shown, what answers it, what it cites, when and where.

Refuses to show a line that the citation check faults; such a line becomes a Withheld with its reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from livebrief.brief.cite import Fault, check_line, check_text, cite
from livebrief.brief.compose import compose, slots_of, verdict_words
from livebrief.records.articles import Document
from livebrief.records.briefings import Citation, Update, Withheld
from livebrief.records.ids import content_id
from livebrief.records.readings import Material
from livebrief.records.statements import Act, Sighting, Speech
from livebrief.records.stories import Claim
from livebrief.records.verdicts import BESIDE, Stance, Verdict

OPEN_ACTS = frozenset({Act.DECLINES, Act.NEITHER, Act.CANNOT_VERIFY, Act.NOT_CONFIRMED})
MAX_ANSWERS = 3  # answers under one line: more belong to the claim's own page


class Told(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A sighting with its document and when the desk learnt of it (ISO)."""

    sighting: Sighting
    document: Document
    known: str

    @property
    def statement(self) -> str:
        """The statement's id."""
        return self.sighting.statement.id


def not_shown(material: Material) -> set[str]:
    """The ids that an editor hides or holds back now."""
    embargoed = (key for key, each in material.groups.embargoed.items() if material.as_of < each.until)
    return {*material.groups.hidden, *embargoed}


def told_now(material: Material, before: Mapping[str, Told] | None = None) -> dict[str, Told]:
    """Every statement that stands in its article's newest revision, and is neither hidden nor embargoed, by id. Equal
    records of ``before``, an earlier answer, are used again."""
    return told_in(material.current, material, before or {})


def told_in(articles: Iterable[str], material: Material, before: Mapping[str, Told] | None = None) -> dict[str, Told]:
    """As :func:`told_now`, of these articles alone."""
    hidden = not_shown(material)
    found: dict[str, Told] = {}
    for article in articles:
        doc = material.documents.get(material.current.get(article, ""))
        if doc is None or article in hidden or doc.id in hidden:
            continue
        known = material.known_at[doc.id].isoformat()
        for sgt in material.sightings.get(doc.id, ()):
            statement = sgt.statement.id
            if statement not in hidden:
                told = before.get(statement) if before else None
                same = told is not None and told.sighting is sgt and told.document is doc and told.known == known
                found[statement] = told if told and same else Told(sighting=sgt, document=doc, known=known)
    return found


def of_claim(claim: Claim, told: Mapping[str, Told]) -> list[Told]:
    """The claim's standing statements, the one to show first."""
    return sorted((told[each] for each in claim.statements if each in told), key=_showing_order)


def make_line(
    shown: Told, others: Iterable[Told], claim: Claim, verdict: Verdict, material: Material
) -> Update | Withheld:
    """The line of one sighting, checked; ``others`` are the claim's other statements, cited after it."""
    sgt, doc = shown.sighting, shown.document
    slots = slots_of(sgt, doc)
    rest = list(others)
    update = Update(
        id=line_id(claim.id, shown.statement, doc.id),
        text=compose(slots),
        slots=slots,
        citations=cite(sgt, doc) + _other_citations(rest),
        verdict=verdict,
        claim=claim.id,
        story=claim.story,
        development=claim.development,
        when=sgt.happened,
        where=tuple(dict.fromkeys(place.name for place in sgt.places)),
        published=doc.published.value,
        outlets=_outlets([shown, *rest]),
        answers=(verdict_words(verdict), *_beside(verdict), *_answers(shown, rest, verdict)),
    )
    fault = check_line(update, material)
    return update if fault is None else withheld(shown, fault)


def line_id(claim: str, statement: str, document: str) -> str:
    """The id of the line that shows this statement of a claim, as this document has it."""
    return content_id("lin", [claim, statement, document])


def withheld(told: Told, fault: Fault) -> Withheld:
    """The note that a line was not shown; its detail names the document."""
    return Withheld(statement=told.statement, reason=fault.value, detail=told.document.id)


def _showing_order(told: Told) -> tuple[bool, bool, bool, bool, bool, str, str]:
    """Assertions, denials, silences; named before unnamed, speakers before outlets, own words first, then the earliest."""
    sgt = told.sighting
    return (
        sgt.act in OPEN_ACTS,
        sgt.act is Act.DENIES,
        sgt.source.unnamed,
        sgt.statement.speech is Speech.ASSERTED,
        sgt.statement.speech is not Speech.DIRECT,
        told.known,
        told.statement,
    )


def _other_citations(others: Iterable[Told]) -> tuple[Citation, ...]:
    return tuple(citation for told in others for citation in cite(told.sighting, told.document))


def _outlets(told: Iterable[Told]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.document.outlet for each in told if each.document.outlet))


def _beside(verdict: Verdict) -> list[str]:
    """What stands beside the figures: sums that do not fit, and what attached series have."""
    return [reason.says for reason in verdict.reasons if reason.feature in BESIDE]


def _answers(shown: Told, others: Iterable[Told], verdict: Verdict) -> list[str]:
    """The lines of those who answer the claim otherwise than the line shown, one per witness, each checked."""
    stance_of = {stm: each.stance for each in verdict.witnesses for stm in each.statements}
    witness_of = {stm: each.key for each in verdict.witnesses for stm in each.statements}
    mine = stance_of.get(shown.statement, Stance.SUPPORTS)
    lines: dict[str, str] = {}
    for told in others:
        if stance_of.get(told.statement, mine) is mine:
            continue
        text = compose(slots_of(told.sighting, told.document))
        if check_text(text, told.sighting, told.document) is None:
            lines.setdefault(witness_of[told.statement], text)
    return list(lines.values())[:MAX_ANSWERS]
