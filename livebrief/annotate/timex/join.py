"""Joins pieces of one expression: clock and day, day and part of day, weekday and date. Owns what stands between them."""

from __future__ import annotations

import re

from livebrief.annotate.timex import words as w
from livebrief.annotate.timex.readers import Reading
from livebrief.records.spans import Span

Found = tuple[Span, Reading]
_GAP = re.compile(r"(?:,? (?:on |at |in )?|, )")
_PART = re.compile(rf" (?P<part>{w.PART})(?!\w)")
_EARLY = re.compile(r"(?<![\w\-])(?P<edge>[Ee]arly|[Ll]ate) on \Z")
_HOUR = re.compile(rf"(?<![\w\-])(?P<h>{w.SMALL})(?: o['’]clock)?(?: on)? \Z", re.IGNORECASE)
_CLOCK = re.compile(r"T\d\d:\d\d")
_DAY = re.compile(r"(?:[\dX]{4}-[\dX]{2}-[\dX]{2}|XXXX-WXX-\d)")


def join_all(text: str, found: list[Found]) -> list[Found]:
    """The same expressions, neighbours joined and widened by part of day and edge; order and disjointness kept."""
    out: list[Found] = []
    for span, reading in found:
        one = _widen(text, span, reading, out[-1][0].end if out else 0)
        both = _join(text, out[-1], one) if out else None
        if both is not None:
            out[-1] = both
        else:
            out.append(one)
    return out


def _join(text: str, left: Found, right: Found) -> Found | None:
    gap = text[left[0].end : right[0].start]
    if not _GAP.fullmatch(gap):
        return None
    span = Span(left[0].start, right[0].end)
    first, second = left[1], right[1]
    clock, day = (first, second) if _CLOCK.search(first.value) else (second, first)
    if _CLOCK.search(clock.value) and _DAY.fullmatch(day.value[:10] if "W" not in day.value else day.value):
        at = _CLOCK.search(clock.value)
        value = day.value.split("T")[0] + (at.group() if at else "")
        return span, Reading("TIME", value, "", day.fixed)
    weekday = text[left[0].start : left[0].end] in w.WEEKDAYS
    if weekday and gap in {", ", " "} and second.type == "DATE" and _DAY.fullmatch(second.value):
        return span, second
    return None


def _widen(text: str, span: Span, reading: Reading, floor: int) -> Found:
    """With the part of day behind it, the hour ("four on …") or "early on" before it."""
    if not _DAY.match(reading.value) or reading.type == "SET":
        return span, reading
    if _DAY.fullmatch(reading.value):
        part = _PART.match(text, span.end)
        if part:
            value = f"{reading.value}T{w.PARTS[part['part']]}"
            span, reading = Span(span.start, part.end()), Reading("TIME", value, reading.mod, reading.fixed)
        early = _EARLY.search(text, max(floor, span.start - 12), span.start)
        if early and not part:
            return Span(early.start(), span.end), Reading(
                reading.type, reading.value, w.EDGE[early["edge"].lower()], reading.fixed
            )
    hour = _HOUR.search(text, max(floor, span.start - 22), span.start)
    if hour and reading.value.endswith(("TAF", "TEV", "TMO", "TNI")):
        n = int(w.small_number(hour["h"]) or 0)
        if 1 <= n <= 12:
            late = not reading.value.endswith("TMO") and n < 12
            value = f"{reading.value.split('T')[0]}T{n + 12 if late else n:02d}:00"
            return Span(hour.start(), span.end), Reading("TIME", value, "", reading.fixed)
    return span, reading
