"""Toponyms: recognised after entities, then placed by the choice among the places of their name (choice.py).

Owns what may be a place in a text and what is believed to be one; a beat's own places come before the gazetteer's.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence

from livebrief.annotate.bodies import of_a_division
from livebrief.annotate.choice import KNOWN, SETTLED, Choice, beside
from livebrief.annotate.gazetteer import Row, load
from livebrief.annotate.names import sequences
from livebrief.annotate.toponyms import known_to_reader, read_with, well_known, with_unresolved
from livebrief.annotate.words import AREAS, DEMONYMS, OFFICES, ORG_HEADS, PRECISION, REGION_WORDS
from livebrief.nlp.ports import NameSpan
from livebrief.nlp.words import fold_name
from livebrief.records.articles import Document
from livebrief.records.mentions import EntityMention, PlaceMention
from livebrief.records.sources import Beat, BeatPlace
from livebrief.records.spans import Span

SHARE = 0.1  # of the countries that the document names
LEAST = 2.9  # a lone word that is also a common word needs this much
_REGIONS_AHEAD = re.compile(r"\b(?:regions|provinces|oblasts|districts|states)\b[^.]{0,40}$")
_THERE = re.compile(r"\b(?:in|near|from|at|to|of|around|outside|town|city|village|port) $")
_GOES_ON = re.compile(r" [A-ZÀ-ÞА-ЯІЇЄҐ][\w’'-]")
_LIST_STEP = re.compile(r"(?:,|,? and|,? or) (?:the )?$")
_IN_ORG = re.compile(r"(?:\bof|\bin|,|\band) (?:the )?$")


def find_places(
    doc: Document,
    entities: Sequence[EntityMention],
    beat: Beat | None = None,
    names: Sequence[NameSpan] = (),
    capitals: Sequence[Span] | None = None,
    home: Row | None = None,
) -> list[PlaceMention]:
    """The place mentions of a document, sorted; never inside a person's name.

    ``names`` are a trained reader's: its places stay as mentions even where the gazetteer lacks them (unresolved), and
    its organisations keep the places inside their names to themselves. ``home`` is where the outlet is at home.
    """
    text = doc.text
    own = {fold_name(name): place for place in (beat.places if beat else ()) for name in (place.name, *place.aliases)}
    shapes = capitals if capitals is not None else list(sequences(text, doc.sentences))
    read = known_to_reader(text, names, entities)
    shaped = list(_candidates(text, shapes, entities, own))
    spans = read_with(text, shaped, names, read, lambda words: well_known(words, own, home))
    choice = Choice(text, [span for span in spans if fold_name(span.of(text)) not in own], home)
    regions = _in_region_list(text, spans)
    found: list[PlaceMention] = []
    for span in spans:
        place = own_place(text, span, own, regions) or _placed(text, span, choice, span in regions, sure=span in read)
        if place is not None:
            found.append(place)
    return with_unresolved(text, found, names, entities)


def place_names(doc: Document, spans: Sequence[Span], home: Row | None = None) -> list[PlaceMention | None]:
    """Where each given name is, by the same choice, without asking whether it is a name: None when the gazetteer lacks it.
    Demonyms ("Turkish") stand for their country. ``home`` is where the outlet is at home."""
    choice = Choice(doc.text, spans, home)
    regions = _in_region_list(doc.text, spans)
    return [_given(doc.text, span, choice, region=span in regions) for span in spans]


def own_place(text: str, span: Span, own: dict[str, BeatPlace], regions: set[Span]) -> PlaceMention | None:
    """The beat's place of that name; in a list of regions, its region."""
    name = fold_name(span.of(text))
    kind = text[span.end : span.end + 12].split()
    wider = span in regions or (kind and kind[0].strip(".,;:").lower() in REGION_WORDS)
    stems = [own.get(f"{name} {word}") for word in ("province", "region", "oblast", "district")] if wider else []
    place = next((stem for stem in stems if stem), own.get(name))
    if place is None:
        return None
    return PlaceMention(
        span=span,
        text=span.of(text),
        name=place.name,
        lat=place.lat,
        lon=place.lon,
        country=place.country,
        gazetteer="beat",
        id=f"beat:{place.key}",
        precision=PRECISION.get(place.kind, place.kind),
        within=place.within,
    )


def _placed(text: str, span: Span, choice: Choice, region: bool, *, sure: bool) -> PlaceMention | None:
    row = choice.row(span, region=region)
    if row is None or (
        not row.main and row.kind in SETTLED and row.population < KNOWN and _GOES_ON.match(text, span.end)
    ):
        return None  # "Port Amsel" is not the place that is also called Port
    return _mention(text, span, row) if sure or _supported(text, span, row, choice) else None


