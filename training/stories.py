"""Fit the weights of ``livebrief/track/kinship.py``: logistic regression over pairs of articles in streaming order.

Run with the training environment's scipy: ``python training/stories.py``. Dated weights from GVA and BASIL,
undated from ECB+ in two random orders; candidates and rarities are those of the running tracker, stories are gold.
Prints the weights, and the B³ F1 that each half (of time, of topics) reaches with weights fitted on the other.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np
from scipy.optimize import minimize

from livebrief.config import Config
from livebrief.evals.stories import f1, files, load
from livebrief.track import kinship
from livebrief.track.kinship import FEATURES, TIMES
from livebrief.track.options import TrackOptions
from livebrief.track.terms import outline_of
from livebrief.track.window import Window

Rows = Sequence[dict[str, Any]]
AGAINST = frozenset(
    {
        "other places",
        "other ages",
        "other days",
        "days between",
        "few words",
        "other years",
        "other months",
        "other weekdays",
    }
)
SOFT = 0.3  # inverse strength of the L2 penalty, over standardised features


def pairs(rows: Rows, options: TrackOptions) -> tuple[Any, Any]:
    """Features and labels of each article with its candidates among the earlier ones."""
    window, story = Window(options), {}
    shown, same = [], []
    for row in rows:
        day = date.fromisoformat(row["date"][:10]).toordinal() if row.get("date") else None
        n, olds, found = window.compare(outline_of(row.get("title") or "", row["text"], options.text_tokens, day), day)
        shown += found.tolist()
        same += [story[old.n] == row["story"] for old in olds]
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
    return {
        "DATED": fit([pairs(gva, options), pairs(basil, options)], without=TIMES),
        "UNDATED": fit(orders, without=("few words",)),
    }


def crossed(gva: Rows, ecb: Rows, basil: Rows) -> dict[str, float]:
    """B³ F1 of each half with weights fitted on the other: GVA by time, ECB+ by odd and even topics."""
    half = len(gva) // 2
    odd = [[row for row in ecb if row["topic"] % 2 == rest] for rest in (0, 1)]
    found = {}
    for n, (mine, theirs) in enumerate(((gva[half:], gva[:half]), (gva[:half], gva[half:]))):
        kinship.DATED, kinship.UNDATED = weights(theirs, odd[1 - n], basil).values()
        found[f"gva {'later' if n == 0 else 'earlier'} half"] = f1(mine)
        orders = [random.Random(seed).sample(odd[n], len(odd[n])) for seed in range(3)]
        found[f"ecb+ {'even' if n == 0 else 'odd'} topics"] = sum(map(f1, orders)) / len(orders)
    return found


def main() -> None:
    """Print the weights of all data, in the form in which kinship.py holds them, and the crossed figures."""
    for name, value in crossed(*load_all()).items():
        print(f"{name}: {value:.3f}", flush=True)
    for name, found in weights(*load_all()).items():
        print(f"{name} = (")
        for feature, weight in zip(("constant", *FEATURES), found, strict=True):
            print(f"    {weight:.3f},  # {feature}")
        print(")")


if __name__ == "__main__":
    main()
