"""Toponyms: recognised after entities, then placed by a scorer whose terms are each a reason that can be read.

The score of a gazetteer row, in the manner of population-and-context resolvers (Leidner 2007; Halterman's mordecai):
log10 of its population, plus what stands around the name (its kind word, its country or state beside it), plus what the
document speaks of elsewhere (countries, demonyms, regions, its dateline), less for alternates of small places.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

import msgspec

from livebrief.annotate.company import Company
from livebrief.annotate.gazetteer import Row, fold, load
from livebrief.annotate.names import sequences
from livebrief.annotate.toponyms import KNOWN, read_with, with_unresolved
from livebrief.annotate.words import DEMONYMS, OFFICES, ORG_HEADS, PRECISION, REGION_WORDS, STATE_KEYS
from livebrief.nlp.ports import NameSpan
from livebrief.records.articles import Document
from livebrief.records.mentions import EntityMention, PlaceMention
from livebrief.records.sources import Beat, BeatPlace
from livebrief.records.spans import Span

# Weights set by hand, in units of a tenfold population; measure TR-News and LGL gold names within 161 km before changing.
COUNTRY = 3.0  # the document's share of mentions of the row's country, times this
BESIDE = 5.0  # "Hawthorne, CA", "Gubkin in Russia's …"
REGION_LIST = 2.0  # a list whose head says regions
KIND = 4.0  # "Bryansk region"
COMPANY, MOST = 2.0, 4.0  # for each other name of the text right beside it, up to so many
CAPITAL = 1.0
ALTERNATE = -1.0
COUNTRY_NAME = 3.0
STATE_NAME = 1.5
SHARE = 0.1  # of the countries that the document names
LEAST = 2.9  # a lone word that is also a common word needs this much
_NEXT = re.compile(r"\s?,?\s*\(?([A-ZÀ-Þ][\w.\-]*(?: [A-Z][\w\-]*)?)")
_REGIONS_AHEAD = re.compile(r"\b(?:regions|provinces|oblasts|districts|states)\b[^.]{0,40}$")
_THERE = re.compile(r"\b(?:in|near|from|at|to|of|around|outside|town|city|village|port) $")
_TOWN_BEFORE = re.compile(r"[A-ZÀ-Þ][\w.'’\-]*(?: [A-ZÀ-Þ][\w.'’\-]*)?, \Z")
_LIST_STEP = re.compile(r"(?:,|,? and|,? or) (?:the )?$")
_IN_ORG = re.compile(r"(?:\bof|\bin|,|\band) (?:the )?$")


class Around(msgspec.Struct, frozen=True):
    """What the document speaks of: shares of countries, and first divisions named."""

    countries: dict[str, float]
    admins: frozenset[str]
    company: Company


def find_places(
    doc: Document,
    entities: Sequence[EntityMention],
    beat: Beat | None = None,
    names: Sequence[NameSpan] = (),
    capitals: Sequence[Span] | None = None,
) -> list[PlaceMention]:
    """The place mentions of a document, sorted; never inside a person's name.

    ``names`` are a trained reader's: its places stay as mentions even where the gazetteer lacks them (unresolved), and
    its organisations keep the places inside their names to themselves.
    """
    text = doc.text
    own = {fold(name): place for place in (beat.places if beat else ()) for name in (place.name, *place.aliases)}
    known = capitals if capitals is not None else list(sequences(text, doc.sentences))
    spans = read_with(text, list(_candidates(text, known, entities, own)), names, own)
    around = _around(text, spans, own)
    regions = _in_region_list(text, spans)
    found: list[PlaceMention] = []
    for span in spans:
        place = own_place(text, span, own, regions) or _placed(text, span, around, span in regions)
        if place is not None:
            found.append(place)
    return with_unresolved(text, found, names, entities)


def place_names(doc: Document, spans: Sequence[Span]) -> list[PlaceMention | None]:
    """Where each given name is, by the same scorer, without asking whether it is a name: None when the gazetteer lacks it.
    Demonyms ("Turkish") stand for their country."""
    around = _around(doc.text, spans, {})
    regions = _in_region_list(doc.text, spans)
    return [_given(doc.text, span, around, region=span in regions) for span in spans]


def resolve_name(name: str, around: Around, *, beside: str = "", region: bool = False) -> Row | None:
    """The best row for a name, given what stands around it; None when the gazetteer lacks the name."""
    if division := _abbreviated(name):
        return load().division(division)
    rows = load().find(name)
    return max(rows, key=lambda row: (score(row, name, around, beside, region), -row.id)) if rows else None


def _abbreviated(name: str) -> str:
    """The key of a division written short: with dots ("Ky.", "B.C."), or as two capitals ("KY")."""
    plain = name.replace(".", "").replace(" ", "")
    return STATE_KEYS.get(plain, "") if "." in name or (len(plain) == 2 and plain.isupper()) else ""


def log_size(row: Row) -> float:
    """The first reason: how many people know the place, in units of a tenfold."""
    return {"region": 5.0, "county": 4.0}.get(row.kind, math.log10(row.population + 10))


def score(row: Row, name: str, around: Around, beside: str, region: bool) -> float:
    """The sum of the reasons for a row, in units of a tenfold population."""
    total = log_size(row) + COMPANY * min(MOST, around.company.of(row, name))
    total += {"country": COUNTRY_NAME, "water": 6.0, "area": 6.0}.get(row.kind, 0.0)
    total += COUNTRY * around.countries.get(row.country, 0.0) + CAPITAL * row.capital
    total += 1.5 * (row.admin in around.admins and row.kind != "region")
    total += ALTERNATE * (not row.main and row.population < KNOWN and row.kind in ("city", "town", "village"))
    if row.kind == "region":
        total += (KIND if region else 0.0) + (STATE_NAME if row.country == "US" else -1.0)
    return total + BESIDE * (bool(beside) and beside in (row.country, row.admin) and row.kind != "country")


def own_place(text: str, span: Span, own: dict[str, BeatPlace], regions: set[Span]) -> PlaceMention | None:
    """The beat's place of that name; in a list of regions, its region."""
    name = fold(span.of(text))
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


