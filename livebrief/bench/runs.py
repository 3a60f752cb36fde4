"""The runs: add and growth (over sizes), read, stories, brief; items per second, peak memory, and the rival's figure."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence

import msgspec

from livebrief.config import Config
from livebrief.errors import Abort, WrongUsage

NAMES = ("read", "stories", "growth", "add", "brief")
OVER_SIZES = frozenset({"stories", "growth", "add"})


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One figure: ``per_second`` items, ``peak_mib`` of the whole process; ``rival`` names what ran beside it."""

    name: str
    items: int
    per_second: float
    peak_mib: float
    rival: str = ""
    rival_per_second: float = 0.0
    note: str = ""


def run(names: Sequence[str], cfg: Config, *, sizes: Sequence[int]) -> list[Row]:
    """Each run in a process of its own, so that peak memory is its own. WrongUsage for a name that is none."""
    if unknown := set(names) - set(NAMES):
        raise WrongUsage(f"no such bench: {', '.join(sorted(unknown))}", way_out=f"choose from {', '.join(NAMES)}")
    rows: list[Row] = []
    for name in names or NAMES:
        for size in sizes if name in OVER_SIZES else (min(sizes),):
            rows.append(_apart(name, size, cfg.reader))
    return rows


def _apart(name: str, size: int, reader: str) -> Row:
    command = [sys.executable, "-m", "livebrief.bench.once", name, str(size), reader]
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode:
        raise Abort(done.stderr.decode(errors="replace")[-2000:], subject=f"bench {name} {size}")
    return msgspec.json.decode(done.stdout.splitlines()[-1], type=Row)


def show(rows: Sequence[Row]) -> None:
    """A table for a terminal."""
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415

    table = Table(title="livebrief bench", title_justify="left")
    for head in ("run", "items", "items/s", "peak MiB", "rival", "rival items/s", "note"):
        table.add_column(head)
    for row in rows:
        rival = f"{row.rival_per_second:.1f}" if row.rival else ""
        table.add_row(
            row.name, str(row.items), f"{row.per_second:.1f}", f"{row.peak_mib:.0f}", row.rival, rival, row.note
        )
    Console().print(table)
