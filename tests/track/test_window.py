"""The window as numbers: who used a term last, what two articles share, and how much memory is held."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from livebrief.track.index import Index
from livebrief.track.kinship import DATED, FEATURES, UNDATED, odds
from livebrief.track.options import TrackOptions
from livebrief.track.terms import AT_THE_HEAD, IN_TITLE, NAMED, NUMBERED, outline_of
from livebrief.track.window import Window
from tests.track.made import FIRE, FIRE_LATER, VOTE

MOST = 3
ARTICLES = st.lists(st.sets(st.sampled_from("abcdefgh"), max_size=6).map(sorted), max_size=30)


@given(ARTICLES, st.integers(1, 6))
def test_the_latest_of_each_term_are_found(articles: list[list[str]], window: int) -> None:
    """The index against lists: the same articles, the same sums, whatever came and went before."""
    index, used, held = Index(MOST), defaultdict(list), []
    for n, terms in enumerate(articles):
        ids, weights = index.numbers(terms), np.array([ord(term) for term in terms], np.int64)
        oldest = held[0][0] if held else n
        found, reach = index.latest(ids, weights, oldest)
        expected: defaultdict[int, int] = defaultdict(int)
        for term in terms:
            for old, force in used[term][-MOST:]:
                if old >= oldest:
                    expected[old] += ord(term) * force
        assert dict(zip(found.tolist(), reach.tolist(), strict=True)) == expected
        index.keep(n, ids, np.array([n + ord(term) for term in terms], np.int16))
        for term in terms:
            used[term].append((n, n + ord(term)))
        held.append((n, ids))
        if len(held) > window:
            index.forget(*held.pop(0))
    assert len(index) == len({term for terms in articles[-window:] for term in terms})


def test_terms_are_told_by_what_they_are() -> None:
    outline = outline_of(
        "Fire in Brackwater", FIRE + " " + "It burned on. " * 60 + "In the end 12 men left for good.", 3000
    )
    kinds = dict(zip(outline.bag, outline.kinds, strict=True))
    assert kinds["brackwater"] == NAMED | AT_THE_HEAD | IN_TITLE
    assert kinds["shed"] == AT_THE_HEAD
    assert kinds["#12"] == NUMBERED
    assert kinds["men"] == 0
    assert outline.places == {"brackwater"}


def test_a_pair_is_measured_by_what_it_shares() -> None:
    window = Window(TrackOptions())
    shown = []
    for text in (FIRE, VOTE, FIRE):
        n, olds, rows = window.compare(outline_of("", text, 3000, 739000), 739000)
        shown.append(
            [(old.n, dict(zip(FEATURES, row, strict=True))) for old, row in zip(olds, rows.tolist(), strict=True)]
        )
        window.settle(n, f"story {n}")
    assert shown[0] == []
    (nearest, pair), *_ = shown[2]
    assert nearest == 0
    assert pair["protagonists"] == pair["protagonists of both"] == pair["main names"] == 1.0
    assert pair["other days"] == pair["days between"] == 0.0
    assert pair["few words"] == 0.0
    assert pair["words"] > 0.9


@given(st.lists(st.floats(0, 8), min_size=len(FEATURES), max_size=len(FEATURES)), st.booleans(), st.integers(0, 999))
def test_odds_follow_the_sign_of_each_weight(values: list[float], dated: bool, stories: int) -> None:
    """All but the three that the plain rule weighs as well."""
    weights = (DATED if dated else UNDATED)[1:]
    before = odds(np.array([values]), dated, stories)[0]
    for n, (name, weight) in enumerate(zip(FEATURES, weights, strict=True)):
        more = [value + 1.0 * (n == at) for at, value in enumerate(values)]
        change = odds(np.array([more]), dated, stories)[0] - before
        if name not in ("words", "days between", "day in common × days"):
            assert change == pytest.approx(weight * stories / (stories + 30), abs=1e-6)


def test_memory_follows_the_window() -> None:
    window = Window(TrackOptions(window_articles=3))
    for n in range(20):
        at, _ = window.add(outline_of(f"Vessel {n} of Harbour{n}", FIRE_LATER + f" Crew{n} saw it.", 3000), None)
        window.settle(at, f"story {n % 2}")
    assert len(window) == 3
