"""The treaties desk: standing by party, numbers of the instrument, leaving announced or proposed, conduct in question."""

from __future__ import annotations

from collections.abc import Callable

from livebrief.records.ledgers import Ledger, Treaty
from tests.desks.conftest import texts

Make = Callable[..., Ledger]
ARTICLE = (
    "2025-03-18",
    "VILNIUS -- Poland and Lithuania said on Tuesday that they would withdraw from the Ottawa Convention, which bans antipersonnel landmines. "
    "Finland signed the treaty in 2012. More than 160 countries are parties to the convention. The United States, Russia and China have not "
    "joined it. Amnesty International said the step would be a breach of the spirit of the treaty.",
)
LATER = (
    "2025-06-27",
    "KYIV -- Armenia ratified the Rome Statute in October 2023. Hungary is not a party to the Istanbul Convention. Israel's use of cluster "
    "bombs would violate the Convention on Cluster Munitions, Human Rights Watch said.",
)


def _rows(found: Ledger) -> list[tuple[str, str]]:
    return [(entry.title, cell.text) for entry in found.entries if isinstance(entry, Treaty) for cell in entry.status]


def test_who_has_done_what(ledger: Make) -> None:
    assert _rows(ledger("treaties", ARTICLE, LATER)) == [
        ("Ottawa Convention · Poland · withdrawal", "withdrawal announced"),
        ("Ottawa Convention · Lithuania · withdrawal", "withdrawal announced"),
        ("Ottawa Convention · Finland", "signed"),
        ("Ottawa Convention · United States", "not a party"),
        ("Ottawa Convention · Russia", "not a party"),
        ("Ottawa Convention · China", "not a party"),
        ("Rome Statute · Armenia", "ratified"),
        ("Istanbul Convention · Hungary", "not a party"),
    ]


def test_the_instruments_own_number_is_a_lower_bound(ledger: Make) -> None:
    found = [entry for entry in ledger("treaties", ARTICLE).entries if isinstance(entry, Treaty) and entry.parties]
    (cell,) = found[0].parties
    assert (cell.low, cell.bound, cell.text) == (160.0, "at least", "More than 160 countries")


def test_days_of_ratification(ledger: Make) -> None:
    found = {entry.title: entry for entry in ledger("treaties", LATER).entries}
    assert found["Rome Statute · Armenia"].when == "2023-10"


def test_conduct_is_kept_with_the_one_who_does_it(ledger: Make) -> None:
    found = {entry.title: entry for entry in ledger("treaties", ARTICLE, LATER).entries}
    israel = found["Convention on Cluster Munitions · Israel"]
    assert isinstance(israel, Treaty)
    assert [cell.by for cell in israel.conduct] == ["Human Rights Watch"]
    assert texts(found["Ottawa Convention · Poland · withdrawal"], "conduct")
    assert not texts(found["Ottawa Convention · China"], "conduct")


def test_a_contract_is_no_treaty(ledger: Make) -> None:
    assert not ledger(
        "treaties", ("2025-03-18", "Chile signed a contract for 40 buses on Tuesday, its transport minister said.")
    ).entries


def test_who_leaves_who_wants_to_and_who_never_joined(ledger: Make) -> None:
    text = (
        "The defence ministers of Poland and Estonia recommended on Tuesday that their countries withdraw from the Ottawa Convention."
        " Latvia's parliament voted in April to quit the convention. Lithuania's withdrawal from the convention took effect in March."
        " Neither Russia nor China has signed it."
    )
    found = {
        entry.title.removeprefix("Ottawa Convention · "): texts(entry, "status")
        for entry in ledger("treaties", ("2025-05-06", text)).entries
    }
    assert found == {
        "Poland · withdrawal": ["withdrawal proposed"],
        "Estonia · withdrawal": ["withdrawal proposed"],
        "Latvia · withdrawal": ["withdrawal announced"],
        "Lithuania": ["withdrew"],
        "Russia": ["not a party"],
        "China": ["not a party"],
    }


def test_states_that_no_list_knows_and_a_suspended_membership(ledger: Make) -> None:
    text = (
        "The Kelmar parliament ratified the High Seas Treaty on Tuesday. Neighbouring Osteria signed the agreement in 2023."
        " Osteria suspended its membership of the Southern Fisheries Pact last week."
        " Azerbaijan, one of 34 countries that have not joined the treaty, said it had no plans to sign."
    )
    found = {each.title: each for each in ledger("treaties", ("2025-11-18", text)).entries}
    assert texts(found["High Seas Treaty · Kelmar"], "status") == ["ratified"]
    assert [(cell.text, cell.as_of) for cell in found["High Seas Treaty · Osteria"].status] == [("signed", "2023")]
    assert texts(found["Southern Fisheries Pact · Osteria"], "status") == ["suspended"]
