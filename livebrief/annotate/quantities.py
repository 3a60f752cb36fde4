"""Quantities of a document: number, bound, unit, what is counted, role. Owns QuantityMention; refuses dates, ages,
ordinals, names and scores (livebrief.annotate.amounts.refuse).

A span covers bound, number and unit of measure, not a counted noun ("at least six" of "at least six people").
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from livebrief.annotate.amounts import units as u
from livebrief.annotate.amounts.heads import PLACES, Head, head_behind
from livebrief.annotate.amounts.numbers import FIRST_WORDS, Number, bound_after, bound_before, read_number
from livebrief.annotate.amounts.ranges import Range, read_range
from livebrief.annotate.amounts.refuse import is_no_quantity
from livebrief.annotate.amounts.roles import (
    role_counted,
    role_in_group,
    role_inherited,
    role_left,
    role_measured,
    role_right,
)
from livebrief.annotate.amounts.singles import find_singles
from livebrief.records.articles import Document
from livebrief.records.mentions import QuantityMention, TimeMention
from livebrief.records.spans import Span

_TOKEN = re.compile(r"[A-Za-z]+|\d+|[½⅓⅔¼¾⅕⅛]")
_BREAK = re.compile(r"[.!?][\"”’')]*\s+(?=[\"“‘'(]?[A-Z0-9])|\n")
_LEAD = re.compile(r" (?:the|these|those|its|their)(?= )")
_OVER = re.compile(r"(?:over|under|above|below|near|within|around) \Z", re.IGNORECASE)
REACH = 200  # code points of a sentence read on either side of a number
_HARM = frozenset(["killed", "injured", "missing", "detained", "displaced", "evacuated", "rescued"])


class _Piece(msgspec.Struct, frozen=True):
    """A number with everything but its role: span, value or range, unit, head, where the words behind it begin."""

    span: Span
    value: float | None
    low: float | None
    high: float | None
    bound: str
    unit: str
    head: Head | None
    behind: int


def find_quantities(doc: Document, times: Sequence[TimeMention]) -> tuple[QuantityMention, ...]:
    """The quantities of ``doc.text`` in text order, never overlapping; spans are code points.

    ``value`` for exact and about, ``low`` for at least, ``high`` for at most, both for a range; a range of durations in
    two units is in hours. ``times`` are the document's: what they cover is no quantity unless it is a duration.
    Deterministic and pure; raises nothing.
    """
    text = doc.text
    taken = [men.span for men in times if men.type != "DURATION" and men.value not in {"PAST_REF", "FUTURE_REF"}]
    out: list[QuantityMention] = []
    last_head: Head | None = None
    for number in _numbers(text, taken):
        if out and number.start < out[-1].span.end:
            continue
        piece = _piece(text, number)
        if piece is None:
            continue
        left, right = _around(text, piece)
        mention = _mention(text, piece, (left, right), last_head, out[-1].role if out else "")
        if mention is None:
            continue
        last_head = piece.head or last_head
        out.append(mention)
    singles = [one for one in find_singles(text) if not any(one.span.overlaps(men.span) for men in out)]
    return tuple(sorted([*out, *singles], key=lambda men: men.span.start))


def _numbers(text: str, taken: list[Span]) -> list[Number]:
    out: list[Number] = []
    at, n = 0, 0
    for token in _TOKEN.finditer(text):
        start = token.start()
        if start < at or not (text[start].isnumeric() or token.group().lower() in FIRST_WORDS):
            continue
        while n < len(taken) and taken[n].end <= start:
            n += 1
        if n < len(taken) and taken[n].start <= start:
            continue
        number = read_number(text, start)
        if number is None:
            continue
        at = number.end
        if not is_no_quantity(text, number.start, number.end):
            out.append(number)
    return out


def _piece(text: str, number: Number) -> _Piece | None:
    money, start = u.money_before(text, number.start)
    reach: Range | None = read_range(text, number, start, money)
    if reach is not None:
        head = head_behind(text, reach.end) if not reach.unit else None
        unit = reach.unit or (head.unit if head else "")
        behind = head.end if head else reach.end
        return _Piece(Span(reach.start, reach.end), None, reach.low, reach.high, "range", unit, head, behind)
    unit, end = (money, number.end) if money else u.unit_behind(text, number.end)
    head = head_behind(text, end, one=number.value == 1) if not unit else None
    bound, start = _bound_before(text, start, head)
    if bound == "exact":
        bound, end = bound_after(text, end)
    if number.crowd and bound in {"exact", "about"}:
        bound = "at least"
    value = number.value if bound in {"exact", "about"} else None
    low = number.value if bound == "at least" else None
    high = number.value if bound == "at most" else None
    unit = unit or (head.unit if head else "")
    return _Piece(Span(start, end), value, low, high, bound, unit, head, head.end if head else end)


def _bound_before(text: str, start: int, head: Head | None) -> tuple[str, int]:
    """The bound, unless it is a preposition of place ("shot down over 14 regions")."""
    bound, begin = bound_before(text, start)
    if head is not None and head.unit in PLACES and _OVER.fullmatch(text, begin, start):
        return "exact", start
    return bound, begin


def _around(text: str, piece: _Piece) -> tuple[str, str]:
    """The words of the sentence left of the quantity and right of its noun."""
    left = text[max(0, piece.span.start - REACH) : piece.span.start]
    cut = 0
    for found in _BREAK.finditer(left):
        cut = found.end()
    right = text[piece.behind : piece.behind + REACH]
    stop = _BREAK.search(right)
    return left[cut:], right[: stop.start()] if stop else right


def _mention(
    text: str, piece: _Piece, beside: tuple[str, str], before: Head | None, role_before: str
) -> QuantityMention | None:
    role = _role(piece, beside, role_before)
    head = _head(text, piece, role, before)
    if role == "count" and piece.head is None and not piece.unit and _bare(text, piece):
        return None
    unit = piece.unit or (head.unit if head else "") or ("person" if role in _HARM else "")
    return QuantityMention(
        span=piece.span, text=piece.span.of(text), bound=piece.bound, unit=unit, role=role,
        value=piece.value, low=piece.low, high=piece.high, of=head.written if head else "",
    )  # fmt: skip


def _bare(text: str, piece: _Piece) -> bool:
    """Whether a number word that counts nothing seen is too small to be more than a pronoun ("one", "two")."""
    return piece.value is not None and (piece.value == 1 or (piece.value < 3 and not text[piece.span.start].isdigit()))


def _head(text: str, piece: _Piece, role: str, before: Head | None) -> Head | None:
    """Its own noun, else the noun of "56 of the drones", else (nobody harmed is a drone) the one counted before."""
    if piece.unit and piece.head is None:
        return None
    if piece.head is not None and piece.head.unit:
        return piece.head
    if piece.head is None and text.startswith(" of ", piece.span.end):
        return _of_what(text, piece.span.end + 3) or before
    fits = before is not None and (role not in _HARM or before.unit == "person")
    return before if fits and (piece.head is not None or role != "count") else None


def _of_what(text: str, at: int) -> Head | None:
    lead = _LEAD.match(text, at)
    at = lead.end() if lead else at
    number = read_number(text, at + 1) if text[at + 1 : at + 2].isdigit() else None
    return head_behind(text, number.end if number else at)


def _role(piece: _Piece, beside: tuple[str, str], before: str) -> str:
    if piece.unit in u.DURATIONS:
        return "duration"
    if piece.unit == "percent":
        return "share"
    left, right = beside
    role = (
        role_in_group(piece.head.group if piece.head else "")
        or role_left(left)
        or role_right(right)
        or role_counted(left)
        or role_inherited(left, before)
    )
    persons = piece.unit == "person"
    return role or role_measured(left, right, piece.unit in u.LENGTHS, persons)
