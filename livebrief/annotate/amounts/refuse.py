"""Numbers that are no quantities: parts of names, ages, ordinals, scores, telephone and street numbers. Owns refusal."""

from __future__ import annotations

import re

from livebrief.annotate.amounts.units import money_before, unit_behind

_GLUED = re.compile(r"[A-Za-z_#/@&](?:[-–.]?)\Z|[A-Z][\w]*[-–]\Z|\d[-–/:.,+]\Z")
_DESIGNATOR = re.compile(
    r"\b(?:[Aa]rticle|[Ss]ection|[Nn]o\.|[Nn]umber|[Nn]r\.|[Cc]hapter|[Ff]light|[Rr]oute|[Hh]ighway|[Rr]oom|[Tt]itle|"
    r"[Pp]hase|[Pp]rotocol|[Rr]esolution|[Cc]hannel|[Pp]age|[Ii]nterstate|[Rr]eactor|[Gg]ate|[Pp]latform|[Uu]nit|"
    r"[Zz]one|[Aa]nnex|[Pp]aragraph|[Cc]lause|[Ll]evel|[Cc]ategory|[Cc]lass|[Bb]oeing|[Aa]irbus|[Tt]ype|[Vv]olume|"
    r"[Ff]igure|[Tt]able|[Pp]art|[Pp]oint|[Mm]odel|[Mm]ark|[Vv]ersion|[Ss]eason|[Ee]pisode|[Gg]rade|[Bb]lock|[Bb]ox|"
    r"[Bb]uilding|[Ff]ormula|[Gg]roup of|[Pp]salm|[Dd]istrict|[Ww]ard|[Bb]us|[Aa]pollo|[Vv]oyager) \Z"
)
_NOT_ONE = re.compile(
    r"\b(?:[Nn]o|[Aa]ny|[Ee]very|[Ss]ome|[Ee]ach|[Tt]his|[Tt]hat|[Tt]he|[Aa]nother|[Ww]hich|[Oo]nly|according to) \Z"
)
_NO_ZERO = re.compile(r"\b(?:[Gg]round|[Nn]et|[Aa]bsolute|[Ss]ub|[Pp]atient|[Dd]ay) \Z")
_ZERO_THING = re.compile(r"[- ](?:tolerance|hour|sum|carbon|emissions?|interest|waste|gravity|option|point)\b")
_JOINED = re.compile(r"-(?!to\b|and\b)[A-Za-z]{2,}")
_ORDINAL = re.compile(r"(?:st|nd|rd|th|s)\b")
_AGE_AFTER = re.compile(r"[- ]years?[- ]old|[- ]months?[- ]old|[- ]days?[- ]old|[- ]year-olds?\b|, of [A-Z]")
_AGE_BEFORE = re.compile(
    r"\b(?:aged?|age of|age limit of|ages|turned|at age|ages of|aged between) \Z"
    r"|\b(?:[Aa] (?:man|woman|boy|girl|storeman|driver|resident|pensioner|worker|soldier|teacher|nurse|farmer)|"
    r"[Aa]n? (?!factor|number|order|matter|quarter|cover|power|error|layer|cluster|letter|chapter)[a-z]+(?:man|woman|er|or|ist)) of \Z"
)
_NAME_AGE = re.compile(  # "Ana Lind, 34,", "One man, 71,"
    r"(?:[A-Z][\w’'\-]+|\b(?:man|woman|boy|girl|driver|victim|teenager|student|pupil|mother|father|son|daughter|brother|sister|husband"
    r"|wife|widow|worker|farmer|teacher|nurse|pensioner|pedestrian|cyclist|passenger|resident|[a-z]+(?:man|woman))), \Z"
)
_STREET = re.compile(
    r" (?:[A-Z][\w’'.\-]+ ){1,3}(?:Street|St\.?|Avenue|Ave\.?|Road|Rd\.?|Boulevard|Lane|Drive|Square)\b"
)
_PHONE = re.compile(r"[-–. ]\d{2,4}[-–. ]\d{2,}|[-–]\d{4}\b|\.\d+\.\d")
# "+47 55 10 20 30", "0191 496 0733": country or trunk prefix, then groups.
_CALLED = re.compile(
    r"(?<![\w.,])(?:\+\d{1,3}(?:[ .\-]?\(?\d{1,5}\)?){2,6}|\(?0\d{2,5}\)?(?:[ \-]\d{2,5}){1,4})(?![\d%]|,\d)"
)
_OLDER = re.compile(
    r"\b(?:people|persons|residents|those|anyone|everyone|men|women|adults|children|pensioners|patients|citizens|voters|are|were)"
    r" (?:aged )?(?:over|under|above|below) \Z",
    re.IGNORECASE,
)
_NO_MORE = re.compile(r"[.,;)]|$| (?:and|or|who|in|were|are|was|will|must|should|can|to)\b")
_CLOCK = re.compile(r":\d\d| (?:GMT|BST|UTC|CET|CEST|EET|EEST)\b|\s?[ap]\.?m\b| o['’]clock")
_HOUR = re.compile(r"\d{1,2}(?:\.\d\d)?")
_LEAVES_AT = re.compile(r"\b(?:lea?v|left|start|beg[aiu]n|open|clos|me?et|met|arriv|depart|due)\w* (?:\w+ )?at \Z")
_ON_DAY = re.compile(r"\b(?:[Oo]n|[Ss]ince|[Dd]ated|[Uu]ntil|[Bb]y) \Z")
_OLD = re.compile(r"[- ]olds?\b")
_LETTER = re.compile(r"[A-Z](?![A-Za-z])|-[A-Z]|[a-z]?/\d")
_SCORE = re.compile(r"[-–](\d{1,3})(?![\w.,]*\d)")
_SPORT = re.compile(
    r"\b(?:won|win|beat|lost|lead|led|draw|drew|defeat|victory|score|vote|voted|ruling|decision|ratio)\w*\b"
)
_CAPITAL = re.compile(r"(?:^|[\s(“\"‘])(?P<before>[^\s]*) ?(?P<word>[A-Z][\w’'\-]*) \Z")
_NOUN_NEXT = re.compile(r"[ -][a-z]{3,}")
_NOT_NOUN = re.compile(
    r" (?:was|were|is|are|has|have|had|and|or|in|on|of|to|for|from|by|with|at|as|that|which|will|the|would|could)\b"
)
_OPENERS = frozenset(
    "between about at in on some over nearly around only another all both of from by with for the to and but or up"
    " more fewer less almost roughly just when after before as since until within under that these those".split()
)
_LIST = re.compile(r"(?:^|\n)\s*$")
_DOT_LIST = re.compile(r"[.)]\s")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d(?![\d,]|\.\d)(?! (?:[a-z]+ )?[a-z]{2,}s\b)")


