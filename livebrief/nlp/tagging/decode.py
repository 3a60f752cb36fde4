"""From scores to spans: legal BIO paths by Viterbi, many texts at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

ROLES = ("source", "cue", "content")
KINDS = ("PER", "ORG", "LOC")
# Tag 0 is outside; 1 + 2k begins kind k, 2 + 2k continues it. Roles never overlap in PolNeAR (7 of 23,206
# content pieces do), so one layer of tags holds all three.
TAGS = 1 + 2 * len(ROLES)
ILLEGAL = np.float32(-1e4)

WordSpan = tuple[int, int, int]  # first word, end word, kind


def illegal_steps() -> Floats:
    """(TAGS, TAGS) to add to transition scores [from, to]: a kind is continued only from itself."""
    mask = np.zeros((TAGS, TAGS), dtype=np.float32)
    for inside in range(2, TAGS, 2):
        mask[:, inside] = ILLEGAL
        mask[inside - 1, inside] = mask[inside, inside] = 0
    return mask


def illegal_starts() -> Floats:
    """(TAGS,) to add to the first word's scores: a text cannot begin inside a span."""
    mask = np.zeros(TAGS, dtype=np.float32)
    mask[2::2] = ILLEGAL
    return mask


def viterbi(emissions: Sequence[Floats], steps: Floats, starts: Floats) -> list[Ints]:
    """Best tag path of every text. `emissions`: per text (W, TAGS); all texts advance together."""
    order = sorted(range(len(emissions)), key=lambda i: -len(emissions[i]))
    lengths = [len(emissions[i]) for i in order]
    longest = lengths[0] if lengths else 0
    score = np.zeros((len(order), TAGS), dtype=np.float32)
    back = np.zeros((longest, len(order), TAGS), dtype=np.int8)
    padded = np.zeros((longest, len(order), TAGS), dtype=np.float32)
    for row, i in enumerate(order):
        padded[: lengths[row], row] = emissions[i]
    best = np.zeros((len(order), TAGS), dtype=np.int64)
    live = len(order)
    for at in range(longest):
        while lengths[live - 1] <= at:
            live -= 1
        if at == 0:
            score[:live] = padded[0, :live] + starts
            continue
        through = score[:live, :, None] + steps
        through.argmax(axis=1, out=best[:live])
        back[at, :live] = best[:live]
        score[:live] = through.max(axis=1) + padded[at, :live]
    paths: list[Ints] = [np.zeros(0, dtype=np.int64)] * len(order)
    for row, i in enumerate(order):
        paths[i] = _trace(back[: lengths[row], row], score[row])
    return paths


def _trace(back: NDArray[np.int8], last: Floats) -> Ints:
    path = np.zeros(len(back), dtype=np.int64)
    if len(back):
        path[-1] = last.argmax()
        for at in range(len(back) - 1, 0, -1):
            path[at - 1] = back[at, path[at]]
    return path


def spans_of(path: Ints) -> list[WordSpan]:
    """The spans of a legal tag path, in order."""
    found: list[WordSpan] = []
    for at in np.flatnonzero(path):
        tag = int(path[at])
        if tag % 2:
            found.append((int(at), int(at) + 1, tag // 2))
        else:
            first, _, kind = found[-1]
            found[-1] = (first, int(at) + 1, kind)
    return found
