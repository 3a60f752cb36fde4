"""Fit the weights of ``livebrief/track/kinship.py``: logistic regression over pairs of articles in streaming order.

Run with the training environment's scipy: ``python training/stories.py``. Dated weights from GVA and BASIL,
undated from ECB+ in two random orders; candidates and rarities are those of the running tracker, stories are gold.
Prints the weights, and what they reach when fitted on one half (of time, of topics) and used on the other.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np
from scipy.optimize import minimize

from livebrief.config import Config
from livebrief.evals.stories import files, load
from livebrief.track.kinship import FEATURES
from livebrief.track.options import TrackOptions
from livebrief.track.terms import outline_of
from livebrief.track.window import Window

Rows = Sequence[dict[str, Any]]
AGAINST = frozenset({"other places", "other ages", "other days", "days between", "few words"})
SOFT = 0.3  # inverse strength of the L2 penalty, over standardised features


def pairs(rows: Rows, options: TrackOptions) -> tuple[Any, Any]:
    """Features and labels of each article with its candidates among the earlier ones."""
    window, story = Window(options), {}
    shown, same = [], []
    for row in rows:
        day = date.fromisoformat(row["date"][:10]).toordinal() if row.get("date") else None
        n, found = window.compare(outline_of(row.get("title") or "", row["text"], options.text_tokens, day), day)
        shown += [values for _, values in found]
        same += [story[old.n] == row["story"] for old, _ in found]
        story[n] = row["story"]
        window.settle(n, row["story"])
    return np.array(shown), np.array(same)


def fit(sets: Sequence[tuple[Any, Any]], without: Sequence[str] = ()) -> tuple[float, ...]:
    """The constant and the weights, for features as they are; each weight has the sign that its feature means."""
    x, y = np.vstack([x for x, _ in sets]), np.concatenate([y for _, y in sets]).astype(float)
    mean, spread = x.mean(0), np.where(x.std(0) > 0, x.std(0), 1.0)
    scaled = np.hstack([np.ones((len(x), 1)), (x - mean) / spread])

    def loss(at: Any) -> tuple[float, Any]:
        score = scaled @ at
        rest = 1 / (1 + np.exp(-score)) - y
        pull = np.r_[0.0, at[1:]] / SOFT
        return float(np.logaddexp(0, score).sum() - y @ score + pull @ at / 2), scaled.T @ rest + pull

    bounds = [(0.0, 0.0) if name in without else (None, 0.0) if name in AGAINST else (0.0, None) for name in FEATURES]
    found = minimize(loss, np.zeros(scaled.shape[1]), jac=True, method="L-BFGS-B", bounds=[(None, None), *bounds]).x
    weights = found[1:] / spread
    return (float(found[0] - weights @ mean), *map(float, weights))


def load_all() -> tuple[Rows, Rows, Rows]:
    """GVA in time order, ECB+, BASIL."""
    gva, ecb, basil = (load(path) for path in files(Config()))
    return sorted(gva, key=lambda row: row["date"]), ecb, basil


def weights(gva: Rows, ecb: Rows, basil: Rows) -> dict[str, tuple[float, ...]]:
    """Both sets of weights."""
    options = TrackOptions()
    orders = [pairs(random.Random(seed).sample(ecb, len(ecb)), options) for seed in (100, 101)]
    return {"DATED": fit([pairs(gva, options), pairs(basil, options)]), "UNDATED": fit(orders, without=("few words",))}


def main() -> None:
    """Print the weights of all data, in the form in which kinship.py holds them."""
    for name, found in weights(*load_all()).items():
        print(f"{name} = (")
        for feature, weight in zip(("constant", *FEATURES), found, strict=True):
            print(f"    {weight:.3f},  # {feature}")
        print(")")


if __name__ == "__main__":
    main()
