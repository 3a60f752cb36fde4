"""One run in one process: ``python -m livebrief.bench.once NAME SIZE READER`` prints its row as JSON."""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec

from livebrief.bench.articles import perturbed
from livebrief.bench.growth import PORTIONS
from livebrief.bench.growth import growth as tracked
from livebrief.bench.runs import Row
from livebrief.config import Config
from livebrief.newsroom import Newsroom
from livebrief.records.outcomes import Outcome
from livebrief.records.readings import Reading


def main() -> None:
    """Run and print."""
    name, size, reader = sys.argv[1], int(sys.argv[2]), sys.argv[3]
    row = RUNS[name](size, reader)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.buffer.write(msgspec.json.encode(msgspec.structs.replace(row, peak_mib=round(peak))) + b"\n")


def add(size: int, reader: str) -> Row:
    """Articles through the whole house into a new store, in ten equal portions. Growth is in processor time, which other
    work on the machine does not move."""
    with tempfile.TemporaryDirectory() as folder, _room(Path(folder), reader) as room:
        seconds, cpu = 0.0, []
        rows = perturbed(size)
        for n in range(PORTIONS):
            portion = islice(rows, (n + 1) * size // PORTIONS - n * size // PORTIONS)
            path = _file(Path(folder) / f"{n}.jsonl", portion)
            began, spent = time.perf_counter(), time.process_time()
            room.add([path])
            seconds += time.perf_counter() - began
            cpu.append(time.process_time() - spent)
        growth = cpu[-1] / cpu[1]  # the first portion also loads what is loaded once
        return Row(
            name="add",
            items=size,
            per_second=size / seconds,
            peak_mib=0,
            note=f"CPU: {1000 * sum(cpu[1:]) / (size - size // PORTIONS):.1f} s a thousand, last tenth / second {growth:.2f}",
        )


def growth(size: int, reader: str) -> Row:  # noqa: ARG001  tracking reads no statements
    """Texts alone through the tracker, in ten equal portions, in processor time."""
    portions = list(tracked(size))
    ratio = portions[-1].ms_each / portions[0].ms_each
    total = sum(portion.ms_each * portion.articles for portion in portions) / 1000
    memory = f"{portions[len(portions) // 2].peak_mib:.0f} MiB half way"
    note = f"CPU: last tenth / first {ratio:.2f}, {memory}"
    return Row(name="growth", items=size, per_second=size / total, peak_mib=0, note=note)


def read(size: int, reader: str) -> Row:
    """Articles read without a store."""
    with tempfile.TemporaryDirectory() as folder, _room(Path(folder), reader) as room:
        path = _file(Path(folder) / "articles.jsonl", perturbed(size))
        began = time.perf_counter()
        words = sum(len(reading.document.text.split()) for _, reading in room.read([path], None, _quiet))
        spent = time.perf_counter() - began
        return Row(
            name=f"read ({reader})",
            items=size,
            per_second=size / spent,
            peak_mib=0,
            note=f"{words / size:.0f} words each",
        )


def stories(size: int, reader: str) -> Row:  # noqa: ARG001  stories reads no statements
    """Story tracking alone; rival: plain TF-IDF over all articles at once (scikit-learn), nearest earlier article."""
    from livebrief.track.stories_only import track_texts  # noqa: PLC0415

    rows = list(perturbed(size))
    began = time.perf_counter()
    found = sum(1 for _ in track_texts((row["id"], row["text"], row["title"], row["published"]) for row in rows))
    spent = time.perf_counter() - began
    return Row(
        name="stories",
        items=found,
        per_second=found / spent,
        peak_mib=0,
        rival="scikit-learn TF-IDF, all pairs",
        rival_per_second=_all_pairs([row["text"] for row in rows]),
    )


def brief(size: int, reader: str) -> Row:
    """Briefings per second over a store of ``size`` articles."""
    with tempfile.TemporaryDirectory() as folder, _room(Path(folder), reader) as room:
        room.add([_file(Path(folder) / "articles.jsonl", perturbed(size))])
        began = time.perf_counter()
        brf, _ = room.briefing()
        spent = time.perf_counter() - began
        note = f"{brf.statements} statements, {spent:.2f} s a briefing"
        return Row(name="brief", items=size, per_second=1 / spent, peak_mib=0, note=note)


def _all_pairs(texts: list[str]) -> float:
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415

    began = time.perf_counter()
    vectors = TfidfVectorizer(sublinear_tf=True).fit_transform(texts)
    for start in range(0, len(texts), 500):
        (vectors[start : start + 500] @ vectors.T).max(axis=1)
    return len(texts) / (time.perf_counter() - began)


def _room(folder: Path, reader: str) -> Newsroom:
    return Newsroom(Config(store=str(folder / "bench.db"), reader=reader, beat="demo"))


def _file(path: Path, rows: Iterable[dict[str, Any]]) -> str:
    path.write_bytes(b"".join(msgspec.json.encode(row) + b"\n" for row in rows))
    return str(path)


def _quiet(outcome: Outcome[Reading]) -> None:
    """The bench counts what was read itself."""


RUNS: dict[str, Callable[[int, str], Row]] = {
    "read": read,
    "stories": stories,
    "growth": growth,
    "add": add,
    "brief": brief,
}

if __name__ == "__main__":
    main()
