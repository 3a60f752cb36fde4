"""Rules of the verdict, version 3: as :mod:`livebrief.check.rules_v2`, and who takes back his own words is heard.

What changed: a claim whose every source has withdrawn it is *retracted*; version 2 knew only of what an outlet took out of its
article and of what an editor withdrew. Verdicts of the versions before are re-derived with their own modules.
"""

from __future__ import annotations

from livebrief.check import rules_v2
from livebrief.check.rules_v2 import HEARSAY, Case, Feature
from livebrief.records.verdicts import Reason, Stance, Value

NAME = "rules_v3"
__all__ = ["FEATURES", "HEARSAY", "NAME", "Case", "decide", "taken_back"]


def taken_back(case: Case) -> tuple[str, ...] | None:
    """Who said so has since taken it back."""
    withdrawn = [each for each in case.by(Stance.DENIES) if each.key in case.withdrawn]
    others = [each for each in case.by(Stance.SUPPORTS) if each.key not in case.withdrawn]
    return tuple(statement for each in withdrawn for statement in each.statements) if withdrawn and not others else None


FEATURES: tuple[tuple[Feature, Value | None], ...] = (
    rules_v2.FEATURES[0],
    (taken_back, Value.RETRACTED),
    *rules_v2.FEATURES[1:],
)


def decide(case: Case) -> tuple[Value, tuple[Reason, ...]]:
    """The first feature that holds and has a value decides; features that hold before it are told too."""
    return rules_v2.decide_with(FEATURES, case)