def _placed(text: str, span: Span, around: Around, region: bool) -> PlaceMention | None:
    row = _row(text, span, around, region)
    return _mention(text, span, row) if row and _supported(text, span, row, around) else None


def _given(text: str, span: Span, around: Around, *, region: bool) -> PlaceMention | None:
    row = _nation(DEMONYMS.get(span.of(text).removesuffix("s"), "")) or _row(text, span, around, region)
    return _mention(text, span, row) if row else None


def _nation(code: str) -> Row | None:
    return load().country(code) if code else None


def _row(text: str, span: Span, around: Around, region: bool) -> Row | None:
    words = text[span.end : span.end + 12].split()
    named = bool(words) and words[0].strip(".,").lower() in REGION_WORDS
    wide = region or named or _after_its_town(text, span)
    return resolve_name(span.of(text), around, beside=_beside(text, span), region=wide)


def _after_its_town(text: str, span: Span) -> bool:
    """ "Buffalo, New York": a division named after one of its places."""
    found = _TOWN_BEFORE.search(text, max(0, span.start - 40), span.start)
    if found is None:
        return False
    divisions = {row.admin for row in load().find(span.of(text)) if row.kind == "region"}
    towns = (row for words in (found[0], found[0].split(" ", 1)[-1]) for row in load().find(words.rstrip(", ")))
    return any(row.admin in divisions and row.kind in ("city", "town", "village") for row in towns)


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


def _supported(text: str, span: Span, row: Row, around: Around) -> bool:
    """A small place needs its country in the document, a preposition of place, or its division beside it."""
    small = row.kind in ("city", "town", "village") and row.population < KNOWN
    near = _THERE.search(text[max(0, span.start - 14) : span.start]) or _beside(text, span)
    return not small or bool(near) or around.countries.get(row.country, 0.0) >= SHARE


def _qualified(row: Row) -> str:
    if row.id:
        return f"geonames:{row.id}"
    return f"geonames-admin:{row.admin}" if row.admin else f"area:{fold(row.name).replace(' ', '-')}"


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
    return bool(_IN_ORG.search(before)) or text[piece.end : piece.end + 2] in ("'s", "’s")


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
    if fold(words) in own:
        return True
    if words in DEMONYMS or words.lower() in ORG_HEADS or len(words) < 2 or words == "Us":
        return False
    rows = load().find(words)
    best = max((_belief(row, words) for row in rows), default=0.0)
    return best >= (LEAST if whole else LEAST + 2)


def _belief(row: Row, words: str) -> float:
    if row.kind not in ("city", "town", "village"):
        return 9.0
    if words.isupper() and len(words) < 5:
        return 0.0
    strength = math.log10(row.population + 10)
    return strength if row.main else strength - 2.5


def _beside(text: str, span: Span) -> str:
    """The country or division named just after ("Hawthorne, CA", "Paris, Texas", "Kyiv, Ukraine"), or empty."""
    if text[span.end : span.end + 1] != ",":
        return ""
    found = _NEXT.match(text, span.end)
    if found is None:
        return ""
    word = found.group(1).rstrip(".")
    plain = word.replace(".", "")
    if plain in STATE_KEYS:
        return STATE_KEYS[plain]
    for row in load().find(word) or load().find(word.split()[0]):
        if row.kind == "country":
            return row.country
        if row.kind == "region":
            return row.admin
    return ""


def _around(text: str, spans: Sequence[Span], own: dict[str, BeatPlace]) -> Around:
    counts: defaultdict[str, float] = defaultdict(float)
    admins: set[str] = set()
    for found in re.finditer(r"\b[A-Z][a-z]+\b", text):
        code = DEMONYMS.get(found.group())
        if code:
            counts[code] += 1
    counts["US"] += text.count("U.S.")
    for span in spans:
        rows = [] if fold(span.of(text)) in own else load().find(span.of(text))
        for row in rows[:1]:
            if row.kind in ("country", "region"):
                counts[row.country] += 1
                admins.update([row.admin] if row.kind == "region" else [])
            elif row.population > 300000:
                counts[row.country] += 0.5
    total = sum(counts.values()) or 1
    shares = {code: count / total for code, count in counts.items()}
    return Around(shares, frozenset(admins), Company(span.of(text) for span in spans if fold(span.of(text)) not in own))


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
