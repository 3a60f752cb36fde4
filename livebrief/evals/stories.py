"""Story tracking by B³ on three corpora: GVA in time order, ECB+ in five random orders, BASIL in file order."""

from __future__ import annotations

import gzip
import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from livebrief.config import Config
from livebrief.evals.bcubed import bcubed
from livebrief.evals.gate import Found, Measure
from livebrief.track.stories_only import track_texts

ORDERS = 5


def files(cfg: Config) -> tuple[Path, ...]:
    """The three article files."""
    folder = cfg.data / "stories"
    return tuple(folder / name / "articles.jsonl.gz" for name in ("gva", "ecbplus", "basil"))


def run(cfg: Config) -> Found:
    """B³ F1 of each corpus, one pass each, with one set of options; for GVA also over the articles of its single- and of its
    multi-article stories."""
    gva, ecb, basil = (load(path) for path in files(cfg))
    gva.sort(key=lambda row: row["date"])
    gold, predicted = _gold(gva), _predict(gva)
    sizes = Counter(gold.values())
    single = {item for item, story in gold.items() if sizes[story] == 1}
    orders = [random.Random(seed).sample(ecb, len(ecb)) for seed in range(ORDERS)]
    return Found(
        measures=(
            Measure(name="gva", value=bcubed(gold, predicted).f1, published="plain TF-IDF .863 on later articles"),
            Measure(name="gva single-article stories", value=bcubed(gold, predicted, over=single).f1, published=".748"),
            Measure(name="gva multi-article stories", value=bcubed(gold, predicted, over=gold.keys() - single).f1),
            Measure(name="ecb+", value=sum(map(f1, orders)) / ORDERS, published="TF-IDF .85, batch .88"),
            Measure(name="basil", value=f1(basil), published="TF-IDF .942"),
        )
    )


def load(path: Path) -> list[dict[str, Any]]:
    """The rows of a gzipped JSON-lines file."""
    with gzip.open(path, "rb") as lines:
        return [msgspec.json.decode(line) for line in lines]


def f1(rows: Sequence[dict[str, Any]]) -> float:
    """B³ F1 of one pass over the rows, in the order given."""
    return bcubed(_gold(rows), _predict(rows)).f1


def _gold(rows: Sequence[dict[str, Any]]) -> dict[str, str]:
    return {row["id"]: row["story"] for row in rows}


def _predict(rows: Sequence[dict[str, Any]]) -> dict[str, str]:
    texts = ((row["id"], row["text"], row.get("title") or "", row.get("date")) for row in rows)
    return {name: story for name, story, _ in track_texts(texts)}
