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
    """The archive of pages."""
    return (cfg.data / "pages" / "scrapinghub.tar.xz",)


def run(cfg: Config) -> Found:
    """Mean-based F1 as in scrapinghub/article-extraction-benchmark: precision and recall averaged over pages."""
    precisions, recalls, empty = [], [], 0
    for page, gold in _pages(files(cfg)[0]):
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
