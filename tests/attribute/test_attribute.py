"""Attribution over a whole document: sources through the text, chains, acts, the outlet's own voice, ids."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livebrief.attribute import RuleTagger, attribute
from livebrief.attribute.acts import act_of, factuality
from livebrief.records.articles import Document
from livebrief.records.mentions import EntityMention, Mention
from livebrief.records.spans import Span, pieces_text
from livebrief.records.statements import Act, Sighting, Speech

PEOPLE = {"Orla Finch": ("person", "harbour master"), "Port Authority": ("organisation", "")}


def document(text: str) -> Document:
    sentences = tuple(Span(m.start(), m.end()) for m in re.finditer(r"[^\s].*?(?:[.!?]\"?(?=\s)|$)", text))
    return Document(id="doc", capture="cap", article="art", text=text, outlet="Evening Bell", sentences=sentences)


def read(text: str) -> tuple[Sighting, ...]:
    doc = document(text)
    mentions: list[Mention] = [
        EntityMention(span=Span(m.start(), m.end()), text=m.group(), type=kind, name=name, role=role)
        for name, (kind, role) in PEOPLE.items()
        for m in re.finditer(name, text)
    ]
    (found,) = RuleTagger().read([text])
    return attribute(doc, mentions, found.attributions, reader="rules")


@pytest.mark.parametrize(
    ("text", "source", "act", "content"),
    [
        ("Orla Finch said the quay would stay shut.", "Orla Finch", Act.SAYS, "the quay would stay shut"),
        ('"The quay stays shut," said Orla Finch.', "Orla Finch", Act.SAYS, '"The quay stays shut,"'),
        ("The quay is shut, the Port Authority said.", "Port Authority", Act.SAYS, "The quay is shut"),
        ("According to Orla Finch, the quay is shut.", "Orla Finch", Act.SAYS, "the quay is shut"),
        ("The Port Authority declined to comment on the leak.", "Port Authority", Act.DECLINES, "on the leak"),
        ("Orla Finch did not confirm or deny the leak.", "Orla Finch", Act.NEITHER, "the leak"),
        ("The Port Authority has not officially confirmed the leak.", "Port Authority", Act.NOT_CONFIRMED, "the leak"),
        ("Orla Finch warned that the crane could fall.", "Orla Finch", Act.WARNS, "the crane could fall"),
        ("The Port Authority denied that the crane fell.", "Port Authority", Act.DENIES, "the crane fell"),
    ],
)
def test_one_sentence(text: str, source: str, act: Act, content: str) -> None:
    found = read(text)[0]
    assert found.source.name == source
    assert found.act is act
    assert content in pieces_text(text, found.content)


def test_pronouns_go_to_the_last_person_and_the_last_organisation() -> None:
    found = read(
        'The Port Authority said the tide was high. Orla Finch said she slept.\n"We wait," he said.\n"No ship left," it said.'
    )
    assert [sgt.source.name for sgt in found] == ["Port Authority", "Orla Finch", "Orla Finch", "Port Authority"]


def test_an_unclosed_quotation_ends_with_its_paragraph() -> None:
    text = 'Orla Finch said: "The crane will not be moved today\nNobody lives on the pier.'
    found = read(text)[0]
    assert found.content[-1].end <= text.index("\n")


def test_a_chain_names_the_first_source_and_who_passed_it_on() -> None:
    found = read("The Evening Bell reported the crane was sold, citing an unnamed port official.")[0]
    assert found.source.unnamed
    assert found.source.unnamed_type == "official"
    assert [via.name for via in found.via] == ["The Evening Bell"]


def test_the_outlet_asserts_in_its_own_voice() -> None:
    found = read("The Port Authority signed a treaty with three towns.")
    assert [sgt.statement.speech for sgt in found] == [Speech.ASSERTED]
    assert found[0].source.name == "Evening Bell"
    assert found[0].source.kind == "outlet"


@given(st.text(alphabet='aA ."“”,\nsaid', max_size=120))
def test_spans_lie_inside_and_reading_is_deterministic(text: str) -> None:
    first, second = RuleTagger().read([text, text])
    assert first == second
    for spans in first.attributions:
        assert spans.content
        assert all(0 <= piece.start < piece.end <= len(text) for piece in (*spans.source, *spans.cue, *spans.content))


def test_ids_follow_from_the_words() -> None:
    once, again = read("Orla Finch said the quay was shut."), read("Orla Finch said the quay was shut.")
    assert [sgt.id for sgt in once] == [sgt.id for sgt in again]
    assert once[0].statement.id.startswith("stm1_")


@pytest.mark.parametrize(
    ("cue", "content", "act"),
    [
        ("declined", "to comment on the leak", Act.DECLINES),
        ("did not deny", "the leak", Act.SAYS),
        ("called", "it a fake", Act.DENIES),
        ("asked", "people to stay at home", Act.URGES),
        ("said", "it could not comment on the leak", Act.DECLINES),
        ("said", "it was unable to confirm that the crane fell", Act.CANNOT_VERIFY),
        ("refused", "to confirm or deny the leak", Act.NEITHER),
    ],
)
def test_acts_from_cue_and_content(cue: str, content: str, act: Act) -> None:
    assert act_of(cue, content) is act


def test_no_statement_is_made_of_a_condition_or_a_negated_cue() -> None:
    assert factuality(Act.SAYS, "the crane may fall if it rains").certainty == "possible"
    assert factuality(Act.SAYS, "the leak", "did not deny").polarity == "underspecified"
    assert factuality(Act.DENIES, "the crane fell").polarity == "negative"


@pytest.mark.parametrize(
    ("content", "polarity"),
    [
        ("12,000 homes are without electricity", "positive"),
        ("repairs cannot begin until the wind drops", "negative"),
        ("they didn't ask", "negative"),
        ("they would back a motion of no confidence", "positive"),
        ("no fewer than 12 people were hurt", "positive"),
        ("a man is missing after his boat did not return", "positive"),
        ("If it does not rain, a ban will come", "positive"),
        ("no one was hurt", "negative"),
    ],
)
def test_polarity_is_that_of_the_main_clause(content: str, polarity: str) -> None:
    assert factuality(Act.SAYS, content).polarity == polarity
