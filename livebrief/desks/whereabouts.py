"""Where a sentence is that names no place itself: the nearest settlement named before it in its document.

Owns that one inference. Refuses to reach over a region that was named in between, and to pick among settlements of
another kind than the sentence means ("the village").
"""

from __future__ import annotations

import re

from livebrief.desks.page import Page, Passage
from livebrief.records.mentions import PlaceMention

BROAD = frozenset({"country", "", "continent", "water", "region"})  # grains coarser than a settlement
_MEANT = re.compile(r"\b(?:the|this) (village|town|city)\b", re.I)


def settlement_before(page: Page, passage: Passage, back: int = 0) -> PlaceMention | None:
    """The settlement (or what is finer) named last before the sentence; at most ``back`` sentences away, 0: anywhere."""
    meant = _MEANT.search(passage.text)
    for away in range(1, min(back or passage.n, passage.n) + 1):
        earlier = page.before(passage, away)
        places = earlier.places if earlier else ()
        found = [place for place in places if place.precision not in BROAD]
        if meant:
            found = [place for place in found if place.precision == meant.group(1).casefold()]
        if found:
            return found[-1]
        if not meant and any(place.precision == "region" for place in places):
            return None
    return None


def any_before(page: Page, passage: Passage) -> PlaceMention | None:
    """The place of any grain named last before the sentence in its document."""
    earlier = (page.before(passage, back) for back in range(1, passage.n + 1))
    return next((place for each in earlier if each for place in each.places if place.precision), None)
