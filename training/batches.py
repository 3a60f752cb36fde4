"""Windows of similar length side by side, as tensors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from livebrief.nlp.tagging.words import GAPS, OPENING_QUOTE, OTHER_MARK, Ints, Words
from training.examples import IGNORED, Example, cut, paragraph_cuts, random_cuts

# About 256 pieces: the encoder was trained no longer than that.
WINDOW = 254
# Word pieces per batch, padding included: 8 full windows. 16 gave half the updates for the same time.
BUDGET = 2048
# Share of articles that an epoch reads paragraph by paragraph, so that lone sentences read as well.
LONE_PARAGRAPHS = 0.3
# Share of articles whose typographic quotes an epoch straightens, as many feeds do.
STRAIGHTENED = 0.2
# Share of word pieces hidden behind [MASK] in a second pass (`--masked`): the first pass learns PolNeAR by heart
# (training loss .03 a word), and a hidden word must be read from its neighbours.
MASKED = 0.12
# Batches are drawn from pools this many windows large, sorted by length.
POOL = 256


@dataclass(frozen=True)
class Batch:
    """`ids`, `shapes`, `mask`: (B, L) with the edge pieces. `first`, `tags`, `entities`, `words`: (B, W)."""

    ids: Tensor
    shapes: Tensor
    mask: Tensor
    first: Tensor
    tags: Tensor
    entities: Tensor
    words: Tensor
    examples: Sequence[Example]


@dataclass(frozen=True)
class Edges:
    """Ids of the pieces put around every window, quote pieces to straighten (from -> to), and the piece to hide others
    behind (None: nothing is hidden)."""

    begin: int
    end: int
    pad: int
    straight: dict[int, int]
    mask: int | None = None


def epoch(examples: Sequence[Example], edges: Edges, rng: np.random.Generator) -> list[Batch]:
    """One pass over all articles, cut, sorted by length and shuffled by `rng` alone."""
    cuts = [piece for example in examples for piece in _pieces(example, edges, rng)]
    order = rng.permutation(len(cuts))
    groups: list[list[Example]] = []
    for at in range(0, len(order), POOL):
        pool = sorted((cuts[i] for i in order[at : at + POOL]), key=lambda e: len(e.words.ids))
        groups += _fill(pool)
    return [collate(groups[i], edges) for i in rng.permutation(len(groups))]


def _pieces(example: Example, edges: Edges, rng: np.random.Generator) -> Iterator[Example]:
    lone = rng.random() < LONE_PARAGRAPHS
    spans = paragraph_cuts(example.words, WINDOW) if lone else random_cuts(example.words, WINDOW, rng)
    straighten = rng.random() < STRAIGHTENED
    for lo, hi in spans:
        piece = cut(example, lo, hi)
        if straighten:
            _straighten(piece.words, edges)
        if edges.mask is not None:
            hidden = rng.random(len(piece.words.ids)) < MASKED
            piece.words.ids[hidden] = edges.mask
        yield piece


def _straighten(words: Words, edges: Edges) -> None:
    """Typographic quotes become typewriter ones, in place (a cut owns its numbers)."""
    for old, new in edges.straight.items():
        words.ids[words.ids == old] = new
    directed = words.shapes // GAPS >= OPENING_QUOTE
    words.shapes[directed] = words.shapes[directed] % GAPS + OTHER_MARK * GAPS


def _fill(pool: list[Example]) -> list[list[Example]]:
    groups: list[list[Example]] = [[]]
    for example in pool:
        if groups[-1] and (len(groups[-1]) + 1) * (len(example.words.ids) + 2) > BUDGET:
            groups.append([])
        groups[-1].append(example)
    return groups


def collate(examples: Sequence[Example], edges: Edges) -> Batch:
    rows = len(examples)
    length = 2 + max(len(e.words.ids) for e in examples)
    width = max(len(e.words) for e in examples)
    ids = np.full((rows, length), edges.pad, dtype=np.int64)
    shapes, mask = np.zeros_like(ids), np.zeros_like(ids)
    first, tags, words = (np.zeros((rows, width), dtype=np.int64) for _ in range(3))
    entities = np.full((rows, width), IGNORED, dtype=np.int64)
    for row, example in enumerate(examples):
        pieces, count = len(example.words.ids), len(example.words)
        ids[row, : pieces + 2] = [edges.begin, *example.words.ids, edges.end]
        shapes[row, 1 : pieces + 1] = example.words.shapes
        mask[row, : pieces + 2] = 1
        first[row, :count] = example.words.first + 1
        tags[row, :count] = example.tags
        entities[row, :count] = example.entities
        words[row, :count] = 1
    return Batch(
        ids=torch.from_numpy(ids), shapes=torch.from_numpy(shapes), mask=torch.from_numpy(mask),
        first=torch.from_numpy(first), tags=torch.from_numpy(tags), entities=torch.from_numpy(entities),
        words=torch.from_numpy(words), examples=examples,
    )  # fmt: skip


def word_rows(per_piece: Tensor, first: Tensor) -> Tensor:
    """(B, L, D) at each word's first piece -> (B, W, D)."""
    return per_piece.gather(1, first[..., None].expand(-1, -1, per_piece.shape[2]))


def as_tensor(values: Ints) -> Tensor:
    return torch.from_numpy(np.ascontiguousarray(values))
