"""Laws of the two measures: symmetric, nought of equals, None or half the Earth at most."""

from __future__ import annotations

import math
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from livebrief.nlp.apart import EARTH_KM, days_apart, km_apart, whole_day

points = st.tuples(st.floats(-90, 90), st.floats(-180, 180))


@given(st.dates(), st.dates())
def test_days_apart_are_those_of_the_calendar(one: date, other: date) -> None:
    assert days_apart(one.isoformat(), f"{other.isoformat()}T10:00:00Z") == abs((one - other).days)


@given(st.text(max_size=12))
def test_what_names_no_day_is_not_apart_from_any(value: str) -> None:
    assert (days_apart(value, "2031-05-06") is None) == (whole_day(value) is None)


@given(points, points)
def test_kilometres_are_symmetric_and_no_more_than_half_the_earth(
    one: tuple[float, float], other: tuple[float, float]
) -> None:
    assert math.isclose(km_apart(*one, *other), km_apart(*other, *one), abs_tol=1e-6)
    assert 0 <= km_apart(*one, *other) <= math.pi * EARTH_KM + 1e-6
    assert km_apart(*one, *one) == 0
