"""The harm desk on a rising toll told in everyday words: the counts that stand, and titles that read."""

from __future__ import annotations

from livebrief.check.incidents.words import harmed
from livebrief.desks.harm import _number
from livebrief.desks.harming.telling import _HURT_NUMBER, _value
from livebrief.records.ledgers import Cell


def test_a_title_has_the_number_and_not_the_words_around_it() -> None:
    def shown(text: str, value: float) -> str:
        return _number(Cell(text=text, value=value))

    assert shown("12 others, including two children, were hurt", 12) == "12"
    assert shown("kills four", 4) == "four"
    assert shown("at least 1,200 people", 1200) == "at least 1,200"
    assert shown("A man", 1) == "A man"
    assert shown("died", 1) == "one"
    assert shown("a 12-year-old boy", 1) == "one"
    assert shown("A woman of 71 broke her hip", 1) == "one"
    assert shown("A farmer was killed", 1) == "one"


def test_a_number_is_read_whole_and_up_to_the_next_verb_of_harm() -> None:
    def hurt(text: str) -> list[int | None]:
        return [_value(found) for found in _HURT_NUMBER.finditer(text)]

    assert hurt("Twenty-three others were hurt") == [23]
    assert hurt("Seven people were killed and 23 injured") == [23]


def test_a_bound_before_a_number_is_no_part_of_the_persons() -> None:
    assert [(each.kind, each.value) for each in harmed("At least three people have died in the flood.")] == [
        ("killed", 3)
    ]
