"""The front page: a glance, the first stories with their first lines, what is not shown. And the widget, its glance alone."""

from __future__ import annotations

from collections import Counter
from typing import Any

from livebrief.publish.edition import Edition
from livebrief.publish.languages import tongue
from livebrief.publish.linked import live_blog
from livebrief.records.briefings import Briefing, Update

LINES = 5  # a story has on the front page: with ten stories page, style and scripts stay under 100 KB
STORIES = 10
GLANCE = 5
MOMENTS = 60  # days offered on the page of other moments: two months


def front(edition: Edition) -> dict[str, Any]:
    """What stands on the front page."""
    brf = edition.brf
    return {
        "glance": glance(brf),
        "stories": [(story, story.updates[:LINES]) for story in brf.stories[:STORIES]],
        "more": brf.stories[STORIES:],
        "reasons": dict(Counter(item.reason for item in brf.withheld).most_common()),
        "known": edition.known,
        "plural": _plural(edition.language),
        "blog": live_blog(brf, edition.outlet_name, edition.language),
    }


def widget(edition: Edition) -> dict[str, Any]:
    """What stands in the embeddable page."""
    return {"glance": glance(edition.brf)}


def moments(edition: Edition) -> dict[str, Any]:
    """The days on which the desk learnt something, the newest first."""
    days = Counter(f"{known:%Y-%m-%d}" for known in edition.material.known_at.values())
    return {"days": sorted(days.items(), reverse=True)[:MOMENTS]}


def glance(brf: Briefing) -> list[Update]:
    """The most important line of each story, the most important of these first."""
    first = [max(story.updates, key=lambda up: up.score) for story in brf.stories if story.updates]
    return sorted(first, key=lambda up: -up.score)[:GLANCE]


def _plural(language: str) -> dict[str, str]:
    """``{n} new lines`` by CLDR plural category, for the script: the words stay in the catalogue."""
    words = tongue(language)
    sample = {"one": 1, "few": 2, "many": 5, "other": 2 if language == "en" else 5}
    return {kind: words.counted(n, "new line", "new lines").replace(str(n), "{n}", 1) for kind, n in sample.items()}
