"""The evidence page of a line: every sentence that carries it, with source, cue and content marked, and its context;
the witnesses in their camps, the figures over time, what editors signed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from livebrief.publish import charts
from livebrief.publish.addresses import speaker_page
from livebrief.publish.directory import Told
from livebrief.publish.edition import Edition
from livebrief.publish.linked import claim_review
from livebrief.records.articles import Document
from livebrief.records.readings import Material
from livebrief.records.spans import Quote, Span, hull
from livebrief.records.statements import Sighting
from livebrief.records.verdicts import Stance, Witness

Piece = tuple[str, str]


class Exhibit(msgspec.Struct, frozen=True, kw_only=True):
    """One carrying passage: the sentence before, the passage in marked pieces, the sentence after, and its papers."""

    statement: str
    act: str
    source: str
    role: str
    unnamed: bool
    reason: str
    via: tuple[str, ...]
    outlet: str
    title: str
    url: str
    published: str
    published_how: str
    known_at: str
    document: str
    capture: str
    language: str
    before: str
    pieces: tuple[Piece, ...]
    after: str
    quote: Quote
    copy_of: str = ""
    page: str = ""


def line(key: str, edition: Edition) -> dict[str, Any] | None:
    """What stands on a line's page; None for a claim without one."""
    shelf, material, directory = edition.shelf, edition.material, edition.directory
    update = shelf.line(key)
    if update is None:
        return None
    clm = material.groups.claims.get(update.claim)
    wanted = clm.statements if clm else tuple(cited.statement for cited in update.citations)
    told = [directory.by_statement[each] for each in wanted if each in directory.by_statement]
    signed = material.groups.signed.get(update.claim, ())
    return {
        "line": update,
        "told": told,
        "evidence": evidence_of(told, material),
        "camps": _camps(update.verdict.witnesses),
        "chains": [(each, charts.chain(each.figures, each.role)) for each in shelf.chains(update.claim)],
        "history": shelf.history(update.claim),
        "speakers": [each.key for each in directory.actors.values() if each.name == update.slots.speaker][:1],
        "reviews": [claim_review(update, each, edition.outlet_name, edition.language) for each in signed],
    }


def evidence_of(told: Iterable[Told], material: Material) -> list[Exhibit]:
    """An exhibit of each standing statement, in order of publication, undated ones last."""
    found = [_exhibit(each.sighting, each.document, material) for each in told]
    return sorted(found, key=lambda each: (each.published or "9999", each.outlet, each.statement))


def _exhibit(sgt: Sighting, doc: Document, material: Material) -> Exhibit:
    spans = (*sgt.source.spans, *sgt.cue, *sgt.content) or (Span(0, 0),)
    whole = _sentences_of(doc, hull(spans))
    copy = material.copies.get(doc.id)
    return Exhibit(
        statement=sgt.statement.id,
        act=sgt.act.value,
        source=sgt.source.name,
        role=sgt.source.role,
        unnamed=sgt.source.unnamed,
        reason=sgt.source.reason,
        via=tuple(link.name for link in sgt.via),
        outlet=doc.outlet,
        title=doc.title,
        url=doc.url,
        published=doc.published.value,
        published_how=doc.published.how,
        known_at=material.known_at[doc.id].isoformat(),
        document=doc.id,
        capture=doc.capture,
        language=doc.language,
        before=_neighbour(doc, whole, -1),
        pieces=tuple(_pieces(doc.text, whole, sgt)),
        after=_neighbour(doc, whole, 1),
        quote=Quote.take(doc.text, hull(sgt.content or sgt.cue or spans)),
        copy_of=copy.of if copy else "",
        page=speaker_page(sgt, doc),
    )


def _sentences_of(doc: Document, span: Span) -> Span:
    return hull([span, *(sent for sent in doc.sentences if sent.overlaps(span))])


def _neighbour(doc: Document, whole: Span, step: int) -> str:
    if step < 0:
        before = [sent for sent in doc.sentences if sent.end <= whole.start]
        return before[-1].of(doc.text) if before else ""
    after = [sent for sent in doc.sentences if sent.start >= whole.end]
    return after[0].of(doc.text) if after else ""


def _pieces(text: str, whole: Span, sgt: Sighting) -> list[Piece]:
    """The passage cut where a mark begins or ends; where marks overlap, cue wins over source over content."""
    kind_at = [""] * len(whole)
    for kind, spans in (("content", sgt.content), ("source", sgt.source.spans), ("cue", sgt.cue)):
        for span in spans:
            for n in range(max(span.start, whole.start), min(span.end, whole.end)):
                kind_at[n - whole.start] = kind
    pieces: list[Piece] = []
    begin = 0
    for n in range(1, len(kind_at) + 1):
        if n == len(kind_at) or kind_at[n] != kind_at[begin]:
            pieces.append((text[whole.start + begin : whole.start + n], kind_at[begin]))
            begin = n
    return pieces


def _camps(witnesses: tuple[Witness, ...]) -> list[tuple[str, list[Witness]]]:
    """Witnesses by stance: who supports, who denies, who asks, who only comments."""
    return [
        (stance.value, found)
        for stance in Stance
        if (found := [witness for witness in witnesses if witness.stance is stance])
    ]
