"""B³ (Bagga and Baldwin 1998) for a grouping in which every item has one gold group and one predicted group."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Mapping

import msgspec


class BCubed(msgspec.Struct, frozen=True, kw_only=True):
    """Mean precision and recall over items, and the F1 of the two means (0–1)."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean of the two means; 0 when both are 0."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def bcubed(
    gold: Mapping[str, Hashable], predicted: Mapping[str, Hashable], over: Collection[str] | None = None
) -> BCubed:
    """B³ of ``predicted`` (item → group) against ``gold`` (item → group); the means are taken ``over`` these items, or all.

    For each item, precision is the share of its predicted group that shares its gold group, recall the share of its
    gold group that is in its predicted group. ValueError when the two do not name the same items.
    """
    if gold.keys() != predicted.keys():
        raise ValueError(f"not the same items: {sorted(gold.keys() ^ predicted.keys())[:5]}")
    items = gold.keys() if over is None else over
    if not items:
        return BCubed(precision=0.0, recall=0.0)
    both = Counter((gold[item], predicted[item]) for item in gold)
    golds, groups = Counter(gold.values()), Counter(predicted.values())
    precision = sum(both[gold[item], predicted[item]] / groups[predicted[item]] for item in items) / len(items)
    recall = sum(both[gold[item], predicted[item]] / golds[gold[item]] for item in items) / len(items)
    return BCubed(precision=precision, recall=recall)
