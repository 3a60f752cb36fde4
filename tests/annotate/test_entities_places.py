"""Entities with roles and chains; places placed by their context; laws of spans. All words are our own."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livebrief.annotate.entities import find_entities
from livebrief.annotate.gazetteer import load
from livebrief.annotate.places import find_places
from livebrief.nlp.ports import NameSpan
from livebrief.nlp.words import fold_name
from livebrief.records.articles import Document
from livebrief.records.mentions import EntityMention, PlaceMention
from livebrief.records.sources import Actor, Beat, BeatPlace
from livebrief.records.spans import Span

BEAT = Beat(
    key="test",
    name="Test",
    actors=(Actor(key="veld", name="Mara Veld", aliases=("Veld",), side="north", role="governor"),),
    places=(
        BeatPlace(key="odesa-x", name="Odesa", lat=1.0, lon=2.0),
        BeatPlace(key="lorn", name="Lorn", lat=3.0, lon=4.0, country="XX"),
        BeatPlace(key="lorn-p", name="Lorn Province", lat=3.5, lon=4.5, kind="province"),
    ),
)


def document(text: str) -> Document:
    ends = [0, *(found.end() for found in re.finditer(r"(?<=[a-z])\.\s", text)), len(text)]
    sentences = tuple(Span(a, b) for a, b in pairwise(ends) if a < b)
    return Document(id="d", capture="c", article="a", text=text, sentences=sentences)


def entities(text: str, beat: Beat | None = None) -> dict[str, EntityMention]:
    return {men.text: men for men in find_entities(document(text), beat)}


def places(text: str, beat: Beat | None = None) -> dict[str, PlaceMention]:
    doc = document(text)
    return {men.text: men for men in find_places(doc, find_entities(doc, beat), beat)}


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("U.S. Trade Secretary Harold Benning spoke.", "Harold Benning", "U.S. Trade Secretary"),
        ("Interior Department spokesman Paul Dray said no.", "Paul Dray", "Interior Department spokesman"),
        ("Peru's foreign minister, Ana Luz Prado, called it late.", "Ana Luz Prado", "Peru's foreign minister"),
        ("The mayor of the port of Varna, Petko Dimov, said so.", "Petko Dimov", "mayor of the port of Varna"),
        ("Dalton Police Lt. Jane Roe said so.", "Jane Roe", "Dalton Police Lt."),
    ],
)
def test_roles(text: str, name: str, role: str) -> None:
    found = entities(text)[name]
    assert (found.type, found.role) == ("person", role)


def test_short_forms_take_the_full_name_and_its_chain() -> None:
    text = "Minister Harold Benning left. Benning said little. Open Rights Watch (ORW) objected. Later ORW said more."
    found = entities(text)
    assert found["Benning"].name == "Harold Benning"
    assert found["Benning"].chain == found["Harold Benning"].chain
    assert found["ORW"].name == "Open Rights Watch"


def test_descriptions_are_entities() -> None:
    found = entities(
        "The Chilean Air Force said yes. U.S. officials agreed. The embassies of Italy, Greece, and Spain shut."
    )
    assert found["The Chilean Air Force"].type == "organisation"
    assert found["U.S. officials"].type == "group"
    assert found["The embassies of Italy, Greece, and Spain"].type == "office"


def test_beat_actor() -> None:
    found = entities("Veld said no.", BEAT)["Veld"]
    assert (found.name, found.actor, found.side) == ("Mara Veld", "veld", "north")


def test_odesa_by_company() -> None:
    assert places("Rescuers in Odesa, Ukraine, said so.")["Odesa"].country == "UA"
    assert places("Police in Odessa, Texas, said so.")["Odessa"].within == "US.TX"


def test_regions_in_a_list_are_regions() -> None:
    found = places("Drones fell in Ukraine over three regions -- Kirovohrad, Mykolayiv, and Khmelnytskiy.")
    for name in ("Kirovohrad", "Mykolayiv", "Khmelnytskiy"):
        assert found[name].precision == "region"
        assert found[name].lat is not None


def test_beat_places_win() -> None:
    assert places("It was quiet in Odesa.", BEAT)["Odesa"].id == "beat:odesa-x"
    assert places("It was quiet in the Lorn province.", BEAT)["Lorn"].id == "beat:lorn-p"


def test_no_place_in_a_person() -> None:
    found = places("President Volodymyr Paris said so. Human rights matter.")
    assert not {"Volodymyr", "Paris", "Human"} & set(found)


def test_crimea_and_sevastopol_are_ukraine() -> None:
    assert load().find("Sevastopol")[0].country == load().find("Crimea")[0].country == "UA"


def test_an_office_is_no_place() -> None:
    assert not places("The White House said no.")


def test_fold() -> None:
    assert fold_name("Ivano‑Frankivs’k") == fold_name("ivano frankivsk")


@given(
    st.lists(
        st.sampled_from(
            [
                "The",
                "Mayor",
                "Kyiv",
                "of",
                "Ukraine's",
                "said",
                ",",
                ".",
                "Lt.",
                "Anna",
                "Roe",
                "(HRW)",
                "U.S.",
                "é",
                "\n\n",
                "–",
            ]
        ),
        max_size=25,
    )
)
def test_spans_reslice_sorted_and_inside(words: list[str]) -> None:
    doc = document(" ".join(words))
    found = find_entities(doc)
    assert [men.span for men in found] == sorted(men.span for men in found)
    for men in (*found, *find_places(doc, found)):
        assert men.span.of(doc.text) == men.text
    people = [men.span for men in found if men.type == "person"]
    assert not any(men.span.overlaps(span) for men in find_places(doc, found) for span in people)


def test_a_readers_place_is_placed_under_its_whole_name() -> None:
    text = "Rain fell over Northern California and in Lanexa, officials said."
    doc = document(text)
    names = [
        NameSpan(span=Span(text.index(words), text.index(words) + len(words)), kind="LOC")
        for words in ("Northern California", "Lanexa")
    ]
    found = {men.text: men for men in find_places(doc, find_entities(doc, None, names), None, names)}
    assert found["Northern California"].within == "US.CA"
    assert found["Lanexa"].within == "US.VA"
