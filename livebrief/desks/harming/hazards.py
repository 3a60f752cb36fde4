"""Explosive hazards: kinds of mines and ordnance, by whom, where, how long they stay live, land contaminated, cleared.

Owns the reading of sentences about mines that lie (not about mines that are given: that is aid). Places stay as broad
as the sources gave them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from livebrief.desks.desk import by_noun, chain, claims_of, statements_of
from livebrief.desks.harming.words import SINGLE
from livebrief.desks.page import Page, Passage
from livebrief.nlp.words import fold
from livebrief.records.ledgers import Cell, Harm
from livebrief.records.mentions import PlaceMention, QuantityMention

_MINE = re.compile(
    r"\b(?:(?:land ?|anti-?personnel |anti-?tank |scatterable |sea |naval |butterfly |petal )*mines?(?!\s*(?:shaft|worker))"
    r"|landmines?|unexploded (?:ordnance|bombs?|shells?)|cluster (?:munitions?|bombs?|bomblets?)|bomblets?|booby[- ]traps?"
    r"|explosive (?:remnants|objects?|items?|devices?|ordnance|hazards?)|munitions? left|tripwires?|minefields?)\b",
    re.I,
)
_NAMED = re.compile(
    r"\b([A-Z][\w-]*\d*)(?:\s(?:scatterable|antipersonnel|anti-personnel|anti-tank|land))?\s(?:land)?mines?\b"
)
_TYPES = re.compile(r"\b(?:types?|kinds?|models?|varieties)\b", re.I)
_LIVE = re.compile(
    r"\b(?:batter(?:y|ies)\b.{0,40}\b(?:runs?|dies?|die)|stays? (?:live|active|lethal|armed|dangerous)|remains? (?:live|active|dangerous|lethal|armed)|live after"
    r"|self-?destruct\w*|self-?deactivat\w*|becomes? inert|go(?:es)? inert|deactivat\w+|inert after|expires? after)\b",
    re.I,
)
_SPAN = re.compile(
    r"\b(?:anywhere )?(?:(?:from|between|after|within|over|more than|up to|a (?:period|time) of between|at least)\s+)*"
    r"(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|several|many)\s*"
    r"(?:(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?)\s*)?(?:(?:to|and|or|-|–)\s*"
    r"(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve)\s*)?"
    r"(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?)\b"
    r"|\bfor (?:years|decades|generations|centuries)\b|\bindefinitely\b",
    re.I,
)
_LAND = re.compile(
    r"\bcontaminat\w+\s+(?P<over>(?:an? |the |some |about |more than |up to |vast |large )*[\w ,.-]{3,60}?)(?=[,.;\"”]|\s(?:with|by|and)\b|$)"
    r"|(?P<of>[\w ,.-]{3,50}?)\s+(?:is|are|was|were|has been|have been|remains?)\s+(?:heavily\s+)?(?:contaminated|mined)\b",
    re.I,
)
_MINED = re.compile(r"\b(?:contaminat\w+|mined|littered|strewn|riddled)\b", re.I)
_NO_LAND = re.compile(r"\s*(?:by|with|from|which|that|it|they|he|she|we)\b", re.I)
AREAS = frozenset({"km2", "m2", "ha", "acre", "mi2"})
_CLEAR = re.compile(r"\b(?:remov\w+|clear(?:ed|ing)|demin\w+|defus\w+|disarm\w+|neutrali[sz]\w+)\b", re.I)
_CLEARERS = re.compile(
    r"\b(?:de-?min(?:ers?|ing)|sappers?|bomb disposal|mine[- ]clear\w+|pyrotechnic\w*|engineers?)\b", re.I
)
_NOT = re.compile(r"\b(?:cannot|can not|could not|not|never|unable to)\b[^,;]*$", re.I)
_LAID = re.compile(
    r"\b(?:scatter\w*|laid|lay|laying|planted|sow\w*|strew\w*|mined|fired|dropped|used|litter\w*)\b", re.I
)
_HURT = re.compile(
    r"\b(?:killed|injured|wounded|hurt|maimed|lost (?:a|his|her|both) (?:leg|foot|hand)s?|casualt\w+)\b", re.I
)
_GIVEN = re.compile(
    r"\b(?:provid\w+|suppl\w+|deliver\w+|send\w*|sent|transfer\w*|announc\w+|convention|treaty|ban(?:s|ned)?|oppos\w+|critici[sz]\w+"
    r"|stockpil\w*|own stock|producing|export\w*)\b",
    re.I,
)
_IN = re.compile(
    r"\b(?:in|across|around|near|over|between|inside|outside|at|along|of|and)\s+(?:the\s+|[a-z]+\s+)*$", re.I
)
ACCIDENT_REACH = 1  # sentences behind one about mines in which somebody hurt is hurt by them
PERSON_ROLES = ("killed", "injured")
_BROAD = ("country",)


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """What one sentence says of a hazard: cells by field, the mine's own name, the settlement or region."""

    passage: Passage
    cells: dict[str, tuple[Cell, ...]]
    named: str
    places: tuple[PlaceMention, ...]


