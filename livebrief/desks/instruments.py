"""Which treaty a sentence speaks of: by its name, or "the convention" and "it" after one was named in the document.

An instrument that a document never names is known by what it is said to ban or rule; two such of one story are one.
"""

from __future__ import annotations

import re

import msgspec

from livebrief.desks.page import Passage
from livebrief.nlp.words import fold

_HEADS = r"(?:Convention|Agreement|Treaty|Protocol|Pact|Accord|Accords|Statute|Covenant|Charter)"
_MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December|\\w+day\\b)"
_NAMED = re.compile(
    rf"\b(?:[A-Z][\w’'-]+\s+(?:(?:of|on|for|the|and)\s+)*){{0,5}}{_HEADS}(?:\s+(?:on|for|against|of)\s+(?:the\s+)?(?!{_MONTH})[A-Z][\w-]+(?:\s+(?:(?:of|and|the|in)\s+)*[A-Z][\w-]+)*)?"
)
_HALF_NAMED = re.compile(
    r"\b(?!(?:The|This|That|Its|Their|A|An|Every|No) )(?:[A-Z][\w’'-]+\s+){1,5}(?:convention|treaty|protocol|pact|accord|statute|covenant)\b"
)
_PLAIN = re.compile(
    r"\b(?:convention|treaty|protocol|pact|accord|statute|covenant)\b(?:\s+(?:opposing|banning|on|against|outlawing)\s+[^,.;]+)?"
)
_BAN = re.compile(r"\b(?:ban|outlaw|limit|prohibit|reduce)s?\s+(?:the\s+)?[^,.;]+")
_AGREED = re.compile(r"\b(?:countries|states|nations|governments)\b[^.;]*\bagreed to\b")
_HOLDS = re.compile(r"\b(?:it|them|party|parties|signator\w+|ratif\w+|signed|step|withdraw\w*|motion)\b", re.I)
STILL = 4  # sentences for which "it" may still be the treaty named before (looked at on the demo beat)


class Instrument(msgspec.Struct, frozen=True, kw_only=True):
    """A treaty where it is named: ``[start, end)`` of ``passage``; ``key`` compares."""

    passage: Passage
    start: int
    end: int
    key: str

    @property
    def words(self) -> str:
        """Its words there."""
        return self.passage.text[self.start : self.end]


class Instruments:
    """The instrument of each sentence, in order: call it for each passage."""

    def __init__(self) -> None:
        self._last: Instrument | None = None
        self._n = 0
        self._unnamed: dict[str, str] = {}

    def of(self, passage: Passage) -> Instrument | None:
        """The instrument that the sentence names or still speaks of; None where there is none."""
        if self._last is not None and self._last.passage.document.id != passage.document.id:
            self._last = None
        found = self._named(passage) or self._plain(passage)
        if found is not None:
            self._last, self._n = found, passage.n
            return found
        still = self._last is not None and passage.n - self._n <= STILL and _HOLDS.search(passage.text)
        return self._last if still else None

    def _named(self, passage: Passage) -> Instrument | None:
        hits = [*_NAMED.finditer(passage.text), *_HALF_NAMED.finditer(passage.text)]
        hit = max(hits, key=lambda each: len(each.group()), default=None)
        if hit is None or " " not in hit.group().strip():
            return None
        start = hit.start() + (4 if hit.group().startswith("The ") else 0)
        return Instrument(passage=passage, start=start, end=hit.end(), key=fold(passage.text[start : hit.end()]))

    def _plain(self, passage: Passage) -> Instrument | None:
        agreed = _BAN.search(passage.text) if _AGREED.search(passage.text) else None
        hit = _PLAIN.search(passage.text)
        if hit is None and agreed is None:
            return None
        if self._last is not None and hit is not None and agreed is None:
            return self._last
        spot = agreed or hit
        assert spot is not None
        story = next((told.story for told in passage.told), "") or passage.document.id
        return Instrument(passage=passage, start=spot.start(), end=spot.end(), key=f"unnamed {story}")
