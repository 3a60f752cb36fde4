"""Quantities: values, bounds, ranges, units, roles, refusals, laws. All words are our own."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livebrief.annotate.quantities import find_quantities
from livebrief.annotate.times import find_times
from livebrief.records.articles import Dated, Document
from livebrief.records.mentions import QuantityMention


def read(text: str) -> tuple[QuantityMention, ...]:
    """The quantities of a text, its times left out."""
    doc = Document(id="d", capture="c", article="a", text=text, published=Dated(value="2024-11-20", how="given"))
    return find_quantities(doc, find_times(doc))


def short(text: str) -> list[tuple[str, float | None, str, str]]:
    """(text, value or bound, unit, role)."""
    return [
        (
            men.text,
            men.value if men.value is not None else men.low if men.low is not None else men.high,
            men.unit,
            men.role,
        )
        for men in read(text)
    ]


ROLES = [
    ("The blast killed 3 and wounded 19.", [("3", 3, "person", "killed"), ("19", 19, "person", "injured")]),
    ("A flood left five people dead, killing 3 and wounding 19.",
     [("five", 5, "person", "killed"), ("3", 3, "person", "killed"), ("19", 19, "person", "injured")]),
    ("At least six people were killed and 19 injured.",
     [("At least six", 6, "person", "killed"), ("19", 19, "person", "injured")]),
    ("The mayor said the death toll in the port had risen to 11.", [("11", 11, "person", "killed")]),
    ("A man was killed and three others wounded.", [("A man", 1, "person", "killed"), ("three", 3, "person", "injured")]),
    ("No one was injured.", [("No one", 0, "person", "injured")]),
    ("They attacked overnight with 122 drones, 56 of which were shot down over 14 regions.",
     [("122", 122, "drone", "launched"), ("56", 56, "drone", "intercepted"), ("14", 14, "region", "count")]),
    ("Another nine drones were lost from radar.", [("nine", 9, "drone", "lost")]),
    ("The bank will give the city 40 million euros.", [("40 million euros", 40e6, "EUR", "pledged")]),
    ("Crews evacuated about 400 residents.", [("about 400", 400, "person", "evacuated")]),
    ("Police detained 17 protesters.", [("17", 17, "person", "detained")]),
    ("They damaged 27 barns and two mills.", [("27", 27, "barn", "damaged"), ("two", 2, "mill", "damaged")]),
    ("Crews called off 84 services.", [("84", 84, "service", "cancelled")]),
    ("Almost 900 shops lost power.", [("Almost 900", 900, "shop", "without power")]),
    ("It had shot down 19 of 22 drones.", [("19", 19, "drone", "intercepted"), ("22", 22, "drone", "count")]),
    ("They destroyed 37 drones.", [("37", 37, "drone", "intercepted")]),
    ("The corps lost 14 men and then two tanks.", [("14", 14, "person", "killed"), ("two", 2, "tank", "count")]),
    ("The hall seats 1,800 people.", [("1,800", 1800, "person", "capacity")]),
    ("A guard wounded five people.", [("five", 5, "person", "injured")]),
    ("The council released four tapes.", [("four", 4, "tape", "count")]),
    ("The rebels released four hostages.", [("four", 4, "person", "rescued")]),
    ("Shelling drove 700 people from the port.", [("700", 700, "person", "displaced")]),
    ("The blast killed a nurse.", [("a nurse", 1, "person", "killed")]),
    ("The firm was fined $3 million.", [("$3 million", 3e6, "USD", "cost")]),
    ("The bank lent 4 million euros over five years.", [("4 million euros", 4e6, "EUR", "count"), ("five years", 5, "year", "duration")]),
    ("It paid 2 million euros of the 9 million pledged.",
     [("2 million euros", 2e6, "EUR", "delivered"), ("9 million", 9e6, "EUR", "pledged")]),
    ("Two-thirds of the town fled.", [("Two-thirds", 2 / 3, "", "share")]),
    ("The post is half a mile from the pier.", [("half a mile", 0.5, "mile", "distance")]),
    ("More than 160 countries agreed.", [("More than 160", 160, "country", "count")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ROLES)
def test_role(text: str, expected: list[tuple[str, float, str, str]]) -> None:
    """Number, unit and role."""
    assert short(text) == expected


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("It costs $4.65 billion.", "USD", 4.65e9),
        ("It costs US$3m.", "USD", 3e6),
        ("It costs €40m.", "EUR", 40e6),
        ("It costs 2.5 million hryvnias.", "UAH", 2.5e6),
        ("The line runs 168 kilometers.", "km", 168),
        ("The fire burnt 1,500 square kilometres.", "km2", 1500),
        ("The sack weighs 5 kg.", "kg", 5),
        ("Turnout was 61.5%.", "percent", 61.5),
        ("Turnout was 61 per cent.", "percent", 61),
        ("The plank is 2 1/2 inches thick.", "in", 2.5),
        ("The frost reached -18 °C.", "celsius", -18),
        ("The star is 4e14 km away.", "km", 4e14),
        ("It costs 15€.", "EUR", 15),
        ("The line is 30616.16 km long.", "km", 30616.16),
        ("A quarter of a million boats came.", "boat", 250_000),
        ("A hundred and twenty trucks came.", "truck", 120),
        ("Forty-two trucks came.", "truck", 42),
        ("Two hundred and five trucks came.", "truck", 205),
    ],
)
def test_units_and_numbers(text: str, unit: str, value: float) -> None:
    """Money as ISO codes, measures as symbols, things as singular nouns."""
    assert [(men.unit, men.value) for men in read(text)] == [(unit, value)]


@pytest.mark.parametrize(
    ("text", "bound", "low", "high"),
    [
        ("They become inert in anywhere from four hours to two weeks.", "range", 4, 336),
        ("Between 10 and 15 houses burned.", "range", 10, 15),
        ("The town lies 10-15 km away.", "range", 10, 15),
        ("They jailed him for between six and nine years.", "range", 6, 9),
        ("Over a hundred towns slept.", "at least", 100, None),
        ("Dozens of people sang.", "at least", 24, None),
        ("Tens of thousands of people sang.", "at least", 20000, None),
        ("Up to 300 homes stood empty.", "at most", None, 300),
        ("As many as 30 boats came.", "at most", None, 30),
    ],
)
def test_bounds_and_ranges(text: str, bound: str, low: float | None, high: float | None) -> None:
    """Open bounds keep their side, ranges both; ranges of durations in two units are in hours."""
    assert [(men.bound, men.low, men.high) for men in read(text)] == [(bound, low, high)]


def test_a_change_is_two_numbers() -> None:
    """ "From … to" after a verb of change is no range."""
    assert [men.bound for men in read("The share rose from 5 percent to 11 percent.")] == ["exact", "exact"]


@pytest.mark.parametrize(
    "text",
    [
        "He flew an F-16 over the bay.",
        "Article 5 was invoked by the 101st Brigade.",
        "Anna Veld, 44, is a 20-year-old firm's owner.",
        "He is 58 years old and HTML5 is older.",
        "The Orcas won 3-1 in 2019.",
        "Call +1 202-555-0143 before 5 March.",
        "She lives at 12 Mill Street.",
        "Some say Neptune 2 was fired.",
        "One of them left; no one else did.",
        "The clerk is a 20- to 25-year-old woman, or in her 30s.",
        "They met on 3/4 and the train leaves at 18.40.",
    ],
)
def test_what_is_no_quantity(text: str) -> None:
    """Names, ordinals, ages, scores, dates, telephone and street numbers, pronouns."""
    assert read(text) == ()


_WORDS = st.lists(
    st.sampled_from(
        "one two dozen dozens of hundred thousand 3 1,200 4.65 million - – to between and from $ € km % people drones were"
        " killed shot down toll risen over at least up , . \n half tens a no 2019 é hours weeks".split(" ")
    ),
    max_size=30,
).map(" ".join)


@given(_WORDS)
def test_laws_of_spans(text: str) -> None:
    """Spans re-slice, never overlap, come in order; each has a value or a bound; low lies below high."""
    found = read(text)
    assert found == read(text)
    assert all(men.span.of(text) == men.text for men in found)
    assert all((men.value, men.low, men.high) != (None, None, None) for men in found)
    assert all(men.low < men.high for men in found if men.low is not None and men.high is not None)
    assert all(one.span.end <= two.span.start for one, two in pairwise(found))


def test_spaces_group_thousands_and_halves_add() -> None:
    """ "10 000" is one number, "two and a half" is 2.5; a pronoun "one of" is none."""
    assert [men.value for men in read("It paid 10 000 dollars for two and a half miles.")] == [10000, 2.5]
    assert read("It was one of the old bridges, updated at 23.34 BST.") == ()


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("The archive holds 40 petabytes.", 40, "PB"),
        ("One kibibyte was lost.", 1, "KiB"),
        ("A megajoule is not much.", 1, "MJ"),
        ("The dose was 12 mSv.", 12, "mSv"),
        ("The rock is 65 Ma old.", 65, "Ma"),
        ("The ring gave 3 fb⁻¹ of data.", 3, "/fb"),
        ("A signal of 5-sigma strength was seen.", 5, "sigma"),
        ("It cost me a penny.", 1, "penny"),
        ("It fell towards absolute zero.", 0, "K"),
        ("Traffic rose by a factor of 2.5 in Tolm.", 2.5, ""),
        ("There were zero casualties in Tolm.", 0, "person"),
        ("A baker’s dozen of buns was sold.", 13, "bun"),
    ],
)
def test_units_in_multiples_and_values_without_a_figure(text: str, value: float, unit: str) -> None:
    (found,) = read(text)
    assert (found.value, found.unit) == (pytest.approx(value), unit)


@pytest.mark.parametrize(
    "text", ["Ground zero was cleared.", "It pays five roubles a dollar.", "They want zero tolerance."]
)
def test_no_zero_and_no_rate_is_counted(text: str) -> None:
    assert all(men.value not in {0, 1} for men in read(text))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Each family got Rs 5 lakh.", [("Rs 5 lakh", 5e5, "INR", "count")]),
        ("It cost ₹20 lakh crore.", [("₹20 lakh crore", 2e13, "INR", "cost")]),
        ("The bridge cost KSh2.3 million.", [("KSh2.3 million", 2.3e6, "KES", "cost")]),
        ("One in five homes is empty.", [("One in five", 0.2, "", "share")]),
        ("Nine out of ten said yes.", [("Nine out of ten", 0.9, "", "share")]),
        ("Wages rose by 3.2pc.", [("3.2pc", 3.2, "percent", "share")]),
        ("Two tornadoes passed.", [("Two", 2, "tornado", "count")]),
        ("It is a town of 40,000.", [("40,000", 4e4, "person", "population")]),
        ("Guards shot down 12 of the missiles and nine of the drones.",
         [("12", 12, "missile", "intercepted"), ("nine", 9, "drone", "intercepted")]),
        ("The state paid N500 million.", [("N500 million", 5e8, "NGN", "delivered")]),
        ("Two in three homes are empty.", [("Two in three", 2 / 3, "", "share")]),
        ("A ship with 22 crew left.", [("22", 22, "person", "count")]),
        ("It rose 2% to $67.", [("2%", 2, "percent", "share"), ("$67", 67, "USD", "count")]),
        ("Those over 65 were let in.", []),
        ("Call 0191 555 0733 or +47 55 10 20 30.", []),
    ],
)  # fmt: skip
def test_money_shares_and_numbers_to_call(text: str, found: list[tuple[str, float, str, str]]) -> None:
    assert short(text) == found


def test_the_scale_of_a_range_is_that_of_its_end() -> None:
    (men,) = read("It will cost £3-4m.")
    assert (men.low, men.high, men.unit) == (3e6, 4e6, "GBP")
