"""Quantities of a document: number, bound, unit, what is counted, role. Owns QuantityMention; refuses dates, ages,
ordinals, names and scores (livebrief.annotate.amounts.refuse).

A span covers bound, number and unit of measure, not a counted noun ("at least six" of "at least six people").
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from livebrief.annotate.amounts import units as u
from livebrief.annotate.amounts.heads import AIRBORNE, CAPTIVES, EXPLOSIVES, PLACES, SUPPLIED, WORKS, Head, head_behind
from livebrief.annotate.amounts.numbers import FIRST_WORDS, Number, bound_after, bound_before, read_number
from livebrief.annotate.amounts.ranges import Range, read_range
from livebrief.annotate.amounts.refuse import is_age, is_no_quantity
from livebrief.annotate.amounts.roles import (
    OWN,
    role_counted,
    role_in_group,
    role_inherited,
    role_left,
    role_lost,
    role_measured,
    role_of_money,
    role_of_whole,
    role_right,
)
from livebrief.annotate.amounts.singles import find_singles
from livebrief.records.articles import Document
from livebrief.records.mentions import QuantityMention, TimeMention
from livebrief.records.spans import Span

_TOKEN = re.compile(r"[A-Za-z]+|\d+|[½⅓⅔¼¾⅕⅛]")
_BREAK = re.compile(r"[.!?\n](?:(?<=\n)|[\"”’')]*\s+(?=[\"“‘'(]?[A-Z0-9]))")
_LEAD = re.compile(r" (?:the|these|those|its|their|his|her)(?= )")
_ALSO = re.compile(r",? (?:and|or|as well as) (?:all |another |a further |both )?\Z")
_WERE = re.compile(r" (?:were|are|remain(?:ed)?|later|have|had|of (?:them|these|those|which|whom))\b")
_PARTITIVE = re.compile(r" of (?:(?:the|its|their|his|her|those|these) )?\Z")
_OF_THEM = re.compile(r"\bOf [^.;,]{0,60}, \Z")
_LASTING = re.compile(
    r"\b(?:for|last(?:s|ed|ing)?|t[ao]k(?:e|es|en|ing|)|took|spent|after|is|was|were|been|be|in|of|wait\w*) \Z"
)
_OVER = re.compile(r"(?:over|under|above|below|near|within|around) \Z", re.IGNORECASE)
BEYOND_PLACES = 50  # "over 60 villages" is a bound: nothing flies over so many places in one clause of the demo beat
REACH = 200  # code points of a sentence read on either side of a number
SHOT_AT = AIRBORNE - {"plane", "aircraft", "helicopter", "jet", "target"}
_HARM = frozenset(["killed", "injured", "missing", "detained", "displaced", "evacuated", "rescued"])
_PEOPLE = _HARM | {"population"}


class _Earlier(msgspec.Struct, frozen=True):
    """What the figure before said: role, unit, the last head seen, where its noun group ended."""

    role: str = ""
    unit: str = ""
    head: Head | None = None
    end: int = 0


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
    part: bool = False


def find_quantities(doc: Document, times: Sequence[TimeMention]) -> tuple[QuantityMention, ...]:
    """The quantities of ``doc.text`` in text order, never overlapping; spans are code points.

    ``value`` for exact and about, ``low`` for at least, ``high`` for at most, both for a range; a range of durations in
    two units is in hours. ``times`` are the document's: what they cover is no quantity unless it is a duration.
    Deterministic and pure; raises nothing.
    """
    text = doc.text
    taken = [men.span for men in times if men.type != "DURATION" and men.value not in {"PAST_REF", "FUTURE_REF"}]
    out: list[QuantityMention] = []
    before = _Earlier()
    for number in _numbers(text, taken):
        if out and number.start < out[-1].span.end:
            continue
        piece = _piece(text, number)
        if piece is None:
            continue
        left, right = _around(text, piece)
        mention = _mention(text, piece, (left, right), before)
        if mention is None:
            continue
        head = piece.head or _whole(text, piece)
        end = head.end if head else piece.behind
        before = _Earlier(mention.role, mention.unit, _kept(head, mention.role, before.head), end)
        out.append(mention)
    singles = [one for one in find_singles(text) if not any(one.span.overlaps(men.span) for men in out)]
    return tuple(sorted([*out, *singles], key=lambda men: men.span.start))


def _whole(text: str, piece: _Piece) -> Head | None:
    """The noun of "56 of the drones", not of "56 of 60 drones"."""
    found = _of_what(text, piece.span.end + len(" of")) if text.startswith(" of ", piece.span.end) else None
    return None if found and re.search(r"\d|, ", text[piece.span.end : found.end]) else found


def _kept(head: Head | None, role: str, before: Head | None) -> Head | None:
    """The noun that a later number without one counts: not the places over which things were counted ("54 drones over
    eight regions, another 21 …")."""
    passing = head is not None and head.unit in PLACES and role in OWN
    return before if head is None or (passing and before is not None) else head


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
    if reach is not None and is_age(text, reach.end):
        return None
    if reach is not None:
        head = head_behind(text, reach.end) if not reach.unit else None
        unit = reach.unit or (head.unit if head else "")
        behind = head.end if head else reach.end
        return _Piece(Span(reach.start, reach.end), None, reach.low, reach.high, "range", unit, head, behind)
    unit, end = (money, number.end) if money else u.unit_behind(text, number.end)
    head = head_behind(text, end, one=number.value == 1) if not unit else None
    bound, start = _bound_before(text, start, head, (unit, number.value))
    if bound == "exact":
        bound, end = bound_after(text, end)
    if number.crowd and bound in {"exact", "about"}:
        bound = "at least"
    value = number.value if bound in {"exact", "about"} else None
    low = number.value if bound == "at least" else None
    high = number.value if bound == "at most" else None
    unit = unit or (head.unit if head else "")
    return _Piece(Span(start, end), value, low, high, bound, unit, head, head.end if head else end, number.part)


def _bound_before(text: str, start: int, head: Head | None, measure: tuple[str, float]) -> tuple[str, int]:
    """The bound, unless it is a preposition of place ("shot down over 14 regions") or of time ("lent over five years")."""
    bound, begin = bound_before(text, start)
    unit, value = measure
    over = _OVER.fullmatch(text, begin, start) is not None
    if over and head is not None and head.unit in PLACES and text[begin].islower() and value < BEYOND_PLACES:
        return "exact", start
    if over and unit in u.DURATIONS and text.startswith("over", begin) and not _LASTING.search(text, 0, begin):
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


def _mention(text: str, piece: _Piece, beside: tuple[str, str], before: _Earlier) -> QuantityMention | None:
    role = _role(text, piece, beside, before)
    head = _head(text, piece, role, before.head)
    if role == "count" and piece.head is None and not piece.unit and _bare(text, piece):
        return None
    unit = piece.unit or (head.unit if head else "") or ("person" if role in _PEOPLE else "")
    if not unit and before.unit in u.MONEY and _PARTITIVE.search(beside[0]):
        unit = before.unit
    return QuantityMention(
        span=piece.span, text=piece.span.of(text), bound=piece.bound, unit="" if piece.part else unit, role=role,
        value=piece.value, low=piece.low, high=piece.high, of=head.written if head else "",
    )  # fmt: skip


def _bare(text: str, piece: _Piece) -> bool:
    """Whether a number word that counts nothing seen is too small to be more than a pronoun ("one", "two")."""
    return piece.value is not None and (
        piece.value == 1
        or (piece.value < 3 and text[piece.span.start].isalpha() and not _WERE.match(text, piece.span.end))
    )


def _head(text: str, piece: _Piece, role: str, before: Head | None) -> Head | None:
    """Its own noun, else the noun of "56 of the drones", else (nobody harmed is a drone) the one counted before."""
    if piece.unit and piece.head is None:
        return None
    if piece.head is not None and piece.head.unit:
        return piece.head
    if piece.head is None and text.startswith(" of ", piece.span.end):
        return _of_what(text, piece.span.end + len(" of")) or before
    fits = before is not None and (role not in _HARM or before.unit == "person")
    return before if fits and (piece.head is not None or role != "count") else None


def _of_what(text: str, at: int) -> Head | None:
    lead = _LEAD.match(text, at)
    at = lead.end() if lead else at
    number = read_number(text, at + 1) if text[at + 1 : at + 2].isdigit() else None
    return head_behind(text, number.end if number else at)


def _role(text: str, piece: _Piece, beside: tuple[str, str], before: _Earlier) -> str:
    if piece.unit in u.DURATIONS:
        return "duration"
    if piece.unit == "percent" or piece.part:
        return "share"
    if piece.unit in u.GAUGES:
        return "level"
    left, right = beside
    group = role_in_group(piece.head.group if piece.head else "")
    if not group and before.end > 0 and _PARTITIVE.fullmatch(text, before.end, piece.span.start):
        return role_of_whole(right) or "count"
    return group or _fitting(
        _told(left, right, piece, before, text), piece.unit or (before.unit if piece.head is None else ""), piece.head
    )


_SENT_AT = re.compile(
    r"[^.;:]{0,50}?\b(?:against|at|towards?|over|on|into|to (?:attack|strike|hit)|in (?:an?|the|its|their) (?:[\w-]+ ){0,3}(?:attack|strike|barrage|raid|assault)s?)\b"
)


def _told(left: str, right: str, piece: _Piece, before: _Earlier, text: str) -> str:
    """The role by the words on either side, else by the figure before, else by what is measured."""
    persons = piece.unit == "person"
    role = role_of_money(left) if piece.unit in u.MONEY else ""
    role = role or role_left(left)
    if role == "sent":  # "sent 40 drones and two missiles against", not "sent 40 drones to"
        role = "launched" if piece.unit in AIRBORNE and _SENT_AT.match(right) else ""
    role = role or role_right(right)
    role = role or role_lost(left, persons) or role_counted(left) or role_inherited(left, before.role)
    if role in _HARM and piece.value is not None and not piece.value.is_integer():
        role = ""  # "a magnitude 6.3 earthquake killed four people"
    if role == "driven":
        role = "displaced" if right.startswith((" from ", " out of ")) else ""
    if piece.unit in u.MEASURES and role in _HARM | {"hit", "launched", "lost", "intercepted"}:
        role = ""
    if not role and _goes_on(text, piece, before, left):
        role = before.role
    bare = piece.head is None and not piece.unit and left.endswith(" of ")  # "a country of 3.7 million"
    return role or role_measured(left, right, piece.unit in u.LENGTHS, persons or bare)


def _goes_on(text: str, piece: _Piece, before: _Earlier, left: str) -> bool:
    """Whether this figure shares the verb of the one before ("37 drones and four missiles", "Of the 52 wounded, 17")."""
    if before.role in OWN or (before.role in _HARM and piece.unit not in {"person", ""}):
        return False
    if _OF_THEM.fullmatch(left) and not piece.unit:
        return True
    counted = bool(piece.unit or _whole(text, piece)) and piece.unit not in u.MEASURES
    return counted and _ALSO.fullmatch(text, before.end, piece.span.start) is not None


def _fitting(role: str, unit: str, head: Head | None) -> str:
    """The same role where it fits what is counted: only what flies is intercepted, only persons are held."""
    if role == "darkened":
        return "without power" if unit in SUPPLIED else "count"
    if role == "without power" and unit in WORKS:
        return "count"
    if role == "freed":
        return "rescued" if unit == "person" else "count"
    if role in {"destroyed", "intercepted"} and unit in EXPLOSIVES - AIRBORNE:
        return "cleared"
    if role == "destroyed" and unit in SHOT_AT:
        return "intercepted"
    if role == "intercepted" and head is not None and unit not in AIRBORNE | {"", "person"}:
        return role if any(word[0].isupper() for word in head.group.split()) else "count"
    if role == "capacity" and head is not None and head.written.lower() in CAPTIVES:
        return "detained"
    return "injured" if role == "destroyed" and unit == "person" else role
