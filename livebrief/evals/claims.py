"""Claim equating on pairs of statements that were labelled by hand: do the two assert (or deny) the same thing?

The pairs (``data/claim_pairs.jsonl``) are ids and offsets into GVA, BASIL and ECB+; no text travels with the project. They
were drawn from articles of one gold story over all degrees of likeness, and labelled by reading on 2026-11-24: *same* when
both assert the same thing, one wholly contains the other's assertion, or one denies what the other says; successive
figures are not the same. The halves are of different stories: tune on ``dev``, judge by ``test``.
"""

from __future__ import annotations

import gzip
import tempfile
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec

from livebrief.config import Config
from livebrief.evals.gate import Found, Measure
from livebrief.newsroom import Newsroom
from livebrief.nlp.words import folded_tokens
from livebrief.records.readings import Reading
from livebrief.records.spans import pieces_text
from livebrief.track import Tracker

PAIRS = Path(__file__).parent / "data" / "claim_pairs.jsonl"
FOUND = 0.5  # Jaccard of words from which a statement read now is the one that was labelled
AFTER = datetime(2026, 1, 1, tzinfo=UTC)  # later than every article of the three sets


class Side(msgspec.Struct, frozen=True, kw_only=True):
    """Half of a pair: code points of the text of an article of one of the story sets."""

    corpus: str
    id: str
    start: int
    end: int


class Pair(msgspec.Struct, frozen=True, kw_only=True):
    """Two statements and whether they are one claim."""

    one: Side
    other: Side
    same: bool
    split: str


def files(cfg: Config) -> tuple[Path, ...]:
    """The labelled pairs and the articles that they point into."""
    return (PAIRS, *(cfg.data / "stories" / name / "articles.jsonl.gz" for name in ("gva", "ecbplus", "basil")))


def run(cfg: Config) -> Found:
    """Pairwise precision, recall and F1 of both halves, over articles read and followed as the desk would."""
    pairs = [msgspec.json.decode(line, type=Pair) for line in PAIRS.read_bytes().splitlines()]
    rows = _rows(cfg, {(side.corpus, side.id) for pair in pairs for side in (pair.one, pair.other)})
    claim_of = _claims(cfg, rows)
    measures, missed = [], []
    for split in ("test", "dev"):
        mine = [pair for pair in pairs if pair.split == split]
        found = [(pair, _joined(pair, rows, claim_of)) for pair in mine]
        measures += _measures(split, found)
        missed += [_tell(pair, joined) for pair, joined in found if joined != pair.same and split == "dev"]
    return Found(measures=tuple(measures), notes=tuple(missed))


def _rows(cfg: Config, wanted: set[tuple[str, str]]) -> dict[tuple[str, str], dict[str, Any]]:
    found = {}
    for path in files(cfg)[1:]:
        with gzip.open(path, "rb") as lines:
            for row in map(msgspec.json.decode, lines):
                if (key := (path.parent.name, row["id"])) in wanted:
                    found[key] = row
    return found


def _claims(
    cfg: Config, rows: Mapping[tuple[str, str], dict[str, Any]]
) -> dict[tuple[str, str], list[tuple[list[str], str]]]:
    """For each article its statements' words and claims, read and followed in time order (the undated last)."""
    order = sorted(rows, key=lambda key: (rows[key].get("date") or "9", key))
    tracker = Tracker()
    found = {}
    for key, reading in zip(order, _read(cfg, [rows[key] for key in order]), strict=True):
        placed = dict(tracker.place(reading, AFTER).claims)
        text = reading.document.text
        found[key] = [
            (folded_tokens(pieces_text(text, sgt.content)), placed[sgt.statement.id]) for sgt in reading.sightings
        ]
    return found


def _read(cfg: Config, rows: Iterable[dict[str, Any]]) -> list[Reading]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "articles.jsonl"
        given = [
            {"id": str(n), "text": row["text"], "title": row.get("title") or "", "published": row.get("date") or ""}
            for n, row in enumerate(rows)
        ]
        path.write_bytes(b"\n".join(map(msgspec.json.encode, given)))
        own = msgspec.structs.replace(cfg, store=str(Path(folder) / "claims.db"))
        with Newsroom(own, clock=lambda: AFTER) as room:
            read = {int(name): reading for name, reading in room.read([str(path)], None, lambda _outcome: None)}
    return [read[n] for n in range(len(given))]


def _joined(
    pair: Pair,
    rows: Mapping[tuple[str, str], dict[str, Any]],
    claim_of: Mapping[tuple[str, str], list[tuple[list[str], str]]],
) -> bool:
    one, other = (_claim(side, rows, claim_of) for side in (pair.one, pair.other))
    return bool(one) and one == other


def _claim(
    side: Side,
    rows: Mapping[tuple[str, str], dict[str, Any]],
    claim_of: Mapping[tuple[str, str], list[tuple[list[str], str]]],
) -> str:
    """The claim of the statement that reads most like the labelled words; empty when none is read there."""
    key = (side.corpus, side.id)
    wanted = set(folded_tokens(rows[key]["text"][side.start : side.end]))
    near = [(len(wanted & set(words)) / len(wanted | set(words)), clm) for words, clm in claim_of[key] if words]
    share, clm = max(near, default=(0.0, ""))
    return clm if share >= FOUND else ""


def _measures(split: str, found: list[tuple[Pair, bool]]) -> list[Measure]:
    right = sum(joined and pair.same for pair, joined in found)
    said, gold = sum(joined for _, joined in found), sum(pair.same for pair, _ in found)
    precision, recall = right / max(1, said), right / max(1, gold)
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    return [
        Measure(name=f"{split} f1", value=f1),
        Measure(name=f"{split} precision", value=precision),
        Measure(name=f"{split} recall", value=recall),
    ]


def _tell(pair: Pair, joined: bool) -> str:
    what = "joined, but not one claim" if joined else "one claim, not joined"
    sides = (f"{side.corpus}:{side.id}[{side.start}:{side.end}]" for side in (pair.one, pair.other))
    return f"{what}: {' / '.join(sides)}"
