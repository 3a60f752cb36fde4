"""How well attributions are read: exact spans, attributions by overlap, entities.

Measures as shared/data/README.md states them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from training.corpus import ROLES, Annotated, Piece

WORD = re.compile(r"\w+")
MATCH = 0.5  # content-token Jaccard from which two attributions are the same


class Attributed(Protocol):
    """Gold and predicted attributions alike."""

    @property
    def source(self) -> tuple[Piece, ...]: ...
    @property
    def cue(self) -> tuple[Piece, ...]: ...
    @property
    def content(self) -> tuple[Piece, ...]: ...


@dataclass(frozen=True)
class Ratio:
    """Right among predicted and among gold."""

    right: int
    predicted: int
    gold: int

    def __add__(self, other: Ratio) -> Ratio:
        return Ratio(self.right + other.right, self.predicted + other.predicted, self.gold + other.gold)

    @property
    def precision(self) -> float:
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.predicted + self.gold) if self.predicted + self.gold else 0.0

    def __str__(self) -> str:
        return f"F1 {self.f1:.3f} (P {self.precision:.3f}, R {self.recall:.3f}, gold {self.gold})"


NOTHING = Ratio(0, 0, 0)


def exact(gold: Iterable[Attributed], found: Iterable[Attributed], role: str) -> Ratio:
    """Pieces of one role whose offsets are exactly gold."""
    wanted = {piece for a in gold for piece in getattr(a, role)}
    given = {piece for a in found for piece in getattr(a, role)}
    return Ratio(len(wanted & given), len(given), len(wanted))


def tokens(text: str, pieces: Sequence[Piece]) -> frozenset[int]:
    """The words of some pieces, each by where it starts."""
    return frozenset(m.start() for a, b in pieces for m in WORD.finditer(text, a, b))


def matches(text: str, gold: Sequence[Attributed], found: Sequence[Attributed]) -> list[tuple[Attributed, Attributed]]:
    """Greedy pairs, best content overlap first, each used once."""
    wanted = [tokens(text, a.content) for a in gold]
    given = [tokens(text, a.content) for a in found]
    pairs = [(len(w & g) / len(w | g), i, j) for i, w in enumerate(wanted) for j, g in enumerate(given) if w & g]
    chosen, used_gold, used_found = [], set(), set()
    for overlap, i, j in sorted(pairs, key=lambda p: (-p[0], p[1], p[2])):
        if overlap >= MATCH and i not in used_gold and j not in used_found:
            used_gold.add(i)
            used_found.add(j)
            chosen.append((gold[i], found[j]))
    return chosen


def same_source(text: str, gold: Attributed, found: Attributed) -> bool:
    """Whether the sources share a word (the gold has no head words), or neither has one."""
    wanted, given = tokens(text, gold.source), tokens(text, found.source)
    return bool(wanted & given) if wanted else not given


@dataclass
class Board:
    """Sums over articles."""

    spans: dict[str, Ratio]
    attributions: Ratio = NOTHING
    sources_right: int = 0
    sources_exact: int = 0

    @classmethod
    def empty(cls) -> Board:
        return cls(dict.fromkeys(ROLES, NOTHING))

    def add(self, article: Annotated, found: Sequence[Attributed]) -> None:
        gold = article.attributions
        for role in ROLES:
            self.spans[role] += exact(gold, found, role)
        pairs = matches(article.text, gold, found)
        given = sum(bool(a.content) for a in found)
        self.attributions += Ratio(len(pairs), given, sum(bool(a.content) for a in gold))
        self.sources_right += sum(same_source(article.text, g, f) for g, f in pairs)
        self.sources_exact += sum(g.source == f.source for g, f in pairs)

    def summary(self) -> dict[str, float]:
        found = {f"{role}_exact_f1": round(ratio.f1, 4) for role, ratio in self.spans.items()}
        found["attribution_f1"] = round(self.attributions.f1, 4)
        found["source_accuracy"] = round(self.sources_right / max(1, self.attributions.right), 4)
        found["source_exact_accuracy"] = round(self.sources_exact / max(1, self.attributions.right), 4)
        return found
