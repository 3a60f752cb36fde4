"""What an article without a day says of its time: years, months, weekdays, dates. Of two it tells sister events apart.

English weekdays and months only, near the head; years in any language. An article with a day needs none of it: its day
is known. Owns no weighing (``kinship`` does) and refuses to guess a day.
"""

from __future__ import annotations

import re

import msgspec

WEEKDAYS = ("Mon", "Tues", "Wednes", "Thurs", "Fri", "Satur", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
HEAD = 2500  # code points: what an article is about it dates near its head
YEARS_IN = 6000  # code points in which years are looked for: mostly further down
# A set of capitals first, which is quickly searched; what is no day or month in full is passed over.
WEEKDAY = re.compile(r"([MTWFS](?<!\w[MTWFS])(?:on|ues|ednes|hurs|ri|atur|un))day\b")
MONTH_DAY = re.compile(r"([JFMASOND](?<!\w[JFMASOND])(?:an|eb|ar|pr|ay|un|ul|ug|ep|ct|ov|ec))[a-z]*\.? (\d{1,2})\b")
_DAY_MONTH = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)? ({'|'.join(MONTHS)})")
# "May" and "March" are words, too.
_MONTH = re.compile(r"\b(Jan|Feb|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec)(?:uary|ruary|il|e|y|ust|t(?:ember)?|ober|ember)?\b")
_YEAR = re.compile(r"(?<![\d,.$€£-])(?:19[5-9]\d|20\d\d)(?!\d|[.,]\d)")


class Calendar(msgspec.Struct, frozen=True, kw_only=True):
    """As written: "2008"; "Jan"; "Mon"; "Jan 6". Empty for an article whose day is known."""

    years: frozenset[str] = frozenset()
    months: frozenset[str] = frozenset()
    weekdays: frozenset[str] = frozenset()
    dates: frozenset[str] = frozenset()


UNSAID = Calendar()


def calendar_of(plain: str) -> Calendar:
    """The times that a text names. Law: pure."""
    head = plain[:HEAD]
    return Calendar(
        years=frozenset(_YEAR.findall(plain, 0, YEARS_IN)),
        months=frozenset(_MONTH.findall(head)),
        weekdays=frozenset(WEEKDAY.findall(head)),
        dates=frozenset(
            [f"{month} {day}" for month, day in MONTH_DAY.findall(head)]
            + [f"{month} {day}" for day, month in _DAY_MONTH.findall(head)]
        ),
    )


def at_odds(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether both say something and nothing in common."""
    return bool(one) and bool(other) and one.isdisjoint(other)
