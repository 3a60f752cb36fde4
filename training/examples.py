"""From articles to training windows: word tags, entity tags and links, cut anew every epoch."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from livebrief.nlp.tagging.decode import KINDS, ROLES
from livebrief.nlp.tagging.words import GAPS, Ints, Words, words_of
from training.corpus import Annotated, Piece

IGNORED = -100
NONE, OUTSIDE = -1, -2  # links: gold says none; gold lies outside this window


@dataclass(frozen=True)
class Example:
    """An article as numbers. `tags`, `entities`: (W,). Spans are (n, 2) word spans.

    `cue_of`: per content piece the index of its cue; `source_of`: per cue the index of its source.
    """

    words: Words
    tags: Ints
    entities: Ints
    cues: Ints
    sources: Ints
    contents: Ints
    cue_of: Ints
    source_of: Ints


def load_tokenizer(path: Path) -> Tokenizer:
    """The encoder's tokenizer with neither truncation nor padding, so that offsets cover the whole text."""
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def silver_entities(path: Path) -> dict[str, tuple[list[tuple[int, int, str]], list[Piece]]]:
    """What `training.silver` wrote: per article the agreed names and the unsure stretches."""
    rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    return {row["id"]: (row["entities"], row["unsure"]) for row in rows}


def word_span(words: Words, piece: Piece) -> Piece:
    """The words that a character span touches, as a half-open word span (empty when it touches none)."""
    first = int(np.searchsorted(words.end, piece[0], side="right"))
    end = int(np.searchsorted(words.start, piece[1], side="left"))
    return first, max(first, end)


def build(
    article: Annotated, tokenizer: Tokenizer, names: tuple[list[tuple[int, int, str]], list[Piece]] | None
) -> Example:
    words = words_of(article.text, tokenizer.encode(article.text, add_special_tokens=False))
    tags = np.zeros(len(words), dtype=np.int64)
    cues: list[Piece] = []
    sources: list[Piece] = []
    contents: list[Piece] = []
    cue_of: list[int] = []
    source_of: list[int] = []
    for gold in article.attributions:
        spans = {role: [word_span(words, p) for p in gold.pieces(role)] for role in ROLES}
        for k, role in enumerate(ROLES):
            for span in spans[role]:
                _paint(tags, span, k)
        source = _index(sources, spans["source"][0]) if spans["source"] else NONE
        if spans["cue"]:
            cues.append(spans["cue"][0])
            source_of.append(source)
        cue_of += [len(cues) - 1 if spans["cue"] else NONE] * len(spans["content"])
        contents += spans["content"]
    return Example(
        words, tags, _entities(words, names), _pairs(cues), _pairs(sources), _pairs(contents),
        np.array(cue_of, dtype=np.int64), np.array(source_of, dtype=np.int64),
    )  # fmt: skip


def _paint(tags: Ints, span: Piece, kind: int) -> None:
    tags[span[0] : span[1]] = 2 + 2 * kind
    tags[span[0] : span[0] + 1] = 1 + 2 * kind


def _index(spans: list[Piece], span: Piece) -> int:
    """Several attributions share one source: one index per place."""
    if span not in spans:
        spans.append(span)
    return spans.index(span)


def _pairs(spans: list[Piece]) -> Ints:
    return np.array(spans, dtype=np.int64).reshape(-1, 2)


def _entities(words: Words, names: tuple[list[tuple[int, int, str]], list[Piece]] | None) -> Ints:
    tags = np.zeros(len(words), dtype=np.int64)
    if names is None:
        tags[:] = IGNORED
        return tags
    for start, end, kind in names[0]:
        _paint(tags, word_span(words, (start, end)), KINDS.index(kind))
    for start, end in names[1]:
        first, stop = word_span(words, (start, end))
        tags[first:stop] = IGNORED
    return tags


def cut(example: Example, lo: int, hi: int) -> Example:
    """Words [lo, hi) as an example of their own; spans are clipped, links that leave are marked OUTSIDE."""
    words = example.words
    edges = np.append(words.first, len(words.ids))
    pieces = slice(edges[lo], edges[hi])
    inner = Words(
        words.ids[pieces].copy(), words.shapes[pieces].copy(), words.first[lo:hi] - edges[lo],
        words.start[lo:hi], words.end[lo:hi],
    )  # fmt: skip
    cues, cue_at = _clip(example.cues, lo, hi)
    sources, source_at = _clip(example.sources, lo, hi)
    contents, content_at = _clip(example.contents, lo, hi)
    return Example(
        inner, example.tags[lo:hi], example.entities[lo:hi], cues, sources, contents,
        _relink(example.cue_of[content_at], cue_at), _relink(example.source_of[cue_at], source_at),
    )  # fmt: skip


def _clip(spans: Ints, lo: int, hi: int) -> tuple[Ints, Ints]:
    """The spans seen in [lo, hi), relative to lo and in text order, with their old indices."""
    kept = np.flatnonzero((spans[:, 1] > lo) & (spans[:, 0] < hi) & (spans[:, 1] > spans[:, 0]))
    kept = kept[np.argsort(spans[kept, 0], kind="stable")]
    return np.clip(spans[kept], lo, hi) - lo, kept


def _relink(targets: Ints, kept: Ints) -> Ints:
    place = {int(old): new for new, old in enumerate(kept)}
    return np.array([NONE if t == NONE else place.get(int(t), OUTSIDE) for t in targets], dtype=np.int64)


def random_cuts(words: Words, size: int, rng: np.random.Generator) -> list[tuple[int, int]]:
    """Word spans of at most `size` pieces, the first of random length so that cuts differ every epoch."""
    edges = np.append(words.first, len(words.ids))
    total = len(words)
    found = []
    lo, room = 0, int(rng.integers(size // 4, size + 1))
    while lo < total:
        hi = int(np.searchsorted(edges, edges[lo] + room, side="right")) - 1
        hi = min(max(hi, lo + 1), total)
        found.append((lo, hi))
        lo, room = hi, size
    return found


def paragraph_cuts(words: Words, size: int) -> list[tuple[int, int]]:
    """One cut per paragraph (as the sentence-level CofeNet split shows them), long ones cut at `size`."""
    breaks = np.flatnonzero(words.shapes[words.first] % GAPS >= 2).tolist()
    edges = np.append(words.first, len(words.ids))
    found = []
    for lo, hi in zip(breaks, [*breaks[1:], len(words)], strict=True):
        at = lo
        while at < hi:
            stop = int(np.searchsorted(edges, edges[at] + size, side="right")) - 1
            stop = min(max(stop, at + 1), hi)
            found.append((at, stop))
            at = stop
    return found
