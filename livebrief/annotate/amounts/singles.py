"""One and none in words: "a man was killed" counts 1, "no one was injured" counts 0, "a mile away" is 1. Owns articles."""

from __future__ import annotations

import re

from livebrief.annotate.amounts.heads import PERSONS
from livebrief.annotate.amounts.units import LENGTHS, MULTIPLES, unit_behind
from livebrief.nlp.alternatives import one_of
from livebrief.records.mentions import QuantityMention
from livebrief.records.spans import Span

_PERSON = "|".join(sorted(PERSONS - {"life", "death", "police", "staff", "personnel", "injury"}, key=len, reverse=True))
_DONE = r"(?P<killed>killed|died|found dead|shot dead|drowned|perished)|(?P<injured>injured|wounded|hurt)|(?P<missing>missing)"
_HARMED = re.compile(r"kill|died|dead|drown|perish|injur|wound|hurt|missing")
_VICTIMS = (  # "A gunman killed five people": he is the subject
    r"(?:(?<=killed)|(?<=injured)|(?<=wounded))(?: (?:\d|an?\b|the\b|his\b|her\b|at least|more|up to|some|about|nearly|two|three|four|five|six|seven|eight"
    r"|nine|ten|eleven|twelve|\w+teen|dozens|hundreds|several|people|him|her|them|himself|herself)\b)"
)
_ONE = re.compile(
    rf"(?P<np>[Aa](?<![\w\-].)n? (?:[\w\-]+ ){{0,3}}?(?P<noun>{_PERSON}|[a-z]+(?:man|woman)))(?: of \d+)?"
    rf"(?: (?!and\b|who\b|whose\b|but\b)[\w’'\-]+){{0,3}}?,?(?: who)? (?:was|is|has been|had been|were)?(?: \w+ly)? ?(?:{_DONE})(?!\w)(?!{_VICTIMS})"
)
_OBJECT = re.compile(
    rf"(?<![\w\-])(?:(?P<killed>kill(?:ed|ing|s))|(?P<injured>injur(?:ed|ing|es)|wound(?:ed|ing|s)|hurt(?:ing)?)) "
    rf"(?P<np>[Aa]n? (?:[\w\-]+ ){{0,3}}?(?P<noun>{_PERSON}|[a-z]+(?:man|woman)))(?![\w\-])"
)
_MEASURE = re.compile(
    r"(?<![\w\-])(?<!\d )(?<!half )(?<!Half )(?<!dollars )(?<!cents )(?<!euros )(?<!pounds )(?<!percent )(?<!euro )"
    r"(?P<np>(?P<half>[Hh]alf )?[Aa]n? (?P<unit>kilomet(?:re|er)|mile|tonne|ton|"
    r"hectare|acre|gallon|lit(?:re|er)|barrel|kilogram|kilo))(?= (?:of|from|away|off|north|south|east|west|deep|wide|long|high|"
    r"to|inside|behind|beyond|outside|inland|out)\b)"
)
_ALONE = re.compile(  # coins, and names that are units in no other sense
    rf"(?P<np>[Aa](?<![\w\-].)n? (?P<unit>(?:penny|cent|dollar|euro)(?=[.,;:!?]|$| (?:more|less|each)\b)|{one_of(MULTIPLES)}))(?![\w\-])"
)
_RATED = re.compile(  # "$5 a dollar": a rate
    r"(?:\d|\b(?:half|million|billion|percent|dollars?|cents?|euros?|pounds?|pence|yen|yuan|roubles?|rubles?|hryvnias?|hundred|thousand|dozen))\s\Z",
    re.IGNORECASE,
)
_ABSOLUTE = re.compile(r"\b[Aa]bsolute zero\b")
_NONE = re.compile(
    r"(?<![\w\-])(?P<np>(?:[Nn]o ?one|[Nn]obody|[Nn]o (?:people|person|civilians|casualties|injuries|deaths|fatalities|one else)"
    r"|[Nn]one))(?: \w+)? (?:was|were|is|has been|had been|have been|are)(?: \w+ly)? (?:reported )?"
    r"(?P<what>killed|injured|wounded|hurt|missing|dead|reported|evacuated|detained|arrested)(?!\w)"
)
_NO_HARM = re.compile(
    r"(?<![\w\-])(?P<np>[Nn]o (?:reports of |immediate reports of )?)(?P<what>casualties|injuries|deaths|fatalities)\b"
)
_HARM = {
    "killed": "killed", "dead": "killed", "deaths": "killed", "fatalities": "killed", "injured": "injured",
    "wounded": "injured", "hurt": "injured", "injuries": "injured", "missing": "missing", "evacuated": "evacuated",
    "detained": "detained", "arrested": "detained", "casualties": "casualties",
}  # fmt: skip


def find_singles(text: str) -> list[QuantityMention]:
    """The persons counted by an article or by "no one", in text order; role killed, injured, missing … Pure."""
    return sorted(
        [*_ones(text), *_nones(text), *_measures(text)],
        key=lambda men: men.span.start,
    )


def _ones(text: str) -> list[QuantityMention]:
    if not _HARMED.search(text):
        return []
    out: list[QuantityMention] = []
    for pattern in (_ONE, _OBJECT):
        for found in pattern.finditer(text):
            span = Span(*found.span("np"))
            role = next(name for name in ("killed", "injured", "missing") if found.groupdict().get(name))
            if not any(one.span.overlaps(span) for one in out):
                out.append(
                    QuantityMention(span=span, text=found["np"], unit="person", role=role, value=1.0, of=found["noun"])
                )
    return out


def _measures(text: str) -> list[QuantityMention]:
    out: list[QuantityMention] = []
    for found in _MEASURE.finditer(text):
        unit = unit_behind(text, found.start("unit") - 1)[0]
        role = "distance" if unit in LENGTHS else "count"
        value = 0.5 if found["half"] else 1.0
        out.append(QuantityMention(span=Span(*found.span("np")), text=found["np"], unit=unit, role=role, value=value))
    for found in _ALONE.finditer(text):
        if not _RATED.search(text, max(0, found.start() - 10), found.start()):
            unit = unit_behind(text, found.start("unit") - 1)[0]
            span = Span(*found.span("np"))
            out.append(QuantityMention(span=span, text=found["np"], unit=unit, role="count", value=1.0))
    for found in _ABSOLUTE.finditer(text):
        out.append(QuantityMention(span=Span(*found.span()), text=found[0], unit="K", role="level", value=0.0))
    return out


def _nones(text: str) -> list[QuantityMention]:
    out: list[QuantityMention] = []
    for pattern in (_NONE, _NO_HARM):
        for found in pattern.finditer(text):
            words, what = found["np"].lower(), found["what"]
            role = _HARM.get(what) or next((_HARM[word] for word in words.split() if word in _HARM), "")
            span = Span(*found.span("np")).trim(text)
            if role and not any(one.span.overlaps(span) for one in out):
                out.append(QuantityMention(span=span, text=span.of(text), unit="person", role=role, value=0.0))
    return out
