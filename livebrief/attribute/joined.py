"""The joined tagger: what the trained reader found, and what the rules are sure of beside it."""

from __future__ import annotations

from collections.abc import Sequence

from livebrief.attribute.acts import FIXED
from livebrief.nlp.ports import AttributionSpans, AttributionTagger
from livebrief.records.spans import Span


class JoinedTagger:
    """Implements AttributionTagger over two others: the first is trusted, the second fills what it left open."""

    name = "joined"

    def __init__(self, trained: AttributionTagger, rules: AttributionTagger) -> None:
        self._trained, self._rules = trained, rules

    def tag(self, texts: Sequence[str]) -> list[list[AttributionSpans]]:
        """The attributions of each text, in text order: no content of the second overlaps one of the first."""
        pairs = zip(texts, self._trained.tag(texts), self._rules.tag(texts), strict=True)
        return [_join(text, first, second) for text, first, second in pairs]


def _join(text: str, first: list[AttributionSpans], second: list[AttributionSpans]) -> list[AttributionSpans]:
    taken = [piece for spans in first for piece in (*spans.content, *spans.cue)]
    more = [spans for spans in second if _sure(text, spans) and not any(_meets(spans, piece) for piece in taken)]
    return sorted([*first, *more], key=lambda spans: (min(p.start for p in spans.content), spans.content[-1].end))


def _meets(spans: AttributionSpans, piece: Span) -> bool:
    return any(mine.overlaps(piece) for mine in (*spans.content, *spans.cue))


def _sure(text: str, spans: AttributionSpans) -> bool:
    """Quoted words with a source, and the fixed forms of not commenting."""
    if not spans.source:
        return False
    cue = " ".join(piece.of(text) for piece in spans.cue)
    return text[spans.content[0].start] in '"“«' or any(form.search(cue) for form, _ in FIXED)
