"""Blocks that one outlet repeats over its articles. Owns their counts; refuses storing the words themselves."""

from __future__ import annotations

import re
from collections import defaultdict

from livebrief.nlp.words import fold
from livebrief.records.articles import Document
from livebrief.records.ids import content_id

# Three other articles: at two, a background sentence carried from one day's report to the next would count.
OTHERS = 3
SHORT = 250
# A repeated line addresses the reader or speaks of the outlet itself; a story's background sentence does neither.
_ADDRESS = re.compile(
    r"\b(you|your|our|us|we|subscribe|sign|follow|join|read|click|app|newsletter|member|rights|inbox)\b", re.I
)
_STATEMENT = re.compile(r"[.!?…]['\"”’»)]*$")


class RepeatBook:
    """Which articles of an outlet carry a block. Grows with ``learn``; law: learning a document twice changes nothing."""

    def __init__(self) -> None:
        self._carriers: dict[tuple[str, str], set[str]] = defaultdict(set)

    def learn(self, doc: Document) -> None:
        """Count the blocks of a document and what was dropped from it."""
        pieces = [span.of(doc.text) for span in doc.blocks] + [piece.text for piece in doc.dropped]
        for words in pieces:
            carriers = self._carriers[_key(doc.outlet, words)] if len(words) <= SHORT else set()
            if len(carriers) <= OTHERS:
                carriers.add(doc.article)

    def repeated(self, outlet: str, article: str, block: str) -> bool:
        """Whether the block is furniture by repetition: in three other articles of the outlet, short, and no statement."""
        if len(block) > SHORT or not outlet:
            return False
        if _STATEMENT.search(block) and not _ADDRESS.search(block):
            return False
        if any(mark in block for mark in '"“«'):
            return False
        return len(self._carriers.get(_key(outlet, block), set()) - {article}) >= OTHERS


def _key(outlet: str, words: str) -> tuple[str, str]:
    return outlet, content_id("blk", {"words": fold(words)})