def hazards(page: Page) -> Iterator[Harm]:
    """One entry per hazard: the findings of one place, or of one document or named mine where no place is told."""
    groups: list[list[Finding]] = []
    for finding in _findings(page):
        home = max(groups, key=lambda group: _joins(finding, group), default=None)
        home = home if home is not None and _joins(finding, home) else None
        if home is None:
            groups.append([finding])
        else:
            home.append(finding)
    for group in groups:
        yield _entry(page, group)


def _joins(finding: Finding, group: list[Finding]) -> int:
    """How well a finding fits: 3 by place, 2 by document, 1 by the mine's own name, 0 not at all."""
    mine = {fold(place.name) for place in finding.places if place.precision not in _BROAD}
    theirs = {fold(place.name) for each in group for place in each.places if place.precision not in _BROAD}
    if mine and theirs:
        return 3 if mine & theirs else 0
    if theirs and finding.places and any(cell.value or cell.low for cell in finding.cells.get("contaminated", ())):
        return 0  # a country's land, beside the land of one place
    same_document = any(each.passage.document.id == finding.passage.document.id for each in group)
    same_mine = bool(finding.named) and any(each.named == finding.named for each in group)
    return 2 if same_document else 1 if same_mine else 0


def _findings(page: Page) -> Iterator[Finding]:
    about: dict[str, Passage] = {}
    for passage in page.passages:
        before = about.get(passage.document.id)
        direct = _MINE.search(passage.text) is not None
        if direct:
            about[passage.document.id] = passage
        if not passage.told:
            continue
        cells = _cells(page, passage, direct, before)
        if cells:
            yield Finding(
                passage=passage,
                cells=cells,
                named=_name(passage, before),
                places=() if set(cells) == {"live_for"} else _places(page, passage, before),
            )


def _cells(page: Page, passage: Passage, direct: bool, before: Passage | None) -> dict[str, tuple[Cell, ...]]:
    found: dict[str, list[Cell]] = {}
    if direct or before is not None:
        _live_for(page, passage, found)
        _area(page, passage, found)
    if direct or _CLEARERS.search(passage.text):
        _cleared(page, passage, found)
    if direct:
        _kinds(page, passage, found)
        _land(page, passage, found)
        _laid(page, passage, found)
    near = before is not None and passage.n - before.n <= ACCIDENT_REACH
    if found or direct or near:
        _accidents(page, passage, found, direct)
    return {field: tuple(cells) for field, cells in found.items()}


def _kinds(page: Page, passage: Passage, found: dict[str, list[Cell]]) -> None:
    for quantity in passage.figures:
        after = passage.text[quantity.span.end - passage.span.start :][:60]
        if (_TYPES.search(after.split(",")[0]) or _TYPES.fullmatch(quantity.of or "")) and _MINE.search(after):
            found.setdefault("kinds", []).append(page.count(passage, quantity, unit="kind"))


def _live_for(page: Page, passage: Passage, found: dict[str, list[Cell]]) -> None:
    said = _LIVE.search(passage.text)
    if said is None:
        return
    spans = list(_SPAN.finditer(passage.text))
    if spans:
        best = min(spans, key=lambda hit: abs(hit.start() - said.end()))
        found.setdefault("live_for", []).append(page.cell(passage, best.start(), best.end()))


def _area(page: Page, passage: Passage, found: dict[str, list[Cell]]) -> None:
    """The land said to be contaminated as a number of square kilometres or hectares, where one is given."""
    area = next((each for each in passage.figures if each.unit in AREAS and each.role != "cleared"), None)
    if area is not None and _MINED.search(passage.text):
        found["contaminated"] = [page.count(passage, area)]


def _land(page: Page, passage: Passage, found: dict[str, list[Cell]]) -> None:
    said = _LAND.search(passage.text)
    if said and "contaminated" not in found and not _NO_LAND.match(said["over"] or said["of"]):
        group = "over" if said["over"] else "of"
        found.setdefault("contaminated", []).append(page.cell(passage, said.start(group), said.end(group)))


