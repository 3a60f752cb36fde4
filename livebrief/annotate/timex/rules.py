"""The rules of temporal expressions: a pattern each, by trigger, and the reader that gives it a value.

A reader takes the match and the :class:`Now` of the expression (anchor day, the day last spoken of, direction) and
returns a :class:`Reading`, or None to refuse. Owns expressions of one piece; joining pieces is livebrief.annotate.times.
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
    """Where an expression stands: anchor day, day last spoken of, direction (-1 past, 0 unknown, 1 future)."""

    anchor: date | None
    told: date | None
    direction: int


Reader = Callable[[Match, Now], Reading | None]
_STEP = {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "next": 1, "coming": 1, "following": 1}


def _year_given(text: str | None, now: Now) -> int | None:
    if text is None:
        return None
    if text.isdigit():
        return int(text)
    step = _STEP.get(text.split()[0].lower(), 0)
    return now.anchor.year + step if now.anchor else None


def _month_day(found: Match, now: Now) -> Reading | None:
    month = w.MONTHS[found["month"]]
    day = int(re.sub(r"\D", "", found["day"]))
    year = _year_given(found["year"], now)
    if cal.real_day(2024, month, day) is None:
        return None
    if year is not None:
        exact = cal.real_day(year, month, day)
        return Reading("DATE", exact.isoformat(), fixed=found["year"].isdigit()) if exact else None
    return Reading("DATE", cal.month_day(now.anchor, month, day, now.direction))


def _month(found: Match, now: Now) -> Reading | None:
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
    if (found["prep"] or "").lower() in {"by", "until", "till"}:
        way = 1
    base = now.anchor
    if lead in {"last", "next"} and base is not None and base.month == month:
        return Reading("DATE", f"{base.year + way:04d}-{month:02d}", edge)
    return Reading("DATE", cal.month_alone(base, month, way), edge)


def _edge(text: str | None) -> str:
    if not text:
        return ""
    return next((mod for word, mod in w.EDGE.items() if word in text.lower()), "")


def _weekday(found: Match, now: Now) -> Reading | None:
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


def _deictic(found: Match, now: Now) -> Reading | None:
    word = found["word"].lower()
    part = (found["part"] or "").lower()
    value = cal.shift_days(now.anchor, w.DEICTIC[word])
    if word == "tonight":
        return Reading("TIME", value + "TNI")
    return Reading("TIME", f"{value}T{w.PARTS[part]}") if part else Reading("DATE", value, _edge(found["edge"]))


def _part_of_day(found: Match, now: Now) -> Reading | None:
    lead = found["lead"].lower()
    part = (found["part"] or "").lower()
    base = now.anchor if lead in {"last", "this"} else now.told or now.anchor
    step = -1 if lead == "last" else 1 if lead in {"next", "the next", "the following"} else 0
    value = cal.shift_days(base, step)
    if part == "day":
        return Reading("DATE", value, _edge(found["edge"]))
    return Reading("TIME", f"{value}T{w.PARTS[part]}", _edge(found["edge"]))


def _day_beside(found: Match, now: Now) -> Reading | None:
    step = {"before": -1, "earlier": -1, "after": 1, "later": 1}[found["way"]]
    count = w.small_number(found["n"]) if found["n"] else 1
    return Reading("DATE", cal.shift_days(now.told or now.anchor, step * int(count or 1)))


def _unit_step(found: Match, now: Now) -> Reading | None:
    lead = found["lead"].lower().removeprefix("the ")
    unit = w.unit(found["unit"])
    edge = _edge(found["edge"])
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


def _ago(found: Match, now: Now) -> Reading | None:
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


def _duration(found: Match, now: Now) -> Reading | None:
    unit = w.unit(found["unit"])
    count = w.small_number(found["n"])
    mod = w.ABOUT.get((found["about"] or "").lower(), "")
    return Reading("DURATION", cal.length(count, unit), mod, True)


def _every(found: Match, now: Now) -> Reading | None:
    unit = w.unit(found["unit"])
    count = w.small_number(found["n"]) if found["n"] else 1
    if count is None and (found["n"] or "").lower() in {"other", "second"}:
        count = 2
    return Reading("SET", cal.length(count, unit), fixed=True)


def _quarter(found: Match, now: Now) -> Reading | None:
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


def _season(found: Match, now: Now) -> Reading | None:
    code = w.SEASONS[found["season"].lower()]
    year = _year_given(found["year"], now)
    if year is None:
        if now.anchor is None:
            return Reading("DATE", f"XXXX-{code}")
        lead = (found["lead"] or "").lower()
        starts = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[code]
        year = now.anchor.year
        if lead in {"last", "past"} or (lead != "next" and now.direction < 0):
            year -= 1 if starts >= now.anchor.month else 0
        elif lead == "next":
            year += 1 if starts <= now.anchor.month else 0
    return Reading("DATE", f"{year:04d}-{code}", _edge(found["edge"]), bool(found["year"]))


def _year(found: Match, now: Now) -> Reading | None:
    return Reading("DATE", found["year"], _edge(found["edge"]), True)


def _fiscal(found: Match, now: Now) -> Reading | None:
    digits = found["year"]
    return Reading("DATE", f"FY{digits}" if len(digits) == 4 else f"FY19{digits}", fixed=True)


def _decade(found: Match, now: Now) -> Reading | None:
    digits = found["decade"]
    return Reading("DATE", digits if len(digits) == 3 else f"19{digits}", _edge(found["edge"]), True)


def _century(found: Match, now: Now) -> Reading | None:
    text = found["n"].lower()
    n = w.CENTURIES.get(text) or int(re.sub(r"\D", "", text) or 0)
    return Reading("DATE", f"{n - 1:02d}", _edge(found["edge"]), True) if 2 <= n <= 25 else None


def _clock(found: Match, now: Now) -> Reading | None:
    hour, minute = int(found["h"]), int(found["m"] or 0)
    half = (found["half"] or "").lower()[:1]
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 24 or minute > 59:
        return None
    return Reading("TIME", f"{cal.shift_days(now.anchor, 0)}T{hour:02d}:{minute:02d}")


def _noon(found: Match, now: Now) -> Reading | None:
    return Reading("TIME", cal.shift_days(now.anchor, 0) + w.PARTS[found["part"].lower()])


def _iso(found: Match, now: Now) -> Reading | None:
    day = cal.real_day(int(found["y"]), int(found["mo"]), int(found["d"]))
    if day is None:
        return None
    clock = found["clock"]
    return Reading("TIME" if clock else "DATE", day.isoformat() + (f"T{clock}" if clock else ""), fixed=True)


def _slashed(found: Match, now: Now) -> Reading | None:
    first, second, year = int(found["a"]), int(found["b"]), int(found["y"])
    if year < 100:
        year += 1900 if year > 50 else 2000
    day = cal.real_day(year, first, second) or cal.real_day(year, second, first)
    return Reading("DATE", day.isoformat(), fixed=True) if day else None


def _reference(found: Match, now: Now) -> Reading | None:
    low = found.group().lower()
    value = w.REFERENCES.get(low)
    if value is None:
        value = "FUTURE_REF" if "future" in low else "PAST_REF" if "past" in low else "PRESENT_REF"
    return Reading("DATE", value, fixed=True)


def _often(found: Match, now: Now) -> Reading | None:
    return Reading("SET", w.SETS[found.group().lower()], fixed=True)


_B = r"(?<![\w$€£.,'’\-])"
_EDGE = r"(?P<edge>(?:early|late|earlier|later|mid)(?:[- ](?:on |in )?)|the (?:beginning|start|middle|end) of )?"
_LEAD = r"(?:(?P<lead>[Ll]ast|[Pp]ast|[Nn]ext|[Tt]his|[Cc]oming|[Ee]very|[Ee]ach) )?"
_OR_YEAR = rf"(?:,? (?P<year>{w.YEAR}(?![\d\-])|(?:last|this|next) year))?"
_ABOUT = rf"(?:(?P<about>{w.APPROX}) )?"
_LEADS = r"(?P<lead>(?:the )?(?:last|past|previous|this|current|next|coming|following|that|same))"


def _rules(flags: int, *pairs: tuple[str, Reader]) -> tuple[tuple[re.Pattern[str], Reader], ...]:
    return tuple((re.compile(pattern, flags), reader) for pattern, reader in pairs)


RULES: dict[str, tuple[tuple[re.Pattern[str], Reader], ...]] = {
    "month": _rules(
        0,
        (rf"{_B}(?:(?:{w.WEEKDAY}|{w.SHORT_DAY}),? )?(?P<month>{w.MONTH})\.? (?P<day>{w.DAY_NUMBER})(?![\d:]|,\d{{3}})"
         rf"{_OR_YEAR}", _month_day),
        (rf"{_B}(?:(?:{w.WEEKDAY}|{w.SHORT_DAY}),? )?(?:the )?(?P<day>{w.DAY_NUMBER})[ -](?:of )?(?P<month>{w.MONTH})\.?"
         rf"(?:(?:,? |-)(?P<year>{w.YEAR}(?!\d)|(?:last|this|next) year))?", _month_day),
        (rf"{_B}(?:(?P<prep>[Ii]n|[Ss]ince|[Bb]y|[Uu]ntil|[Tt]ill|[Oo]f|[Ff]rom|[Tt]hrough|[Bb]efore|[Aa]fter|[Dd]uring) )?"
         rf"(?P<keep>{_EDGE}{_LEAD}(?P<month>{w.MONTH})\.?(?:,? (?:of )?(?P<year>{w.YEAR}(?!\d)|(?:last|this|next) year))?)",
         _month),
    ),
    "weekday": _rules(
        0,
        (rf"{_B}{_EDGE}{_LEAD}(?P<weekday>{w.WEEKDAY})(?P<plural>s)?(?: (?P<part>{w.PART})s?)?(?!\w)", _weekday),
    ),
    "deictic": _rules(
        re.IGNORECASE,
        (rf"{_B}{_EDGE}(?P<word>today|yesterday|tomorrow|tonight)(?: (?P<part>{w.PART}))?(?!\w)", _deictic),
    ),
    "unit": _rules(
        re.IGNORECASE,
        (rf"{_B}(?P<edge>(?:early|late|earlier|later) (?:in )?)?(?P<lead>last|this|that|the same|the next|next|the following|the)"
         rf" (?P<part>{w.PART}|day)(?! (?:before|after)|[\w\-])", _part_of_day),
        (rf"{_B}(?:the|one|(?P<n>{w.NUMBER})) days? (?P<way>before|after|earlier|later)(?!\w)", _day_beside),
        (rf"{_B}{_EDGE}{_LEADS} (?P<unit>week|weekend|month|quarter|year|decade|century)(?![\w\-])", _unit_step),
        (rf"{_B}{_ABOUT}(?P<n>{w.NUMBER}|{w.VAGUE}) (?P<unit>{w.UNIT})s? (?P<way>ago|earlier|later|before|from now|hence)"
         r"(?!\w)", _ago),
        (rf"{_B}(?:every|each) (?:(?P<n>{w.NUMBER}|other|second|few) )?(?P<unit>{w.UNIT})s?(?!\w)", _every),
        (rf"{_B}{_ABOUT}(?:(?:the|a) )?(?:(?:last|past|next|first|coming|previous|final|another|additional) )?"
         rf"(?P<n>{w.NUMBER}|{w.VAGUE})(?: more)?[ \-](?P<unit>{w.UNIT})s?(?!\w|-old|[ -]old\b)", _duration),
        (rf"{_B}(?:the )?(?P<n>first|second|third|fourth|1st|2nd|3rd|4th)[- ]quarter(?:(?: of)? (?P<year>{w.YEAR}|(?:last|"
         r"this|next) year))?(?!\w)", _quarter),
    ),
    "season": _rules(
        0,
        (rf"{_B}{_EDGE}(?:(?P<lead>[Ll]ast|[Tt]his|[Nn]ext|[Pp]ast|[Tt]he) )(?P<season>{w.SEASON})"
         rf"(?: (?:of )?(?P<year>{w.YEAR}))?(?!\w)", _season),
        (rf"{_B}{_EDGE}(?P<lead>x)?(?P<season>{w.SEASON}) (?:of )?(?P<year>{w.YEAR})(?!\w)", _season),
    ),
    "number": _rules(
        re.IGNORECASE,
        (r"(?<![\w\-/.])(?P<y>\d{4})-(?P<mo>\d\d)-(?P<d>\d\d)(?:[T ](?P<clock>\d\d:\d\d(?::\d\d)?))?(?![\w\-])", _iso),
        (r"(?<![\w\-/.])(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<y>\d{4}|\d\d)(?![\w/])", _slashed),
        (r"(?<![\w$€£.,:\-])(?P<h>\d{1,2})(?::(?P<m>\d\d))? ?(?P<half>[ap]\.?m\b\.?)(?: (?:EST|EDT|GMT|PST|CET|ET|UTC)\b)?",
         _clock),
        (r"(?<![\w$€£.,:\-])(?P<h>\d{1,2}):(?P<m>\d\d)(?P<half>)(?![\d:])", _clock),
        (rf"{_B}(?:fiscal(?: year)? |FY ?)(?P<year>\d{{4}}|\d\d)(?!\w)", _fiscal),
        (rf"{_B}(?:the )?{_EDGE}(?P<decade>1[5-9]\d|20[0-9])0['’]?s(?!\w)", _decade),
        (r"(?<![\w$])(?:the )?(?P<edge>early |late |mid-)?['’](?P<decade>\d)0s(?!\w)", _decade),
        (rf"{_B}(?:the )?{_EDGE}(?P<n>\d\d(?:th|st)) century(?!\w)", _century),
        (rf"(?<![\w$€£.,'’\-/]){_EDGE}(?P<year>{w.YEAR})(?![\w%/]|[.,:]\d|-\w| (?:people|percent|km|kilomet|euros|dollars|"
         r"civilians|troops|soldiers|homes|deaths))", _year),
    ),
    "word": _rules(
        re.IGNORECASE,
        (r"(?<![\w\-])(?:right now|now|currently|nowadays|presently|recently|previously|formerly|lately)(?![\w\-])", _reference),
        (r"(?<![\w\-])(?:the (?:near |recent |distant )?(?:future|past)|at (?:present|the moment))(?! \w+s\b)(?![\w\-])",
         _reference),
        (r"(?<![\w\-])(?:hourly|daily|weekly|monthly|quarterly|yearly|annually|annual|nightly)(?![\w\-])", _often),
        (r"(?<![\w\-])(?P<part>noon|midday|midnight)(?![\w\-])", _noon),
        (rf"{_B}(?:the )?{_EDGE}(?P<n>nineteenth|twentieth|twenty-first|eighteenth|seventeenth)[- ]century(?!\w)", _century),
    ),
}  # fmt: skip
