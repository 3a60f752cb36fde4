"""What a trained reader's names do to places: which candidates they leave standing, and which places only it knows.

Owns the meeting of the two; the gazetteer and the choice among its rows are places.py's.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import msgspec

from livebrief.annotate.bodies import of_a_division
from livebrief.annotate.choice import KNOWN, SETTLED, placeable
from livebrief.annotate.gazetteer import Row, load
from livebrief.nlp.apart import km_apart
from livebrief.nlp.ports import NameSpan
from livebrief.nlp.words import fold_name
from livebrief.records.mentions import EntityMention, PlaceMention
from livebrief.records.sources import BeatPlace
from livebrief.records.spans import Span

NEXT_DOOR_KM = 60.0


def known_to_reader(text: str, names: Sequence[NameSpan], entities: Sequence[EntityMention]) -> frozenset[Span]:
    """The places of a trained reader that the gazetteer has under their whole names, beside the entities."""
    taken = [men.span for men in entities]
    read = (name.span for name in names if name.kind == "LOC" and placeable(name.span.of(text)))
    return frozenset(span for span in read if not any(span.overlaps(other) for other in taken))


def read_with(
    text: str, spans: list[Span], names: Sequence[NameSpan], known: frozenset[Span], believed: Callable[[str], bool]
) -> list[Span]:
    """The candidates that a trained reader's names leave standing, and its ``known`` places; all candidates where there
    was no such reader. A name that it passed over stands where it is ``believed`` all the same."""
    if not names:
        return spans
    closed = [*(name.span for name in names if name.kind != "LOC"), *known]
    read = [name.span for name in names if name.kind == "LOC"]
    free = [
        span
        for span in spans
        if of_a_division(span.of(text)) or not any(name.covers(span) and name != span for name in closed)
    ]
    standing = (span for span in free if any(span.overlaps(name) for name in read) or believed(span.of(text)))
    return sorted({*standing, *known})


def well_known(words: str, own: Mapping[str, BeatPlace], home: Row | None) -> bool:
    """Whether a name is a place whoever reads it: the beat's, a country, a region, a big city, one beside the home."""
    if fold_name(words) in own:
        return True
    return any(_stands(row, words, home) for row in load().find(words))


def _stands(row: Row, words: str, home: Row | None) -> bool:
    if row.kind == "county":
        return " " in words
    if row.kind not in SETTLED or row.population >= KNOWN:
        return True
    return home is not None and row.main and km_apart(row.lat, row.lon, home.lat, home.lon) <= NEXT_DOOR_KM


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
