"""What a trained reader's names do to places: which candidates they leave standing, and which places only it knows.

Owns the meeting of the two; the gazetteer and the choice among its rows are places.py's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from livebrief.annotate.choice import KNOWN, SETTLED
from livebrief.annotate.gazetteer import Row, load
from livebrief.nlp.ports import NameSpan
from livebrief.nlp.words import fold_name
from livebrief.records.mentions import EntityMention, PlaceMention
from livebrief.records.sources import BeatPlace
from livebrief.records.spans import Span


def read_with(text: str, spans: list[Span], names: Sequence[NameSpan], own: Mapping[str, BeatPlace]) -> list[Span]:
    """The candidates that a trained reader's names leave standing; all of them where there was no such reader."""
    if not names:
        return spans
    closed = [name.span for name in names if name.kind != "LOC"]
    read = [name.span for name in names if name.kind == "LOC"]
    free = [span for span in spans if not any(name.covers(span) and name != span for name in closed)]
    return [span for span in free if any(span.overlaps(name) for name in read) or _well_known(text, span, own)]


def _well_known(text: str, span: Span, own: Mapping[str, BeatPlace]) -> bool:
    """Whether a name that the reader passed over is a place all the same: the beat's, a country, a region, a big city."""
    words = span.of(text)
    if fold_name(words) in own:
        return True
    return any(_stands(row, words) for row in load().find(words))


def _stands(row: Row, words: str) -> bool:
    if row.kind == "county":
        return " " in words
    return row.kind not in SETTLED or row.population >= KNOWN


def with_unresolved(
    text: str, found: list[PlaceMention], names: Sequence[NameSpan], entities: Sequence[EntityMention]
) -> list[PlaceMention]:
    """The places found; those inside one longer name of the reader ("North |Florida|") under the whole name; and, as
    unresolved mentions, those that only the reader knows."""
    read = [name.span for name in names if name.kind == "LOC"]
    whole = [_whole(text, place, read, found) for place in found]
    taken = [*(place.span for place in whole), *(men.span for men in entities)]
    more = [
        PlaceMention(span=span, text=span.of(text), name=span.of(text))
        for span in read
        if not any(span.overlaps(other) for other in taken)
    ]
    return sorted([*whole, *more], key=lambda men: men.span)


def _whole(text: str, place: PlaceMention, read: Sequence[Span], found: Sequence[PlaceMention]) -> PlaceMention:
    for span in read:
        if span.covers(place.span) and span != place.span and sum(span.overlaps(each.span) for each in found) == 1:
            return msgspec.structs.replace(place, span=span, text=span.of(text))
    return place
