"""Temporal expressions: values against an anchor, bounds, joins, underspecified values, laws. All words are our own."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livebrief.annotate.times import find_times
from livebrief.records.articles import Dated, Document
from livebrief.records.mentions import TimeMention


def read(text: str, published: str = "2024-11-20", how: str = "given") -> tuple[TimeMention, ...]:
    """The times of a document published on a Wednesday."""
    doc = Document(id="d", capture="c", article="a", text=text, published=Dated(value=published, how=how))
    return find_times(doc)


CASES = [
    ("The dam broke on November 18.", "November 18", "DATE", "2024-11-18"),
    ("It was built in December 2005.", "December 2005", "DATE", "2005-12"),
    ("They met on 4 March 2021.", "4 March 2021", "DATE", "2021-03-04"),
    ("They met on Tuesday, March 2, 2021.", "Tuesday, March 2, 2021", "DATE", "2021-03-02"),
    ("The bridge fell on Tuesday.", "Tuesday", "DATE", "2024-11-19"),
    ("The council will vote on Friday.", "Friday", "DATE", "2024-11-22"),
    ("The court ruled last Friday.", "last Friday", "DATE", "2024-11-15"),
    ("They return next Monday.", "next Monday", "DATE", "2024-11-25"),
    ("Shops opened yesterday.", "yesterday", "DATE", "2024-11-19"),
    ("The hall will open tomorrow.", "tomorrow", "DATE", "2024-11-21"),
    ("The rain began last night.", "last night", "TIME", "2024-11-19TNI"),
    ("Sirens rang at 1:15 a.m. Tuesday.", "1:15 a.m. Tuesday", "TIME", "2024-11-19T01:15"),
    ("The wall fell at 02:40 on Monday.", "02:40 on Monday", "TIME", "2024-11-18T02:40"),
    ("He spoke on Monday evening.", "Monday evening", "TIME", "2024-11-18TEV"),
    ("Prices rose last year.", "last year", "DATE", "2023"),
    ("Prices rose last month.", "last month", "DATE", "2024-10"),
    ("They spoke last week.", "last week", "DATE", "2024-W46"),
    ("It closed three years ago.", "three years ago", "DATE", "2021"),
    ("A train leaves every 20 minutes.", "every 20 minutes", "SET", "PT20M"),
    ("The queue lasted two hours.", "two hours", "DURATION", "PT2H"),
    ("They waited for two weeks.", "two weeks", "DURATION", "P2W"),
    ("Sales fell in the third quarter of 2019.", "the third quarter of 2019", "DATE", "2019-Q3"),
    ("Jazz came back in the 1990s.", "the 1990s", "DATE", "199"),
    ("Floods came last spring.", "last spring", "DATE", "2024-SP"),
    ("The road is open now.", "now", "DATE", "PRESENT_REF"),
    ("They fought over the past year.", "the past year", "DURATION", "P1Y"),
    ("They fought over the past three months.", "the past three months", "DURATION", "P3M"),
    ("It took 2 1/2 years.", "2 1/2 years", "DURATION", "P2Y6M"),
    ("It closed over the weekend.", "the weekend", "DATE", "2024-W46-WE"),
    ("The talks are set to resume Monday.", "Monday", "DATE", "2024-11-25"),
    ("The vote will be held in May.", "May", "DATE", "2025-05"),
    ("Owners could not be reached for comment Sunday.", "Sunday", "DATE", "2024-11-17"),
    ("It did not appear to be linked to the theft on Friday.", "Friday", "DATE", "2024-11-15"),
    ("Tapes from Sunday could be released.", "Sunday", "DATE", "2024-11-17"),
    ("The fair will return in December.", "December", "DATE", "2024-12"),
    ("Shops closed at Easter.", "Easter", "DATE", "2024-03-31"),
    ("They will meet on New Year's Eve.", "New Year's Eve", "DATE", "2024-12-31"),
    ("The minister is to visit the site on Thursday.", "Thursday", "DATE", "2024-11-21"),
    ("They will be back in three weeks' time.", "in three weeks' time", "DATE", "2024-W50"),
    ("Sales rose in Q3.", "Q3", "DATE", "2024-Q3"),
    ("Sales will rise in Q1 2025.", "Q1 2025", "DATE", "2025-Q1"),
    ("It is to open in the second half of 2027.", "the second half of 2027", "DATE", "2027-H2"),
    ("It will close by the end of the month.", "the end of the month", "DATE", "2024-11"),
    ("The alarm went off at 0415 GMT.", "0415 GMT", "TIME", "2024-11-20T04:15"),
    ("It was built a year and a half ago.", "a year and a half ago", "DATE", "2023-05"),
    ("It is in force until 9pm on Friday.", "9pm on Friday", "TIME", "2024-11-22T21:00"),
    ("They have called off Saturday's game.", "Saturday", "DATE", "2024-11-23"),
    ("The ship left at 1800 hours.", "1800 hours", "TIME", "2024-11-20T18:00"),
    ("It was signed on 24.08.2023.", "24.08.2023", "DATE", "2023-08-24"),
    ("It opened in nineteen ninety-six.", "nineteen ninety-six", "DATE", "1996"),
    ("Sales fell in last year's third quarter.", "last year's third quarter", "DATE", "2023-Q3"),
    ("The pier must open by year-end.", "year-end", "DATE", "2024-12-31"),
    ("They will rest this coming Sunday.", "this coming Sunday", "DATE", "2024-11-24"),
    ("The file is dated 2019-03-07.", "2019-03-07", "DATE", "2019-03-07"),
]


@pytest.mark.parametrize(("text", "words", "kind", "value"), CASES)
def test_value(text: str, words: str, kind: str, value: str) -> None:
    """One expression, its type and its value."""
    assert [(men.text, men.type, men.value) for men in read(text)] == [(words, kind, value)]


@pytest.mark.parametrize(
    ("text", "value", "mod"),
    [
        ("Roads have been shut since February 2022.", "2022-02", "SINCE"),
        ("The rule will hold until 4 March.", "2025-03-04", "UNTIL"),
        ("Crews must finish by Friday.", "2024-11-22", "UNTIL"),
        ("It was founded before 1998.", "1998", "BEFORE"),
        ("Raids began early on November 20.", "2024-11-20", "START"),
    ],
)
def test_open_intervals_keep_their_bound(text: str, value: str, mod: str) -> None:
    """The bound is the value; which way it is open is the mod."""
    assert [(men.value, men.mod) for men in read(text) if men.value == value] == [(value, mod)]


def test_without_a_day_values_are_underspecified() -> None:
    """An unknown or refused publication day gives no year, and says that the value is inferred."""
    for how in ("unknown", "refused"):
        found = read("It fell on November 20 and again on Tuesday; built in 1998.", "2024-11-20", how)
        assert [(men.value, men.inferred) for men in found] == [
            ("XXXX-11-20", True),
            ("XXXX-WXX-2", True),
            ("1998", False),
        ]


def test_the_day_of_the_story_is_the_one_last_told() -> None:
    """ "Late in the day" is the day spoken of, not the day of publication."""
    found = read("On November 18 the embassy closed. Late in the day it reopened.")
    assert [men.value for men in found] == ["2024-11-18", "2024-11-18"]


def test_may_march_and_ages_are_not_times() -> None:
    """A modal verb, a verb of walking, an age and a count of people."""
    assert read("It may rain. They march on. A 58-year-old man led 1999 people. May Olsen waved.") == ()


_WORDS = st.lists(
    st.sampled_from(
        "on in May March 12 1999 Tuesday last next every two hours days ago , . : 3:40 a.m. early the 1990s - 31 yesterday"
        " February 30 quarter first since night \n é ’".split(" ")
    ),
    max_size=25,
).map(" ".join)


@given(_WORDS, st.sampled_from(["", "2024-02-29", "0001-01-01", "9999-12-31"]))
def test_laws_of_spans(text: str, published: str) -> None:
    """Spans re-slice, never overlap, come in order; every value is filled; the same text gives the same times."""
    found = read(text, published)
    assert found == read(text, published)
    assert all(men.span.of(text) == men.text and men.value and men.type for men in found)
    assert all(one.span.end <= two.span.start for one, two in pairwise(found))


def test_a_year_ago_is_the_quarter_of_the_results() -> None:
    """Beside a quarter, "a year ago" is the same quarter of the year before; elsewhere it is the year."""
    found = read("Sales rose in the third quarter of 2024. A year ago they fell.")
    assert [men.value for men in found] == ["2024-Q3", "2023-Q3"]
    assert [men.value for men in read("A year ago the mill stood still.")] == ["2023"]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("In 2016 the mill closed, and the following year it burned down.", "the following year", "2017"),
        ("She fled in June 2019 and returned later that year.", "later that year", "2019"),
        ("The firm agreed to buy the mill on Friday.", "Friday", "2024-11-22"),
        ("Two new boats would leave Ostrel on Friday.", "Friday", "2024-11-22"),
        ("It would have sunk on Monday.", "Monday", "2024-11-18"),
        ("A house next to the mill burned on Friday.", "Friday", "2024-11-15"),
        ("Profit rose in the third quarter, compared with a loss last year.", "last year", "2023-Q3"),
        ("Sales came to 4 million for the year ended March 31.", "the year", "P1Y"),
    ],
)
def test_what_was_told_before_and_what_was_promised(text: str, words: str, value: str) -> None:
    assert (words, value) in [(men.text, men.value) for men in read(text)]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("It left at 20:15 local time (18:15 GMT) on Monday.", ["2024-11-18T20:15", "2024-11-18T18:15", "2024-11-18"]),
        ("It left on Monday at 20:15 local time (1815 GMT).", ["2024-11-18T20:15", "2024-11-18T18:15"]),
    ],
)
def test_a_clock_time_in_two_zones_is_of_one_day(text: str, values: list[str]) -> None:
    assert [men.value for men in read(text)] == values


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("They met on 12-14 November 2023.", ["12", "14 November 2023"]),
        ("They met on November 12 and 14.", ["November 12", "14"]),
        ("On November 12 and 40 men died.", ["November 12"]),
        ("On November 12 and 14 drones fell.", ["November 12"]),
    ],
)
def test_two_days_of_one_month(text: str, words: list[str]) -> None:
    assert [men.text for men in read(text)] == words
