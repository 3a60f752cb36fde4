"""What articles without a day say of their time: it tells sister events apart."""

from __future__ import annotations

from livebrief.track.calendar import UNSAID, calendar_of
from livebrief.track.kinship import TIMES, odds
from livebrief.track.options import TrackOptions
from livebrief.track.terms import outline_of
from livebrief.track.window import Window

SIXTH = "Tuesday, January 6"
STOPPED = (
    "Vessel captain Arlo Minck was stopped by the harbour police of Dorn on {when} and taken ashore after he failed a "
    "breath test, officers said. Minck, of the ferry Grey Lady, was released on bail. It was in {year} that the line "
    "had hired him. His lawyer, Tessa Ruhl, said that he would answer the charge in court."
)


def test_times_are_read_as_written() -> None:
    found = calendar_of("On Tuesday, 6 January 2009, or by Jan. 8, some 1,950 people may march again. It cost $2010.")
    assert found.years == {"2009"}
    assert found.months == {"Jan"}
    assert found.weekdays == {"Tues"}
    assert found.dates == {"Jan 6", "Jan 8"}


def test_an_article_with_a_day_needs_none() -> None:
    text = STOPPED.format(when="Tuesday", year="2009")
    assert outline_of("", text, 3000, 733000).calendar is UNSAID
    assert outline_of("", text, 3000).calendar.years == {"2009"}


def test_the_same_again_in_another_year_is_less_alike() -> None:
    window, near = Window(TrackOptions()), []
    for n, (when, year) in enumerate(((SIXTH, "2009"), ("Saturday, July 11", "2012"), (SIXTH, "2009"))):
        _, olds, shown = window.compare(outline_of("", STOPPED.format(when=when, year=year), 3000), None)
        near.append(dict(zip([old.n for old in olds], odds(shown, False, 500), strict=True)))
        window.settle(n, f"story {n}")
    told = dict(zip(TIMES, shown[[old.n for old in olds].index(1), -len(TIMES) :], strict=True))
    assert told == {"same year": 0, "other years": 1, "other months": 1, "other weekdays": 1, "same date": 0}
    assert near[1][0] < near[2][0] - 5
    assert near[2][1] < near[2][0] - 5
