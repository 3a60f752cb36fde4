"""Rules of the verdict, version 1. Each feature is a function; its docstring is what the reader is told.

The rules read a Case and give Reasons; ``decide`` turns reasons into a value. A changed rule becomes ``rules_v2``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from livebrief.check.gathering import Gathered
from livebrief.check.witnesses import independent
from livebrief.records.stories import Figure
from livebrief.records.verdicts import Reason, Stance, Value, Witness

NAME = "rules_v1"
HEARSAY = frozenset({"reports", "source", ""})  # unnamed kinds that point at nobody: "some reports", a chat message


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """What the features look at: the claim's statements, its witnesses, and its links in number chains. ``hearsay``,
    ``withdrawn``: the keys of witnesses who cannot be known, who took their words back."""

    gathered: Gathered
    witnesses: tuple[Witness, ...]
    retracted: bool = False
    later: tuple[Figure, ...] = ()
    replaced: tuple[Figure, ...] = ()
    rivals: tuple[Figure, ...] = ()
    contested: tuple[Figure, ...] = ()
    hearsay: frozenset[str] = frozenset()
    withdrawn: frozenset[str] = frozenset()

    def by(self, stance: Stance) -> list[Witness]:
        """The witnesses of one stance."""
        return [witness for witness in self.witnesses if witness.stance is stance]


def retracted(case: Case) -> tuple[str, ...] | None:
    """An editor withdrew this, or the outlet took the sentence out of its article."""
    if case.retracted:
        return tuple(each.statement for each in case.gathered.current) + case.gathered.gone
    return case.gathered.gone if case.gathered.gone and not case.gathered.current else None


def later_figure(case: Case) -> tuple[str, ...] | None:
    """The same counter has since given another figure."""
    return tuple(figure.statement for figure in case.later) or None


def newer_figure(case: Case) -> tuple[str, ...] | None:
    """This figure replaces an earlier one by the same counter."""
    return tuple(figure.statement for figure in case.replaced) or None


def hearsay_denied(case: Case) -> tuple[str, ...] | None:
    """Only unattributed reports say so; a named source denies it."""
    supports, denies = case.by(Stance.SUPPORTS), [each for each in case.by(Stance.DENIES) if not each.unnamed]
    if supports and denies and all(each.key in case.hearsay for each in supports):
        return _statements(denies)
    return None


def contradicted(case: Case) -> tuple[str, ...] | None:
    """One source says so and another denies it."""
    supports, denies = case.by(Stance.SUPPORTS), case.by(Stance.DENIES)
    if any(one.key != other.key for one in supports for other in denies):
        return _statements([*supports, *denies])
    return None


def rival_figures(case: Case) -> tuple[str, ...] | None:
    """Another counter gives a figure that cannot hold beside this one."""
    return tuple(figure.statement for figure in case.rivals) or None


def agreed(case: Case) -> tuple[str, ...] | None:
    """Two or more independent sources say so."""
    supports = case.by(Stance.SUPPORTS)
    return _statements(supports) if independent(supports) > 1 else None


def not_independent(case: Case) -> tuple[str, ...] | None:
    """Those who say so are not independent of each other: of one side, or an outlet and whom it quotes."""
    supports = case.by(Stance.SUPPORTS)
    return _statements(supports) if len(supports) > 1 and independent(supports) == 1 else None


def one_source(case: Case) -> tuple[str, ...] | None:
    """One source says so; outlets that carry its words add no witness."""
    supports = case.by(Stance.SUPPORTS)
    known = [each for each in supports if each.key not in case.hearsay]
    return _statements(supports) if known and independent(supports) == 1 else None


def only_denied(case: Case) -> tuple[str, ...] | None:
    """It is denied, and no source of the desk asserts it."""
    denies = case.by(Stance.DENIES)
    return _statements(denies) if denies and not case.by(Stance.SUPPORTS) else None


def nobody_stands(_case: Case) -> tuple[str, ...] | None:
    """No source that can be named asserts or denies it."""
    return ()


Feature = Callable[[Case], tuple[str, ...] | None]
FEATURES: tuple[tuple[Feature, Value | None], ...] = (
    (retracted, Value.RETRACTED),
    (later_figure, Value.SUPERSEDED),
    (newer_figure, None),
    (hearsay_denied, Value.DENIED),
    (contradicted, Value.DISPUTED),
    (rival_figures, Value.DISPUTED),
    (agreed, Value.CORROBORATED),
    (not_independent, None),
    (one_source, Value.SINGLE_SOURCE),
    (only_denied, Value.DENIED),
    (nobody_stands, Value.UNVERIFIED),
)


def decide(case: Case) -> tuple[Value, tuple[Reason, ...]]:
    """The first feature that holds and has a value decides; features that hold before it are told too."""
    return decide_by(FEATURES, case)


def decide_by(features: Sequence[tuple[Feature, Value | None]], case: Case) -> tuple[Value, tuple[Reason, ...]]:
    """``decide`` over any version's features, the last of which always holds."""
    reasons: list[Reason] = []
    for feature, value in features:
        statements = feature(case)
        if statements is None:
            continue
        says = (feature.__doc__ or "").split("\n\n")[0].strip()
        reasons.append(Reason(feature=feature.__name__, says=says, statements=statements))
        if value is not None:
            return value, tuple(reasons)
    raise AssertionError("the last feature always holds")


def _statements(found: list[Witness]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(statement for witness in found for statement in witness.statements))
