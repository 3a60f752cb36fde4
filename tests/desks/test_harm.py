"""The harm desk's traps, in articles of our own: parts of a toll, rival tolls, two places, soldiers and civilians, mines."""

from __future__ import annotations

from collections.abc import Callable

from livebrief.desks.counting import standing
from livebrief.records.ledgers import Harm, Ledger
from tests.desks.conftest import texts

Make = Callable[..., Ledger]


def _harm(found: Ledger) -> list[Harm]:
    return [entry for entry in found.entries if isinstance(entry, Harm)]


def _values(entry: Harm, field: str) -> set[float | None]:
    return {cell.value if cell.value is not None else cell.low for cell in standing(getattr(entry, field))}


def test_a_part_of_a_toll_never_stands_for_the_toll(ledger: Make) -> None:
    found = ledger(
        "harm",
        (
            "2025-05-05",
            "ODESA -- A missile struck a hotel in Odesa on Monday, killing nine people, including two children, the Emergency Service said.",
        ),
    )
    (entry,) = _harm(found)
    assert _values(entry, "killed") == {9.0}
    assert any(flag.kind == "part-of" for flag in entry.flags)


def test_rival_tolls_stand_side_by_side(ledger: Make) -> None:
    found = ledger(
        "harm",
        (
            "2025-05-05",
            "KHARKIV -- Fourteen people were killed when a rocket hit a market in Kharkiv on Monday, the Emergency Service said."
            " The mayor of Kharkiv, Ihor Terekhov, said 19 people were killed.",
        ),
    )
    (entry,) = _harm(found)
    assert _values(entry, "killed") == {14.0, 19.0}
    assert len({cell.by for cell in entry.killed}) == 2


def test_a_rising_toll_keeps_its_history_and_shows_the_last(ledger: Make) -> None:
    found = ledger(
        "harm",
        (
            "2025-05-05",
            "KHARKIV -- At least six people were killed in a strike on Kharkiv on Monday, the Emergency Service said.",
        ),
        (
            "2025-05-06",
            "KHARKIV -- The death toll from Monday's strike on Kharkiv rose to 11, the Emergency Service said on Tuesday.",
        ),
    )
    (entry,) = _harm(found)
    assert _values(entry, "killed") == {11.0}
    assert [cell.low or cell.value for cell in entry.killed] == [6.0, 11.0]
    assert entry.when == "2025-05-05"


def test_two_places_are_two_entries(ledger: Make) -> None:
    found = ledger(
        "harm",
        (
            "2025-05-05",
            "KYIV -- Three people were killed in Kharkiv on Monday, the regional governor said."
            " In Poltava, two people were killed and five injured when a drone hit a house, the mayor said.",
        ),
    )
    by_place = {entry.where[0].name: entry for entry in _harm(found)}
    assert set(by_place) == {"Kharkiv", "Poltava"}
    assert _values(by_place["Poltava"], "injured") == {5.0}
    assert _values(by_place["Kharkiv"], "killed") == {3.0}


def test_soldiers_and_civilians_stay_apart(ledger: Make) -> None:
    found = ledger(
        "harm",
        (
            "2025-05-05",
            "Ukraine's General Staff said 40 Russian soldiers were killed near Vuhledar on Monday."
            " Four civilians were killed in Vuhledar, the mayor said.",
        ),
    )
    assert {entry.who for entry in _harm(found)} == {"combatants", "civilians"}


def test_every_cell_cites_a_statement_and_nothing_is_added_up(ledger: Make) -> None:
    found = ledger(
        "harm",
        (
            "2025-05-05",
            "KHARKIV -- Six people were killed and 12 injured in a strike on Kharkiv on Monday, the Emergency Service said.",
        ),
    )
    (entry,) = _harm(found)
    assert all(cell.statements for cell in (*entry.killed, *entry.injured, *entry.cause))
    assert found.totals == ()
    assert texts(entry, "cause") == ["strike"]


def test_mines_are_told_with_their_kinds_their_land_and_how_long_they_live(ledger: Make) -> None:
    found = ledger(
        "harm",
        (
            "2025-05-05",
            "The Halo Trust said it had found at least nine types of land mines in Kherson region, contaminating vast stretches of farmland."
            " Their batteries run out after anywhere from six hours to ten days, the group said.",
        ),
    )
    (entry,) = [each for each in _harm(found) if each.hazard]
    assert [cell.low for cell in entry.kinds] == [9.0]
    assert texts(entry, "contaminated") == ["vast stretches of farmland"]
    assert "six hours to ten days" in texts(entry, "live_for")[0]


