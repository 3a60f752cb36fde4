"""The active window: the last so many articles, their terms, running term counts, and who is near a new one.

A term's count is the number of *stories* that use it, not of articles: a name in forty articles of one running story
stays rare. So the caller says where each article went (``settle``) and which stories became one (``merge``).
Memory and cost follow the window, not the archive: candidates come through rare terms only, and of each term's
articles only the latest are looked at. Earlier articles only are ever seen.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict, deque
from collections.abc import Iterable
from functools import lru_cache
from heapq import nsmallest
from math import log

import msgspec

from livebrief.track.kinship import Measured, days_between, features, measure, odds, probe
from livebrief.track.options import TrackOptions
from livebrief.track.terms import Outline

NO_POSTS: tuple[array[int], array[float]] = (array("I"), array("f"))


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
        self._count: dict[str, int] = {}
        self._used: dict[str, Counter[str]] = {}
        self._posts: dict[str, tuple[array[int], array[float]]] = {}
        self._articles: dict[int, Measured] = {}
        self._order: deque[int] = deque()
        self._next = 0

    def __len__(self) -> int:
        return len(self._order)

    def add(self, outline: Outline, day: int | None) -> tuple[int, list[Near]]:
        """Take in an article: its number, and its nearest earlier articles, best first. Must be settled before the next."""
        n, found = self.compare(outline, day)
        near = [
            Near(
                n=old.n,
                odds=odds(shown, day is not None, len(self._used)),
                cosine=shown[0],
                days=days_between(self._articles[n], old),
            )
            for old, shown in found
        ]
        return n, sorted(near, key=lambda each: (-each.odds, each.n))

    def compare(self, outline: Outline, day: int | None) -> tuple[int, list[tuple[Measured, tuple[float, ...]]]]:
        """Take in an article: its number, and the earlier ones that share rare terms with it, with the pair's features."""
        weights = {term: _weight(times) for term, times in outline.bag.items()}
        art = Measured(n=self._next, day=day, outline=outline, weights=weights)
        top = self._top()
        rarity = self._rarities(weights)
        measure(art, rarity, len(self._used))
        new = probe(art, rarity, top)
        found = [(old, features(new, old)) for old in self._candidates(art, rarity)]
        self._keep(art, rarity)
        return art.n, found

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

    def _top(self) -> float:
        return _LOGS[len(self._used) + self._options.smoothing]

    def _rarities(self, terms: Iterable[str]) -> dict[str, float]:
        """How rare each term is among the stories."""
        top, times = self._top(), self._count.get
        logs = _LOGS
        return {term: top - logs[times(term, 0)] for term in terms}

    def _candidates(self, art: Measured, rarity: dict[str, float]) -> list[Measured]:
        reach: defaultdict[int, float] = defaultdict(float)
        common = max(20.0, self._options.common_share * len(self._used))
        times = self._count.get
        known = [
            (-weight * rare, term)
            for (term, weight), rare in zip(art.weights.items(), rarity.values(), strict=True)
            if 0 < times(term, 0) <= common
        ]
        for weight, term in nsmallest(self._options.search_terms, known):
            for n, force in zip(*self._posts.get(term, NO_POSTS), strict=True):
                reach[n] += weight * force  # negative: the nearest come first
        best = nsmallest(self._options.candidates, zip(reach.values(), reach.keys(), strict=True))
        return [self._fresh(self._articles[n]) for _, n in best]

    def _fresh(self, art: Measured) -> Measured:
        """The article, measured anew when many stories have come since."""
        if len(self._used) > self._options.remeasure * art.stamp:
            measure(art, self._rarities(art.weights), len(self._used))
        return art

    def _keep(self, art: Measured, rarity: dict[str, float]) -> None:
        self._articles[art.n] = art
        self._order.append(art.n)
        self._next += 1
        n, whole, most, held = art.n, art.whole, self._options.postings, self._posts
        for (term, weight), rare in zip(art.weights.items(), rarity.values(), strict=True):
            found = held.get(term)
            if found is None:
                held[term] = array("I", (n,)), array("f", (weight * rare / whole,))
                continue
            posts, force = found
            posts.append(n)
            force.append(weight * rare / whole)
            if len(posts) > most:
                del posts[0], force[0]

    def _expire(self) -> list[int]:
        gone = []
        while len(self._order) > self._options.window_articles:
            n = self._order.popleft()
            self._forget(self._articles.pop(n))
            gone.append(n)
        return gone

    def _forget(self, art: Measured) -> None:
        used = self._used[art.story]
        for term in art.weights:
            posts, force = self._posts.get(term, NO_POSTS)
            if posts and posts[0] == art.n:
                del posts[0], force[0]
                if not posts:
                    del self._posts[term]
            used[term] -= 1
            if not used[term]:
                del used[term]
                self._count[term] -= 1
                if not self._count[term]:
                    del self._count[term]
        if not used:
            del self._used[art.story]


class _Logs(dict[int, float]):
    """The natural log of one more than a count: small numbers that come again and again."""

    def __missing__(self, times: int) -> float:
        self[times] = log(times + 1)
        return self[times]


_LOGS = _Logs()


@lru_cache(maxsize=4096)
def _weight(times: int) -> int:
    """A term's own weight, in hundredths: one and the log of how often it stands in the article."""
    return round(100 * (1.0 + log(times)))
