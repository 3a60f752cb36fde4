"""Joins pieces of one expression: clock and day, day and part of day, weekday and date. Owns what stands between them."""

from __future__ import annotations

import re

from livebrief.annotate.timex import words as w
from livebrief.annotate.timex.readers import Reading
from livebrief.records.spans import Span

Found = tuple[Span, Reading]
_GAP = re.compile(r"(?:,? (?:on |at |in )?|, )")
_ALSO = re.compile(r"(?: [A-Z]{2,5}| local(?: time)?| [A-Z][a-z]+ time)? ?[(/]")
_ZONE_END = re.compile(r"(?: (?:[A-Z]{2,5}|local time))?\)?,? (?:on )?")
_MONTH_DAY = re.compile(r"(?P<month>[\dX]{4}-\d\d-)(?P<day>\d\d)")
_FIRST_DAY = re.compile(r"(?<![\w.,$€£:/\-])([0-3]?\d)(?: ?[-–—/] ?| and | to | or )\Z")
_LAST_DAY = re.compile(r"(?: ?[-–—] ?| and | to | or )([0-3]?\d)(?![\w:/%]|[.,]\d| [a-z]+s\b)")
LONGEST_MONTH = 31
_PART = re.compile(rf" (?P<part>{w.PART})(?!\w)")
_EARLY = re.compile(r"(?<![\w\-])(?P<edge>[Ee]arly|[Ll]ate) on \Z")
_HOUR = re.compile(rf"(?<![\w\-])(?P<h>{w.SMALL})(?: o['’]clock)?(?: on)? \Z", re.IGNORECASE)
_CLOCK = re.compile(r"T\d\d:\d\d")
_DAY = re.compile(r"(?:[\dX]{4}-[\dX]{2}-[\dX]{2}|XXXX-WXX-\d)")


def join_all(text: str, found: list[Found]) -> list[Found]:
    """The same expressions, neighbours joined and widened by part of day and edge; order and disjointness kept."""
    out: list[Found] = []
    for span, reading in _with_first_days(text, _in_two_zones(text, found)):
        one = _widen(text, span, reading, out[-1][0].end if out else 0)
        both = _join(text, out[-1], one) if out else None
        if both is not None:
            out[-1] = both
        else:
            out.append(one)
    return out


def _in_two_zones(text: str, found: list[Found]) -> list[Found]:
    """A clock time told again in brackets for another zone, "20:15 local time (17:15 GMT) on Sunday": both on that day."""
    out = list(found)
    for n in range(1, len(out)):
        (span, first), (also, second) = out[n - 1], out[n]
        clocks = [at for each in (first, second) if (at := _CLOCK.search(each.value))]
        if len(clocks) < 2 or not _ALSO.fullmatch(text, span.end, also.start):
            continue
        behind = out[n + 1] if n + 1 < len(out) else None
        day = first.value.split("T")[0]
        if behind and _DAY.fullmatch(behind[1].value) and _ZONE_END.fullmatch(text, also.end, behind[0].start):
            day = behind[1].value
        elif n > 1 and _DAY.fullmatch(out[n - 2][1].value) and _GAP.fullmatch(text, out[n - 2][0].end, span.start):
            day = out[n - 2][1].value
        out[n - 1 : n + 1] = [
            (where, Reading("TIME", day + at.group(), each.mod, each.fixed))
            for where, each, at in ((span, first, clocks[0]), (also, second, clocks[1]))
        ]
    return out


def _with_first_days(text: str, found: list[Found]) -> list[Found]:
    """With the first day of two of one month: "|12|-14 November", "November 12 and |13|"."""
    out: list[Found] = []
    for span, reading in found:
        day = _MONTH_DAY.fullmatch(reading.value)
        before = day and text[span.start].isdigit() and _FIRST_DAY.search(text, max(0, span.start - 8), span.start)
        behind = day and not before and _LAST_DAY.match(text, span.end) if text[span.end - 1].isdigit() else None
        if day and before and int(before[1]) < int(day["day"]):
            one = Reading("DATE", f"{day['month']}{int(before[1]):02d}", "", reading.fixed)
            out += [(Span(*before.span(1)), one), (span, reading)]
        elif day and behind and int(day["day"]) < int(behind[1]) <= LONGEST_MONTH:
            two = Reading("DATE", f"{day['month']}{int(behind[1]):02d}", "", reading.fixed)
            out += [(span, reading), (Span(*behind.span(1)), two)]
        else:
            out.append((span, reading))
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
