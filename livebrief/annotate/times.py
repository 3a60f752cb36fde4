"""Temporal expressions of a document as TIMEX3 values anchored at its publication day. Owns TimeMention; refuses events.

Words trigger rules (livebrief.annotate.timex.rules) in a window around them; pieces that belong together ("02:40 on
Monday", "Tuesday afternoon at four") are joined here. After TimeML 1.2.1 and TempEval-3; HeidelTime is the rival.
"""

from __future__ import annotations

import re
from datetime import date

import msgspec

from livebrief.annotate.timex import calendar as cal
from livebrief.annotate.timex import words as w
from livebrief.annotate.timex.join import join_all
from livebrief.annotate.timex.readers import Now, Reading
from livebrief.annotate.timex.rules import RULES
from livebrief.annotate.timex.tense import direction
from livebrief.records.articles import Document
from livebrief.records.mentions import TimeMention
from livebrief.records.spans import Span

_TOKEN = re.compile(r"[A-Za-z]{3,}|\d+")
_TRIGGER: dict[str, str] = {
    **dict.fromkeys(w.MONTHS, "month"),
    **{day + tail: "weekday" for day in w.WEEKDAYS for tail in ("", "s")},
    **dict.fromkeys(w.DEICTIC, "deictic"),
    **{unit + tail: "unit" for unit in (*w.UNITS, "centurie", "morning", "afternoon", "evening") for tail in ("", "s")},
    **{season + tail: "season" for season in w.SEASONS for tail in ("", "s")},
    **dict.fromkeys((*w.REFERENCES, *w.SETS, *w.CENTURIES, "noon", "midday", "midnight"), "word"),
    **dict.fromkeys(("future", "past", "present", "moment", "nineteen", "twenty", "thousand"), "word"),
    **dict.fromkeys(("thanksgiving", "christmas", "easter", "halloween", "good"), "word"),
}
_DIRECTED = frozenset(["month", "weekday", "unit", "season", "word"])
BEFORE, AFTER = 48, 28  # code points around a trigger: the longest expression of the tuning half is 41
RECENT = 600  # code points that a quarter stays the one compared with: a paragraph or two of a report of results
_YEAR = re.compile(r"\d{4}(?!\d)")
_QUARTER = re.compile(r"\d{4}-Q[1-4]")
_TIMELY = re.compile(r"[:/.]\d| ?[ap]\.?m\b|0?['’]?s\b", re.IGNORECASE)
_BOUND = re.compile(r"\b(since|until|till|by|through|before|after)(?: the)? \Z", re.IGNORECASE)

Found = tuple[Span, Reading]


def find_times(doc: Document) -> tuple[TimeMention, ...]:
    """The temporal expressions of ``doc.text`` in text order, never overlapping; spans are code points.

    Values are anchored at ``doc.published`` (``inferred`` when that day is itself inferred, unknown or refused and the
    value needed it; without a day they are underspecified: ``XXXX-11-20``). Deterministic and pure; raises nothing.
    """
    anchor = cal.anchor_of(doc)
    text = doc.text
    told: date | None = None
    year = 0
    quarter = Span(0, 0), ""
    found: list[Found] = []
    for at, end, kind in _triggers(text):
        if found and at < found[-1][0].end:
            continue
        recent = quarter[1] if at - quarter[0].end < RECENT else ""
        one = _best(text, (at, end), kind, Now(anchor.day, told, 0, recent, year))
        if one is None:
            continue
        while found and found[-1][0].overlaps(one[0]):
            found.pop()
        found.append(one)
        if _QUARTER.fullmatch(one[1].value):
            quarter = one[0], one[1].value
        told = cal.day_in(one[1].value) or told
        year = int(one[1].value[:4]) if _YEAR.match(one[1].value) else year
    joined = join_all(text, found)
    return tuple(_mention(text, span, reading, anchor.certain) for span, reading in joined)


def _triggers(text: str) -> list[tuple[int, int, str]]:
    out = []
    for token in _TOKEN.finditer(text):
        word = token.group()
        kind = _number_kind(text, token) if word[0].isdigit() else _TRIGGER.get(word) or _TRIGGER.get(word.lower(), "")
        if kind and not (kind in {"month", "weekday"} and not word[0].isupper()):
            out.append((token.start(), token.end(), kind))
    return out


def _number_kind(text: str, token: re.Match[str]) -> str:
    """Only a number that may be a year, a clock time, a numeric date or the like is worth its rules."""
    if token.start() and text[token.start() - 1] in "Qq":
        return "number"
    return "number" if len(token.group()) in {2, 4} or _TIMELY.match(text, token.end()) else ""


def _best(text: str, trigger: tuple[int, int], kind: str, now: Now) -> Found | None:
    """The longest reading that covers the trigger; where it points is asked for when a rule needs it."""
    at, end = trigger
    best: Found | None = None
    directed: Now | None = None if kind in _DIRECTED else now
    low, high = max(0, at - BEFORE), min(len(text), end + AFTER)
    window = text[low:high].lower()
    for pattern, reader, signs in RULES[kind]:
        if signs and not any(sign in window for sign in signs):
            continue
        for match in pattern.finditer(text, low, high):
            if match.start() > at:
                break
            if match.end() < end:
                continue
            span = Span(*(match.span("keep") if "keep" in match.re.groupindex else match.span()))
            if best is not None and len(best[0]) >= len(span):
                break
            if directed is None:
                directed = msgspec.structs.replace(now, direction=direction(text, span.start, span.end))
            reading = reader(match, directed)
            if reading is not None:
                best = (span, reading)
            break
    return best


def _mention(text: str, span: Span, reading: Reading, certain: bool) -> TimeMention:
    mod = reading.mod
    if not mod and reading.type in {"DATE", "TIME"}:
        bound = _BOUND.search(text, max(0, span.start - 13), span.start)
        mod = w.BOUNDS[bound[1].lower()] if bound else ""
    return TimeMention(
        span=span,
        text=span.of(text),
        type=reading.type,
        value=reading.value,
        mod=mod,
        inferred=not certain and not reading.fixed,
    )
