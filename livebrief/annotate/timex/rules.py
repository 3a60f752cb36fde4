"""The rules of temporal expressions: patterns by trigger, each with the reader that gives it a value.

Owns expressions of one piece; joining pieces is livebrief.annotate.timex.join.
"""

from __future__ import annotations

import re

from livebrief.annotate.timex import customs
from livebrief.annotate.timex import readers as r
from livebrief.annotate.timex import words as w

_B = r"(?<![\w$€£.,'’\-])"
_EDGE = r"(?P<edge>(?:early|late|mid)(?:[- ](?:in )?)|the (?:beginning|start|middle|end) of )?"
_EDGES = r"(?P<edge>(?:early|late|earlier|later|mid)(?:[- ](?:in )?)|the (?:beginning|start|middle|end) of )?"
_LEAD = r"(?:(?:[Tt]his (?=past|coming))?(?P<lead>[Ll]ast|[Pp]ast|[Nn]ext|[Tt]his|[Cc]oming|[Ee]very|[Ee]ach) )?"
_OR_YEAR = rf"(?:,? (?P<year>{w.YEAR}(?![\d\-])|(?:last|this|next) year))?"
_ABOUT = rf"(?:(?P<about>{w.APPROX}) )?"
_LEADS = r"(?P<lead>(?:the )?(?:last|past|previous|this|current|next|coming|following|that|same))"


Rule = tuple[re.Pattern[str], r.Reader, tuple[str, ...]]


def _rules(flags: int, *rows: tuple[str, r.Reader] | tuple[str, r.Reader, str]) -> tuple[Rule, ...]:
    """Patterns with their readers and, where there are such, signs in small letters one of which stands near each match:
    to look for a sign costs a tenth of the pattern."""
    return tuple((re.compile(row[0], flags), row[1], tuple(row[2].split("|")) if len(row) > 2 else ()) for row in rows)


