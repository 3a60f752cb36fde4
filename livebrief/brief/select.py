"""Which lines are shown, and why: a documented scorer whose parts are told to the reader.

Owns importance. Refuses the clock: recency is relative to the newest publication that the desk knows, so that the same
material always gives the same page (law 5).
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache

import msgspec

from livebrief.brief.compose import origin_count
from livebrief.brief.lines import Told
from livebrief.nlp.words import folded_tokens
from livebrief.records.briefings import Update
from livebrief.records.readings import Material
from livebrief.records.statements import Act, Speech
from livebrief.records.verdicts import MISFIT, Stance, Value, Verdict

# Weights: set by hand on the demo beat so that tolls, denials and pledges come before colour; re-read the demo briefing
# and `livebrief eval demo` before changing one.
ACT_WEIGHT = {
    Act.CONFIRMS: 1.0,
    Act.DENIES: 1.0,
    Act.ANNOUNCES: 1.0,
    Act.WARNS: 0.8,
    Act.ACCUSES: 0.8,
    Act.PROMISES: 0.5,
    Act.URGES: 0.4,
}
VALUE_WEIGHT = {Value.DISPUTED: 1.0, Value.CORROBORATED: 0.8, Value.SUPERSEDED: -2.0, Value.UNVERIFIED: -0.5}
HALF_LIFE_H = 36.0  # a line loses half of its recency in a day and a half: yesterday evening still counts this morning
RECENCY = 3.0
FIGURES = 0.8
DESK = 0.6
NEW_FIGURE = 0.7  # a later count of the same counter
MISFIT_SEEN = 0.4
OWN_WORDS = -0.8  # an outlet's own sentence stands behind what somebody is named for
PINNED = 1000.0
REPEAT = 0.6  # shared words (Jaccard) of two lines of one speaker above which the second only repeats the first


Part = tuple[float, str]  # points, and why in words
Found = tuple[list[str], set[str]]  # lines that are alike in their order, and those of them that repeat others


class BriefOptions(msgspec.Struct, frozen=True, kw_only=True):
    """How much is shown: stories, lines per story, lines of the unknown; shortest content in words."""

    max_stories: int = 30
    max_lines: int = 60
    max_unknowns: int = 20
    min_content_words: int = 3


class Rank(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What a line's place on the page follows from: a desk has tens of thousands of lines and shows some hundred, so that
    only those are kept whole. ``alike``: story, speaker, act and figures; ``content``: its words."""

    id: str
    claim: str
    published: str
    act: str
    alike: str
    content: str


def rank_of(update: Update) -> Rank:
    """The rank of a line."""
    slots = update.slots
    figures = (f"{role}\x1f{text}" for role, text in slots.figures)
    return Rank(
        id=update.id,
        claim=update.claim,
        published=update.published,
        act=slots.act,
        alike="\x1e".join((update.story, slots.speaker, slots.act, *figures)),
        content=slots.content,
    )


def lasting_parts(told: Sequence[Told], verdict: Verdict, desks: set[str]) -> tuple[Part, ...]:
    """The parts of a claim's importance that follow from its statements and verdict, whatever else is known."""
    return (
        *_novelty(verdict),
        *_witnesses(verdict),
        *_spread(verdict),
        *_content(told, desks),
        *_standing(told, verdict),
    )


def points_of(lasting: float, first: datetime | None, pinned: int | None, newest: datetime | None) -> float:
    """The importance of a claim: the sum of its lasting parts, of how long before the ``newest`` publication it was
    ``first`` published, and of an editor's pin."""
    recency = _decay(first, newest) if first is not None and newest is not None else 0.0
    return round(lasting + recency + (PINNED - pinned if pinned is not None else 0.0), 4)


def why_shown(
    parts: Sequence[Part], first: datetime | None, pinned: int | None, newest: datetime | None
) -> tuple[str, ...]:
    """Each part of the claim's importance that counts, in words, the heaviest first."""
    every = [*_recency(first, newest), *parts]
    if pinned is not None:
        every.append((PINNED - pinned, "pinned by an editor"))
    return tuple(words for points, words in sorted(every, key=lambda part: -abs(part[0])) if points)


def first_published(told: Sequence[Told]) -> datetime | None:
    """When the first of these statements' articles says that it was published; None when none does."""
    stamps = (published_at(each.document.published.value) for each in told)
    return min((stamp for stamp in stamps if stamp is not None), default=None)


def newest_publication(material: Material) -> datetime | None:
    """The latest moment at which any current document says it was published."""
    stamps = {material.documents[each].published.value for each in material.current.values()}
    return max(filter(None, map(published_at, stamps)), default=None)


