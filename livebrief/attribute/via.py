"""Through whom a statement came: "…, citing an unnamed official", "was quoted by news agencies as saying".

Also what one speaker says that another says or stands for ("X supports it, according to two people"): the inner one is a
statement of its own, passed on by the outer speaker.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from livebrief.nlp.ports import AttributionSpans
from livebrief.records.spans import Span, hull

_CITING = re.compile(r"[,\s]+(?:citing|quoting)\s+(?P<who>[^.,;\n]+)")
_PASSED_ON = re.compile(r"\b(?:report|sa(?:id|ys?)$|wrote|writ)", re.IGNORECASE)
_SOMEBODY = re.compile(
    r"(?:[A-Z]|.*\b(?:officials?|sources?|diplomats?|people|persons?|spokes\w+|ministers?|ministry|commanders?|residents?)\b)"
)
_QUOTED_BY = re.compile(r"\bquoted\b[^.\n]{0,60}?\bby (?P<who>.{3,60}?) as saying", re.IGNORECASE)


_SAYING_BY = re.compile(
    r"\bquoted as saying (?:on [\w ]{3,20} )?by (?P<who>[^,;:.\n“\"]{2,60}?)(?:,? (?=that\b)|[,:] )"
)
_QUOTED_SOMEBODY = re.compile(
    r"(?<!was )(?<!were )(?<!been )\b(?:quot(?:ed|es|ing)|cit(?:ed|es|ing)) (?P<who>(?!on |by |in |at )[^,;\n“\"]{3,80}?) as saying",
    re.IGNORECASE,
)
_CITING_FIRST = re.compile(r",? (?:citing|quoting) (?P<who>[^,;\n“\"]{3,80}),")
_CITING_WITHIN = re.compile(r", (?:citing|quoting) (?P<who>[^,;\n“\"]{3,80}?),?$")
_TOLD_BY = re.compile(r",? according to (?P<who>[^,.;\n“\"]+)$")
_STANCE = re.compile(
    r"(?P<who>[A-ZÀ-Þ][^,;:“\"\n]{1,80}?) (?:(?:also|now|privately|strongly|still) )*"
    r"(?P<cue>(?:supports?|opposes?|backs|favou?rs|rejects?|welcomes?|wants)\b|is against|is in favou?r of) +(?P<what>[^\n]{3,})"
)


class Chain(msgspec.Struct, frozen=True, kw_only=True):
    """The attribution with its first source, the spans of those who passed it on, and whether it was passed on."""

    spans: AttributionSpans
    via: tuple[tuple[Span, ...], ...] = ()


def chain_of(text: str, spans: AttributionSpans) -> Chain:
    """Unrolls one link of a chain, when the words show one; else the attribution as it is."""
    if not spans.cue or not spans.source:
        return Chain(spans=spans)
    found = (form(text, spans) for form in (_quoted, _cited_first, _told_by, _cited_after))
    return next((chain for chain in found if chain is not None), Chain(spans=spans))


def _quoted(text: str, spans: AttributionSpans) -> Chain | None:
    """ "A quoted B as saying", "B was quoted as saying by A", "B was quoted by A as saying"."""
    cue = Span(spans.cue[0].start, spans.cue[-1].end)
    end = min(len(text), cue.end + 80)
    asked = _QUOTED_SOMEBODY.search(text, cue.start, cue.end)
    if asked:
        said = (Span(cue.start, asked.start("who")).trim(text), Span(asked.end("who"), cue.end).trim(text))
        return Chain(spans=msgspec.structs.replace(spans, source=_who(asked), cue=said), via=(spans.source,))
    after = _SAYING_BY.search(text, cue.start, end)
    if after and after.start() < cue.end:
        kept = tuple(Span(max(p.start, after.end()), p.end) for p in spans.content if p.end > after.end())
        return Chain(spans=msgspec.structs.replace(spans, content=kept or spans.content), via=(_who(after),))
    quoted = _QUOTED_BY.search(text, cue.start, end)
    return Chain(spans=spans, via=(_who(quoted),)) if quoted else None


def _cited_first(text: str, spans: AttributionSpans) -> Chain | None:
    """ "A, citing B, said"."""
    last = spans.source[-1]
    between = _CITING_FIRST.search(text, last.end, spans.cue[0].end)
    if between and between.start() <= last.end + 1 and between.end() >= spans.cue[0].start - 1:
        return Chain(spans=msgspec.structs.replace(spans, source=_who(between)), via=(spans.source,))
    inside = _CITING_WITHIN.search(text, last.start, last.end)
    if inside and inside.start() > last.start:
        carrier = (*spans.source[:-1], Span(last.start, inside.start()))
        return Chain(spans=msgspec.structs.replace(spans, source=_who(inside)), via=(carrier,))
    return None


def _told_by(text: str, spans: AttributionSpans) -> Chain | None:
    """ "B said C, according to A"."""
    last = spans.content[-1]
    told = _TOLD_BY.search(text, last.start, last.end)
    if not told or told.start() <= last.start:
        return None
    kept = (*spans.content[:-1], Span(last.start, told.start()))
    return Chain(spans=msgspec.structs.replace(spans, content=kept), via=(_who(told),))


def _cited_after(text: str, spans: AttributionSpans) -> Chain | None:
    """ "A reported C, citing B"."""
    begin = min(spans.cue[-1].end, *(piece.start for piece in spans.content))
    end = max(piece.end for piece in (*spans.content, *spans.cue, *spans.source))
    citing = _CITING.search(text, begin, min(len(text), end + 120))
    passed = any(_PASSED_ON.search(piece.of(text)) for piece in spans.cue)
    if not citing or not passed or not _SOMEBODY.match(citing["who"]) or "\n" in text[begin : citing.start()]:
        return None
    return Chain(spans=_handed_on(spans, citing), via=(spans.source,))


def _who(found: re.Match[str]) -> tuple[Span, ...]:
    return (Span(*found.span("who")),)


def _handed_on(spans: AttributionSpans, citing: re.Match[str]) -> AttributionSpans:
    who = Span(citing.start("who"), citing.end("who"))
    before = tuple(Span(p.start, min(p.end, citing.start())) for p in spans.content if p.start < citing.start())
    kept = (*before, *(p for p in spans.content if p.start >= citing.end()))
    return AttributionSpans(source=(who,), cue=spans.cue, content=kept or spans.content, score=spans.score)


def stance_within(text: str, spans: AttributionSpans) -> AttributionSpans | None:
    """The stance that "according to" passes on: who is said to support or oppose what; None when the content is no such."""
    if len(spans.content) != 1 or not any("according" in piece.of(text).lower() for piece in spans.cue):
        return None
    whole = spans.content[0]
    found = _STANCE.fullmatch(text, whole.start, whole.end)
    if found is None:
        return None
    return AttributionSpans(
        source=(Span(*found.span("who")),), cue=(Span(*found.span("cue")),), content=(Span(*found.span("what")),)
    )


_UNTRUE = re.compile(
    r"\b(?:is|are|was|were|as) (?:\w+ ){0,3}?(?:false|fake|untrue|not true|fabricated|an? (?:hoax|lie|fake|fabrication)|nonsense)\b"
)


def not_called_false(text: str, spans: Sequence[AttributionSpans]) -> list[AttributionSpans]:
    """Without what somebody is said to have said in words that another speaker calls false ("a message claiming that
    the army told people to leave was false, the office said"): it is no statement of anybody's."""
    if not any(_UNTRUE.search(text, piece.start, piece.end) for one in spans for piece in one.content):
        return list(spans)
    held = zip(spans, holders(spans), strict=True)
    return [one for one, by in held if by is None or not _says_false(text, spans[by], one)]


def _says_false(text: str, outer: AttributionSpans, inner: AttributionSpans) -> bool:
    around = next(piece for piece in outer.content if piece.covers(inner.content[0]))
    return _UNTRUE.search(text, max(piece.end for piece in (*inner.cue, *inner.source)), around.end) is not None


def holders(spans: Sequence[AttributionSpans]) -> list[int | None]:
    """For each attribution the one whose content holds all of it (the tightest), or None: who passes it on."""
    rooms = [(piece, n) for n, one in enumerate(spans) if one.source for piece in one.content]
    return [_holder(n, one, rooms) if one.source and one.cue else None for n, one in enumerate(spans)]


def _holder(mine: int, one: AttributionSpans, rooms: Sequence[tuple[Span, int]]) -> int | None:
    whole = hull((*one.source, *one.cue, *one.content))
    around = [(len(piece), n) for piece, n in rooms if piece.covers(whole) and n != mine]
    return min(around)[1] if around else None
