"""Every count that the desk knows, with what tells its slot: what, where, when, whose, by whom.

Owns the features of a slot. Refuses to group: that is :mod:`livebrief.check.slots`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from sys import intern

import msgspec

from livebrief.check.beside import Beside, beside
from livebrief.check.counters import counter
from livebrief.check.evidence import Seen, moment
from livebrief.check.figures import COUNTED, MONEY, OF_LAND, SILENT
from livebrief.nlp.measures import AREA, AREAS, in_one_unit
from livebrief.nlp.words import fold, folded_tokens
from livebrief.records.articles import Document
from livebrief.records.mentions import PlaceMention, QuantityMention
from livebrief.records.readings import Material
from livebrief.records.spans import Span, hull
from livebrief.records.statements import Sighting
from livebrief.records.stories import Figure

CURRENCIES = {"euro": "EUR", "dollar": "USD", "pound": "GBP", "hryvnia": "UAH", "franc": "CHF", "rouble": "RUB"}
PERSONS = frozenset({"killed", "injured", "missing", "displaced", "evacuated", "detained", "rescued", "casualties"})
REACH_KM = {"region": 150.0, "water": 100.0, "mountain": 60.0, "area": 100.0}  # how far from its point a place still is
SETTLEMENT_KM = 12.0  # a town and its edge; two settlements are apart beyond twice this
ANIMALS = frozenset(
    "animal dog cat horse donkey cow cattle calf sheep goat pig chicken hen bird fish deer camel elephant whale livestock".split()
)
_AND = re.compile(r"(?: [a-z]+){0,4},? and ")
ENTRIES = frozenset({"body", "entry", "name"})  # what lists of victims hold
NO_COUNT = frozenset(
    {"figure", "number", "direction", "day", "time", "street", "floor"}
)  # nouns that count no one harmed
REACH = 2  # statements back in the text from which a place is taken over: a paragraph or so
COMMON = frozenset(
    "the a an and or of in on at to for from by with that which who is are was were be been has have had it its they"
    " their he his she her this these those said says still more than about some as not no into over after before".split()
)
_ROLE_OF = re.compile(
    r"\b(?:number|count|figure|list|toll)s? of (?:the |people |persons |residents |civilians |those )*(?:(?P<killed>dead|deaths|killed|fatalities)"
    r"|(?P<injured>injured|wounded)|(?P<missing>missing)|(?P<displaced>displaced))\b|(?P<toll>\bdeath toll\b)",
    re.I,
)

_BODIES = re.compile(r"\b(?:body|bodies|remains) of (?:the |about |some |at least |another )*$", re.I)
# What may come is no count; what may have been is one.
_FORECAST = re.compile(
    r"\b(?:(?:could|might|may|will|would) (?:still |soon |yet )?|(?:expected|likely|set|forecast) to )(?!have\b)(?:\w+ ){0,6}"
    r"(?:about |some |another |up to |at least |as many as |more than |over |a further )*$",
    re.I,
)


class Place(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A place below the level of a country: its folded name, what it lies in, where it is and how far it reaches."""

    name: str
    within: str
    shown: str
    lat: float | None = None
    lon: float | None = None
    reach_km: float = 0.0


