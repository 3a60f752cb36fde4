"""The active window: the last so many articles, their terms, running term counts, and who is near a new one.

A term's count is the number of *stories* that use it, not of articles: a name in forty articles of one running story
stays rare. So the caller says where each article went (``settle``) and which stories became one (``merge``).
Memory and cost follow the window, not the archive: candidates come through rare terms only, and of each term's
articles only the latest are looked at. Earlier articles only are ever seen.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict, deque
from functools import lru_cache
from heapq import nsmallest
from math import log, log1p, sqrt

import msgspec

from livebrief.track.options import TrackOptions
from livebrief.track.terms import NAME, NUMBER, Bag


class Article(msgspec.Struct, kw_only=True):
    """One article of the window: its number, day (ordinal, or None when unknown), term weights without rarity."""

    n: int
    day: int | None
    weights: dict[str, float]
    story: str = ""


class Near(msgspec.Struct, frozen=True, kw_only=True):
    """An earlier article: its number, the cosine to the new one, and the days between (0 when either is undated)."""

    n: int
    cosine: float
    days: int


class Window:
    """Running inverted index. Law: who is near depends on the articles added before, in order, and no other."""

    def __init__(self, options: TrackOptions) -> None:
        self._options = options
        self._count: dict[str, int] = {}
        self._used: dict[str, Counter[str]] = {}
        self._posts: dict[str, array[int]] = {}
        self._force: dict[str, array[float]] = {}
        self._articles: dict[int, Article] = {}
        self._order: deque[int] = deque()
        self._next = 0

    def __len__(self) -> int:
        return len(self._order)

    def add(self, bag: Bag, day: int | None) -> tuple[int, list[Near]]:
        """Take in an article: its number, and its nearest earlier articles, best first. Must be settled before the next."""
        art = Article(n=self._next, day=day, weights={term: self._plain(term, k) for term, k in bag.items()})
        rare = {term: weight * self._rarity(term) for term, weight in art.weights.items()}
        length = sqrt(sum(value * value for value in rare.values())) or 1.0
        near = self._near(rare, length, day)
        self._keep(art, rare, length)
        return art.n, near

    def settle(self, n: int, story: str) -> list[int]:
        """Article ``n`` went to this story: its terms count from now on. The numbers that left the window."""
        art = self._articles[n]
        art.story = story
        used = self._used.setdefault(story, Counter())
        for term in art.weights:
            if term not in used:
                self._count[term] = self._count.get(term, 0) + 1
            used[term] += 1
        return self._expire()

    def merge(self, loser: str, winner: str) -> None:
        """Two stories are one: their common terms count once."""
        gone, used = self._used.pop(loser, Counter()), self._used.setdefault(winner, Counter())
        for term in gone:
            if term in used:
                self._count[term] -= 1
        used.update(gone)
        for art in self._articles.values():
            if art.story == loser:
                art.story = winner

    def _plain(self, term: str, times: int) -> float:
        weight = 1.0 + log(times)
        if NAME in term:
            return weight * self._options.name_weight
        return weight * self._options.number_weight if term[0] == NUMBER else weight

    def _rarity(self, term: str) -> float:
        return self._top() - _log(self._count.get(term, 0) + 1)

    def _top(self) -> float:
        return _log(len(self._used) + 1 + self._options.smoothing)

    def _near(self, rare: dict[str, float], length: float, day: int | None) -> list[Near]:
        reach: defaultdict[int, float] = defaultdict(float)
        common = max(20.0, self._options.common_share * len(self._used))
        known = [(-weight, term) for term, weight in rare.items() if 0 < self._count.get(term, 0) <= common]
        for weight, term in nsmallest(self._options.search_terms, known):
            for n, force in zip(self._posts.get(term, ()), self._force.get(term, ()), strict=True):
                reach[n] += weight * force  # negative: the nearest come first
        best = nsmallest(self._options.candidates, zip(reach.values(), reach.keys(), strict=True))
        found = [self._compare(rare, length, day, self._articles[n]) for _, n in best]
        return sorted(found, key=lambda each: (-each.cosine, each.n))

    def _compare(self, rare: dict[str, float], length: float, day: int | None, other: Article) -> Near:
        """The cosine under today's counts: the other's weights are not those that it was taken in with."""
        count, top = self._count, self._top()
        square = dot = 0.0
        for term, weight in other.weights.items():
            value = weight * (top - _log(count[term] + 1))
            square += value * value
            if term in rare:
                dot += rare[term] * value
        days = abs(day - other.day) if day is not None and other.day is not None else 0
        return Near(n=other.n, cosine=dot / (length * sqrt(square)) if square else 0.0, days=days)

    def _keep(self, art: Article, rare: dict[str, float], length: float) -> None:
        self._articles[art.n] = art
        self._order.append(art.n)
        self._next += 1
        for term, value in rare.items():
            posts = self._posts.setdefault(term, array("I"))
            force = self._force.setdefault(term, array("f"))
            posts.append(art.n)
            force.append(value / length)
            if len(posts) > self._options.postings:
                del posts[0], force[0]

    def _expire(self) -> list[int]:
        gone = []
        while len(self._order) > self._options.window_articles:
            n = self._order.popleft()
            self._forget(self._articles.pop(n))
            gone.append(n)
        return gone

    def _forget(self, art: Article) -> None:
        used = self._used[art.story]
        for term in art.weights:
            posts = self._posts.get(term)
            if posts and posts[0] == art.n:
                del posts[0], self._force[term][0]
            if posts is not None and not posts:
                del self._posts[term], self._force[term]
            used[term] -= 1
            if not used[term]:
                del used[term]
                self._count[term] -= 1
                if not self._count[term]:
                    del self._count[term]
        if not used:
            del self._used[art.story]


_log = lru_cache(maxsize=65_536)(log)  # counts are small numbers that come again and again


def timely(near: Near, day_penalty: float) -> float:
    """The cosine less the penalty of the days between."""
    return near.cosine - day_penalty * log1p(near.days)
