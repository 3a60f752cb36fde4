"""Courts that hear, carriers that cite before they tell, questions that are no answers: the rules' forms for them."""

from __future__ import annotations

import pytest

from livebrief.attribute import RuleTagger
from livebrief.records.spans import pieces_text


def read(text: str) -> list[tuple[str, str]]:
    (found,) = RuleTagger().read([text])
    return [(pieces_text(text, one.source), pieces_text(text, one.content)) for one in found.attributions]


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("The inquest heard that the gate was shut.", "The inquest", "that the gate was shut"),
        ("The gate had been shut for years, the inquiry heard.", "the inquiry", "The gate had been shut for years"),
        ("The jury was told that he had left at noon.", "The jury", "that he had left at noon"),
        (
            "The Bell reported last week, citing two clerks, that the quay would be sold.",
            "The Bell",
            "that the quay would be sold",
        ),
        (
            "According to its director, Ivan Strand, the pipes were checked in May.",
            "its director, Ivan Strand",
            "the pipes were checked in May",
        ),
        ('Asked whether she had seen it, she said: "No, never at all."', "she", '"No, never at all."'),
        (
            "The gate was shut and nobody knew why, the authors write.",
            "the authors",
            "The gate was shut and nobody knew why",
        ),
    ],
)
def test_who_and_what(text: str, source: str, content: str) -> None:
    assert (source, content) in read(text)


@pytest.mark.parametrize(
    "text", ["Neighbours heard that loud bang at noon.", "According to the police, Ivan Strand, 32, was at home."]
)
def test_hearing_a_noise_and_naming_a_victim_are_nobody_speaking(text: str) -> None:
    assert all(source not in {"Neighbours", "the police, Ivan Strand"} for source, _ in read(text))
