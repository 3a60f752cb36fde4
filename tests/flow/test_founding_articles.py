"""The two founding articles, read from LIVEBRIEF_DATA: who says what in them, and what the desk makes of both.

Needles are the few words that find a statement; the articles themselves stay where they are.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from livebrief.config import Config
from livebrief.newsroom import Newsroom
from livebrief.publish.readings import as_line

# needle in the content, source, act, names that the chain goes through
SAID = [
    ("change in Russian tactics", "Lloyd Austin", "says", ["news agencies"]),
    ("at least 13 types", "Human Rights Watch", "says", []),
    ("land mines widely", "Human Rights Watch", "says", []),
    ("could not comment", "Ukraine", "declines-to-comment", []),
    ("go into the details", "Matthew Miller", "says", []),
    ("message is a fake", "Armed Forces of Ukraine", "says", []),
    ("use of ATACMS", "Volodymyr Zelenskyy", "neither-confirms-nor-denies", []),
    ("Storm Shadow", "unnamed Western official", "reports", ["Bloomberg News"]),
    ("122 drones", "Ukrainian Air Force", "says", []),
    ("risen to 11", "Hennadiy Trukhanov", "says", []),
]
REGIONS = 14


@pytest.fixture(scope="module")
def lines(seeds: list[str]) -> list[dict[str, Any]]:
    with Newsroom(Config(reader="joined")) as room:
        return [as_line(reading) for _, reading in room.read(seeds, None, lambda _: None)]


def _statements(lines: list[dict[str, Any]], needle: str) -> list[dict[str, Any]]:
    every = [stm for line in lines for stm in line["statements"]]
    return [stm for stm in every if needle in " ".join(piece["text"] for piece in stm["content"])]


@pytest.mark.parametrize(("needle", "source", "act", "via"), SAID)
def test_who_said_what(lines: list[dict[str, Any]], needle: str, source: str, act: str, via: list[str]) -> None:
    found = [
        (stm["source"]["name"], stm["act"], [link["name"] for link in stm["via"]]) for stm in _statements(lines, needle)
    ]
    assert (source, act, via) in found


def test_the_quotation_of_both_articles_has_one_name(lines: list[dict[str, Any]]) -> None:
    assert [stm["source"]["name"] for stm in _statements(lines, "mechanized forces anymore")] == ["Lloyd Austin"] * 2


def test_figures_and_places(lines: list[dict[str, Any]]) -> None:
    (attack,) = _statements(lines, "122 drones")
    roles = {(fig["value"], fig["role"]) for fig in attack["figures"]}
    assert {(122, "launched"), (56, "intercepted"), (14, "count")} <= roles
    assert len({place["name"] for place in attack["places"] if place["lat"] is not None} - {"Ukraine"}) >= REGIONS
    (toll,) = _statements(lines, "risen to 11")
    assert [(fig["value"], fig["role"]) for fig in toll["figures"]] == [(11, "killed")]
    assert ("Odesa", "UA") in {(place["name"], place["country"]) for place in toll["places"]}
    assert toll["happened"] == "2024-11-18"


def test_no_furniture_in_any_sentence(lines: list[dict[str, Any]]) -> None:
    for line in lines:
        text = " ".join(line["text"][span["start"] : span["end"]] for span in line["sentences"])
        for words in ("SEE ALSO", "READ MORE", "ALSO READ", "HTML5", "click here"):
            assert words not in text


def test_one_story_one_claim_one_witness_two_carriers(tmp_path: Path, seeds: list[str]) -> None:
    with Newsroom(Config(store=tmp_path / "seeds.db")) as room:
        room.add(seeds)
        brf, _ = room.briefing()
    assert len(brf.stories) == 1
    (line,) = [each for each in brf.stories[0].updates if "mechanized forces anymore" in each.text]
    assert [(each.name, len(each.carriers)) for each in line.verdict.witnesses] == [("Lloyd Austin", 2)]
    assert not brf.withheld
