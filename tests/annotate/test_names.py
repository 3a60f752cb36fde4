"""A trained reader's names in annotate: kinds mended by titles, full names and the gazetteer; places kept or left."""

from __future__ import annotations

import pytest

from livebrief.annotate import annotate
from livebrief.annotate.bodies import whole
from livebrief.annotate.names import sequences
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


@pytest.mark.parametrize(
    ("text", "names", "found"),
    [
        ("He went to King George Hospital in Port Amsel.", [("George", "PER")], {"King George Hospital": "ORG"}),
        ("Quarrel Shipping ASA rose.", [("Quarrel", "ORG"), ("ASA", "ORG")], {"Quarrel Shipping ASA": "ORG"}),
        ("The Marden Prosecutor's Office said no.", [("Marden", "ORG")], {"Marden Prosecutor's Office": "ORG"}),
        ("The Brussels-based Quarrel Foundation left.", [("Quarrel", "ORG")], {"Quarrel Foundation": "ORG"}),
        ("The ruling Quarrel Dream party won.", [("Quarrel", "ORG")], {"Quarrel Dream": "ORG"}),
        ("Fires reached Villa Carlos Paz.", [("Villa", "LOC"), ("Carlos Paz", "PER")], {"Villa Carlos Paz": "LOC"}),
        ("They crossed the Strait of Quarrel.", [("Strait", "LOC"), ("Quarrel", "LOC")], {"Strait of Quarrel": "LOC"}),
        ("Port Amsel Police came.", [("Port Amsel", "LOC"), ("Police", "ORG")], {"Port Amsel": "LOC", "Police": "ORG"}),
        ("They met at the Bank of Quarrel.", [("Bank of Quarrel", "ORG")], {"Bank of Quarrel": "ORG"}),
    ],
)
def test_pieces_of_one_name_are_joined(text: str, names: list[tuple[str, str]], found: dict[str, str]) -> None:
    joined = whole(text, named(text, *names), list(sequences(text, [Span(0, len(text))])))
    assert {name.span.of(text): name.kind for name in joined} == found


def doubted(text: str, words: str, kind: str, score: float) -> list[str]:
    at = text.index(words)
    return [
        name.kind for name in retype(text, [NameSpan(span=Span(at, at + len(words)), kind=kind, score=score)], None)
    ]


def test_what_stands_beside_a_name_speaks_for_it() -> None:
    assert doubted("QRL, the largest power company, spoke.", "QRL", "ORG", 0.5) == ["ORG"]
    assert doubted("QRL was mentioned.", "QRL", "ORG", 0.5) == []
    assert doubted("A shell fell on the village of Dunwold.", "Dunwold", "PER", 0.5) == ["LOC"]
    assert doubted("Polish police went to Warsaw, Radom and Lublin.", "Lublin", "LOC", 0.5) == ["LOC"]


def test_a_body_on_a_list_of_places_is_a_place() -> None:
    text = "There are branches in London, Dunwold and Leeds."
    names = named(text, ("London", "LOC"), ("Dunwold", "ORG"), ("Leeds", "LOC"))
    assert [name.kind for name in retype(text, names, None)] == ["LOC"] * 3
    text = "In London, Dunwold said it would close."
    assert kinds(text, ("London", "LOC"), ("Dunwold", "ORG"))["Dunwold"] == "ORG"


def entities(text: str, *names: tuple[str, str]) -> dict[str, str]:
    doc = Document(id="d", capture="c", article="a", text=text, sentences=(Span(0, len(text)),))
    return {men.text: men.name for men in annotate(doc, names=named(text, *names)) if isinstance(men, EntityMention)}


def test_letters_in_brackets_stand_for_the_name_before_them() -> None:
    text = "The Quarrel Organization for Moths (QOM) met. Later (QOMs apart) QOM, it said, left."
    at = text.index("QOM,")
    names = [*named(text, ("Quarrel Organization for Moths", "ORG")), NameSpan(span=Span(at, at + 3), kind="ORG")]
    doc = Document(id="d", capture="c", article="a", text=text, sentences=(Span(0, len(text)),))
    found = [men for men in annotate(doc, names=names) if isinstance(men, EntityMention) and men.span.start == at]
    assert [men.name for men in found] == ["Quarrel Organization for Moths"]


def test_titles_are_no_part_of_a_name_and_middle_names_may_stand_alone() -> None:
    text = "Commodore Petra Dunwold Reyes spoke. Dunwold left."
    assert entities(text, ("Commodore Petra Dunwold Reyes", "PER"))["Petra Dunwold Reyes"] == "Petra Dunwold Reyes"
    at = text.rindex("Dunwold")
    names = [*named(text, ("Petra Dunwold Reyes", "PER")), NameSpan(span=Span(at, at + 7), kind="ORG")]
    doc = Document(id="d", capture="c", article="a", text=text, sentences=(Span(0, 36), Span(37, len(text))))
    found = [men.name for men in annotate(doc, names=names) if isinstance(men, EntityMention)]
    assert found == ["Petra Dunwold Reyes"] * 2


def test_a_county_is_told_inside_the_name_of_its_office() -> None:
    text = "The Butler County Sheriff's Office closed a road in Ohio."
    doc = Document(id="d", capture="c", article="a", text=text, sentences=(Span(0, len(text)),))
    names = named(text, ("Butler County Sheriff", "ORG"), ("Ohio", "LOC"))
    found = [men.text for men in annotate(doc, names=names) if isinstance(men, PlaceMention)]
    assert found == ["Butler County", "Ohio"]


@pytest.mark.parametrize(
    ("text", "name", "kind", "right"),
    [
        ("Marcus Athens, 19, was seen.", "Marcus Athens", "ORG", "PER"),
        ("Quarrel, a British security firm, spoke.", "Quarrel", "PER", "ORG"),
        ("Quarrel, the leader of the party, spoke.", "Quarrel", "PER", "PER"),
        ("Floods reached Oyo State.", "Oyo State", "ORG", "LOC"),
    ],
)
def test_an_age_a_sort_of_body_and_a_division_tell_the_kind(text: str, name: str, kind: str, right: str) -> None:
    assert kinds(text, (name, kind))[name] == right


def test_a_surname_that_is_a_town_speaks() -> None:
    text = "Police saw Marcus Athens. Police in Athens left. Athens said no."
    first, second = text.index("Athens left"), text.rindex("Athens")
    names = [
        *named(text, ("Marcus Athens", "PER")),
        *(NameSpan(span=Span(at, at + 6), kind="LOC") for at in (first, second)),
    ]
    assert [name.kind for name in retype(text, names, None)] == ["PER", "LOC", "PER"]


def test_an_office_inside_a_longer_name_is_a_part_of_it() -> None:
    text = "Tents came from the Quarrel Red Cross on Monday."
    assert entities(text, ("Quarrel Red Cross", "ORG")) == {"Quarrel Red Cross": "Quarrel Red Cross"}


def test_letters_in_small_type_are_all_initials() -> None:
    text = "The Quarrel National Union of Teachers (Qnut) met. Qnut, he said, left."
    at = text.index("Qnut,")
    names = [*named(text, ("Quarrel National Union of Teachers", "ORG")), NameSpan(span=Span(at, at + 4), kind="ORG")]
    doc = Document(id="d", capture="c", article="a", text=text, sentences=(Span(0, len(text)),))
    found = [men.name for men in annotate(doc, names=names) if isinstance(men, EntityMention) and men.span.start == at]
    assert found == ["Quarrel National Union of Teachers"]
