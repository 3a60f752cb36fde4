"""A story's lines as days of developments, in the order in which they were told.

Owns the order of a story page. Refuses to merge or to name: a development's title is a stored one, with its outlet.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import msgspec

from livebrief.records.articles import Document
from livebrief.records.briefings import StoryBrief, Update
from livebrief.records.readings import Material

FIRST_WORDS = 12  # of an article without a title: about as many as a headline has
DAY = len("2025-03-05")
LAST = "9999"  # what has no date stands after all that has one


class Turn(msgspec.Struct, frozen=True, kw_only=True):
    """One development on a story page: the title and outlet of the first article that told it, and its lines."""

    title: str
    outlet: str
    began: str
    lines: tuple[Update, ...]


class Day(msgspec.Struct, frozen=True, kw_only=True):
    """The developments that began on one day; ``day`` is "" for those without a date."""

    day: str
    turns: tuple[Turn, ...]


def days_of(story: StoryBrief, material: Material) -> list[Day]:
    """The story's lines by development, developments by the day they began; every line once, undated ones last."""
    lines: dict[str, list[Update]] = defaultdict(list)
    for update in story.updates:
        lines[update.development].append(update)
    turns = sorted((_turn(key, found, material) for key, found in lines.items()), key=lambda each: each.began or LAST)
    days: dict[str, list[Turn]] = defaultdict(list)
    for turn in turns:
        days[turn.began[:DAY]].append(turn)
    return [Day(day=day, turns=tuple(found)) for day, found in days.items()]


def heading_of(story: StoryBrief, material: Material) -> str:
    """The story's heading; of an untitled article its first words."""
    doc = material.documents.get(story.heading_document)
    return story.heading.strip() or (title_of(doc) if doc else "") or "A story without a title"


def title_of(doc: Document) -> str:
    """The document's title, else its first words, with an ellipsis where they are cut."""
    if title := doc.title.strip():
        return title
    words = doc.text.split(maxsplit=FIRST_WORDS)
    return " ".join(words[:FIRST_WORDS]) + (" …" if len(words) > FIRST_WORDS else "")


def _turn(key: str, lines: Iterable[Update], material: Material) -> Turn:
    ordered = sorted(lines, key=lambda line: (line.published or LAST, -line.score, line.id))
    development = material.groups.developments.get(key)
    docs = (
        [material.documents[each] for each in development.documents if each in material.documents]
        if development
        else []
    )
    first = min(docs, key=lambda doc: (doc.published.value or LAST, doc.id), default=None)
    return Turn(
        title=title_of(first) if first else "",
        outlet=first.outlet if first else "",
        began=ordered[0].published,
        lines=tuple(ordered),
    )
