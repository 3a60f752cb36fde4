"""The notices desk: closed, expected back, reopened, restricted; each office for itself."""

from __future__ import annotations

from collections.abc import Callable

from livebrief.records.ledgers import Ledger, Notice
from tests.desks.conftest import field_of, texts

Make = Callable[..., Ledger]

TUESDAY = (
    "2025-07-01",
    "KHARTOUM -- The French embassy in Khartoum will be closed until Friday because of fighting near the airport, its spokeswoman said on "
    "Tuesday. Germany said it had suspended the work of its consulate in Port Sudan. Turkish Airlines has suspended flights to Khartoum until "
    "10 July, the airline said.",
)
FRIDAY = (
    "2025-07-04",
    "KHARTOUM -- France reopened its embassy in Khartoum on Friday. Germany's consulate in Port Sudan is open only by appointment, a notice said. "
    "The embassies of Japan and South Korea remain closed. Turkish Airlines will resume flights to Khartoum on 10 July, it said.",
)


def _by_title(found: Ledger) -> dict[str, Notice]:
    return {entry.title.split(" · ")[0]: entry for entry in found.entries if isinstance(entry, Notice)}


def test_an_expected_end_is_no_reopening(ledger: Make) -> None:
    entry = _by_title(ledger("notices", TUESDAY))["France"]
    assert texts(entry, "state") == ["closed"]
    assert [(cell.text, cell.as_of) for cell in entry.until] == [("Friday", "2025-07-04")]
    assert not entry.reopened
    assert texts(entry, "reason") == ["fighting near the airport"]
    assert [place.name for place in entry.where] == ["Khartoum"]


def test_a_reopening_ends_the_closure_of_that_office_only(ledger: Make) -> None:
    found = _by_title(ledger("notices", TUESDAY, FRIDAY))
    assert [cell.as_of for cell in found["France"].reopened] == ["2025-07-04"]
    assert texts(found["Germany"], "state") == ["closed", "restricted"]
    assert texts(found["Japan"], "state") == ["closed"]
    assert texts(found["South Korea"], "state") == ["closed"]
    assert {cell.as_of for cell in found["Turkish Airlines"].until} == {"2025-07-10"}


def test_offices_that_only_speak_are_not_closed(ledger: Make) -> None:
    found = ledger(
        "notices",
        ("2025-07-01", "The Italian embassy in Cairo said on Tuesday that the bridge over the canal was closed."),
    )
    assert not found.entries


def test_a_reprint_adds_nothing_but_its_statements(ledger: Make) -> None:
    once = ledger("notices", TUESDAY).entries
    twice = ledger("notices", TUESDAY, (*TUESDAY, "The Evening Post")).entries
    assert [entry.title for entry in twice] == [entry.title for entry in once]
    assert [len(texts(entry, "state")) for entry in twice] == [len(texts(entry, "state")) for entry in once]
    assert all(len(more.statements) >= len(less.statements) for more, less in zip(twice, once, strict=True))


def test_an_office_that_will_open_again_and_one_that_stays_shut(ledger: Make) -> None:
    text = (
        "The U.S. embassy in Khartoum said it would reopen on Thursday after closing its doors for a day."
        " The embassies of Spain and Greece, which had also shut, resumed work, their foreign ministries said."
        " Italy's embassy will remain closed until Friday, the Italian foreign ministry said."
    )
    us, spain, greece, italy = ledger("notices", ("2025-03-04", text)).entries
    assert (texts(us, "state"), texts(us, "until")) == (["closed"], ["Thursday"])
    assert [texts(each, "who") for each in (spain, greece)] == [["embassies of Spain"], ["Greece"]]
    assert [texts(each, "state") for each in (spain, greece)] == [["closed", "open"]] * 2
    assert (texts(italy, "state"), texts(italy, "until")) == (["closed"], ["Friday"])


def test_carriers_and_public_places(ledger: Make) -> None:
    text = (
        "Norwegian and Ryanair have cancelled all flights from Bergen on Friday because of the storm, the airlines said."
        " Schools in Bergen will be closed on Friday, the municipality said."
        " The Askøy bridge was shut for two hours on Friday because of high winds."
        " The road to Voss is open, the police said."
    )
    found = {each.title: each for each in ledger("notices", ("2025-01-24", text)).entries}
    assert set(found) == {"Norwegian · airline", "Ryanair · airline", "Bergen · schools · Bergen", "Askøy · bridge"}
    assert all(texts(each, "state") == ["closed"] for each in found.values())
    assert texts(found["Askøy · bridge"], "reason") == ["high winds"]


def test_an_order_to_boil_water_and_schools_without_a_name_of_their_own(ledger: Make) -> None:
    text = (
        "Residents of Harlow Falls must boil tap water before drinking it after a main burst under Mill Street, the Harlow"
        " Water Company said on Thursday. The notice covers some 4,200 homes and will stay in force until at least Saturday."
        " All six primary schools in the town are closed today and will reopen on Friday, the school board said."
    )
    water, schools = ledger("notices", ("2025-10-09", text)).entries
    assert water.title.startswith("Harlow Water Company · water")
    assert texts(water, "state") == ["restricted"]
    assert texts(water, "advice") == ["boil tap water before drinking it"]
    assert texts(water, "reason") == ["a main burst under Mill Street"]
    assert [cell.as_of for cell in field_of(water, "until")] == ["2025-10-11"]
    assert (texts(schools, "state"), texts(schools, "until")) == (["closed"], ["Friday"])


def test_an_order_that_is_lifted_is_over(ledger: Make) -> None:
    first = "A boil-water notice was issued for the town of Wexford on Monday, Irish Water said."
    second = "The boil-water notice in Wexford was lifted, Irish Water said on Thursday."
    (entry,) = ledger("notices", ("2025-10-06", first), ("2025-10-09", second)).entries
    assert texts(entry, "state") == ["restricted", "open"]


def test_staff_ordered_off_a_platform_and_a_place_closed_to_some(ledger: Make) -> None:
    text = (
        "Norvik Energy on Sunday ordered all 86 workers off its Skarn platform as Hurricane Leona approached."
        " The Mill Street bridge has been closed to lorries but remains open to cars."
        " The border crossing at Tres Pinos reopened on Sunday after a 12-hour closure."
    )
    norvik, bridge, crossing = ledger("notices", ("2025-09-07", text)).entries
    assert (norvik.title, texts(norvik, "reason")) == ("Norvik Energy · evacuation", ["Hurricane Leona approached"])
    assert texts(bridge, "state") == ["restricted"]
    assert (texts(crossing, "state"), texts(crossing, "reason")) == (["open"], [])
