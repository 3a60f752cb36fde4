"""Laws of the lowest floor: ids, spans, outcomes."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livebrief.records.ids import canonical, content_id, is_id, kind_of, mint
from livebrief.records.outcomes import Failed, Made, Outcome, Skipped, Why, account
from livebrief.records.spans import Quote, Span, hull

MOMENTS = st.datetimes(min_value=datetime(1990, 1, 1), max_value=datetime(2090, 1, 1)).map(
    lambda when: when.replace(tzinfo=UTC, microsecond=0)
)
EMPTY = st.sampled_from([None, "", [], {}])


@given(st.dictionaries(st.text(max_size=5), st.text(max_size=5), max_size=4), st.text(max_size=5), EMPTY)
def test_an_added_empty_field_changes_no_id(value: dict[str, str], name: str, empty: object) -> None:
    with_empty = {name: empty, **value}
    assert content_id("doc", with_empty) == content_id("doc", value)
    assert canonical(with_empty) == canonical(value)


@given(MOMENTS, MOMENTS, st.text(max_size=10))
def test_minted_ids_sort_by_founding_and_repeat(one: datetime, other: datetime, founder: str) -> None:
    first, second = sorted((one, other))
    assert mint("sto", first, founder) == mint("sto", first, founder)
    if first < second:
        assert mint("sto", first, founder) < mint("sto", second, "anyone")
    assert is_id(mint("sto", first, founder))
    assert kind_of(mint("clm", first, founder)) == "clm"


def test_other_text_is_no_id() -> None:
    assert not is_id("doc1_short")
    with pytest.raises(ValueError, match="not an id"):
        kind_of("Tarnwick")


@given(st.text(), st.integers(0, 50), st.integers(0, 50))
def test_quotes_hold_the_words_under_the_span(text: str, a: int, b: int) -> None:
    low, high = sorted((min(a, len(text)), min(b, len(text))))
    span = Span(low, high)
    quote = Quote.take(text, span)
    assert quote.exact == span.of(text)
    assert text[quote.start :].startswith(quote.exact + quote.suffix)
    assert text[: quote.start].endswith(quote.prefix)
    trimmed = span.trim(text)
    assert trimmed.of(text) == span.of(text).strip()
    assert hull([span, trimmed]) == span


OUTCOMES = st.lists(
    st.one_of(
        st.just(Made(source="a", value=1)),
        st.sampled_from(list(Why)).map(lambda why: Skipped(source="b", why=why)),
        st.sampled_from(list(Why)).map(lambda why: Failed(source="c", why=why)),
    )
)


@given(OUTCOMES)
def test_accounting(outcomes: list[Outcome[int]]) -> None:
    sums = account(outcomes)
    assert sums.inputs == len(outcomes)
    assert len(sums.set_aside) == sum(sums.failed.values())
