"""Harm entries against GVA incidents, with the desk's own grouping: what `livebrief ledger harm --json` would print.

Definitions: two runs of consecutive articles, each read by a desk of its own in order of publication. A gold incident with
two or more articles in its run is met by the entry that cites most of them (of equals the first); its killed and injured
are that entry's first figures of these roles, nought where it has none. *both exact*, *day* (within one) and *city* (its
place, or the gold's name in brackets) are shares of those incidents; *told of* those that any entry cites an article of.
"""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec

from livebrief.config import Config
from livebrief.evals.gate import Found, Measure
from livebrief.evals.incidents import files, input_of, is_near, is_there
from livebrief.evals.stories import load
from livebrief.newsroom import Newsroom
from livebrief.publish.ledgers import entry_line

__all__ = ["files", "run"]
RUNS = ((600, 1100), (1500, 2000))  # of the articles in order of day and id: a few minutes, a fifth of the incidents
AFTER = datetime(2016, 7, 1, tzinfo=UTC)
MEASURES = ("both exact", "killed", "injured", "day", "city", "told of")
Row = dict[str, Any]


def run(cfg: Config) -> Found:
    """The shares over both runs together, by the reader that the configuration names."""
    articles, gold_file = files(cfg)
    gold = {row["incident"]: row for row in load(gold_file)}
    rows = sorted(load(articles), key=lambda row: (row["date"], row["id"]))
    met: dict[str, list[bool]] = defaultdict(list)
    for first, last in RUNS:
        given = rows[first:last]
        lines = _lines(given, cfg)
        for wanted, ids in _incidents(given, gold):
            for name, right in _met(lines, ids, wanted).items():
                met[name].append(right)
    measures = tuple(Measure(name=name, value=sum(met[name]) / len(met[name])) for name in MEASURES)
    return Found(measures=measures, notes=(f"{len(met['day'])} incidents of {len(RUNS)} runs",))


def _lines(rows: Sequence[Row], cfg: Config) -> list[Row]:
    """The ledger of one desk that was given the rows."""
    with tempfile.TemporaryDirectory() as folder:
        own = msgspec.structs.replace(cfg, store=str(Path(folder) / "harm.db"), beat="auto")
        with Newsroom(own, clock=lambda: AFTER) as room:
            room.add([input_of(rows, Path(folder))])
            kept = room.ledger("harm")
            cited = room.article_names(some for entry in kept.entries for some in entry.statements)
    return [entry_line(entry, kept, cited) for entry in kept.entries]


def _incidents(rows: Sequence[Row], gold: Mapping[str, Row]) -> Iterable[tuple[Row, set[str]]]:
    """The gold incidents of two or more of the articles, each with the ids of its articles."""
    groups: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        groups[row["story"]].add(row["id"])
    return [(gold[story], ids) for story, ids in groups.items() if len(ids) > 1 and story in gold]


def _met(lines: Sequence[Row], ids: set[str], gold: Row) -> dict[str, bool]:
    line = max(lines, key=lambda each: len(ids.intersection(each["articles"])))
    told = bool(ids.intersection(line["articles"]))
    counts = {role: _count(line, role) if told else 0 for role in ("killed", "injured")}
    killed, injured = counts["killed"] == gold["num_killed"], counts["injured"] == gold["num_injured"]
    place = line["place"]["name"] if line["place"] else ""
    return {
        "both exact": told and killed and injured,
        "killed": told and killed,
        "injured": told and injured,
        "day": told and is_near(line["when"] or "", gold["date"]),
        "city": told and is_there(place, gold["city_or_county"]),
        "told of": told,
    }


def _count(line: Row, role: str) -> float:
    return next((figure["value"] for figure in line["figures"] if figure["role"] == role), 0)
