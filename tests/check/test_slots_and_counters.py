"""Chains over developments: slots by place, people and time; counters; parts and wholes; silent edits; arithmetic."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from press import Press, span_of

from livebrief.check import chains, judge
from livebrief.check.arithmetic import LAUNCHES, adds_up
from livebrief.check.counters import speaks_for
from livebrief.records.mentions import PlaceMention, QuantityMention
from livebrief.records.statements import Sighting, Source, Speech
from livebrief.records.stories import Chain, Development
from livebrief.records.verdicts import Value


def told(
    press: Press, text: str, by: str, *counts: tuple[str, str, float], unit: str = "person", **facts: Any
) -> Sighting:
    """One article with one statement of these counts."""
    doc = press.article(f"{text}{facts.get('hours', 0)}", f"{text}. The end.", hours=facts.pop("hours", 0),
                        outlet=facts.pop("outlet", "Harbour Gazette"))  # fmt: skip
    places = tuple(_place(text, doc.text, name, *where) for name, where in facts.pop("places", {}).items())
    figures = tuple(
        QuantityMention(
            span=span_of(doc.text, words), text=words, role=role, unit=unit, value=value, of=facts.get("of", "")
        )
        for words, role, value in counts
    )
    facts.pop("of", None)
    source = Source(name=by, kind=facts.pop("kind", "organisation"), role=facts.pop("role", ""))
    sgt = press.says(doc, text, facts.pop("claim", text), source=source, speech=Speech.INDIRECT, places=places, **facts)
    with_figures = msgspec.structs.replace(sgt, figures=figures)
    press.sightings[doc.id][-1] = with_figures
    return with_figures


def _place(_text: str, all_: str, name: str, lat: float, lon: float) -> PlaceMention:
    return PlaceMention(span=span_of(all_, name), text=name, name=name, lat=lat, lon=lon, precision="town")


def only(press: Press, role: str) -> Chain:
    found = [chain for chain in chains(press.material()) if chain.role == role]
    assert len(found) == 1, found
    return found[0]


def test_a_spokeswoman_and_her_service_are_one_counter() -> None:
    press = Press()
    told(press, "Nine were killed on the quay", "Rescue Service", ("Nine", "killed", 9))
    told(press, "Eleven were killed on the quay", "Ada Roe", ("Eleven", "killed", 11), hours=20, kind="person",
         role="spokeswoman of the Rescue Service")  # fmt: skip
    chain = only(press, "killed")
    assert [figure.relation for figure in chain.figures] == ["first", "update"]
    assert [(figure.by_name, figure.value) for figure in chain.current] == [("Rescue Service", 11)]


@pytest.mark.parametrize(
    ("role", "whom"),
    [
        ("spokesman for the Coast Guard", "Coast Guard"),
        ("Governor of Vale Province", "Vale Province"),
        ("Coast Guard spokeswoman", "Coast Guard"),
        ("mayor", ""),
        ("a fisherman of Ost", ""),
    ],
)
def test_for_whom_a_role_speaks(role: str, whom: str) -> None:
    assert speaks_for(role) == whom


def test_a_chain_goes_on_in_the_next_development() -> None:
    press = Press()
    told(press, "Nine were killed on the quay", "Rescue Service", ("Nine", "killed", 9), claim="nine")
    told(press, "Eight were killed on the quay", "Rescue Service", ("Eight", "killed", 8), claim="eight", hours=30)
    material = press.material()
    groups = material.groups
    (dev,) = groups.developments.values()
    second = Development(id="dev_second", story=dev.story, documents=dev.documents[1:], claims=("eight",))
    developments = {dev.id: msgspec.structs.replace(dev, documents=dev.documents[:1]), second.id: second}
    apart = msgspec.structs.replace(
        groups,
        developments=developments,
        story_of=dict.fromkeys(dev.documents, dev.story),
        development_of={dev.documents[0]: dev.id, dev.documents[1]: second.id},
    )
    material = msgspec.structs.replace(material, groups=apart)
    (chain,) = chains(material)
    assert [figure.relation for figure in chain.figures] == ["first", "correction"]
    assert len(chain.developments) == 2
    assert judge(groups.claims["nine"], material).value is Value.SUPERSEDED


def test_two_towns_are_two_slots_and_two_quarters_one() -> None:
    press = Press()
    told(press, "Nine were killed in Ost", "Service", ("Nine", "killed", 9), places={"Ost": (10.0, 10.0)})
    told(press, "Two were killed in Vest", "Service", ("Two", "killed", 2), places={"Vest": (12.0, 12.0)}, hours=1)
    told(press, "Ten were killed in Mole", "Service", ("Ten", "killed", 10), places={"Mole": (10.05, 10.0)}, hours=2)
    assert sorted([f.value for f in chain.figures] for chain in chains(press.material())) == [[2.0], [9.0, 10.0]]


def test_children_are_some_and_forces_are_others() -> None:
    press = Press()
    told(press, "Nine people were killed", "Service", ("Nine", "killed", 9))
    told(press, "Four children were killed", "Service", ("Four", "killed", 4), of="children", hours=1)
    told(press, "Some 60 Northern soldiers were killed", "Service", ("60", "killed", 60), of="soldiers", hours=2)
    found = {chain.whose: [figure.relation for figure in chain.figures] for chain in chains(press.material())}
    assert sorted(found.values()) == [["first"], ["first", "part-of"]]
    assert "Northern forces" in found


def test_of_the_whole() -> None:
    press = Press()
    told(
        press,
        "It shot down 31 of 48 drones launched",
        "Guard",
        ("31", "intercepted", 31),
        ("48", "launched", 48),
        unit="drone",
    )
    assert only(press, "intercepted").figures[0].whole == 48
    assert only(press, "intercepted").figures[0].relation == "first"


def test_a_former_figure_named_again_is_no_new_one() -> None:
    press = Press()
    told(press, "Nine were killed on the quay", "Rescue Service", ("Nine", "killed", 9))
    told(press, "It lowered the toll of those killed to eight from nine", "Rescue Service", ("eight", "killed", 8),
         ("nine", "killed", 9), hours=10)  # fmt: skip
    chain = only(press, "killed")
    assert [(figure.value, figure.relation) for figure in chain.figures] == [
        (9, "first"),
        (9, "repeat"),
        (8, "correction"),
    ]
    assert [figure.value for figure in chain.current] == [8]


def test_a_slow_paper_does_not_correct() -> None:
    press = Press()
    told(press, "Nine were killed on the quay", "Rescue Service", ("Nine", "killed", 9))
    told(press, "Eleven were killed on the quay", "Rescue Service", ("Eleven", "killed", 11), hours=3)
    told(
        press, "Nine were killed on the old quay", "Rescue Service", ("Nine", "killed", 9), hours=5, outlet="Slow Paper"
    )
    assert [figure.value for figure in only(press, "killed").current] == [11]


def test_a_silent_change_is_a_correction() -> None:
    press = Press()
    for words, value, hours in (("Five", 5, 0), ("Three", 3, 4)):
        doc = press.article("same", f"{words} people are missing after the flood. The end.", hours=hours)
        press.says(
            doc, f"{words} people are missing after the flood", words, by="Service", figures=[(words, "missing", value)]
        )
    (link,) = only(press, "missing").figures
    assert (link.relation, link.value) == ("correction", 3)
    assert "earlier version had Five" in link.why


def test_one_name_two_numbers_is_a_quarrel_of_outlets() -> None:
    press = Press()
    told(press, "The Guard shot down 31 drones", "Guard", ("31", "intercepted", 31), unit="drone", claim="a")
    told(
        press,
        "The Guard shot down 36 drones",
        "Guard",
        ("36", "intercepted", 36),
        unit="drone",
        claim="b",
        hours=2,
        outlet="B",
    )
    material = press.material()
    assert {judge(clm, material).value for clm in material.groups.claims.values()} == {Value.DISPUTED}


def test_a_misfit_is_flagged_and_told_beside_the_verdict() -> None:
    press = Press()
    told(press, "Of 48 drones launched 36 were shot down, nine lost and eight hit", "Guard", ("48", "launched", 48),
         ("36", "intercepted", 36), ("nine", "lost", 9), ("eight", "hit", 8), unit="drone", claim="c")  # fmt: skip
    material = press.material()
    flags = {flag for chain in chains(material) for flag in chain.flags}
    assert {flag.kind for flag in flags} == {LAUNCHES}
    ver = judge(material.groups.claims["c"], material)
    assert ver.value is Value.SINGLE_SOURCE
    assert any("36 intercepted + 9 lost + 8 hit = 53" in reason.says for reason in ver.reasons)


NUMBERS = st.integers(0, 200)


@given(NUMBERS, NUMBERS, NUMBERS, NUMBERS)
def test_arithmetic_is_flagged_exactly_when_it_does_not_fit(launched: int, down: int, lost: int, hit: int) -> None:
    assert adds_up(launched, down, lost, hit) == (launched >= down + lost + hit)


TOLLS = st.lists(st.tuples(st.sampled_from(["Service", "Mayor", "Army"]), st.integers(3, 30)), min_size=1, max_size=7)


@given(TOLLS)
def test_laws_of_chains(counts: list[tuple[str, int]]) -> None:
    """Current figures are links; nothing is summed; every relation but the first names a link before it."""
    press = Press()
    for n, (by, value) in enumerate(counts):
        told(
            press, f"In all {value} were killed there, count {n}", by, (str(value), "killed", float(value)), hours=n * 5
        )
    for chain in chains(press.material()):
        values = {figure.value for figure in chain.figures}
        assert {figure.value for figure in chain.current} <= values <= {float(value) for _, value in counts}
        assert set(chain.current) <= set(chain.figures)
        seen: set[str] = set()
        for figure in chain.figures:
            assert figure.relation == "first" or figure.to in seen or figure.why
            seen.add(figure.statement)
        assert len({figure.by for figure in chain.current}) == len(chain.current)
    assert chains(press.material()) == chains(press.material())


def test_one_town_is_a_share_of_two_provinces() -> None:
    press = Press()
    doc = press.article("a", "Eight died in Ost and Vest. Four were killed in Mole. The end.")
    counts = (
        ("Eight died in Ost and Vest", "Eight", 8.0, ("Ost", "Vest")),
        ("Four were killed in Mole", "Four", 4.0, ("Mole",)),
    )
    for n, (words, number, value, towns) in enumerate(counts):
        places = tuple(
            PlaceMention(
                span=span_of(doc.text, town), text=town, name=town, lat=10.0 + n / 100, lon=10.0, precision="region"
            )
            for town in towns
        )
        press.says(doc, words, words, by=f"Official {n}", figures=[(number, "killed", value)], places=places)
    assert [figure.relation for figure in only(press, "killed").figures] == ["first", "part-of"]
