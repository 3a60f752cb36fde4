"""A trained reader's names in annotate: kinds mended by titles, full names and the gazetteer; places kept or left."""

from __future__ import annotations

import pytest

from livebrief.annotate import annotate
from livebrief.annotate.retype import retype
from livebrief.nlp.ports import NameSpan
from livebrief.records.articles import Document
from livebrief.records.mentions import EntityMention, PlaceMention
from livebrief.records.spans import Span


def named(text: str, *names: tuple[str, str]) -> list[NameSpan]:
    at = [(text.index(words), words, kind) for words, kind in names]
    return [NameSpan(span=Span(start, start + len(words)), kind=kind) for start, words, kind in sorted(at)]


def kinds(text: str, *names: tuple[str, str]) -> dict[str, str]:
    return {name.span.of(text): name.kind for name in retype(text, named(text, *names), None)}


@pytest.mark.parametrize(
    ("text", "name", "kind", "right"),
    [
        ("Ukrainian drones flew over Poltava, Sumy and Kharkiv.", "Sumy", "PER", "LOC"),
        ("The Polish minister went to Radom.", "Radom", "ORG", "LOC"),
        ("Mayor Lublin of the Polish town said no.", "Lublin", "PER", "PER"),
        ("Petra Radom spoke. Later Radom left Poland.", "Petra Radom", "PER", "PER"),
    ],
)
def test_the_gazetteer_moves_lone_words_to_the_places(text: str, name: str, kind: str, right: str) -> None:
    assert kinds(text, (name, kind))[name] == right


def test_a_surname_goes_with_its_full_name() -> None:
    text = "Petra Dunwold spoke on Monday. The plan, Dunwold said, was hers."
    at = text.rindex("Dunwold")
    names = [*named(text, ("Petra Dunwold", "PER")), NameSpan(span=Span(at, at + 7), kind="ORG")]
    assert [name.kind for name in retype(text, names, None)] == ["PER", "PER"]


@pytest.mark.parametrize(
    ("text", "name", "whole"),
    [
        ("Mr. Olm-Reyes said so.", "Reyes", "Olm-Reyes"),
        ("The Board on Water met.", "Board on", "Board"),
        ("A Kyiv-based firm won.", "Kyiv", "Kyiv"),
    ],
)
def test_names_end_where_their_words_do(text: str, name: str, whole: str) -> None:
    assert whole in kinds(text, (name, "ORG"))


def test_words_without_a_capital_and_unsure_names_are_left_out() -> None:
    text = "It was un-American of the Board."
    assert kinds(text, ("un", "ORG")) == {}
    weak = [NameSpan(span=Span(26, 31), kind="ORG", score=0.4)]
    assert retype(text, weak, None) == []


def read(text: str, *names: tuple[str, str]) -> dict[str, str]:
    doc = Document(id="d", capture="c", article="a", text=text, sentences=(Span(0, len(text)),))
    found = annotate(doc, names=named(text, *names))
    return {m.text: m.type if isinstance(m, EntityMention) else "place" for m in found if hasattr(m, "name")}


def test_persons_and_organisations_come_from_the_reader() -> None:
    found = read("Orla Finch joined Tidewatch last year.", ("Orla Finch", "PER"), ("Tidewatch", "ORG"))
    assert found == {"Orla Finch": "person", "Tidewatch": "organisation"}


def test_a_place_that_the_gazetteer_lacks_stays_unresolved() -> None:
    text = "They met at Gullsworth Sands in the morning."
    doc = Document(id="d", capture="c", article="a", text=text, sentences=(Span(0, len(text)),))
    (place,) = [m for m in annotate(doc, names=named(text, ("Gullsworth Sands", "LOC"))) if isinstance(m, PlaceMention)]
    assert (place.text, place.lat, place.id) == ("Gullsworth Sands", None, "")


def test_a_place_inside_an_organisation_belongs_to_it() -> None:
    assert "Ohio" not in read("The University of Ohio opened.", ("University of Ohio", "ORG"))


def test_without_names_the_shapes_decide() -> None:
    assert read("Orla Finch said the quay was shut.")["Orla Finch"] == "person"
