"""Law 3: the faithful line passes, its ten unfaithful variants do not, as strings and as lines with slots."""

from dataclasses import replace as with_fields

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from press import Press
from variants import CASES, DENIED_CONFIRMED, DROPPED, FROM_DATE, NO_COMMENT_DENIED, NO_HEDGE, TEN, WRONG_SPEAKER, Case

from livebrief.brief import make_briefing
from livebrief.brief.cite import Fault, check_line, check_text, cite
from livebrief.brief.compose import compose, slots_of
from livebrief.check import judge
from livebrief.records.articles import Document
from livebrief.records.briefings import Slots, Update
from livebrief.records.readings import Material
from livebrief.records.spans import Quote, Span
from livebrief.records.statements import Act, Sighting, Source, Speech
from livebrief.records.verdicts import Value, Verdict

IDS = [case.sentence[:30] for case in CASES]
EXPECTED = {
    WRONG_SPEAKER: {Fault.WRONG_SPEAKER},
    DENIED_CONFIRMED: {Fault.WRONG_ACT},
    NO_COMMENT_DENIED: {Fault.WRONG_ACT},
    DROPPED: {Fault.MISSING_ATTRIBUTION, Fault.WRONG_SPEAKER},
    FROM_DATE: {Fault.WRONG_FIGURE},
    NO_HEDGE: {Fault.WRONG_CERTAINTY, Fault.WRONG_FIGURE},
}


def record(press: Press) -> tuple[Sighting, Document]:
    doc = next(iter(press.documents.values()))
    return press.sightings[doc.id][0], doc


def update_of(sgt: Sighting, doc: Document) -> Update:
    slots = slots_of(sgt, doc)
    return Update(
        id="x",
        text=compose(slots),
        slots=slots,
        citations=cite(sgt, doc),
        verdict=Verdict(claim="c", value=Value.SINGLE_SOURCE),
        claim="c",
    )


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_faithful_line_passes_and_ten_variants_are_withheld(case: Case) -> None:
    press = case.press()
    sgt, doc = record(press)
    line = compose(slots_of(sgt, doc))
    assert check_text(line, sgt, doc) is None
    assert check_line(update_of(sgt, doc), press.material()) is None
    variants = case.variants(line)
    assert tuple(variants) == TEN
    for name, text in variants.items():
        if text is None:
            continue
        assert text != line, name
        fault = check_text(text, sgt, doc)
        assert fault in EXPECTED.get(name, set(Fault)), (name, fault)


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_variants_as_lines_are_withheld(case: Case) -> None:
    """A line whose text was changed, with or without its slots, never passes."""
    press = case.press()
    sgt, doc = record(press)
    faithful, material = update_of(sgt, doc), press.material()
    for text in case.variants(faithful.text).values():
        if text is not None:
            assert check_line(msgspec.structs.replace(faithful, text=text), material) is not None
    for name, value in (
        ("speaker", "Someone Else"),
        ("act", "reports"),
        ("polarity", "negative"),
        ("certainty", "possible"),
    ):
        slots = msgspec.structs.replace(faithful.slots, **{name: value})
        forged = msgspec.structs.replace(faithful, slots=slots, text=compose(slots))
        assert check_line(forged, material) is Fault(f"wrong-{name}")


def test_every_variant_is_tried_on_enough_sentences() -> None:
    tried = dict.fromkeys(TEN, 0)
    for case in CASES:
        sgt, doc = record(case.press())
        for name, text in case.variants(compose(slots_of(sgt, doc))).items():
            tried[name] += text is not None
    assert len(CASES) >= 20
    assert min(tried.values()) >= 3, tried


def test_figures_and_roles_of_slots() -> None:
    sgt, doc = record(CASES[0].press())
    material, line = CASES[0].press().material(), update_of(sgt, doc)

    def with_figures(*figures: tuple[str, str]) -> Fault | None:
        return check_line(
            msgspec.structs.replace(line, slots=msgspec.structs.replace(line.slots, figures=figures)), material
        )

    assert with_figures(("killed", "11")) is None
    assert with_figures(("injured", "11")) is Fault.WRONG_ROLE
    assert with_figures(("killed", "4")) is Fault.WRONG_FIGURE
    assert with_figures() is Fault.WRONG_FIGURE


