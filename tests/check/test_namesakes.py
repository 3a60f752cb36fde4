"""One source by two names: offices and who speaks for them, short and long names; and who counts for whom."""

from __future__ import annotations

import pytest
from press import Press

from livebrief.check import chains, judge
from livebrief.check.namesakes import named, one_source, seated
from livebrief.records.statements import Source
from livebrief.records.verdicts import Value

LINE = "Nine people were killed on the quay. The end."


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("coast guard", "", ""), ("Ostermark coast guard", "", ""), True),
        (("coast guard", "", ""), ("Ada Roe", "coast guard spokeswoman", "person"), True),
        (("agriculture ministry", "", ""), ("Ada Roe", "Varn's agriculture minister", "person"), True),
        (("a prosecutor", "", "person"), ("Ada Roe", "prosecutor", "person"), False),
        (("prosecutor", "", "person"), ("Ada Roe", "prosecutor", "person"), True),
        (("Roe", "", ""), ("Ada Roe", "", "person"), True),
        (("ministry", "", ""), ("defence ministry", "", ""), False),
        (("Varn", "", ""), ("Ada Roe", "mayor of Varn", "person"), False),
    ],
)
def test_a_short_name_or_an_office_is_who_goes_by_it_here(
    one: tuple[str, str, str], other: tuple[str, str, str], same: bool
) -> None:
    assert one_source({"one": named(*one), "other": named(*other)}) == ({"one": "other"} if same else {})


def test_a_name_that_two_end_with_is_neither() -> None:
    found = {
        "short": named("Defence Ministry"),
        "here": named("Varnish Defence Ministry"),
        "there": named("Ostermark Defence Ministry"),
    }
    assert one_source(found) == {}


def test_an_office_and_its_speaker_are_one_witness() -> None:
    press = Press()
    first, second = press.article("a", LINE), press.article("b", LINE, outlet="Other Paper")
    speaker = Source(name="Ada Roe", kind="person", role="harbour police spokeswoman")
    press.says(first, "Nine people were killed on the quay", "c", source=speaker, by="Ada Roe")
    police = Source(name="harbour police", kind="organisation")
    press.says(second, "Nine people were killed on the quay", "c", source=police, by="harbour police")
    material = press.material()
    assert judge(material.groups.claims["c"], material).value is Value.SINGLE_SOURCE


def test_a_counter_by_its_short_name_corrects_itself() -> None:
    press = Press()
    for hours, by, words, value in (
        (0, "Ostermark coast guard", "Twelve", 12),
        (30, "coast guard", "Eleven", 11),
    ):
        doc = press.article(f"a{hours}", f"{words} people were killed. The end.", hours=hours)
        press.says(doc, f"{words} people were killed", words, by=by, figures=[(words, "killed", value)])
    (chain,) = chains(press.material())
    assert [each.relation for each in chain.figures] == ["first", "correction"]
    assert [each.value for each in chain.current] == [11]


def test_a_higher_toll_hours_later_is_an_update_and_what_may_come_is_no_count() -> None:
    press = Press()
    for hours, by, words, value in ((0, "The mayor", "Nine people were killed", 9), (8, "The service", "Fifteen", 15)):
        text = words if hours == 0 else f"{words} people were killed"
        doc = press.article(f"a{hours}", f"{text}. The end.", hours=hours)
        press.says(doc, text, text, by=by, figures=[(words.split()[0], "killed", value)])
    doc = press.article("later", "The wind could hurt another 40 people. The end.", hours=9)
    press.says(doc, "The wind could hurt another 40 people", "w", by="The service", figures=[("40", "injured", 40)])
    (chain,) = chains(press.material())
    assert [each.relation for each in chain.figures] == ["first", "update"]


def test_a_country_that_speaks_is_its_body_of_state() -> None:
    country = named("Arvania", "", "organisation")
    assert one_source({"c": country, "b": named("General Staff of Arvania")}) == {"c": "b"}
    bare = named("Defence Ministry")
    assert one_source({"c": country, "b": seated(bare, "Arvania State Agency")}) == {"c": "b"}
    assert one_source({"c": country, "b": seated(bare, "Northern Wire")}) == {}
    assert one_source({"c": country, "b": named("Arvania Fishing Club")}) == {}


def test_the_dead_of_a_side_are_rival_counts_and_its_own_are_no_part() -> None:
    press = Press()
    for n, (by, words, figure, value) in enumerate(
        (
            ("The staff", "It killed 40 Belkan soldiers", "40", 40),
            ("Belka", "Seven of its soldiers were killed in the fight of Belkan forces", "Seven", 7),
        )
    ):
        doc = press.article(f"a{n}", f"{words}. The end.", hours=n, outlet=f"Paper {n}")
        press.says(doc, words, words, by=by, figures=[(figure, "killed", value)])
    (chain,) = chains(press.material())
    assert [each.relation for each in chain.figures] == ["first", "rival"]


def test_some_of_whom_are_a_part_and_bodies_are_dead() -> None:
    press = Press()
    doc = press.article("a", "In all 420 people were displaced, 90 of them children. The end.")
    words = "In all 420 people were displaced, 90 of them children"
    press.says(doc, words, "c", by="The service", figures=[("420", "displaced", 420), ("90", "count", 90)])
    found = press.article("b", "Rescuers found the bodies of two miners. The end.", hours=1)
    press.says(found, "Rescuers found the bodies of two miners", "d", by="The mine", figures=[("two", "count", 2)])
    relations = {chain.role: [each.relation for each in chain.figures] for chain in chains(press.material())}
    assert relations == {"displaced": ["first", "part-of"], "killed": ["first"]}


def test_whose_count_it_is_where_the_outlet_tells() -> None:
    press = Press()
    words = "Hector Lind, the head of the miners' union, put the number of dead at six"
    doc = press.article("a", f"{words}. The end.")
    press.says(doc, words, "c", figures=[("six", "killed", 6)])
    (chain,) = chains(press.material())
    assert chain.figures[0].by_name == "Hector Lind"
