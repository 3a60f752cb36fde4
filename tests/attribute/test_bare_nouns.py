"""Whom nouns without a name stand for: the company, the person of an age, who has just spoken; the body behind a spokesman."""

from __future__ import annotations

import re

import pytest

from livebrief.attribute import RuleTagger, attribute
from livebrief.records.articles import Document
from livebrief.records.mentions import EntityMention, Mention
from livebrief.records.spans import Span
from livebrief.records.statements import Sighting

PEOPLE = {
    "Ida Vance": ("person", ""),
    "Petr Krol": ("person", ""),
    "Norlux Oy": ("organisation", ""),
    "Tarn Ministry of Ports": ("organisation", ""),
    "Pictoria": ("organisation", ""),
}


def read(text: str) -> list[tuple[str, str]]:
    """Source name and kind of each attributed statement, read by rules."""
    sentences = tuple(Span(*m.span()) for m in re.finditer(r"[^\s].*?(?:[.!?]\"?(?=\s)|$)", text))
    doc = Document(id="doc", capture="cap", article="art", text=text, outlet="Evening Bell", sentences=sentences)
    mentions: list[Mention] = [
        EntityMention(span=Span(*m.span()), text=name, type=kind, name=name, role=role)
        for name, (kind, role) in PEOPLE.items()
        for m in re.finditer(name, text)
    ]
    (found,) = RuleTagger().read([text])
    told: tuple[Sighting, ...] = attribute(doc, mentions, found.attributions, reader="rules")
    return [(sgt.source.name, sgt.source.kind) for sgt in told if sgt.cue]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Norlux Oy said sales had fallen. The company said it would close a plant.", "Norlux Oy"),
        ("Norlux Oy said sales fell. Tarn Ministry of Ports said it knew. The firm said it was sorry.", "Norlux Oy"),
        ("Norlux Oy fell by 9% on Monday. The company said it was sorry.", "Norlux Oy"),
        ("Police charged Ida Vance, 61, of Mill Lane. The 61-year-old said she was innocent.", "Ida Vance"),
        ("The 61-year-old teacher Ida Vance met Petr Krol, 40. The 40-year-old said he was tired.", "Petr Krol"),
        ('Ida Vance said she was sad. "They never asked," said the retired welder.', "Ida Vance"),
        (
            "A spokesman for Norlux Oy declined to comment. In a statement it said the plant was safe.",
            "Norlux Oy",
        ),
        (
            "A spokesperson for the charity, Open Boats, declined to comment. It said the boats were safe.",
            "Open Boats",
        ),
        ("The company behind Pictoria, Melk, said the service was down.", "Melk"),
    ],
)
def test_whom_the_last_statement_is_by(text: str, name: str) -> None:
    assert read(text)[-1][0] == name


@pytest.mark.parametrize(
    "text",
    [
        "Ida Vance said she was sad.\n\nThe welder said the gate was shut.",
        "Norlux Oy said sales fell. The manufacturer said the part was old.",
    ],
)
def test_a_noun_of_somebody_else_stays_itself(text: str) -> None:
    assert read(text)[-1][0] in {"welder", "manufacturer"}


@pytest.mark.parametrize(
    ("words", "kind"),
    [("The welder", "person"), ("The coastguard", "organisation"), ("The newspaper", "organisation")],
)
def test_the_kind_of_a_noun(words: str, kind: str) -> None:
    assert read(f"{words} said the gate was shut.")[0][1] == kind


def test_the_company_is_the_one_named_most_unless_another_speaks_here() -> None:
    text = (
        "Norlux Oy fell by 9%. Norlux Oy makes boats. Norlux Oy sells them. The engines come from Pictoria.\n\n"
        "Pictoria said it knew.\n\nThe company said it was sorry."
    )
    assert read(text)[-1][0] == "Norlux Oy"
    assert read(text.replace("knew.\n\n", "knew. "))[-1][0] == "Pictoria"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The head of the regional administration Ida Vance said the road was open.", "Ida Vance"),
        ("Ida Vance, the mayor, said it rained.\n\nThe official said the road was open.", "Ida Vance"),
        ("A statement by the maker, Infusor AG, was read out. It said the pump was tested.", "Infusor AG"),
        ("Documents seen by Norlux Oy said the pump was tested.", "Documents seen by Norlux Oy"),
        ("The Rivers Integrity Unit has closed the lock, it announced on Friday.", "Rivers Integrity Unit"),
        ('Ida Vance was there. Ida Vance said it was late. "I go home," said the 23-year-old.', "Ida Vance"),
    ],
)
def test_whom_other_words_stand_for(text: str, name: str) -> None:
    assert read(text)[-1][0] == name
