"""The beat's actors in texts: other spellings, namesakes, capitals as governments and as cities."""

from __future__ import annotations

import re

import pytest

from livebrief.annotate import annotate
from livebrief.nlp.ports import NameSpan
from livebrief.records.articles import Document
from livebrief.records.mentions import EntityMention
from livebrief.records.sources import Actor, Beat
from livebrief.records.spans import Span

BEAT = Beat(
    key="b",
    name="B",
    actors=(
        Actor(key="hrytsenko", name="Serhii Hrytsenko", aliases=("Hrytsenko",), side="ua", role="head of the railways"),
        Actor(key="gov", name="Government of Poland", kind="organisation", aliases=("Warsaw",), side="pl"),
    ),
)


def entities(text: str) -> list[EntityMention]:
    doc = Document(id="d", capture="c", article="a", text=text, sentences=(Span(0, len(text)),))
    people = [NameSpan(span=Span(*m.span()), kind="PER") for m in re.finditer(r"[A-Z]\w+ Hr[iy]\w+|Grizenko", text)]
    return [men for men in annotate(doc, beat=BEAT, names=people) if isinstance(men, EntityMention)]


@pytest.mark.parametrize("name", ["Serhii Hrytsenko", "Sergei Hrytsenko", "Serhiy Hritsenko", "Sergej Hrytsenko"])
def test_spellings_of_one_person(name: str) -> None:
    (found,) = entities(f"On Monday {name} said the line was open.")
    assert (found.text, found.actor, found.name, found.side) == (name, "hrytsenko", "Serhii Hrytsenko", "ua")
    assert found.role == "head of the railways"


def test_a_namesake_is_somebody_else() -> None:
    found = entities("The painter Mila Hrytsenko opened the show. Hrytsenko thanked the guests.")
    assert [men.actor for men in found if "Hrytsenko" in men.text] == ["", ""]


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("Warsaw said it would send grain.", ["gov"]),
        ("Talks with Warsaw's envoy went on.", ["gov"]),
        ("A tram burned in Warsaw.", []),
        ("Trains from the regions of Warsaw, Lublin and Radom were late.", []),
        ("Four cities -- Gdansk, Warsaw, Lublin and Radom -- were dark.", []),
    ],
)
def test_a_capital_is_its_government_only_where_it_acts(text: str, actors: list[str]) -> None:
    assert [men.actor for men in entities(text) if men.actor] == actors
