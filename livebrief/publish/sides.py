"""Side by side: what two outlets, or two sides, say on one story, claim by claim.

Owns the pairing only: a claim that both tell stands in one row, one that only one of them tells beside an empty cell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import combinations

import msgspec

from livebrief.publish.addresses import slug
from livebrief.publish.directory import Told

CHOICES = 4  # outlets offered in pairs on a story: six pairs; every other pair has its address too


class Party(msgspec.Struct, frozen=True, kw_only=True):
    """An outlet (``kind`` outlet) or a side (``kind`` side) by key."""

    kind: str
    key: str


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One claim: what the left party tells of it and what the right."""

    claim: str
    left: tuple[Told, ...]
    right: tuple[Told, ...]


def parties(told: Iterable[Told]) -> list[Party]:
    """Who can be set side by side on these statements, those who say most first: outlets, then sides."""
    every = list(told)
    outlets = Counter(each.document.outlet for each in every if each.document.outlet.strip())
    sides = Counter(each.sighting.source.side for each in every if each.sighting.source.side)
    return [Party(kind="outlet", key=key) for key, _ in _ranked(outlets)] + [
        Party(kind="side", key=key) for key, _ in _ranked(sides)
    ]


def pairs(told: Iterable[Told]) -> list[tuple[Party, Party]]:
    """The pairs to offer: the sides first (they are what a reader asks for), then the outlets that say most."""
    every = parties(told)
    sides = [each for each in every if each.kind == "side"][:CHOICES]
    outlets = [each for each in every if each.kind == "outlet"][:CHOICES]
    return [*combinations(sides, 2), *combinations(outlets, 2)]


def named(told: Iterable[Told], address: str) -> Party | None:
    """The party whose key has this slug; an outlet before a side of the same name."""
    return next((each for each in parties(told) if slug(each.key) == address), None)


def rows(told: Iterable[Told], left: Party, right: Party) -> list[Row]:
    """The claims that either tells, those that both tell first; inside, the newest first."""
    mine: dict[str, list[Told]] = {}
    theirs: dict[str, list[Told]] = {}
    for each in told:
        if _is(each, left):
            mine.setdefault(each.claim, []).append(each)
        if _is(each, right):
            theirs.setdefault(each.claim, []).append(each)
    order = [claim for claim in mine if claim in theirs]
    order += [claim for claim in dict.fromkeys([*mine, *theirs]) if not (claim in mine and claim in theirs)]
    return [Row(claim=claim, left=tuple(mine.get(claim, ())), right=tuple(theirs.get(claim, ()))) for claim in order]


def _is(told: Told, party: Party) -> bool:
    return (told.document.outlet if party.kind == "outlet" else told.sighting.source.side) == party.key


def _ranked(counted: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
