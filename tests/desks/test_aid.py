"""The aid desk's traps, in articles of our own: told again, on top, an appeal, leave to use, taken back, held up."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from livebrief.records.ledgers import Aid, Ledger
from tests.desks.conftest import texts

Make = Callable[..., Ledger]


def _aid(found: Ledger) -> list[Aid]:
    return [entry for entry in found.entries if isinstance(entry, Aid)]


def test_a_pledge_announced_again_is_one_pledge(ledger: Make) -> None:
    found = ledger(
        "aid",
        (
            "2025-05-02",
            "OSLO -- Norway will give Moldova 80 million euros for its power grid, Energy Minister Kari Moe announced on Friday.",
        ),
        (
            "2025-05-06",
            "CHISINAU -- Norway will give Moldova 80 million euros for its power grid, Prime Minister Lars Berg told reporters on Tuesday.",
        ),
    )
    (entry,) = _aid(found)
    assert {cell.value for cell in entry.amount} == {80_000_000}
    assert [(total.value, total.unit) for total in found.totals if total.what == "pledged"] == [(80_000_000, "EUR")]


def test_help_on_top_is_another_pledge(ledger: Make) -> None:
    found = ledger(
        "aid",
        ("2025-05-02", "Canada has delivered 40 armoured vehicles to Ukraine, its Defence Ministry said on Friday."),
        (
            "2025-05-09",
            "Canada will send Ukraine another 25 armoured vehicles in June, Defence Minister Anne Roy announced on Friday.",
        ),
    )
    stages = [[cell.text for cell in entry.stage] for entry in _aid(found)]
    assert stages == [["delivered"], ["announced"]]
    assert [flag.says for flag in _aid(found)[1].flags if flag.kind == "expected"] == ["expected 2025-06"]


def test_a_payment_is_a_part_of_its_pledge(ledger: Make) -> None:
    found = ledger(
        "aid",
        (
            "2025-03-01",
            "Japan will give Haiti $90 million to rebuild its hospitals, Foreign Minister Aiko Mori announced on Saturday.",
        ),
        (
            "2025-04-01",
            "Japan has paid Haiti $30 million of the $90 million that it promised, Foreign Minister Aiko Mori said on Tuesday.",
        ),
    )
    (entry,) = _aid(found)
    assert {cell.value for cell in entry.amount} == {90_000_000}
    assert [cell.value for cell in entry.delivered] == [30_000_000]
    sums = {total.what: total.value for total in found.totals}
    assert sums == {"pledged": 90_000_000, "delivered": 30_000_000}


def test_an_appeal_is_no_pledge(ledger: Make) -> None:
    found = ledger(
        "aid",
        (
            "2025-03-01",
            "The Red Cross has launched an appeal for 25 million euros for the survivors of the flood in Mozambique, it said on Saturday.",
        ),
    )
    (entry,) = _aid(found)
    assert not entry.addable
    assert "appeal" in entry.why_not
    assert not found.totals


def test_a_loan_taken_back_leaves_the_total(ledger: Make) -> None:
    found = ledger(
        "aid",
        ("2025-03-01", "Spain will lend Tunisia 60 million euros, Finance Minister Elena Ruiz announced on Saturday."),
        (
            "2025-03-09",
            "Spain has cancelled a loan of 60 million euros that it had offered Tunisia, Finance Minister Elena Ruiz said on Sunday.",
        ),
    )
    (entry,) = _aid(found)
    assert [cell.text for cell in entry.stage] == ["announced", "cancelled"]
    assert not found.totals
    assert entry.why_not == "cancelled"


def test_leave_to_use_is_reported_not_confirmed(ledger: Make) -> None:
    found = ledger(
        "aid",
        (
            "2025-06-03",
            "Britain has allowed Ukraine to fire Storm Shadow missiles at targets inside Russia, the Morning Courier reported on Tuesday, "
            "citing two unnamed officials. Downing Street declined to comment on the report.",
        ),
    )
    (entry,) = _aid(found)
    assert {"restriction-lifted", "reported"} <= {cell.text for cell in entry.stage}
    assert [flag.kind for flag in entry.flags] == ["not-confirmed"]
    assert not entry.addable


def test_a_delivery_held_up_is_delayed(ledger: Make) -> None:
    found = ledger(
        "aid",
        (
            "2025-06-03",
            "The World Bank has suspended a $200 million loan to Sudan, its spokeswoman Ruth Abel said on Tuesday.",
        ),
    )
    (entry,) = _aid(found)
    assert [cell.text for cell in entry.stage] == ["delayed"]


@pytest.mark.parametrize(
    "text",
    [
        "President Volodymyr Zelenskyy urged Germany to send more tanks to Ukraine on Monday.",
        "Norway is considering whether to send tanks to Ukraine, its Defence Minister Kari Moe said on Monday.",
        "France refused to give Ukraine more jets, Defence Minister Luc Petit said on Monday.",
        "Sweden last gave flood aid to Pakistan in 2010, when it paid 9 million euros.",
        "Will Germany send tanks to Ukraine?",
    ],
)
def test_what_is_no_help(ledger: Make, text: str) -> None:
    assert not ledger("aid", ("2025-06-02", text)).entries


def test_every_cell_is_cited_and_in_the_text(ledger: Make) -> None:
    text = "Norway will give Moldova 80 million euros for its power grid, Energy Minister Kari Moe announced on Friday."
    (entry,) = _aid(ledger("aid", ("2025-05-02", text)))
    for field in ("donor", "recipient", "amount"):
        for cell in getattr(entry, field):
            assert cell.statements
            assert cell.text in text
    assert texts(entry, "donor") == ["Norway"]


def test_help_of_a_state_needs_nobody_who_gets_it_where_the_words_say_what_it_is_for(ledger: Make) -> None:
    text = (
        "Norway said on Tuesday that it would give 90 million kroner for demining."
        " Latvia has cancelled a planned shipment of mortars, the government in Riga confirmed."
        " The city council of Bergen will give its schools 4 million kroner for new roofs."
    )
    norway, latvia = ledger("aid", ("2025-03-04", text)).entries
    assert norway.title == "Norway · 90 million kroner · for demining"
    assert (latvia.title, texts(latvia, "stage")) == ("Latvia · planned shipment of mortars", ["cancelled"])


def test_a_sum_told_beside_another_is_of_the_same_giver(ledger: Make) -> None:
    text = (
        "Estonia will supply Moldova with two field hospitals worth 12 million euros, its defence minister said on Tuesday."
        " The pledge comes on top of a 30 million euro package that was announced in January."
    )
    first, second = ledger("aid", ("2025-03-04", text)).entries
    assert first.title == "Estonia · two field hospitals worth 12 million euros · to Moldova"
    assert texts(first, "amount") == ["12 million euros"]
    assert second.title == "Estonia · 30 million euro package · to Moldova"


@pytest.mark.parametrize(
    ("text", "title", "stage"),
    [
        (
            "Latvia has scrapped plans to hand over nine howitzers to Moldova, the minister said.",
            "Latvia · nine howitzers · to Moldova",
            "cancelled",
        ),
        (
            "The delivery of 30 generators from Croatia to Georgia has been postponed until June, the ministry said.",
            "Croatia · 30 generators · to Georgia",
            "delayed",
        ),
        (
            "Portugal's donation of ten ambulances arrived in Moldova last week, the embassy said.",
            "Portugal · ten ambulances · to Moldova",
            "delivered",
        ),
        (
            "Finland has handed 42 armoured vehicles over to Moldovan troops, the army said.",
            "Finland · 42 armoured vehicles · to Moldova",
            "delivered",
        ),
    ],
)
def test_one_wording_of_help(ledger: Make, text: str, title: str, stage: str) -> None:
    (entry,) = ledger("aid", ("2025-03-04", text)).entries
    assert entry.title == title
    assert texts(entry, "stage") == [stage]


def test_several_who_give_together_are_one_giver(ledger: Make) -> None:
    text = (
        "Denmark, Norway and Sweden said they would jointly buy 18 howitzers for Moldova at a cost of 90 million euros."
        " A coalition led by Romania is to provide Moldova with 40 fire engines."
    )
    first, second = ledger("aid", ("2025-03-04", text)).entries
    assert first.title == "Denmark, Norway and Sweden · 90 million euros · 18 howitzers · to Moldova"
    assert second.title == "coalition led by Romania · 40 fire engines · to Moldova"


def test_a_country_that_no_list_knows_gives(ledger: Make) -> None:
    text = (
        "Talvia is sending 40 tonnes of tents and blankets to Ormenia following the earthquake of 10 May. The Talvian"
        " parliament meets on Monday. The government has also decided on a grant of 3 million euros to the Red Cross."
    )
    first, second = ledger("aid", ("2025-05-12", text)).entries
    assert first.title.startswith("Talvia · 40 tonnes of tents")
    assert first.title.endswith("to Ormenia")
    assert second.title.startswith("Talvia · grant of 3 million euros")


def test_help_without_a_giver_is_of_the_state_that_tells_of_it_or_of_the_one_just_told_of(ledger: Make) -> None:
    text = (
        "Norway's government told parliament that 500 million kroner promised in January for Ukraine's power grid had been"
        " paid out in full. A planned transfer of Gripen jets to Ukraine has been put on hold, the defence minister said."
    )
    first, second = ledger("aid", ("2025-03-03", text)).entries
    assert first.title.startswith("Norway · 500 million kroner")
    assert texts(first, "stage") == ["delivered"]
    assert second.title == "Norway · Gripen jets · to Ukraine"
    assert texts(second, "stage") == ["delayed"]
