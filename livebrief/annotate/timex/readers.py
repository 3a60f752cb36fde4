"""Readers: what one match of a rule means. A reader takes the match and the :class:`Now` of the expression and returns a
:class:`Reading`, or None to refuse. Owns values of one piece; refuses patterns.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import msgspec

from livebrief.annotate.timex import calendar as cal
from livebrief.annotate.timex import words as w

Match = re.Match[str]


class Reading(msgspec.Struct, frozen=True):
    """What one expression means: TIMEX3 type, value, mod; ``fixed`` when no anchor was needed."""

    type: str
    value: str
    mod: str = ""
    fixed: bool = False


class Now(msgspec.Struct, frozen=True):
    """Where an expression stands: anchor day, day and year last spoken of, direction (-1 past, 0 unknown, 1 future)."""

    anchor: date | None
    told: date | None
    direction: int
    quarter: str = ""
    year: int = 0


Reader = Callable[[Match, Now], Reading | None]
_COMPARED = re.compile(r"\b(?:compares? with|compared (?:with|to)|period|versus|than|from)\b[^.;\n]{0,60}\Z")
_STEP = {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "next": 1, "coming": 1, "following": 1}


def _year_given(text: str | None, now: Now) -> int | None:
    if text is None:
        return None
    if text.isdigit():
        return int(text)
    step = _STEP.get(text.split()[0].lower(), 0)
    return now.anchor.year + step if now.anchor else None


def month_day(found: Match, now: Now) -> Reading | None:
    """A day of a month, with or without its year."""
    month = w.MONTHS[found["month"]]
    day = int(re.sub(r"\D", "", found["day"]))
    year = _year_given(found["year"], now)
    if cal.real_day(2024, month, day) is None:
        return None
    if year is not None:
        exact = cal.real_day(year, month, day)
        return Reading("DATE", exact.isoformat(), fixed=found["year"].isdigit()) if exact else None
    return Reading("DATE", cal.month_day(now.anchor, month, day, now.direction))


def month(found: Match, now: Now) -> Reading | None:
    """A month, with or without its year; ambiguous words ("May") need a preposition."""
    month = w.MONTHS[found["month"]]
    year = _year_given(found["year"], now)
    edge = _edge(found["edge"])
    if year is not None:
        return Reading("DATE", f"{year:04d}-{month:02d}", edge, found["year"].isdigit())
    lead = (found["lead"] or "").lower()
    if found["month"] in {"May", "March", "Mar", "Jan", "Dec", "Sep", "Jun", "Sept"} and not lead and not found["prep"]:
        return None
    if lead in {"each", "every"}:
        return Reading("SET", f"XXXX-{month:02d}", fixed=True)
    way = {"last": -1, "past": -1, "next": 1, "coming": 1}.get(lead, now.direction)
    if (found["prep"] or "").lower() in {"by", "until", "till", "before"}:
        way = 1
    base = now.anchor
    if lead in {"last", "next"} and base is not None and base.month == month:
        return Reading("DATE", f"{base.year + way:04d}-{month:02d}", edge)
    return Reading("DATE", cal.month_alone(base, month, way), edge)


def _edge(text: str | None) -> str:
    if not text:
        return ""
    return next((mod for word, mod in w.EDGE.items() if word in text.lower()), "")


def weekday(found: Match, now: Now) -> Reading | None:
    """A weekday by direction; plurals and "every" are sets."""
    n = w.WEEKDAYS[found["weekday"]]
    lead = (found["lead"] or "").lower()
    part = (found["part"] or "").lower()
    tail = f"T{w.PARTS[part]}" if part else ""
    if found["plural"] or lead in {"every", "each"}:
        return Reading("SET", f"XXXX-WXX-{n}{tail}", fixed=True)
    way = {"last": -1, "past": -1, "next": 1, "coming": 1}.get(lead, now.direction or -1)
    value = cal.weekday_of(now.anchor, n, way)
    if lead and now.anchor is not None and value == now.anchor.isoformat() and lead != "this":
        value = cal.shift_days(now.anchor, 7 * way)
    return Reading("TIME" if tail else "DATE", value + tail, _edge(found["edge"]))


def deictic(found: Match, now: Now) -> Reading | None:
    """today, yesterday, tomorrow, tonight."""
    word = found["word"].lower()
    part = (found["part"] or "").lower()
    value = cal.shift_days(now.anchor, w.DEICTIC[word])
    if word == "tonight":
        return Reading("TIME", value + "TNI")
    return Reading("TIME", f"{value}T{w.PARTS[part]}") if part else Reading("DATE", value, _edge(found["edge"]))


def part_of_day(found: Match, now: Now) -> Reading | None:
    """ "last night", "late in the day", "that day"."""
    lead = found["lead"].lower()
    part = (found["part"] or "").lower()
    base = now.anchor if lead in {"last", "this"} else now.told or now.anchor
    step = -1 if lead == "last" else 1 if lead in {"next", "the next", "the following"} else 0
    value = cal.shift_days(base, step)
    if part == "day":
        return Reading("DATE", value, _edge(found["edge"]))
    return Reading("TIME", f"{value}T{w.PARTS[part]}", _edge(found["edge"]))


def day_beside(found: Match, now: Now) -> Reading | None:
    """ "the day before", "one day after"."""
    step = -1 if found["way"].lower() in {"before", "earlier"} else 1
    return Reading("DATE", cal.shift_days(now.told or now.anchor, step))


def unit_step(found: Match, now: Now) -> Reading | None:
    """ "last week", "this month", "that year"."""
    lead = found["lead"].lower().removeprefix("the ")
    unit = w.unit(found["unit"])
    edge = _edge(found["edge"])
    if unit == "Y" and now.year and lead in {"that", "same", "following"}:
        return Reading("DATE", f"{now.year + (lead == 'following'):04d}", edge)
    if (
        unit == "Y"
        and lead == "last"
        and now.quarter
        and _COMPARED.search(found.string, max(0, found.start() - 80), found.start())
    ):
        return Reading("DATE", cal.year_earlier(now.quarter), edge)
    if lead in {"that", "same"}:
        return Reading("DATE", cal.add(now.told or now.anchor, unit, 0), edge)
    step = _STEP[lead]
    if unit == "WE":
        week = cal.week_of(now.anchor, step)
        return Reading("DATE", f"{week}-WE", edge)
    if unit[0] == "T":
        return None
    if unit in {"10Y", "C"}:
        year = cal.add(now.anchor, unit, step)
        return Reading("DATE", year[:3] if unit == "10Y" else year[:2], edge)
    return Reading("DATE", cal.add(now.anchor, unit, step), edge)


def ago(found: Match, now: Now) -> Reading | None:
    """ "two days later", "three years ago"."""
    way = found["way"].lower()
    unit = w.unit(found["unit"])
    count = w.small_number(found["n"])
    step = 1 if way in {"later", "from now", "hence", "after"} else -1
    base = now.anchor if way in {"ago", "from now", "hence"} else now.told or now.anchor
    mod = w.ABOUT.get((found["about"] or "").lower(), "")
    if count is None:
        return Reading("DATE", "PAST_REF" if step < 0 else "FUTURE_REF", fixed=True)
    if unit[0] == "T":
        return Reading("DATE", cal.shift_days(base, 0), mod)
    return Reading("DATE", cal.add(base, unit, step * int(count)), mod)


def duration(found: Match, _now: Now) -> Reading | None:
    """A length of time."""
    unit = w.unit(found["unit"])
    if len(found["n"]) == 4 and found["n"].isdigit() and unit in {"Q", "M", "W"}:
        return None
    count = w.small_number(found["n"])
    mod = w.ABOUT.get((found["about"] or "").lower(), "")
    return Reading("DURATION", cal.length(count, unit), mod, True)


def every(found: Match, _now: Now) -> Reading | None:
    """A set: "every 20 minutes"."""
    unit = w.unit(found["unit"])
    count = w.small_number(found["n"]) if found["n"] else 1
    if count is None and (found["n"] or "").lower() in {"other", "second"}:
        count = 2
    return Reading("SET", cal.length(count, unit), fixed=True)


def quarter(found: Match, now: Now) -> Reading | None:
    """A quarter of a year."""
    n = w.ORDINALS.get(found["n"].lower().rstrip("-"), 0)
    if not 1 <= n <= 4:
        return None
    year = _year_given(found["year"], now)
    if year is None:
        if now.anchor is None:
            return Reading("DATE", f"XXXX-Q{n}")
        late = n > (now.anchor.month - 1) // 3 + 1 and now.direction <= 0
        year = now.anchor.year - (1 if late else 0)
    return Reading("DATE", f"{year:04d}-Q{n}", fixed=bool(found["year"]))


def half_year(found: Match, now: Now) -> Reading | None:
    """ "the second half of 2027"."""
    year = now.anchor.year if found["year"].lower() == "the year" and now.anchor else _year_given(found["year"], now)
    half = 1 if found["n"].lower() == "first" else 2
    return Reading("DATE", f"{year:04d}-H{half}", fixed=found["year"].isdigit()) if year else None


def season(found: Match, now: Now) -> Reading | None:
    """A season."""
    code = w.SEASONS[found["season"].lower()]
    year = _year_given(found["year"], now)
    if year is None:
        if now.anchor is None:
            return Reading("DATE", f"XXXX-{code}")
        lead = (found["lead"] or "").lower()
        starts = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[code]
        year = now.anchor.year
        if lead in {"last", "past"} or (lead not in {"next", "this", "coming"} and now.direction < 0):
            year -= 1 if starts >= now.anchor.month else 0
        elif lead == "next":
            year += 1 if starts <= now.anchor.month else 0
    return Reading("DATE", f"{year:04d}-{code}", _edge(found["edge"]), bool(found["year"]))


def year(found: Match, _now: Now) -> Reading | None:
    """A year in digits."""
    return Reading("DATE", found["year"], _edge(found["edge"]), True)


def decade(found: Match, _now: Now) -> Reading | None:
    """ "the 1990s"."""
    digits = found["decade"]
    return Reading("DATE", digits if len(digits) == 3 else f"19{digits}", _edge(found["edge"]), True)


def century(found: Match, _now: Now) -> Reading | None:
    """ "the 20th century"."""
    text = found["n"].lower()
    n = w.CENTURIES.get(text) or int(re.sub(r"\D", "", text) or 0)
    return Reading("DATE", f"{n - 1:02d}", _edge(found["edge"]), True) if 2 <= n <= 25 else None


def clock(found: Match, now: Now) -> Reading | None:
    """A clock time on the anchor day."""
    hour, minute = int(found["h"]), int(found["m"] or 0)
    half = (found["half"] or "").lower()[:1]
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 24 or minute > 59:
        return None
    return Reading("TIME", f"{cal.shift_days(now.anchor, 0)}T{hour:02d}:{minute:02d}")


def noon(found: Match, now: Now) -> Reading | None:
    """noon, midday, midnight."""
    return Reading("TIME", cal.shift_days(now.anchor, 0) + w.PARTS[found["part"].lower()])


def iso(found: Match, _now: Now) -> Reading | None:
    """ISO 8601."""
    day = cal.real_day(int(found["y"]), int(found["mo"]), int(found["d"]))
    if day is None:
        return None
    clock = found["clock"]
    return Reading("TIME" if clock else "DATE", day.isoformat() + (f"T{clock}" if clock else ""), fixed=True)


def slashed(found: Match, _now: Now) -> Reading | None:
    """02/27/1998: month first unless that is no date."""
    first, second, year = int(found["a"]), int(found["b"]), int(found["y"])
    if year < 100:
        year += 1900 if year > 50 else 2000
    day = cal.real_day(year, first, second) or cal.real_day(year, second, first)
    return Reading("DATE", day.isoformat(), fixed=True) if day else None


def reference(found: Match, _now: Now) -> Reading | None:
    """PRESENT_REF, PAST_REF, FUTURE_REF."""
    low = found.group().lower()
    value = w.REFERENCES.get(low)
    if value is None:
        value = "FUTURE_REF" if "future" in low else "PAST_REF" if "past" in low else "PRESENT_REF"
    return Reading("DATE", value, fixed=True)


def often(found: Match, _now: Now) -> Reading | None:
    """daily, weekly …"""
    return Reading("SET", w.SETS[found.group().lower()], fixed=True)
