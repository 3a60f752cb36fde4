"""Folding is idempotent; tokens keep numbers, ages and short forms whole."""

from hypothesis import given
from hypothesis import strategies as st

from livebrief.nlp.words import fold, folded_tokens, tokens


@given(st.text())
def test_fold_is_idempotent(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_fold_sees_through_type() -> None:
    assert fold("“It’s\u00a0over” – so\tthey SAID") == fold('"it\'s over" - so they said')


def test_tokens() -> None:
    assert tokens("A 20-year-old didn’t pay 4.65 at 02:40.") == [
        "A",
        "20-year-old",
        "didn't",
        "pay",
        "4.65",
        "at",
        "02:40",
    ]
    assert folded_tokens("ЗЕЛЕНСЬКИЙ сказав") == ["зеленський", "сказав"]
