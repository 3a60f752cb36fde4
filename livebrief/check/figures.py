"""Number chains, first form: successive counts of one thing, by development, role and unit.

Owns the relation of a figure to the one before. Refuses to choose between counters: rivals stand side by side.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

import msgspec

from livebrief.check.evidence import Seen, documents_of, in_time, is_current, moment
from livebrief.check.witnesses import counter_key
from livebrief.records.mentions import QuantityMention
from livebrief.records.readings import Material
from livebrief.records.statements import Act
from livebrief.records.stories import Development, Figure

RISING = frozenset({"killed", "injured", "displaced", "evacuated"})  # counts that can only grow as news comes in
MOVING = frozenset({"missing", "detained"})  # counts that move both ways without anybody having been wrong
COUNTED = RISING | MOVING | {"launched", "intercepted", "lost", "hit", "pledged", "delivered", "cancelled"}
SILENT = frozenset({Act.DECLINES, Act.NEITHER, Act.CANNOT_VERIFY, Act.NOT_CONFIRMED, Act.DENIES})
ABOUT = 0.1  # "about 100" covers 90 to 110: the usual rounding of newsrooms; re-run `livebrief eval demo` on change
BEFORE = 24  # code points looked at before a number for "including", "among them"
_PART = re.compile(
    r"\b(?:including|among (?:them|whom)|of (?:them|whom|these)|of which)\b[^.;]*$"
    r"|\b(?:remaining|another|further|additional|first|second|third)\s+[€$£]?$",
    re.I,
)
_PART_BEHIND = re.compile(
    r"^\s*(?:of (?:the|them|those|these|its|his|her|their)|more|others?|further|additional)\b", re.I
)
MONEY = frozenset({"pledged", "delivered", "cancelled"})  # sums of one programme come in parts: never rivals
SAME_SIZE = 0.5  # a count under half of another counter's is of something smaller (judgement; demo verdicts unchanged)


class _Slot(msgspec.Struct, kw_only=True):
    """One thing counted: its links so far, and the places that they name."""

    links: list[tuple[Seen, QuantityMention]]
    places: set[str]


def chains(material: Material) -> list[tuple[str, tuple[Figure, ...]]]:
    """Every slot ("killed person dev_…") with its figures in time order, each related to the ones before.

    Only current sightings count; slots are sorted, so the result is a function of the material alone.
    """
    found = [chain for dev in material.groups.developments.values() for chain in development_chains(dev, material)]
    return sorted(found, key=lambda pair: pair[0])


def development_chains(dev: Development, material: Material) -> list[tuple[str, tuple[Figure, ...]]]:
    """The chains of one development."""
    bases: dict[str, list[_Slot]] = defaultdict(list)
    for seen in in_time(_current(dev, material), material):
        for quantity in seen.sighting.figures:
            if quantity.role in COUNTED and seen.sighting.act not in SILENT:
                _slot_for(seen, bases[f"{quantity.role} {quantity.unit} {dev.id}"]).links.append((seen, quantity))
    named = [(f"{base} {n}" if n else base, slot) for base in sorted(bases) for n, slot in enumerate(bases[base])]
    return [(name, _chain(slot.links, material)) for name, slot in named]


def bounds(figure: Figure | QuantityMention) -> tuple[float, float]:
    """The interval that the words allow."""
    low, high, value = figure.low, figure.high, figure.value
    if figure.bound == "at least":
        return _or(low, _or(value, float("-inf"))), float("inf")
    if figure.bound == "at most":
        return float("-inf"), _or(high, _or(value, float("inf")))
    if value is None:
        return _or(low, float("-inf")), _or(high, float("inf"))
    slack = ABOUT * abs(value) if figure.bound == "about" else 0.0
    return value - slack, value + slack


def compatible(one: Figure | QuantityMention, other: Figure | QuantityMention) -> bool:
    """Whether both can hold at once: their intervals meet."""
    (low, high), (other_low, other_high) = bounds(one), bounds(other)
    return low <= other_high and other_low <= high


def _slot_for(seen: Seen, slots: list[_Slot]) -> _Slot:
    """The first slot whose places the statement shares; statements that name other places count something else."""
    named = {name for place in seen.sighting.places for name in (place.name, place.within) if name}
    for slot in slots:
        if not named or not slot.places or named & slot.places:
            slot.places |= named
            return slot
    slots.append(_Slot(links=[], places=named))
    return slots[-1]


def _current(dev: Development, material: Material) -> list[Seen]:
    docs = dict.fromkeys(doc_id for doc_id in documents_of(dev.id, material) if doc_id in material.documents)
    return [
        Seen(sighting=sgt, document=material.documents[doc_id])
        for doc_id in docs
        if is_current(material.documents[doc_id], material)
        for sgt in material.sightings.get(doc_id, ())
    ]


def _chain(links: Sequence[tuple[Seen, QuantityMention]], material: Material) -> tuple[Figure, ...]:
    made: list[Figure] = []
    latest: dict[str, Figure] = {}
    last_document: dict[str, str] = {}
    for seen, quantity in links:
        figure = _figure(seen, quantity, material)
        beside = last_document.get(figure.by) == seen.document.id and _size(figure) < _size(latest[figure.by])
        part = bool(latest) and (beside or _is_part(seen, quantity))
        figure = msgspec.structs.replace(figure, relation="part-of" if part else _relation(figure, latest))
        made.append(figure)
        if not part:
            latest[figure.by], last_document[figure.by] = figure, seen.document.id
    return tuple(made)


def _figure(seen: Seen, quantity: QuantityMention, material: Material) -> Figure:
    return Figure(
        statement=seen.statement,
        role=quantity.role,
        unit=quantity.unit,
        by=counter_key(seen, material),
        as_of=moment(seen.document, material),
        bound=quantity.bound,
        value=quantity.value,
        low=quantity.low,
        high=quantity.high,
        text=quantity.text,
    )


def _is_part(seen: Seen, quantity: QuantityMention) -> bool:
    before = seen.document.text[max(0, quantity.span.start - BEFORE) : quantity.span.start]
    behind = seen.document.text[quantity.span.end : quantity.span.end + BEFORE]
    return bool(_PART.search(before) or _PART_BEHIND.match(behind))


def _relation(figure: Figure, latest: Mapping[str, Figure]) -> str:
    """To the latest figure of each counter before it: its own counter's first, else all the others'."""
    if not latest:
        return "first"
    if figure.by in latest:
        return _own_relation(figure, latest[figure.by])
    others = latest.values()
    if any(_same(figure, other) for other in others):
        return "repeat"
    if all(compatible(figure, other) or _grew_later(figure, other) for other in others):
        return "update"
    if figure.role in MONEY or all(_other_size(figure, other) for other in others):
        return "part-of"
    return "rival"


def _own_relation(figure: Figure, last: Figure) -> str:
    if _same(figure, last):
        return "repeat"
    if figure.role in MOVING or (figure.role in RISING and _size(figure) > _size(last)):
        return "update"
    return "update" if compatible(figure, last) else "correction"


def _grew_later(figure: Figure, other: Figure) -> bool:
    """A toll of a later day that is higher follows the news; on the same day it contradicts."""
    return figure.role in RISING | MOVING and figure.as_of[:10] > other.as_of[:10] and _size(figure) > _size(other)


def _other_size(figure: Figure, other: Figure) -> bool:
    small, large = sorted((_size(figure), _size(other)))
    return small < SAME_SIZE * large


def _same(one: Figure, other: Figure) -> bool:
    return (one.value, one.low, one.high, one.bound) == (other.value, other.low, other.high, other.bound)


def _size(figure: Figure) -> float:
    return next((number for number in (figure.value, figure.low, figure.high) if number is not None), 0.0)


def _or(number: float | None, other: float) -> float:
    return other if number is None else number