def test_a_record_that_takes_its_number_from_a_date_is_refused() -> None:
    case = with_fields(CASES[0], figure=("4", "killed", 4))
    sgt, doc = record(case.press())
    assert check_text(compose(slots_of(sgt, doc)), sgt, doc) is Fault.WRONG_FIGURE


def test_citations_must_reslice() -> None:
    press = CASES[0].press()
    sgt, doc = record(press)
    line, material = update_of(sgt, doc), press.material()
    first = line.citations[0]
    moved = msgspec.structs.replace(first, span=Span(first.span.start + 1, first.span.end + 1))
    assert check_line(msgspec.structs.replace(line, citations=(moved,)), material) is Fault.WRONG_SPAN
    elsewhere = Span(0, 5)
    other = msgspec.structs.replace(first, span=elsewhere, quote=Quote.take(doc.text, elsewhere))
    assert check_line(msgspec.structs.replace(line, citations=(other,)), material) is Fault.WRONG_SPAN
    unknown = msgspec.structs.replace(first, document="doc1_none")
    assert check_line(msgspec.structs.replace(line, citations=(unknown,)), material) is Fault.NOT_IN_SOURCE
    assert check_line(msgspec.structs.replace(line, citations=()), material) is Fault.NOT_IN_SOURCE


def test_unnamed_via_and_certainty_are_told() -> None:
    press = Press()
    doc = press.article("a", "A port official said the quay may close, Coast Wire wrote.")
    source = Source(name="a port official", unnamed=True, unnamed_type="official")
    sgt = press.says(
        doc, "the quay may close", "c", source=source, speech=Speech.INDIRECT, certainty="possible",
        via=(Source(name="Coast Wire", kind="outlet"),),
    )  # fmt: skip
    line = compose(slots_of(sgt, doc))
    assert line == ("A port official (unnamed source), via Coast Wire, said the quay may close [stated as possible]")
    assert check_text(line, sgt, doc) is None
    assert check_text(line.replace(", via Coast Wire,", ""), sgt, doc) is Fault.WRONG_VIA
    assert check_text(line.replace(" [stated as possible]", "."), sgt, doc) is Fault.WRONG_CERTAINTY


def test_source_without_a_name_is_withheld() -> None:
    press = Press()
    doc = press.article("a", "They said the quay will close.")
    press.says(doc, "the quay will close", "c", source=Source(name=" "), speech=Speech.INDIRECT)
    material = press.material()
    brf = make_briefing(material, {"c": judge(material.groups.claims["c"], material)})
    assert brf.stories == ()
    assert [each.reason for each in brf.withheld] == ["missing-attribution"]


WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\r"), min_size=1, max_size=30)


@given(
    before=WORDS,
    content=WORDS,
    after=WORDS,
    act=st.sampled_from(list(Act)),
    speech=st.sampled_from(list(Speech)),
    new=WORDS,
)
def test_law_3(before: str, content: str, after: str, act: Act, speech: Speech, new: str) -> None:
    """For any text: each shown line re-slices and rebuilds; a line with any other content does not pass."""
    press = Press()
    doc = press.article("a", f"{before} Ada Roe said {content} {after}")
    press.says(doc, content, "c", by="Ada Roe", act=act, speech=speech)
    material: Material = press.material()
    brf = make_briefing(material, {"c": judge(material.groups.claims["c"], material)})
    lines = [line for story in brf.stories for line in story.updates] + [each.update for each in brf.unknowns]
    for line in lines:
        for citation in line.citations:
            assert citation.span.of(material.documents[citation.document].text) == citation.quote.exact
        assert line.text == compose(line.slots)
        forged: Slots = msgspec.structs.replace(line.slots, content=new)
        if new != line.slots.content:
            assert check_line(msgspec.structs.replace(line, slots=forged, text=compose(forged)), material) is not None


