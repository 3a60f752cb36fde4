"""Which belong together: every content piece picks a cue, every cue picks a source, or none.

A pair's score is the dot product of two learned vectors plus learned biases for how far apart the two stand
and how many rivals stand between. Shared by training (to make the bias features) and run time.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

# Vectors per word that the encoder gives out: content asking, cue answering, cue asking, source answering.
VECTORS = 4
WIDTH = 64
# Word distances between the nearest edges, signed: bounds of the buckets on each side.
BOUNDS = (0, 1, 2, 3, 5, 8, 12, 20, 35, 60, 100)
SIDE = len(BOUNDS) + 1
DISTANCES = 2 * SIDE
RIVALS = 8  # 0, 1, 2, 3-or-more candidates between, before and after
# Farther pairs are never linked: 99.9% of PolNeAR's links are nearer than this many words.
REACH = 200


def distances(asker: Ints, answer: Ints) -> Ints:
    """Bucket of the signed gap for each pair; `asker` (A, 2) and `answer` (B, 2) word spans -> (A, B)."""
    after = answer[None, :, 0] - asker[:, None, 1]
    before = asker[:, None, 0] - answer[None, :, 1]
    gap = np.maximum(np.maximum(after, before), 0)
    bucket = np.searchsorted(BOUNDS, gap)
    side: Ints = np.where(after >= before, bucket, SIDE + bucket).astype(np.int64)
    return side


def rivals(asker: Ints, answer: Ints) -> Ints:
    """How many other answers stand between asker and answer, capped at 3, per side -> (A, B)."""
    after = answer[None, :, 0] >= asker[:, None, 1]
    rank_after = np.cumsum(after, axis=1) - 1
    rank_before = np.cumsum(~after[:, ::-1], axis=1)[:, ::-1] - 1
    bucket: Ints = np.where(after, np.clip(rank_after, 0, 3), 4 + np.clip(rank_before, 0, 3)).astype(np.int64)
    return bucket


def gaps(asker: Ints, answer: Ints) -> Ints:
    """Plain word gap for each pair (A, B), for the REACH limit."""
    after = answer[None, :, 0] - asker[:, None, 1]
    before = asker[:, None, 0] - answer[None, :, 1]
    gap: Ints = np.maximum(np.maximum(after, before), 0)
    return gap
