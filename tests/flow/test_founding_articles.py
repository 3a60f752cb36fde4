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

# Every statement of the two articles, read by hand: needle in the content, speaker, act, names that the chain goes through.
FIRST = [
    ("provide Ukraine with antipersonnel mines", "White House", "says", []),
    ("change in Russian tactics", "Lloyd Austin", "says", ["news agencies"]),
    ("mechanized forces anymore", "Lloyd Austin", "says", []),
    ("has a need", "Lloyd Austin", "says", []),
    ("at least 13 types", "Human Rights Watch", "says", []),
    ("land mines widely", "Human Rights Watch", "says", []),
    ("the use of antipersonnel mines", "Rights and humanitarian groups", "opposes", []),
    ("pose a danger to civilians", "Rights and humanitarian groups", "says", []),
    ("risks civilian lives", "Human Rights Watch", "says", []),
    ("to ban the use", "More than 160 countries", "promises", []),
    ("are not signatories", "RFE/RL", "says", []),
    ("Ukraine ratified the convention", "RFE/RL", "says", []),
    ("could not comment", "Ukraine", "declines-to-comment", []),
    ("hidden in the ground", "RFE/RL", "says", []),
    ("nonpersisent", "Some reports", "says", []),
    ("the decision on the mines", "Volodymyr Zelenskyy", "supports", []),
    ("very important", "Volodymyr Zelenskyy", "supports", []),
    ("totally strengthen", "Volodymyr Zelenskyy", "says", []),
    ("likely resume normal operations", "U.S. officials", "says", []),
    ("go into the details", "Matthew Miller", "says", []),
    ("expected to return to normal", "Matthew Miller", "says", []),
    ("take immediate shelter", "U.S. Embassy in Kyiv", "urges", []),
    ("abundance of caution", "U.S. Embassy in Kyiv", "says", []),
    ("also shut their operations", "embassies of Italy, Greece, and Spain", "says", []),
    ("reopened its facility", "Spain", "says", []),
    ("was referring to", "Armed Forces of Ukraine", "says", []),
    ("Messengers and social networks", "Armed Forces of Ukraine", "says", []),
    ("message is a fake", "Armed Forces of Ukraine", "says", []),
    ("not to ignore", "Armed Forces of Ukraine", "urges", []),
    ("alert was issued", "RFE/RL", "says", []),
    ("to strike a weapons depot", "Government of Russia", "says", []),
    ("the decision", "White House", "not-confirmed", []),
    ("has informed Congress", "State Department spokesman", "says", []),
    ("intends to cancel", "Joe Biden", "says", ["State Department spokesman"]),
    ("use of ATACMS", "Volodymyr Zelenskyy", "neither-confirms-nor-denies", []),
    ("has long-range capabilities", "Volodymyr Zelenskyy", "says", []),
    ("successfully struck", "Main Directorate of Intelligence of Ukraine", "says", []),
    ("what kind of missiles", "Main Directorate of Intelligence of Ukraine", "declines-to-comment", []),
    ("Storm Shadow", "unnamed Western official", "reports", ["Bloomberg News"]),
    ("122 drones", "Ukrainian Air Force", "says", []),
    ("risen to 11", "Hennadiy Trukhanov", "says", []),
]
SECOND = [
    ("its decision to provide Kyiv", "United States", "announces", []),
    ("the shift in Washington", "Lloyd Austin", "says", []),
    ("leading the Russian battlefield advance", "Lloyd Austin", "says", []),
    ("changed the tactics", "Lloyd Austin", "says", []),
    ("mechanized forces anymore", "Lloyd Austin", "says", []),
    ("needs things that can help", "Lloyd Austin", "says", []),
    ("hidden beneath the surface", "the outlet", "says", []),
    ("explode on", "the outlet", "says", []),
    ("every 20 minutes", "Ukrainian analysts", "says", []),
    ("need more anti-personnel mines", "Ukrainian analysts", "says", []),
    ("target individuals", "the outlet", "says", []),
    ("strategic locations", "the outlet", "says", []),
    ("lingering threat", "Humanitarian groups", "opposes", []),
    ("reckless", "Amnesty International", "opposes", []),
    ("problematic", "Espen Barth Eide", "opposes", []),
    ("makes its own", "Lloyd Austin", "says", []),
    ("are not persistent", "Lloyd Austin", "says", []),
    ("far more safer", "Lloyd Austin", "says", []),
    ("electrically fused", "the outlet", "says", []),
    ("four hours to two weeks", "the outlet", "says", []),
]
REGIONS = 14


@pytest.fixture(scope="module")
def lines(seeds: list[str]) -> list[dict[str, Any]]:
    with Newsroom(Config(reader="joined")) as room:
        return [as_line(reading) for _, reading in room.read(seeds, None, lambda _: None)]


def _statements(lines: list[dict[str, Any]], needle: str) -> list[dict[str, Any]]:
    every = [stm for line in lines for stm in line["statements"]]
    return [stm for stm in every if needle in " ".join(piece["text"] for piece in stm["content"])]


def _told(line: dict[str, Any]) -> list[tuple[str, str, str, list[str]]]:
    """Content, speaker, act and chain of each statement of a line, in text order."""
    return [
        (
            " ".join(piece["text"] for piece in stm["content"]),
            stm["source"]["name"],
            stm["act"],
            [link["name"] for link in stm["via"]],
        )
        for stm in line["statements"]
    ]


@pytest.mark.parametrize(("n", "expected"), [(0, FIRST), (1, SECOND)])
def test_every_statement_and_no_other(
    lines: list[dict[str, Any]], n: int, expected: list[tuple[str, str, str, list[str]]]
) -> None:
    found = _told(lines[n])
    missing = [
        (needle, speaker, act)
        for needle, speaker, act, via in expected
        if not any(needle in words and (speaker, act, via) == (who, how, way) for words, who, how, way in found)
    ]
    spare = [
        (words[:40], speaker, act)
        for words, speaker, act, _ in found
        if not any(needle in words and speaker == who and act == how for needle, who, how, _ in expected)
    ]
    assert (missing, spare) == ([], [])


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