@given(text=WORDS)
def test_no_other_string_passes(text: str) -> None:
    sgt, doc = record(CASES[0].press())
    assert check_text(text, sgt, doc) is not None


def test_a_verb_of_the_text_stands_where_the_act_has_no_word_for_it() -> None:
    press = Press()
    doc = press.article("a", "Ada Roe thanked the crew.")
    who = Source(name="Ada Roe", kind="person", spans=(Span(0, 7),))
    sgt = press.says(doc, "the crew", "c", source=who, cue="thanked", speech=Speech.INDIRECT)
    line = update_of(sgt, doc)
    assert line.text == "Ada Roe thanked the crew."
    material = press.material()
    assert check_line(line, material) is None
    for words in ("said: the crew", "scolded the crew"):
        text = f"Ada Roe {words}."
        assert check_line(msgspec.structs.replace(line, text=text), material) is not None
        assert check_text(text, sgt, doc) is not None


@pytest.mark.parametrize(
    ("text", "cue", "content", "act"),
    [
        ("Ada Roe would not say whom she had met.", "would not say", "whom she had met", Act.DECLINES),
        ("Ada Roe has denied closing the quay.", "has denied", "closing the quay", Act.DENIES),
        ("Ada Roe called the notice a fake.", "called", "the notice a fake", Act.DENIES),
        ("Ada Roe said she could not verify it.", "said", "she could not verify it", Act.CANNOT_VERIFY),
    ],
)
def test_the_texts_own_verb_goes_before_a_fixed_word_for_its_act(text: str, cue: str, content: str, act: Act) -> None:
    press = Press()
    doc = press.article("a", text)
    who = Source(name="Ada Roe", kind="person", spans=(Span(0, 7),))
    sgt = press.says(doc, content, "c", source=who, cue=cue, act=act, speech=Speech.INDIRECT)
    line = update_of(sgt, doc)
    assert line.text == text
    material = press.material()
    assert check_line(line, material) is None
    forged = msgspec.structs.replace(line.slots, verb="", act=Act.CONFIRMS.value)
    assert check_line(msgspec.structs.replace(line, slots=forged, text=compose(forged)), material) is not None


def test_a_verb_that_says_nothing_by_itself_gives_way_to_the_words_of_its_act() -> None:
    press = Press()
    doc = press.article("a", "Ada Roe is to call for calm.")
    who = Source(name="Ada Roe", kind="person", spans=(Span(0, 7),))
    sgt = press.says(doc, "calm", "c", source=who, cue="to call for", act=Act.URGES, speech=Speech.INDIRECT)
    assert update_of(sgt, doc).text == "Ada Roe urged: calm."


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("21 people had died", "Ada Roe said 21 people had died."),
        ("the quay would close", "Ada Roe said the quay would close."),
        ("The quay would close", "Ada Roe said: The quay would close."),
        ("a further closure", "Ada Roe said: a further closure."),
        ("to close the quay is wrong", "Ada Roe said: to close the quay is wrong."),
        ("whether it was closed", "Ada Roe said: whether it was closed."),
    ],
)
def test_a_clause_goes_on_from_its_verb_and_a_fragment_stands_behind_a_colon(content: str, line: str) -> None:
    press = Press()
    doc = press.article("a", f"{content}, Ada Roe said.")
    who = Source(name="Ada Roe", kind="person", spans=(Span(len(content) + 2, len(content) + 9),))
    made = update_of(press.says(doc, content, "c", source=who, speech=Speech.INDIRECT), doc)
    assert made.text == line
    assert check_line(made, press.material()) is None


def test_a_body_keeps_its_article_and_a_silence_needs_no_words() -> None:
    press = Press()
    doc = press.article("a", "The Red Crescent had no comment.")
    who = Source(name="Red Crescent", kind="organisation", spans=(Span(0, 16),))
    sgt = press.says(doc, "had no comment", "c", source=who, cue="had no comment", act=Act.DECLINES)
    assert update_of(sgt, doc).text == "The Red Crescent declined to comment."
