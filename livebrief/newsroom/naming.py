"""What an editor's words and ids stand for: which kind of thing, where it leads now, text made fit for the journal."""

from __future__ import annotations

from livebrief.errors import WrongUsage
from livebrief.records.readings import Groups, Material


class Refusal(WrongUsage):
    """An action cannot be done as it was asked for; says what to change."""


def resolve(some_id: str, groups: Groups) -> str:
    """Where the id leads now."""
    return groups.redirects.get(some_id, some_id)


def kind_of(some_id: str, material: Material) -> str:
    """claim | development | story | statement | document, or empty for what the desk does not know."""
    groups = material.groups
    for kind, known_ids in (
        ("claim", groups.claims),
        ("development", groups.developments),
        ("story", groups.stories),
        ("statement", groups.claim_of),
        ("document", groups.story_of),
    ):
        if some_id in known_ids:
            return kind
    return ""


def story_of(some_id: str, groups: Groups) -> str:
    """The story that a thing is part of now; empty when it is part of none."""
    here = resolve(some_id, groups)
    if here in groups.stories:
        return here
    if here in groups.claim_of:
        here = groups.claim_of[here]
    held = groups.claims.get(here) or groups.developments.get(here)
    return held.story if held else groups.story_of.get(here, "")


def words(given: object, what: str, most: int) -> str:
    """Text on one line, as typed, without control characters. Raises Refusal when empty or too long."""
    text = " ".join("".join(sign if sign.isprintable() else " " for sign in str(given or "")).split())
    text = text.encode("utf-8", "ignore").decode("utf-8")
    if not text:
        raise Refusal(f"{what} is missing", way_out="write one or two sentences")
    if len(text) > most:
        raise Refusal(f"{what} is too long", way_out=f"at most {most} characters")
    return text
