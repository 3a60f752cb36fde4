"""Score the reader: `python -m training.evaluate FOLDER [--suite polnear|cofenet] [--limit N]`.

FOLDER is what `training.export` wrote; it is read with onnxruntime, as the package reads it.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from collections.abc import Callable
from pathlib import Path

from livebrief.nlp.tagging.load import load_reader
from livebrief.nlp.tagging.reader import Reader
from training.cofenet import cofenet
from training.corpus import Annotated, polnear
from training.scores import Board

SUITES: dict[str, Callable[[], list[Annotated]]] = {"polnear": lambda: polnear("dev"), "cofenet": cofenet}
TOGETHER = 32  # articles per call


def score(reader: Reader, articles: list[Annotated]) -> Board:
    board = Board.empty()
    for at in range(0, len(articles), TOGETHER):
        group = articles[at : at + TOGETHER]
        for article, reading in zip(group, reader.read([a.text for a in group]), strict=True):
            board.add(article, reading.attributions)
    return board


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--suite", choices=sorted(SUITES), default="polnear")
    parser.add_argument("--limit", type=int)
    args = parser.parse_args()
    os.nice(19)
    articles = SUITES[args.suite]()[: args.limit]
    began = time.monotonic()
    board = score(load_reader(args.folder, threads=1), articles)
    seconds = time.monotonic() - began
    for role, ratio in board.spans.items():
        print(f"{role:12} exact {ratio}")
    print(f"attribution        {board.attributions}")
    print(json.dumps({"suite": args.suite, **board.summary(), "seconds": round(seconds, 1)}))


if __name__ == "__main__":
    main()