def is_no_quantity(text: str, start: int, end: int) -> bool:
    """Whether the number in digits or words at ``[start, end)`` counts or measures nothing."""
    before = text[max(0, start - 40) : start]
    if money_before(text, start)[0]:
        return False
    if _GLUED.search(before) or _DESIGNATOR.search(before):
        return True
    if (
        (_AGE_BEFORE.search(before) and not unit_behind(text, end)[0])
        or _AGE_AFTER.match(text, end)
        or _age_of_name(text, before, start, end)
    ):
        return True
    if end - start == len("65") and _OLDER.search(before) and _NO_MORE.match(text, end):
        return True
    if text[start:end].lower() == "one" and _NOT_ONE.search(before):
        return True
    if text[start:end].lower() == "zero" and (_NO_ZERO.search(before) or _ZERO_THING.match(text, end)):
        return True
    if _JOINED.match(text, end) and not unit_behind(text, end)[0]:
        return True
    return text[start].isdigit() and _digits_refused(text, start, end, before)


def is_age(text: str, end: int) -> bool:
    """Whether what ends there is an age: "a 20- to 25-year" of "-old"."""
    return _OLD.match(text, end) is not None or _AGE_AFTER.match(text, end) is not None


def _digits_refused(text: str, start: int, end: int, before: str) -> bool:
    behind = (_ORDINAL, _LETTER, _STREET, _PHONE)
    if _HOUR.fullmatch(text, start, end) and _CLOCK.match(text, end):
        return True
    if "." in text[start:end] and _LEAVES_AT.search(before) and not unit_behind(text, end)[0]:
        return True
    if "/" in text[start:end] and _ON_DAY.search(before):
        return True
    if any(pattern.match(text, end) for pattern in behind) or _is_called(text, start):
        return True
    if _LIST.search(before) and _DOT_LIST.match(text, end):
        return True
    if _score(text, start, end) or (_YEAR.fullmatch(text, start, end) and _YEAR.match(text, start)):
        return True
    return _part_of_name(text, start, end, before)


def _is_called(text: str, start: int) -> bool:
    """Whether the digits stand inside a telephone number."""
    near = _CALLED.finditer(text, max(0, start - 20), start + 24) if text[start - 1 : start] in set(" -(+.0") else ()
    return any(found.start() <= start < found.end() for found in near)


def _age_of_name(text: str, before: str, start: int, end: int) -> bool:
    small = text[start].isdigit() and end - start <= 3
    return small and _NAME_AGE.search(before) is not None and text[end : end + 1] in {",", ".", ";", ")"}


def _score(text: str, start: int, end: int) -> bool:
    found = _SCORE.match(text, end)
    if found is None:
        return False
    first = text[start:end].replace(",", "")
    falls = first.isdigit() and int(first) >= int(found[1])
    return falls or _SPORT.search(text, max(0, start - 40), min(len(text), found.end() + 25)) is not None


def _part_of_name(text: str, start: int, end: int, before: str) -> bool:
    """ "Neptune 2 was fired": a capitalised word that opens no sentence, then a small number without a noun behind it."""
    found = _CAPITAL.search(before)
    if found is None or end - start > 4 or "," in text[start:end]:
        return False
    opens = not found["before"] and before[: found.start("word")].rstrip().endswith((".", "!", "?", "”", '"', ":"))
    if unit_behind(text, end)[0]:
        return False
    noun = _NOUN_NEXT.match(text, end) is not None and _NOT_NOUN.match(text, end) is None
    return not opens and found["word"].lower() not in _OPENERS and not noun and text[end : end + 1] != "%"
