"""The trained reader's input: word pieces, letter shapes and windows, with exact offsets.

Shared by training and run time, so that both see the same numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from tokenizers import Encoding

Ints = NDArray[np.int64]

# The encoder is uncased; case and layout come back through one embedding of (case, gap) per word piece.
CASES = 8
GAPS = 4
SHAPES = CASES * GAPS
LOWER, CAPITAL, CAPITALS, MIXED, DIGITS, OTHER_MARK, OPENING_QUOTE, CLOSING_QUOTE = range(CASES)

OPENING = "“‘«„"
CLOSING = "”’»"


def case_of(word: str) -> int:
    """How the word is written, one of the CASES above."""
    if word[0] in OPENING:
        return OPENING_QUOTE
    if word[0] in CLOSING:
        return CLOSING_QUOTE
    if any(c.isdigit() for c in word):
        return DIGITS
    if not any(c.isalpha() for c in word):
        return OTHER_MARK
    return _letters(word)


def _letters(word: str) -> int:
    if word == word.lower():
        return LOWER
    if len(word) > 1 and word == word.upper():
        return CAPITALS
    return CAPITAL if word[0].isupper() and word[1:] == word[1:].lower() else MIXED


def gap_of(between: str) -> int:
    """What stands before a word: 0 nothing, 1 blanks, 2 one line break, 3 a paragraph break."""
    if not between:
        return 0
    return min(3, 1 + between.count("\n"))


@dataclass(frozen=True)
class Words:
    """One text as the encoder reads it.

    `ids`, `shapes`: per word piece (P,). `first`: index of each word's first piece (W,).
    `start`, `end`: each word's code points (W,).
    """

    ids: Ints
    shapes: Ints
    first: Ints
    start: Ints
    end: Ints

    def __len__(self) -> int:
        return len(self.first)


def words_of(text: str, encoding: Encoding) -> Words:
    """Read the tokenizer's answer for `text` (no special pieces) word by word."""
    owner = np.array([-1 if w is None else w for w in encoding.word_ids], dtype=np.int64)
    offsets = np.array(encoding.offsets, dtype=np.int64).reshape(-1, 2)
    first = np.flatnonzero(np.diff(owner, prepend=-1))
    last = np.append(first[1:], len(owner))[: len(first)] - 1
    start, end = offsets[first, 0], offsets[last, 1]
    shapes = _shapes(text, start.tolist(), end.tolist())
    per_piece = np.repeat(shapes, last - first + 1)
    return Words(np.array(encoding.ids, dtype=np.int64), per_piece, first, start, end)


def _shapes(text: str, starts: list[int], ends: list[int]) -> Ints:
    before = [0, *ends][: len(starts)]
    return np.array(
        [
            case_of(text[s:e]) * GAPS + (3 if i == 0 else gap_of(text[b:s]))
            for i, (b, s, e) in enumerate(zip(before, starts, ends, strict=True))
        ],
        dtype=np.int64,
    )


@dataclass(frozen=True)
class Window:
    """Words [lo, hi) are read together; of them [keep_lo, keep_hi) are believed."""

    lo: int
    hi: int
    keep_lo: int
    keep_hi: int


def windows(words: Words, size: int, margin: int) -> list[Window]:
    """Cover the text with windows of at most `size` pieces that overlap by about 2 × `margin` pieces.

    Each word is believed in the one window where it stands farthest from a cut edge. A word longer than
    `size` pieces gets a window of its own (the caller cuts its pieces).
    """
    edges = np.append(words.first, len(words.ids))
    total = len(words)
    spans: list[tuple[int, int]] = []
    lo = 0
    while lo < total:
        hi = int(np.searchsorted(edges, edges[lo] + size, side="right")) - 1
        hi = min(max(hi, lo + 1), total)
        spans.append((lo, hi))
        if hi == total:
            break
        lo = max(lo + 1, int(np.searchsorted(edges, edges[hi] - 2 * margin)))
    return _believed(spans)


def _believed(spans: list[tuple[int, int]]) -> list[Window]:
    cuts = [0, *((a[1] + b[0] + 1) // 2 for a, b in pairwise(spans)), *(hi for _, hi in spans[-1:])]
    return [Window(lo, hi, cuts[i], cuts[i + 1]) for i, (lo, hi) in enumerate(spans)]
