"""The pages of a story: its days, and two outlets or sides of it side by side."""

from __future__ import annotations

from typing import Any

from livebrief.publish import sides
from livebrief.publish.edition import Edition
from livebrief.publish.timeline import days_of, heading_of
from livebrief.records.briefings import StoryBrief


def story(key: str, edition: Edition) -> dict[str, Any] | None:
    """What stands on a story's page; None for no story, and for one that an editor keeps back."""
    found = next((each for each in edition.brf.stories if each.story == key), None) or _unlisted(key, edition)
    if found is None:
        return None
    return {
        "story": found,
        "heading": heading_of(found, edition.material),
        "days": days_of(found, edition.material),
        "pairs": sides.pairs(edition.directory.of_story(key)),
        "known": edition.known,
    }


def compare(wanted: str, edition: Edition) -> dict[str, Any] | None:
    """Two parties on a story (``STORY`` or ``STORY/ONE/OTHER``), claim by claim; None when there are no two."""
    key, _, pair = wanted.partition("/")
    told = edition.directory.of_story(key)
    offered = sides.pairs(told)
    if pair:
        one, _, other = pair.partition("/")
        left, right = sides.named(told, one), sides.named(told, other)
    else:
        left, right = offered[0] if offered else (None, None)
    if left is None or right is None:
        return None
    return {
        "story": key,
        "left": left,
        "right": right,
        "rows": sides.rows(told, left, right),
        "pairs": offered,
        "heading": edition.headings.get(key, ""),
    }


def _unlisted(key: str, edition: Edition) -> StoryBrief | None:
    """A story that the briefing has no room for: its lines as they would be shown."""
    material, groups = edition.material, edition.material.groups
    found = groups.stories.get(key)
    if found is None or key in groups.hidden:
        return None
    claims = [clm.id for clm in groups.claims.values() if clm.story == key]
    lines = [line for each in claims if (line := edition.shelf.line(each)) is not None]
    docs = [material.documents[each] for each in found.documents if each in material.documents]
    head = next((doc for doc in docs if doc.title), docs[0] if docs else None)
    return StoryBrief(
        story=key,
        heading=head.title if head else "",
        heading_document=head.id if head else "",
        state=found.state,
        updates=tuple(lines),
        documents=len(docs),
        outlets=tuple(sorted({doc.outlet for doc in docs if doc.outlet})),
        last=max((doc.published.value for doc in docs), default=""),
    )
