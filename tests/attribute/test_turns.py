"""Transcripts: whole turns by their speakers; what others say within them stays theirs; tables and prose are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livebrief.attribute.turns import turns_of
from livebrief.records.spans import pieces_text

TALK = (
    "The warden spoke on Monday.\n\nBELL: How deep is the pool today?\n\nVANCE: It is forty feet deep. I never saw that.\n\n"
    "(Bell rings.)\n\nWe are measuring it.\n\nBELL: Is the gate shut for the winter?\n\nVANCE: No. It opens on Friday, they say.\n\n"
    "A clerk said later that it was shut."
)


def read(text: str) -> list[tuple[str, str]]:
    return [(pieces_text(text, turn.source), pieces_text(text, turn.content)) for turn in turns_of(text)]


def test_a_turn_is_all_that_its_speaker_says() -> None:
    assert [who for who, _ in read(TALK)] == ["BELL", "VANCE", "BELL", "VANCE"]
    assert read(TALK)[1][1] == "It is forty feet deep. I never saw that. We are measuring it."
    assert read(TALK)[3][1] == "No. It opens on Friday, they say."


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (TALK.replace("BELL", "Q").replace("VANCE", "A"), 4),
        (TALK.replace("BELL", "Ann Bell").replace("VANCE", "Ida Vance"), 4),
        (TALK.replace("BELL:", "Bell said").replace("VANCE:", "Vance said"), 0),
        ("Killed: 3\nInjured: 5\nKilled: 1\nInjured: 2\n", 0),
        ("Storm: all ferries stay in port today.\n\nThe mayor said: keep calm and stay at home.", 0),
    ],
)
def test_what_a_transcript_is(text: str, count: int) -> None:
    assert len(turns_of(text)) == count


@given(
    st.lists(
        st.sampled_from(["BELL: ", "Q: ", "Ida Vance: ", "It is deep here now.", "\n", "\n\n", "(x)", " "]), max_size=40
    )
)
def test_turns_lie_inside_the_text_in_order(pieces: list[str]) -> None:
    text = "".join(pieces)
    spans = [piece for turn in turns_of(text) for piece in (*turn.source, *turn.cue, *turn.content)]
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert [span.start for span in spans] == sorted(span.start for span in spans)
