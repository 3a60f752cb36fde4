"""What an article is compared by: words, numbers ("13500", "20-year-old") and two-word names ("Cerise Avenue").

Full text and title. Addresses of pages are not words, nor are the function words of English: running weights see to the
rest, and to other languages, once a few stories have been read.
"""

from __future__ import annotations

import re
from collections import Counter

from livebrief.nlp.words import tokens

Bag = Counter[str]
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|https? : / / [^\n]*")
_ENGLISH = """
    a about above after again against all also am an and any are as at be because been before being below between
    both but by can could did do does doing down during each few for from further had has have having he her here hers
    him his how if in into is it its just may me might more most must my no nor not now of off on once one only or other
    our out over own said same say says she should so some such than that the their them then there these they this
    those through to too two under until up upon very was we were what when where which while who whom why will with
    would you your told mr mrs ms according per new news
"""
FUNCTION_WORDS = frozenset(_ENGLISH.split())
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
    if len(low) < 2 or low in FUNCTION_WORDS:
        return ""
    if low[0].isdigit():
        return NUMBER + low
    return low[:-1] if len(low) > 3 and low.endswith("s") and not low.endswith("ss") else low
