"""The control desk: who is said to hold a place, each word *claimed* by a side or *assessed* by an observer.

Owns the entries: one per settlement, with its history; one per layer of an attached series, with the area gained and
lost. Where sources differ both stand: there is never a vote. Nothing is finer than the settlement that a source named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from livebrief.desks.controlling.holding import Holding, day_of, holdings
from livebrief.desks.controlling.layers import Series, series
from livebrief.desks.controlling.words import CONTESTED, DENIED, HOLDS, UNVERIFIED
from livebrief.desks.desk import chain, claims_of, statements_of
from livebrief.desks.page import Page, Told
from livebrief.desks.parties import ADJECTIVE, NAME, SEAT, Parties
from livebrief.nlp.words import fold
from livebrief.records.ids import mint
from livebrief.records.ledgers import Cell, Column, Control, Flag, current
from livebrief.records.mentions import PlaceMention

name = "control"
title = "Control"
notice = (
    "Who is said to hold what, by whom: claimed (a side speaks) or assessed (an observer does). Where sources differ,"
    " both are shown. Not a guide for movement."
)
columns: tuple[Column, ...] = (
    Column(field="place", heading="Place"),
    Column(field="held", heading="Said to be held"),
)
_OFFICIAL = re.compile(
    r"\b(?:minist\w+|army|armed forces|forces|troops|general staff|military|militar\w+|government|governor|president|command\w*"
    r"|brigade|battalion|captain|major|colonel|general|kremlin|officials?|authorities|administration)\b",
    re.I,
)
_OBSERVER = re.compile(
    r"\b(?:monitor\w*|observ\w+|analysts?|institute|think[- ]tank|researchers?|project|mappers?|residents?|witness\w*|locals|bloggers?|correspondents?)\b",
    re.I,
)
CLAIMED, ASSESSED = "claimed", "assessed"


def read(page: Page) -> Iterator[Control]:
    """One entry per settlement in the order in which they were first told of, then one per layer of each series."""
    parties = page.parties
    places: dict[str, list[Holding]] = {}
    for each in holdings(page):
        places.setdefault(_key(each.place, places), []).append(each)
    for found in places.values():
        yield _entry(page, found, parties)
    for each_series in series(page.material.references):
        yield from _layers(page, each_series)


def _key(place: PlaceMention, places: Mapping[str, Sequence[Holding]]) -> str:
    """What tells places apart: the gazetteer's id. A name without one is the place of that name just told of."""
    named = [key for key, told in places.items() if fold(told[0].place.name) == fold(place.name)]
    known = [key for key in named if not (place.id and _id_of(places[key])) or _id_of(places[key]) == place.id]
    return known[-1] if known else place.id or fold(place.name)


def _id_of(told: Sequence[Holding]) -> str:
    """The gazetteer's id of the place, where one of its tellings has it."""
    return next((each.place.id for each in told if each.place.id), "")


def _entry(page: Page, found: list[Holding], parties: Parties) -> Control:
    held = chain(_cell(page, each, parties) for each in found)
    first = found[0]
    founder = first.told or first.passage.told[0]
    return Control(
        id=page.entry_id(name, founder, f"{first.place.id or fold(first.place.name)}"),
        title=f"{first.place.text}: {state(held)}",
        when=first.passage.day,
        where=(first.place,),
        place=first.place.text,  # as the source calls it: namesakes and former names are for the map
        held=held,
        claims=claims_of(held),
        statements=statements_of(held),
        story=founder.story,
        verdict=page.verdict(held),
        flags=_flags(held),
    )


def _cell(page: Page, each: Holding, parties: Parties) -> Cell:
    basis = _basis(each.told, parties) if each.told else ASSESSED
    return page.cell(
        each.passage, each.start, each.end, text=each.word, unit=basis, as_of=day_of(each), **_speaker(each)
    )


def _speaker(each: Holding) -> dict[str, str]:
    """The speaker of the statement itself, where the words stand outside its content (a denial's object)."""
    return {"by": each.told.by, "act": each.told.act.value} if each.told else {}


def _basis(told: Told, parties: Parties) -> str:
    """Claimed where the speaker belongs to a side or a state; assessed where an observer or the outlet itself speaks."""
    if told.own_words or _OBSERVER.search(told.by):
        return ASSESSED
    if told.sighting.source.side or _OFFICIAL.search(f"{told.by} {told.sighting.source.role}"):
        return CLAIMED
    party = parties.of(told.by)
    return CLAIMED if party is not None and party.kind in (NAME, ADJECTIVE, SEAT) else ASSESSED


def state(held: tuple[Cell, ...]) -> str:
    """``contested`` where the speakers' last words differ or one says so; else the one word that they share."""
    words = {cell.text for cell in current(held)} - {UNVERIFIED}
    if not words:
        return UNVERIFIED
    if len(words) > 1 or words <= {CONTESTED, DENIED}:
        return CONTESTED
    only = next(iter(words))
    speakers = {cell.by for cell in current(held) if cell.text == only and cell.unit == CLAIMED}
    return CONTESTED if only == HOLDS and len(speakers) > 1 else only


def _flags(held: tuple[Cell, ...]) -> tuple[Flag, ...]:
    last = [cell for cell in current(held) if cell.text != UNVERIFIED]
    if len({cell.text for cell in last}) < 2:
        return ()
    says = "sources differ: " + "; ".join(f"{cell.by}: {cell.text} ({cell.unit})" for cell in last)
    return (Flag(kind="sources-differ", says=says, statements=statements_of(last)),)


def _layers(page: Page, source: Series) -> Iterator[Control]:
    """One entry per status that the series marks: its area by day, and what changed from the first day to the last."""
    as_of = page.material.as_of.strftime("%Y-%m-%d")
    for status in sorted(source.by_status):
        days = [day for day in source.days(status) if day <= as_of]
        if not days:
            continue
        held = tuple(
            Cell(
                text=status,
                by=source.name,
                as_of=day,
                value=round(source.area(status, day), 1),
                unit="km2",
                reference=source.references[0],
            )
            for day in days
        )
        yield Control(
            id=mint("ent", page.material.as_of, f"{name}|{source.name}|{status}"),
            title=f"{source.name}: marked {status}, {held[-1].value:,.0f} km² on {days[-1]}",
            when=days[-1],
            place=source.name,
            held=held,
            flags=_change(source, status, days),
        )


def _change(source: Series, status: str, days: list[str]) -> tuple[Flag, ...]:
    if len(days) < 2:
        return ()
    change = source.change(status, days[0], days[-1])
    says = (
        f"{change.before} to {change.after}: {change.gained:,.1f} km² newly marked {status}, {change.lost:,.1f} km² no longer;"
        f" from {change.area_before:,.1f} to {change.area_after:,.1f} km² ({change.method}; the series' own polygons)"
    )
    return (Flag(kind="area-change", says=says),)
