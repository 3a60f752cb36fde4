"""Quotation marks: where quoted words start and end, and the sentences around them. Refuses to say who speaks.

A quotation never crosses a paragraph: one that is not closed ends with its paragraph, unless ``," he said`` closed it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from livebrief.records.spans import Span

_OPEN_ONLY, _CLOSE_ONLY, _BOTH = "“„«", "”»", '"‟'
_MARK = re.compile(f"[{_OPEN_ONLY}{_CLOSE_ONLY}{_BOTH}]|''|``")
_SAID = re.compile(
    r",\s(?=(?:(?:[A-Z][\w’'-]+ ){1,5}|(?:he|she|it|they|the [\w’'-]+|its [\w’'-]+) )(?:said|added|told|says)\b)"
)
_LINE = re.compile(r"[^\n]+")
_END = re.compile(r"[.!?…]+[”\"»’')\]]*\s+(?=[\"“«‘'`(\[]{0,3}[A-ZÀ-ÞА-ЯІЇЄҐ0-9])")
_SHORT = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Lt|Col|Maj|Capt|Sgt|St|Jr|Sr|Inc|Corp|Co|Ltd|vs|No|Jan|Feb|Aug|Sept|Oct"
    r"|Nov|Dec|Rev|Hon|Pres|Adm|Cmdr|Del|Ark|Fla|Calif|Mass|Pa|Va|Md|Mo|Wis|Minn|Ill|Tenn|Ore|Wash)|\b[A-Z]|[a-z]\.[a-z])\.$"
)


class Quotation(msgspec.Struct, frozen=True, kw_only=True):
    """Quoted words with their marks (``outer``) and without (``inner``)."""

    outer: Span
    inner: Span
    closed: bool = True


def find_quotations(text: str) -> list[Quotation]:
    """The quotations in text order. Law: they do not overlap, and none holds a line break."""
    return [quote for line in _LINE.finditer(text) for quote in _in_line(text, line.start(), line.end())]


def _in_line(text: str, start: int, end: int) -> Iterator[Quotation]:
    begun = -1
    width = 1
    for mark in _MARK.finditer(text, start, end):
        if begun < 0:
            if _opens(text, mark, start):
                begun, width = mark.start(), len(mark.group())
        elif _closes(text, mark, end):
            yield Quotation(outer=Span(begun, mark.end()), inner=Span(begun + width, mark.start()))
            begun = -1
        elif _opens(text, mark, start):
            yield _unclosed(text, begun, width, mark.start())
            begun, width = mark.start(), len(mark.group())
    if begun >= 0 and begun + width < end:
        yield _unclosed(text, begun, width, end)


def _unclosed(text: str, begun: int, width: int, end: int) -> Quotation:
    spoken = _SAID.search(text, begun, end)
    outer = Span(begun, spoken.start() + 1 if spoken else end).trim(text)
    return Quotation(outer=outer, inner=Span(min(begun + width, outer.end), outer.end), closed=False)


def _opens(text: str, mark: re.Match[str], start: int) -> bool:
    if mark.group() in _OPEN_ONLY or mark.group() == "``":
        return True
    before = text[mark.start() - 1] if mark.start() > start else " "
    after = text[mark.end() : mark.end() + 1] or " "
    return not after.isspace() and (before.isspace() or before in "([-—–/:’'‘")


def _closes(text: str, mark: re.Match[str], end: int) -> bool:
    if mark.group() in _CLOSE_ONLY or mark.group() == "''":
        return True
    if mark.group() == "``":
        return False
    after = text[mark.end()] if mark.end() < end else " "
    if mark.group() in _OPEN_ONLY:  # some typesetters close with the mark that opens
        return not text[mark.start() - 1].isspace() and not after.isalnum()
    return not text[mark.start() - 1].isspace() or after.isspace()


def find_sentences(text: str, quotes: list[Quotation]) -> list[Span]:
    """Sentences for the rules: a quotation is never cut, a line break always cuts."""
    found: list[Span] = []
    inside = [(quote.inner.start, quote.inner.end) for quote in quotes]
    for line in _LINE.finditer(text):
        start, at = line.start(), 0
        for end in _END.finditer(text, line.start(), line.end()):
            while at < len(inside) and inside[at][1] <= end.start():
                at += 1
            quoted = at < len(inside) and inside[at][0] <= end.start() and end.end() <= inside[at][1]
            if quoted or _SHORT.search(text, max(start, end.start() - 8), end.start() + 1):
                continue
            found.append(Span(start, end.end()).trim(text))
            start = end.end()
        last = Span(start, line.end()).trim(text)
        if len(last):
            found.append(last)
    return found


def mask(text: str, quotes: list[Quotation]) -> str:
    """The text with every quoted character (marks too) made ``\\x01``: same length, same offsets."""
    pieces, at = [], 0
    for quote in quotes:
        pieces += [text[at : quote.outer.start], "\x01" * len(quote.outer)]
        at = quote.outer.end
    return "".join([*pieces, text[at:]])
