"""The three losses of one batch: tag paths, entities, links."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from livebrief.nlp.tagging.decode import TAGS
from livebrief.nlp.tagging.links import VECTORS, WIDTH, distances, rivals
from livebrief.nlp.tagging.words import Ints
from training.batches import Batch, as_tensor, word_rows
from training.examples import IGNORED, NONE, OUTSIDE, Example
from training.model import Reader

# Entities are silver and linking is nearly solved by distance; attribution tags lead.
ENTITY_WEIGHT = 0.3
LINK_WEIGHT = 0.5


@dataclass(frozen=True)
class Losses:
    """Means per word (tags, entities) and per asking span (links)."""

    tags: Tensor
    entities: Tensor
    links: Tensor

    def total(self) -> Tensor:
        return self.tags + ENTITY_WEIGHT * self.entities + LINK_WEIGHT * self.links


def losses(reader: Reader, batch: Batch) -> Losses:
    with torch.autocast("cpu", dtype=torch.bfloat16):
        outputs = reader(batch.ids, batch.shapes, batch.mask)
    tags, entities, vectors = (word_rows(out.float(), batch.first) for out in outputs)
    words = batch.words.float()
    path = reader.chain.loss(tags, batch.tags, words) / words.sum()
    flat = entities.reshape(-1, TAGS), batch.entities.reshape(-1)
    named = functional.cross_entropy(*flat, ignore_index=IGNORED)
    return Losses(path, torch.nan_to_num(named), _links(reader, vectors, batch))


def _links(reader: Reader, vectors: Tensor, batch: Batch) -> Tensor:
    parts = []
    for row, example in enumerate(batch.examples):
        by_use = vectors[row].view(-1, VECTORS, WIDTH)
        for kind, asker, answer, target in _questions(example):
            if len(asker):
                parts.append(_one(reader, by_use, kind, asker, answer, target))
    found = torch.cat(parts) if parts else vectors.new_zeros(1)
    return found.sum() / max(1, len(found))


def _questions(example: Example) -> tuple[tuple[int, Ints, Ints, Ints], ...]:
    return (
        (0, example.contents, example.cues, example.cue_of),
        (1, example.cues, example.sources, example.source_of),
    )


def _one(reader: Reader, by_use: Tensor, kind: int, asker: Ints, answer: Ints, target: Ints) -> Tensor:
    """Cross entropy of each asking span whose gold lies in the window."""
    known = target != OUTSIDE
    asker, target = asker[known], target[known]
    scores = reader.linker(
        kind, span_vectors(by_use[:, 2 * kind], asker), span_vectors(by_use[:, 2 * kind + 1], answer),
        as_tensor(distances(asker, answer)), as_tensor(rivals(asker, answer)),
    )  # fmt: skip
    gold = as_tensor(np.where(target == NONE, len(answer), target))
    return functional.cross_entropy(scores, gold, reduction="none")


def span_vectors(vectors: Tensor, spans: Ints) -> Tensor:
    """A span's vector: the mean of its first and last word's. (W, WIDTH), (n, 2) -> (n, WIDTH)."""
    ends = as_tensor(spans)
    return (vectors[ends[:, 0]] + vectors[ends[:, 1] - 1]) / 2
