"""Quantities: numbers with unit, bound and role, from digits and words. Refuses dates, years, ages, ordinals, names.

A number is read once, left to right; its bound from the words before it, its unit and head noun from the words after
it, its role from the nearest cue in its own clause, else its sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from livebrief.annotate.roles import AREAS, role_of
from livebrief.records.articles import Document
from livebrief.records.mentions import QuantityMention, TimeMention
from livebrief.records.spans import Span

_ONES = {
    word: n
    for n, word in enumerate(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
    )
}
_TENS = {word: 10 * n for n, word in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)}
_SCALES = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
    "k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12,
}  # fmt: skip
_VAGUE = {"dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2000, "a dozen": 12, "dozen": 12}
_CURRENCIES = {
    "$": "USD", "us$": "USD", "€": "EUR", "£": "GBP", "₴": "UAH", "dollar": "USD", "euro": "EUR", "pound": "GBP",
    "hryvnia": "UAH", "ruble": "RUB", "rouble": "RUB", "yen": "JPY", "yuan": "CNY",
}  # fmt: skip
_UNITS = {
    "km": "km", "kilometre": "km", "kilometer": "km", "mile": "mile", "metre": "m", "meter": "m", "foot": "ft",
    "feet": "ft", "centimetre": "cm", "centimeter": "cm", "hectare": "ha", "tonne": "t", "ton": "t", "kg": "kg",
    "kilogram": "kg", "percent": "percent", "%": "percent", "second": "second", "minute": "minute", "hour": "hour",
    "day": "day", "week": "week", "month": "month", "year": "year",
}  # fmt: skip
_DURATIONS = {"second": 1 / 3600, "minute": 1 / 60, "hour": 1, "day": 24, "week": 168}
_PEOPLE = frozenset(
    ["people", "person", "civilian", "resident", "man", "woman", "child", "worker", "soldier", "student", "other", "victim", "patient", "passenger", "officer", "man", "men", "women", "children", "boy", "girl", "teenager", "police", "sapper", "firefighter", "medic", "journalist", "pensioner", "official"]
)
_WORD_NUMBER = "|".join((*_ONES, *_TENS))
_NUMBER = re.compile(
    r"(?<![\w.,/-])(?P<money>US\$|[$€£₴])?\s?"
    r"(?:(?P<digits>\d{1,3}(?:[,\u00a0\u202f]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    rf"|(?P<word>\b(?:{_WORD_NUMBER})(?:[- ](?:{_WORD_NUMBER}))?\b)|(?P<vague>\b(?:a dozen|dozens|scores|hundreds|thousands)\b)"
    r"|(?P<none>\b(?:no one|nobody|none)\b))"
    r"(?:\s?(?P<scale>hundred|thousand|million|billion|trillion|bn|mn|tn|m|k)\b)?(?P<percent>\s?%)?",
    re.I,
)
_RANGE = re.compile(r"^\s?(?:-|–|to|and)\s?$")
_BOUNDS = (
    (re.compile(r"(?:at least|no fewer than|no less than|not less than|a minimum of|as many as .* or more)\s*$", re.I), "at least"),
    (re.compile(r"(?:more than|over|above|upwards of|in excess of|exceeding|greater than)\s*$", re.I), "at least"),
    (re.compile(r"(?:up to|at most|no more than|not more than|as many as|fewer than|less than|under|below|a maximum of)\s*$", re.I), "at most"),
    (re.compile(r"(?:about|around|some|nearly|almost|roughly|approximately|an estimated|close to|estimated at)\s*$", re.I), "about"),
)  # fmt: skip
_NO_HEAD = frozenset(
    ["by", "on", "in", "at", "from", "after", "before", "were", "was", "is", "are", "have", "has", "had", "of", "to", "and", "or", "as", "with", "when", "while", "who", "which", "that", "than", "for", "over", "under", "into", "since", "until", "the", "a", "an", "this", "those", "these", "he", "she", "it", "they", "would", "will", "could", "may", "been", "being", "into", "still", "not", "killed", "injured", "wounded", "missing", "dead", "others", "more"]
)
_AFTER_BOUND = re.compile(r"^\s*(?:or more|or so|and counting)\b", re.I)
_WORD = re.compile(r"[\s-]+([A-Za-z][\w'’-]*)")
_PLURAL = re.compile(r"(?:[a-z-]{2,}s|people|men|women|children)$", re.I)
_NOT_A_COUNT = re.compile(r"^(?:st|nd|rd|th)\b|^-?\s?year-old|^-?\s?years? old", re.I)
_NAME_BEFORE = re.compile(r"(?:[A-Z][\w-]*[-–]|Article |Resolution |No\. ?|Route |Highway |Room |Brigade |Flight |#)$")
_CLOCK = re.compile(r"^[:.]\d\d|^\s?(?:a\.?m\.?|p\.?m\.?)\b", re.I)


def find_quantities(doc: Document, times: Sequence[TimeMention]) -> tuple[QuantityMention, ...]:
    """The quantities of a document in text order. ``times`` are its temporal expressions: dates are never counts."""
    dates = [men.span for men in times if men.type in ("DATE", "TIME", "SET")]
    found: list[QuantityMention] = []
    for sent in doc.sentences:
        found += _in_sentence(doc.text, sent, [span for span in dates if span.overlaps(sent)])
    return tuple(found)


def _in_sentence(text: str, sent: Span, dates: list[Span]) -> list[QuantityMention]:
    words = sent.of(text)
    hits = [hit for hit in _NUMBER.finditer(words) if _counts(hit, words, sent, dates)]
    found = []
    n = 0
    while n < len(hits):
        hit, end = hits[n], hits[n]
        if n + 1 < len(hits) and _RANGE.match(_between(words, hit, hits[n + 1])) and _is_range(words, hit, hits[n + 1]):
            end = hits[n + 1]
            n += 1
        found.append(_quantity(words, sent, hit, end))
        n += 1
    return [men for men in found if men is not None]


def _counts(hit: re.Match[str], words: str, sent: Span, dates: list[Span]) -> bool:
    at = Span(sent.start + hit.start(), sent.start + hit.end())
    after, before = words[hit.end() :], words[: hit.start()]
    if any(span.overlaps(at) for span in dates) or _NOT_A_COUNT.match(after) or _CLOCK.match(after):
        return False
    if _NAME_BEFORE.search(before) or re.match(r"[-–][A-Za-z]*\d|[A-Za-z]", after):
        return False
    if hit["word"] and hit["word"].lower() == "one":
        return bool(re.match(r"\s+(?:person|man|woman|child|civilian|other|people|was|is|of them)\b", after, re.I))
    year = hit["digits"] and not hit["money"] and re.fullmatch(r"(?:1[89]|20)\d\d", hit["digits"])
    return not (year and not re.match(r"\s+(?:people|[a-z]+s)\b", after))


def _between(words: str, one: re.Match[str], other: re.Match[str]) -> str:
    gap = words[one.end() : other.start()]
    unit = re.match(r"^\s?([a-z]+)(?=\s(?:to|and)\s?$)", gap)
    return gap[unit.end() :] if unit and _singular(unit[1]) in _UNITS else gap


def _is_range(words: str, one: re.Match[str], other: re.Match[str]) -> bool:
    gap = words[one.end() : other.start()]
    if "and" in gap:
        return bool(re.search(r"\bbetween\s*$", words[: one.start()], re.I))
    return True


def _value(hit: re.Match[str]) -> float:
    if hit["none"]:
        return 0.0
    if hit["vague"]:
        return float(_VAGUE[hit["vague"].lower()])
    if hit["digits"]:
        value = float(re.sub("[,\u00a0\u202f]", "", hit["digits"]))
    else:
        parts = re.split(r"[- ]", hit["word"].lower())
        value = float(sum(_TENS.get(part, _ONES.get(part, 0)) for part in parts))
    return value * (_SCALES[hit["scale"].lower()] if hit["scale"] else 1)


def _quantity(words: str, sent: Span, hit: re.Match[str], end: re.Match[str]) -> QuantityMention | None:
    before, after = words[: hit.start()], words[end.end() :]
    unit, head, tail = _unit(hit, end, after)
    low, high = _value(hit), _value(end)
    bound, lead = _bound(before, after)
    if unit in AREAS and re.search(r"\bover\s*$", before, re.I):
        bound, lead = "exact", 0  # "shot down over 14 regions" says where, not how many at least
    if end is not hit and unit in _DURATIONS:
        first = re.match(r"^\s?([a-z]+)", words[hit.end() :])
        own = _UNITS.get(_singular(first[1]), unit) if first else unit
        if own in _DURATIONS and own != unit:
            low, high, unit = low * _DURATIONS[own], high * _DURATIONS[unit], "hour"
    start = hit.start() - lead
    span = Span(sent.start + start, sent.start + end.end() + tail).trim(words.rjust(sent.start + len(words)))
    role = role_of(words, hit.start(), end.end(), unit=unit, head=head)
    if hit["none"] and role == "count":
        return None
    exact = end is hit and bound in ("exact", "about") and not (hit["vague"] and hit["vague"].lower() != "a dozen")
    if hit["vague"] and bound == "exact" and hit["vague"].lower() != "a dozen":
        bound = "at least"
    if end is not hit:
        bound = "range"
    return QuantityMention(
        span=span,
        text=words[span.start - sent.start : span.end - sent.start],
        bound=bound,
        unit=unit,
        role=role,
        value=low if exact or (end is hit and bound in ("at least", "at most")) else None,
        low=low if end is not hit or bound == "at least" else None,
        high=high if end is not hit or bound == "at most" else None,
        of=head,
    )


def _bound(before: str, after: str) -> tuple[str, int]:
    for pattern, bound in _BOUNDS:
        if lead := pattern.search(before):
            return bound, len(before) - lead.start()
    return ("at least", 0) if _AFTER_BOUND.match(after) else ("exact", 0)


def _unit(hit: re.Match[str], end: re.Match[str], after: str) -> tuple[str, str, int]:
    """(unit, head noun as written, length of the unit's words that belong to the span)."""
    if hit["money"]:
        return _CURRENCIES[hit["money"].lower()], "", 0
    if end["percent"]:
        return "percent", "", 0
    if percent := re.match(r"^\s(?:percent|per cent)\b", after, re.I):
        return "percent", "", percent.end()
    head = _head_noun(after)
    first = re.match(r"^[\s-]([a-z]+)", after, re.I)
    if first and (single := _singular(first[1].lower())) in _UNITS:
        return _UNITS[single], first[1], first.end()
    if first and _singular(first[1].lower()) in _CURRENCIES:
        return _CURRENCIES[_singular(first[1].lower())], first[1], first.end()
    single = _singular(head.lower())
    return ("person" if single in _PEOPLE else single), head, 0


def _head_noun(after: str) -> str:
    """The noun counted: the first plural among the next four words, before any word that ends the noun phrase."""
    at = 0
    for _ in range(4):
        word = _WORD.match(after, at)
        if word is None or word[1].lower() in _NO_HEAD or word[1].endswith("ed"):
            return ""
        if _PLURAL.match(word[1]) and not word[1].endswith("ss"):
            return word[1]
        at = word.end()
    return ""


def _singular(word: str) -> str:
    if word in ("people", "men", "women", "children"):
        return "person"
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("s") and not word.endswith("ss") and len(word) > 3:
        return word[:-1]
    return word
