"""What a number counts: its role, from the nearest cue in its own clause, else in its sentence."""

from __future__ import annotations

import re

_CUES = (
    (
        "killed",
        r"kill(?:ed|s|ing)?|dead|died|deaths?|death toll|toll|fatalit(?:y|ies)|lost (?:his|her|their) li(?:fe|ves)|bodies|slain|drown(?:ed|ing)?",
    ),
    ("injured", r"injur(?:ed|ies|ing)|wound(?:ed|ing|s)?|hurt|hospitali[sz]ed"),
    ("missing", r"missing|unaccounted for"),
    ("detained", r"detained|arrested|captured alive|taken prisoner"),
    ("displaced", r"displaced|homeless|fled|driven from"),
    ("evacuated", r"evacuat(?:ed|ing|ion)|moved out|taken out of"),
    ("rescued", r"rescued|pulled (?:alive )?from|pulled out"),
    ("intercepted", r"shot down|intercept(?:ed|ing)?|downed|brought down|destroyed by air defen[cs]e|shooting down"),
    ("lost", r"lost from radar|lost track|were lost|was lost|disappeared from radar|went off radar|failed to reach"),
    ("hit", r"hit|struck|reached (?:its|their) targets?|got through|slammed into"),
    ("launched", r"launch(?:ed|ing|es)?|fired|firing|attacked .* with|sent|barrage of|swarm of|salvo of|wave of"),
    ("damaged", r"damag(?:ed|ing)"),
    ("destroyed", r"destroy(?:ed|ing)|razed|burn(?:ed|t) down"),
    ("cancelled", r"cancel(?:led|ed|s|ling)?|scrapped|withdr(?:ew|awn)"),
    ("delivered", r"deliver(?:ed|ing|s|y)?|handed (?:over|out)|arrived|shipped|paid|transferred"),
    ("committed", r"commit(?:ted|ting)?|authori[sz]ed|approved|allocated|earmarked"),
    ("lent", r"loans?|lent|lend|credit"),
    ("cleared", r"cleared|removed|defused|disposed of"),
    ("signed", r"signed|signatories|ratified"),
    (
        "pledged",
        r"pledg(?:ed|es|ing|e)|promis(?:ed|es|ing)|announc(?:ed|es|ing)|offer(?:ed|s)?|will (?:give|provide|send|donate)|aid package",
    ),
    ("without power", r"without (?:power|electricity)|lost power"),
)
_PATTERNS = tuple((role, re.compile(rf"\b(?:{words})\b", re.I)) for role, words in _CUES)
_CLAUSE = re.compile(r"[;:—]|,? (?:and|while|but)\b|, ")
_MONEY = frozenset(("pledged", "delivered", "committed", "cancelled", "lent"))
_HARM = frozenset(("killed", "injured", "missing", "detained", "displaced", "evacuated", "rescued", "without power"))
_CURRENCY = frozenset(("USD", "EUR", "GBP", "UAH", "RUB", "JPY", "CNY"))
_DISTANCE = frozenset(("km", "mile", "m", "ft", "cm"))
AREAS = frozenset(["region", "province", "district", "oblast", "raion", "city", "town", "village", "country", "state", "area", "settlement"])
_TIME = frozenset(("second", "minute", "hour", "day", "week", "month", "year"))


def role_of(words: str, start: int, end: int, *, unit: str, head: str) -> str:
    """The role of the number at ``words[start:end]``; ``count`` when nothing near says more."""
    if unit in AREAS:
        return "count"
    if unit in _DISTANCE:
        return "distance"
    if unit in _TIME:
        return "duration"
    low, high = _clause(words, start, end)
    role = _nearest(words, start, end, low, high, unit) or _nearest(words, start, end, 0, len(words), unit)
    if role:
        return role
    return "share" if unit == "percent" else "count"


def _clause(words: str, start: int, end: int) -> tuple[int, int]:
    breaks = [hit.span() for hit in _CLAUSE.finditer(words)]
    low = max((stop for _, stop in breaks if stop <= start), default=0)
    high = min((begin for begin, _ in breaks if begin >= end), default=len(words))
    return low, high


def _nearest(words: str, start: int, end: int, low: int, high: int, unit: str) -> str:
    """The role whose cue stands nearest; one after the number is preferred to one as far before it."""
    best = ("", 10_000.0)
    for role, pattern in _PATTERNS:
        if not _fits(role, unit):
            continue
        for hit in pattern.finditer(words, low, high):
            gap = hit.start() - end if hit.start() >= end else (start - hit.end()) * 1.3
            if 0 <= gap < best[1] and gap < 80:
                best = (role, gap)
    return best[0]


def _fits(role: str, unit: str) -> bool:
    """Money is not killed, people are not launched."""
    if unit in _CURRENCY:
        return role in _MONEY
    if unit == "percent":
        return False
    if unit == "person":
        return role in _HARM
    if role in _HARM:
        return unit in ("", "person", "injury", "death", "body", "family", "household", "home")
    return True
