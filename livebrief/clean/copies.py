"""The same words carried elsewhere: exact, near and wire copies. Owns the comparison; refuses likeness by form alone.

MinHash and LSH (rensa; Broder 1997) only propose candidates; what decides is how many of the smaller text's five-word
shingles are in the larger one. A rewrite that credits an agency is compared with that agency's texts of the same days.
"""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date

import msgspec
from rensa import RMinHash, RMinHashLSH

from livebrief.nlp.words import fold, folded_tokens, tokens
from livebrief.records.articles import Copy, Document
from livebrief.records.ids import digest

SEED = 20250303
PERMUTATIONS, BANDS = 128, 32
# Share of the smaller text's shingles. Demo beat: reprints .935 and more, uncredited pairs .104 and less, one form .409
# (refused by its names). Calibrated on those 72 documents only.
NEAR = 0.5
# With an agency credit a rewrite keeps its quotations. Demo beat: true pairs .385 and more, the other 153 credited
# pairs .093 and less. Calibrated on those only: a corpus of real rewrites may move it.
WIRE = 0.12
WIRE_DAYS = 2
SHINGLE, TRIGRAM = 5, 3
SHORT = 80  # words: notices this short follow a form, so their names and numbers must agree too
_NAME = re.compile(r"^(?:[^\W\d_]*[A-ZÀ-ÞА-ЯІЇЄҐ][^\W\d_]*|\d.*)$")


class _Known(msgspec.Struct, frozen=True, kw_only=True):
    """What is kept of a document: shingle hashes, names and numbers, when and by whom."""

    document: str
    article: str
    outlet: str
    wire: str
    published: str
    words: int
    order: int
    shingles: frozenset[int]
    trigrams: frozenset[int]
    names: frozenset[str]
    sha: str
    lines: tuple[tuple[frozenset[int], frozenset[str]], ...] = ()  # shingles and names by sentence, of short texts


class CopyIndex:
    """Documents seen so far. Laws: deterministic; ``find`` never looks at documents added later; a document is no copy
    of another capture of its own article."""

    def __init__(self) -> None:
        self._known: list[_Known] = []
        self._last: _Known | None = None
        self._exact: dict[str, list[int]] = defaultdict(list)
        self._by_wire: dict[str, list[int]] = defaultdict(list)
        self._credits: dict[str, list[int]] = defaultdict(list)
        self._lsh = RMinHashLSH(0.2, PERMUTATIONS, BANDS)

    def find(self, doc: Document) -> Copy | None:
        """The document that ``doc`` carries the words of: one published earlier (seen earlier, when that is not known)."""
        mine = self._known_of(doc)
        found = [(how, share, -other.order, other) for other, how, share in self._alike(mine) if _earlier(other, mine)]
        if not found:
            return None
        how, share, _, other = max(found, key=lambda one: (one[1], one[2]))
        return Copy(of=other.document, how=how, share=round(share, 4))

    def turned(self, doc: Document) -> tuple[tuple[str, Copy], ...]:
        """Documents seen before ``doc`` that turn out to be copies of it because it was published before them."""
        mine = self._known_of(doc)
        return tuple(
            (other.document, Copy(of=mine.document, how=how, share=round(share, 4)))
            for other, how, share in self._alike(mine)
            if not _earlier(other, mine)
        )

    def add(self, doc: Document) -> None:
        """Remember a document."""
        known = self._known_of(doc)
        place = len(self._known)
        self._known.append(known)
        self._exact[known.sha].append(place)
        self._by_wire[known.outlet].append(place)
        if known.wire:
            self._credits[known.wire].append(place)
        if known.shingles:
            self._lsh.insert(place, _minhash(known))

    def _known_of(self, doc: Document) -> _Known:
        """What is kept of ``doc``; asked for by find, turned and add in a row, so the last one is held."""
        if self._last is None or self._last.document != doc.id or self._last.order != len(self._known):
            self._last = self._read(doc)
        return self._last

    def _read(self, doc: Document) -> _Known:
        words = folded_tokens(_body(doc))
        return _Known(
            document=doc.id,
            article=doc.article,
            outlet=doc.outlet,
            wire=doc.wire_origin,
            published=doc.published.value,
            words=len(words),
            order=len(self._known),
            shingles=_grams(words, SHINGLE),
            trigrams=_grams(words, TRIGRAM),
            names=_names(_body(doc)),
            sha=digest(fold(_body(doc)).encode()),
            lines=tuple(_line(span.of(doc.text)) for span in doc.sentences) if len(words) <= SHORT else (),
        )

    def _alike(self, mine: _Known) -> list[tuple[_Known, str, float]]:
        """Every known document that shares the words, with how and how much, in the order in which they were added."""
        places = set(self._exact.get(mine.sha, ()))
        if mine.shingles:
            places.update(self._lsh.query(_minhash(mine)))
        wire = set(self._by_wire.get(mine.wire, ())) if mine.wire else set()
        wire.update(self._credits.get(mine.outlet, ()))
        alike = []
        for place in sorted(places | wire):
            other = self._known[place]
            if other.article == mine.article:
                continue
            how, share = _compare(mine, other)
            if how:
                alike.append((other, how, share))
        return alike


