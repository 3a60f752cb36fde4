"""What an article is compared by: words, numbers ("13500", "20-year-old") and two-word names ("Cerise Avenue").

Full text and title. Addresses of pages are not words. No list of stop words: running weights do that work in every
language.
"""

from __future__ import annotations

import re
from collections import Counter

from livebrief.nlp.words import tokens

Bag = Counter[str]
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|https? : / / [^\n]*")
NAME = "_"
NUMBER = "#"


def bag_of(title: str, text: str, limit: int) -> Bag:
    """Counts of the terms of the first ``limit`` tokens of title and text, in order of first use."""
    found: Bag = Counter()
    before = ""
    for token in tokens(_ADDRESS.sub(" ", f"{title}.\n{text}"))[:limit]:
        term = _term(token)
        if not term:
            before = ""
            continue
        found[term] += 1
        named = token[0].isupper()
        if named and before:
            found[before + NAME + term] += 1
        before = term if named or term[0] == NUMBER else ""
    return found


def _term(token: str) -> str:
    """The token as a term; empty for single signs."""
    low = token.lower().removesuffix("'s")
    if len(low) < 2:
        return ""
    if low[0].isdigit():
        return NUMBER + low
    return low[:-1] if len(low) > 3 and low.endswith("s") and not low.endswith("ss") else low