RULES: dict[str, tuple[Rule, ...]] = {
    "month": _rules(
        0,
        (rf"{_B}(?:(?:{w.WEEKDAY}|{w.SHORT_DAY}),? |[Ll]ast |[Nn]ext |(?:[Tt]his )?[Pp]ast )?(?P<month>{w.MONTH})\.? (?P<day>{w.DAY_NUMBER})(?!\d|:\d|,\d{{3}})"
         rf"{_OR_YEAR}", r.month_day),
        (rf"(?:{_B}|(?<=\d-))(?:(?:{w.WEEKDAY}|{w.SHORT_DAY}),? )?(?:the )?(?P<day>{w.DAY_NUMBER})[ -](?:of )?(?P<month>{w.MONTH}){w.DOT}"
         rf"(?:(?:,? |-)(?P<year>{w.YEAR}(?!\d)|(?:last|this|next) year))?", r.month_day),
        (rf"{_B}(?:(?P<prep>[Ii]n|[Ss]ince|[Bb]y|[Uu]ntil|[Tt]ill|[Oo]f|[Ff]rom|[Tt]hrough|[Bb]efore|[Aa]fter|[Dd]uring) )?"
         rf"(?P<keep>{_EDGE}{_LEAD}(?P<month>{w.MONTH}){w.DOT}(?! \d{{1,2}}(?![\d,.]))(?:,? (?:of )?(?P<year>{w.YEAR}(?!\d)|(?:last|this|next) year))?)",
         r.month),
    ),
    "weekday": _rules(
        0,
        (rf"{_B}{_EDGE}{_LEAD}(?P<weekday>{w.WEEKDAY})(?P<plural>s)?(?: (?P<part>{w.PART})s?)?(?!\w)", r.weekday),
    ),
    "deictic": _rules(
        re.IGNORECASE,
        (rf"{_B}{_EDGE}(?P<word>today|yesterday|tomorrow|tonight)(?: (?P<part>{w.PART}))?(?!\w)", r.deictic),
    ),
    "unit": _rules(
        re.IGNORECASE,
        (rf"{_B}(?P<edge>(?:early|late|earlier|later) (?:in )?)?(?P<lead>last|this|that|the same|the next|next|the following)"
         rf" (?P<part>{w.PART}|day)(?! (?:before|after)|[\w\-])", r.part_of_day, "last|this|that|same|next|following"),
        (rf"{_B}(?P<edge>(?:early|late|earlier|later) (?:in )?)(?P<lead>the) (?P<part>day)(?![\w\-])", r.part_of_day, "early |late |earlier |later "),
        (rf"{_B}(?:the|one|a) day (?P<way>before|after|earlier|later)(?!\w)", r.day_beside, " day before| day after| day earlier| day later"),
        (rf"{_B}(?:(?:over|during|for|in) )(?P<keep>the (?:past|last) (?P<unit>hour|week|month|year|decade|century))(?!\w)", customs.span_past, "the past|the last"),
        (rf"{_B}{_EDGES}{_LEADS} (?P<unit>week|weekend|month|quarter|year|decade|century)(?![\w\-])", r.unit_step, "last|past|previous|this|current|next|coming|following|that|same"),
        (rf"{_B}a year (?:ago|earlier)(?!\w)", customs.year_before, "a year ago|a year earlier"),
        (rf"{_B}{_ABOUT}(?P<n>{w.NUMBER}|{w.VAGUE}) (?P<unit>{w.UNIT})s? (?P<way>ago|earlier|later|before|from now|hence)"
         r"(?!\w)", r.ago, "ago|earlier|later|before|from now|hence"),
        (rf"{_B}(?:a|one) year and a half (?P<way>ago|earlier|later)(?!\w)", customs.year_and_half, " and a half "),
        (rf"{_B}in (?P<about>x)?(?P<n>{w.NUMBER}) (?P<unit>{w.UNIT})(?:s['’]|['’]s) time(?!\w)", customs.in_time, " time"),
        (rf"{_B}(?:every|each) (?:(?P<n>{w.NUMBER}|other|second|few) )?(?P<unit>{w.UNIT})s?(?!\w)", r.every, "every|each"),
        (rf"{_B}(?:{_ABOUT}|(?:the )?(?:last|past|next|first|coming|previous|final|another|additional) )"
         rf"(?:{w.NUMBER} (?:to|or) )?(?P<n>{w.NUMBER}|{w.VAGUE})(?: more)? (?P<unit>{w.UNIT})s?(?!\w|-old|[ -]old\b)", r.duration),
        (rf"{_B}(?:the |a )?(?P<keep>(?P<about>x)?(?P<n>{w.NUMBER})-(?P<unit>second|minute|hour|day|night|week|month|year|decade)s?)"
         r"(?!\w|-old|[ -]old\b)", r.duration),
        (rf"{_B}(?:the )?(?:year-ago|year-earlier)(?: quarter| period)?(?!\w)", customs.year_before, "year-"),
        (rf"{_B}(?P<keep>(?:the (?P<edge>beginning|start|middle|end) of )?the (?P<unit>weekend|year|week|month))(?! (?:of|before|after|since|that|to|ending)\b| (?:two thousand|\d)|[\w\-])", customs.unit_now, "the weekend|the year|the week|the month"),
        (rf"{_B}year-end(?!\w)", customs.year_end, "year-end"),
        (rf"{_B}(?P<lead>x)?(?P<feast>New Year['’]s) (?P<when>Day|Eve)(?![\w\-])", customs.feast, "new year"),
        (rf"{_B}the (?:latest )?quarter(?! of| final)(?!\w)", customs.quarter_before, "quarter"),
        (rf"{_B}(?:the )?(?P<year>{w.YEAR}|(?:last|this|next) year['’]s) (?P<n>first|second|third|fourth)[- ]quarter(?!\w)", r.quarter, "quarter"),
        (rf"{_B}(?:the )?(?P<n>first|second) half of (?P<year>{w.YEAR}|(?:last|this|next|the) year)(?!\w)", r.half_year, " half of "),
        (rf"{_B}(?:the )?(?P<n>first|second|third|fourth|1st|2nd|3rd|4th)[- ]quarter(?:(?: of|,)? (?P<year>{w.YEAR}|(?:last|"
         r"this|next) year))?(?!\w)", r.quarter, "quarter"),
    ),
    "season": _rules(
        0,
        (rf"{_B}{_EDGE}(?:(?:[Tt]his (?=past|coming))?(?P<lead>[Ll]ast|[Tt]his|[Nn]ext|[Pp]ast|[Cc]oming|[Tt]he) )(?P<season>{w.SEASON})(?! of (?:a|an|the)\b)"
         rf"(?: (?:of )?(?P<year>{w.YEAR}))?(?!\w)", r.season),
        (rf"{_B}{_EDGE}(?P<lead>x)?(?P<season>{w.SEASON}) (?:of )?(?P<year>{w.YEAR})(?!\w)", r.season),
    ),
    "number": _rules(
        re.IGNORECASE,
        (r"(?<![\w\-/.])(?P<y>\d{4})-(?P<mo>\d\d)-(?P<d>\d\d)(?:[T ](?P<clock>\d\d:\d\d(?::\d\d)?))?(?![\w\-])", r.iso, "-"),
        (r"(?<![\w\-/.])(?P<d>[0-3]?\d)\.(?P<mo>[01]?\d)\.(?P<y>(?:19|20)\d\d)(?P<clock>)(?![\w\-/]|\.\d)", r.iso, "."),
        (r"(?<![\w\-/.])(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<y>\d{4}|\d\d)(?![\w/])", r.slashed, "/"),
        (r"(?<![\w$€£.,:\-])(?P<h>\d{1,2})(?:[:.](?P<m>\d\d))? ?(?P<half>[ap]\.?m\b\.?)(?: (?:EST|EDT|GMT|PST|CET|ET|UTC)\b)?",
         r.clock),
        (r"(?<![\w$€£.,:\-])(?P<h>\d{1,2}):(?P<m>\d\d)(?P<half>)(?![\d:])", r.clock, ":"),
        (rf"(?<![\w$€£.,:\-])(?P<h>\d{{1,2}})\.(?P<m>\d\d)(?P<half>) (?:{w.ZONES})\b", r.clock, "gmt|bst|utc|cet|cest|eet|eest"),
        (rf"(?<![\w$€£.,:\-])(?P<h>[01]\d|2[0-3])(?P<m>[0-5]\d)(?P<half>) (?:{w.ZONES})\b", r.clock, "gmt|utc|bst|cet|cest|eet|eest"),
        (r"(?<![\w$€£.,:\-])(?P<h>[01]\d|2[0-3])(?P<m>[0-5]\d)(?P<half>) ?(?:hours|hrs)\b(?! of)", r.clock, "h"),
        (rf"(?<![\w\-])(?:the )?(?P<n>Q[1-4])(?:(?: of|,)? (?P<year>{w.YEAR}|(?:last|this|next) year))?(?![\w%])", r.quarter),
        (rf"{_B}(?:fiscal(?: year)? |FY ?)(?P<year>\d{{4}}|\d\d)(?!\w)", customs.fiscal, "fiscal|fy"),
        (rf"{_B}(?:the )?{_EDGE}(?P<decade>1[5-9]\d|20[0-9])0['’]?s(?!\w)", r.decade),
        (r"(?<![\w$])(?:the )?(?P<edge>early |late |mid-)?['’](?P<decade>\d)0s(?!\w)", r.decade),
        (rf"{_B}(?:the )?{_EDGE}(?P<n>\d\d(?:th|st)) century(?!\w)", r.century),
        (rf"(?<![\w$€£.,'’\-/]){_EDGE}(?P<year>{w.YEAR})(?![\w%/]|[.,:]\d|-\w| (?:people|percent|km|kilomet|euros|dollars|"
         r"civilians|troops|soldiers|homes|deaths))", r.year),
    ),
    "word": _rules(
        re.IGNORECASE,
        (rf"{_B}(?:early |late )?(?P<words>(?:nineteen|twenty)[ -](?:{'|'.join([*w.TENS, 'ten', 'eleven', 'twelve', 'thirteen', 'fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen', 'nineteen'])})"
         rf"(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?)(?![\w\-]|,? (?:people|years|percent|of))", customs.year_in_words),
        (rf"{_B}the year (?P<words>two thousand(?: and {w.SMALL})?)(?!\w)", customs.year_in_words),
        (rf"{_B}(?:(?P<lead>last|this|next) )?(?P<feast>Thanksgiving|Christmas|Good Friday|Easter|Halloween)"
         r"(?: (?P<when>Day|Eve|Sunday|Monday))?(?![\w\-])", customs.feast),
        (r"(?<![\w\-])(?:right now|now|currently|nowadays|presently|recently|lately)(?![\w\-])", r.reference),
        (r"(?<![\w\-])(?:the (?:near |recent |distant )?(?:future|past)|at (?:present|the moment))(?! \w+s\b)(?![\w\-])",
         r.reference),
        (r"(?<![\w\-])(?:hourly|daily|weekly|monthly|quarterly|yearly|annually|annual|nightly)(?![\w\-])", r.often),
        (r"(?<![\w\-])(?P<part>noon|midday|midnight)(?![\w\-])", r.noon),
        (rf"{_B}(?:the )?{_EDGE}(?P<n>nineteenth|twentieth|twenty-first|eighteenth|seventeenth)[- ]century(?!\w)", r.century),
    ),
}  # fmt: skip
