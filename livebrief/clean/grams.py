"""Runs of words as numbers: the shingles that texts are compared by. Owns their hashing; refuses keeping words.

Eight bytes a run, in sorted arrays: a window of thousands of documents is held in tens of MiB. Two runs of a million million
share a number by chance, which moves no share that is looked at.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

Grams = npt.NDArray[np.uint64]
BITS = 16  # by so many a run is first looked for: of two texts of 500 words one in a hundred is found by chance
LAST_BITS = np.uint64((1 << BITS) - 1)
_STEP = np.uint64(0x9E3779B97F4A7C15)  # odd, bits well mixed (the golden ratio), as in Knuth's multiplicative hashing


def grams(words: list[str], size: int) -> Grams:
    """The distinct runs of ``size`` words, ascending; of fewer words, the one run there is. Deterministic everywhere."""
    if not words:
        return np.zeros(0, dtype=np.uint64)
    numbers = np.array([_number(word) for word in words], dtype=np.uint64)
    runs = max(1, len(words) - size + 1)
    mixed = np.zeros(runs, dtype=np.uint64)
    for at in range(min(size, len(words))):
        mixed = mixed * _STEP + numbers[at : at + runs]
        mixed ^= mixed >> np.uint64(29)
    return np.unique(mixed)


def in_common(mine: Grams, others: Sequence[Grams]) -> list[int]:
    """How many runs each of the others has in common with ``mine``, all in one step.

    Looked for by their last bits first: of a hundred texts few share half, so most runs are told apart at once.
    """
    if not others or not len(mine):
        return [0] * len(others)
    runs = np.concatenate(others)
    there = np.zeros(1 << BITS, bool)
    there[mine & LAST_BITS] = True
    likely = np.flatnonzero(there[runs & LAST_BITS])
    at = np.minimum(np.searchsorted(mine, runs[likely]), len(mine) - 1)
    shared = likely[mine[at] == runs[likely]]
    ends = np.searchsorted(shared, np.cumsum([0, *map(len, others)]))
    counted: list[int] = np.diff(ends).tolist()
    return counted


@lru_cache(maxsize=65_536)
def _number(word: str) -> int:
    return int.from_bytes(blake2b(word.encode(), digest_size=8).digest(), "big")
