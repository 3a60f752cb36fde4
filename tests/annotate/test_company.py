"""Places keep company: neighbours, counties and divisions written short decide between places of one name."""

from __future__ import annotations

import pytest

from livebrief.annotate.places import place_names
from livebrief.records.articles import Document
from livebrief.records.spans import Span


def _place(text: str, *names: str) -> list[tuple[str, str] | None]:
    spans = [Span(text.index(name), text.index(name) + len(name)) for name in names]
    doc = Document(id="d", capture="c", article="a", text=text, blocks=(Span(0, len(text)),), sentences=())
    return [(place.country, place.within) if place else None for place in place_names(doc, spans)]


def test_neighbours_decide_between_namesakes() -> None:
    text = "The fair in Athens drew farmers from Palestine, Jacksonville, Tyler and Corsicana."
    names = ("Athens", "Palestine", "Jacksonville", "Tyler", "Corsicana")
    assert _place(text, *names)[0] == ("US", "US.TX")
    assert _place("The fair in Athens drew farmers from Piraeus and Thessaloniki.", "Athens")[0] == ("GR", "GR.ESYE31")


@pytest.mark.parametrize(
    ("text", "name", "where"),
    [
        ("A barn burned in Licking County on Friday.", "Licking County", ("US", "US.OH")),
        ("They drove from Columbia, Ky. to the lake.", "Columbia", ("US", "US.KY")),
        ("The bus left Charleston, W.Va. at noon.", "W.Va.", ("US", "US.WV")),
        ("Fires spread in B.C. again.", "B.C.", ("CA", "CA.02")),
        ("The flight to Buffalo, New York was late.", "New York", ("US", "US.NY")),
        ("The Palestinians asked for talks.", "Palestinians", ("PS", "")),
    ],
)
def test_counties_and_divisions_written_short(text: str, name: str, where: tuple[str, str]) -> None:
    assert _place(text, name) == [where]


def test_a_name_that_the_gazetteer_lacks_stays_unplaced() -> None:
    assert _place("The road to Qxzvrbbton was closed.", "Qxzvrbbton") == [None]


@pytest.mark.parametrize(
    ("text", "name", "where"),
    [
        ("Paris, Texas, is small. The mayor of Paris said so.", "Paris said", ("US", "US.TX")),
        ("A school in Mt. Vernon, Ohio, shut.", "Mt. Vernon", ("US", "US.OH")),
        ("Deputies of Licking Co. came.", "Licking Co.", ("US", "US.OH")),
        ("African leaders met.", "African", ("", "")),
        ("The port of L.A. was quiet.", "L.A.", ("US", "US.CA")),
        ("Cod is rare in the Irish Sea.", "Irish Sea", ("", "")),
        ("A barge sank in the Danube River.", "Danube River", ("", "")),
        ("Farmers of Cambridgeshire wait for rain.", "Cambridgeshire", ("GB", "GB.ENG")),
        ("Snow closed Edmonton International Airport.", "Edmonton International Airport", ("CA", "CA.01")),
    ],
)
def test_one_sense_words_in_full_and_wider_places(text: str, name: str, where: tuple[str, str]) -> None:
    at, name = text.index(name), name.removesuffix(" said")
    doc = Document(id="d", capture="c", article="a", text=text, blocks=(Span(0, len(text)),), sentences=())
    spans = [Span(at, at + len(name)), *([Span(0, 5)] if text.startswith("Paris") else [])]
    place = place_names(doc, spans)[0]
    assert place is not None
    assert (place.country, place.within) == where


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Envoys of Russia, the U.S. and Poland met in Riga, then in Moscow and in Zurich.", "Russia", "RU"),
        ("Envoys of Russia, the U.S. and Poland met in Riga, then in Moscow and in Zurich.", "Riga", "LV"),
        ("Envoys of Russia, the U.S. and Poland met in Riga, then in Moscow and in Zurich.", "Moscow", "RU"),
    ],
)
def test_post_offices_do_not_outvote_capitals(text: str, name: str, country: str) -> None:
    names = ("Russia", "U.S.", "Poland", "Riga", "Moscow", "Zurich")
    found = _place(text, *names)[names.index(name)]
    assert found is not None
    assert found[0] == country
