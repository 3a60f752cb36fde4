"""Series by others, attached to a desk as named sources: files in, rows out. Owns the way from a path to a Reference.

The bytes are what is kept; rows follow from them (desks/imports), are read once per series and process, and each line
that cannot be read is set aside by name every time it is asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from pathlib import Path

import msgspec

from livebrief.desks.imports import KINDS, parse, sniff
from livebrief.errors import BadRecord, WrongUsage
from livebrief.records.outcomes import Account, Made, Outcome, Why, account
from livebrief.records.references import Reference, Row
from livebrief.store import Store

SERIES_HELD = 128  # parsed series kept in memory: a layer a day for four months; a year of alerts is about 40 MiB


class Attached(msgspec.Struct, frozen=True, kw_only=True):
    """What attaching one file did: under which key, the account of its rows, and whether anything is new."""

    key: str
    kind: str
    rows: Account
    new: bool


class About(msgspec.Struct, frozen=True, kw_only=True):
    """What the one who attaches says of a series. ``kind``: empty reads it off the file's header; ``name``: as shown."""

    kind: str = ""
    name: str = ""
    licence: str = ""


def attach(store: Store, paths: Sequence[Path], about: About, *, now: datetime) -> list[Attached]:
    """Attach files, each under its own key (its name without endings): the same file again changes nothing.

    WrongUsage for a file that is not there or a kind that is none; BadRecord when nothing in a file can be read, and
    then nothing of it is kept.
    """
    done = []
    for path in paths:
        data = _bytes(path)
        kind = about.kind or sniff(data, path.name)
        if kind not in KINDS:
            way_out = f"say --kind, one of {', '.join(KINDS)}"
            raise WrongUsage("no known form of series", subject=str(path), way_out=way_out)
        outcomes = list(parse(kind, data, path.name, as_of=now))
        sums = account(outcomes)
        if not sums.made:
            why = sums.set_aside[0].detail if sums.set_aside else "no rows"
            raise BadRecord(why, reason=Why.UNKNOWN_FORMAT, subject=str(path))
        kept = _reference(path, kind, about, outcomes)
        with store.writer() as writer:
            new = writer.attach(kept, data, known_at=now, recorded_at=now)
        done.append(Attached(key=kept.key, kind=kind, rows=sums, new=new))
    return done


def references(store: Store, as_of: datetime) -> tuple[Reference, ...]:
    """The series attached as of a moment, with their rows in time order."""
    return tuple(
        msgspec.structs.replace(each, rows=_rows(store, each.kind, each.sha256, each.source))
        for each in store.references(as_of)
    )


@lru_cache(maxsize=SERIES_HELD)
def _rows(store: Store, kind: str, sha256: str, name: str) -> tuple[Row, ...]:
    found = [outcome.value for outcome in parse(kind, store.blob(sha256), name) if isinstance(outcome, Made)]
    return tuple(sorted(found, key=_when))


def _reference(path: Path, kind: str, about: About, outcomes: Sequence[Outcome[Row]]) -> Reference:
    key = path.name.split(".")[0]
    return Reference(
        key=key,
        name=about.name or key.replace("_", " "),
        kind=kind,
        source=path.name,
        licence=about.licence,
        until=max((_when(outcome.value) for outcome in outcomes if isinstance(outcome, Made)), default=""),
    )


def _when(row: Row) -> str:
    return str(getattr(row, "end", "") or getattr(row, "start", "") or getattr(row, "date", ""))


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as wrong:
        raise WrongUsage(f"cannot be read ({wrong.strerror})", subject=str(path), way_out="give a file") from wrong
