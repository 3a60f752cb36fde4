"""Sentences of somebody harmed are the outlet's word only where the harm happened."""

from __future__ import annotations

import pytest

from tests.attribute.test_sources import read


@pytest.mark.parametrize(
    "text",
    [
        "The young man was shot dead outside the bakery.",
        "A second rider was taken to the clinic by a neighbour.",
        "Both of the brothers remain in critical condition.",
    ],
)
def test_harm_told_without_a_source_is_the_outlets_word(text: str) -> None:
    (found,) = read(text)
    assert found.source.kind == "outlet"


@pytest.mark.parametrize(
    "text",
    [
        "If a guard is shot the gates of the mill close at once.",
        "The boy would have been killed had the wall not held.",
        "Anybody on the bridge could have been injured by the falling beam.",
        "The old lion is to be shot dead by the keeper.",
        "Nobody on the ferry was nearly killed or even hurt.",
        "Whether the miller was shot dead remains a riddle.",
    ],
)
def test_harm_that_did_not_happen_is_nobodys_word(text: str) -> None:
    assert read(text) == ()


def test_an_order_that_somebody_was_given_is_the_outlets_word() -> None:
    (found,) = read("The crews have been told to moor their barges above the weir.")
    assert found.source.kind == "outlet"


def test_what_a_relative_clause_adds_behind_anothers_words_is_the_outlets() -> None:
    text = '"We shall leave it," said Ada Marsh of the Harl treaty, which Ostermark signed in May 1998.'
    said, added = read(text)
    assert said.source.kind != "outlet"
    assert added.source.kind == "outlet"
    assert [span.of(text) for span in added.content] == ["Ostermark signed in May 1998."]
