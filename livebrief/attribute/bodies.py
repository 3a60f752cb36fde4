"""Which government a body belongs to: "the government", "its Defence Ministry", "the Defence Ministry in Moscow".

Owns the look at sides around; refuses to know who spoke (sources.py).
"""

from __future__ import annotations

from collections.abc import Sequence

from livebrief.attribute.actors import Actors
from livebrief.attribute.naming import description
from livebrief.attribute.page import Page
from livebrief.attribute.stand_ins import BODY, SEAT, SIDE_REACH
from livebrief.records.sources import Actor
from livebrief.records.spans import Span
from livebrief.records.statements import Source

SEAT_REACH = 40  # code points behind "the Defence Ministry" that " in Moscow" stands in


def body_meant(
    page: Page, actors: Actors, spoken: Sequence[tuple[int, Source]], words: str, near: Span
) -> Actor | None:
    """ "The government", "its Defence Ministry": the body of the side that the text speaks of just before."""
    noun = description(words)
    if noun == words or not BODY.search(noun):
        return None
    sides = _sides_before(page, actors, spoken, words, near)
    return next((body for side in sides if (body := actors.body(noun, side))), None)


def seated(page: Page, actors: Actors, words: str, spans: tuple[Span, ...]) -> Actor | None:
    """ "The Defence Ministry in Moscow": the body of the side whose government goes by that town's name."""
    what, inside, _ = words.partition(" in ")
    begin = spans[-1].start + len(what) if inside else spans[-1].end
    seat = SEAT.match(page.words(Span(begin, begin + SEAT_REACH)))
    ruler = actors.named(seat["seat"]) if seat and BODY.search(description(what)) else None
    return actors.body(description(what), ruler.side) if ruler and ruler.side else None


def _sides_before(
    page: Page, actors: Actors, spoken: Sequence[tuple[int, Source]], words: str, near: Span
) -> list[str]:
    """Sides by nearness: for "its" the sentence's own subject first; then whoever spoke or was spoken of last."""
    start = page.sentence(near.start).start
    own = actors.sides_in(page.words(Span(start, near.end))) if words[:3].lower() == "its" else []
    told = [men.side for men in page.between(max(0, near.start - SIDE_REACH), near.start) if men.side]
    said = [who.side for at, who in spoken if who.side and at <= near.start]
    return [*own, *reversed(told), *reversed(said)]
