"""Rules of the verdict, version 2: as :mod:`livebrief.check.rules_v1`, but a rival figure stays disputed.

What changed: a figure that another counter contradicted when it was given is *disputed* even where its own counter has
since gone on to a later figure; version 1 called it *superseded* and the quarrel was no longer seen. Verdicts of
version 1 are re-derived with its own module.
"""

from __future__ import annotations

from collections.abc import Callable

from livebrief.check import rules_v1
from livebrief.check.rules_v1 import HEARSAY, Case
from livebrief.records.verdicts import Reason, Value

NAME = "rules_v2"
__all__ = ["FEATURES", "HEARSAY", "NAME", "Case", "decide", "rival_when_given"]


def rival_when_given(case: Case) -> tuple[str, ...] | None:
    """Another counter contradicted this figure when it was given, and they have not come together since."""
    return tuple(figure.statement for figure in case.contested) or None


Feature = Callable[[Case], tuple[str, ...] | None]
FEATURES: tuple[tuple[Feature, Value | None], ...] = (
    (rules_v1.retracted, Value.RETRACTED),
    (rival_when_given, Value.DISPUTED),
    *rules_v1.FEATURES[1:],
)


def decide(case: Case) -> tuple[Value, tuple[Reason, ...]]:
    """The first feature that holds and has a value decides; features that hold before it are told too."""
    return rules_v1.decide_by(FEATURES, case)
