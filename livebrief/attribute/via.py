"""Through whom a statement came: "…, citing an unnamed official", "was quoted by news agencies as saying"."""

from __future__ import annotations

import re

import msgspec

from livebrief.nlp.ports import AttributionSpans
from livebrief.records.spans import Span

_CITING = re.compile(r"[,\s]+(?:citing|quoting)\s+(?P<who>[^.,;\n]+)")
_PASSED_ON = re.compile(r"\b(?:report|sa(?:id|ys?)$|wrote|writ)", re.IGNORECASE)
_SOMEBODY = re.compile(
    r"(?:[A-Z]|.*\b(?:officials?|sources?|diplomats?|people|persons?|spokes\w+|ministers?|ministry|commanders?|residents?)\b)"
)
_QUOTED_BY = re.compile(r"\bquoted\b[^.\n]{0,60}?\bby (?P<who>.{3,60}?) as saying", re.IGNORECASE)


class Chain(msgspec.Struct, frozen=True, kw_only=True):
    """The attribution with its first source, the spans of those who passed it on, and whether it was passed on."""

    spans: AttributionSpans
    via: tuple[tuple[Span, ...], ...] = ()


def chain_of(text: str, spans: AttributionSpans) -> Chain:
    """Unrolls one link of a chain, when the words show one; else the attribution as it is."""
    if not spans.cue:
        return Chain(spans=spans)
    lead = Span(spans.cue[0].start, min(len(text), spans.cue[-1].end + 80))
    quoted = _QUOTED_BY.search(text, lead.start, lead.end)
    if quoted:
        return Chain(spans=spans, via=((Span(quoted.start("who"), quoted.end("who")),),))
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
