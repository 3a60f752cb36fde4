"""Attribution on PolNeAR dev: exact spans of source, cue, content; attributions by content overlap; the right source.

Both readers side by side: the rules alone, and the reader that ships. Definitions in the data's README: a predicted
attribution matches a gold one when their content tokens overlap with Jaccard ≥ .5, greedily, best first.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from livebrief.config import Config
from livebrief.evals.gate import Found, Measure
from livebrief.newsroom.helper import tagger
from livebrief.nlp.ports import AttributionSpans

MATCHING = 0.5
PARTS = ("source", "cue", "content")
PUBLISHED = {
    "source": "BERT-CofeNet .832, CRF .506, rules .107 (sentence split)",
    "cue": "BERT-CofeNet .753, CRF .534, rules .228",
    "content": "BERT-CofeNet .729, CRF .286, rules .056",
}
_TOKEN = re.compile(r"\w+|[^\w\s]")
Pieces = list[tuple[int, int]]
Row = dict[str, Pieces]


def files(cfg: Config) -> tuple[Path, ...]:
    """PolNeAR's dev part."""
    return (cfg.data / "attribution" / "polnear" / "dev.jsonl.gz",)


def run(cfg: Config) -> Found:
    """Every figure for the rules alone and for the joined reader."""
    with gzip.open(files(cfg)[0], "rb") as lines:
        docs = [msgspec.json.decode(line) for line in lines]
    measures: list[Measure] = []
    for name in ("rules", "joined"):
        found = [each.attributions for each in tagger(name).read([doc["text"] for doc in docs])]
        measures += _score(name, docs, [[_row(each) for each in row] for row in found])
    return Found(measures=tuple(measures), notes=("annotators agree with each other on 92.3% of attributions",))


def _row(spans: AttributionSpans) -> Row:
    return {part: [(span.start, span.end) for span in getattr(spans, part)] for part in PARTS}


def _score(name: str, docs: Sequence[dict[str, Any]], found: Sequence[list[Row]]) -> list[Measure]:
    measures = []
    for part in PARTS:
        gold = {(n, *piece) for n, doc in enumerate(docs) for row in doc["attributions"] for piece in row[part]}
        mine = {(n, *piece) for n, rows in enumerate(found) for row in rows for piece in row[part]}
        value = f1(len(gold & mine), len(mine), len(gold))
        measures.append(Measure(name=f"{name} exact {part}", value=value, published=PUBLISHED[part]))
    pairs = [_matches(doc["text"], doc["attributions"], rows) for doc, rows in zip(docs, found, strict=True)]
    hits = sum(len(each) for each in pairs)
    gold_count, mine_count = sum(len(doc["attributions"]) for doc in docs), sum(map(len, found))
    right = sum(_same_source(gold, mine) for each in pairs for gold, mine in each)
    return [
        *measures,
        Measure(name=f"{name} attribution", value=f1(hits, mine_count, gold_count)),
        Measure(name=f"{name} source right", value=right / max(1, hits)),
    ]


def _matches(text: str, gold: Sequence[Row], mine: Sequence[Row]) -> list[tuple[Row, Row]]:
    starts = [found.start() for found in _TOKEN.finditer(text)]
    golds, mines = ([_tokens(starts, row["content"]) for row in rows] for rows in (gold, mine))
    ranked = sorted(
        ((len(a & b) / len(a | b), i, j) for i, a in enumerate(golds) for j, b in enumerate(mines) if a & b),
        reverse=True,
    )
    taken_gold: set[int] = set()
    taken_mine: set[int] = set()
    pairs = []
    for share, i, j in ranked:
        if share >= MATCHING and i not in taken_gold and j not in taken_mine:
            taken_gold.add(i)
            taken_mine.add(j)
            pairs.append((gold[i], mine[j]))
    return pairs


def _tokens(starts: Sequence[int], pieces: Pieces) -> set[int]:
    return {start for start in starts if any(low <= start < high for low, high in pieces)}


def _same_source(gold: Row, mine: Row) -> bool:
    """Whether the sources share words, or both name none."""
    if not gold["source"] or not mine["source"]:
        return not gold["source"] and not mine["source"]
    return any(a < d and c < b for a, b in gold["source"] for c, d in mine["source"])


def f1(hits: int, predicted: int, gold: int) -> float:
    """The harmonic mean of precision and recall; 0 when nothing was hit."""
    return 2 * hits / (predicted + gold) if hits else 0.0