def _cleared(page: Page, passage: Passage, found: dict[str, list[Cell]]) -> None:
    said = _CLEAR.search(passage.text)
    if said is None or _NOT.search(passage.text[: said.start()]):
        return
    for quantity in passage.figures:
        after = passage.text[quantity.span.end - passage.span.start :][:40]
        if quantity.role == "cleared" or (_MINE.search(after) and quantity.role not in PERSON_ROLES):
            found.setdefault("cleared", []).append(page.count(passage, quantity, unit=quantity.unit or "mine"))


def _laid(page: Page, passage: Passage, found: dict[str, list[Cell]]) -> None:
    """Who is said to have strewn what: the kind of mine as named, by the speaker who says so."""
    said, given = _LAID.search(passage.text), _GIVEN.search(passage.text)
    mine = _MINE.search(passage.text)
    if said is None or mine is None or given is not None or "kinds" in found or "cleared" in found:
        return
    if not any(place.precision not in _BROAD for place in passage.places) and "contaminated" not in found:
        return
    named = _NAMED.search(passage.text)
    start, end = (named.start(), named.end()) if named else (mine.start(), mine.end())
    found.setdefault("kinds", []).append(page.cell(passage, start, end))


def _accidents(page: Page, passage: Passage, found: dict[str, list[Cell]], direct: bool) -> None:
    if direct and not found and _GIVEN.search(passage.text):
        return
    if not _HURT.search(passage.text):
        return
    for quantity in passage.figures:
        if quantity.role in PERSON_ROLES and (found or _by_mine(passage, quantity, direct)):
            found.setdefault(quantity.role, []).append(page.count(passage, quantity))
    alone = SINGLE.search(passage.text)
    if alone is not None and "killed" in found and "injured" not in found:
        found["injured"] = [page.cell(passage, alone.start(), alone.end(), value=1.0, unit="person")]


def _by_mine(passage: Passage, quantity: QuantityMention, direct: bool) -> bool:
    """In a sentence behind one about mines: the people who work with them; in the sentence itself: by a mine."""
    if direct:
        return (
            re.search(
                r"\bmines?\b.{0,60}\b(?:killed|injured|wounded|maimed)|\b(?:by|on|from|when)\b.{0,40}\bmines?\b",
                passage.text,
                re.I,
            )
            is not None
        )
    around = passage.text[max(0, quantity.span.start - passage.span.start) :][:60]
    return re.search(r"\b(?:sappers?|deminers?|engineers?|farmers?|tractor)\b", around, re.I) is not None


def _name(passage: Passage, before: Passage | None) -> str:
    for each in (passage, before):
        said = _NAMED.search(each.text) if each is not None else None
        if said and said.group(1).casefold() not in ("the", "a", "these", "such", "no", "all"):
            return said.group(1).casefold()
    return ""


def _places(page: Page, passage: Passage, before: Passage | None) -> tuple[PlaceMention, ...]:
    """The places that a preposition says the mines lie in; else all that the sentence, or the one before, names."""
    for each in (passage, before, page.before(passage)):
        if each is not None and each.places:
            inside = [place for place in each.places if _IN.search(each.text[: place.span.start - each.span.start])]
            return tuple(inside) or each.places
    return ()


def _entry(page: Page, group: list[Finding]) -> Harm:
    fields: dict[str, tuple[Cell, ...]] = {}
    for finding in group:
        for field, cells in finding.cells.items():
            fields[field] = (*fields.get(field, ()), *cells)
    counted = {cell.by for cell in fields.get("kinds", ()) if cell.unit == "kind"}
    kinds = (cell for cell in fields.get("kinds", ()) if cell.unit == "kind" or cell.by not in counted)
    fields = {
        field: by_noun(cells) if field == "cleared" else chain(cells)
        for field, cells in (fields | {"kinds": tuple(kinds)}).items()
    }
    first = group[0].passage
    places = _ranked(place for finding in group for place in finding.places)
    every = tuple(fields.values())
    cells_by_field: dict[str, Any] = dict(fields)
    head = places[0].name if places else group[0].named.capitalize()
    return Harm(
        id=page.entry_id("harm", first.told[0], f"hazard {first.n}"),
        title=f"Mines and ordnance{': ' + head if head else ''}",
        when=first.day,
        where=places,
        hazard="mines",
        claims=claims_of(*every),
        statements=statements_of(*every),
        story=first.told[0].story,
        verdict=page.verdict(cell for field in every for cell in field),
        **cells_by_field,
    )


def _ranked(places: Iterable[PlaceMention]) -> tuple[PlaceMention, ...]:
    """Each place once, countries last."""
    found: dict[str, PlaceMention] = {}
    for place in places:
        if place.precision:
            found.setdefault(fold(place.name), place)
    return tuple(sorted(found.values(), key=lambda place: place.precision in _BROAD))
