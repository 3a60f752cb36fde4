"""Spellings of one name meet under one key; different names stay apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livebrief.nlp.spelling import romanise, spelling_key

SAME = [
    ["Zelenskyy", "Zelenskiy", "Zelensky", "Zelenskyi", "Zelenskij", "ZELENSKY", "Зеленський", "Зеленский"],
    ["Volodymyr Zelenskyy", "Vladimir Zelensky", "Володимир Зеленський", "Владимир Зеленский"],
    ["Serhiy Popko", "Serhii Popko", "Sergei Popko", "Сергій Попко", "Сергей Попко"],
    ["Andriy Yermak", "Andrii Yermak", "Andrei Yermak", "Андрій Єрмак"],
    ["Syrskyi", "Syrskiy", "Syrsky", "Сирський"],
    ["Odesa", "Odessa", "Одеса", "Одесса"],
    ["Kharkiv", "Харків"],
    ["Oleksandr Prokudin", "Aleksandr Prokudin", "Олександр Прокудін"],
]


@pytest.mark.parametrize("names", SAME, ids=lambda names: names[0])
def test_one_key(names: list[str]) -> None:
    assert {spelling_key(name) for name in names} == {spelling_key(names[0])}


def test_other_people_have_other_keys() -> None:
    keys = [spelling_key(names[0]) for names in SAME]
    assert len(set(keys)) == len(keys)
    assert spelling_key("Petro Poroshenko") != spelling_key("Petro Poroshchenko Jr")


def test_romanise_by_the_table() -> None:
    assert romanise("Єнакієве, Щербухи, Юрій, Яготин") == "Yenakiieve, Shcherbukhy, Yurii, Yahotyn"
    assert romanise("Lviv, O'Neill") == "Lviv, O'Neill"


@given(st.text(max_size=30))
def test_a_key_is_its_own_key(name: str) -> None:
    assert spelling_key(spelling_key(name)) == spelling_key(name)


@given(st.text(alphabet="абвгґдеєжзиіїйклмнопрстуфхцчшщьюяABCDEFabcdef -'", max_size=30))
def test_case_does_not_matter(name: str) -> None:
    assert spelling_key(name.upper()) == spelling_key(name.lower())
