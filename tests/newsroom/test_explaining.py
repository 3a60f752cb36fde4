"""Every id that the desk shows can be asked about."""

from __future__ import annotations

import pytest

from livebrief.errors import Missing
from livebrief.newsroom import Newsroom
from livebrief.nlp.words import side_name


def test_a_line_and_a_ledger_entry_explain_their_claim(room: Newsroom) -> None:
    briefing, material = room.briefing()
    line = briefing.stories[0].updates[0]
    assert room.explain(line.id) == room.explain(line.claim)
    entries = [entry for kept in room.keep(material, room.verdicts(material)) for entry in kept.entries if entry.claims]
    assert entries, "the example articles fill a ledger"
    for entry in entries:
        assert room.explain(entry.id).claim == entry.claims[0]


@pytest.mark.parametrize("unknown", ["lin1_nothing", "ent_nothing", "clm_nothing", "?"])
def test_an_unknown_id_is_missing(room: Newsroom, unknown: str) -> None:
    with pytest.raises(Missing):
        room.explain(unknown)


def test_short_keys_of_sides_are_abbreviations() -> None:
    assert (side_name("us"), side_name("north-bank")) == ("US", "North Bank")
