"""Reads many texts in one go: overlapping windows, then one decoding pass over whole texts."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from livebrief.nlp.tagging.decode import KINDS, ROLES, TAGS, illegal_starts, illegal_steps, spans_of, viterbi
from livebrief.nlp.tagging.heads import CONTENT_TO_CUE, CUE_TO_SOURCE, UNLINKED, Heads, softmax
from livebrief.nlp.tagging.links import VECTORS, WIDTH, Floats, Ints
from livebrief.nlp.tagging.words import Window, Words, windows, words_of

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Pieces = tuple[Ints, Ints]  # ids and shapes of one window, (L,) each
Scores = tuple[Floats, Floats, Floats]  # tags (L, TAGS), entities (L, TAGS), vectors (L, VECTORS * WIDTH)
# Windows are scored each alone: int8 scales are taken over a whole call, so a window read beside others
# would depend on its neighbours, and the same article must read the same in every batch.
Encoder = Callable[[Sequence[Pieces]], Iterable[Scores]]

# 254 pieces and two edge marks are the 256 that the encoder was trained on.
SIZE = 254
# Pieces of context on each side of a cut; 32 costs a third more reading than none.
MARGIN = 32  # Makes `score` read as the share that is right (content overlap and source): a logistic fit on the 2,148
# attributions read from PolNeAR dev, 2026-11-24 (log loss .559, base rate .70, area under the curve .71).
AT_BEST = 2.43
STEEPNESS = 1.87

Piece = tuple[int, int]


@dataclass(frozen=True)
class Linked:
    """One attribution as code-point pieces; `score` in (0, 1)."""

    source: tuple[Piece, ...]
    cue: tuple[Piece, ...]
    content: tuple[Piece, ...]
    score: float


@dataclass(frozen=True)
class Named:
    """One name: code points, kind (PER, ORG, LOC), and the probability of its tags."""

    start: int
    end: int
    kind: str
    score: float


@dataclass(frozen=True)
class Reading:
    """What the encoder's heads say of one text."""

    attributions: list[Linked]
    names: list[Named]


@dataclass
class _Sheet:
    """Scores of one text's words, filled window by window."""

    words: Words
    tags: Floats
    entities: Floats
    vectors: Floats
    views: list[tuple[Window, Floats]]  # each window's own vectors, (hi - lo, VECTORS * WIDTH)

    @classmethod
    def blank(cls, words: Words) -> _Sheet:
        rows = len(words)
        shapes = ((rows, TAGS), (rows, TAGS), (rows, VECTORS * WIDTH))
        tags, entities, vectors = (np.zeros(shape, dtype=np.float32) for shape in shapes)
        return cls(words, tags, entities, vectors, [])


class Reader:
    """`tokenizer` gives word pieces, `encoder` their scores, `heads` the decoding."""

    def __init__(self, tokenizer: Tokenizer, encoder: Encoder, heads: Heads) -> None:
        self._tokenizer, self._encoder, self._heads = tokenizer, encoder, heads
        vocabulary = tokenizer.get_vocab()
        self._begin, self._end = vocabulary["[CLS]"], vocabulary["[SEP]"]

    def read(self, texts: Sequence[str]) -> list[Reading]:
        """One reading per text, in order; the same whatever texts stand beside it."""
        encodings = self._tokenizer.encode_batch(list(texts), add_special_tokens=False)
        sheets = [_Sheet.blank(words_of(t, e)) for t, e in zip(texts, encodings, strict=True)]
        self._score(sheets)
        paths = viterbi([s.tags for s in sheets], self._heads.legal_steps(), illegal_starts())
        names = viterbi([s.entities for s in sheets], illegal_steps(), illegal_starts())
        return [
            Reading(_attributions(sheet, path, self._heads), _names(sheet, named))
            for sheet, path, named in zip(sheets, paths, names, strict=True)
        ]

    def _score(self, sheets: list[_Sheet]) -> None:
        todo = [(sheet, window) for sheet in sheets for window in windows(sheet.words, SIZE, MARGIN)]
        scores = self._encoder([self._pieces(sheet.words, window) for sheet, window in todo])
        for (sheet, window), rows in zip(todo, scores, strict=True):
            _copy(sheet, window, rows)

    def _pieces(self, words: Words, window: Window) -> Pieces:
        """A window's pieces between the edge marks; a single word longer than SIZE is cut."""
        lo = words.first[window.lo]
        hi = words.first[window.hi] if window.hi < len(words) else len(words.ids)
        inside = slice(lo, min(hi, lo + SIZE))
        ids = np.concatenate(([self._begin], words.ids[inside], [self._end]))
        shapes = np.concatenate(([0], words.shapes[inside], [0]))
        return ids, shapes


