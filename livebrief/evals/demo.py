"""The bundled example beat against its gold: every kind of item that this version covers, and the rest by name."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec

from livebrief.beats import DATA
from livebrief.config import Config
from livebrief.evals import demo_ledgers
from livebrief.evals.demo_desk import Desk
from livebrief.evals.demo_following import FOLLOWING_CHECKS, links_met, missed_links
from livebrief.evals.demo_reading import READING_CHECKS
from livebrief.evals.demo_tracking import TRACKING_CHECKS
from livebrief.evals.gate import Found, Measure
from livebrief.newsroom import Newsroom, demo_inputs

GOLD = DATA / "demo" / "gold.json"
AFTER_THE_WEEK = datetime(2025, 3, 12, tzinfo=UTC)
COVERED = ("first-light", "reading", "following")
Item = dict[str, Any]
Check = Callable[[Item, Desk], bool]
CHECKS: dict[str, Check] = {**READING_CHECKS, **TRACKING_CHECKS, **FOLLOWING_CHECKS}


def files(cfg: Config) -> tuple[Path, ...]:  # noqa: ARG001  the beat travels with the package
    """The gold and the articles, which are always there."""
    return (GOLD, demo_inputs())


def run(cfg: Config) -> Found:
    """Share of gold items met, by kind. Items of later slices without a check here are listed as such."""
    items: list[Item] = msgspec.json.decode(GOLD.read_bytes())["items"]
    with tempfile.TemporaryDirectory() as folder:
        own = msgspec.structs.replace(cfg, store=str(Path(folder) / "demo.db"), beat="demo")
        with Newsroom(own, clock=lambda: AFTER_THE_WEEK) as room:
            room.add([str(demo_inputs())])
            desk = Desk.open(room)
            ledgers = room.keep(desk.material, desk.verdicts)
    entries = [item for item in items if item["kind"] == "entry"]
    found = _report([item for item in items if item["kind"] != "entry"], desk)
    made, notes = demo_ledgers.measures(entries, ledgers)
    return Found(measures=(*found.measures, *made), notes=(*found.notes, *notes))


def _report(items: Sequence[Item], desk: Desk) -> Found:
    met: dict[str, list[bool]] = defaultdict(list)
    missed: list[str] = []
    later: dict[str, int] = defaultdict(int)
    links: list[tuple[int, int]] = []
    for item in items:
        check = CHECKS.get(item["kind"])
        if check is None or (item["slice"] not in COVERED and item["kind"] != "arithmetic"):
            later[f"{item['kind']} ({item['slice']})"] += 1
            continue
        right = check(item, desk)
        met[item["kind"]].append(right)
        if item["kind"] == "chain":
            links.append(links_met(item, desk))
        if not right:
            lacking = f" (without {'; '.join(missed_links(item, desk))})" if item["kind"] == "chain" else ""
            missed.append(f"missed {item['id']}: {_short(item)}{lacking}")
    every = [right for rights in met.values() for right in rights]
    measures = [Measure(name="all covered items", value=sum(every) / max(1, len(every)))]
    measures += [Measure(name=kind, value=sum(rights) / len(rights)) for kind, rights in sorted(met.items())]
    if links:
        measures.append(Measure(name="chain links", value=sum(got for got, _ in links) / sum(of for _, of in links)))
    left = [f"left to later issues: {number} × {name}" for name, number in sorted(later.items())]
    return Found(measures=tuple(measures), notes=tuple(missed + left))


def _short(item: Item) -> str:
    shown = {key: value for key, value in item.items() if key not in ("id", "kind", "slice", "note")}
    return str(shown)[:200]
