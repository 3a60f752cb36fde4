"""The explainers desk: stored sentences under questions, for things and terms only."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from livebrief.records.ledgers import Explainer, Ledger
from tests.desks.conftest import texts

Make = Callable[..., Ledger]
ARTICLE = (
    "2025-09-12",
    "KYIV -- Russia used glide bombs against Kharkiv on Friday, the regional governor said. Glide bombs are old bombs fitted with wings and a "
    "satellite receiver. They can fly 70 kilometres. Rights groups condemned the use of glide bombs in cities as indiscriminate.",
)
NEWER = ("2025-11-02", "KYIV -- Glide bombs can now fly 90 kilometres, General Ihor Bondar said on Sunday.")


def _explainers(found: Ledger) -> list[Explainer]:
    return [entry for entry in found.entries if isinstance(entry, Explainer)]


def test_questions_are_answered_by_stored_sentences(ledger: Make) -> None:
    (entry,) = _explainers(ledger("explainers", ARTICLE))
    assert entry.term == "Glide bombs"
    assert texts(entry, "what") == ["Glide bombs are old bombs fitted with wings and a satellite receiver."]
    assert texts(entry, "numbers") == ["They can fly 70 kilometres."]
    assert [cell.by for cell in entry.disputed] == ["Rights groups"]
    for field in ("what", "how", "disputed", "numbers"):
        assert all(cell.text in ARTICLE[1] and cell.statements for cell in getattr(entry, field))


def test_oldest_and_newest_view_stand_side_by_side(ledger: Make) -> None:
    (entry,) = _explainers(ledger("explainers", ARTICLE, NEWER))
    assert [cell.value for cell in entry.numbers] == [70, 90]
    assert [flag.kind for flag in entry.flags] == ["differ"]


@pytest.mark.parametrize(
    "text",
    [
        "France is a country of storms. France is ready, its president said. France closed two ports.",
        "The mayor is a friend of the system. The mayor spoke on Monday.",
        "Here is a round-up of the missiles. Here we go.",
    ],
)
def test_people_and_countries_are_not_explained(ledger: Make, text: str) -> None:
    assert not ledger("explainers", ("2025-09-10", text)).entries


def test_definitions_that_stand_alone(ledger: Make) -> None:
    text = (
        "A levee is a bank of earth built to keep a river within its bed. The heat index, a measure of how hot it feels when humidity is"
        " counted in, reached 46 degrees in Tampa."
    )
    assert [entry.term for entry in ledger("explainers", ("2025-09-12", text)).entries] == ["levee", "heat index"]


@pytest.mark.parametrize(
    ("text", "term"),
    [
        (
            "The International Seabed Authority, a United Nations body known as the ISA, regulates mining on the ocean floor"
            " beyond national waters. It has 170 members. Critics say the authority is too close to the mining companies.",
            "International Seabed Authority",
        ),
        (
            "Storm surge, the rise in sea level pushed ashore by a cyclone's winds, kills more people than wind does, the"
            " weather service says. A surge of three metres can reach several kilometres inland.",
            "Storm surge",
        ),
        (
            "The barrier at Halden, which cost $900 million, consists of 62 gates that are lowered when the sea rises."
            " Engineers dispute whether the barrier can hold back more than four metres.",
            "barrier at Halden",
        ),
    ],
)
def test_a_term_set_apart_by_what_it_is(ledger: Make, text: str, term: str) -> None:
    (entry,) = ledger("explainers", ("2025-08-30", text)).entries
    assert entry.term == term
    assert texts(entry, "what")
    assert texts(entry, "numbers")
