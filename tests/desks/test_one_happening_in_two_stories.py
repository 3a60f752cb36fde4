"""One happening told in two stories is one entry: same settlement, day, counts, and a person of the same age."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from livebrief.desks import keep_all
from livebrief.desks.harming.local import Local
from livebrief.desks.harming.persons import joined
from livebrief.desks.page import Page, Passage
from livebrief.records.articles import Dated, Document
from livebrief.records.incidents import Borne, Incident
from livebrief.records.ledgers import Harm, current
from livebrief.records.spans import Span
from tests.desks.conftest import read_all, unread

STORM = "A man, 71, died when a tree fell on his car in Alden in Tuesday's storm."
ROAD = "A 71-year-old man died in Alden on Tuesday night, the road police said."


def _happening(day: str = "2031-05-06", place: str = "Alden", killed: int = 1, injured: int = 0) -> Incident:
    return Incident(killed=Borne(value=killed), injured=Borne(value=injured), day=day, place=place)


def _local(n: int, text: str, happening: Incident) -> Local:
    doc = Document(
        id=f"d{n}", article=f"a{n}", capture=f"c{n}", text=text, published=Dated(value="2031-05-07"), recipe="test"
    )
    passage = Passage(
        document=doc, n=0, span=Span(0, len(text)), text=text, moment="2031-05-07", day="2031-05-07", outlet="The Post"
    )
    return Local(story=f"s{n}", documents=((passage,),), tellings=(), incidents=(), happening=happening)


def _page(happening: Incident) -> Page:
    return Page(unread(datetime(2031, 6, 1, tzinfo=UTC)), {}, happening=lambda _documents: happening)


def test_two_stories_of_one_happening_are_one() -> None:
    one, other = _local(1, STORM, _happening()), _local(2, ROAD, _happening(day="2031-05-07"))
    (only,) = joined(_page(_happening()), [one, other])
    assert only.story == "s1"
    assert only.documents == one.documents + other.documents


@pytest.mark.parametrize(
    ("text", "happening"),
    [
        (ROAD, _happening(place="Bolter")),
        (ROAD, _happening(day="2031-05-09")),
        (ROAD, _happening(injured=2)),
        (ROAD.replace("71", "24"), _happening()),
        (ROAD, _happening(place="")),
    ],
)
def test_another_place_day_count_or_person_is_another_happening(text: str, happening: Incident) -> None:
    told = [_local(1, STORM, _happening()), _local(2, text, happening)]
    assert joined(_page(happening), told) == told


def test_a_number_that_no_words_give_makes_way_for_what_the_articles_give(tmp_path: Path) -> None:
    text = "ALDEN -- A man was killed and two women were injured when a balcony fell in Alden on Tuesday, police said."
    inputs = tmp_path / "articles.jsonl"
    line = {"id": "a", "url": "https://paper.example/a", "outlet": "The Post", "published": "2031-05-07", "text": text}
    inputs.write_text(json.dumps(line), encoding="utf-8")
    material, verdicts, chains = read_all(tmp_path / "desk.db", [str(inputs)])
    (found,) = keep_all(
        material, verdicts, chains, ["harm"], happening=lambda _documents: _happening(killed=1, injured=9)
    )
    (entry,) = (each for each in found.entries if isinstance(each, Harm))
    assert [cell.value for cell in current(entry.killed)] == [1.0]
    assert [cell.value for cell in current(entry.injured)] == [2.0]
