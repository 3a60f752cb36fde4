"""Checks of the demo suite over single readings: statements, figures, places, times, furniture, dates, languages."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, TypeVar

from livebrief.evals.demo_desk import Desk, carries, plain
from livebrief.records.mentions import PlaceMention, QuantityMention, TimeMention
from livebrief.records.readings import Reading
from livebrief.records.spans import Span
from livebrief.records.statements import Sighting

Item = dict[str, Any]
T = TypeVar("T")
FILLER = frozenset(["the", "a", "an", "of", "two", "three", "unnamed", "one"])
NEAR_DEGREES = 0.3
_DURATION = re.compile(r"P(?:T(?=\d+H))?(?P<n>\d+)(?P<unit>[DH])")


def right_answers(item: Item, key: str) -> list[Any]:
    """The gold answer and the others that are right."""
    also = item.get(f"{key}_also", [])
    return [item[key], *(also if isinstance(also, list) else [also])]


def statement(item: Item, desk: Desk) -> bool:
    """Some sighting carries the words with the right source and act (and is unnamed, and via, where gold says so)."""
    reading = desk.reading(item["article"], item.get("capture", 0))
    if reading is None:
        return False
    return any(_same_statement(item, sgt, reading) for sgt in reading.sightings)


def _same_statement(item: Item, sgt: Sighting, reading: Reading) -> bool:
    doc = reading.document
    there = carries(sgt, doc, item["contains"]) if "contains" in item else False
    if not there and "sentence" in item:
        at = doc.text.find(item["sentence"])
        inside = Span(at, at + len(item["sentence"])) if at >= 0 else None
        there = inside is not None and any(inside.covers(span) for span in (*sgt.cue, *sgt.content))
    return (
        there
        and sgt.act.value in right_answers(item, "act")
        and any(_same_source(name, sgt) for name in right_answers(item, "source"))
        and (not item.get("unnamed") or sgt.source.unnamed)
        and all(any(plain(name) in plain(link.name) for link in sgt.via) for name in item.get("via", ()))
    )


def _same_source(name: str, sgt: Sighting) -> bool:
    """The same name, or one within the other once articles and counts are left out."""
    gold = [word for word in plain(name).split() if word not in FILLER]
    mine = [word for word in plain(sgt.source.name).split() if word not in FILLER]
    if not mine:
        return False
    return set(gold) <= set(mine) or (set(mine) <= set(gold) and 2 * len(mine) >= len(gold))


def figure(item: Item, desk: Desk) -> bool:
    """A quantity in the sentence with the right value or range, role and bound."""
    mentions = _within(item, desk, QuantityMention)
    return any(
        _same_value(item, found) and _same_role(item, found) and found.bound in right_answers(item, "bound")
        for found in mentions
    )


def _same_role(item: Item, found: QuantityMention) -> bool:
    """The gold role; gold that only repeats the noun ("provinces", "deputies") is met by a count of that noun."""
    if found.role == "count" and found.of and plain(found.of) == plain(item["role"]):
        return True
    return found.role in right_answers(item, "role")


def _same_value(item: Item, found: QuantityMention) -> bool:
    if "value" in item:
        known = found.value if found.value is not None else found.low if found.low is not None else found.high
        return bool(known == item["value"])
    return bool(found.low == _end(item.get("low")) and found.high == _end(item.get("high")))


def _end(value: object) -> object:
    """An end of a gold range; ISO durations ("PT6H", "P10D") in hours, as the reader gives ranges of two units."""
    found = _DURATION.fullmatch(value) if isinstance(value, str) else None
    return int(found["n"]) * (24 if found["unit"] == "D" else 1) if found else value


def time(item: Item, desk: Desk) -> bool:
    """A temporal expression with these words and this value."""
    found = _within(item, desk, TimeMention)
    return any(plain(item["text"]) in plain(t.text) and t.value in right_answers(item, "value") for t in found)


def place(item: Item, desk: Desk) -> bool:
    """A toponym with these words, placed within a third of a degree."""
    for found in _within(item, desk, PlaceMention):
        if plain(item["text"]) in plain(found.text) and found.lat is not None and found.lon is not None:
            near = abs(found.lat - item["lat"]) < NEAR_DEGREES and abs(found.lon - item["lon"]) < NEAR_DEGREES
            if near:
                return True
    return False


def _within(item: Item, desk: Desk, kind: type[T]) -> list[T]:
    reading = desk.reading(item["article"], item.get("capture", 0))
    if reading is None:
        return []
    text = reading.document.text
    at = text.find(item["contains"]) if "contains" in item else 0
    if at < 0:
        return []
    room = Span(at, at + len(item["contains"])) if "contains" in item else Span(0, len(text))
    return [found for found in reading.mentions if isinstance(found, kind) and room.overlaps(found.span)]


def furniture(item: Item, desk: Desk) -> bool:
    """What must go is in no sentence; what must stay is in the text."""
    reading = desk.reading(item["article"])
    if reading is None:
        return False
    text = plain(reading.document.text)
    return not any(plain(gone) in text for gone in item["dropped"]) and all(
        plain(kept) in text for kept in item["kept"]
    )


def date(item: Item, desk: Desk) -> bool:
    """The day of publication and how it is known (a date that was given counts as metadata)."""
    reading = desk.reading(item["article"])
    if reading is None:
        return False
    published = reading.document.published
    how = "metadata" if published.how == "given" else published.how
    return bool(how == item["how"] and (item.get("published") or "") == published.day)


def language(item: Item, desk: Desk) -> bool:
    """The language of the text."""
    reading = desk.reading(item["article"])
    return reading is not None and bool(reading.document.language == item["language"])


READING_CHECKS: dict[str, Callable[[Item, Desk], bool]] = {
    "statement": statement,
    "figure": figure,
    "time": time,
    "place": place,
    "furniture": furniture,
    "date": date,
    "language": language,
}
