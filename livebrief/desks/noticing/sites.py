"""Public places that a notice can be about: schools, shelters, bridges, crossings, stations. Each by its own name, else by
the place that it serves.

Owns the finding of one in a sentence; refuses what has neither name nor place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from livebrief.desks.page import Passage
from livebrief.records.mentions import PlaceMention

_KINDS = (
    ("schools", r"(?:(?:public|primary|secondary|state|all) )*schools?(?: and (?:kindergartens|colleges|nurseries|universities))?|kindergartens?|nurser(?:y|ies)|day-?care cent(?:er|re)s?"),
    ("university", r"universit(?:y|ies)|colleges?|campus(?:es)?"),
    ("shelter", r"(?:emergency |evacuation |storm |public |bomb |air-?raid |warming )*shelters?|warming cent(?:er|re)s?|evacuation cent(?:er|re)s?"),
    ("bridge", r"bridges?|causeways?|tunnels?"),
    ("port", r"(?:sea)?ports?|harbou?rs?|ferry terminals?"),
    ("crossing", r"(?:border )?(?:crossings?|checkpoints?)|border posts?"),
    ("railway", r"railway stations?|train stations?|metro(?: system| stations?)?|subway|underground stations?"),
    ("road", r"highways?|motorways?|interstates?|roads?"),
    ("library", r"librar(?:y|ies)|museums?|theat(?:er|re)s?|cinemas?"),
    ("hospital", r"hospitals?|clinics?"),
    ("court", r"courts?|courthouses?|government offices|county offices|city offices|banks"),
    ("park", r"(?:theme |national |state |city )?parks?|beach(?:es)?|zoo"),
    ("market", r"markets?|shops|supermarkets"),
)  # fmt: skip
_HEAD = re.compile("|".join(rf"\b(?P<k{n}>{form})\b" for n, (_, form) in enumerate(_KINDS)), re.I)
_OWN = re.compile(r"(?:(?!(?:The|All|Some|Most|Both|Three|Two|Many|Several|In|On|At|No)\s)[A-ZÀ-Þ][\w.'’-]+\s){1,4}$")
_BEHIND = re.compile(
    r"\s+(?:in|at|of|near|across|around|throughout|between|from|on)\s+(?:the\s+|all\s+)?(?P<name>[A-ZÀ-Þ]\w+)?"
)
_LOCAL = frozenset({"schools", "university", "bridge", "port", "crossing", "railway", "road"})  # a town has its own
_REACH = 60  # code points from the head to where its place is named


class Site(msgspec.Struct, frozen=True, kw_only=True):
    """A public place at ``[start, end)`` of a sentence: its kind, its own ``name`` (or the place's), and where."""

    start: int
    end: int
    kind: str
    name: str
    place: PlaceMention | None = None


def site_in(passage: Passage, start: int, end: int, around: PlaceMention | None = None) -> Site | None:
    """The public place that stands nearest before the word of state at ``[start, end)``, else nearest behind it.

    ``around``: the settlement that the text is about, for places that have no name of their own ("all six schools").
    """
    hits = [hit for hit in _HEAD.finditer(passage.text) if not start <= hit.start() < end]
    before = [
        hit
        for hit in hits
        if hit.end() <= start and not re.search(r"[;]|\b(?:but|while)\b", passage.text[hit.end() : start])
    ]
    behind = [
        hit
        for hit in hits
        if hit.start() >= end
        and hit.start() - end <= _REACH
        and not re.search(r"[;,]", passage.text[end : hit.start()])
    ]
    for hit in (*before[:1], *behind[:1]):
        found = _site(passage, hit, around)
        if found is not None:
            return found
    return None


def _site(passage: Passage, hit: re.Match[str], around: PlaceMention | None) -> Site | None:
    text = passage.text
    kind = _KINDS[int(str(hit.lastgroup)[1:])][0]
    own = _OWN.search(text[: hit.start()])
    if own is not None:
        name = own.group().strip()
        place = _covering(passage.places, passage.span.start, own.start(), hit.start())
        return Site(start=own.start(), end=hit.end(), kind=kind, name=re.sub(r"['’]s?$", "", name), place=place)
    place = _near(passage, hit)
    if place is not None:
        return Site(start=hit.start(), end=hit.end(), kind=kind, name=place.name, place=place)
    named = _BEHIND.match(text, hit.end())
    if named is None or not named["name"]:
        local = around if kind in _LOCAL else None
        return Site(start=hit.start(), end=hit.end(), kind=kind, name=local.name, place=local) if local else None
    return Site(start=hit.start(), end=hit.end(), kind=kind, name=str(named["name"]))


def _covering(places: Sequence[PlaceMention], base: int, start: int, end: int) -> PlaceMention | None:
    return next((each for each in places if each.precision and start <= each.span.start - base < end), None)


def _near(passage: Passage, hit: re.Match[str]) -> PlaceMention | None:
    """The place behind "in", "at" or "of", else the one that the sentence is about."""
    link = _BEHIND.match(passage.text, hit.end())
    base = passage.span.start
    near = [each for each in passage.places if each.precision and 0 <= each.span.start - base - hit.end() <= _REACH]
    if link is not None and near:
        return near[0]
    return next((each for each in passage.places if each.precision not in ("", "country", "continent")), None)
