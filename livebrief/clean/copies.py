"""The same words carried elsewhere: exact, near and wire copies. Owns the comparison; refuses likeness by form alone.

MinHash and LSH (rensa; Broder 1997) only propose candidates; what decides is how many of the smaller text's five-word
shingles are in the larger one. A rewrite that credits an agency is compared with that agency's texts of the same days.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import msgspec
import numpy as np
from rensa import RMinHash, RMinHashLSH

from livebrief.clean.grams import Grams, grams, in_common
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
    shingles: Grams
    trigrams: Grams
    names: frozenset[str]
    sha: str
    lines: tuple[tuple[Grams, frozenset[str]], ...] = ()  # shingles and names by sentence, of short texts


class _Look(msgspec.Struct, frozen=True, kw_only=True):
    """A document looked at: what would be kept of it, its hash (None: it has no words), and what is like it."""

    known: _Known
    hash: RMinHash | None
    alike: list[tuple[_Known, str, float]]


class CopyIndex:
    """The last ``window`` documents seen. Laws: deterministic; ``find`` never looks at documents added later; a document
    is no copy of another capture of its own article; memory and cost follow the window."""

    def __init__(self, window: int) -> None:
        self._window = window
        self._known: dict[int, _Known] = {}
        self._next = 0
        self._last: _Look | None = None
        self._exact: dict[str, list[int]] = {}
        self._by_wire: dict[tuple[str, int], list[int]] = {}  # by outlet, and by agency credited, and day
        self._credits: dict[tuple[str, int], list[int]] = {}
        self._lsh = RMinHashLSH(0.2, PERMUTATIONS, BANDS)

    def find(self, doc: Document) -> Copy | None:
        """The document that ``doc`` carries the words of: one published earlier (seen earlier, when that is not known)."""
        look = self._look(doc)
        mine = look.known
        found = [(how, share, -other.order, other) for other, how, share in look.alike if _earlier(other, mine)]
        if not found:
            return None
        how, share, _, other = max(found, key=lambda one: (one[1], one[2]))
        return Copy(of=other.document, how=how, share=round(share, 4))

    def turned(self, doc: Document) -> tuple[tuple[str, Copy], ...]:
        """Documents seen before ``doc`` that turn out to be copies of it because it was published before them."""
        look = self._look(doc)
        mine = look.known
        return tuple(
            (other.document, Copy(of=mine.document, how=how, share=round(share, 4)))
            for other, how, share in look.alike
            if not _earlier(other, mine)
        )

    def add(self, doc: Document) -> None:
        """Remember a document, and let go of the one that leaves the window."""
        look = self._look(doc)
        known = look.known
        self._known[known.order] = known
        self._next += 1
        for index, key in self._indexed(known):
            index.setdefault(key, []).append(known.order)
        if look.hash is not None:
            self._lsh.insert(known.order, look.hash)
        if len(self._known) > self._window:
            self._forget(next(iter(self._known)))

    def _forget(self, order: int) -> None:
        known = self._known.pop(order)
        for index, key in self._indexed(known):
            index[key].remove(order)
            if not index[key]:
                del index[key]
        if len(known.shingles):
            self._lsh.remove(order)

    def _indexed(self, known: _Known) -> Iterator[tuple[dict[Any, list[int]], Any]]:
        """Where a document is found: by its words, and, when it has a day, by its outlet and by the agency it credits."""
        yield self._exact, known.sha
        if (day := _day(known.published)) is not None:
            yield self._by_wire, (known.outlet, day)
            if known.wire:
                yield self._credits, (known.wire, day)

    def _look(self, doc: Document) -> _Look:
        """``doc`` beside what is known; asked for by find, turned and add in a row, so the last look is held."""
        last = self._last
        if last is None or last.known.document != doc.id or last.known.order != self._next:
            known = self._read(doc)
            made = _minhash(known) if len(known.shingles) else None
            self._last = last = _Look(known=known, hash=made, alike=self._alike(known, made))
        return last

    def _read(self, doc: Document) -> _Known:
        words = folded_tokens(_body(doc))
        return _Known(
            document=doc.id,
            article=doc.article,
            outlet=doc.outlet,
            wire=doc.wire_origin,
            published=doc.published.value,
            words=len(words),
            order=self._next,
            shingles=grams(words, SHINGLE),
            trigrams=grams(words, TRIGRAM),
            names=_names(_body(doc)),
            sha=digest(fold(_body(doc)).encode()),
            lines=tuple(_line(span.of(doc.text)) for span in doc.sentences) if len(words) <= SHORT else (),
        )

    def _alike(self, mine: _Known, made: RMinHash | None) -> list[tuple[_Known, str, float]]:
        """Every known document that shares the words, with how and how much, in the order in which they were added."""
        places = set(self._exact.get(mine.sha, ()))
        if made is not None:
            places.update(self._lsh.query(made))
        places.update(self._of_the_wire(mine))
        alike = []
        others = [other for place in sorted(places) if (other := self._known[place]).article != mine.article]
        counts = in_common(mine.shingles, [other.shingles for other in others])
        for other, count in zip(others, counts, strict=True):
            how, share = _compare(mine, other, count)
            if how:
                alike.append((other, how, share))
        return alike

    def _of_the_wire(self, mine: _Known) -> Iterator[int]:
        """The texts of the same days by the agency that it credits, and those that credit its outlet."""
        if (day := _day(mine.published)) is None:
            return
        for near in range(day - WIRE_DAYS, day + WIRE_DAYS + 1):
            if mine.wire:
                yield from self._by_wire.get((mine.wire, near), ())
            yield from self._credits.get((mine.outlet, near), ())


def _compare(mine: _Known, other: _Known, shared: int) -> tuple[str, float]:
    """How two documents with so many ``shared`` shingles are alike, and what share of the smaller one's that is."""
    if mine.sha == other.sha:
        return "exact", 1.0
    credited = bool(mine.wire or other.wire) and (mine.wire in (other.outlet, other.wire) or other.wire == mine.outlet)
    small, large = (mine, other) if (mine.words, mine.order) < (other.words, other.order) else (other, mine)
    share = shared / len(small.shingles) if shared else 0.0
    if share >= NEAR and (small.words > SHORT or _says_the_same(small, large)):
        return ("wire" if credited else "near"), share
    if credited and _close(mine.published, other.published):
        share = _contained(small.trigrams, large.trigrams)
        if share >= WIRE:
            return "wire", share
    return "", 0.0


def _says_the_same(small: _Known, large: _Known) -> bool:
    """Whether the sentences of a short text that follow the other's wording also carry only its names and numbers."""
    return all(names <= large.names for shingles, names in small.lines if _common(shingles, large.shingles))


def _line(sentence: str) -> tuple[Grams, frozenset[str]]:
    return grams(folded_tokens(sentence), SHINGLE), _names(sentence)


def _names(text: str) -> frozenset[str]:
    return frozenset(token for token in tokens(text) if _NAME.match(token))


def _contained(small: Grams, large: Grams) -> float:
    return _common(small, large) / len(small) if len(small) else 0.0


def _common(one: Grams, other: Grams) -> int:
    return len(np.intersect1d(one, other, assume_unique=True))


def _close(one: str, other: str) -> bool:
    first, second = _day(one), _day(other)
    return first is not None and second is not None and abs(first - second) <= WIRE_DAYS


def _day(published: str) -> int | None:
    return date.fromisoformat(published[:10]).toordinal() if len(published) >= 10 else None


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


def _minhash(known: _Known) -> RMinHash:
    made = RMinHash(num_perm=PERMUTATIONS, seed=SEED)
    made.update([format(one, "x") for one in known.shingles.tolist()])
    return made
