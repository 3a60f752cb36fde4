"""The stance of a statement to its claim: from the act first, then from negation (RumourEval's SDQC by typed slots)."""

from __future__ import annotations

from collections.abc import Sequence

from livebrief.check.evidence import Seen
from livebrief.records.statements import Act
from livebrief.records.verdicts import Stance

BY_ACT = {
    Act.DENIES: Stance.DENIES,
    Act.DECLINES: Stance.COMMENTS,
    Act.NEITHER: Stance.COMMENTS,
    Act.OPPOSES: Stance.COMMENTS,
    Act.CANNOT_VERIFY: Stance.QUERIES,
    Act.NOT_CONFIRMED: Stance.QUERIES,
}


def stances(seen: Sequence[Seen]) -> list[tuple[Stance, str]]:
    """Stance and its reason for each statement of one claim, in order.

    A negated statement denies only where the claim also has a positive one: a claim that is negative for everybody
    ("no one was hurt") is supported by those who say so.
    """
    asserted = [each for each in seen if each.sighting.act not in BY_ACT]
    mixed = len({each.sighting.factuality.polarity == "negative" for each in asserted}) > 1
    return [_one(each, mixed) for each in seen]


def _one(seen: Seen, mixed: bool) -> tuple[Stance, str]:
    act = seen.sighting.act
    if act in BY_ACT:
        return BY_ACT[act], f"act: {act.value}"
    if mixed and seen.sighting.factuality.polarity == "negative":
        return Stance.DENIES, "negated, while others affirm"
    return Stance.SUPPORTS, f"act: {act.value}"
