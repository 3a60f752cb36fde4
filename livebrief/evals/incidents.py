"""Incidents of the GVA stories with two or more articles, given the gold grouping: counts, day, city.

Definitions: *both exact* is the share of incidents with killed and injured both as in the gold; *day* within one day of the
gold; *city* the same name once folded, where a gold name with another in brackets is met by either.
"""

from __future__ import annotations

import re
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec

from livebrief.check.incidents import incident
from livebrief.check.incidents.place import plain_place
from livebrief.config import Config
from livebrief.evals.gate import Found, Measure
from livebrief.evals.stories import load
from livebrief.newsroom import Newsroom
from livebrief.nlp.apart import days_apart
from livebrief.records.incidents import Incident
from livebrief.records.readings import Reading

NOW = datetime(2026, 1, 1, tzinfo=UTC)
Row = dict[str, Any]


def files(cfg: Config) -> tuple[Path, ...]:
    """The articles and the gold incidents."""
    return (cfg.data / "stories" / "gva" / "articles.jsonl.gz", cfg.data / "stories" / "gva" / "incidents.jsonl.gz")


def run(cfg: Config) -> Found:
    """Shares of incidents: killed and injured both exact, each alone, day within one, city."""
    articles, gold_file = files(cfg)
    gold = {row["incident"]: row for row in load(gold_file)}
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in load(articles):
        groups[row["story"]].append(row)
    wanted = {story: rows for story, rows in groups.items() if len(rows) > 1 and story in gold}
    read = _readings([row for rows in wanted.values() for row in rows], cfg)
    met: dict[str, list[bool]] = defaultdict(list)
    for story, rows in wanted.items():
        found = incident([read[row["id"]] for row in rows if row["id"] in read])
        for name, right in _met(found, gold[story]).items():
            met[name].append(right)
    measures = tuple(Measure(name=name, value=sum(rights) / len(rights)) for name, rights in met.items())
    return Found(measures=measures, notes=(f"{len(wanted)} incidents, {len(read)} articles",))


def _readings(rows: Sequence[Row], cfg: Config) -> dict[str, Reading]:
    """The articles as the desk reads them, by rules alone: counts, days and places need no weights."""
    own = msgspec.structs.replace(cfg, reader="rules")
    with tempfile.TemporaryDirectory() as folder, Newsroom(own, clock=lambda: NOW) as room:
        return dict(room.read([input_of(rows, Path(folder))], None, lambda _outcome: None))


def input_of(rows: Iterable[Row], folder: Path) -> str:
    """The path of a new file in ``folder`` that gives the articles to a newsroom."""
    given = ({"published": row["date"], **{key: row[key] for key in ("id", "url", "title", "text")}} for row in rows)
    path = folder / "articles.jsonl"
    path.write_bytes(b"\n".join(map(msgspec.json.encode, given)))
    return str(path)


def _met(found: Incident, gold: Row) -> dict[str, bool]:
    killed, injured = found.killed.value == gold["num_killed"], found.injured.value == gold["num_injured"]
    return {
        "both exact": killed and injured,
        "killed": killed,
        "injured": injured,
        "day": is_near(found.day, gold["date"]),
        "city": is_there(found.place, gold["city_or_county"]),
    }


def is_near(found: str, gold: str) -> bool:
    """Whether a day (YYYY-MM-DD, or coarser: then not) lies within one of a gold day ("May 6, 2014")."""
    apart = days_apart(found, datetime.strptime(gold, "%B %d, %Y").replace(tzinfo=UTC).date().isoformat())
    return apart is not None and apart <= 1


def is_there(found: str, gold: str) -> bool:
    """Whether a place is the gold's, or the one in brackets behind it."""
    return _town(found) in names_of(gold)


def names_of(gold: str) -> list[str]:
    """A gold name, and the one in brackets behind it."""
    return [_town(name.strip()) for name in re.split(r"[()]", gold) if name.strip()]


def _town(name: str) -> str:
    return plain_place(name).removesuffix(" county")
