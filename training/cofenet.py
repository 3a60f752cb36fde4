"""The sentence-level split of PolNeAR that print uses (CofeNet): tokens and BIO labels, no links."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

from training.corpus import Annotated, Gold, Piece, data_root

# CoreNLP spellings back to what news text has.
SPELLED = {"`": "‘", "-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]"}
QUOTES = ("``", "''")
# Tokens that stand close to the word before (or after), as text has them.
CLOSE_BEFORE = frozenset((*".,;:?!)]”'%", "'s", "n't", "'re", "'ve", "'ll", "'d", "'m"))
CLOSE_AFTER = frozenset("([“‘$#")


def cofenet(root: Path | None = None) -> list[Annotated]:
    """Every sentence of the valid split as a text of its own; each gold span stands alone."""
    path = (root or data_root()) / "attribution" / "cofenet" / "valid.txt.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [_sentence(n, json.loads(line)) for n, line in enumerate(lines)]


def _sentence(n: int, row: dict[str, Any]) -> Annotated:
    text, offsets = join(row["tokens"])
    gold = []
    for role, first, end in labelled(row["labels"]):
        piece = ((offsets[first][0], offsets[end - 1][1]),)
        gold.append(Gold(**{r: piece if r == role else () for r in ("source", "cue", "content")}))
    return Annotated(f"{row['id']}#{n}", text, tuple(gold))


def join(tokens: list[str]) -> tuple[str, list[Piece]]:
    """Tokens as running text, and where each one stands."""
    text, offsets, close, quoting = "", [], True, False
    for token in tokens:
        word = SPELLED.get(token, token)
        if token in QUOTES:
            # Typewriter quotes all came out as '' there: one that closes nothing opens.
            quoting = token == "``" or not quoting
            word = "“" if quoting else "”"
        if not close and word not in CLOSE_BEFORE:
            text += " "
        offsets.append((len(text), len(text) + len(word)))
        text += word
        close = word in CLOSE_AFTER
    return text, offsets


def labelled(labels: list[str]) -> list[tuple[str, int, int]]:
    """(role, first, end) token spans; a stray I- begins a span of its own."""
    spans: list[tuple[str, int, int]] = []
    for at, label in enumerate(labels):
        begun = spans and spans[-1][2] == at and spans[-1][0] == label[2:]
        if label.startswith("I-") and begun:
            spans[-1] = (spans[-1][0], spans[-1][1], at + 1)
        elif label != "O":
            spans.append((label[2:], at, at + 1))
    return spans
