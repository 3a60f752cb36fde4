"""Capitalised sequences: where a name may stand. Owns the shapes of names; says nothing about what they name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from livebrief.annotate.words import CONNECTORS, NAME_PARTS, NOT_NAMES
from livebrief.records.spans import Span

CAPITAL = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶĹĻĽŁŃŅŇŌŐŒŘŚŞŠŤŪŮŰŲŹŻŽА-ЯЁЄІЇҐ"
WORD = rf"(?:(?:[{CAPITAL}]\.){{2,}}|[{CAPITAL}][\w]*(?:['’\-][{CAPITAL}\w][\w]*)*\.?)"
_LINK = rf"(?: (?:{'|'.join(sorted(CONNECTORS | NAME_PARTS))})){{1,2}}"
SEQUENCE = re.compile(rf"(?<![\w]){WORD}(?:(?:{_LINK})? {WORD})*")
_TOKEN = re.compile(r"\S+")
LONG = 4  # letters of a middle name that may be a family name
_POSSESSIVE = re.compile(r"['’]s?$")
_ABBREVIATIONS = frozenset(
    [
        "lt.",
        "gen.",
        "col.",
        "maj.",
        "capt.",
        "sgt.",
        "dr.",
        "mr.",
        "mrs.",
        "ms.",
        "prof.",
        "sen.",
        "rep.",
        "gov.",
        "st.",
        "adm.",
        "det.",
        "cpl.",
        "jr.",
        "sr.",
        "rev.",
        "brig.",
        "hon.",
        "cmdr.",
    ]
)


def bare(word: str) -> str:
    """The word without a possessive ending and a full stop that is no abbreviation's."""
    word = _POSSESSIVE.sub("", word)
    if word.endswith(".") and "." not in word[:-1] and word.lower() not in _ABBREVIATIONS and len(word) > 2:
        return word[:-1]
    return word


def family_names(words: Sequence[str]) -> Sequence[str]:
    """What may stand alone for a person of three names or more, beside the last: "María |Tettamanti| Ruiz"."""
    return [word for word in words[1:-1] if len(word) >= LONG and word.lower() not in NAME_PARTS]


def sequences(text: str, sentences: Sequence[Span]) -> Iterator[Span]:
    """Every capitalised sequence, in order: cut at possessives and sentence ends, without leading function words."""
    starts = {sent.start for sent in sentences}
    for found in SEQUENCE.finditer(text):
        yield from _cut(text, Span(found.start(), found.end()), starts)


def _cut(text: str, span: Span, starts: set[int]) -> Iterator[Span]:
    begin, end = -1, -1
    for found in _TOKEN.finditer(text, span.start, span.end):
        word, at = found.group(), found.start()
        clean = bare(word)
        empty = clean.lower().rstrip(".") in NOT_NAMES and not (clean.isupper() and len(clean) > 1)
        joins = empty and word.islower()
        if begin >= 0 and (at in starts or (empty and not joins)):
            yield Span(begin, end)
            begin = -1
        if empty:
            continue
        begin = at if begin < 0 else begin
        end = at + len(clean)
        if clean != word:
            yield Span(begin, end)
            begin = -1
    if begin >= 0:
        yield Span(begin, end)
