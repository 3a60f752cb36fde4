"""Who is behind the words of a source: offices by day, bodies by side, relatives, papers, own releases, chains."""

from __future__ import annotations

import re

import msgspec
import pytest

from livebrief.annotate import annotate
from livebrief.attribute import RuleTagger, attribute
from livebrief.records.articles import Dated, Document
from livebrief.records.sources import Actor, Beat, Office, Side
from livebrief.records.spans import Span, pieces_text
from livebrief.records.statements import Act, Sighting

BEAT = Beat(
    key="b",
    name="B",
    sides=(
        Side(key="oro", name="Orovia", adjective="Orovian"),
        Side(key="bel", name="Belmark", adjective="Belmarkian"),
    ),
    actors=(
        Actor(key="vance", name="Ida Vance", side="oro"),
        Actor(key="krol", name="Petr Krol", side="oro"),
        Actor(key="oro-gov", name="Government of Orovia", kind="organisation", side="oro"),
        Actor(key="bel-gov", name="Government of Belmark", kind="organisation", side="bel"),
        Actor(key="oro-mod", name="Defence Ministry of Orovia", kind="organisation", side="oro"),
        Actor(key="bel-mod", name="Defence Ministry of Belmark", kind="organisation", side="bel"),
        Actor(key="tolm", name="Tolm Valley administration", kind="organisation", side="oro"),
    ),
    offices=(
        Office(key="pres", name="President of Orovia", holder="vance", since="2019-01-01", until="2023-06-01"),
        Office(key="pres", name="President of Orovia", holder="krol", since="2023-06-01"),
    ),
)


def read(
    text: str, *, day: str = "2024-02-03", outlet: str = "Evening Bell", beat: Beat = BEAT
) -> tuple[Sighting, ...]:
    sentences = tuple(Span(*m.span()) for m in re.finditer(r"[^\s].*?(?:[.!?]\"?(?=\s)|$)", text))
    doc = Document(
        id="doc",
        capture="cap",
        article="art",
        text=text,
        outlet=outlet,
        published=Dated(value=day, how="given"),
        sentences=sentences,
    )
    (found,) = RuleTagger().read([text])
    return attribute(doc, annotate(doc, beat=beat), found.attributions, reader="rules", beat=beat)


def first(text: str, **how: str) -> Sighting:
    return read(text, **how)[0]


@pytest.mark.parametrize(("day", "name"), [("2020-05-05", "Ida Vance"), ("2023-06-01", "Petr Krol"), ("", "president")])
def test_an_office_goes_by_the_day(day: str, name: str) -> None:
    assert name in first("The Orovian president said the bridge was open.", day=day).source.name


def test_an_indefinite_holder_is_nobody_known() -> None:
    assert first("A president of Orovia said the bridge was open.").source.actor == ""


def test_the_government_belongs_to_whom_the_text_speaks_of() -> None:
    text = "Petr Krol said the talks were over. The government has not announced a date."
    assert read(text)[1].source.name == "Government of Orovia"


def test_its_ministry_belongs_to_the_subject() -> None:
    text = "Belmark has sold twelve boats, according to figures published by its Defence Ministry in May."
    assert first(text).source.name == "Defence Ministry of Belmark"


def test_a_body_by_the_words_of_its_name() -> None:
    assert first("Orovia's Tolm Valley said 40 people had left.").source.actor == "tolm"


def test_a_body_speaks_in_its_own_release() -> None:
    found = first("The Ministry said the road was open.", outlet="Defence Ministry of Belmark")
    assert found.source.actor == "bel-mod"


def test_the_office_of_whom_the_sentence_is_about() -> None:
    text = "Ida Vance will travel on Monday, her office announced."
    assert (first(text).source.name, first(text).act) == ("Ida Vance", Act.ANNOUNCES)


def test_a_relative_pronoun_goes_back_to_its_words() -> None:
    text = "A letter is going round in the port which claims that the ferry sank."
    found = first(text).source
    assert "letter" in found.name


def test_it_is_the_paper_that_was_spoken_of() -> None:
    found = read('The message came at noon.\n\n"The ferry has sunk," it read.')
    assert "message" in found[-1].source.name
    assert found[-1].source.unnamed


def test_a_stance_that_others_pass_on_is_a_statement_of_its_own() -> None:
    text = "Petr Krol opposes the sale, according to two people close to the cabinet."
    inner = [sgt for sgt in read(text) if sgt.source.name == "Petr Krol"]
    assert [(sgt.act, [who.unnamed for who in sgt.via]) for sgt in inner] == [(Act.OPPOSES, [True])]
    assert pieces_text(text, inner[0].content) == "the sale"


def test_asking_for_no_name_says_nothing() -> None:
    text = "An official said the dam leaked. He asked not to be named because the talks are secret."
    assert [pieces_text(text, sgt.content) for sgt in read(text)] == ["the dam leaked"]


