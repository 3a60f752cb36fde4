"""Spans and quotes: half-open code-point offsets into one document's text. The only home of offset arithmetic."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

CONTEXT = 32  # code points of prefix and suffix: enough to be unique in news text, as in W3C TextQuoteSelector use


class Span(msgspec.Struct, frozen=True, order=True, gc=False):
    """``[start, end)`` in code points. Law: ``0 <= start <= end``."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: [{self.start}, {self.end})")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The words under the span."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Whether ``other`` lies inside."""
        return self.start <= other.start and other.end <= self.end

    def shift(self, by: int) -> Span:
        """The same length, moved: from a sentence's offsets to its document's, or back."""
        return Span(self.start + by, self.end + by)

    def trim(self, text: str) -> Span:
        """Without white space at either end."""
        words = self.of(text)
        lead = len(words) - len(words.lstrip())
        tail = len(words) - len(words.rstrip())
        if not lead and not tail:
            return self
        return Span(self.start + lead, self.end - tail) if lead < len(words) else Span(self.start, self.start)


def hull(spans: Iterable[Span]) -> Span:
    """The smallest span that covers all; ValueError when there are none."""
    every = list(spans)
    if not every:
        raise ValueError("no spans, no hull")
    return Span(min(span.start for span in every), max(span.end for span in every))


def pieces_text(text: str, spans: Iterable[Span]) -> str:
    """The words of several pieces, joined by one space, in the order given."""
    return " ".join(span.of(text) for span in spans)


class Quote(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """W3C TextQuoteSelector: the exact words and what stands around them, so that an edit elsewhere does not lose them."""

    exact: str
    prefix: str = ""
    suffix: str = ""
    start: int = 0

    @classmethod
    def take(cls, text: str, span: Span) -> Quote:
        """The quote of ``span`` in ``text``, with up to 32 code points of context on either side."""
        return cls(
            exact=span.of(text),
            prefix=text[max(0, span.start - CONTEXT) : span.start],
            suffix=text[span.end : span.end + CONTEXT],
            start=span.start,
        )
