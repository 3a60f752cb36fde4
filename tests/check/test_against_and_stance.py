"""Attached series beside figures; stance by words; headlines against bodies; incidents of a group of articles."""

from __future__ import annotations

import msgspec
import pytest
from press import Press
from test_slots_and_counters import told

from livebrief.check import chains, judge
from livebrief.check.headlines import FEATURES, Rarity, features, stance_of
from livebrief.check.incidents import incident
from livebrief.check.incidents.words import harmed
from livebrief.check.verdict import evidence
from livebrief.check.wording import calls_untrue, opposed, stem
from livebrief.nlp.linear import stance_model
from livebrief.records.articles import Article, Dated, Document
from livebrief.records.readings import Material, Reading
from livebrief.records.references import AttackRow, CountRow, Reference
from livebrief.records.statements import Act
from livebrief.records.verdicts import Stance, Value

NIGHT = AttackRow(start="2031-05-03T20:00", end="2031-05-04T06:00", weapon="Shahed-136", launched=122, destroyed=56)


def attached(*rows: AttackRow | CountRow, until: str = "2031-12-31") -> Material:
    press = Press()
    told(press, "The east fired 122 drones, 56 were shot down", "Guard", ("122", "launched", 122), ("56", "intercepted", 56),
         unit="drone", claim="c")  # fmt: skip
    reference = Reference(key="table", name="Night Table", kind="attacks", until=until, rows=rows)
    return msgspec.structs.replace(press.material(), references=(reference,))


def said(material: Material) -> list[str]:
    return [
        reason.says for reason in judge(material.groups.claims["c"], material).reasons if "Night Table" in reason.says
    ]


def test_a_series_agrees() -> None:
    material = attached(NIGHT)
    assert len(said(material)) == 2
    assert all("Night Table agrees" in each and "Shahed-136" in each for each in said(material))
    assert judge(material.groups.claims["c"], material).value is Value.SINGLE_SOURCE


def test_a_series_differs_and_names_its_rows() -> None:
    rows = (
        msgspec.structs.replace(NIGHT, launched=100, destroyed=None),
        msgspec.structs.replace(NIGHT, weapon="Gerbera", launched=17, destroyed=None),
    )
    (found,) = [each for each in said(attached(*rows)) if "differs" in each]
    assert found.startswith("Night Table differs by 5: the table's rows for that night add to 117 launched")
    assert "Shahed-136" in found
    assert "Gerbera" in found


def test_a_series_is_silent() -> None:
    assert all("it ends 2031-01-01" in each for each in said(attached(until="2031-01-01")))
    missiles = msgspec.structs.replace(NIGHT, weapon="X-101", launched=122)
    assert all("no row for that night" in each for each in said(attached(missiles)))


def test_counts_of_a_side_only_where_the_side_is_named() -> None:
    press = Press()
    told(press, "Eastland lost 12 tanks", "Staff", ("12", "lost", 12), unit="tank", claim="c")
    rows = (CountRow(date="2031-05-04", role="lost", value=12, unit="tank", whose="Eastland"),)
    reference = Reference(key="losses", name="Loss Table", kind="counts", rows=rows)
    material = msgspec.structs.replace(press.material(), references=(reference,))
    assert any("Loss Table agrees" in reason.says for reason in judge(material.groups.claims["c"], material).reasons)
    other = msgspec.structs.replace(reference, rows=(msgspec.structs.replace(rows[0], whose="Westland"),))
    material = msgspec.structs.replace(material, references=(other,))
    assert not any("Loss Table" in reason.says for reason in judge(material.groups.claims["c"], material).reasons)


def stances(press: Press) -> list[Stance]:
    material = press.material()
    return [each.stance for each in evidence(material.groups.claims["c"], material)]


@pytest.mark.parametrize(
    ("second", "stance"),
    [
        ("The message about the dam is a fake", Stance.DENIES),
        ("The dam gate at Ost is closed tonight", Stance.DENIES),
        ("It is unclear whether the dam gate at Ost is open", Stance.QUERIES),
        ("The dam gate at Ost is open tonight", Stance.SUPPORTS),
    ],
)
def test_stance_by_words(second: str, stance: Stance) -> None:
    press = Press()
    press.says(
        press.article("a", "The dam gate at Ost is open tonight. Rain."),
        "The dam gate at Ost is open tonight",
        "c",
        by="Ada Roe",
    )
    press.says(press.article("b", f"{second}. Sun.", hours=1), second, "c", by="Bo Lind")
    assert stances(press) == [Stance.SUPPORTS, stance]