class Counted(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One figure of one statement and what tells its slot. ``role`` may be read from the sentence where the number stands
    alone; ``known``: whether it was given; ``day``: of the happening, when the text tells it."""

    seen: Seen
    quantity: QuantityMention
    figure: Figure
    family: str
    beside: Beside
    places: tuple[Place, ...]
    own_places: bool
    day: str
    told: str
    story: str
    development: str
    room: Span
    bare: bool = False

    @property
    def sentence(self) -> int:
        """Where the sentence of the number begins."""
        return self.room.start

    @property
    def sentence_text(self) -> str:
        """The sentence of the number."""
        return self.room.of(self.seen.document.text)

    @property
    def words(self) -> frozenset[str]:
        """The sentence's words that tell something."""
        return _words(self.sentence_text)


def counts_of(doc: Document, sightings: Sequence[Sighting], material: Material) -> Iterator[Counted]:
    """The counts of one document, in the order of its sightings. A quantity of two statements counts once, for the
    inner one (a person's words in a sentence of the outlet)."""
    places: list[tuple[Place, ...]] = []
    taken: set[Span] = set()
    for sgt in sorted(sightings, key=_inner_first):
        if sgt.act in SILENT:
            continue
        own = _own_places(sgt)
        near = own or next((each for each in reversed(places[-REACH:]) if each), ()) or _head_places(sightings)
        places.append(own)
        for quantity in sgt.figures:
            if quantity.span not in taken and (made := _counted(doc, sgt, quantity, (own, near), material)):
                taken.add(quantity.span)
                yield made


def _inner_first(sgt: Sighting) -> tuple[int, int]:
    spans = sgt.content or sgt.cue
    if not spans:
        return 0, 0
    room = hull(spans)
    return room.start, len(room)


def _counted(
    doc: Document,
    sgt: Sighting,
    quantity: QuantityMention,
    places: tuple[tuple[Place, ...], tuple[Place, ...]],
    material: Material,
) -> Counted | None:
    holding = (sent for sent in doc.sentences if sent.covers(quantity.span))
    room = next(holding, None) or hull([quantity.span, *sgt.content])
    role, bare = _role(doc, quantity, room)
    told = beside(doc, quantity, sgt.figures, room)
    if role == "count" and told.part and not bare:
        role = _of_whom(quantity, sgt.figures, room) or role
    if role in PERSONS and (quantity.unit in NO_COUNT or _is_fraction(quantity)):
        return None
    if role not in COUNTED and (role != "count" or not (quantity.unit or bare)):
        return None
    if role not in MONEY and _FORECAST.search(doc.text, room.start, quantity.span.start):
        return None
    seen, groups = Seen(sighting=sgt, document=doc), material.groups
    own, near = places
    unit = _unit(role, quantity)
    moment_told = moment(doc, material)
    return Counted(
        seen=seen,
        quantity=quantity,
        figure=_figure(seen, quantity, (role, unit), moment_told, material),
        family=intern(_family(role, unit)),
        beside=told,
        places=own or near,
        own_places=bool(own),
        day=intern(sgt.happened[:10]) if len(sgt.happened) >= 7 else "",
        told=intern(moment_told[:10]),
        story=groups.story_of.get(doc.id, ""),
        development=groups.development_of.get(doc.id, ""),
        room=room,
        bare=bare,
    )


def _of_whom(part: QuantityMention, figures: Sequence[QuantityMention], room: Span) -> str:
    """The role of the persons of whom some are counted: "420 people were evacuated, 90 of them children"."""
    before = [each for each in figures if room.start <= each.span.start < part.span.start and each.role in PERSONS]
    return before[-1].role if before and part.unit == "person" else ""


def _family(role: str, unit: str) -> str:
    """What is counted: sums of one programme in all their roles, land whatever is said to have become of it."""
    return (
        f"money {unit}" if role in MONEY else f"area {unit}" if unit in AREAS and role in OF_LAND else f"{role} {unit}"
    )


@lru_cache(
    maxsize=1 << 14
)  # sentences of the last weeks with a figure: counts are held against the last ones of their slots
def _words(sentence: str) -> frozenset[str]:
    return frozenset(intern(word) for word in folded_tokens(sentence) if word not in COMMON)


def _is_fraction(quantity: QuantityMention) -> bool:
    """Whether the number is no number of persons ("21.50" is a time of day)."""
    return quantity.value is not None and quantity.value < 1000 and quantity.value != int(quantity.value)


def _role(doc: Document, quantity: QuantityMention, room: Span) -> tuple[str, bool]:
    """The role, and whether the number stands alone ("The mayor says sixteen"). A number alone behind "the number of dead"
    counts the dead."""
    if (
        quantity.role == "count"
        and quantity.unit == "person"
        and _BODIES.search(doc.text, room.start, quantity.span.start)
    ):
        return "killed", False
    alone = quantity.role == "count" and (quantity.unit in ENTRIES or not (quantity.unit or quantity.of))
    if not alone:
        return quantity.role, False
    every = list(_ROLE_OF.finditer(doc.text, room.start, quantity.span.start))
    if not every:
        return "count", True
    found = every[-1]
    return ("killed" if found.lastgroup == "toll" else str(found.lastgroup)), False


def _unit(role: str, quantity: QuantityMention) -> str:
    if role in PERSONS and quantity.unit not in ANIMALS:
        return "person"  # miners, contractors, an entry in a list
    return AREA if quantity.unit in AREAS else CURRENCIES.get(quantity.unit, quantity.unit)


def _figure(seen: Seen, quantity: QuantityMention, slot: tuple[str, str], told: str, material: Material) -> Figure:
    key, name = counter(seen, material)
    value, low, high = (_in_one_unit(quantity.unit, each) for each in (quantity.value, quantity.low, quantity.high))
    bound = quantity.bound
    if bound == "exact" and _under_at_least(seen, quantity):
        bound, low = "at least", value
    return Figure(
        statement=seen.statement,
        role=slot[0],
        unit=slot[1],
        by=key,
        by_name=name,
        outlet=seen.document.outlet,
        side=seen.sighting.source.side,
        as_of=told,
        bound=bound,
        value=value if bound == quantity.bound else None,
        low=low,
        high=high,
        text=quantity.text,
        document=seen.document.id,
        claim=material.groups.claim_of.get(seen.statement, ""),
        at=quantity.span.start,
    )


def _in_one_unit(unit: str, number: float | None) -> float | None:
    return in_one_unit(unit, number)[1] if number is not None else None


def _under_at_least(seen: Seen, quantity: QuantityMention) -> bool:
    """Whether "at least" before the number before reaches over "and" to this one ("at least six killed and 19 injured")."""
    before = [
        other
        for other in seen.sighting.figures
        if other.span.end < quantity.span.start and other.bound == "at least" and other.unit == quantity.unit
    ]
    return bool(before) and _AND.fullmatch(seen.document.text, before[-1].span.end, quantity.span.start) is not None


def _own_places(sgt: Sighting) -> tuple[Place, ...]:
    """The places of the statement, without those that speak ("Zelgrad says")."""
    spoken = sgt.source.spans
    return tuple(
        _place(each)
        for each in sgt.places
        if each.precision != "country" and not any(span.overlaps(each.span) for span in spoken)
    )


def _place(men: PlaceMention) -> Place:
    return _of_name(men.name, men.within, men.lat, men.lon, REACH_KM.get(men.precision, SETTLEMENT_KM))


@lru_cache(maxsize=1 << 13)  # places of a beat: each is named thousands of times
def _of_name(name: str, within: str, lat: float | None, lon: float | None, reach_km: float) -> Place:
    return Place(name=fold(name), within=fold(within), shown=name, lat=lat, lon=lon, reach_km=reach_km)


def _head_places(sightings: Sequence[Sighting]) -> tuple[Place, ...]:
    """The first places that the article names: where it is about, unless a sentence says otherwise."""
    for sgt in sightings:
        if named := _own_places(sgt):
            return named
    return ()
