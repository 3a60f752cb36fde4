"""Calendar arithmetic on TIMEX3 values, and the anchor. Owns values as strings; refuses text.

An anchor without a day gives underspecified values (``XXXX-11-20``), after TimeML 1.2.1.
"""

from __future__ import annotations

from datetime import date, timedelta

import msgspec

from livebrief.records.articles import Document


class Anchor(msgspec.Struct, frozen=True, kw_only=True):
    """The day that relative expressions count from, None when unknown; ``certain`` when it was given or in the metadata."""

    day: date | None = None
    certain: bool = False


def anchor_of(doc: Document) -> Anchor:
    """The anchor of a document: its publication day unless unknown or refused. Never raises."""
    how = doc.published.how
    if how not in {"given", "metadata", "inferred"}:
        return Anchor()
    try:
        return Anchor(day=date.fromisoformat(doc.published.day), certain=how != "inferred")
    except ValueError:
        return Anchor()


def real_day(year: int, month: int, day: int) -> date | None:
    """The date, or None when the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def shift_days(base: date | None, days: int) -> str:
    """``YYYY-MM-DD`` of the day that many days away; ``XXXX-XX-XX`` without a base or outside the calendar."""
    if base is None:
        return "XXXX-XX-XX"
    try:
        return (base + timedelta(days=days)).isoformat()
    except OverflowError:
        return "XXXX-XX-XX"


def week_of(base: date | None, weeks: int = 0) -> str:
    """ISO week ``YYYY-Www``, that many weeks away."""
    value = shift_days(base, 7 * weeks)
    if value.startswith("X"):
        return "XXXX-WXX"
    year, week, _ = date.fromisoformat(value).isocalendar()
    return f"{year:04d}-W{week:02d}"


def month_of(base: date | None, months: int = 0) -> str:
    """``YYYY-MM``, that many months away."""
    if base is None:
        return "XXXX-XX"
    at = base.year * 12 + base.month - 1 + months
    return f"{at // 12:04d}-{at % 12 + 1:02d}" if 0 < at < 9999 * 12 else "XXXX-XX"


def quarter_of(base: date | None, quarters: int = 0) -> str:
    """``YYYY-Qn``, that many quarters away."""
    if base is None:
        return "XXXX-QX"
    at = base.year * 4 + (base.month - 1) // 3 + quarters
    return f"{at // 4:04d}-Q{at % 4 + 1}" if at > 3 else "XXXX-QX"


def year_of(base: date | None, years: int = 0) -> str:
    """``YYYY``, that many years away."""
    return f"{base.year + years:04d}" if base is not None and 0 < base.year + years < 9999 else "XXXX"


def year_earlier(quarter: str) -> str:
    """The same quarter (YYYY-Qn) of the year before."""
    return f"{int(quarter[:4]) - 1:04d}{quarter[4:]}"


def weekday_of(base: date | None, weekday: int, direction: int) -> str:
    """The nearest such weekday (1 Monday … 7 Sunday): at or before the base (-1), after it (1); base itself counts."""
    if base is None:
        return f"XXXX-WXX-{weekday}"
    ahead = (weekday - base.isoweekday()) % 7
    return shift_days(base, ahead if direction > 0 or ahead == 0 else ahead - 7)


def month_day(base: date | None, month: int, day: int, direction: int) -> str:
    """A day without its year: the nearest to the base; a past one (-1) is never more than two months ahead."""
    if base is None:
        return f"XXXX-{month:02d}-{day:02d}"
    days = [real_day(base.year + step, month, day) for step in (-1, 0, 1) if 0 < base.year + step < 9999]
    known = [one for one in days if one is not None]
    fits = [one for one in known if direction >= 0 or (one - base).days <= 61]
    fits = [one for one in fits if direction <= 0 or (one - base).days >= -61]
    if not fits:
        return f"XXXX-{month:02d}-{day:02d}"
    return min(fits, key=lambda one: abs((one - base).days)).isoformat()


def month_alone(base: date | None, month: int, direction: int) -> str:
    """A month without its year: at or before the base month (-1), at or after it (1), the nearest (0)."""
    if base is None:
        return f"XXXX-{month:02d}"
    gap = (month - base.month) % 12
    back = gap - 12 if gap else 0
    near = gap <= 1 and direction <= 0  # "in November" said in October is not the one of a year ago
    step = gap if direction > 0 or near or (direction == 0 and gap < -back) else back
    return month_of(base, step)


def add(base: date | None, unit: str, count: int) -> str:
    """The value that many units away at the unit's own grain (``Y`` year, ``M`` month, ``W`` week, ``D`` day …)."""
    if unit == "Y":
        return year_of(base, count)
    if unit == "10Y":
        return year_of(base, 10 * count)
    if unit == "C":
        return year_of(base, 100 * count)
    if unit == "M":
        return month_of(base, count)
    if unit == "Q":
        return quarter_of(base, count)
    if unit in {"W", "2W", "WE"}:
        return week_of(base, count * (2 if unit == "2W" else 1))
    return shift_days(base, count) if unit == "D" else shift_days(base, 0)


def day_in(value: str) -> date | None:
    """The day that a value names (``2024-11-20``, ``2024-11-20TNI``), or None when it is coarser."""
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None


_HALVES = {"Y": "6M", "D": "T12H", "TH": "30M", "TM": "30S"}


def length(count: float | None, unit: str) -> str:
    """A duration: ``P2W``, ``PT20M``, ``P20Y``; ``PXD`` when the count is not known."""
    times = {"10Y": 10, "C": 100, "2W": 2, "TS": 1}.get(unit, 1)
    letter = {"10Y": "Y", "C": "Y", "2W": "W", "WE": "WE"}.get(unit, unit)
    if count is None:
        letter = {"10Y": "DE", "C": "CE"}.get(unit, letter)
    if count is not None and count > 1 and count % 1 == 0.5 and unit in _HALVES:
        tail = _HALVES[unit]
        return f"PT{int(count)}{letter[1]}{tail}" if letter[0] == "T" else f"P{int(count)}{letter}{tail}"
    amount = "X" if count is None else f"{count * times:g}" if count * times < 1e5 else str(int(count * times))
    return f"PT{amount}{letter[1]}" if letter[0] == "T" else f"P{amount}{letter}"
