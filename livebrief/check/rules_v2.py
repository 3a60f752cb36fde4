"""Rules of the verdict, version 2: as :mod:`livebrief.check.rules_v1`, but a rival figure stays disputed.

What changed: a figure that another counter contradicted when it was given is *disputed* even where its own counter has
since gone on to a later figure; version 1 called it *superseded* and the quarrel was no longer seen. Verdicts of
version 1 are re-derived with its own module.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from livebrief.check import rules_v1
from livebrief.check.rules_v1 import HEARSAY, Case
from livebrief.records.verdicts import Reason, Value

NAME = "rules_v2"
__all__ = ["FEATURES", "HEARSAY", "NAME", "Case", "decide", "decide_with", "rival_when_given"]


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
    return decide_with(FEATURES, case)


def decide_with(features: Sequence[tuple[Feature, Value | None]], case: Case) -> tuple[Value, tuple[Reason, ...]]:
    """``decide`` over these features, the figures that reasons speak of named in them."""
    value, reasons = rules_v1.decide_by(features, case)
    return value, tuple(_with_figures(reason, case) for reason in reasons)


def _with_figures(reason: Reason, case: Case) -> Reason:
    """The reason with the figures that it speaks of, each as "15 (State Emergency Service, 2025-03-09)"."""
    of = {
        "later_figure": case.later[-1:],
        "newer_figure": case.replaced[-1:],
        "rival_figures": case.rivals,
        "rival_when_given": case.contested,
    }.get(reason.feature, ())
    once = {(each.value, each.low, each.high, each.by): each for each in reversed(of)}
    shown = [f"{each.text} ({each.by_name}, {each.as_of[:10]})" for each in reversed(once.values())]
    return msgspec.structs.replace(reason, says=f"{reason.says[:-1]}: {'; '.join(shown)}.") if shown else reason
