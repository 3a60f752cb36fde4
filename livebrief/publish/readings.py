"""One line of `livebrief read --json` (DESIGN §4): a reading as plain data, offsets into ``text``."""

from __future__ import annotations

from typing import Any

from livebrief.records.mentions import EntityMention, Mention, PlaceMention, QuantityMention, TimeMention
from livebrief.records.readings import Reading
from livebrief.records.spans import Span, hull, pieces_text
from livebrief.records.statements import Sighting, Source


def as_line(reading: Reading, name: str = "") -> dict[str, Any]:
    """The reading in the stable form of the interface; every key is always there.

    ``name`` is the id that the input gave: it is given back as ``id``, else ``id`` is the document's.
    """
    doc = reading.document
    return {
        "id": name or doc.id,
        "document": doc.id,
        "article": doc.article,
        "address": reading.article.address,
        "url": doc.url,
        "outlet": doc.outlet,
        "title": doc.title,
        "byline": doc.byline,
        "published": doc.published.value or None,
        "published_how": doc.published.how,
        "language": doc.language,
        "wire_origin": doc.wire_origin,
        "text": doc.text,
        "dropped": [{"text": piece.text, "rule": piece.rule} for piece in doc.dropped],
        "sentences": [_ends(span) for span in doc.sentences],
        "mentions": [mention_line(mention) for mention in reading.mentions],
        "statements": [statement_line(sgt, doc.text) for sgt in reading.sightings],
        "facts": doc.facts,
    }


def statement_line(sgt: Sighting, text: str) -> dict[str, Any]:
    """One statement with its source, cue, content, act, factuality, times, places and figures."""
    return {
        "id": sgt.statement.id,
        "kind": sgt.statement.speech.value,
        "source": _source(sgt.source, text),
        "via": [{"name": link.name, "unnamed": link.unnamed} for link in sgt.via],
        "cue": _cue(sgt.cue, text),
        "content": [{"text": span.of(text), **_ends(span)} for span in sgt.content],
        "act": sgt.act.value,
        "factuality": {
            "polarity": sgt.factuality.polarity,
            "certainty": sgt.factuality.certainty,
            "tense": sgt.factuality.tense,
        },
        "happened": sgt.happened or None,
        "times": [mention_line(mention) for mention in sgt.times],
        "places": [mention_line(mention) for mention in sgt.places],
        "figures": [mention_line(mention) for mention in sgt.figures],
        "desks": list(sgt.desks),
    }


def mention_line(mention: Mention) -> dict[str, Any]:
    """A mention with its span, its words, its kind and its value fields."""
    head = {**_ends(mention.span), "text": mention.text}
    match mention:
        case EntityMention():
            kind = "entity"
        case TimeMention():
            kind = "time"
        case PlaceMention():
            kind = "place"
        case QuantityMention():
            kind = "quantity"
    values = {name: getattr(mention, name) for name in mention.__struct_fields__ if name not in ("span", "text")}
    if isinstance(mention, QuantityMention):
        values["value"] = _stated(mention)
    return {**head, "kind": kind, **values}


def _stated(mention: QuantityMention) -> float | None:
    """The number as stated: of an open bound the one that the text names; None for a range."""
    if mention.value is None and mention.bound in ("at least", "at most", "about"):
        return mention.low if mention.low is not None else mention.high
    return mention.value


def _source(source: Source, text: str) -> dict[str, Any]:
    whole = hull(source.spans) if source.spans else None
    return {
        "text": pieces_text(text, source.spans),
        "start": whole.start if whole else None,
        "end": whole.end if whole else None,
        "name": source.name,
        "kind": source.kind,
        "role": source.role,
        "unnamed": source.unnamed,
        "unnamed_type": source.unnamed_type,
        "reason": source.reason,
        "actor": source.actor,
        "side": source.side,
    }


def _cue(cue: tuple[Span, ...], text: str) -> dict[str, Any] | None:
    return {"text": pieces_text(text, cue), **_ends(hull(cue))} if cue else None


def _ends(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}
