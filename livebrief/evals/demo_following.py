"""Checks of the demo suite over figures: chains link by link, and arithmetic that fits or is flagged."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from livebrief.check import chains
from livebrief.evals.demo_desk import Desk, plain
from livebrief.records.stories import Chain, Figure

Item = dict[str, Any]


def chain(item: Item, desk: Desk) -> bool:
    """One chain holds every gold link, and its current figures are the gold's."""
    return any(_holds(item, found, desk) for found in chains(desk.material))


def links_met(item: Item, desk: Desk) -> tuple[int, int]:
    """How many gold links the best chain holds, of how many."""
    best = max(
        (sum(_has(link, found, item, desk) for link in item["links"]) for found in chains(desk.material)), default=0
    )
    return best, len(item["links"])


def missed_links(item: Item, desk: Desk) -> list[str]:
    """The gold links that the best chain lacks, for the notes."""
    found = max(chains(desk.material), key=lambda each: sum(_has(link, each, item, desk) for link in item["links"]))
    return [
        f"{link['article']} {link['value']} {link['relation']}"
        for link in item["links"]
        if not _has(link, found, item, desk)
    ]


def arithmetic(item: Item, desk: Desk) -> bool:
    """The article's numbers are in chains, and they carry a flag when, and only when, they do not add up."""
    documents = {reading.document.id for reading in desk.readings.get(item["article"], ())}
    mine = [(each, figure) for each in chains(desk.material) for figure in each.figures if figure.document in documents]
    numbers = {(figure.role, figure.value) for _, figure in mine}
    there = all(
        (role, float(item[role])) in numbers for role in ("launched", "intercepted", "lost", "hit") if role in item
    )
    statements = {figure.statement for _, figure in mine}
    flagged = any(statements & set(flag.statements) for each, _ in mine for flag in each.flags)
    return there and flagged != item["fits"]


def _holds(item: Item, found: Chain, desk: Desk) -> bool:
    every = all(_has(link, found, item, desk) for link in item["links"])
    current = [(each.by_name, each.value) for each in found.current]
    standing = all(
        any(value == each["value"] and plain(each["by"]) in plain(name) for name, value in current)
        for each in item.get("current", ())
    )
    return every and standing and len(current) >= len(item.get("current", ()))


def _has(link: Item, found: Chain, item: Item, desk: Desk) -> bool:
    documents = {reading.document.id: reading for reading in desk.readings.get(link["article"], ())}
    return any(
        figure.document in documents
        and link["value"] in (figure.value, figure.low, figure.high)
        and figure.bound == link["bound"]
        and _relation(link, figure, item)
        and _counter(link, figure, found, desk)
        for figure in found.figures
    )


def _relation(link: Item, figure: Figure, item: Item) -> bool:
    """The gold relation; a gold update to the same number is a repeat here; a part may name its whole instead."""
    if figure.relation == link["relation"]:
        return True
    values = [each["value"] for each in item["links"]]
    again = values.count(link["value"]) > 1 and link["relation"] == "update" and figure.relation == "repeat"
    return again or (link["relation"] == "part-of" and figure.whole is not None and figure.whole == item.get("of"))


def _counter(link: Item, figure: Figure, found: Chain, desk: Desk) -> bool:
    """The counter by name: as shown in the chain, or as a source of one of its figures there is called."""
    wanted = set(plain(link["by"]).split())
    sources = [
        sgt.source.name
        for other in found.figures
        if other.by == figure.by
        for sgt in desk.material.sightings.get(other.document, ())
        if sgt.statement.id == other.statement
    ]
    return any(
        wanted <= set(plain(name).split()) or set(plain(name).split()) <= wanted for name in (figure.by_name, *sources)
    )


FOLLOWING_CHECKS: dict[str, Callable[[Item, Desk], bool]] = {"chain": chain, "arithmetic": arithmetic}
