"""How much roots weigh and have in common, by how rare they are in what was read. Sums are integers: exact in any order."""

from __future__ import annotations

from collections.abc import Callable, Iterable

TELLING_RARITY = 150  # hundredths of a natural log: in fewer than about a quarter of the statements read

Weigh = Callable[[str], int]  # the rarity of a root in hundredths of a natural log


def contained(part: frozenset[str], whole: frozenset[str], weigh: Weigh) -> float:
    """Share of the weight of the first that is in the second (0–1)."""
    least = mass(part, weigh)
    return mass(part & whole, weigh) / least if least else 0.0


def likeness(one: frozenset[str], other: frozenset[str], weigh: Weigh) -> float:
    """Cosine of the two over rarity weights (0–1)."""
    square = mass(one, weigh) * mass(other, weigh)
    return float(mass(one & other, weigh) / square**0.5) if square else 0.0


def mass(words: frozenset[str], weigh: Weigh) -> int:
    """The weight of the roots together."""
    return sum(weigh(word) ** 2 for word in words)


def telling(words: Iterable[str], weigh: Weigh) -> int:
    """How many of the roots are rare in what was read."""
    return sum(weigh(word) >= TELLING_RARITY for word in words)