def _compare(mine: _Known, other: _Known) -> tuple[str, float]:
    """How two documents are alike, and the share of the smaller one's shingles in the larger."""
    if mine.sha == other.sha:
        return "exact", 1.0
    credited = bool(mine.wire or other.wire) and (mine.wire in (other.outlet, other.wire) or other.wire == mine.outlet)
    small, large = sorted((mine, other), key=lambda known: (known.words, known.order))
    share = _contained(small.shingles, large.shingles)
    if share >= NEAR and (small.words > SHORT or _says_the_same(small, large)):
        return ("wire" if credited else "near"), share
    if credited and _close(mine.published, other.published):
        share = _contained(small.trigrams, large.trigrams)
        if share >= WIRE:
            return "wire", share
    return "", 0.0


def _says_the_same(small: _Known, large: _Known) -> bool:
    """Whether the sentences of a short text that follow the other's wording also carry only its names and numbers."""
    return all(names <= large.names for shingles, names in small.lines if shingles & large.shingles)


def _line(sentence: str) -> tuple[frozenset[int], frozenset[str]]:
    return _grams(folded_tokens(sentence), SHINGLE), _names(sentence)


def _names(text: str) -> frozenset[str]:
    return frozenset(token for token in tokens(text) if _NAME.match(token))


def _contained(small: frozenset[int], large: frozenset[int]) -> float:
    return len(small & large) / len(small) if small else 0.0


def _close(one: str, other: str) -> bool:
    if len(one) < 10 or len(other) < 10:
        return False
    return abs((date.fromisoformat(one[:10]) - date.fromisoformat(other[:10])).days) <= WIRE_DAYS


def _earlier(other: _Known, mine: _Known) -> bool:
    """Whether ``other`` came first: by publication at the grain both have, else by what was seen first."""
    grain = min(len(other.published), len(mine.published))
    if grain and other.published[:grain] != mine.published[:grain]:
        return other.published[:grain] < mine.published[:grain]
    if other.outlet == mine.wire or mine.outlet == other.wire:
        return other.outlet == mine.wire
    return True


def _body(doc: Document) -> str:
    """The text without its dateline, which reprints often change."""
    return doc.text[len(doc.dateline) :] if doc.dateline and doc.text.startswith(doc.dateline) else doc.text


def _grams(words: list[str], size: int) -> frozenset[int]:
    if not words:
        return frozenset()
    runs = [" ".join(words[at : at + size]) for at in range(max(1, len(words) - size + 1))]
    return frozenset(int(digest(run.encode())[:15], 16) for run in runs)


def _minhash(known: _Known) -> RMinHash:
    made = RMinHash(num_perm=PERMUTATIONS, seed=SEED)
    made.update([format(one, "x") for one in known.shingles])
    return made
