"""Law 3: every shown line re-slices from its citations and rebuilds from the cited record. Else it is withheld.

Two checks. ``check_line`` holds a line with slots against the material. ``check_text`` holds a bare string against its
record: only the line that the record rebuilds passes; anything else is named by the slot in which it departs.
"""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache

from livebrief.brief.compose import cited_spans, compose, slots_of
from livebrief.brief.departures import Departure, departure
from livebrief.records.articles import Document
from livebrief.records.briefings import Citation, Slots, Update
from livebrief.records.mentions import TimeMention
from livebrief.records.readings import Material
from livebrief.records.spans import Quote, Span
from livebrief.records.statements import Sighting


class Fault(StrEnum):
    """Why a line is withheld: the closed list."""

    WRONG_SPEAKER = "wrong-speaker"
    WRONG_ACT = "wrong-act"
    WRONG_POLARITY = "wrong-polarity"
    WRONG_CERTAINTY = "wrong-certainty"
    WRONG_VIA = "wrong-via"
    WRONG_FIGURE = "wrong-figure"
    WRONG_ROLE = "wrong-role"
    WRONG_ORDER = "wrong-order"
    MISSING_ATTRIBUTION = "missing-attribution"
    NOT_IN_SOURCE = "not-in-source"
    WRONG_SPAN = "wrong-span"
    WRONG_TEXT = "wrong-text"


def cite(sgt: Sighting, doc: Document) -> tuple[Citation, ...]:
    """The citations of the sighting's line, one per piece shown. Law: each span re-slices to its quote."""
    return tuple(_citation(sgt, doc, span) for span in cited_spans(sgt, doc))


def check_line(update: Update, material: Material) -> Fault | None:
    """None when the line is faithful to its cited record, else its first fault. Pure; never raises on bad lines."""
    if not update.citations:
        return Fault.NOT_IN_SOURCE
    for citation in update.citations:
        if fault := _check_citation(citation, material):
            return fault
    first = update.citations[0]
    sgt = _cited(first, material)
    doc = material.documents[first.document]
    if sgt is None:
        return Fault.NOT_IN_SOURCE
    if fault := check_record(sgt, doc):
        return fault
    shown = tuple(each.span for each in update.citations if each.statement == first.statement)
    if shown != cited_spans(sgt, doc):
        return Fault.WRONG_SPAN
    if fault := _check_slots(update.slots, slots_of(sgt, doc)):
        return fault
    return None if update.text == compose(update.slots) else check_text(update.text, sgt, doc) or Fault.WRONG_TEXT


def check_text(text: str, sighting: Sighting, doc: Document) -> Fault | None:
    """None when ``text`` is the line that the record rebuilds, else the slot in which it departs.

    Strict on purpose: a paraphrase is not rebuilt by its record and does not pass.
    """
    if fault := check_record(sighting, doc):
        return fault
    slots = slots_of(sighting, doc)
    if text == compose(slots):
        return None
    return _FAULT_OF[departure(text, slots)]


def check_record(sgt: Sighting, doc: Document) -> Fault | None:
    """Whether the record itself holds: its document, spans inside the text, figures that stand where they say."""
    if sgt.document != doc.id:
        return Fault.NOT_IN_SOURCE
    spans = [*sgt.content, *sgt.cue, *sgt.source.spans, *(figure.span for figure in sgt.figures)]
    if not cited_spans(sgt, doc) or any(span.end > len(doc.text) for span in spans):
        return Fault.WRONG_SPAN
    if not sgt.source.name.strip():
        return Fault.MISSING_ATTRIBUTION
    for figure in sgt.figures:
        if figure.span.of(doc.text) != figure.text or any(figure.span.overlaps(time.span) for time in _dates(sgt)):
            return Fault.WRONG_FIGURE
    return None


def _dates(sgt: Sighting) -> list[TimeMention]:
    return [time for time in sgt.times if time.type in ("DATE", "TIME")]


def _check_citation(citation: Citation, material: Material) -> Fault | None:
    doc = material.documents.get(citation.document)
    if doc is None or _cited(citation, material) is None:
        return Fault.NOT_IN_SOURCE
    if citation.span.end > len(doc.text) or citation.span.of(doc.text) != citation.quote.exact:
        return Fault.WRONG_SPAN
    return None


def _check_slots(slots: Slots, record: Slots) -> Fault | None:
    if not slots.speaker:
        return Fault.MISSING_ATTRIBUTION
    for name, fault in _SLOT_FAULTS:
        if getattr(slots, name) != getattr(record, name):
            return fault
    if sorted(slots.figures) != sorted(record.figures):
        texts = sorted(text for _, text in slots.figures) == sorted(text for _, text in record.figures)
        return Fault.WRONG_ROLE if texts else Fault.WRONG_FIGURE
    if slots.content != record.content:
        return _FAULT_OF[departure(compose(slots), record)]
    return None


def _cited(citation: Citation, material: Material) -> Sighting | None:
    for sgt in material.sightings.get(citation.document, ()):
        if sgt.statement.id == citation.statement:
            return sgt
    return None


def _citation(sgt: Sighting, doc: Document, span: Span) -> Citation:
    return Citation(
        statement=sgt.statement.id,
        document=doc.id,
        article=doc.article,
        outlet=doc.outlet,
        span=span,
        quote=_shared(Quote.take(doc.text, span)),
        url=doc.url,
        published=doc.published.value,
    )


@lru_cache(maxsize=1 << 12)  # a line's carriers mostly have the same words
def _shared(quote: Quote) -> Quote:
    return quote


_SLOT_FAULTS = (
    ("speaker", Fault.WRONG_SPEAKER),
    ("unnamed", Fault.WRONG_SPEAKER),
    ("act", Fault.WRONG_ACT),
    ("verb", Fault.WRONG_ACT),
    ("polarity", Fault.WRONG_POLARITY),
    ("certainty", Fault.WRONG_CERTAINTY),
    ("via", Fault.WRONG_VIA),
    ("quoted", Fault.WRONG_TEXT),
)
_FAULT_OF = {
    Departure.SPEAKER: Fault.WRONG_SPEAKER,
    Departure.NO_SPEAKER: Fault.MISSING_ATTRIBUTION,
    Departure.ACT: Fault.WRONG_ACT,
    Departure.VIA: Fault.WRONG_VIA,
    Departure.FIGURE: Fault.WRONG_FIGURE,
    Departure.ROLE: Fault.WRONG_ROLE,
    Departure.ORDER: Fault.WRONG_ORDER,
    Departure.HEDGE: Fault.WRONG_CERTAINTY,
    Departure.NEGATION: Fault.WRONG_POLARITY,
    Departure.WORDS: Fault.NOT_IN_SOURCE,
    Departure.FORM: Fault.WRONG_TEXT,
}
