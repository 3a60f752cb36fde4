"""One pass over articles: which story, which development. Knows texts and days; knows nothing of statements.

A story is joined when its nearest articles are near enough, else a new one is opened: both are said with their score.
When an article is strongly near to two stories, the later founded is merged into the earlier, unless an editor said no.
A warning goes with what it warned of. A development is left where a count or the state of a thing has changed.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from math import log1p

import msgspec

from livebrief.records import ids
from livebrief.track.apart import Apart
from livebrief.track.comparing import conflict
from livebrief.track.hazards import Hazards
from livebrief.track.keys import Key
from livebrief.track.news import NOTHING, News
from livebrief.track.options import TrackOptions
from livebrief.track.states import changed
from livebrief.track.terms import Outline
from livebrief.track.window import Near, Window

RECENT = 400  # articles of a story in which earlier states of a thing are looked for


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Where an article went. ``opened``: ids minted for it; ``merged``: (loser, winner) stories; ``reasons``: why."""

    story: str
    development: str
    opened: tuple[str, ...] = ()
    merged: tuple[tuple[str, str], ...] = ()
    reasons: tuple[str, ...] = ()


class Arrival(msgspec.Struct, frozen=True, kw_only=True):
    """An article to place: its id, day (None: unknown), and the moment that its new groups are founded at.

    ``figures``: what its statements count, where they were read; ``news``: the state of a thing and the danger that its
    head tells. A count or a state that changed is a new development. ``voices``: the persons whom it quotes, by actor or
    name; with its ``language`` they tell of one happening in two languages.
    """

    document: str
    day: int | None
    founded: datetime
    figures: frozenset[Key] = frozenset()
    news: News = NOTHING
    language: str = ""
    voices: frozenset[str] = frozenset()


class Seen(msgspec.Struct, kw_only=True):
    """An article of the window as it came, and where it stands now."""

    arrival: Arrival
    story: str
    development: str


