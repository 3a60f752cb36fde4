"""The head of an article: its headline and first sentences without the dateline, and the names in them.

What is news in an article stands there. Owns where the head ends and which words of it are names; refuses what it means.
"""

from __future__ import annotations

import re

import msgspec

from livebrief.nlp.roots import FUNCTION_WORDS
from livebrief.nlp.words import fold

LEAD = 2  # sentences: a wire report tells its news in the first and completes it in the second
LOOKED_AT = 600  # code points of the text in which they are looked for
NAME = 5  # letters that a name is known by: "Norway" and "Norwegian"
FEW = 3  # words of a headline that may all have capitals: "Alert: Norwell District" is no title case
TITLED = 0.6  # share of words with a capital from which a headline is in title case and names nothing
_DATELINE = re.compile(
    r"\s*(?:\d{1,2} \w+ \d{4}[^\n]*\n\s*)?[A-Z][A-Z .'’-]{2,}(?:,[^\n]{0,40}?)?(?:\([^)\n]{2,30}\)\s*)?"
    r"(?:\s?[-–—]{1,2}\s+|(?<=\d)\.\s+)"
)
_END = re.compile(r"(?<=[.!?])[\"”»’']?\s+(?=[\"“«‘']?[A-ZÀ-ÞА-Я])|\n\s*\n")
_NAMED = re.compile(r"[A-ZÀ-ÞА-ЯЄІЇҐ][\w’'-]{2,}")
_WORD = re.compile(r"[^\W\d_]{4,}")
_COMMON = re.compile(r"\b[a-zà-þа-яєіїґ][\w-]{2,}")
# Words with a capital that say what kind of place or body it is, or which day, and tell no two apart.
_PLAIN = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april june july august september
    october november december province region oblast district county city state republic governorate north south east
    west northern southern eastern western central capital government ministry minister president police military army
    defence defense command forces service agency officials authorities""".split()
)


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """The headline and the first sentences, each as written; ``text``: what of the text was looked at."""

    title: str
    lead: tuple[str, ...] = ()
    text: str = ""

    @property
    def first(self) -> str:
        """The first sentence; empty where there is no text."""
        return self.lead[0] if self.lead else ""

    def names(self, words: str) -> frozenset[str]:
        """The names in a sentence of it, by their first letters. What opens a sentence and is a plain word elsewhere is none."""
        plain = _PLAIN.union(FUNCTION_WORDS, _COMMON.findall(self.title), _COMMON.findall(self.text))
        folded = (fold(word).removesuffix("'s") for word in _NAMED.findall(words))
        return frozenset(word[:NAME] for word in folded if word not in plain)

    def title_names(self) -> frozenset[str]:
        """The names in the headline; none where it is in title case."""
        words = _WORD.findall(self.title)
        titled = len(words) > FEW and sum(word[0].isupper() for word in words) >= TITLED * len(words)
        return frozenset() if titled else self.names(self.title)


def head_of(title: str, text: str) -> Head:
    """The head of an article. Law: pure; reads no more than the first ``LOOKED_AT`` code points."""
    start = found.end() if (found := _DATELINE.match(text)) else 0
    looked = text[start : start + LOOKED_AT]
    sentences = [each.strip() for each in _END.split(looked) if each.strip()]
    return Head(title=title, lead=tuple(sentences[:LEAD]), text=looked)
