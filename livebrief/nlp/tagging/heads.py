"""The trained reader's small learned tables, and how they choose links."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from livebrief.nlp.tagging.decode import illegal_steps
from livebrief.nlp.tagging.links import REACH, VECTORS, WIDTH, Floats, Ints, distances, gaps, rivals

CONTENT_TO_CUE, CUE_TO_SOURCE = 0, 1
UNLINKED = -1


@dataclass(frozen=True)
class Heads:
    """`steps` (TAGS, TAGS): tag transitions. The rest, per kind of link: `distance` (2, DISTANCES),
    `rivals` (2, RIVALS), `none` (2, WIDTH), `none_bias` (2,)."""

    steps: Floats
    distance: Floats
    rivals: Floats
    none: Floats
    none_bias: Floats

    @classmethod
    def load(cls, path: Path) -> Heads:
        with np.load(path, allow_pickle=False) as found:
            return cls(**{name: found[name].astype(np.float32) for name in cls.__annotations__})

    def legal_steps(self) -> Floats:
        return self.steps + illegal_steps()

    def choose(self, kind: int, asker: Ints, answer: Ints, vectors: Floats) -> tuple[Ints, Floats]:
        """For each asking span the best answering span (or UNLINKED) and the probability of that choice.

        `asker` (A, 2), `answer` (B, 2): word spans in text order. `vectors`: (W, VECTORS * WIDTH).
        """
        by_use = vectors.reshape(len(vectors), VECTORS, WIDTH)
        asks = span_vectors(by_use[:, 2 * kind], asker)
        answers = span_vectors(by_use[:, 2 * kind + 1], answer)
        pair = asks @ answers.T / WIDTH**0.5
        pair += self.distance[kind][distances(asker, answer)] + self.rivals[kind][rivals(asker, answer)]
        pair[gaps(asker, answer) > REACH] = -np.inf
        none = asks @ self.none[kind] / WIDTH**0.5 + self.none_bias[kind]
        odds = softmax(np.concatenate([pair, none[:, None]], axis=1))
        best = odds.argmax(axis=1)
        return np.where(best == len(answer), UNLINKED, best), odds.max(axis=1)


def span_vectors(vectors: Floats, spans: Ints) -> Floats:
    """A span's vector: the mean of its first and last word's. (W, WIDTH), (n, 2) -> (n, WIDTH)."""
    mean: Floats = (vectors[spans[:, 0]] + vectors[spans[:, 1] - 1]) / np.float32(2)
    return mean


def softmax(scores: Floats) -> Floats:
    """Over the last axis."""
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    shares: Floats = powers / powers.sum(axis=-1, keepdims=True)
    return shares
