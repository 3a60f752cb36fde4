"""Score the name head on sets it was not trained on: `python -m training.names FOLDER`.

UNER-EWT test: exact spans with kind (PER, ORG, LOC). RSS-500: recognition by overlap, kind ignored; every
sentence there has just two of its names marked, so only recall means much.
"""

from __future__ import annotations

import argparse
import os
from collections import Counter
from pathlib import Path

from livebrief.evals import entities
from livebrief.nlp.tagging.load import load_reader
from livebrief.nlp.tagging.reader import Reader
from training.corpus import data_root
from training.scores import NOTHING, Ratio

Name = tuple[int, int, str]
Marked = tuple[str, set[Name]]


def uner(root: Path) -> list[Marked]:
    """Each sentence of UNER-EWT with its names, as code points."""
    return _plain(entities.uner(root / "entities/uner_ewt/test.iob2.gz"))


def rss(root: Path) -> list[Marked]:
    """Each news sentence of RSS-500 with its names, without kinds."""
    return _plain(entities.rss500(root / "entities/n3/RSS-500.ttl.gz"))


def _plain(marked: list[entities.Marked]) -> list[Marked]:
    return [(each.text, {(span.start, span.end, kind) for span, kind in each.names}) for each in marked]


def exact(reader: Reader, marked: list[Marked]) -> tuple[dict[str, Ratio], Counter[str]]:
    """Per kind, and what was confused with what."""
    found = dict.fromkeys(("PER", "ORG", "LOC", "all"), NOTHING)
    confused: Counter[str] = Counter()
    for (_, gold), reading in zip(marked, reader.read([text for text, _ in marked]), strict=True):
        given = {(n.start, n.end, n.kind) for n in reading.names}
        for kind in found:
            wanted, mine = ({n for n in side if kind in (n[2], "all")} for side in (gold, given))
            found[kind] += Ratio(len(wanted & mine), len(mine), len(wanted))
        kinds = {n[:2]: n[2] for n in gold}
        confused.update(f"{kinds.get(n[:2], 'O')}->{n[2]}" for n in given - gold)
        missed = {n[:2] for n in gold} - {n[:2] for n in given}
        confused.update(f"{kinds[span]}->O" for span in missed)
    return found, confused


def overlap(reader: Reader, marked: list[Marked]) -> Ratio:
    """A name is right when it shares a code point with one of the other side."""
    total = NOTHING
    for (_, gold), reading in zip(marked, reader.read([text for text, _ in marked]), strict=True):
        given = [(n.start, n.end) for n in reading.names]
        hit_given = sum(any(a < d and c < b for c, d, _ in gold) for a, b in given)
        hit_gold = sum(any(a < d and c < b for a, b in given) for c, d, _ in gold)
        right = min(hit_given, hit_gold)
        total += Ratio(right, len(given), len(gold))
    return total


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    args = parser.parse_args()
    os.nice(19)
    reader = load_reader(args.folder, threads=1)
    kinds, confused = exact(reader, uner(data_root()))
    for kind, ratio in kinds.items():
        print(f"UNER-EWT {kind:4} {ratio}")
    print("gold->read:", confused.most_common(9))
    print(f"RSS-500 overlap {overlap(reader, rss(data_root()))}")


if __name__ == "__main__":
    main()
