"""When an article was published: read from what was said, else inferred from text or address, else unknown.

Owns the reading of dates as outlets write them and the refusal of future dates; refuses relative words ("yesterday")
and numeric dates whose order of day and month is not certain.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime

from livebrief.records.articles import Dated

# A moment later than a capture by more than this is not a slow clock or a time zone, it is wrong.
SLACK = timedelta(hours=36)
_MONTHS = "january february march april may june july august september october november december".split()
_MONTH = {name[:3]: number for number, name in enumerate(_MONTHS, 1)}
_M = r"(?P<m>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
_D = r"(?P<d>[0-3]?\d)(?:st|nd|rd|th)?"
_Y = r"(?P<y>(?:19|20)\d\d)"
_DAY_MONTH = re.compile(
    rf"\b(?:{_D}\s+{_M}|{_M.replace('<m>', '<m2>')}\s+{_D.replace('<d>', '<d2>')})\b(?:,?\s+{_Y}\b)?", re.I
)
_CLOCK = re.compile(r"\b([01]?\d|2[0-3]):([0-5]\d)\b")
_YEAR_FIRST = re.compile(
    r"^(\d{4})([/.])(\d?\d)\2(\d?\d)(?=$|[T\s])"
)  # 2025/3/5, 2025.03.05: no order of day and month to doubt
_ISO = re.compile(r"^\s*(\d{4})-?(\d\d)-?(\d\d)(?:$|[T\s])")
_IN_URL = re.compile(r"/((?:19|20)\d\d)[/-]([01]?\d)[/-]([0-3]?\d)(?:[/-]|$)")
_ON_DAY = re.compile(
    rf"\bon\s+(?:\w+day,?\s+)?(?:{_M}\s+{_D}|{_D.replace('<d>', '<d2>')}\s+{_M.replace('<m>', '<m2>')})\b", re.I
)


def read(words: str) -> str:
    """The ISO 8601 value of a written date at the grain that it has (a day, or a moment in UTC), or empty."""
    words = _YEAR_FIRST.sub(lambda found: f"{found[1]}-{found[3]:0>2}-{found[4]:0>2}", words.strip())
    if not words:
        return ""
    if words.isdigit() and len(words) in (10, 13):
        return _iso(datetime.fromtimestamp(int(words[:10]), UTC))
    return _read_iso(words) or _read_mail(words) or _read_words(words)


def _read_iso(words: str) -> str:
    if not _ISO.match(words):
        return ""
    try:
        if len(words) <= 10:
            return date.fromisoformat(words).isoformat()
        return _iso(datetime.fromisoformat(re.sub(r"\s+(?=[+-]\d\d:?\d\d$)|\s*UTC$", "", words)))
    except (ValueError, OverflowError):
        found = _ISO.match(words)
        return _day(int(found[1]), int(found[2]), int(found[3])) if found else ""


def _read_mail(words: str) -> str:
    if not re.search(r"\d:\d\d", words):
        return ""
    try:
        return _iso(parsedate_to_datetime(words))
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""


def _read_words(words: str) -> str:
    found = _DAY_MONTH.search(words)
    if found is None or not found["y"]:
        return ""
    day = _day(int(found["y"]), *_month_day(found))
    clock = _CLOCK.search(words, found.end())
    if day and clock and clock.start() - found.end() < 6:
        return f"{day}T{int(clock[1]):02}:{clock[2]}:00+00:00"
    return day


def _month_day(found: re.Match[str]) -> tuple[int, int]:
    return _MONTH[(found["m"] or found["m2"])[:3].lower()], int(found["d"] or found["d2"])


def _iso(moment: datetime) -> str:
    moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    return moment.replace(microsecond=0).isoformat()


def _day(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


def settle(candidates: Iterable[tuple[str, str, str]], seen: datetime) -> Dated:
    """The first candidate (written date, how, rule) that can be read. One after ``seen`` plus 36 hours is refused."""
    for words, how, rule in candidates:
        value = read(words)
        if not value:
            continue
        if _future(value, seen):
            return Dated(how="refused", rule=rule)
        return Dated(value=value, how=how, rule=rule)
    return Dated()


def _future(value: str, seen: datetime) -> bool:
    moment = datetime.fromisoformat(value)
    moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment
    return moment > seen + SLACK


def in_url(url: str) -> str:
    """The day in an address (``/2025/03/06/``) as ISO, or empty."""
    found = _IN_URL.search(url)
    return _day(int(found[1]), int(found[2]), int(found[3])) if found else ""


def in_dateline(words: str, known: datetime | None) -> str:
    """The day of a dateline; without a year the latest such day not after ``known``, when that is known."""
    found = _DAY_MONTH.search(words)
    if found is None:
        return ""
    month, day = _month_day(found)
    if found["y"]:
        return _day(int(found["y"]), month, day)
    return _not_after(month, day, known) if known else ""


def in_text(text: str, known: datetime | None) -> str:
    """The day that the text speaks of most as "on November 20", latest of equals, when its year can be known.

    The year is that of ``known`` (when the article was seen), else the latest year that the text itself names, but
    only when it names the same month with it.
    """
    days = Counter(_month_day(found) for found in _ON_DAY.finditer(text))
    if not days:
        return ""
    (month, day), _ = max(days.items(), key=lambda item: (item[1], item[0]))
    if known:
        return _not_after(month, day, known)
    years = {int(found["y"]) for found in _DAY_MONTH.finditer(text) if found["y"] and _month_day(found)[0] == month}
    return _day(max(years), month, day) if years else ""


def _not_after(month: int, day: int, known: datetime) -> str:
    for year in (known.year, known.year - 1):
        value = _day(year, month, day)
        if value and value <= (known + SLACK).date().isoformat():
            return value
    return ""