@pytest.mark.parametrize(
    ("text", "name", "act"),
    [
        ("El alcalde de Tolm, Bruno Castro, dijo que el puente sigue cerrado.", "Bruno Castro", Act.SAYS),
        ("La oposición acusó al Gobierno de mentir.", "oposición", Act.ACCUSES),
        ("Міністр оборони Іван Петренко заявив, що міст закрито.", "Іван Петренко", Act.SAYS),
        ("Губернатор Иван Петров опроверг, что мост закрыт.", "Иван Петров", Act.DENIES),
    ],
)
def test_other_languages_by_rules(text: str, name: str, act: Act) -> None:
    found = first(text)
    assert name in found.source.name
    assert found.act is act


def test_neither_of_two_comments() -> None:
    found = read("Neither the port nor Petr Krol would comment on the leak.")
    assert [(sgt.source.name, sgt.act) for sgt in found] == [("port", Act.DECLINES), ("Petr Krol", Act.DECLINES)]


def test_one_of_them_is_one_of_the_unnamed() -> None:
    found = read("Two people familiar with the talks said the deal was close. One of them said it could fail.")
    assert [sgt.source.unnamed for sgt in found] == [True, True]


def test_a_reason_ends_where_the_saying_begins() -> None:
    found = first(
        "A diplomat, who spoke on condition of anonymity because the talks are private, said the deal was close."
    )
    assert found.source.name == "diplomat"
    assert found.source.reason == "because the talks are private"


def test_a_condition_is_no_statement() -> None:
    assert read("If the talks fail, Petr Krol would tell deputies that the deal is dead.") == ()


def test_a_carrier_named_before_the_saying_word() -> None:
    found = first("The Evening Bell, quoting unnamed officials, said the crane was sold.")
    assert found.source.unnamed
    assert [who.name for who in found.via] == ["The Evening Bell"]


def test_somebody_quoted_as_saying() -> None:
    found = first('The Bell quoted Ida Vance as saying: "The quay is safe and dry."')
    assert (found.source.name, [who.name for who in found.via]) == ("Ida Vance", ["The Bell"])


def test_what_could_not_be_verified_is_the_outlets_word() -> None:
    found = first("The figures could not be independently verified.")
    assert (found.source.kind, found.act) == ("outlet", Act.CANNOT_VERIFY)


def test_quoted_as_saying_by_an_agency() -> None:
    found = first("Petr Krol was quoted as saying by the Bell that the quay was dry.")
    assert (found.source.name, [who.name for who in found.via]) == ("Petr Krol", ["the Bell"])


def test_a_name_behind_its_description() -> None:
    sgt = first("The ferry company, North Line, did not immediately respond to a request for comment.")
    assert (sgt.source.name, sgt.source.role, sgt.source.kind) == ("North Line", "ferry company", "organisation")


def test_where_a_body_sits_is_not_its_name() -> None:
    sgt = first("The mission in the old Customs Quarter did not respond to a request for comment.")
    assert sgt.source.name == "mission in the old Customs Quarter"


def test_a_bare_noun_is_the_fuller_description_before_it() -> None:
    text = "The planning board was told in May. The board denied that it had been warned."
    assert [sgt.source.name for sgt in read(text) if sgt.act is Act.DENIES] == ["planning board"]


def test_the_same_official_is_the_one_heard_before() -> None:
    text = 'An official at the port authority said the cranes were safe. The Gazette, citing the same official, reported that one had "minor faults".'
    assert {sgt.source.name for sgt in read(text)} == {"official at the port authority"}


def test_people_familiar_with_a_matter_are_not_named() -> None:
    sgt = first("Two surveyors familiar with the matter said the roof had been repaired.")
    assert sgt.source.unnamed and sgt.source.unnamed_type == "source"


def test_it_is_the_office_and_not_the_message_that_it_spoke_of() -> None:
    text = 'A message claiming that the navy had told residents of Karsa to leave was false, the governor\'s office said. "Do not forward it," it said in a post.'
    assert {sgt.source.name for sgt in read(text)} == {"governor's office"}


def test_a_ministry_by_the_town_that_rules() -> None:
    seated = msgspec.structs.replace(BEAT.actors[2], aliases=("Oroport",))
    beat = msgspec.structs.replace(BEAT, actors=(*BEAT.actors[:2], seated, *BEAT.actors[3:]))
    (sgt,) = read("Its forces hold the mill, the Defence Ministry in Oroport said.", beat=beat)
    assert sgt.source.name == "Defence Ministry of Orovia"
    (sgt,) = read("Its forces hold the mill, the Defence Ministry in Tarn said.", beat=beat)
    assert sgt.source.name == "Defence Ministry"


def test_a_body_by_its_trade_without_an_article() -> None:
    (sgt,) = read("Power was cut to the harbour, grid operator Volt said.")
    assert (sgt.source.name, sgt.source.role) == ("Volt", "grid operator")


def test_a_headline_speaks_by_the_name_below() -> None:
    text = "Company says data of customers stolen\n\nTelecoms group Nord said that hackers had stolen the data of its customers. The company declined to comment."
    assert {sgt.source.name for sgt in read(text)} == {"Nord"}


def test_a_ukrainian_official_by_name_and_pronoun() -> None:
    text = "Двоє людей загинули, повідомив голова обласної адміністрації Іван Крук. «Ворог завдав трьох ударів», — написав він у Telegram."
    assert {sgt.source.name for sgt in read(text)} == {"Іван Крук"}
