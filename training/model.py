"""The reader as torch sees it: MiniLM with a letter-shape embedding and three small heads."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from livebrief.nlp.tagging.decode import TAGS
from livebrief.nlp.tagging.links import DISTANCES, RIVALS, VECTORS, WIDTH
from livebrief.nlp.tagging.words import SHAPES
from training.crf import Chain

DROPOUT = 0.1


class Reader(nn.Module):
    """Word pieces -> (attribution scores, entity scores, link vectors), each per piece."""

    def __init__(self, config: BertConfig) -> None:
        super().__init__()
        # Dropout inside attention would take torch off its fast path: 2.8 s a step against 1.3 s.
        config.attention_probs_dropout_prob = 0.0
        self.encoder = BertModel(config, add_pooling_layer=False)
        self.shapes = nn.Embedding(SHAPES, config.hidden_size)
        nn.init.zeros_(self.shapes.weight)
        self.dropout = nn.Dropout(DROPOUT)
        self.tags = nn.Linear(config.hidden_size, TAGS)
        self.entities = nn.Linear(config.hidden_size, TAGS)
        self.vectors = nn.Linear(config.hidden_size, VECTORS * WIDTH)
        self.chain = Chain()
        self.linker = Linker()

    def forward(self, ids: Tensor, shapes: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """(B, L) each -> (B, L, TAGS), (B, L, TAGS), (B, L, VECTORS * WIDTH)."""
        embedded = self.encoder.embeddings.word_embeddings(ids) + self.shapes(shapes)
        hidden = self.encoder(inputs_embeds=embedded, attention_mask=mask).last_hidden_state
        hidden = self.dropout(hidden)
        return self.tags(hidden), self.entities(hidden), self.vectors(hidden)


class Linker(nn.Module):
    """Scores pairs for two kinds of link: 0 content -> cue, 1 cue -> source (see nlp/tagging/links.py)."""

    def __init__(self) -> None:
        super().__init__()
        self.distance = nn.Parameter(torch.zeros(2, DISTANCES))
        self.rivals = nn.Parameter(torch.zeros(2, RIVALS))
        self.none = nn.Parameter(torch.zeros(2, WIDTH))
        self.none_bias = nn.Parameter(torch.zeros(2))

    def forward(self, kind: int, asker: Tensor, answer: Tensor, near: Tensor, between: Tensor) -> Tensor:
        """`asker` (A, WIDTH), `answer` (B, WIDTH), bucket indices (A, B) -> (A, B + 1), the last for none."""
        pair = asker @ answer.T / WIDTH**0.5 + self.distance[kind][near] + self.rivals[kind][between]
        none = asker @ self.none[kind] / WIDTH**0.5 + self.none_bias[kind]
        return torch.cat([pair, none[:, None]], dim=1)


def from_minilm(folder: Path) -> Reader:
    """A fresh reader over the published MiniLM weights (Apache-2.0)."""
    base = BertModel.from_pretrained(str(folder), add_pooling_layer=False)
    reader = Reader(base.config)
    reader.encoder.load_state_dict(base.state_dict())
    return reader
