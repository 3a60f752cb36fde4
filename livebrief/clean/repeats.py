"""Blocks that one outlet repeats over its articles. Owns their counts; refuses storing the words themselves."""

from __future__ import annotations

import re

from livebrief.nlp.words import fold
from livebrief.records.articles import Document
from livebrief.records.ids import canonical, digest

# Three other articles: at two, a background sentence carried from one day's report to the next would count.
OTHERS = 3
SHORT = 250
# A repeated line addresses the reader or speaks of the outlet itself; a story's background sentence does neither.
_ADDRESS = re.compile(
    r"\b(you|your|our|us|we|subscribe|sign|follow|join|read|click|app|newsletter|member|rights|inbox)\b", re.I
)
_STATEMENT = re.compile(r"[.!?…]['\"”’»)]*$")


class RepeatBook:
    """Which articles of an outlet carry a block, over the last ``window`` documents learnt. Law: what it answers depends
    on those documents alone, in order; learning a document twice changes nothing but its age."""

    def __init__(self, window: int) -> None:
        self._window = window
        self._carriers: dict[int, list[tuple[str, int]]] = {}  # by block: the latest articles, each with when
        self._now = 0

    def learn(self, doc: Document) -> None:
        """Count the blocks of a document and what was dropped from it."""
        self._now += 1
        pieces = [span.of(doc.text) for span in doc.blocks] + [piece.text for piece in doc.dropped]
        for words in pieces:
            if len(words) <= SHORT:
                self._note(_key(doc.outlet, words), doc.article)
        if self._now % self._window == 0:
            oldest = self._now - self._window
            self._carriers = {key: held for key, held in self._carriers.items() if held[-1][1] > oldest}

    def repeated(self, outlet: str, article: str, block: str) -> bool:
        """Whether the block is furniture by repetition: in three other articles of the outlet, short, and no statement."""
        if len(block) > SHORT or not outlet:
            return False
        if _STATEMENT.search(block) and not _ADDRESS.search(block):
            return False
        if any(mark in block for mark in '"“«'):
            return False
        held = self._carriers.get(_key(outlet, block), ())
        return sum(when > self._now - self._window for other, when in held if other != article) >= OTHERS

    def _note(self, key: int, article: str) -> None:
        held = [one for one in self._carriers.get(key, ()) if one[0] != article][-OTHERS:]
        self._carriers[key] = [*held, (article, self._now)]


def _key(outlet: str, words: str) -> int:
    return int(digest(canonical([outlet, fold(words)]))[:15], 16)
