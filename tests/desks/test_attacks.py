"""The attacks desk's traps, in articles of our own: sums that do not fit, denials, warnings, one night told twice."""

from __future__ import annotations

from collections.abc import Callable

from livebrief.desks.striking.beside import compared, weapon_kind
from livebrief.records.ledgers import Attack, Cell, Ledger, current
from livebrief.records.references import AttackRow, Reference
from tests.desks.conftest import texts

Make = Callable[..., Ledger]
NIGHT = (
    "KYIV -- Russia attacked Ukraine overnight with 60 drones, 41 of which were shot down over three regions -- Kyiv, Sumy and"
    " Poltava -- the Ukrainian Air Force said on Tuesday."
)


def _attacks(found: Ledger) -> list[Attack]:
    return [entry for entry in found.entries if isinstance(entry, Attack)]


def test_a_night_has_its_attacker_weapon_counts_and_regions(ledger: Make) -> None:
    (entry,) = _attacks(ledger("attacks", ("2025-05-06", NIGHT)))
    assert texts(entry, "attacker") == ["Russia"]
    assert [cell.value for cell in entry.launched] == [60.0]
    assert [cell.value for cell in entry.intercepted] == [41.0]
    assert [cell.value for cell in entry.region_count] == [3.0]
    assert {place.name for place in entry.where} >= {"Kyiv", "Sumy", "Poltava"}


def test_one_night_told_by_two_outlets_is_one_attack(ledger: Make) -> None:
    other = (
        "Russia launched 60 drones at Ukraine overnight and 41 were shot down, according to the Ukrainian Air Force."
    )
    (entry,) = _attacks(ledger("attacks", ("2025-05-06", NIGHT), ("2025-05-06", other, "The Evening Mail")))
    assert {cell.value for cell in entry.launched} == {60.0}


def test_counts_that_do_not_add_up_are_flagged_and_kept(ledger: Make) -> None:
    text = (
        "Russia launched 60 drones at Ukraine overnight, according to the Ukrainian Air Force."
        " It said that 50 of them were shot down, nine were lost and eight reached their targets."
    )
    (entry,) = _attacks(ledger("attacks", ("2025-05-06", text)))
    assert [cell.value for cell in entry.intercepted] == [50.0]
    assert any("more than the 60" in flag.says for flag in entry.flags)


def test_a_rival_number_that_does_not_add_up_is_told_beside_the_one_that_does(ledger: Make) -> None:
    first = (
        "Russia attacked Ukraine overnight with 60 drones, the Ukrainian Air Force said on Tuesday."
        " It said that 41 of them were shot down, nine were lost and ten reached their targets."
    )
    other = (
        "Russia launched 60 drones at Ukraine overnight and 48 were shot down, according to the Ukrainian Air Force."
    )
    (entry,) = _attacks(ledger("attacks", ("2025-05-06", first), ("2025-05-06", other, "The Evening Mail")))
    assert [cell.value for cell in current(entry.intercepted)] == [41.0]
    assert any(flag.kind == "rival" and "The Evening Mail gives 48" in flag.says for flag in entry.flags)


def test_a_denial_stands_beside_the_attack(ledger: Make) -> None:
    text = (
        "KHARKIV -- A Russian missile struck a railway depot in Kharkiv on Monday, the regional governor said."
        " Russia denied that it had fired a missile at the depot."
    )
    (entry,) = _attacks(ledger("attacks", ("2025-05-06", text)))
    assert texts(entry, "attacker") == ["Russia"]
    assert any(flag.kind == "denies" for flag in entry.flags)
    assert entry.where[0].name == "Kharkiv"


def test_a_place_that_opens_the_sentence_is_hit_and_one_that_seats_the_speaker_is_not(ledger: Make) -> None:
    text = (
        "In Kharkiv, a Russian drone struck a school on Monday, the mayor said."
        " In Moscow, the Defence Ministry said its forces had attacked military depots with missiles."
    )
    places = {place.name for entry in _attacks(ledger("attacks", ("2025-05-06", text))) for place in entry.where}
    assert "Kharkiv" in places
    assert "Moscow" not in places


def test_an_attack_that_may_come_is_none(ledger: Make) -> None:
    found = ledger(
        "attacks",
        (
            "2025-05-06",
            "The embassy warned of a possible Russian missile attack on Kyiv on Wednesday. It could be hit by drones, it said.",
        ),
    )
    assert _attacks(found) == []


def test_a_running_total_is_no_attack(ledger: Make) -> None:
    found = ledger(
        "attacks",
        (
            "2025-05-06",
            "Since the beginning of the year Russia has fired 310 missiles at Kharkiv region, the regional governor said.",
        ),
    )
    assert _attacks(found) == []


def test_a_shipwreck_is_no_attack(ledger: Make) -> None:
    found = ledger(
        "attacks", ("2025-05-06", "Two men drowned near Odesa on Monday when their boat struck a pier, the port said.")
    )
    assert _attacks(found) == []