def _given(text: str, span: Span, choice: Choice, *, region: bool) -> PlaceMention | None:
    row = _peopled(span.of(text)) or choice.row(span, region=region)
    return _mention(text, span, row) if row else None


def _peopled(words: str) -> Row | None:
    """The country or wider area that an adjective or its people's name stands for ("Turkish", "Africans")."""
    for word in (words, words.removesuffix("s")):
        if word in AREAS:
            return next((row for row in load().find(AREAS[word]) if row.kind not in SETTLED), None)
        if word in DEMONYMS:
            return load().country(DEMONYMS[word])
    return None


def _mention(text: str, span: Span, row: Row) -> PlaceMention:
    return PlaceMention(
        span=span,
        text=span.of(text),
        name=row.name,
        lat=row.lat,
        lon=row.lon,
        country=row.country,
        gazetteer="geonames",
        id=_qualified(row),
        precision=row.kind,
        within=row.admin,
    )


def _supported(text: str, span: Span, row: Row, choice: Choice) -> bool:
    """A small place needs its country in the document, a preposition of place, or its division beside it."""
    small = row.kind in SETTLED and row.population < KNOWN
    near = _THERE.search(text[max(0, span.start - 14) : span.start]) or beside(text, span)
    return not small or bool(near) or choice.countries.get(row.country, 0.0) >= SHARE


def _qualified(row: Row) -> str:
    if row.id:
        return f"geonames:{row.id}"
    if row.kind == "region":
        return f"geonames-admin:{row.admin}"
    within = f"{row.admin.lower()}:" if row.admin else ""
    return f"{row.kind}:{within}{fold_name(row.name).replace(' ', '-')}"


def _candidates(
    text: str, capitals: Sequence[Span], entities: Sequence[EntityMention], own: dict[str, BeatPlace]
) -> Iterator[Span]:
    people = bytearray(len(text) + 1)
    bodies = bytearray(len(text) + 1)
    whole = {men.span for men in entities if men.type != "person" and men.text not in OFFICES}
    for men in entities:
        mask = people if men.type == "person" else bodies
        mask[men.span.start : men.span.end] = b"\x01" * len(men.span)
    for span in capitals:
        for piece in _pieces(text, span, own):
            if any(people[piece.start : piece.end]):
                continue
            if piece not in whole and any(bodies[piece.start : piece.end]) and not _stands_out(text, piece):
                continue
            yield piece


def _stands_out(text: str, piece: Span) -> bool:
    before = text[max(0, piece.start - 10) : piece.start]
    return (
        bool(_IN_ORG.search(before)) or of_a_division(piece.of(text)) or text[piece.end : piece.end + 2] in ("'s", "’s")
    )


def _pieces(text: str, span: Span, own: dict[str, BeatPlace]) -> Iterator[Span]:
    """The longest known names inside a capitalised sequence, from the left."""
    words = [Span(found.start(), found.end()) for found in re.finditer(r"\S+", text[span.start : span.end])]
    words = [word.shift(span.start) for word in words]
    n = 0
    while n < len(words):
        for end in range(min(len(words), n + 5), n, -1):
            piece = Span(words[n].start, words[end - 1].end)
            if _is_place(text, piece, own, whole=end - n == len(words)):
                yield piece
                n = end - 1
                break
        n += 1


def _is_place(text: str, piece: Span, own: dict[str, BeatPlace], *, whole: bool) -> bool:
    words = piece.of(text)
    if fold_name(words) in own:
        return True
    if words in DEMONYMS or words.lower() in ORG_HEADS or len(words) < 2 or words == "Us":
        return False
    rows = load().find(words)
    best = max((_belief(row, words) for row in rows), default=0.0)
    return best >= (LEAST if whole else LEAST + 2)


def _belief(row: Row, words: str) -> float:
    if row.kind not in SETTLED:
        return 1.0 if row.kind == "county" and " " not in words else 9.0
    if words.isupper() and len(words) < 5:
        return 0.0
    strength = math.log10(row.population + 10)
    return strength if row.main else strength - 2.5


def _in_region_list(text: str, spans: Sequence[Span]) -> set[Span]:
    """Spans of lists that follow or end in a word for regions: "14 regions -- A, B, and C", "the A and B provinces"."""
    inside: set[Span] = set()
    last: Span | None = None
    for span in spans:
        ahead = text[max(0, span.start - 70) : span.start]
        follows = last is not None and last in inside and _LIST_STEP.fullmatch(text[last.end : span.start])
        if follows or _REGIONS_AHEAD.search(ahead):
            inside.add(span)
        last = span
    return inside
