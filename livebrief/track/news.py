"""What the head of an article gives as news in the two forms that grouping asks for: a state told, a hazard reported."""

from __future__ import annotations

import re

import msgspec

from livebrief.track.hazards import HAZARD_WORDS, Hazard, hazard_of
from livebrief.track.heads import LOOKED_AT, head_of
from livebrief.track.states import THING_WORDS, State, state_of

_WORD = re.compile(r"[a-z]+")


class News(msgspec.Struct, frozen=True, kw_only=True):
    """``state``: what a thing is said to be now; ``hazard``: what is warned of or reported. None where nothing is."""

    state: State | None = None
    hazard: Hazard | None = None

    def one_thing(self, other: News) -> bool:
        """Whether both surely tell a state of one thing."""
        return self.state is not None and other.state is not None and self.state.surely_of_one(other.state)

    def one_danger(self, other: News) -> bool:
        """Whether both report one kind of danger, with a name in common."""
        return self.hazard is not None and other.hazard is not None and self.hazard.of_one(other.hazard)


NOTHING = News()


def news_of(title: str, text: str) -> News:
    """What the head of an article reports. Law: pure."""
    words = frozenset(_WORD.findall(f"{title}\n{text[:LOOKED_AT]}".lower()))
    thing, danger = not words.isdisjoint(THING_WORDS), not words.isdisjoint(HAZARD_WORDS)
    if not thing and not danger:  # what tells neither is read no further
        return NOTHING
    head = head_of(title, text)
    return News(state=state_of(head) if thing else None, hazard=hazard_of(head, text) if danger else None)
