"""Small linear models: standardised features times coefficients, from a JSON file with its card beside it.

Owns the loading of such weights. Pure Python: a few dozen features, no array library needed.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import msgspec

WEIGHTS = Path(__file__).parent / "weights"


class Linear(msgspec.Struct, frozen=True, kw_only=True):
    """Logistic regression: ``coefficients[label][feature]`` and ``intercepts[label]`` over ``(x - mean) / scale``."""

    labels: tuple[str, ...]
    coefficients: tuple[tuple[float, ...], ...]
    intercepts: tuple[float, ...]

    def scores(self, values: Sequence[float]) -> tuple[float, ...]:
        """The linear score of each label; ValueError when the number of features is another."""
        return tuple(
            bias + sum(weight * value for weight, value in zip(row, values, strict=True))
            for row, bias in zip(self.coefficients, self.intercepts, strict=True)
        )


class StanceModel(msgspec.Struct, frozen=True, kw_only=True):
    """Two steps (related or not; then which stance), the rarity of words, and the bodies (hashes) trained on."""

    features: tuple[str, ...]
    mean: tuple[float, ...]
    scale: tuple[float, ...]
    related: Linear
    stance: Linear
    rarity: dict[str, float]
    rarest: float
    trained_on: tuple[str, ...]

    def stance_of(self, values: Sequence[float]) -> str:
        """``unrelated`` or the stance with the highest score."""
        scaled = [(value - mean) / scale for value, mean, scale in zip(values, self.mean, self.scale, strict=True)]
        if self.related.scores(scaled)[0] <= 0:
            return "unrelated"
        scores = self.stance.scores(scaled)
        return self.stance.labels[max(range(len(scores)), key=lambda n: scores[n])]


@lru_cache(maxsize=1)
def stance_model() -> StanceModel:
    """The stance model that ships (``nlp/weights/stance``), decoded once."""
    return msgspec.json.decode((WEIGHTS / "stance" / "model.json").read_bytes(), type=StanceModel)
