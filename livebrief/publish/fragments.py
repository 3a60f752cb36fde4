"""Links that open an article at the cited words: text fragments (WICG Scroll to Text Fragment)."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

from livebrief.records.spans import Quote

LONG = 120  # code points; longer quotes are given by their first and last words, as browsers match them more surely
EDGE_WORDS = 6


def link(url: str, quoted: Quote) -> str:
    """The address with ``#:~:text=`` for the quote; "" unless the address is http or https (nothing else is linked)."""
    if not safe(url):
        return ""
    base = url.split("#", 1)[0]
    words = quoted.exact.split("\n", 1)[0].strip()
    if len(words) <= LONG:
        return f"{base}#:~:text={_encoded(words)}"
    parts = words.split()
    first, last = " ".join(parts[:EDGE_WORDS]), " ".join(parts[-EDGE_WORDS:])
    return f"{base}#:~:text={_encoded(first)},{_encoded(last)}"


def safe(url: str) -> bool:
    """Whether the address may stand in an href: http or https with a host."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def _encoded(words: str) -> str:
    """Percent-encoded; the syntax characters comma, ampersand and dash too."""
    return quote(words, safe="").replace("-", "%2D")
