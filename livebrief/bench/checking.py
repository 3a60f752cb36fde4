"""Checking alone: every claim of a desk judged, chains and stances included: ``python -m livebrief.bench.checking [N]``.

Prints a row of `livebrief bench` as JSON: statements per second of processor time over N demo articles perturbed at run time
(default 1,000), read by rules and grouped before the clock starts. The material is new to the checker each time.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from livebrief.bench.articles import perturbed
from livebrief.bench.runs import Row
from livebrief.check import chains, corrections, judge
from livebrief.config import Config
from livebrief.newsroom import Newsroom
from livebrief.records.readings import Material

ROUNDS = 3  # the best counts: other work on the machine only ever slows
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def main() -> None:
    """Run and print."""
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    sys.stdout.buffer.write(msgspec.json.encode(checking(size)) + b"\n")


def checking(size: int) -> Row:
    """Every claim's verdict, every chain and every correction of a desk of ``size`` articles."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "articles.jsonl"
        path.write_bytes(b"\n".join(map(msgspec.json.encode, perturbed(size))))
        cfg = Config(store=str(Path(folder) / "bench.db"), reader="rules")
        with Newsroom(cfg, clock=lambda: NOW) as room:
            room.add([str(path)])
            material = room.material()
    statements = sum(map(len, material.sightings.values()))
    best = min(_once(material) for _ in range(ROUNDS))
    found = len(chains(material))
    return Row(
        name="checking",
        items=statements,
        per_second=round(statements / best, 1),
        peak_mib=round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        note=f"{len(material.groups.claims)} claims, {found} chains of {size} articles; processor time of one core",
    )


def _once(material: Material) -> float:
    fresh = msgspec.structs.replace(material)  # another object: nothing is remembered of the one before
    began = time.process_time()
    corrections(fresh)
    for clm in fresh.groups.claims.values():
        judge(clm, fresh)
    return time.process_time() - began


if __name__ == "__main__":
    main()
