"""Stance of bodies to headlines on FNC-1: the challenge's weighted score and the macro-F1 over its four classes.

Measured on the bodies that the shipped model was not trained on (one in five of the part that comes with the data; all
of any other part). Weighted score: .25 for related or not, .75 more for the right stance of a related pair, over the
most that could be had.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from livebrief.check.headlines import stance_of
from livebrief.config import Config
from livebrief.evals.gate import Found, Measure
from livebrief.evals.stories import load
from livebrief.nlp.linear import stance_model

CLASSES = ("agree", "disagree", "discuss", "unrelated")
RELATED = 0.25


def files(cfg: Config) -> tuple[Path, ...]:
    """Pairs and bodies."""
    return tuple(cfg.data / "stance" / "fnc1" / name for name in ("pairs.jsonl.gz", "bodies.jsonl.gz"))


def run(cfg: Config) -> Found:
    """Weighted score, macro-F1, F1 by class."""
    pairs_file, bodies_file = files(cfg)
    bodies = {row["body_id"]: row["text"] for row in load(bodies_file)}
    trained = frozenset(stance_model().trained_on)
    unseen = {body for body, text in bodies.items() if hashlib.sha256(text.encode()).hexdigest()[:8] not in trained}
    pairs = [row for row in load(pairs_file) if row["body_id"] in unseen]
    gold = [row["stance"] for row in pairs]
    found = [stance_of(row["headline"], bodies[row["body_id"]]) for row in pairs]
    by_class = {name: _f1(name, gold, found) for name in CLASSES}
    return Found(
        measures=(
            Measure(
                name="weighted score", value=weighted(gold, found), published="best of the challenge about .82–.83"
            ),
            Measure(name="macro-F1", value=sum(by_class.values()) / len(CLASSES), published="about .61"),
            *(Measure(name=name, value=value) for name, value in by_class.items()),
        ),
        notes=(f"{len(pairs)} pairs over {len(unseen)} bodies not trained on",),
    )


def weighted(gold: Sequence[str], found: Sequence[str]) -> float:
    """The challenge's score over its maximum (0–1)."""
    most = sum(RELATED if each == "unrelated" else 1.0 for each in gold)
    return sum(_points(one, other) for one, other in zip(gold, found, strict=True)) / most if most else 0.0


def _points(gold: str, found: str) -> float:
    if gold == found:
        return RELATED if gold == "unrelated" else 1.0
    return RELATED if "unrelated" not in (gold, found) else 0.0


def _f1(name: str, gold: Sequence[str], found: Sequence[str]) -> float:
    right = sum(one == other == name for one, other in zip(gold, found, strict=True))
    both = gold.count(name) + found.count(name)
    return 2 * right / both if both else 0.0
