"""Readers of customary expressions: feasts, spoken years, "the weekend", "over the past year", quarters compared.

Owns expressions that a calendar of custom gives a value; refuses patterns (livebrief.annotate.timex.rules).
"""

from __future__ import annotations

from datetime import date, timedelta

from livebrief.annotate.timex import calendar as cal
from livebrief.annotate.timex import words as w
from livebrief.annotate.timex.readers import Match, Now, Reading


def span_past(found: Match, _now: Now) -> Reading | None:
    """ "over the past year": a length, not a date."""
    return Reading("DURATION", cal.length(1, w.unit(found["unit"])), fixed=True)


def unit_now(found: Match, now: Now) -> Reading | None:
    """ "the year", "the week": the one of the anchor; "the weekend": the last that is over, or the coming one."""
    unit = w.unit(found["unit"])
    if unit == "Y" and found.string.startswith(" ended ", found.end()):
        return Reading("DURATION", "P1Y", fixed=True)
    if unit == "WE":
        return Reading("DATE", f"{cal.week_of(now.anchor, 0 if now.direction > 0 else -1)}-WE")
    return Reading("DATE", cal.add(now.anchor, unit, 0), w.EDGE.get((found["edge"] or "").lower(), ""))


def year_and_half(found: Match, now: Now) -> Reading | None:
    """ "a year and a half ago": the month."""
    way = found["way"].lower()
    base = now.anchor if way == "ago" else now.told or now.anchor
    return Reading("DATE", cal.add(base, "M", 18 if way == "later" else -18))


def in_time(found: Match, now: Now) -> Reading | None:
    """ "in three weeks' time"."""
    unit, count = w.unit(found["unit"]), w.small_number(found["n"])
    if count is None or unit[0] == "T" or count != int(count):
        return None
    return Reading("DATE", cal.add(now.anchor, unit, int(count)))


def year_end(_found: Match, now: Now) -> Reading | None:
    """ "by year-end"."""
    return Reading("DATE", f"{cal.year_of(now.anchor)}-12-31")


def year_in_words(found: Match, _now: Now) -> Reading | None:
    """ "nineteen ninety-six"."""
    year = w.year_in_words(found["words"])
    return Reading("DATE", str(year), fixed=True) if year else None


def feast(found: Match, now: Now) -> Reading | None:
    """Days kept in the same way every year: Christmas, New Year's, Easter … by direction, else the nearest."""
    name, when = found["feast"].lower(), (found["when"] or "").lower()
    lead = (found["lead"] or "").lower()
    if now.anchor is None:
        return None
    years = [now.anchor.year + step for step in (-1, 0, 1) if 1 < now.anchor.year + step < 9999]
    days = [day for year in years if (day := day_of_feast(name, when, year))]
    way = {"last": -1, "next": 1}.get(lead, now.direction)
    fits = [day for day in days if way == 0 or (day - now.anchor).days * way >= 0]
    near = min(fits or days, key=lambda day: abs((day - now.anchor).days if now.anchor else 0), default=None)
    return Reading("DATE", near.isoformat()) if near else None


def year_before(_found: Match, now: Now) -> Reading | None:
    """ "year-ago", "year-earlier", "a year ago": of the quarter just spoken of, where results are compared."""
    if now.quarter:
        return Reading("DATE", cal.year_earlier(now.quarter))
    return Reading("DATE", cal.year_of(now.anchor, -1))


def quarter_before(_found: Match, now: Now) -> Reading | None:
    """The quarter that reports of results speak of: the last one that is over."""
    return Reading("DATE", cal.quarter_of(now.anchor, -1))


def fiscal(found: Match, _now: Now) -> Reading | None:
    """A fiscal year."""
    digits = found["year"]
    return Reading("DATE", digits if len(digits) == 4 else f"{19 if int(digits) > 50 else 20}{digits}", fixed=True)


def day_of_feast(name: str, when: str, year: int) -> date | None:
    """The day of a feast ("christmas", "eve"; "easter", "monday"; "thanksgiving" as in the United States), or None."""
    fixed = {"christmas": (12, 25), "new year’s": (1, 1), "new year's": (1, 1), "halloween": (10, 31)}
    if name == "thanksgiving":
        first = date(year, 11, 1)
        return first + timedelta(days=(4 - first.isoweekday()) % 7 + 21)
    day = (
        date(year, *fixed[name]) if name in fixed else _easter(year) - timedelta(days=2 if name == "good friday" else 0)
    )
    return day + timedelta(days={"eve": -1, "monday": 1}.get(when, 0))


def _easter(year: int) -> date:
    """Western Easter by the anonymous Gregorian computus (Meeus 1991)."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return date(year, f // 31, f % 31 + 1)
