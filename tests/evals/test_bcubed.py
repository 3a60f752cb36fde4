"""B³: known values, bounds, and symmetry."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livebrief.evals.bcubed import bcubed

GROUPINGS = st.dictionaries(
    st.text(min_size=1, max_size=3), st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1
)


def test_worked_example() -> None:
    gold = {"a": 1, "b": 1, "c": 2}
    found = bcubed(gold, {"a": "x", "b": "y", "c": "y"})
    assert found.precision == pytest.approx((1 + 0.5 + 0.5) / 3)
    assert found.recall == pytest.approx((0.5 + 0.5 + 1) / 3)


def test_other_items_are_an_error() -> None:
    with pytest.raises(ValueError, match="not the same items"):
        bcubed({"a": 1}, {"b": 1})


def test_nothing_scores_nothing() -> None:
    assert bcubed({}, {}).f1 == 0.0


@given(GROUPINGS)
def test_bounds_and_symmetry(both: dict[str, tuple[int, int]]) -> None:
    gold = {item: pair[0] for item, pair in both.items()}
    other = {item: pair[1] for item, pair in both.items()}
    there, back = bcubed(gold, other), bcubed(other, gold)
    assert 0 < there.precision <= 1
    assert 0 < there.recall <= 1
    assert there.precision == pytest.approx(back.recall)
    assert bcubed(gold, gold).f1 == pytest.approx(1)
