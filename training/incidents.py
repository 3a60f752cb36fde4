"""Fit the weights of ``livebrief/check/incidents/points.py``: a conditional logit over the pairs that the articles suggest.

Run with the training environment's scipy: ``python training/incidents.py``. The GVA incidents that come with the
evaluation data, grouped as in the gold; those of one article count less (``ALONE``). Prints the weights, the share of
incidents of two or more articles whose pair is right in five-fold cross-validation, and in-sample.
"""

from __future__ import annotations

import random
from collections import defaultdict
from typing import Any

import msgspec
import numpy as np
from scipy.optimize import minimize

from livebrief.check.incidents.points import weighed
from livebrief.check.incidents.whole import own_articles
from livebrief.config import Config
from livebrief.evals.incidents import files
from livebrief.evals.stories import load
from livebrief.records.articles import Dated, Document

ALONE = 0.3  # weight of an incident with one article (chosen by cross-validation between 0, .3 and 1)
SOFT = 5.0  # L2 penalty (chosen between 1, 3, 5, 10 and 30)
FOLDS, SEEDS = 5, 2


class Case(msgspec.Struct, frozen=True):
    """One incident: how many articles, the suggested pairs with their features, and the right pair."""

    articles: int
    pairs: list[tuple[int, int]]
    named: list[dict[str, float]]
    gold: tuple[int, int]


def cases(cfg: Config) -> list[Case]:
    """The incidents of the evaluation data with their suggested pairs."""
    articles, gold_file = files(cfg)
    groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in load(articles):
        groups[row["story"]].append(row)
    made = []
    for row in load(gold_file):
        docs = sorted(map(_document, groups.get(row["incident"], [])), key=lambda doc: (doc.published.value, doc.id))
        found = list(weighed(list(own_articles(docs).values())))
        gold = (row["num_killed"], row["num_injured"])
        made.append(Case(len(docs), [pair for pair, _ in found], [named for _, named in found], gold))
    return [case for case in made if case.pairs]


def _document(row: dict[str, Any]) -> Document:
    return Document(
        id=row["id"],
        article=row["id"],
        capture=row["id"],
        text=row["text"],
        title=row["title"] or "",
        published=Dated(value=row["date"]),
        recipe="training",
    )


def fit(given: list[Case], names: list[str]) -> Any:
    """The weights that make the right pairs most likely, in the order of ``names``."""
    kept = [case for case in given if case.gold in case.pairs]
    rows = np.vstack([_matrix(case, names) for case in kept])
    first = np.cumsum([0, *(len(case.pairs) for case in kept)])[:-1]
    of = np.repeat(np.arange(len(kept)), [len(case.pairs) for case in kept])
    right = rows[first + np.array([case.pairs.index(case.gold) for case in kept])]
    weight = np.array([1.0 if case.articles > 1 else ALONE for case in kept])

    def loss(theta: Any) -> tuple[float, Any]:
        points = rows @ theta
        most = np.maximum.reduceat(points, first)
        odds = np.exp(points - most[of])
        total = np.add.reduceat(odds, first)
        likely = (weight * (right @ theta - most - np.log(total))).sum()
        slope = right.T @ weight - rows.T @ (odds / total[of] * weight[of])
        return -likely + SOFT * (theta @ theta) / 2, SOFT * theta - slope

    return minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B").x


def _matrix(case: Case, names: list[str]) -> Any:
    return np.array([[named.get(name, 0.0) for name in names] for named in case.named])


def _right(case: Case, theta: Any, names: list[str]) -> bool:
    return case.pairs[int(np.argmax(_matrix(case, names) @ theta))] == case.gold


def main() -> None:
    """Fit, cross-validate, print."""
    given = cases(Config())
    names = sorted({name for case in given for named in case.named for name in named})
    held: list[bool] = []
    for seed in range(SEEDS):
        order = list(given)
        random.Random(seed).shuffle(order)
        for fold in range(FOLDS):
            theta = fit([case for n, case in enumerate(order) if n % FOLDS != fold], names)
            held += [_right(case, theta, names) for case in order[fold::FOLDS] if case.articles > 1]
    theta = fit(given, names)
    several = [case for case in given if case.articles > 1]
    print("suggested", sum(case.gold in case.pairs for case in several) / len(several))
    print("held out", sum(held) / len(held))
    print("in-sample", sum(_right(case, theta, names) for case in several) / len(several))
    print("WEIGHTS = {")
    for name, value in zip(names, theta, strict=True):
        print(f'    "{name}": {value:.2f},')
    print("}")


if __name__ == "__main__":
    main()
