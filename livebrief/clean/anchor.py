"""Finding a quote again in a text that may have been edited. Owns law 2; refuses near misses.

After the W3C Web Annotation TextQuoteSelector: the exact words, chosen among their occurrences by what stands around.
"""

from __future__ import annotations

from collections.abc import Iterator

from livebrief.records.spans import Quote, Span


def find(text: str, quote: Quote) -> Span | None:
    """Where the quote's exact words are in ``text`` (code points), or None when they are gone.

    Laws: in the text it was taken from, the position it was taken at; else the occurrence whose surroundings fit best
    (ties: nearest to where it was); the span always re-slices to ``quote.exact``, byte for byte.
    """
    if not quote.exact:
        return None
    here = Span(quote.start, quote.start + len(quote.exact))
    if here.of(text) == quote.exact and _fit(text, here, quote) == len(quote.prefix) + len(quote.suffix):
        return here
    places = [(-_fit(text, span, quote), abs(span.start - quote.start), span) for span in _places(text, quote.exact)]
    return min(places)[2] if places else None


def _places(text: str, exact: str) -> Iterator[Span]:
    at = text.find(exact)
    while at >= 0:
        yield Span(at, at + len(exact))
        at = text.find(exact, at + 1)


def _fit(text: str, span: Span, quote: Quote) -> int:
    """How many code points of the surroundings agree, counted outwards from the words."""
    before = text[max(0, span.start - len(quote.prefix)) : span.start]
    after = text[span.end : span.end + len(quote.suffix)]
    return _agree(reversed(before), reversed(quote.prefix)) + _agree(iter(after), iter(quote.suffix))


def _agree(mine: Iterator[str], theirs: Iterator[str]) -> int:
    count = 0
    for one, other in zip(mine, theirs, strict=False):
        if one != other:
            break
        count += 1
    return count
