"""Figures of articles held against attached series: agrees, differs by so much, not covered. Never repaired by them.

Owns the matching of a figure to rows: by the night of the attack, the class of weapon and the role; by the day, role, unit
and side of a count. One row is compared with where one has the number; else what the rows of that night add to is
told as such, every row named. The series is one more voice: it moves no verdict.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from livebrief.check.counted import Counted
from livebrief.check.figures import ATTACK, bounds
from livebrief.records.references import AttackRow, Comparison, CountRow, Reference

AGREES, DIFFERS, NOT_COVERED = "agrees", "differs", "not covered"
COLUMN = {"launched": "launched", "intercepted": "destroyed", "lost": "lost", "hit": "hit"}
CLASSES = (
    (
        "drone",
        re.compile(
            r"shahed|geran|gerbera|parod|lancet|orlan|zala|supercam|mohajer|forpost|\buavs?\b|drone|munition", re.I
        ),
    ),
    (
        "missile",
        re.compile(
            r"\b[xх]-\d|\bkh-\d|iskander|kalib[re]|kinzhal|zircon|tsirkon|[cs]-[34]00|kn-23|oni[kx]s?|tochka|missile",
            re.I,
        ),
    ),
    ("rocket", re.compile(r"rocket|grad|smerch|uragan", re.I)),
    ("bomb", re.compile(r"\bkab\b|\bfab\b|\bupab\b|bomb", re.I)),
)
MOST_APART = 4.0  # times: a figure so far from every row is of something else than the series counts


def compare(counts: Iterable[Counted], references: Sequence[Reference]) -> Iterator[Comparison]:
    """One comparison for each figure and series that could speak of it. Running totals are never compared with a night."""
    for reference in references:
        attacks = [row for row in reference.rows if isinstance(row, AttackRow)]
        numbers = [row for row in reference.rows if isinstance(row, CountRow)]
        by_night = _nights(attacks)
        for each in counts:
            if attacks and each.figure.role in ATTACK and not each.beside.total and _class(each.figure.unit):
                if found := _attack(each, reference, by_night):
                    yield found
            elif numbers and (found := _count(each, reference, numbers)):
                yield found


def _nights(rows: Iterable[AttackRow]) -> dict[str, list[AttackRow]]:
    """The rows by the days on which they end and begin, as the source writes them."""
    found: dict[str, list[AttackRow]] = {}
    for row in rows:
        for day in dict.fromkeys((row.end[:10], row.start[:10])):
            found.setdefault(day, []).append(row)
    return found


def _attack(each: Counted, reference: Reference, by_night: dict[str, list[AttackRow]]) -> Comparison | None:
    """A figure told without a day is of the night to its article's day, else of the day before."""
    day = each.day if len(each.day) == len("2024-01-01") else ""
    days = [day] if day else [each.told, _before(each.told)]
    column, kind = COLUMN[each.figure.role], _class(each.figure.unit)
    for wanted in filter(None, days):
        near = by_night.get(wanted, [])
        rows = [row for row in near if row.end[:10] == wanted] or near
        told = [row for row in rows if _class(row.weapon) == kind and getattr(row, column) is not None]
        if told:
            return _held(each, reference, told, column)
    until = reference.until[:10]
    return _made(
        each, reference, NOT_COVERED, f"it ends {until}" if until and each.told > until else "no row for that night"
    )


def _held(each: Counted, reference: Reference, rows: Sequence[AttackRow], column: str) -> Comparison | None:
    low, high = bounds(each.figure)
    value: dict[int, float] = {n: float(getattr(row, column)) for n, row in enumerate(rows)}
    for n, row in enumerate(rows):
        if low <= value[n] <= high:
            return _made(each, reference, AGREES, f"{value[n]:g} {each.figure.role} ({_row(row)})")
    total = sum(value.values())
    named = "; ".join(f"{_row(row)}: {value[n]:g}" for n, row in enumerate(rows))
    says = f"{total:g} {each.figure.role} ({named})"
    if len(rows) > 1:
        says = f"the table's rows for that night add to {total:g} {each.figure.role} ({named})"
    if low <= total <= high:
        return _made(each, reference, AGREES, says)
    number = each.quantity.value if each.quantity.value is not None else low if low > float("-inf") else high
    if not number or not total or max(number, total) > MOST_APART * min(number, total):
        return None
    return _made(each, reference, DIFFERS, says, total - number)


def _count(each: Counted, reference: Reference, rows: Sequence[CountRow]) -> Comparison | None:
    """A count of the same role, unit, day and side; the side must be named in the figure's sentence."""
    low, high = bounds(each.figure)
    for row in rows:
        fits = row.role == each.figure.role and row.unit == each.figure.unit and row.date[:10] in (each.day, each.told)
        if not fits or (row.whose and row.whose[:5].casefold() not in each.sentence_text.casefold()):
            continue
        least = row.low if row.low is not None else row.value
        most = row.high if row.high is not None else row.value
        if least is None or most is None:
            continue
        said = f"{least:g}" if least == most else f"{least:g} to {most:g}"
        says = f"{said} {each.figure.role}" + (f" by {row.by}" if row.by else "") + f", {row.date[:10]}"
        if low <= most and least <= high:
            return _made(each, reference, AGREES, says)
        number = each.quantity.value if each.quantity.value is not None else low
        return _made(each, reference, DIFFERS, says, (least if least > high else most) - number)
    return None


def _made(each: Counted, reference: Reference, value: str, what: str, by: float = 0.0) -> Comparison:
    verb = f"differs by {abs(by):g}" if value == DIFFERS else value
    return Comparison(
        statement=each.figure.statement,
        at=each.figure.at,
        reference=reference.key,
        value=value,
        says=f"{reference.name} {verb}: {what}" if value != NOT_COVERED else f"Not covered by {reference.name}: {what}",
        by=by,
    )


def _row(row: AttackRow) -> str:
    return f"{row.weapon}, {row.start[:16].replace('T', ' ')} to {row.end[:16].replace('T', ' ')}"


def _class(weapon: str) -> str:
    return next((name for name, form in CLASSES if form.search(weapon)), "")


def _before(day: str) -> str:
    try:
        return (date.fromisoformat(day) - timedelta(days=1)).isoformat()
    except ValueError:
        return ""