def test_mines_that_are_given_are_no_hazard_here(ledger: Make) -> None:
    found = ledger(
        "harm",
        (
            "2025-05-05",
            "The United States will provide Ukraine with antipersonnel mines, the White House said on Monday.",
        ),
    )
    assert [entry for entry in _harm(found) if entry.hazard] == []


def test_a_toll_of_long_ago_told_in_passing_has_no_place_here(ledger: Make) -> None:
    found = ledger(
        "harm",
        (
            "2025-05-05",
            "KHARKIV -- The council of Kharkiv met on Monday, the mayor said. In March 2022 an attack elsewhere killed 30 people, she recalled.",
        ),
    )
    assert all(entry.when[:7] == "2022-03" for entry in _harm(found))
    assert all("Kharkiv" not in entry.title for entry in _harm(found))


def test_a_happening_without_a_toll_is_read_from_each_article(ledger: Make) -> None:
    found = ledger(
        "harm",
        (
            "2025-05-05",
            "DAYTON, Ohio -- A 24-year-old man was shot and killed and two others were wounded outside a bar in Dayton on Sunday, police said.",
        ),
        (
            "2025-05-06",
            "Dayton police said one man was killed and two people were injured in a shooting outside a bar on Sunday in Dayton.",
            "The Evening Mail",
        ),
    )
    (entry,) = _harm(found)
    assert (_values(entry, "killed"), _values(entry, "injured")) == ({1.0}, {2.0})
    assert entry.where[0].name == "Dayton"
    assert entry.when == "2025-05-04"
    assert all(cell.statements for cell in (*entry.killed, *entry.injured))


def test_what_one_article_says_otherwise_is_flagged_not_dropped(ledger: Make) -> None:
    text = "DAYTON, Ohio -- {} people were wounded in a shooting at a park in Dayton on Sunday, police in Dayton said."
    found = ledger(
        "harm",
        ("2025-05-05", text.format("Three")),
        ("2025-05-05", text.format("Three").replace("a park", "a city park"), "The Evening Mail"),
        ("2025-05-05", text.format("Five").replace("a park", "a crowded park"), "The Dayton Sun"),
    )
    (entry,) = _harm(found)
    assert _values(entry, "injured") >= {3.0}
    assert 5.0 in _values(entry, "injured") or any("5 injured" in flag.says for flag in entry.flags)


def test_a_large_number_that_another_outlet_repeats_is_one_entry(ledger: Make) -> None:
    first = "SUMY -- About 52,000 households were without electricity in Sumy Oblast on Tuesday, the grid operator Ukrenergo said."
    later = (
        "The power lines of Sumy Oblast have been repaired, Ukrenergo said."
        " At the height of Tuesday's cuts, 52,000 households were in the dark."
    )
    found = ledger("harm", ("2025-05-06", first), ("2025-05-07", later, "The Evening Mail"))
    assert len([entry for entry in found.entries if isinstance(entry, Harm) and entry.without_power]) == 1




def test_a_range_is_kept_and_what_is_told_elsewhere_stands_apart(ledger: Make) -> None:
    found = ledger(
        "harm",
        (
            "2025-05-05",
            "Two people were killed and between 7 and 9 others were injured when bombs fell on a street in Chuhuiv on Sunday, the"
            " prosecutor's office said. About 60 people were evacuated from Lozova, it said.",
        ),
    )
    struck = next(entry for entry in _harm(found) if entry.killed)
    assert [(cell.low, cell.high) for cell in struck.injured] == [(7.0, 9.0)]
    assert texts(struck, "cause") == ["bombs"]
    assert not struck.displaced


def test_land_is_told_by_its_area_and_clearance_by_what_was_cleared(ledger: Make) -> None:
    found = ledger(
        "harm",
        (
            "2025-05-05",
            "Deminers have removed 318 mines around Izium since March, the mine action office said."
            " Some 61 square kilometres of fields there are still contaminated, it said. The mines stay live for decades, it said.",
        ),
    )
    (entry,) = _harm(found)
    assert [cell.value for cell in entry.contaminated] == [61.0]
    assert [cell.value for cell in entry.cleared] == [318.0]
    assert texts(entry, "live_for") == ["for decades"]


def test_a_farmer_hurt_by_a_mine_is_told_once(ledger: Make) -> None:
    found = ledger(
        "harm",
        (
            "2025-05-05",
            "A farmer was killed and his son lost a leg when their tractor hit an anti-tank mine outside Izium on Friday, the mayor said.",
        ),
    )
    (entry,) = _harm(found)
    assert _values(entry, "killed") == {1.0}
    assert _values(entry, "injured") == {1.0}
