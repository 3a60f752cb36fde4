"""Reads PolNeAR: news articles in which every attribution is marked."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

Piece = tuple[int, int]
ROLES = ("source", "cue", "content")


@dataclass(frozen=True)
class Gold:
    """One attribution: per role its pieces, half-open code points into the article's text."""

    source: tuple[Piece, ...]
    cue: tuple[Piece, ...]
    content: tuple[Piece, ...]

    def pieces(self, role: str) -> tuple[Piece, ...]:
        found: tuple[Piece, ...] = getattr(self, role)
        return found


@dataclass(frozen=True)
class Annotated:
    """An article's text with its attributions."""

    id: str
    text: str
    attributions: tuple[Gold, ...]


def data_root() -> Path:
    """LIVEBRIEF_DATA, or the data folder beside the checkout."""
    return Path(os.environ.get("LIVEBRIEF_DATA", Path(__file__).parents[2] / "shared" / "data"))


def polnear(part: str, root: Path | None = None) -> list[Annotated]:
    """Every article of one part, `train` or `dev`, in file order."""
    path = (root or data_root()) / "attribution" / "polnear" / f"{part}.jsonl.gz"
    return list(_articles(path))


def _articles(path: Path) -> Iterator[Annotated]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield Annotated(row["id"], row["text"], tuple(_gold(a) for a in row["attributions"]))


def _gold(row: dict[str, list[list[int]]]) -> Gold:
    source, cue, content = (tuple((p[0], p[1]) for p in row.get(role, ())) for role in ROLES)
    return Gold(source, cue, content)
