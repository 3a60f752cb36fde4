"""The joined tagger: what the trained reader found, and what the rules are sure of beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from livebrief.attribute.acts import FIXED
from livebrief.nlp.ports import AttributionSpans, AttributionTagger, TextSpans
from livebrief.records.spans import Span, hull

FAR = 2  # paragraphs; on PolNeAR dev this took attribution F1 from .789 to .793 and right sources from .916 to .920
# "was quoted by news agencies as saying": the trained reader takes the carrier for the speaker, the rule does not.
_PASSIVE = re.compile(r"\bquoted\b", re.I)


class JoinedTagger:
    """Implements AttributionTagger over two others: the first is trusted, the second fills what it left open."""

    name = "joined"

    def __init__(self, trained: AttributionTagger, rules: AttributionTagger) -> None:
        self._trained, self._rules = trained, rules

    def read(self, texts: Sequence[str]) -> list[TextSpans]:
        """The attributions of each text, in text order: no content of the second overlaps one of the first.

        Names are those of the first.
        """
        pairs = zip(texts, self._trained.read(texts), self._rules.read(texts), strict=True)
        return [
            TextSpans(attributions=_join(text, first.attributions, second.attributions), names=first.names)
            for text, first, second in pairs
        ]


def _join(
    text: str, given: Sequence[AttributionSpans], second: Sequence[AttributionSpans]
) -> tuple[AttributionSpans, ...]:
    firm = [spans for spans in second if _PASSIVE.search(_words(text, spans.cue))]
    settled = [piece for spans in firm for piece in (*spans.content, *spans.cue)]
    first = [_close(text, spans) for spans in given if not any(_meets(spans, piece) for piece in settled)] + firm
    taken = [piece for spans in first for piece in (*spans.content, *spans.cue)]
    more = [spans for spans in second if _sure(text, spans) and not any(_meets(spans, piece) for piece in taken)]
    return tuple(sorted([*first, *more], key=lambda one: (min(p.start for p in one.content), one.content[-1].end)))


def _close(text: str, spans: AttributionSpans) -> AttributionSpans:
    """Without content that stands two paragraphs or more from its saying word: a link over a whole page is a mistake."""
    if not spans.cue:
        return spans
    cue = hull(spans.cue)
    near = tuple(piece for piece in spans.content if _paragraphs(text, cue, piece) < FAR)
    return msgspec.structs.replace(spans, content=near) if near else spans


def _paragraphs(text: str, one: Span, other: Span) -> int:
    low, high = min(one.end, other.end), max(one.start, other.start)
    return text.count("\n\n", low, high) if low < high else 0


def _words(text: str, pieces: Sequence[Span]) -> str:
    return " ".join(piece.of(text) for piece in pieces)


def _meets(spans: AttributionSpans, piece: Span) -> bool:
    return any(mine.overlaps(piece) for mine in (*spans.content, *spans.cue))


def _sure(text: str, spans: AttributionSpans) -> bool:
    """Quoted words with a source, and the fixed forms of not commenting."""
    if not spans.source:
        return False
    cue = _words(text, spans.cue)
    return text[spans.content[0].start] in '"“«' or any(form.search(cue) for form, _ in FIXED)
