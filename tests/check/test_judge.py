"""Verdicts: witnesses are origins, stances come from acts, figures supersede and rival, edits retract."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from press import Press

from livebrief.check import judge
from livebrief.check.rules_v1 import FEATURES
from livebrief.check.verdict import evidence
from livebrief.records.readings import Material
from livebrief.records.statements import Act, Source, Speech
from livebrief.records.verdicts import Stance, Value, Verdict

QUAY = "The quay was closed, Ada Roe said. Nobody else spoke."


def verdict(press: Press, claim: str = "c") -> Verdict:
    material = press.material()
    return judge(material.groups.claims[claim], material)


def supporters(ver: Verdict) -> list[str]:
    return [each.name for each in ver.witnesses if each.stance is Stance.SUPPORTS]


def test_one_speaker_in_five_outlets_is_one_witness() -> None:
    press = Press()
    for n in range(5):
        doc = press.article(f"a{n}", QUAY, outlet=f"Paper {n}")
        press.says(doc, "The quay was closed", "c", by="Ada Roe")
    ver = verdict(press)
    assert ver.value is Value.SINGLE_SOURCE
    assert supporters(ver) == ["Ada Roe"]
    assert len(ver.witnesses[0].carriers) == 5
    assert ver.reasons[-1].feature == "one_source"
    assert len(ver.reasons[-1].statements) == 5


def test_two_named_speakers_corroborate() -> None:
    press = Press()
    doc = press.article("a", QUAY)
    press.says(doc, "The quay was closed", "c", by="Ada Roe")
    press.says(doc, "The quay was closed", "c", by="Bo Lind")
    assert verdict(press).value is Value.CORROBORATED


def test_two_officials_of_one_side_are_not_independent() -> None:
    press = Press()
    doc = press.article("a", QUAY)
    for name in ("Ada Roe", "Bo Lind"):
        press.says(
            doc,
            "The quay was closed",
            "c",
            source=Source(name=name, kind="person", side="north"),
            speech=Speech.INDIRECT,
        )
    ver = verdict(press)
    assert ver.value is Value.SINGLE_SOURCE
    assert [reason.feature for reason in ver.reasons] == ["not_independent", "one_source"]


def test_reprint_and_copy_are_no_witness() -> None:
    press = Press()
    press.outlet("wire", name="Coast Wire", aliases=("CW",))
    wire = press.article("a", QUAY, outlet="wire")
    near = press.article("b", QUAY, outlet="Paper B", copy_of=wire)
    credit = press.article("c", QUAY, outlet="Paper C", wire_origin="CW")
    for doc in (wire, near, credit):
        press.says(doc, "The quay was closed", "c")
    ver = verdict(press)
    assert supporters(ver) == ["Coast Wire"]
    assert ver.value is Value.SINGLE_SOURCE
    assert ver.copies == 1


def test_papers_of_one_family_are_one_witness() -> None:
    press = Press()
    press.outlet("east", family="Bay Group")
    press.outlet("west", family="Bay Group")
    press.outlet("far", family="Other")
    for key in ("east", "west"):
        press.says(press.article(key, QUAY, outlet=key), "The quay was closed", "c")
    assert verdict(press).value is Value.SINGLE_SOURCE
    press.says(press.article("far", QUAY, outlet="far"), "The quay was closed", "c")
    assert verdict(press).value is Value.CORROBORATED


def test_a_notice_and_its_quotation_are_one_witness() -> None:
    press = Press()
    press.outlet("harbour", name="Harbour Office", kind="office")
    press.says(press.article("notice", QUAY, outlet="harbour"), "The quay was closed", "c")
    press.says(press.article("paper", QUAY), "The quay was closed", "c", by="Harbour Office")
    ver = verdict(press)
    assert supporters(ver) == ["Harbour Office"]
    assert len(ver.witnesses[0].carriers) == 2


def test_an_outlet_does_not_corroborate_whom_it_quotes() -> None:
    press = Press()
    doc = press.article("a", QUAY)
    press.says(doc, "The quay was closed", "c", by="Ada Roe")
    press.says(doc, "The quay was closed", "c")
    assert verdict(press).value is Value.SINGLE_SOURCE
    press.says(press.article("b", QUAY, outlet="Another Paper"), "The quay was closed", "c")
    assert verdict(press).value is Value.CORROBORATED


def test_who_passes_on_anothers_words_is_no_second_witness() -> None:
    press = Press()
    doc = press.article(
        "a", "Ada Roe told the council that the quay was closed, a clerk of the port said. Nobody else spoke."
    )
    clerk = Source(name="clerk of the port", kind="person", unnamed=True)
    press.says(doc, "that the quay was closed", "c", by="Ada Roe", via=(clerk,))
    press.says(doc, "Ada Roe told the council that the quay was closed", "c", source=clerk, speech=Speech.INDIRECT)
    ver = verdict(press)
    assert ver.value is Value.SINGLE_SOURCE
    assert supporters(ver) == ["Ada Roe"]


def test_a_mission_by_its_short_name_is_itself_and_another_ministry_is_not() -> None:
    for short, full, value in (
        ("embassy in Varn", "Embassy of Ostermark in Varn", Value.SINGLE_SOURCE),
        ("Ministry of Defence", "Ministry of Defence of Ostermark", Value.CORROBORATED),
    ):
        press = Press()
        press.says(press.article("a", QUAY), "The quay was closed", "c", by=full)
        press.says(press.article("b", QUAY, outlet="Other Paper"), "The quay was closed", "c", by=short)
        assert verdict(press).value is value


@pytest.mark.parametrize(
    ("known", "named", "kind", "value"),
    [
        ("Ada Roe", "Ada Roe", "person", Value.SINGLE_SOURCE),
        ("Ada Roe", "Roe", "person", Value.SINGLE_SOURCE),
        ("Ada Roe", "Ida Roe", "person", Value.CORROBORATED),
        ("City of Varn", "Varn", "organisation", Value.CORROBORATED),
    ],
)
def test_a_known_speaker_is_the_one_whom_another_outlet_only_names(
    known: str, named: str, kind: str, value: Value
) -> None:
    press = Press()
    first, second = press.article("a", QUAY), press.article("b", QUAY, outlet="Other Paper")
    press.says(
        first, "The quay was closed", "c", source=Source(name=known, kind=kind, actor="known"), speech=Speech.INDIRECT
    )
    press.says(second, "The quay was closed", "c", source=Source(name=named, kind=kind), speech=Speech.INDIRECT)
    assert verdict(press).value is value


def test_unnamed_sources_of_two_outlets_may_be_one_person() -> None:
    press = Press()
    official = Source(name="an official", unnamed=True, unnamed_type="official")
    for n in range(2):
        doc = press.article(f"a{n}", QUAY, outlet=f"Paper {n}")
        press.says(doc, "The quay was closed", "c", source=official, speech=Speech.INDIRECT)
    assert verdict(press).value is Value.SINGLE_SOURCE
    press.says(doc, "The quay was closed", "c", by="Ada Roe")
    assert verdict(press).value is Value.CORROBORATED


def test_unnamed_source_belongs_to_the_first_teller() -> None:
    press = Press()
    unnamed = Source(name="a port official", unnamed=True, unnamed_type="official")
    via = (Source(name="Coast Wire", kind="outlet"),)
    press.outlet("wire", name="Coast Wire")
    press.says(
        press.article("a", QUAY, outlet="wire"), "The quay was closed", "c", source=unnamed, speech=Speech.INDIRECT
    )
    press.says(press.article("b", QUAY), "The quay was closed", "c", source=unnamed, speech=Speech.INDIRECT, via=via)
    assert len(verdict(press).witnesses) == 1


def test_some_reports_alone_are_unverified_and_denied_when_denied() -> None:
    press = Press()
    doc = press.article("a", QUAY)
    press.says(
        doc,
        "The quay was closed",
        "c",
        source=Source(name="some reports", unnamed=True, unnamed_type="reports"),
        speech=Speech.INDIRECT,
    )
    assert verdict(press).value is Value.UNVERIFIED
    press.says(doc, "The quay was closed", "c", by="Bo Lind", act=Act.DENIES)
    assert verdict(press).value is Value.DENIED


def test_denial_by_another_disputes_and_alone_denies() -> None:
    press = Press()
    doc = press.article("a", QUAY)
    press.says(doc, "The quay was closed", "c", by="Bo Lind", act=Act.DENIES)
    assert verdict(press).value is Value.DENIED
    press.says(doc, "The quay was closed", "c", by="Ada Roe", act=Act.ACCUSES)
    assert verdict(press).value is Value.DISPUTED


def test_negation_denies_only_beside_an_affirmation() -> None:
    press = Press()
    doc = press.article("a", QUAY)
    press.says(doc, "The quay was closed", "c", by="Ada Roe", polarity="negative")
    assert verdict(press).value is Value.SINGLE_SOURCE
    press.says(doc, "The quay was closed", "c", by="Bo Lind")
    assert verdict(press).value is Value.DISPUTED


def test_what_takes_back_another_word_denies_nothing() -> None:
    press = Press()
    doc = press.article("a", "The mayor kept his figure of 16. The mayor did not lower his figure of 16.")
    press.says(doc, "The mayor kept his figure of 16", "c", by="Ada Roe")
    press.says(doc, "The mayor did not lower his figure of 16", "c", by="Bo Lind", polarity="negative")
    assert verdict(press).value is Value.CORROBORATED


def test_silences_are_unverified() -> None:
    press = Press()
    doc = press.article("a", QUAY)
    for n, act in enumerate((Act.DECLINES, Act.NEITHER, Act.CANNOT_VERIFY, Act.NOT_CONFIRMED)):
        press.says(doc, "The quay was closed", "c", by=f"Speaker {n}", act=act)
    material = press.material()
    ver = judge(material.groups.claims["c"], material)
    assert ver.value is Value.UNVERIFIED
    found = sorted(each.stance for each in evidence(material.groups.claims["c"], material))
    assert found == [Stance.COMMENTS, Stance.COMMENTS, Stance.QUERIES, Stance.QUERIES]


def test_sentence_taken_out_retracts() -> None:
    press = Press()
    press.says(press.article("a", QUAY), "The quay was closed", "c", by="Ada Roe")
    press.article("a", "Nobody else spoke.", hours=2)
    ver = verdict(press)
    assert ver.value is Value.RETRACTED
    assert len(ver.reasons[0].statements) == 1


def test_editor_retracts() -> None:
    press = Press()
    press.says(press.article("a", QUAY), "The quay was closed", "c", by="Ada Roe")
    press.groups = {"retracted": {"c": "our error"}}
    assert verdict(press).value is Value.RETRACTED


def toll(press: Press, claim: str, count: int, hours: float, by: str) -> None:
    text = f"A toll of {count} killed was given. {claim} ends here."
    doc = press.article(f"{claim}{hours}", text, hours=hours)
    press.says(doc, f"A toll of {count} killed was given", claim, by=by, figures=[(str(count), "killed", count)])


def test_later_figure_of_the_same_counter_supersedes() -> None:
    press = Press()
    toll(press, "nine", 9, 0, "Rescue Service")
    toll(press, "fourteen", 14, 26, "Rescue Service")
    toll(press, "thirteen", 13, 50, "Rescue Service")
    assert verdict(press, "nine").value is Value.SUPERSEDED
    assert verdict(press, "fourteen").value is Value.SUPERSEDED
    last = verdict(press, "thirteen")
    assert last.value is Value.SINGLE_SOURCE
    assert "newer_figure" in [reason.feature for reason in last.reasons]


def test_figures_of_two_counters_on_one_day_are_rivals() -> None:
    press = Press()
    toll(press, "fourteen", 14, 0, "Rescue Service")
    toll(press, "sixteen", 16, 3, "Mayor Lind")
    assert verdict(press, "fourteen").value is Value.DISPUTED
    assert verdict(press, "sixteen").value is Value.DISPUTED


def test_every_feature_explains_itself() -> None:
    for feature, _ in FEATURES:
        assert feature.__doc__
        assert feature.__doc__.split("\n")[0].endswith(".")


NAMES = st.sampled_from(["Ada Roe", "Bo Lind", "Cy Marsh"])
TOLD = st.lists(st.tuples(NAMES, st.sampled_from(list(Act)), st.integers(0, 4)), min_size=1, max_size=8)


def _material(told: list[tuple[str, Act, int]]) -> Material:
    press = Press()
    for name, act, paper in told:
        doc = press.article(f"a{paper}", QUAY, outlet=f"Paper {paper}")
        press.says(doc, "The quay was closed", "c", by=name, act=act)
    return press.material()


@given(TOLD)
def test_carriers_never_make_witnesses(told: list[tuple[str, Act, int]]) -> None:
    """As many supporting witnesses as speakers who support; more outlets never change that."""
    material = _material(told)
    ver = judge(material.groups.claims["c"], material)
    speakers = {name for name, _, _ in told}
    assert {each.name for each in ver.witnesses} <= speakers
    if ver.value is Value.CORROBORATED:
        assert len(supporters(ver)) >= 2
    assert ver == judge(material.groups.claims["c"], material)
    assert ver.reasons


def test_a_retraction_reaches_the_copies() -> None:
    press = Press()
    first = press.article("a", QUAY, outlet="Coast Wire")
    copy = press.article("b", QUAY, outlet="Paper B", copy_of=first, hours=1)
    for doc in (first, copy):
        press.says(doc, "The quay was closed", "c", by="Ada Roe")
    assert verdict(press).value is Value.SINGLE_SOURCE
    press.article("a", "Nobody else spoke.", outlet="Coast Wire", hours=2)
    ver = verdict(press)
    assert ver.value is Value.RETRACTED
    assert len(ver.reasons[0].statements) == 2


def test_who_takes_his_own_words_back_leaves_a_retracted_claim() -> None:
    press = Press()
    first = press.article("a", "The union accused the firm of dumping salt. The end.")
    press.says(first, "the firm of dumping salt", "c", by="The union", act=Act.ACCUSES, cue="accused")
    later = press.article("b", "The union withdrew its charge that the firm dumped salt. The end.", hours=30)
    press.says(later, "its charge that the firm dumped salt", "c", by="The union", cue="withdrew")
    assert verdict(press).value is Value.RETRACTED
    other = press.article("d", "A diver said that the firm was dumping salt. The end.", hours=40, outlet="Other Paper")
    press.says(other, "the firm was dumping salt", "c", by="A diver")
    assert verdict(press).value is Value.DISPUTED


def test_an_outlet_that_says_that_it_was_wrong_takes_its_report_back() -> None:
    press = Press()
    first = press.article("a", "A dam on the Nam Sen has burst. The end.")
    press.says(first, "A dam on the Nam Sen has burst", "c")
    text = "The Harbour Gazette reported that a dam on the Nam Sen had burst. That was wrong: gates were opened."
    later = press.article("b", text, hours=20)
    press.says(later, "that a dam on the Nam Sen had burst", "c", source=Source(name="Harbour Gazette", kind="outlet"))
    assert verdict(press).value is Value.RETRACTED
