"""One cell of a table to a number, a day or a moment, or the reason why not. Nothing is guessed."""

from __future__ import annotations

import math
import re
from datetime import UTC, datetime, timedelta

from livebrief.desks.imports.sheets import Setting
from livebrief.errors import Quarantine
from livebrief.records.outcomes import Why

NOTHING = frozenset({"", "na", "n/a", "nan", "null", "none", "-", "—"})
EARLIEST = 1900  # a year before this is a slip of the pen in every series that a desk attaches
AHEAD = timedelta(days=1)  # a day's grace: the source's midnight is not ours
_ISO = re.compile(
    r"(?P<y>\d{4})-(?P<m>\d{1,2})(?:-(?P<d>\d{1,2})(?:[T ](?P<h>\d{1,2}):(?P<min>\d{2})(?::(?P<s>\d{2})(?:\.\d+)?)?)?)?"
    r"\s*(?P<zone>Z|UTC|[+-]\d{2}:?\d{2})?$"
)
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})$")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})(?:\.(\d{4})?)?$")
_NAMED_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
HALF_A_YEAR = 6  # months back from one line to the next that mean a new year, not lines out of order
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})$")


def number(text: str, *, of: str, negative: bool = False) -> float | None:
    """The number, or None when the cell says that there is none. Raises Quarantine: no number, below nought."""
    if text.casefold() in NOTHING:
        return None
    plain = re.sub(r"(?<=\d)[,\s\u00a0](?=\d{3}(?:\D|$))", "", text)
    try:
        value = float(plain)
    except ValueError:
        raise Quarantine(f"{of}: not a number: {text[:40]!r}", reason=Why.BAD_NUMBER) from None
    if not math.isfinite(value):
        raise Quarantine(f"{of}: not a number: {text[:40]!r}", reason=Why.BAD_NUMBER)
    if value < 0 and not negative:
        raise Quarantine(f"{of}: {text} is below nought", reason=Why.NEGATIVE)
    return value


def day(text: str, setting: Setting) -> str:
    """``YYYY-MM-DD`` (or ``YYYY-MM``) of a date as files write it; ``DD.MM`` takes its year from the file's name. Raises Quarantine: no date, in the future."""
    slashed, compact, dotted = _SLASHED.match(text), _COMPACT.match(text), _DOTTED.match(text)
    if slashed:
        one, two, year = slashed.groups()
        date, month = (one, two) if setting.day_first else (two, one)
        text = f"{year}-{month}-{date}"
    elif compact:
        text = "-".join(compact.groups())
    elif dotted:
        date, month, said = dotted.groups()
        text = f"{said or _year(text, int(month), setting)}-{month}-{date}"
    return moment(text, setting)[:10]


def _year(text: str, month: int, setting: Setting) -> int:
    """The year of a date without one: the first that the file's name gives, one later whenever the lines pass December.

    Raises Quarantine where the name gives none.
    """
    named = _NAMED_YEAR.search(setting.name)
    if named is None:
        fault = f"a date without a year: {text!r}; put the year of the first line into the file's name (NAME-2024.csv)"
        raise Quarantine(fault, reason=Why.BAD_DATE)
    setting.years += setting.month - month > HALF_A_YEAR
    setting.month = month
    return int(named.group()) + setting.years


def moment(text: str, setting: Setting) -> str:
    """ISO 8601 at the grain given: in UTC where the cell names a zone, else as written, without one.

    Raises Quarantine: no date (``31 June``), before 1900, after the setting's ``as_of``.
    """
    found = _ISO.match(text)
    if found is None:
        raise Quarantine(f"not a date: {text[:40]!r}", reason=Why.BAD_DATE)
    parts = {key: int(value) for key, value in found.groupdict().items() if value and key != "zone"}
    try:
        at = datetime(
            parts["y"], parts["m"], parts.get("d", 1), parts.get("h", 0), parts.get("min", 0), parts.get("s", 0), 0, UTC
        )
    except ValueError as fault:
        raise Quarantine(f"not a date: {text[:40]!r} ({fault})", reason=Why.BAD_DATE) from None
    zone = found["zone"] or ""
    at -= _offset(zone)
    _plausible(at, text, setting)
    if "h" not in parts:
        return at.strftime("%Y-%m-%d") if "d" in parts else at.strftime("%Y-%m")
    return at.strftime("%Y-%m-%dT%H:%M:%SZ" if zone else "%Y-%m-%dT%H:%M:%S")


def month(year: str, of_year: str, setting: Setting) -> str:
    """``YYYY-MM`` of two cells."""
    return moment(f"{year}-{of_year}", setting)


def span(start: str, end: str) -> None:
    """Raises Quarantine when the end comes before the start; a day counts to its last moment."""
    if end and end < start and end != start[: len(end)]:
        raise Quarantine(f"ends {end}, before its start {start}", reason=Why.ENDS_BEFORE_START)


def _offset(zone: str) -> timedelta:
    if zone in ("", "Z", "UTC"):
        return timedelta()
    sign = -1 if zone[0] == "-" else 1
    digits = zone[1:].replace(":", "")
    return sign * timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))


def _plausible(at: datetime, text: str, setting: Setting) -> None:
    if at.year < EARLIEST:
        raise Quarantine(f"a year that no series has: {text[:40]}", reason=Why.BAD_DATE)
    if setting.as_of is not None and at > setting.as_of + AHEAD:
        raise Quarantine(f"lies in the future: {text[:40]}", reason=Why.FUTURE_DATE)
