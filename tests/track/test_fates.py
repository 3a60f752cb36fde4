"""What became of a named person; places that can be one; names, streets and numbers alone are no assertion."""

from __future__ import annotations

import pytest

from livebrief.nlp.words import folded_tokens
from livebrief.records.mentions import EntityMention, PlaceMention
from livebrief.records.spans import Span
from livebrief.records.statements import Sighting, Speech
from livebrief.track.apart import Apart
from livebrief.track.asserting import Setting
from livebrief.track.claims import Claims
from livebrief.track.fates import fates_of
from livebrief.track.options import TrackOptions
from livebrief.track.whereabouts import apart
from tests.track.made import MORNING, sighting

ORLA = ("Orla Jane Brandt",)


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ("Orla Jane Brandt, 44, of Port Harl died of burns from the silo fire", "killed"),
        ("the 44-year-old killed as Orla Jane Brandt, who kept bees", "killed"),
        ("Brandt was pronounced dead at the quay", "killed"),
        ("Orla Brandt was later arrested at the ferry", "arrested"),
        ("his nominee for the harbour board of Ostermark, Dr Orla Jane Brandt", "named"),
        ("the search for Orla Brandt goes on", "missing"),
    ],
)
def test_what_became_of_somebody(words: str, what: str) -> None:
    assert {fate.what for fate in fates_of(folded_tokens(words), ORLA)} == {what}


@pytest.mark.parametrize(
    "words",
    [
        "Orla Jane Brandt said the fireman died in the silo",
        "Orla Jane Brandt killed two bulls",
        "Brandt saw the silo burn",
        "the bees died",
    ],
)
def test_what_became_of_others_is_not_hers(words: str) -> None:
    assert not fates_of(folded_tokens(words), ORLA)


def place(name: str, lat: float | None, precision: str, within: str = "OS.N", ident: str = "") -> PlaceMention:
    """A place at a latitude, on one meridian."""
    known = lat is not None
    return PlaceMention(
        span=Span(0, 1),
        text=name,
        name=name,
        lat=lat,
        lon=10.0 if known else None,
        country="OS" if known else "",
        id=ident or (name if known else ""),
        precision=precision,
        within=within,
    )


COUNTRY, REGION = place("Ostermark", 50.0, "country", ""), place("Norland", 52.0, "region")
HARL, QUAY, FAR = place("Harl", 53.0, "city"), place("Harl Quay", 53.1, "town"), place("Orl", 56.0, "city", "OS.S")


@pytest.mark.parametrize(
    ("one", "other", "are_apart"),
    [
        (HARL, HARL, False),
        (HARL, QUAY, False),
        (HARL, FAR, True),
        (COUNTRY, FAR, False),
        (REGION, HARL, False),
        (REGION, FAR, True),
        (HARL, place("The Old Weir", None, ""), False),
    ],
)
def test_places_that_can_be_one(one: PlaceMention, other: PlaceMention, are_apart: bool) -> None:
    assert apart((one,), (other,)) is are_apart
    assert apart((other,), (one,)) is are_apart


def joined(one: str, other: str, *, people: tuple[str, ...] = ()) -> bool:
    """Whether two statements of two outlets are one claim, after a hundred others."""
    claims = Claims(TrackOptions(), Apart())
    for n in range(100):
        claims.place(
            sighting(f"x{n}", f"clerk {n} counted {n} grey pebbles"), Setting(story="other", development="d"), MORNING
        )
    found = []
    for n, text in enumerate((one, other)):
        mentions = tuple(
            EntityMention(span=Span(at, at + len(name)), text=name, type="person", name=name)
            for name in people
            if (at := text.find(name)) >= 0
        )
        setting = Setting(story="s", development="d", document=f"doc{n}", text=text, people=mentions)
        found.append(claims.place(spoken(f"s{n}", text, f"Speaker {n}"), setting, MORNING)[0])
    return found[0] == found[1]


def spoken(name: str, text: str, source: str) -> Sighting:
    """A statement of a whole text."""
    return sighting(name, text, source=source)


def test_two_reports_of_one_death_are_one_claim() -> None:
    one = "Orla Brandt, 44, died of burns from the fire in the Brackwater silo"
    other = "the woman killed as Orla Brandt, a keeper of bees and a singer in the harbour choir"
    assert joined(one, other, people=("Orla Brandt",))
    assert not joined(one, other)


def test_a_place_with_a_long_name_is_no_assertion() -> None:
    assert not joined("a fire burned in the Harl Quay Corn Exchange", "he may be at the Harl Quay Corn Exchange")


def test_two_numbers_that_have_nothing_in_common_are_two_assertions() -> None:
    assert not joined(
        "three barges were damaged by shrapnel", "shrapnel damaged the mirror of her barge for 200 crowns"
    )
    assert joined("three barges were damaged by shrapnel", "the shrapnel damaged 3 barges")


def test_a_speaker_who_speaks_of_himself_is_not_told_by_another() -> None:
    claims = Claims(TrackOptions(), Apart())
    need = sighting("s1", "we need more shallow barges", source="Harbour pilots", speech=Speech.DIRECT)
    shift = sighting(
        "s2", "the turn in policy on shallow barges was needed to answer the silt of the Harl", source="Ada Marsh"
    )
    told = sighting("s3", "the pilots need more shallow barges", source="Bela Orr")
    found = [
        claims.place(each, Setting(story="s", development="d", document=each.id), MORNING)[0]
        for each in (need, shift, told)
    ]
    assert found[0] != found[1]
    assert found[0] == found[2]
