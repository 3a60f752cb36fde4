"""Ranges: "between 10 and 15", "10-15", "four hours to two weeks". Owns two numbers as one; refuses "rose from 5 to 11"."""

from __future__ import annotations

import re

import msgspec

from livebrief.annotate.amounts import units as u
from livebrief.annotate.amounts.numbers import FIRST_WORDS, SCALES, Number, read_number
from livebrief.nlp.alternatives import one_of

_TO = re.compile(r"(?:-? to | ?[-–—] ?)(?P<sign>US\$|[$€£])?")
_AND = re.compile(r" (?:and|to) (?P<sign>US\$|[$€£])?")
_BETWEEN = re.compile(r"\b[Bb]etween \Z")
_FROM = re.compile(r"\b(?:anywhere )?from \Z", re.IGNORECASE)
_CHANGE = re.compile(
    r"\b(?:ros|ris|fell|fall|increas|decreas|rais|climb|grew|grow|drop|jump|slid|slip|shr[aiu]nk|cut|declin|went|up|down|"
    r"lower|revis|chang|expand|soar|surg|edg|mov)\w*\b[^.;]{0,60}$"
)
_SCALE = re.compile(rf"\d?\s?(?P<scale>{one_of(SCALES)})(?!\w)")


class Range(msgspec.Struct, frozen=True):
    """Where the range stands, its ends in one unit, and the unit (empty for counted things)."""

    start: int
    end: int
    low: float
    high: float
    unit: str


def read_range(text: str, first: Number, start: int, money: str) -> Range | None:
    """The range that ``first`` opens, or None. ``start`` and ``money`` are those of the first number's currency sign."""
    between = _BETWEEN.search(text, max(0, start - 8), start)
    unit, end = (money, first.end) if money else u.unit_behind(text, first.end)
    link = (_AND if between else _TO).match(text, end)
    if link is None:
        return None
    second = None if link["sign"] and not money else _second(text, link.end())  # "2% to $67"
    if second is None:
        return None
    opened = _FROM.search(text, max(0, start - 14), start)
    if opened and _CHANGE.search(text, max(0, start - 80), opened.start()):
        return None
    last, stop = (money, second.end) if money else u.unit_behind(text, second.end)
    low, high = _same_scale(text, first, second), second.value
    lead = between or opened
    begin = lead.start() if lead else start
    return _in_one_unit(Range(begin, stop, low, high, last or unit), unit, last)


def _second(text: str, at: int) -> Number | None:
    if text[at : at + 1] in {"-", "−"}:
        at += 1
    word = re.match(r"[A-Za-z]+|\d", text[at : at + 16])
    if word is None or not (word.group()[0].isdigit() or word.group().lower() in FIRST_WORDS):
        return None
    return read_number(text, at)


def _same_scale(text: str, first: Number, second: Number) -> float:
    """ "10 to 15 million": the scale of the second number is the first's too."""
    scale = _SCALE.search(text, second.start, second.end)
    if scale and first.value < 1000 and _SCALE.search(text, first.start, first.end) is None:
        return first.value * SCALES[scale["scale"].lower()]
    return first.value


def _in_one_unit(found: Range, unit: str, last: str) -> Range | None:
    low, high, name = found.low, found.high, found.unit
    if unit and last and unit != last:
        if unit not in u.TIME_UNITS or last not in u.TIME_UNITS:
            return None
        low, high, name = u.to_hours(low, unit), u.to_hours(high, last), "hour"
    if low < 0 and high < low:
        low, high = high, low
    return Range(found.start, found.end, low, high, name) if low < high else None
