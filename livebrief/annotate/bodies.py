"""Names of bodies made whole: by the word that they end in, by what introduces them, by what they are set beside.

A reader that marks pieces ("|Sangamon County| Sheriff's |Office|") knows that a name stands there, not where it ends. Owns
which capitalised words are one body's or one place's name; refuses to find names where nothing but capitals speaks for one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec

from livebrief.annotate import titles
from livebrief.annotate.gazetteer import load
from livebrief.annotate.words import CONNECTORS, ORG_HEADS, REGION_WORDS
from livebrief.nlp.ports import NameSpan
from livebrief.records.spans import Span

# What companies and clubs have behind their names, with or without dots; of two letters only what is nothing else.
_FORMS = frozenset("inc ltd llc llp plc corp gmbh asa nv spa oyj pjsc ojsc jsc bhd pty afc fc rfc cf bv".split())
_POSSESSIVE = re.compile(r"['’]s? \Z")
_OWNERS = frozenset("people women men children".split())  # "People's Party", "Women's Institute"
_LAND = re.compile(r"(?:Strait|Straits|Gulf|Bay|Sea|Isle|Cape|Mount|Lake|Valley|Republic|Kingdom) of (?:the )?[A-ZÀ-Þ]")
_JOINING = re.compile(r" (?:in|on|at|and|for)(?: the)? ")
_BASED = re.compile(r"\S+-(?:based|backed|led|run|owned) ")
_OF_SORT = re.compile(
    r"\b(?:city|town|village|island|settlement|hamlet|suburb|province|region|county|municipality|commune|parish|peninsula|"
    r"river|port) of (?:the )?\Z"
)
_BODY = (
    r"(?:compan(?:y|ies)|agency|group|operator|party|union|regulator|charity|firm|provider|bank|organi[sz]ation|"
    r"authority|association|watchdog|newspaper|broadcaster|network|coalition|movement|federation|body|manufacturer|carrier)"
)
_BESIDE = re.compile(
    rf", (?:the|an?|its|[A-Z][\w’']+) (?:(?!(?:of|at|for|from|with|in|who|whose)\b)[\w’'.\-]+ ){{0,5}}?{_BODY}(?=[,.;]| (?:of|in|that|which|based|behind|for|with)\b)"
)
_CALLED = re.compile(rf" {_BODY}\b")
PLACED = 0.6  # a reader's place inside a body's name that is believed to be one
WHOLE_TOWN = 5_000  # people: a town of two or three words that is this big is known by them


def whole(text: str, names: Sequence[NameSpan], capitals: Sequence[Span]) -> list[NameSpan]:
    """The names in order, those that are pieces of one body's or place's name joined under it. Never two that overlap.

    ``capitals`` are the capitalised sequences (names.py). A joined name is sure: its words speak for it.
    """
    starts = [name.span.start for name in names]
    out = list(names)
    for span in _with_possessives(text, capitals):
        low = bisect_left(starts, span.start)
        low -= low > 0 and names[low - 1].span.overlaps(span)
        inside = [name for name in names[low : bisect_left(starts, span.end)] if name.span.overlaps(span)]
        if one := _one(text, span, inside):
            out = [name for name in out if not name.span.overlaps(one.span)] + [one]
    return sorted(out, key=lambda name: name.span)


def is_body(text: str, span: Span) -> bool:
    """Whether what stands beside a name tells that it is one of a body: "DTEK, the largest power company"."""
    return bool(_BESIDE.match(text, span.end) or _CALLED.match(text, span.end))


def of_a_sort(text: str, span: Span) -> bool:
    """Whether "the village of" or the like stands before a name: then it is a place, known or not."""
    return _OF_SORT.search(text, max(0, span.start - 20), span.start) is not None


def of_a_division(words: str) -> bool:
    """Whether a name says itself which division it is: it is told wherever it stands ("|Butler County| Sheriff's Office")."""
    return " " in words and words.rsplit(" ", 1)[1].lower() in REGION_WORDS


def _with_possessives(text: str, capitals: Sequence[Span]) -> Iterator[Span]:
    """The sequences of two words or more; two that a possessive parts are one where it is an office's or a people's."""
    last = Span(0, 0)
    for span in capitals:
        gap = text[last.end : span.start]
        both = _POSSESSIVE.fullmatch(gap) and _owns(text, last, gap) and _headed(span.of(text).split())
        last = Span(last.start, span.end) if both else span
        if " " in last.of(text):
            yield from (part for part in _parts(text, last) if " " in part.of(text))


def _parts(text: str, span: Span) -> Iterator[Span]:
    """The names that joining words part ("King George Hospital |in| Port Amsel"), without "Brussels-based" before them."""
    at = span.start
    for found in [*_JOINING.finditer(text, span.start, span.end), None]:
        end = found.start() if found else span.end
        based = _BASED.match(text, at, end)
        yield Span(based.end() if based else at, end)
        at = found.end() if found else end


def _owns(text: str, span: Span, gap: str) -> bool:
    word = span.of(text).rsplit(" ", 1)[-1].lower()
    return titles.is_role(word) or word in _OWNERS or (word.endswith("s") and not gap.startswith(("'s", "’s")))


def _one(text: str, span: Span, inside: Sequence[NameSpan]) -> NameSpan | None:
    """The one name that a sequence is, when it is one and the reader's pieces are not that already."""
    words = span.of(text).split()
    if not inside or not all(span.covers(name.span) for name in inside):
        return None
    if len(inside) == 1 and inside[0].span == span and inside[0].kind != "PER":
        return _same(inside[0], words)
    if any(name.kind == "LOC" and name.score >= PLACED and name.span != span for name in inside) and _headed(words):
        return None  # "Port Amsel Police": the town stays one
    if _headed(words) and not any(word in CONNECTORS for word in words):
        cut = titles.split(words)
        rest = span.start + len(" ".join(words[:cut])) + 1
        begins = (
            any(name.span.start == rest and name.kind == "ORG" for name in inside) if 0 < cut < len(words) else False
        )
        return NameSpan(span=Span(rest, span.end) if begins else span, kind="ORG")
    kinds = {name.kind for name in inside}
    if "ORG" in kinds and "PER" not in kinds and _CALLED.match(text, span.end):
        return NameSpan(span=span, kind="ORG")
    pieces = len(inside) > 1 or inside[0].span != span
    return NameSpan(span=span, kind="LOC") if pieces and _is_place(span.of(text)) else None


def _same(name: NameSpan, words: Sequence[str]) -> NameSpan | None:
    """A name that the reader gave as it is, made sure when its last word speaks for it."""
    return msgspec.structs.replace(name, score=1.0) if name.kind == "ORG" and _headed(words) else None


def _headed(words: Sequence[str]) -> bool:
    """Whether the last word is one that bodies' names end in, or one before "of" is."""
    last = words[-1].lower().replace(".", "")
    heads = (word.lower() in ORG_HEADS for word, behind in pairwise(words) if behind in ("of", "for"))
    return last in ORG_HEADS or last in _FORMS or any(heads)


def _is_place(words: str) -> bool:
    if _LAND.match(words):
        return True
    return any(row.main and row.population >= WHOLE_TOWN for row in load().find(words))
