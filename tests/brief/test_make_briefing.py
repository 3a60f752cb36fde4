"""The page: one line per claim, order, unknowns, changes since, corrections, explanations."""

from datetime import timedelta

import msgspec
import pytest
from press import START, Press

from livebrief.brief import BriefOptions, make_briefing
from livebrief.brief.compose import verdict_words
from livebrief.brief.explain import explain
from livebrief.check import corrections, judge
from livebrief.records.briefings import Briefing, Update
from livebrief.records.readings import Material
from livebrief.records.statements import Act, Source, Speech
from livebrief.records.verdicts import Value, Verdict

QUAY = "The quay was closed at noon, Ada Roe said. The quay was never closed, Bo Lind said. Cy Marsh would not speak."


def verdicts(material: Material) -> dict[str, Verdict]:
    return {clm.id: judge(clm, material) for clm in material.groups.claims.values()}


def brief(press: Press, **facts: object) -> Briefing:
    material = press.material()
    return make_briefing(material, verdicts(material), **facts)  # type: ignore[arg-type]


def lines(brf: Briefing) -> list[Update]:
    return [line for story in brf.stories for line in story.updates]


def disputed() -> Press:
    press = Press()
    doc = press.article("a", QUAY)
    press.says(doc, "The quay was closed at noon", "c", by="Ada Roe")
    press.says(doc, "The quay was never closed", "c", by="Bo Lind", act=Act.DENIES)
    press.says(doc, "", "c", by="Cy Marsh", cue="would not speak", act=Act.DECLINES)
    return press


def test_a_disputed_claim_is_one_line_with_its_answers() -> None:
    brf = brief(disputed())
    (line,) = lines(brf)
    assert line.text == "Ada Roe said: The quay was closed at noon."
    assert line.verdict.value is Value.DISPUTED
    assert line.answers == (
        "Disputed: said by Ada Roe, denied by Bo Lind.",
        "Bo Lind denied: The quay was never closed.",
        "Cy Marsh declined to comment.",
    )
    assert len(line.citations) == 3
    assert [(each.kind, each.update.text) for each in brf.unknowns] == [
        ("declines-to-comment", "Cy Marsh declined to comment.")
    ]


def test_an_act_without_content_cites_its_sentence() -> None:
    (unknown,) = brief(disputed()).unknowns
    assert unknown.update.citations[0].quote.exact == "Cy Marsh would not speak."


@pytest.mark.parametrize(
    ("speakers", "words"),
    [
        ((("Ada Roe", ""),), "One source: Ada Roe."),
        ((("Ada Roe", ""), ("Bo Lind", "")), "Two independent sources: Ada Roe and Bo Lind."),
        (
            (("Ada Roe", "north"), ("Bo Lind", "north")),
            "Not independent, both of North’s side: Ada Roe and Bo Lind.",
        ),
    ],
)
def test_words_of_certainty(speakers: tuple[tuple[str, str], ...], words: str) -> None:
    press = Press()
    for hours, (name, side) in enumerate(speakers):
        doc = press.article(name, QUAY, hours=hours)
        source = Source(name=name, kind="person", side=side)
        press.says(doc, "The quay was closed at noon", "c", source=source, speech=Speech.INDIRECT)
    assert lines(brief(press))[0].answers == (words,)


def test_copies_and_carriers_are_counted_in_words() -> None:
    press = Press()
    first = press.article("a", QUAY)
    for n in range(3):
        doc = press.article(f"b{n}", QUAY, outlet=f"Paper {n}", copy_of=first)
        press.says(doc, "The quay was closed at noon", "c", by="Ada Roe")
    press.says(first, "The quay was closed at noon", "c", by="Ada Roe")
    brf = brief(press)
    assert lines(brf)[0].answers == ("One source: Ada Roe; carried by 4 outlets, 3 of them as copies.",)
    assert brf.stories[0].heading_document == first.id


def test_pinned_first_hidden_and_retracted_out() -> None:
    press = Press()
    for n, label in enumerate(("one", "two", "three", "four")):
        doc = press.article(label, f"Shed {label} will be pulled down, Ada Roe said. End.", hours=n)
        press.says(doc, f"Shed {label} will be pulled down", label, by="Ada Roe")
    press.groups = {"pinned": {"one": 1}, "hidden": {"two": "dull"}, "retracted": {"three": "error"}}
    found = lines(brief(press))
    assert found[0].claim == "one"
    assert "pinned by an editor" in found[0].why_shown
    assert {line.claim for line in found} <= {"one", "four"}


