"""Names of witnesses with the article that English asks for; an explanation names who first said so and what replaced it."""

from __future__ import annotations

import pytest
from press import Press

from livebrief.brief.called import called
from livebrief.brief.explain import explain
from livebrief.check import chains, judge
from livebrief.records.verdicts import Stance, Witness


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("miners' union", "the miners' union"),
        ("spokesman for the harbour", "the spokesman for the harbour"),
        ("residents of Varn", "residents of Varn"),
        ("two officials", "two officials"),
        ("General Staff of Varn", "the General Staff of Varn"),
        ("Varn's Defence Ministry", "Varn's Defence Ministry"),
        ("Ada Roe", "Ada Roe"),
        ("The Lantern", "The Lantern"),
        ("", ""),
    ],
)
def test_a_description_gets_its_article_and_a_name_does_not(name: str, shown: str) -> None:
    witness = Witness(key="k", name=name, stance=Stance.SUPPORTS, carriers=(), statements=())
    assert called(witness) == shown


def test_an_explanation_tells_what_took_the_place_of_a_figure() -> None:
    press = Press()
    for hours, words, value in ((0, "Nine", 9), (30, "Twelve", 12)):
        doc = press.article(f"a{hours}", f"{words} people were killed. The end.", hours=hours)
        content = f"{words} people were killed"
        press.says(doc, content, words, by="The coast guard", figures=[(words, "killed", value)])
    material = press.material()
    clm = material.groups.claims["Nine"]
    told = explain(clm, judge(clm, material), material, chains(material))
    assert told.in_words == (
        "Harbour Gazette reported on 4 May 2031: The coast guard said: Nine people were killed. It no longer stands. "
        "The same counter has since given another figure: Twelve (The coast guard, 5 May 2031). "
        "Only Harbour Gazette carries it. For people killed the desk now has Twelve (The coast guard)."
    )
    assert told.history[-1].endswith("Update: the same counter later, and higher.")
