"""The active window: the last so many articles, their terms, running term counts, and who is near a new one.

A term's count is the number of *stories* that use it, not of articles: a name in forty articles of one running story
stays rare. So the caller says where each article went (``settle``) and which stories became one (``merge``).
Memory and cost follow the window, not the archive: candidates come through rare terms only, and of each term's
articles only the latest are looked at. Earlier articles only are ever seen.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from math import log

import msgspec
import numpy as np
import numpy.typing as npt

from livebrief.track.index import Ids, Index, Numbers
from livebrief.track.kinship import days_between, features, odds
from livebrief.track.measured import Measured, measure, numbered, weights_of
from livebrief.track.options import TrackOptions
from livebrief.track.terms import Outline

FINE = 1024  # parts of one in which rarities are kept
FORCE = 10_000  # parts of one in which a term's share of an article is kept


class Near(msgspec.Struct, frozen=True, kw_only=True):
    """An earlier article: its number, the log odds that it tells the same story, the cosine, and the days between."""

    n: int
    odds: float
    cosine: float
    days: int


class Window:
    """Running inverted index. Law: who is near depends on the articles added before, in order, and no other."""

    def __init__(self, options: TrackOptions) -> None:
        self._options = options
        self._index = Index(options.postings)
        self._used: dict[str, dict[int, int]] = {}  # of each story its terms, and the last article of it that used each
        self._articles: dict[int, Measured] = {}
        self._order: deque[int] = deque()
        self._next = 0
        counts = range(options.window_articles + options.smoothing + 2)
        self._logs = np.array([round(FINE * log(count + 1)) for count in counts], np.int64)

    def __len__(self) -> int:
        return len(self._order)

    def add(self, outline: Outline, day: int | None) -> tuple[int, list[Near]]:
        """Take in an article: its number, and its nearest earlier articles, best first. Must be settled before the next."""
        n, olds, shown = self.compare(outline, day)
        art, scores = self._articles[n], odds(shown, day is not None, len(self._used))
        near = [
            Near(n=old.n, odds=score, cosine=cosine, days=days_between(art, old))
            for old, score, cosine in zip(olds, scores, shown[:, 0].tolist(), strict=True)
        ]
        return n, sorted(near, key=lambda each: (-each.odds, each.n))

    def compare(self, outline: Outline, day: int | None) -> tuple[int, Sequence[Measured], npt.NDArray[np.float64]]:
        """Take in an article: its number, the earlier ones that share rare terms with it, and a row of features of each."""
        ids = self._index.numbers(outline.bag)
        art = numbered(self._next, outline, day, ids)
        stories = self._index.stories(ids)
        rarity = self._rarity(stories)
        weights = weights_of(art.marks) * rarity
        olds = self._candidates(art, weights, stories)
        old = [each for each in olds if len(self._used) > self._options.remeasure * each.stamp]
        measure([art, *old], self._rarity_now, len(self._used))  # anew when many stories have come since
        shown = features(art, (rarity, self._top()), olds, self._index)
        self._keep(art, weights)
        return art.n, olds, shown

    def settle(self, n: int, story: str) -> list[int]:
        """Article ``n`` went to this story: its terms count from now on. The numbers that left the window."""
        art = self._articles[n]
        art.story = story
        used = self._used.setdefault(story, {})
        ids = art.ids.tolist()
        self._index.count([each for each in ids if each not in used] if used else art.ids, 1)
        used.update(dict.fromkeys(ids, n))
        return self._expire()

    def merge(self, loser: str, winner: str) -> None:
        """Two stories are one: their common terms count once."""
        gone, used = self._used.pop(loser, {}), self._used.setdefault(winner, {})
        self._index.count(list(gone.keys() & used.keys()), -1)
        for term, last in gone.items():
            used[term] = max(last, used.get(term, last))
        for art in self._articles.values():
            if art.story == loser:
                art.story = winner

    def _top(self) -> int:
        return int(self._logs[len(self._used) + self._options.smoothing])

    def _rarity(self, stories: Ids) -> Numbers:
        """How rare terms are that stand in so many stories."""
        rarity: Numbers = self._top() - self._logs[stories]
        return rarity

    def _rarity_now(self, ids: Ids) -> Numbers:
        return self._rarity(self._index.stories(ids))

    def _candidates(self, art: Measured, weights: Numbers, stories: Ids) -> list[Measured]:
        common = max(20.0, self._options.common_share * len(self._used))
        known = np.flatnonzero((stories > 0) & (stories <= common))
        heaviest = known[np.argsort(-weights[known], kind="stable")[: self._options.search_terms]]
        oldest = self._order[0] if self._order else art.n
        found, reach = self._index.latest(art.ids[heaviest], weights[heaviest], oldest)
        best = found[np.argsort(-reach, kind="stable")[: self._options.candidates]]
        return [self._articles[n] for n in best.tolist()]

    def _keep(self, art: Measured, weights: Numbers) -> None:
        self._articles[art.n] = art
        self._order.append(art.n)
        self._next += 1
        force = np.rint(weights * (FORCE / art.lengths[0])).astype(np.int16)
        self._index.keep(art.n, art.ids, force)

    def _expire(self) -> list[int]:
        gone = []
        while len(self._order) > self._options.window_articles:
            n = self._order.popleft()
            self._forget(self._articles.pop(n))
            gone.append(n)
        return gone

    def _forget(self, art: Measured) -> None:
        used = self._used[art.story]
        gone = [term for term in art.ids.tolist() if used[term] == art.n]
        for term in gone:
            del used[term]
        self._index.count(gone, -1)
        if not used:
            del self._used[art.story]
        self._index.forget(art.n, art.ids)