def test_repeats_are_held_back_and_room_is_counted() -> None:
    press = Press()
    texts = (
        "Shed one will be pulled down soon",
        "Shed one will be pulled down very soon",
        "A ferry sails to the far isle",
    )
    for n, text in enumerate(texts):
        press.says(press.article(f"a{n}", f"{text}. End."), text, f"c{n}", by="Ada Roe")
    assert len(lines(brief(press))) == 2
    short = brief(press, options=BriefOptions(max_lines=1))
    assert len(lines(short)) == 1
    assert short.truncated == 1


def test_since_gives_only_what_changed() -> None:
    press = disputed()
    since = START + timedelta(hours=5)
    material = press.material()
    earlier = verdicts(material)
    assert lines(brief(press, since=since, earlier=earlier)) == []
    late = press.article("late", "The ferry sank, Ada Roe said. End.", hours=8)
    press.says(late, "The ferry sank", "ferry", by="Ada Roe")
    assert [line.change for line in lines(brief(press, since=since, earlier=earlier))] == ["new"]
    before = {**earlier, "c": msgspec.structs.replace(earlier["c"], value=Value.SINGLE_SOURCE)}
    changes = {line.claim: line.change for line in lines(brief(press, since=since, earlier=before))}
    assert changes == {"ferry": "new", "c": "verdict changed"}


def test_since_names_new_figures_and_corrections() -> None:
    press = Press()
    for hours, count in ((0, 9), (9, 11)):
        text = f"The service counts {count} killed. End."
        doc = press.article(f"toll{hours}", text, hours=hours)
        press.says(doc, text[:-6], f"toll{count}", by="The service", figures=[(str(count), "killed", count)])
    press.article("edited", "Five boats sank. Nothing else did.")
    edited = press.article("edited", "Three boats sank. Nothing else did.", hours=9)
    press.says(edited, "Three boats sank", "boats")
    material = press.material()
    since = START + timedelta(hours=5)
    brf = make_briefing(material, verdicts(material), since=since, corrections=corrections(material))
    assert {line.claim: line.change for line in lines(brf)} == {"toll11": "figure changed", "boats": "correction"}
    assert [(each.before, each.after) for each in brf.corrections] == [("Five boats sank.", "Three boats sank.")]


def test_same_material_same_briefing() -> None:
    assert brief(disputed()) == brief(disputed())


def test_explanation_answers_like_a_colleague() -> None:
    material = disputed().material()
    clm = material.groups.claims["c"]
    told = explain(clm, judge(clm, material), material)
    assert told.answer == "Disputed: said by Ada Roe, denied by Bo Lind."
    assert told.who_says[0] == "Said by Ada Roe: in Harbour Gazette"
    assert told.in_words.startswith("Harbour Gazette reported on 4 May 2031: Ada Roe said")
    assert "denied by Bo Lind" in told.in_words
    assert told.carried_by == ("Harbour Gazette",)
    assert told.why == ("One source says so and another denies it.",)
    assert len(told.moved_by) == 2
    assert told.provenance[0].sentence == "The quay was closed at noon, Ada Roe said."
    assert all(each.capture.startswith("cap1_") for each in told.provenance)


def test_a_joining_comma_is_not_shown() -> None:
    press = Press()
    doc = press.article("a", "The quay was closed at noon, Ada Roe said. End.")
    press.says(doc, "The quay was closed at noon, ", "c", by="Ada Roe")
    (line,) = lines(brief(press))
    assert line.text.endswith(": The quay was closed at noon.")
    assert line.citations[0].quote.exact == "The quay was closed at noon"


def test_a_silence_is_told_once_a_story() -> None:
    press = Press()
    doc = press.article("a", "Cy Marsh would not speak. Cy Marsh also would not speak of it.")
    for label in ("c", "d"):
        press.says(doc, "", label, by="Cy Marsh", cue="would not speak" if label == "c" else "also", act=Act.DECLINES)
    assert len(brief(press).unknowns) == 1


@pytest.mark.parametrize("value", list(Value))
def test_every_verdict_has_words_even_without_witnesses(value: Value) -> None:
    assert verdict_words(Verdict(claim="c", value=value)).endswith(".")