class Grouping:
    """The stories of the active window. ``apart``: what an editor forbade to group."""

    def __init__(self, options: TrackOptions, apart: Apart) -> None:
        self._options, self._apart = options, apart
        self._window = Window(options)
        self._hazards = Hazards()
        self._seen: dict[int, Seen] = {}
        self._of_story: defaultdict[str, list[int]] = defaultdict(list)
        self._number: dict[str, int] = {}

    def place(self, arrival: Arrival, outline: Outline, original: str = "") -> Place:
        """Decide where the article belongs. ``original``: the document that it copies, if it is known to copy one."""
        n, near = self._window.add(outline, arrival.day)
        twin = self._number.get(original)
        if twin is not None and not self._forbidden(arrival.document, self._seen[twin].story):
            seen = self._seen[twin]
            place = Place(story=seen.story, development=seen.development, reasons=(f"copy of {original}",))
        else:
            place = self._choose(arrival, near)
        self._remember(n, arrival, place)
        self._drop(self._window.settle(n, place.story))
        return place

    def restore(self, arrival: Arrival, outline: Outline, place: Place) -> None:
        """Take in an article that was placed before, without deciding again."""
        n, _ = self._window.add(outline, arrival.day)
        for loser, winner in place.merged:
            self._merge(loser, winner)
        self._remember(n, arrival, place)
        self._drop(self._window.settle(n, place.story))

    def _choose(self, arrival: Arrival, near: list[Near]) -> Place:
        scores = self._scores(arrival, near)
        least = self._options.undated_join if arrival.day is None else self._options.join
        abroad = self._abroad(arrival, near)
        if abroad:
            own = [each for each in scores if each[1] not in abroad]
            told = [(self._options.merge, story) for story in sorted(abroad)]
            scores = own + told if own and own[0][0] >= least else told + own
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

    def _scores(self, arrival: Arrival, near: list[Near]) -> list[tuple[float, str]]:
        """Stories by score, best first: the nearest article and the mean of the few nearest, less the time between; at
        least ``warned`` for what the article warns of, or was warned of."""
        by_story: defaultdict[str, list[float]] = defaultdict(list)
        for each in near:
            seen, score = self._seen[each.n], each.odds
            if arrival.news.one_thing(seen.arrival.news):
                score += self._options.same_thing
            by_story[seen.story].append(score)
        share = self._options.nearest_share
        scores: dict[str, float] = {}
        for story, values in by_story.items():
            few = min(self._options.nearest_n, len(self._of_story[story]))
            best = sorted(values, reverse=True)[:few]
            scores[story] = share * best[0] + (1 - share) * sum(best) / few
        for story in self._hazards.kin(arrival.day, arrival.news.hazard, self._story):
            scores[story] = max(scores.get(story, self._options.warned), self._options.warned)
        allowed = ((score, story) for story, score in scores.items() if not self._forbidden(arrival.document, story))
        return sorted(allowed, key=lambda item: (-item[0], item[1]))

    def _abroad(self, arrival: Arrival, near: list[Near]) -> frozenset[str]:
        """Small stories of the same day, told in other languages only so far, that quote a voice which speaks here."""
        if not arrival.voices:
            return frozenset()
        found = {self._seen[each.n].story for each in near if self._one_voice(arrival, each)}
        return frozenset(
            story
            for story in found
            if len(self._of_story[story]) <= self._options.nearest_n
            and all(self._seen[n].arrival.language != arrival.language for n in self._of_story[story])
            and not self._forbidden(arrival.document, story)
        )

    def _one_voice(self, arrival: Arrival, near: Near) -> bool:
        """Whether the two, in two languages, quote one person within a day, and share more than that."""
        seen = self._seen[near.n].arrival
        if arrival.day is None or seen.day is None or near.days > 1 or near.odds < self._options.abroad:
            return False
        languages = {arrival.language, seen.language}
        return len(languages) > 1 and "" not in languages and not seen.voices.isdisjoint(arrival.voices)

    def _story(self, n: int) -> str:
        """The story of an article; empty when it has left the window."""
        return self._seen[n].story if n in self._seen else ""

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
        told = self._told(arrival, story)
        scored = [
            (score, -each.n) for each in mine if (score := self._development_score(arrival, each, told)) is not None
        ]
        score, best = max(scored, default=(0.0, 0))
        if scored and score >= self._options.development:
            return self._seen[-best].development, (), f"development joined at {score:.2f}"
        development = ids.mint("dev", arrival.founded, arrival.document)
        return development, (development,), f"new development: nearest {score:.2f}"

    def _told(self, arrival: Arrival, story: str) -> list[int]:
        """The articles of the story that tell a state of the same thing, up to the day of this one, in time order."""
        state, day = arrival.news.state, arrival.day
        if state is None or day is None:
            return []
        held = ((self._seen[n].arrival, n) for n in self._of_story[story][-RECENT:])
        return [
            n
            for _, n in sorted((seen.day, n) for seen, n in held if seen.day is not None and seen.day <= day)
            if (told := self._seen[n].arrival.news.state) is not None and told.of_one(state)
        ]

    def _development_score(self, arrival: Arrival, near: Near, told: list[int]) -> float | None:
        """The cosine less the time between, which counts for more where a count has changed; None where a state has."""
        seen, bonus = self._seen[near.n].arrival, 0.0
        if near.n in told:
            if any(self._changed(arrival, n) for n in told[told.index(near.n) :]):
                return None
            bonus = self._options.same_state
        if self._one_voice(arrival, near):
            bonus += self._options.same_voice
        if near.days == 0 and seen.news.one_danger(arrival.news):
            bonus += self._options.same_hazard
        counted = conflict(arrival.figures, seen.figures)
        penalty = self._options.changed_day_penalty if counted else self._options.development_day_penalty
        return near.cosine + bonus - penalty * log1p(near.days)

    def _changed(self, arrival: Arrival, n: int) -> bool:
        """Whether the two tell two states."""
        seen = self._seen[n].arrival
        mine, theirs = arrival.news.state, seen.news.state
        days = (arrival.day or 0) - (seen.day or 0)
        return mine is not None and theirs is not None and changed(theirs, mine, days)

    def _remember(self, n: int, arrival: Arrival, place: Place) -> None:
        self._seen[n] = Seen(arrival=arrival, story=place.story, development=place.development)
        self._hazards.add(n, arrival.day, arrival.news.hazard)
        self._of_story[place.story].append(n)
        self._number[arrival.document] = n

    def _drop(self, gone: list[int]) -> None:
        for n in gone:
            seen = self._seen.pop(n)
            members = self._of_story[seen.story]
            members.remove(n)
            if not members:
                del self._of_story[seen.story]
            if self._number.get(seen.arrival.document) == n:
                del self._number[seen.arrival.document]

    def _forbidden(self, document: str, story: str) -> bool:
        if not self._apart:
            return False
        members = (self._seen[n].arrival.document for n in self._of_story.get(story, ()))
        return self._apart.forbids(document, story) or self._apart.forbids_any(document, members)

    def _stories_apart(self, one: str, other: str) -> bool:
        if not self._apart:
            return False
        members = [self._seen[n].arrival.document for n in self._of_story.get(one, ())]
        return self._apart.forbids(one, other) or any(self._forbidden(document, other) for document in members)
