"""Law 2: a quote is found exactly where it was, survives edits elsewhere, and is gone when its words are gone."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from livebrief.clean.anchor import find
from livebrief.records.spans import Quote, Span

LETTERS = st.text(alphabet="abc .", min_size=0, max_size=60)


@given(LETTERS, st.data())
def test_found_where_it_was(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    if start < end:
        assert find(text, Quote.take(text, Span(start, end))) == Span(start, end)


@given(LETTERS, LETTERS, LETTERS)
def test_survives_edits_elsewhere(before: str, after: str, new: str) -> None:
    words = "Exactly THESE words"
    quote = Quote.take(before + words + after, Span(len(before), len(before) + len(words)))
    assert find(new + words + after, quote) == Span(len(new), len(new) + len(words))
    assert find(before + words + new, quote) == Span(len(before), len(before) + len(words))


@given(LETTERS, LETTERS)
def test_gone_is_gone(before: str, after: str) -> None:
    quote = Quote.take(before + "exact Words" + after, Span(len(before), len(before) + 11))
    assert find(before + "exact words" + after, quote) is None


def test_the_surroundings_choose_among_equals() -> None:
    text = "He said no. The mayor said no. She said no."
    at = text.index("said no", 15)
    moved = "New opening, he said no. " + text
    found = find(moved, Quote.take(text, Span(at, at + 7)))
    assert found is not None
    assert moved[: found.start].endswith("The mayor ")
