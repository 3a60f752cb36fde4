"""The founding articles' ledgers against the list made by hand before the desks were (founding_gold.json): harm, attacks,
alerts, control. Complete, right, every cell cited, nothing too many."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from livebrief.desks import keep
from livebrief.nlp.words import fold
from livebrief.records.ledgers import Alert, AnyEntry, Attack, Cell, Harm, cells
from tests.desks.conftest import Read, read_all, texts

GOLD = json.loads((Path(__file__).parent / "founding_gold.json").read_text(encoding="utf-8"))
OURS = ("harm", "attacks", "alerts", "control")
Item = dict[str, Any]


@pytest.fixture(scope="module")
def entries(tmp_path_factory: pytest.TempPathFactory, seeds: list[str]) -> dict[str, tuple[AnyEntry, ...]]:
    known: Read = read_all(tmp_path_factory.mktemp("founding") / "desk.db", seeds)
    return {desk: keep(desk, *known).entries for desk in OURS}


def _numbers(chain: tuple[Cell, ...]) -> set[float | None]:
    return {cell.value if cell.value is not None else cell.low for cell in chain}


def _at(item: Item, entry: AnyEntry) -> bool:
    return "place" not in item or fold(item["place"]) in {fold(place.name) for place in entry.where}


def _harm(item: Item, entry: AnyEntry) -> bool:
    assert isinstance(entry, Harm)
    says = item.get("live_for")
    return (
        entry.hazard == item.get("hazard", "")
        and _at(item, entry)
        and ("when" not in item or entry.when == item["when"])
        and ("killed" not in item or _numbers(entry.killed) == {item["killed"]})
        and ("kinds" not in item or _numbers(entry.kinds) == {item["kinds"]})
        and (not says or any(fold(says).split("from ")[-1] in fold(text) for text in texts(entry, "live_for")))
        and ("cause" not in item or any(item["cause"] in text for text in texts(entry, "cause")))
    )


def _attack(item: Item, entry: AnyEntry) -> bool:
    assert isinstance(entry, Attack)
    counts = ("launched", "intercepted", "region_count")
    unowned = item.get("neither_confirms_nor_denies", "")
    regions = {fold(place.name) for place in entry.where}
    return (
        _at(item, entry)
        and ("when" not in item or entry.when == item["when"])
        and set(texts(entry, "attacker")) == ({item["attacker"]} if "attacker" in item else set())
        and item.get("weapon", "") in " ; ".join(texts(entry, "weapon"))
        and (item.get("weapon") != "" or not entry.weapon)
        and all(_numbers(getattr(entry, field)) == {item[field]} for field in counts if field in item)
        and ("target" not in item or any(item["target"] in text for text in texts(entry, "target")))
        and (not unowned or any(unowned in flag.says for flag in entry.flags))
        and {fold(name) for name in item.get("regions", ())} <= regions
    )


def _alert(item: Item, entry: AnyEntry) -> bool:
    assert isinstance(entry, Alert)
    threat = any(item["threat"] in text for text in texts(entry, "threat"))
    return entry.region == item["region"] and entry.when == item["when"] and threat and entry.state != item["state_not"]


MEETS: dict[str, Callable[[Item, AnyEntry], bool]] = {"harm": _harm, "attacks": _attack, "alerts": _alert}
ITEMS = [item for item in GOLD["entries"] if item["desk"] in OURS]


@pytest.mark.parametrize("item", ITEMS, ids=[item["id"] for item in ITEMS])
def test_the_entry_is_there_once_and_right(item: Item, entries: dict[str, tuple[AnyEntry, ...]]) -> None:
    met = [entry.title for entry in entries[item["desk"]] if MEETS[item["desk"]](item, entry)]
    assert len(met) == 1, [entry.title for entry in entries[item["desk"]]]


@pytest.mark.parametrize("desk", OURS)
def test_nothing_is_there_that_a_careful_reader_would_not_make(
    desk: str, entries: dict[str, tuple[AnyEntry, ...]]
) -> None:
    wanted = [item["id"] for item in ITEMS if item["desk"] == desk]
    assert len(entries[desk]) == len(wanted), [entry.title for entry in entries[desk]]


@pytest.mark.parametrize("desk", OURS)
def test_every_cell_is_cited(desk: str, entries: dict[str, tuple[AnyEntry, ...]]) -> None:
    for entry in entries[desk]:
        assert entry.statements
        assert all(cell.statements for chain in cells(entry).values() for cell in chain)


def test_no_desk_says_that_somebody_holds_a_place(entries: dict[str, tuple[AnyEntry, ...]]) -> None:
    assert entries["control"] == ()
