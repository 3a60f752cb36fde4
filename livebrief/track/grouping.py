"""One pass over articles: which story, which development. Knows texts and days; knows nothing of statements.

A story is joined when its nearest articles are near enough, else a new one is opened: both are said with their score.
When an article is strongly near to two stories, the later founded is merged into the earlier, unless an editor said no.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from math import log1p

import msgspec

from livebrief.records import ids
from livebrief.track.apart import Apart
from livebrief.track.asserting import Key
from livebrief.track.comparing import conflict
from livebrief.track.options import TrackOptions
from livebrief.track.terms import Outline
from livebrief.track.window import Near, Window


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Where an article went. ``opened``: ids minted for it; ``merged``: (loser, winner) stories; ``reasons``: why."""

    story: str
    development: str
    opened: tuple[str, ...] = ()
    merged: tuple[tuple[str, str], ...] = ()
    reasons: tuple[str, ...] = ()


class Seen(msgspec.Struct, kw_only=True):
    """An article of the window: its document id, and where it stands now."""

    document: str
    story: str
    development: str
    figures: frozenset[Key] = frozenset()


class Arrival(msgspec.Struct, frozen=True, kw_only=True):
    """An article to place: its id, outline, day (None: unknown), and the moment that its new groups are founded at.

    ``figures``: what its statements count, where they were read: a count that changed is a new development.
    """

    document: str
    outline: Outline
    day: int | None
    founded: datetime
    figures: frozenset[Key] = frozenset()


class Grouping:
    """The stories of the active window. ``apart``: what an editor forbade to group."""

    def __init__(self, options: TrackOptions, apart: Apart) -> None:
        self._options, self._apart = options, apart
        self._window = Window(options)
        self._seen: dict[int, Seen] = {}
        self._of_story: defaultdict[str, list[int]] = defaultdict(list)
        self._number: dict[str, int] = {}

    def place(self, arrival: Arrival, original: str = "") -> Place:
        """Decide where the article belongs. ``original``: the document that it copies, if it is known to copy one."""
        n, near = self._window.add(arrival.outline, arrival.day)
        twin = self._number.get(original)
        if twin is not None and not self._forbidden(arrival.document, self._seen[twin].story):
            seen = self._seen[twin]
            place = Place(story=seen.story, development=seen.development, reasons=(f"copy of {original}",))
        else:
            place = self._choose(arrival, near)
        self._remember(n, arrival, place)
        self._drop(self._window.settle(n, place.story))
        return place

    def restore(self, arrival: Arrival, place: Place) -> None:
        """Take in an article that was placed before, without deciding again."""
        n, _ = self._window.add(arrival.outline, arrival.day)
        for loser, winner in place.merged:
            self._merge(loser, winner)
        self._remember(n, arrival, place)
        self._drop(self._window.settle(n, place.story))

    def _choose(self, arrival: Arrival, near: list[Near]) -> Place:
        scores = self._scores(arrival.document, near)
        least = self._options.undated_join if arrival.day is None else self._options.join
        if not scores or scores[0][0] < least:
            return self._open(arrival, scores, least)
        score, story = scores[0]
        story, merged = self._merge_near(story, scores[1:])
        development, opened, why = self._develop(arrival, story, near)
        reasons = (f"story joined at {score:.2f} (least {least:.2f})", why)
        return Place(story=story, development=development, opened=opened, merged=merged, reasons=reasons)

    def _open(self, arrival: Arrival, scores: list[tuple[float, str]], least: float) -> Place:
        story = ids.mint("sto", arrival.founded, arrival.document)
        development = ids.mint("dev", arrival.founded, arrival.document)
        nearest = f"{scores[0][0]:.2f}" if scores else "none"
        reasons = (f"new story: nearest {nearest} (least {least:.2f})",)
        return Place(story=story, development=development, opened=(story, development), reasons=reasons)

    def _scores(self, document: str, near: list[Near]) -> list[tuple[float, str]]:
        """Stories by score, best first: the nearest article and the mean of the few nearest, less the time between."""
        by_story: defaultdict[str, list[float]] = defaultdict(list)
        for each in near:
            by_story[self._seen[each.n].story].append(each.odds)
        share = self._options.nearest_share
        scores = []
        for story, values in by_story.items():
            few = min(self._options.nearest_n, len(self._of_story[story]))
            best = sorted(values, reverse=True)[:few]
            if not self._forbidden(document, story):
                scores.append((share * best[0] + (1 - share) * sum(best) / few, story))
        return sorted(scores, key=lambda item: (-item[0], item[1]))

    def _merge_near(self, story: str, others: list[tuple[float, str]]) -> tuple[str, tuple[tuple[str, str], ...]]:
        merged = []
        for score, other in others:
            if score < self._options.merge or self._stories_apart(story, other):
                continue
            winner, loser = sorted((story, other))
            self._merge(loser, winner)
            merged.append((loser, winner))
            story = winner
        return story, tuple(merged)

    def _merge(self, loser: str, winner: str) -> None:
        self._window.merge(loser, winner)
        for n in self._of_story.pop(loser, []):
            self._seen[n].story = winner
            self._of_story[winner].append(n)

    def _develop(self, arrival: Arrival, story: str, near: list[Near]) -> tuple[str, tuple[str, ...], str]:
        mine = [each for each in near if self._seen[each.n].story == story]
        score, best = max(((self._development_score(arrival, each), -each.n) for each in mine), default=(0.0, 0))
        if mine and score >= self._options.development:
            return self._seen[-best].development, (), f"development joined at {score:.2f}"
        development = ids.mint("dev", arrival.founded, arrival.document)
        return development, (development,), f"new development: nearest {score:.2f}"

    def _development_score(self, arrival: Arrival, near: Near) -> float:
        """The cosine less the time between, which counts for more where a count has changed."""
        changed = conflict(arrival.figures, self._seen[near.n].figures)
        penalty = self._options.changed_day_penalty if changed else self._options.development_day_penalty
        return near.cosine - penalty * log1p(near.days)

    def _remember(self, n: int, arrival: Arrival, place: Place) -> None:
        document, figures = arrival.document, arrival.figures
        self._seen[n] = Seen(document=document, story=place.story, development=place.development, figures=figures)
        self._of_story[place.story].append(n)
        self._number[document] = n

    def _drop(self, gone: list[int]) -> None:
        for n in gone:
            seen = self._seen.pop(n)
            members = self._of_story[seen.story]
            members.remove(n)
            if not members:
                del self._of_story[seen.story]
            if self._number.get(seen.document) == n:
                del self._number[seen.document]

    def _forbidden(self, document: str, story: str) -> bool:
        if not self._apart:
            return False
        members = (self._seen[n].document for n in self._of_story.get(story, ()))
        return self._apart.forbids(document, story) or self._apart.forbids_any(document, members)

    def _stories_apart(self, one: str, other: str) -> bool:
        if not self._apart:
            return False
        members = [self._seen[n].document for n in self._of_story.get(one, ())]
        return self._apart.forbids(one, other) or any(self._forbidden(document, other) for document in members)
