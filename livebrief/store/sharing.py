"""Words and spans that many records of a desk have in common, kept once. Owns memory; refuses to change a value.

Records are shared just after they were decoded, while nobody else holds them: that alone is why frozen fields may be
set here, each to an equal value. Measured on 18,000 demo articles, perturbed: see docs/QUALITY.md.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from sys import intern
from typing import Any

from msgspec.structs import force_setattr

from livebrief.records.articles import Document
from livebrief.records.mentions import PlaceMention, QuantityMention, TimeMention
from livebrief.records.spans import Span
from livebrief.records.statements import Factuality, Sighting, Source, Statement

Mentions = tuple[TimeMention, ...] | tuple[PlaceMention, ...] | tuple[QuantityMention, ...]
SPANS = 1 << 15  # spans are small and near the start of their texts: most are met again within a few hundred articles


def share_sighting(sgt: Sighting) -> Sighting:
    """The sighting, its words and spans shared."""
    _words(sgt, _SIGHTING)
    _words(sgt.statement, _STATEMENT)
    force_setattr(sgt, "factuality", _factuality(sgt.factuality))
    force_setattr(sgt, "cue", _spans(sgt.cue))
    force_setattr(sgt, "content", _spans(sgt.content))
    force_setattr(sgt, "source", _source(sgt.source))
    force_setattr(sgt, "via", tuple(map(_source, sgt.via)))
    force_setattr(sgt, "times", _mentions(sgt.times))
    force_setattr(sgt, "places", _mentions(sgt.places))
    force_setattr(sgt, "figures", _mentions(sgt.figures))
    force_setattr(sgt, "desks", _names(sgt.desks))
    return sgt


def share_document(doc: Document) -> Document:
    """The document, its spans and the names that others share."""
    _words(doc, _DOCUMENT)
    force_setattr(doc, "sentences", _spans(doc.sentences))
    force_setattr(doc, "blocks", _spans(doc.blocks))
    force_setattr(doc, "facts", _facts(tuple(doc.facts.items())))
    return doc


def _words(record: Any, fields: Iterable[str]) -> None:
    for field in fields:
        value = getattr(record, field)
        if value:
            force_setattr(record, field, intern(value))


@lru_cache(maxsize=SPANS)
def _spans(found: tuple[Span, ...]) -> tuple[Span, ...]:
    return tuple(map(_span, found))


@lru_cache(maxsize=SPANS)
def _span(span: Span) -> Span:
    return span


@lru_cache(maxsize=1 << 13)  # most are the same words at the same place of copies
def _mentions(found: Mentions) -> Mentions:
    for each in found:
        _words(each, _MENTION[type(each)])
        force_setattr(each, "span", _span(each.span))
    return found


@lru_cache(maxsize=256)  # a handful of polarities, certainties and tenses
def _factuality(found: Factuality) -> Factuality:
    return found


def _source(source: Source) -> Source:
    _words(source, _SOURCE)
    force_setattr(source, "spans", _spans(source.spans))
    return _speaking(source)


@lru_cache(maxsize=256)  # desks that keep one statement
def _names(found: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(intern, found))


@lru_cache(maxsize=1 << 12)  # outlets in their own words, and who speaks at the same place of copies
def _speaking(source: Source) -> Source:
    return source


@lru_cache(maxsize=1 << 10)  # the rules that win are few; a document's facts are never changed
def _facts(found: tuple[tuple[str, str], ...]) -> dict[str, str]:
    return {intern(name): intern(rule) for name, rule in found}


def _of_words(record: type[Any], *but: str) -> tuple[str, ...]:
    fields = zip(record.__struct_fields__, record.__annotations__.values(), strict=True)
    return tuple(name for name, kind in fields if kind == "str" and name not in but)


_SIGHTING = _of_words(Sighting, "id")
_STATEMENT = _of_words(Statement)
_SOURCE = _of_words(Source)
_MENTION = {kind: _of_words(kind) for kind in (TimeMention, PlaceMention, QuantityMention)}
_DOCUMENT = _of_words(Document, "capture", "text", "title", "url")
