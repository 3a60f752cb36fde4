"""The founding articles' ledgers against the list made by hand before the desks were (founding_gold.json): aid, notices,
treaties, rumours, explainers. Complete, right, every cell cited, nothing too many."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from livebrief.desks import keep
from livebrief.nlp.words import fold
from livebrief.records.ledgers import Aid, AnyEntry, Explainer, Notice, Rumour, Treaty, cells
from tests.desks.conftest import Read, field_of, read_all, texts

GOLD = json.loads((Path(__file__).parent / "founding_gold.json").read_text(encoding="utf-8"))
OURS = ("aid", "notices", "treaties", "rumours", "explainers")
Item = dict[str, Any]


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory, seeds: list[str]) -> Read:
    return read_all(tmp_path_factory.mktemp("founding") / "desk.db", seeds)


@pytest.fixture(scope="module")
def entries(known: Read) -> dict[str, tuple[AnyEntry, ...]]:
    return {desk: keep(desk, *known).entries for desk in OURS}


def _has(words: str, entry: AnyEntry, *fields: str) -> bool:
    said = [entry.title, *(text for field in fields for text in texts(entry, field))]
    return any(_plain(words) in _plain(text) for text in said)


def _plain(words: str) -> str:
    return fold(words).replace("anti-", "anti").replace("-", " ")


def _aid(item: Item, entry: AnyEntry) -> bool:
    assert isinstance(entry, Aid)
    sums = {cell.value for cell in entry.amount} == ({item["amount"]} if "amount" in item else set())
    confirmed = "not_confirmed_by" not in item or any(item["not_confirmed_by"] in flag.says for flag in entry.flags)
    planned = not item.get("planned") or any(flag.kind == "planned" for flag in entry.flags)
    return (
        entry.title.startswith(item["donor"])
        and entry.title.endswith(f"to {item['recipient']}")
        and entry.category == item["category"]
        and _has(item["item"], entry, "item")
        and set(item["stages"]) == {cell.text for cell in entry.stage}
        and sums
        and confirmed
        and planned
        and entry.addable is item["addable"]
    )


def _notice(item: Item, entry: AnyEntry) -> bool:
    assert isinstance(entry, Notice)
    return (
        entry.title.startswith(f"{item['who']} · {item['kind']}")
        and sorted(set(texts(entry, "state"))) == sorted(item["states"])
        and [cell.as_of for cell in entry.reopened] == ([item["reopened"]] if item["reopened"] else [])
        and (not item.get("until") or {cell.as_of for cell in entry.until} == {item["until"]})
        and (not item.get("since") or {cell.as_of for cell in entry.since} == {item["since"]})
        and all(not item.get(field) or _has(item[field], entry, field) for field in ("reason", "advice"))
    )


def _treaty(item: Item, entry: AnyEntry) -> bool:
    assert isinstance(entry, Treaty)
    if item["party"] == "":
        return not entry.party and [(cell.low, cell.bound) for cell in entry.parties] == [(160, "at least")]
    conduct = item.get("also", {}).get("conduct", "")
    return (
        _has(item["instrument"], entry, "instrument")
        and entry.title.endswith(item["party"])
        and item["status"] in texts(entry, "status")
        and (not item.get("date") or entry.when == item["date"])
        and (not conduct or _has(conduct, entry, "conduct"))
    )


def _rumour(item: Item, entry: AnyEntry) -> bool:
    assert isinstance(entry, Rumour)
    callers = {cell.by for cell in field_of(entry, "status") if cell.text == item["status"]}
    return callers == set(item["called_false_by"]) and all(
        _has(item[field], entry, field) for field in ("circulating", "channel", "grounds")
    )


def _explainer(item: Item, entry: AnyEntry) -> bool:
    assert isinstance(entry, Explainer)
    answers = all(
        _has(words, entry, field) for field in ("what", "how", "numbers", "disputed") for words in item[field]
    )
    return _plain(item["term"]) == _plain(entry.term) and answers


MATCH: dict[str, Callable[[Item, AnyEntry], bool]] = {
    "aid": _aid,
    "notices": _notice,
    "treaties": _treaty,
    "rumours": _rumour,
    "explainers": _explainer,
}


@pytest.mark.parametrize(
    "item", [item for item in GOLD["entries"] if item["desk"] in OURS], ids=lambda item: item["id"]
)
def test_every_entry_of_a_careful_reader(item: Item, entries: dict[str, tuple[AnyEntry, ...]]) -> None:
    met = [entry for entry in entries[item["desk"]] if MATCH[item["desk"]](item, entry)]
    assert len(met) == 1, [
        (entry.title, {name: texts(entry, name) for name in cells(entry)}) for entry in entries[item["desk"]]
    ]


@pytest.mark.parametrize("desk", OURS)
def test_and_no_others(desk: str, entries: dict[str, tuple[AnyEntry, ...]]) -> None:
    assert len(entries[desk]) == sum(item["desk"] == desk for item in GOLD["entries"])


@pytest.mark.parametrize("desk", OURS)
def test_every_cell_is_cited_and_stored(desk: str, known: Read, entries: dict[str, tuple[AnyEntry, ...]]) -> None:
    material = known[0]
    documents = {
        sgt.statement.id: material.documents[doc] for doc, found in material.sightings.items() for sgt in found
    }
    closed = {
        "announced",
        "delivered",
        "cancelled",
        "reported",
        "restriction-lifted",
        "closed",
        "open",
        "ratified",
        "signed",
    }
    closed |= {"not a party", "called false", "circulating"}
    for entry in entries[desk]:
        for field in cells(entry).values():
            for cell in field:
                assert cell.statements
                assert cell.text in closed or any(cell.text in documents[some].text for some in cell.statements)


def test_the_fake_copies_what_the_embassys_country_said(known: Read, entries: dict[str, tuple[AnyEntry, ...]]) -> None:
    (entry,) = entries["rumours"]
    assert isinstance(entry, Rumour)
    statements = known[0].groups.claims[entry.imitates].statements
    copied = [sgt for found in known[0].sightings.values() for sgt in found if sgt.statement.id in statements]
    assert "specific information" in copied[0].statement.content