TABLE = Reference(
    key="table",
    name="Daily table",
    kind="attacks",
    until="2025-05-07",
    rows=(
        AttackRow(
            start="2025-05-05T20:00:00",
            end="2025-05-06T07:00:00",
            weapon="Shahed-136/131",
            launched=60.0,
            destroyed=40.0,
        ),
    ),
)


def _counts(launched: float, intercepted: float) -> dict[str, tuple[Cell, ...]]:
    return {
        "launched": (Cell(text="n", value=launched, by="Air Force"),),
        "intercepted": (Cell(text="n", value=intercepted, by="Air Force"),),
        "lost": (),
        "hit": (),
    }


def test_an_attached_table_agrees_differs_or_does_not_reach() -> None:
    assert [flag.kind for flag in compared([TABLE], "2025-05-06", "drone", _counts(60, 40))] == ["reference-agrees"]
    (differs,) = compared([TABLE], "2025-05-06", "drone", _counts(60, 41))
    assert (differs.kind, differs.says) == (
        "reference-differs",
        "Daily table: launched 60, agrees; intercepted 40, differs by 1",
    )
    assert [flag.says for flag in compared([TABLE], "2025-05-09", "drone", _counts(60, 40))] == [
        "Daily table: ends 2025-05-07: not covered"
    ]
    assert [flag.says for flag in compared([TABLE], "2025-05-06", "missile", _counts(1, 1))] == [
        "Daily table: lists no such attack"
    ]


def test_designations_of_tables_say_their_kind() -> None:
    assert weapon_kind(AttackRow(start="2025-05-05", end="", weapon="X-59/X-69")) == "missile"
    assert weapon_kind(AttackRow(start="2025-05-05", end="", weapon="Lancet")) == "drone"
    assert weapon_kind(AttackRow(start="2025-05-05", end="", weapon="Type 9")) == ""


def test_each_weapon_has_its_own_words_and_what_did_not_arrive_is_lost(ledger: Make) -> None:
    text = (
        "Russia fired 70 drones and six ballistic missiles at Ukraine overnight, the Ukrainian Air Force said on Tuesday, adding that"
        " 51 drones had been shot down and that another 12 did not reach their targets."
    )
    found = {each.weapon[0].text: each for each in _attacks(ledger("attacks", ("2025-05-06", text)))}
    drones, missiles = found["drones"], found["ballistic missiles"]
    assert (texts(drones, "weapon"), texts(drones, "lost")) == (["drones"], ["12"])
    assert (texts(missiles, "weapon"), texts(missiles, "launched")) == (["ballistic missiles"], ["six"])


def test_a_count_by_region_is_a_part_of_the_whole(ledger: Make) -> None:
    text = (
        "Air defences shot down 105 Ukrainian drones over Russian regions overnight, the Defence Ministry in Moscow said on Wednesday."
        " Another 32 were downed over the Bryansk region."
    )
    (entry,) = _attacks(ledger("attacks", ("2025-05-07", text)))
    assert texts(entry, "intercepted") == ["105"]
    assert any(flag.kind == "part-of" and flag.says.startswith("32") for flag in entry.flags)


def test_whose_drones_they_are_says_who_attacks_not_who_shoots_them_down(ledger: Make) -> None:
    (entry,) = _attacks(
        ledger(
            "attacks",
            ("2025-05-05", "Ukrainian drones attacked an oil refinery in Ryazan overnight, the governor said."),
        )
    )
    assert texts(entry, "attacker") == ["Ukraine"]
    assert texts(entry, "target") == ["oil refinery"]
    text = "Russia shot down 38 Ukrainian drones over the Bryansk region overnight, its Defence Ministry said."
    (other,) = _attacks(ledger("attacks", ("2025-05-05", text)))
    assert texts(other, "attacker") == ["Ukraine"]


def test_a_speaker_tells_of_its_own_deed(ledger: Make) -> None:
    text = "Yemen's Houthis said they had fired two missiles at the tanker Halcyon Dawn in the Red Sea on Sunday."
    (entry,) = _attacks(ledger("attacks", ("2025-05-05", text)))
    assert texts(entry, "attacker") == ["Houthis"]
    assert texts(entry, "target") == ["tanker Halcyon Dawn"]


def test_bombs_that_fell_are_an_attack(ledger: Make) -> None:
    text = "Guided bombs fell on a street in Chuhuiv on Sunday, the Kharkiv prosecutor's office said."
    (entry,) = _attacks(ledger("attacks", ("2025-05-05", text)))
    assert entry.where[0].text == "Chuhuiv"


def test_what_was_lost_and_hit_is_counted_with_its_drones(ledger: Make) -> None:
    text = (
        "Russia launched 87 drones and four missiles at Ukraine overnight, the Air Force said. Air defences shot down 54 drones over"
        " eight regions and another 21 were lost, it said. Hits by 12 drones and all four missiles were recorded, it said."
    )
    drones = next(each for each in _attacks(ledger("attacks", ("2025-05-05", text))) if each.lost)
    assert {role: {cell.value for cell in getattr(drones, role)} for role in ("launched", "intercepted", "lost", "hit")} == {
        "launched": {87.0}, "intercepted": {54.0}, "lost": {21.0}, "hit": {12.0},
    }  # fmt: skip
