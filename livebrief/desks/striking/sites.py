"""Where an attack is said to have struck, by the sentence that tells of it. Owns the places of one sentence.

Refuses places that only seat a speaker or an attacker, and anything finer than what is named.
"""

from __future__ import annotations

import re

from livebrief.desks.page import Page, Passage
from livebrief.desks.slots import Slot
from livebrief.desks.whereabouts import settlement_before
from livebrief.records.mentions import PlaceMention
from livebrief.records.spans import Span

_SAID_IN = re.compile(r"^\W*In\s+(?:the\s+)?$")
_INTO = re.compile(r"\b(?:in|on|at|into|inside|near|over|against|of|towards?)\s+(?:the\s+|[\w’']+\s+){0,4}$", re.I)
_SEATED = re.compile(r"\b(?:ministry|officials?|spokes\w+|authorities)\s+in\s+$", re.I)
_FROM = re.compile(  # where it was fired
    r"\bfrom\s+(?:[\w-]+\s+){0,4}?(?:(?:over|near|in|off|at|above)\s+)?(?:the\s+)?$", re.I
)
_THE_SITE = re.compile(
    r"\b(?:the|this) (?:\w+ )?(?:village|town|city|block|building|house|school|hospital|strike|attack)\b", re.I
)
_PART_OF = re.compile(
    r"\b(?:centre|center|outskirts|suburbs?|villages?|towns?|city|settlement|port|heart|streets) of (?P<name>[A-Z][\w'’-]+(?: [A-Z][\w-]+)?)"
)
SPEAKER_REACH = 6  # code points from a place to the speaker who sits there: a comma and an article
SITE_REACH = 4  # sentences back in which "the city" was named


def sites(page: Page, passage: Passage) -> tuple[PlaceMention, ...]:
    """The places below a country that a preposition says something happened at; of lists all."""
    found: list[PlaceMention] = []
    for place in passage.places:
        before = passage.text[: place.span.start - passage.span.start]
        if place.precision in ("", "country", "continent", "water") or _SEATED.search(before) or _FROM.search(before):
            continue
        if _SAID_IN.match(before) and _speaks_next(passage, place):
            continue  # where its speaker sits
        listed = bool(found) and re.fullmatch(
            r"[\s,]*(?:and\s+)?", passage.text[_end(passage, found[-1]) : len(before)]
        )
        if _INTO.search(before) or listed or re.search(r"(?:--|—|:|-)\s*$", before):
            found.append(place)
    found += _so_called(passage)
    if not found and _THE_SITE.search(passage.text):
        near = settlement_before(page, passage, SITE_REACH)
        return (near,) if near is not None else ()
    return tuple(found)


def _so_called(passage: Passage) -> list[PlaceMention]:
    """Settlements that the words call so ("the centre of X"), where no gazetteer knows them."""
    known = [place.span for place in passage.places]
    found = []
    for hit in _PART_OF.finditer(passage.text):
        span = Span(*hit.span("name")).shift(passage.span.start)
        if not any(span.overlaps(each) for each in known):
            found.append(PlaceMention(span=span, text=hit["name"], name=hit["name"], precision="settlement"))
    return found


def _speaks_next(passage: Passage, place: PlaceMention) -> bool:
    """Whether a speaker is named right behind the place ("In Moscow, the Foreign Ministry …")."""
    starts = [span.start for told in passage.told for span in told.sighting.source.spans]
    return any(0 <= start - place.span.end <= SPEAKER_REACH for start in starts)


def _end(passage: Passage, place: PlaceMention) -> int:
    return place.span.end - passage.span.start


def countries(passage: Passage, attacker: Slot | None) -> tuple[PlaceMention, ...]:
    own = attacker.start if attacker is not None and attacker.passage is passage else -1
    return tuple(
        place
        for place in passage.places
        if place.precision == "country"
        and place.span.start - passage.span.start != own
        and _INTO.search(passage.text[: place.span.start - passage.span.start])
    )
