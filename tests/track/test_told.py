"""Standings to a treaty and rare qualities: said of one party or subject they are one claim, whatever the other words."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from livebrief.config import Config
from livebrief.newsroom import Newsroom
from livebrief.records.spans import pieces_text
from livebrief.track import Tracker
from livebrief.track.quality import quality_of
from livebrief.track.standing import standing_of
from tests.track.made import sighting
from tests.track.test_claims import claims_of

RATIFIED = "Ostermark ratified the convention on river dredging in June 1998"
SIGNATORY = "the plan is a mistake because Ostermark is a signatory to an international treaty against river dredging"


def test_a_partys_standing_is_one_claim_whoever_tells_it() -> None:
    first, second = claims_of(sighting("a", RATIFIED, source="Gazette"), sighting("b", SIGNATORY, source="The mayor"))
    assert first == second


@pytest.mark.parametrize(
    "other",
    [
        "Norwell ratified the convention on river dredging in June 1998",
        "Ostermark ratified the convention on child labour in June 1998",
        "Ostermark signed the convention on river dredging in June 1998",
    ],
)
def test_another_party_instrument_or_step_is_another_claim(other: str) -> None:
    first, second = claims_of(sighting("a", RATIFIED, source="Gazette"), sighting("b", other, source="The mayor"))
    assert first != second


def test_who_is_out_is_contradicted_by_who_says_in() -> None:
    first, second = claims_of(
        sighting("a", "Ostermark has not ratified the dredging convention", source="The mayor"),
        sighting("b", "Ostermark ratified the dredging convention last year", source="The ministry"),
    )
    assert first == second
    inside = standing_of(["ostermark", "has", "not", "ratified", "the", "convention"], "")
    assert inside is not None
    assert inside.negative


def test_the_convention_is_the_one_that_the_document_named() -> None:
    found = standing_of(["ostermark", "ratified", "the", "convention"], "A treaty to ban river dredging was agreed. ")
    assert found is not None
    assert "dredg" in found.about


def test_one_rare_quality_of_one_subject_is_one_claim() -> None:
    first, second, third = claims_of(
        sighting(
            "a", "the pumps bought by the county are nonresisant, meaning that they rust within a year", source="Some"
        ),
        sighting("b", "the new pumps that Norwell lends to Ostermark are not resistant", source="The engineer"),
        sighting("c", "the pumps are resistant in a storm, the catalogue shows", source="The dealer"),
    )
    assert first == second
    assert third != first


def test_qualities_are_told_of_a_named_subject() -> None:
    assert quality_of(["it", "is", "permanent"]) is None
    found = quality_of("the dam isn't permanent".split())
    assert found is not None
    assert (found.word, found.negative) == ("permanent", True)


def test_the_founding_articles_share_a_treaty_claim_and_a_quality(seeds: list[str]) -> None:
    with Newsroom(Config(reader="joined")) as room:
        readings = [reading for _, reading in room.read(seeds, None, lambda _: None)]
    tracker, told = Tracker(), []
    for reading in readings:
        claims = dict(tracker.place(reading, datetime(2026, 1, 1, tzinfo=UTC)).claims)
        told += [
            (pieces_text(reading.document.text, sgt.content), claims[sgt.statement.id]) for sgt in reading.sightings
        ]
    for one, other in (("Ukraine ratified the", "Ukraine is a signatory"), ("nonpersisent", "are not persistent")):
        (first,) = [clm for words, clm in told if one in words]
        (second,) = [clm for words, clm in told if other in words]
        assert first == second
