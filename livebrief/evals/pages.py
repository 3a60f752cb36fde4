"""Page cleaning: article text of real pages (scrapinghub, 4-grams) and must-have strings (trafilatura's own set)."""

from __future__ import annotations

import gzip
import json
import re
import tarfile
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from livebrief.clean import make_document
from livebrief.config import Config
from livebrief.evals.gate import Found, Measure
from livebrief.records.articles import Article, Capture, Received
from livebrief.records.ids import digest
from livebrief.records.outcomes import Made

GRAM = 4
NOW = datetime(2026, 1, 1, tzinfo=UTC)
_TOKEN = re.compile(r"\w+")


def files(cfg: Config) -> tuple[Path, ...]:
    """The two archives of pages."""
    return tuple(cfg.data / "pages" / f"{name}.tar.xz" for name in ("scrapinghub", "trafilatura_eval"))


def run(cfg: Config) -> Found:
    """Both sets, each by its makers' own measure."""
    grams, strings = files(cfg)
    first, second = _by_grams(grams), _by_strings(strings)
    return Found(measures=first.measures + second.measures, notes=first.notes + second.notes)


def _by_grams(path: Path) -> Found:
    """Mean-based F1 as in scrapinghub/article-extraction-benchmark: precision and recall averaged over pages."""
    precisions, recalls, empty = [], [], 0
    for page, gold in _pages(path):
        text = _article_text(page)
        empty += not text
        mine, theirs = _grams(text), _grams(gold)
        common = sum((mine & theirs).values())
        precisions.append(common / sum(mine.values()) if mine else 0.0)
        recalls.append(common / sum(theirs.values()) if theirs else 1.0)
    precision, recall = (sum(values) / len(values) for values in (precisions, recalls))
    return Found(
        measures=(
            Measure(
                name="scrapinghub f1",
                value=2 * precision * recall / (precision + recall),
                published="trafilatura 2.3 .960, best known .970",
            ),
            Measure(name="scrapinghub precision", value=precision),
            Measure(name="scrapinghub recall", value=recall),
        ),
        notes=(f"{empty} pages gave no text",),
    )


def _by_strings(path: Path) -> Found:
    """F1 over all strings, as in adbar/trafilatura's evaluation: a string that must be there is a hit or a miss, one that
    must not be there is a false find or rightly left out. White space counts as one space."""
    found = wanted = false = empty = 0
    for page, with_, without in _marked_pages(path):
        text = _one_space(_article_text(page))
        empty += not text
        found += sum(_one_space(each) in text for each in with_)
        wanted += len(with_)
        false += sum(_one_space(each) in text for each in without)
    precision, recall = found / ((found + false) or 1), found / (wanted or 1)
    f1 = 2 * precision * recall / ((precision + recall) or 1)
    return Found(
        measures=(
            Measure(name="trafilatura f1", value=f1, published="trafilatura .924"),
            Measure(name="trafilatura precision", value=precision),
            Measure(name="trafilatura recall", value=recall),
        ),
        notes=(f"{empty} of the string-marked pages gave no text",),
    )


def _marked_pages(path: Path) -> Iterator[tuple[bytes, list[str], list[str]]]:
    """Each page with the strings that its text must and must not have, in the order of the archive."""
    with tarfile.open(path) as archive:
        pages: dict[str, bytes] = {}
        truth: dict[str, dict[str, Any]] = {}
        for member in archive:
            if member.isfile() and member.name.endswith("evaldata.json"):
                truth = json.loads(_bytes(archive, member))
            elif member.isfile():
                pages[Path(member.name).name] = _bytes(archive, member)
    for entry in truth.values():
        if entry["file"] in pages:
            yield pages[entry["file"]], entry.get("with", []), entry.get("without", [])


def _one_space(text: str) -> str:
    return " ".join(text.split())


def _pages(path: Path) -> Iterator[tuple[bytes, str]]:
    with tarfile.open(path) as archive:
        members = {member.name: member for member in archive.getmembers() if member.isfile()}
        truth_name = next(name for name in members if name.endswith("ground-truth.json"))
        truth = json.loads(_bytes(archive, members[truth_name]))
        for key, entry in sorted(truth.items()):
            page = next(member for name, member in members.items() if key in name and name.endswith(".html.gz"))
            yield gzip.decompress(_bytes(archive, page)), entry["articleBody"]


def _bytes(archive: tarfile.TarFile, member: tarfile.TarInfo) -> bytes:
    handle = archive.extractfile(member)
    if handle is None:
        raise FileNotFoundError(member.name)
    with handle:
        return handle.read()


def _article_text(page: bytes) -> str:
    sha = digest(page)
    art = Article(id=f"art1_{sha[:26]}", address=f"item:{sha}")
    cap = Capture(id=f"cap1_{sha[:26]}", article=art.id, sha256=sha, media="text/html", fetched_at=NOW)
    made = make_document(Received(article=art, capture=cap, body=page), outlets={}, now=NOW)
    return made.value.text if isinstance(made, Made) else ""


def _grams(text: str) -> Counter[tuple[str, ...]]:
    tokens = _TOKEN.findall(text.lower())
    if len(tokens) < GRAM:
        return Counter([tuple(tokens)]) if tokens else Counter()
    return Counter(zip(*(tokens[n:] for n in range(GRAM)), strict=False))
