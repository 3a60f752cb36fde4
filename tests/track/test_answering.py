"""Replies go with what they answer; opposites are one claim; parts, former counts and short names are none."""

from __future__ import annotations

import msgspec
import pytest

from livebrief.nlp.roots import denied, root, roots
from livebrief.records.mentions import QuantityMention
from livebrief.records.spans import Span
from livebrief.records.statements import Act, Speech
from livebrief.track.asserting import Assertion, Setting
from tests.track.made import sighting
from tests.track.test_claims import claims_of

CHARGE = "Vestria of sinking two trawlers off the Skerrow bank"


@pytest.mark.parametrize("words", ["the accusation", "any part in it", "sinking the trawlers"])
def test_a_pointing_denial_answers_the_accusation_that_names_it(words: str) -> None:
    charge = sighting("a", CHARGE, source="The coast guard", act=Act.ACCUSES)
    between = sighting("b", "the weather had been calm since Sunday", source="A fisherman")
    denial = sighting("c", words, source="Defence ministry of Vestria", act=Act.DENIES)
    first, _, second = claims_of(charge, between, denial)
    assert first == second


def test_a_pointing_denial_answers_what_stands_just_before() -> None:
    said = sighting("a", "its troops had retaken the mill at Orsk", source="The general staff")
    denial = sighting("b", "it", source="The other side", act=Act.DENIES)
    first, second = claims_of(said, denial)
    assert first == second


def test_charges_are_denied_where_somebody_accuses() -> None:
    said = sighting("a", "the court finds the main witness unreliable", source="Judge Ema Roth")
    denial = sighting("b", "the charges throughout the trial", source="Otto Venn", act=Act.DENIES)
    first, second = claims_of(said, denial)
    assert first != second


def test_a_denial_of_something_else_stays_alone() -> None:
    said = sighting("a", "its troops had retaken the mill at Orsk", source="The general staff")
    denial = sighting("b", "that her cabinet was divided over the fishing quota", source="The premier", act=Act.DENIES)
    first, second = claims_of(said, denial)
    assert first != second


def test_nobody_answers_himself() -> None:
    said = sighting("a", "the mill at Orsk had been retaken", source="The general staff")
    silent = sighting("b", "the matter", source="The general staff", act=Act.DECLINES)
    first, second = claims_of(said, silent)
    assert first != second


def test_a_confirmation_goes_with_what_it_confirms() -> None:
    said = sighting("a", "Vestria fired three rockets at the Morsk depot", source="Residents")
    confirmed = sighting("b", "that the depot had been struck", source="The general staff", act=Act.CONFIRMS)
    first, second = claims_of(said, confirmed)
    assert first == second


def test_what_is_said_and_its_negation_are_one_claim() -> None:
    said = sighting("a", "the Morsk dam has failed and the valley must be left at once", source="A message")
    negated = sighting("b", "the Morsk dam has not failed", source="The water authority")
    first, second = claims_of(said, negated)
    assert first == second


def test_a_former_count_is_no_figure_of_its_statement() -> None:
    before = sighting("a", "the toll of the Harl fire rose to 14", figures=(("killed", "person", 14.0),))
    after = sighting("b", "the toll of the Harl fire is now 13", figures=(("killed", "person", 13.0),))
    first, second = claims_of(before, after)
    assert first != second


def test_a_name_in_common_is_no_paraphrase() -> None:
    first, second = claims_of(
        sighting("a", "Doctor Amsel is tenacious", source="A friend"),
        sighting("b", "what Doctor Amsel did in the valley", source="A patient"),
    )
    assert first != second


def test_counts_of_people_agree_whatever_the_words_call_them() -> None:
    first, second = claims_of(
        sighting("a", "that four agents were injured", figures=(("injured", "agent", 4.0),)),
        sighting("b", "there were four federal agents wounded", figures=(("injured", "person", 4.0),)),
    )
    assert first == second


def test_a_short_quotation_in_a_longer_one_is_one_claim() -> None:
    first, second = claims_of(
        sighting("a", '"a bell has a memory"', speech=Speech.DIRECT),
        sighting("b", '"a bell has a memory," "we can hear it."', speech=Speech.DIRECT),
    )
    assert first == second


def test_roots_are_one_for_words_that_news_uses_for_one_another() -> None:
    assert root("firing") == root("fired") == root("launched")
    assert root("dead") == root("killed") != root("injured")
    assert roots(["the", "dam", "dams"]) == {root("dam")}
    assert denied("the dam has not failed and it is not failing".split()) == {root("failed")}
    assert denied("no such regiment exists".split()) == {root("regiment")}


def test_a_figure_that_says_which_happening_counts_nothing() -> None:
    text = "The board accused the crew of starting the fire that killed 14 people."
    at = text.index("14")
    figure = QuantityMention(span=Span(at, at + 2), text="14", role="killed", unit="person", value=14.0)
    said = msgspec.structs.replace(sighting("a", text, act=Act.ACCUSES), figures=(figure,))
    told = Assertion(said, Setting(story="s", development="d", text=text))
    assert told.figures == {("killed", "person", 14.0)}
    assert told.telling == frozenset()


def test_whose_claim_it_is_is_no_part_of_what_is_answered() -> None:
    said = sighting("a", "it had destroyed the road bridge at Orlin over the Vesk", source="The army of Sovenia")
    other = sighting("b", "fourteen trains were late at Orlin", source="The railway")
    words = "the Sovenian army's claim that the bridge at Orlin had been destroyed"
    doubt = sighting("c", words, source="Northern Radio", act=Act.CANNOT_VERIFY)
    first, _, third = claims_of(said, other, doubt)
    assert first == third


def test_a_denial_of_figures_goes_with_who_counts() -> None:
    count = sighting("a", "40 ships were sunk", source="The admiralty", figures=(("destroyed", "ship", 40.0),))
    power = sighting("b", "its forces had struck two power stations", source="The admiralty")
    denial = sighting("c", "the figures given by the admiralty", source="The other side", act=Act.DENIES)
    first, _, third = claims_of(count, power, denial)
    assert first == third


def test_two_who_answer_the_same_words_are_in_one_claim() -> None:
    denial = sighting("a", "that the ferry had been overloaded", source="Star Lines", act=Act.DENIES)
    words = "the allegation that the ferry had been overloaded"
    silent = sighting("b", words, source="The transport department", act=Act.DECLINES)
    first, second = claims_of(denial, silent)
    assert first == second


def test_who_will_not_say_when_answers_no_assertion_about_something_else() -> None:
    said = sighting("a", "parliament had approved the sum", source="The speaker")
    silent = sighting("b", "when the convoy would leave", source="The minister", act=Act.DECLINES)
    first, second = claims_of(said, silent)
    assert first != second


def test_who_asks_whether_it_is_so_goes_with_who_says_so() -> None:
    charge = sighting("a", "Cobre Lind of ignoring cracks in the tunnel", source="The union", act=Act.ACCUSES)
    words = "they were looking into whether the firm had ignored cracks in the tunnel"
    first, second = claims_of(charge, sighting("b", words, source="Prosecutors"))
    assert first == second