@lru_cache(maxsize=1 << 15)  # as many as there are articles of a month
def published_at(value: str) -> datetime | None:
    """An ISO value as a moment without zone (UTC), or None when undated or unreadable."""
    try:
        stamp = datetime.fromisoformat(value)
    except ValueError:
        return None
    offset = stamp.utcoffset()
    return stamp.replace(tzinfo=None) - offset if offset is not None else stamp


class Repeats:
    """Which lines repeat others: same story, speaker, act and figures, like words. Keeps what it found for the page before,
    for lines that come in the same order again. Mutable; one page at a time."""

    def __init__(self) -> None:
        self._before: dict[str, Found] = {}
        self._found: dict[str, Found] = {}

    def turn(self) -> None:
        """A new page begins: what the last one did not ask for is forgotten."""
        self._before, self._found = self._found, {}

    def among(self, lines: Sequence[Rank]) -> set[str]:
        """The ids of the lines that repeat a line before them."""
        often = Counter(line.alike for line in lines)
        groups: dict[str, list[Rank]] = defaultdict(list)
        for line in lines:
            if often[line.alike] > 1:
                groups[line.alike].append(line)
        repeats: set[str] = set()
        for alike, group in groups.items():
            order, found = [line.id for line in group], self._before.get(alike)
            if found is None or found[0] != order:
                found = order, _repeating(group)
            self._found[alike] = found
            repeats |= found[1]
        return repeats


def _repeating(group: Sequence[Rank]) -> set[str]:
    kept: list[frozenset[str]] = []
    found: set[str] = set()
    for line in group:
        words = _words(line.content)
        if any(_overlap(words, other) >= REPEAT for other in kept):
            found.add(line.id)
        else:
            kept.append(words)
    return found


@lru_cache(maxsize=1 << 12)  # the lines of the last pages
def _words(content: str) -> frozenset[str]:
    return frozenset(folded_tokens(content))


def _overlap(mine: frozenset[str], theirs: frozenset[str]) -> float:
    """Jaccard; two lines without content of one speaker and act are the same line."""
    return len(mine & theirs) / len(mine | theirs) if mine | theirs else 1.0


def _decay(first: datetime, newest: datetime) -> float:
    hours = (newest - first).total_seconds() / 3600
    return RECENCY * 0.5 ** (hours / HALF_LIFE_H) if hours > 0 else RECENCY


def _hours(first: datetime, newest: datetime) -> float:
    return max(0.0, (newest - first).total_seconds() / 3600)


def _recency(first: datetime | None, newest: datetime | None) -> list[Part]:
    if newest is None or first is None:
        return []
    return [(_decay(first, newest), f"first published {_hours(first, newest):.0f} h before the newest article")]


def _novelty(verdict: Verdict) -> list[Part]:
    """A figure that replaces another, or numbers that do not add up, are news by themselves."""
    features = {reason.feature for reason in verdict.reasons}
    parts = [(NEW_FIGURE, "replaces an earlier figure")] if "newer_figure" in features else []
    return parts + ([(MISFIT_SEEN, "its figures do not add up")] if MISFIT in features else [])


def _witnesses(verdict: Verdict) -> list[Part]:
    supports = [each for each in verdict.witnesses if each.stance is Stance.SUPPORTS]
    number = origin_count(supports)
    return [(min(number - 1, 3) * 0.8, f"{number} independent sources")] if number > 1 else []


def _spread(verdict: Verdict) -> list[Part]:
    outlets = {outlet for each in verdict.witnesses for outlet in each.carriers}
    return [(0.7 * math.log2(len(outlets)), f"carried by {len(outlets)} outlets")] if len(outlets) > 1 else []


def _content(told: Sequence[Told], desks: set[str]) -> list[Part]:
    parts: list[Part] = []
    roles = sorted({figure.role for each in told for figure in each.sighting.figures} - {"count"})
    if roles:
        parts.append((FIGURES, "gives figures: " + ", ".join(roles)))
    kept = sorted({desk for each in told for desk in each.sighting.desks} & desks)
    if kept:
        parts.append((DESK, "belongs to a desk of the beat: " + ", ".join(kept)))
    return parts


def _standing(told: Sequence[Told], verdict: Verdict) -> list[Part]:
    acts = {each.sighting.act for each in told}
    best = max(acts, key=lambda act: (ACT_WEIGHT.get(act, 0.0), act.value))
    parts = [(ACT_WEIGHT.get(best, 0.0), f"act: {best.value}")]
    parts.append((VALUE_WEIGHT.get(verdict.value, 0.0), f"verdict: {verdict.value.value}"))
    if all(each.sighting.statement.speech is Speech.ASSERTED for each in told):
        parts.append((OWN_WORDS, "an outlet's own sentence"))
    return parts
