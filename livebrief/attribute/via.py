"""Through whom a statement came: "…, citing an unnamed official", "was quoted by news agencies as saying".

Also what one speaker says that another says or stands for ("X supports it, according to two people"): the inner one is a
statement of its own, passed on by the outer speaker.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from livebrief.nlp.ports import AttributionSpans
from livebrief.records.spans import Span

_CITING = re.compile(r"[,\s]+(?:citing|quoting)\s+(?P<who>[^.,;\n]+)")
_PASSED_ON = re.compile(r"\b(?:report|sa(?:id|ys?)$|wrote|writ)", re.IGNORECASE)
_SOMEBODY = re.compile(
    r"(?:[A-Z]|.*\b(?:officials?|sources?|diplomats?|people|persons?|spokes\w+|ministers?|ministry|commanders?|residents?)\b)"
)
_QUOTED_BY = re.compile(r"\bquoted\b[^.\n]{0,60}?\bby (?P<who>.{3,60}?) as saying", re.IGNORECASE)


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
    if not spans.cue:
        return Chain(spans=spans)
    asked = _QUOTED_SOMEBODY.search(text, spans.cue[0].start, spans.cue[-1].end)
    if asked and spans.source:
        said = (
            Span(spans.cue[0].start, asked.start("who")).trim(text),
            Span(asked.end("who"), spans.cue[-1].end).trim(text),
        )
        who = (Span(*asked.span("who")),)
        return Chain(spans=msgspec.structs.replace(spans, source=who, cue=said), via=(spans.source,))
    lead = Span(spans.cue[0].start, min(len(text), spans.cue[-1].end + 80))
    quoted = _QUOTED_BY.search(text, lead.start, lead.end)
    if quoted:
        return Chain(spans=spans, via=((Span(quoted.start("who"), quoted.end("who")),),))
    between = _CITING_FIRST.search(text, spans.source[-1].end, spans.cue[0].end) if spans.source else None
    if between and between.start() <= spans.source[-1].end + 1 and between.end() >= spans.cue[0].start - 1:
        return Chain(spans=msgspec.structs.replace(spans, source=(Span(*between.span("who")),)), via=(spans.source,))
    inside = _CITING_WITHIN.search(text, spans.source[-1].start, spans.source[-1].end) if spans.source else None
    if inside and inside.start() > spans.source[-1].start:
        carrier = (*spans.source[:-1], Span(spans.source[-1].start, inside.start()))
        return Chain(spans=msgspec.structs.replace(spans, source=(Span(*inside.span("who")),)), via=(carrier,))
    last = spans.content[-1]
    told = _TOLD_BY.search(text, last.start, last.end)
    if told and spans.source and told.start() > last.start:
        kept = (*spans.content[:-1], Span(last.start, told.start()))
        return Chain(spans=msgspec.structs.replace(spans, content=kept), via=((Span(*told.span("who")),),))
    end = max(piece.end for piece in (*spans.content, *spans.cue, *spans.source))
    citing = _CITING.search(text, min(p.start for p in spans.content), min(len(text), end + 120))
    passed = any(_PASSED_ON.search(piece.of(text)) for piece in spans.cue)
    if (
        citing
        and passed
        and _SOMEBODY.match(citing["who"])
        and spans.source
        and "\n" not in text[min(p.start for p in spans.content) : citing.start()]
    ):
        return Chain(spans=_handed_on(spans, citing), via=(spans.source,))
    return Chain(spans=spans)


def _handed_on(spans: AttributionSpans, citing: re.Match[str]) -> AttributionSpans:
    who = Span(citing.start("who"), citing.end("who"))
    kept = tuple(Span(p.start, min(p.end, citing.start())) for p in spans.content if p.start < citing.start())
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


def holders(spans: Sequence[AttributionSpans]) -> list[int | None]:
    """For each attribution the one whose content holds all of it (the tightest), or None: who passes it on."""
    found: list[int | None] = []
    for one in spans:
        mine = (*one.source, *one.cue, *one.content)
        around = [
            (len(piece), n)
            for n, other in enumerate(spans)
            if other is not one and other.source and one.source and one.cue
            for piece in other.content
            if all(piece.covers(part) for part in mine)
        ]
        found.append(min(around)[1] if around else None)
    return found
