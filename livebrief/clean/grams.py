"""Runs of words as numbers: the shingles that texts are compared by. Owns their hashing; refuses keeping words.

Eight bytes a run, in sorted arrays: a window of thousands of documents is held in tens of MiB. Two runs of a million million
share a number by chance, which moves no share that is looked at.
"""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

Grams = npt.NDArray[np.uint64]
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


@lru_cache(maxsize=65_536)
def _number(word: str) -> int:
    return int.from_bytes(blake2b(word.encode(), digest_size=8).digest(), "big")