def _copy(sheet: _Sheet, window: Window, scores: Scores) -> None:
    """Take over the believed words' rows; +1 steps over the opening mark."""
    rows = sheet.words.first[window.lo : window.hi] - sheet.words.first[window.lo] + 1
    tags, entities, vectors = (table[rows] for table in scores)
    kept = slice(window.keep_lo, window.keep_hi)
    mine = slice(window.keep_lo - window.lo, window.keep_hi - window.lo)
    sheet.tags[kept], sheet.entities[kept], sheet.vectors[kept] = tags[mine], entities[mine], vectors[mine]
    sheet.views.append((window, vectors))


def _attributions(sheet: _Sheet, path: Ints, heads: Heads) -> list[Linked]:
    """One attribution per saying word; content that belongs to none stands alone."""
    found = spans_of(path)
    source, cue, content = (_of_kind(found, kind) for kind in range(len(ROLES)))
    cue_of, content_odds = _choose(sheet, heads, CONTENT_TO_CUE, (content, cue))
    source_of, source_odds = _choose(sheet, heads, CUE_TO_SOURCE, (cue, source))
    sure = _word_odds(sheet.tags, path)
    linked = []
    for at in range(len(cue)):
        mine = np.flatnonzero(cue_of == at)
        who = source[[source_of[at]]] if source_of[at] != UNLINKED else source[:0]
        links = [source_odds[at], *content_odds[mine]]
        linked.append(_linked(sheet.words, (who, cue[[at]], content[mine]), sure, links))
    for at in np.flatnonzero(cue_of == UNLINKED).tolist():
        alone = (source[:0], cue[:0], content[[at]])
        linked.append(_linked(sheet.words, alone, sure, [content_odds[at]]))
    return sorted(linked, key=lambda a: (a.content or a.cue)[0])


def _choose(sheet: _Sheet, heads: Heads, kind: int, spans: tuple[Ints, Ints]) -> tuple[Ints, Floats]:
    """Heads.choose for asking and answering spans, each question put in the window that believes its asker.

    Vectors of one window know of each other; across windows they match worse (on PolNeAR dev, source right
    among matches falls from .90 to .84 when margins of 96 cut more pairs apart).
    """
    asker, answer = spans
    best = np.full(len(asker), UNLINKED, dtype=np.int64)
    odds = np.ones(len(asker), dtype=np.float32)
    for window, vectors in sheet.views:
        mine = np.flatnonzero((asker[:, 0] >= window.keep_lo) & (asker[:, 0] < window.keep_hi))
        if len(mine):
            local = sheet.vectors.copy()
            local[window.lo : window.hi] = vectors
            best[mine], odds[mine] = heads.choose(kind, asker[mine], answer, local)
    return best, odds


def _linked(words: Words, parts: tuple[Ints, Ints, Ints], sure: Floats, links: list[np.float32]) -> Linked:
    """The score grows with the geometric mean, per piece, of what the tags and links were sure of."""
    source, cue, content = (_code_points(words, spans) for spans in parts)
    odds = [sure[a:b].mean() for spans in parts for a, b in spans]
    mean_log = float(np.log(odds + links).sum()) / len(odds)
    return Linked(source, cue, content, score=1 / (1 + math.exp(-AT_BEST - STEEPNESS * mean_log)))


def _code_points(words: Words, spans: Ints) -> tuple[Piece, ...]:
    return tuple((int(words.start[a]), int(words.end[b - 1])) for a, b in spans)


def _of_kind(found: list[tuple[int, int, int]], kind: int) -> Ints:
    return np.array([(a, b) for a, b, k in found if k == kind], dtype=np.int64).reshape(-1, 2)


def _word_odds(scores: Floats, path: Ints) -> Floats:
    """Per word the probability that its own scores give the chosen tag."""
    chosen: Floats = np.take_along_axis(softmax(scores), path[:, None], axis=1)[:, 0]
    return chosen


def _names(sheet: _Sheet, path: Ints) -> list[Named]:
    sure = _word_odds(sheet.entities, path)
    words = sheet.words
    return [
        Named(int(words.start[a]), int(words.end[b - 1]), KINDS[kind], float(sure[a:b].mean()))
        for a, b, kind in spans_of(path)
    ]
