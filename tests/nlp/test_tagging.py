"""The trained reader's parts without weights: words, windows, paths, links."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from livebrief.nlp.tagging import words as w
from livebrief.nlp.tagging.decode import ILLEGAL, TAGS, illegal_starts, illegal_steps, spans_of, viterbi
from livebrief.nlp.tagging.links import distances, gaps, rivals


def words_with(pieces_per_word: list[int]) -> w.Words:
    count = len(pieces_per_word)
    first = np.concatenate(([0], np.cumsum(pieces_per_word)))[:count].astype(np.int64)
    ids = np.arange(sum(pieces_per_word), dtype=np.int64)
    at = np.arange(count, dtype=np.int64)
    return w.Words(ids, np.zeros_like(ids), first, 2 * at, 2 * at + 1)


@given(st.lists(st.integers(1, 9), max_size=120), st.integers(4, 40))
def test_windows_believe_every_word_once(pieces: list[int], size: int) -> None:
    words = words_with(pieces)
    found = w.windows(words, size, size // 8)
    assert [i for win in found for i in range(win.keep_lo, win.keep_hi)] == list(range(len(words)))
    edges = np.append(words.first, len(words.ids))
    for win in found:
        assert win.lo <= win.keep_lo <= win.keep_hi <= win.hi
        assert win.hi - win.lo == 1 or edges[win.hi] - edges[win.lo] <= size


@pytest.mark.parametrize(
    ("word", "case"),
    [
        ("said", w.LOWER),
        ("Kyiv", w.CAPITAL),
        ("I", w.CAPITAL),
        ("NATO", w.CAPITALS),
        ("McCain", w.MIXED),
        ("2024", w.DIGITS),
        (",", w.OTHER_MARK),
        ("“", w.OPENING_QUOTE),
        ("”", w.CLOSING_QUOTE),
        ("Київ", w.CAPITAL),
        ("中", w.LOWER),
    ],
)
def test_letter_shapes(word: str, case: int) -> None:
    assert w.case_of(word) == case


def test_gaps_tell_paragraphs_from_lines_and_blanks() -> None:
    assert [w.gap_of(g) for g in ("", " ", "\n", " \n\n ", "\n\n\n\n")] == [0, 1, 2, 3, 3]


@given(st.lists(st.integers(0, 6), min_size=1, max_size=3), st.integers(0, 2**31))
def test_viterbi_finds_the_best_legal_path_and_texts_do_not_mix(lengths: list[int], seed: int) -> None:
    rng = np.random.default_rng(seed)
    steps = rng.normal(size=(TAGS, TAGS)).astype(np.float32) + illegal_steps()
    lengths = [min(n, 4) for n in lengths]
    texts = [rng.normal(size=(n, TAGS)).astype(np.float32) for n in lengths]
    for scores, path in zip(texts, viterbi(texts, steps, illegal_starts()), strict=True):
        assert len(path) == len(scores)
        if len(scores):
            assert _score(scores, path.tolist(), steps) == pytest.approx(_best(scores, steps), abs=1e-4)
            assert _score(scores, path.tolist(), steps) > ILLEGAL / 2


def _score(scores: np.ndarray, path: list[int], steps: np.ndarray) -> float:
    moves = sum(steps[a, b] for a, b in pairwise(path))
    return float(scores[np.arange(len(path)), path].sum() + moves + illegal_starts()[path[0]])


def _best(scores: np.ndarray, steps: np.ndarray) -> float:
    return max(_score(scores, list(path), steps) for path in product(range(TAGS), repeat=len(scores)))


def test_spans_of_a_path() -> None:
    assert spans_of(np.array([1, 2, 0, 3, 5, 6, 5])) == [(0, 2, 0), (3, 4, 1), (4, 6, 2), (6, 7, 2)]
    assert spans_of(np.array([], dtype=np.int64)) == []


def test_pairs_know_side_distance_and_rivals() -> None:
    asker, answer = np.array([[5, 7]]), np.array([[0, 1], [3, 5], [8, 9], [20, 22]])
    assert gaps(asker, answer).tolist() == [[4, 0, 1, 13]]
    assert rivals(asker, answer).tolist() == [[5, 4, 0, 1]]
    sides = distances(asker, answer)[0]
    assert sides[1] != sides[2] and len(set(sides.tolist())) == 4
    assert distances(asker, np.zeros((0, 2), dtype=np.int64)).shape == (1, 0)
