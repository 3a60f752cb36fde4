"""The gate: a floor per measure, a fingerprint per suite's data. Absent data is *not run*, never passed.

Floors live in floors.toml beside this file and are changed by hand only: a figure that falls below its floor is a
defect of the change that made it fall, and lowering the floor needs a line in CHANGELOG.md that says so.
"""

from __future__ import annotations

import hashlib
import time
import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from livebrief.config import Config
from livebrief.errors import WrongUsage

FLOORS = Path(__file__).parent / "floors.toml"


class Measure(msgspec.Struct, frozen=True, kw_only=True):
    """One figure; ``published`` is what others reach by the same measure, as far as it is known."""

    name: str
    value: float
    published: str = ""
    floor: float | None = None


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """What one suite found. ``status``: passed | below | not run. ``notes`` list misses, and what was left out."""

    suite: str
    status: str
    measures: tuple[Measure, ...] = ()
    notes: tuple[str, ...] = ()
    seconds: float = 0.0
    fingerprint: str = ""

    @property
    def below(self) -> bool:
        """Whether any measure fell below its floor, or the data changed under the floors."""
        return self.status == "below"


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """What a suite returns: its measures and notes."""

    measures: tuple[Measure, ...]
    notes: tuple[str, ...] = ()


Suite = tuple[Callable[[Config], tuple[Path, ...]], Callable[[Config], Found]]


def suites() -> dict[str, Suite]:
    """The suites by name: which files each needs, and how it is run."""
    from livebrief.evals import (  # noqa: PLC0415  each opens what it needs
        attribution,
        claims,
        demo,
        entities,
        faithful,
        harm,
        incidents,
        pages,
        places,
        quantities,
        stance,
        stories,
        times,
    )

    return {
        "demo": (demo.files, demo.run),
        "attribution": (attribution.files, attribution.run),
        "entities": (entities.files, entities.run),
        "stories": (stories.files, stories.run),
        "claims": (claims.files, claims.run),
        "faithful": (faithful.files, faithful.run),
        "stance": (stance.files, stance.run),
        "harm": (harm.files, harm.run),
        "incidents": (incidents.files, incidents.run),
        "pages": (pages.files, pages.run),
        "places": (places.files, places.run),
        "times": (times.files, times.run),
        "quantities": (quantities.files, quantities.run),
    }


def run(names: Sequence[str], cfg: Config) -> list[Result]:
    """Run the named suites, or all. WrongUsage for a name that is none."""
    known = suites()
    if unknown := set(names) - known.keys():
        raise WrongUsage(f"no such suite: {', '.join(sorted(unknown))}", way_out=f"choose from {', '.join(known)}")
    return [_run_one(name, known[name], cfg) for name in (names or known)]


def _run_one(name: str, suite: Suite, cfg: Config) -> Result:
    files, measure = suite
    paths = files(cfg)
    if missing := [str(path) for path in paths if not path.exists()]:
        return Result(suite=name, status="not run", notes=(f"no data at {', '.join(missing)}; set LIVEBRIEF_DATA",))
    began = time.perf_counter()
    found = measure(cfg)
    floors = tomllib.loads(FLOORS.read_text(encoding="utf-8")).get(name, {})
    measures = tuple(msgspec.structs.replace(each, floor=floors.get(each.name)) for each in found.measures)
    print_ = fingerprint(paths)
    below = [each.name for each in measures if each.floor is not None and each.value < each.floor]
    stale = "fingerprint" in floors and floors["fingerprint"] != print_
    notes = found.notes + ((f"the data are not those of the floors ({print_})",) if stale else ())
    return Result(
        suite=name,
        status="below" if below or stale else "passed",
        measures=measures,
        notes=notes,
        seconds=round(time.perf_counter() - began, 1),
        fingerprint=print_,
    )


def fingerprint(paths: Sequence[Path]) -> str:
    """Sixteen hex digits over the bytes of the files, in order."""
    sums = hashlib.sha256()
    for path in paths:
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file():
                sums.update(file.read_bytes())
    return sums.hexdigest()[:16]


def show(results: Sequence[Result]) -> None:
    """A table for a terminal."""
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415

    console = Console()
    for result in results:
        table = Table(title=f"{result.suite}: {result.status} ({result.seconds} s)", title_justify="left")
        for head in ("measure", "value", "floor", "published"):
            table.add_column(head)
        for each in result.measures:
            floor = "" if each.floor is None else f"{each.floor:.3f}"
            table.add_row(each.name, f"{each.value:.3f}", floor, each.published)
        console.print(table)
        for note in result.notes:
            console.print(f"  {note}", markup=False, highlight=False)
