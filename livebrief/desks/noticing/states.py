"""The words for closed, restricted and open, which of them are only expected, and the words around: until, because, to do.

Owns the reading of one sentence. A verb in its future with "expected", "likely", "plans" is an expected end, not a state.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

import msgspec

from livebrief.desks.noticing.orders import orders
from livebrief.desks.page import Passage
from livebrief.records.mentions import TimeMention

CLOSED, RESTRICTED, OPEN = "closed", "restricted", "open"
_FORMS = (
    (OPEN, r"re-?open(?:s|ed|ing)?|resum(?:e|es|ed|ing)|back (?:to normal|in operation)|open(?:s|ed)? (?:again|its doors)"
           r"|return(?:s|ed)? to normal|(?:is|are|was|were|be|remain(?:s|ed)?|stay(?:s|ed)?|kept|keep(?:s|ing)?) open\b|open(?:s|ed)?\b|restart(?:s|ed)?|restor(?:e|es|ed)"),
    (RESTRICTED, r"limit(?:s|ed)? (?:its |their )?(?:services|operations|opening|flights)|reduc(?:e|es|ed) (?:its |their )?(?:services|staff"
                 r"|operations|flights)|restrict(?:s|ed) (?:its|their|access|services|operations)|(?:emergency|limited) services only|by appointment only|(?:divert|rerout|turn)(?:ed|s)?(?= (?:away|[\\w’'-]+ )?(?:flights|planes|ships|traffic))"),
    (CLOSED, r"(?:is|are) closing|clos(?:e|es|ed)|(?:closing|shutting)(?= (?:its|their|the) (?:doors|gates|offices?|facilit\w+|operations|consular)| (?:down )?(?:for|on|because|over|due|until)\b)|shut(?:s|ters?|tered)?|suspend(?:s|ed)?|halt(?:s|ed)?|ceas(?:e|es|ed)|evacuat(?:e|es|ed)"
             r"|stopp?(?:s|ed)? (?:operations|services|flights|work)|(?:cancel(?:s|led|ed|ling|ing)?|scrap(?:s|ped|ping)?|ax(?:es|ed)|suspending|halting|grounding)(?= (?:[\w’'-]+ ){0,4}(?:flights|services|classes|trains|sailings|departures)\b)|(?:were|was|been|be|are) cancell?ed|ground(?:s|ed)?|stay(?:s|ed)? shut"),
)  # fmt: skip
_STATE = re.compile("|".join(rf"\b(?P<{name}>{forms})\b" for name, forms in _FORMS), re.I)
_EXPECTED = re.compile(
    r"\b(?:expect(?:s|ed)?|plan(?:s|ned)?|hop(?:e|es|ed)|intend(?:s|ed)?|due|scheduled|set|likely|will|would|should|to)\b[^.;]{0,40}$",
    re.I,
)
_ONLY = re.compile(r"\s+(?:only|by appointment|for emergencies|for limited)\b", re.I)
_NOT = re.compile(r"\b(?:not|never|no|n['’]t|den(?:y|ies|ied))\s+(?:\w+\s+){0,3}$", re.I)
_NOUN = re.compile(r"\b(?:the|a|an|in|its|their|temporar\w+|of)\s*$", re.I)
REASON = re.compile(
    r"\b(?P<cue>because of|due to|owing to|citing|over|following|in response to|after (?:receiving|it received|having received)"
    r"|when it received|amid|on account of|ha(?:s|ve|d) received)\s+",
    re.I,
)
UNTIL = re.compile(
    r"\buntil\s+(?P<end>further notice|(?:(?!\s(?:because|due|after|amid|owing|while|as)\b)[^,.;”\"])+)", re.I
)
ADVICE = re.compile(
    r"\b(?:urg(?:e|es|ed|ing)|advis(?:e|es|ed|ing)|warn(?:s|ed)?|remind(?:s|ed)?|instruct(?:s|ed|ing)?|told|tell(?:s|ing)?|ask(?:s|ed|ing)?"
    r"|recommend(?:s|ed)?)\s+(?P<what>(?:(?:(?!\.\s)[^;])*?\bto\s+|against\s+|that\s+)(?:(?!,?[\"”]|,\s(?:it|he|she|they)\s(?:said|added))[^;])+)",
    re.I,
)
_MUST = re.compile(
    r"\b(?:residents|people|passengers|travell?ers|drivers|customers|households|nationals|citizens|everyone|anyone|visitors|parents|ships|boats)\b[^.;]{0,40}?"
    r"\s(?:must|should|have to|need to|are to)\s+(?P<what>[^.;]+?)(?=\s(?:after|because|until|as|following|while)\b|,\s(?:the|it|he|she|an?)\b|[.;]|$)",
    re.I,
)
# Behind a state: what happened before it or while it came; no length of time, no end of a closure.
_AFTER = re.compile(
    r"\b(?:after|because|since|as)\s+(?!(?:of|a result|well|usual|soon|long|many|much|early|late|from|an?? \w+ closure|the closure|the (?:review|inspection|talks|meeting))\b)"
    r"(?!(?:(?:an?|the|nearly|almost|about|more than|some|two|three|four|five|six|seven|ten|\d+)[\s-]){1,3}(?:hours?|days?|weeks?|months?|years?|minutes?|closure|closing|shutdown|break|suspension)\b)"
    r"(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:last|this) |\d|noon|midnight|being\b)",
)
_PARTLY = re.compile(r"\bclosed to\b[^.;]*\bbut\b[^.;]*\bopen(?:ed)? (?:to|for)\b", re.I)
_STOP = re.compile(
    r"[;”]|(?<![A-Z])\.(?=\s|$)|,\s+(?:and|but|which|who|its?|his|her|their|he|she|they|the|an?|said|according|without)\b|,?\s+(?:it|he|she|they) (?:said|added|announced)\b"
    r"|,[”\"]|\s+(?:on|until) (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\bwithout\b"
)


class State(msgspec.Struct, frozen=True, kw_only=True):
    """A word of state at ``[start, end)``: closed | restricted | open, ``expected`` or now, with its time if one is
    given; ``goes_on``: said to last ("remains closed")."""

    start: int
    end: int
    state: str
    expected: bool
    time: TimeMention | None = None
    goes_on: bool = False


def states(passage: Passage) -> list[State]:
    """The states that a sentence tells, in text order, each with the first date behind it (before the next state)."""
    text = passage.text
    hits = [hit for hit in _STATE.finditer(text) if not _NOT.search(text[: hit.start()]) and not _is_noun(text, hit)]
    ends = [hit.start() for hit in hits[1:]] + [len(text)]
    found: list[State] = []
    for hit, end in zip(hits, ends, strict=False):
        state = str(hit.lastgroup)
        if _partly(text) or (state == OPEN and _ONLY.match(text[hit.end() :])):
            state = RESTRICTED
        future = _EXPECTED.search(text[: hit.start()]) is not None
        lasts = re.match(r"(?:remain|stay|keep|kept)", hit.group(), re.I) is not None
        closes = re.search(r"\bwill (?:be |remain |stay )?$", text[: hit.start()], re.I) is not None
        sure = lasts or (state == CLOSED and closes)
        found.append(
            State(
                start=hit.start(),
                end=hit.end(),
                state=state,
                expected=future and not sure and state == OPEN,
                time=_ahead(_time(passage, hit.end(), end), text[: hit.start()], passage.day),
                goes_on=re.search(r"\b(?:remain|stay|keep|kept)\w*\s+(?:\w+\s+){0,3}$", text[: hit.start()], re.I)
                is not None,
            )
        )
    return sorted([*found, *_ordered(passage)], key=lambda each: each.start)


def _ordered(passage: Passage) -> list[State]:
    """Orders to the public: in force they restrict, lifted they open."""
    return [
        State(
            start=each.start,
            end=each.end,
            state=OPEN if each.lifted else RESTRICTED,
            expected=each.lifted and _EXPECTED.search(passage.text[: each.start]) is not None,
            time=_time(passage, each.end, len(passage.text)),
            goes_on=each.meant,
        )
        for each in orders(passage.text)
    ]


def _partly(text: str) -> bool:
    """Closed to some and open to others."""
    return _PARTLY.search(text) is not None


def advice(text: str) -> tuple[int, int] | None:
    """What people are told to do, as ``[start, end)``: behind "urged … to", "advised against"; else behind "must"."""
    hit = ADVICE.search(text) or _MUST.search(text)
    if hit is None:
        return None
    start, end = hit.span("what")
    return start, len(text[:end].rstrip(' .,”"'))


def reason(text: str, at: int) -> tuple[int, int] | None:
    """Why, as ``[start, end)``: behind "because of", "citing" …; behind a state, at ``at``, also what came before or during."""
    hit = REASON.search(text) or (_AFTER.search(text, at) if at >= 0 else None)
    if hit is None:
        return None
    start, end = clause(text, hit.end())
    return (start, end) if end > start else None


def _is_noun(text: str, hit: re.Match[str]) -> bool:
    """ "In closing", "a temporary closing", "the close", "while it is closed": no state."""
    if re.search(r"\b(?:while|when|whenever|if|unless|once)\b[^,;]*$", text[: hit.start()], re.I):
        return True
    return (
        hit.group().casefold().endswith(("ing", "close", "halt", "limit"))
        and _NOUN.search(text[: hit.start()]) is not None
    )


def _time(passage: Passage, start: int, end: int) -> TimeMention | None:
    dated = [
        each
        for each in passage.times
        if each.type in ("DATE", "TIME") and re.match(r"\d{4}-\d{2}(?:-\d{2})?", each.value)
    ]
    spots = ((each, each.span.start - passage.span.start) for each in dated)
    ends = re.compile(r"\b(?:until|till|before)\s+$")
    return next((each for each, at in spots if start <= at < end and not ends.search(passage.text[:at])), None)


def _ahead(time: TimeMention | None, before: str, day: str) -> TimeMention | None:
    """A bare weekday behind "will" or "would" is the next one, where it was resolved to the one before."""
    if time is None or not day or time.value > day or not re.search(r"\b(?:will|would)\s+(?:\w+\s+){0,2}$", before):
        return time
    if not re.fullmatch(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day", time.text) or time.value == day:
        return time
    return msgspec.structs.replace(time, value=(date.fromisoformat(time.value[:10]) + timedelta(days=7)).isoformat())


def clause(text: str, start: int) -> tuple[int, int]:
    """From ``start`` to where its clause ends, quotation marks at the edges left out."""
    stop = _STOP.search(text, start)
    end = stop.start() if stop else len(text)
    words = text[start:end]
    lead = len(words) - len(words.lstrip(' “"'))
    return start + lead, start + len(words.rstrip(' ,.”"'))