def test_acts_come_before_words() -> None:
    press = Press()
    doc = press.article("a", "The gate is open. Bo Lind would not say if the message is fake.")
    press.says(doc, "The gate is open", "c", by="Ada Roe")
    press.says(doc, "if the message is fake", "c", by="Bo Lind", act=Act.DECLINES)
    assert stances(press) == [Stance.SUPPORTS, Stance.COMMENTS]


def test_wording() -> None:
    assert stem("denies") == stem("deny")
    assert calls_untrue("This message is a fake")
    assert not calls_untrue("The message reached the valley")
    assert opposed("the bridge at Ost was opened", "the bridge at Ost was closed") is not None
    assert opposed("the bridge was opened", "schools in the valley were closed") is None


def test_headlines() -> None:
    body = "Harbour master Ada Roe opened the new lighthouse at Ost on Monday. Hundreds of people came to see the lamp."
    assert stance_of("Queen buys seven penguins for palace pond", body) == "unrelated"
    assert stance_of("New lighthouse at Ost opened by harbour master", body) in ("agree", "discuss")
    assert len(features("A lighthouse", body, Rarity(words={}, rarest=5.0))) == len(FEATURES)
    assert stance_model().features == FEATURES
    assert features("", "", Rarity(words={}, rarest=5.0)) == features("", "", Rarity(words={}, rarest=5.0))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A woman and a toddler died", [("killed", 2)]),
        ("Man, 11-year-old daughter dead in house", [("killed", 2)]),
        ("15-year-old dead, six shot", [("killed", 1), ("shot", 6)]),
        ("Fight leaves one man dead, 3 injured", [("killed", 1), ("injured", 3)]),
        ("Several people were hurt", []),
        ("Four people were shot, one fatally", [("shot", 4), ("killed", 1)]),
    ],
)
def test_harmed_persons(text: str, found: list[tuple[str, int]]) -> None:
    assert set(found) <= {(each.kind, each.value) for each in harmed(text)}
    assert bool(harmed(text)) == bool(found)


def reading(n: int, title: str, text: str, day: str) -> Reading:
    doc = Document(
        id=f"doc{n}", capture="", article=f"art{n}", text=text, title=title, published=Dated(value=day, how="given")
    )
    return Reading(article=Article(id=f"art{n}", address="x"), document=doc)


def test_an_incident_of_three_articles() -> None:
    group = [
        reading(
            1,
            "Two hurt at Ost fair",
            "OSTWICK — Two people were wounded at the fair in Ostwick on Monday.",
            "2031-05-05",
        ),
        reading(
            2,
            "Man dies after Ost fair shooting",
            "OSTWICK — A man died and another person was wounded in Ostwick.",
            "2031-05-06",
        ),
        reading(
            3,
            "One dead, one wounded at fair",
            "Ostwick police said one person was killed and one wounded.",
            "2031-05-07",
        ),
    ]
    found = incident(group)
    assert (found.killed.value, found.injured.value) == (1, 1)
    assert found.place == "Ostwick"
    assert found.day == "2031-05-05"
    assert all(
        span.of(read.document.text) for doc, span in found.killed.words for read in group if read.document.id == doc
    )
    assert incident(list(reversed(group))) == found
    assert incident([]).killed.value == 0


def test_nothing_counted_no_chain() -> None:
    press = Press()
    press.says(press.article("a", "The gate is open. Rain."), "The gate is open", "c", by="Ada Roe")
    assert chains(press.material()) == ()


def test_a_ground_for_opposing_supports_the_ground() -> None:
    press = Press()
    press.says(
        press.article("a", "Ostland ratified the mine convention. Rain."),
        "Ostland ratified the mine convention",
        "c",
        by="Ada Roe",
    )
    words = "the plan is wrong because Ostland signed the mine convention"
    press.says(press.article("b", f"He said {words}. Sun.", hours=1), words, "c", by="Bo Lind", act=Act.OPPOSES)
    assert stances(press) == [Stance.SUPPORTS, Stance.SUPPORTS]
    press.says(
        press.article("d", "He opposes the plan of Ostland. Sun.", hours=2),
        "the plan of Ostland",
        "c",
        by="Cy Marsh",
        act=Act.OPPOSES,
    )
    assert stances(press)[2] is Stance.COMMENTS
