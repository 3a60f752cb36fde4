"""One voice in two languages: its quotation is one claim, its articles one story and one development."""

from __future__ import annotations

import msgspec
import pytest

from livebrief.nlp.words import folded_tokens
from livebrief.records.readings import Reading
from livebrief.records.statements import Sighting, Source, Speech
from livebrief.track import Tracker
from livebrief.track.translating import translated
from tests.track.made import FIRE, reading, sighting
from tests.track.test_tracker import place_all

ENGLISH = "We will not negotiate the concession of Port Harl, the sentence is final"
SPANISH = "No vamos a negociar la concesión de Puerto Harl, la sentencia es definitiva"
FRENCH = "Nous allons négocier la concession du port de Harl, la sentence est provisoire"


@pytest.mark.parametrize(("one", "other", "same"), [(ENGLISH, SPANISH, True), (ENGLISH, FRENCH, False)])
def test_words_of_one_origin_and_the_same_no(one: str, other: str, same: bool) -> None:
    assert translated(folded_tokens(one), folded_tokens(other)) is same


def test_two_words_in_common_of_many_are_no_translation() -> None:
    other = "La concesión no fue firmada por nadie en el ministerio, dijeron fuentes cercanas al gobernador"
    assert not translated(folded_tokens(ENGLISH), folded_tokens(other))


def quoted(name: str, content: str, source: str = "Ada Marsh") -> Sighting:
    """A quotation of a named person."""
    made = sighting(name, content, source=source, speech=Speech.DIRECT)
    return msgspec.structs.replace(made, source=Source(name=source, kind="person"))


def spoken(name: str, text: str, language: str, said: Sighting, day: str = "2025-05-05") -> Reading:
    """A reading in a language."""
    made = reading(name, text, day=day, said=(said,))
    return msgspec.structs.replace(made, document=msgspec.structs.replace(made.document, language=language))


HERE = (
    "Ada Marsh, the minister of Ostermark for ports, ended the concession of Port Harl to the Brackwater company. "
    "Crane drivers of Harl cheered."
)
ABROAD = (
    "La ministra de Puertos de Ostermark, Ada Marsh, puso fin a la concesión de Port Harl, que tenía la empresa Brackwater. "
    "En Harl lo celebraron."
)


def test_a_quotation_abroad_is_one_claim_in_one_development() -> None:
    here, abroad = place_all(
        Tracker(), [spoken("a", ABROAD, "es", quoted("s1", SPANISH)), spoken("b", HERE, "en", quoted("s2", ENGLISH))]
    )
    assert here.story == abroad.story
    assert here.development == abroad.development
    assert dict(here.claims)["s1"] == dict(abroad.claims)["s2"]


def test_another_voice_day_or_language_is_another_claim() -> None:
    first = spoken("a", ABROAD, "es", quoted("s1", SPANISH))
    for other in (
        spoken("b", HERE, "en", quoted("s2", ENGLISH, "Bela Orr")),
        spoken("b", HERE, "en", quoted("s2", ENGLISH), day="2025-05-09"),
        spoken("b", HERE, "", quoted("s2", ENGLISH)),
    ):
        one, two = place_all(Tracker(), [first, other])
        assert dict(one.claims)["s1"] != dict(two.claims)["s2"]


def test_one_voice_about_something_else_joins_no_story() -> None:
    first = spoken("a", ABROAD, "es", quoted("s1", SPANISH))
    fire = spoken("b", FIRE, "en", quoted("s2", "I thank the firemen of the timber yard"))
    one, two = place_all(Tracker(), [first, fire])
    assert one.story != two.story
