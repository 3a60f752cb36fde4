"""Temporal expressions on TBAQ (TimeBank and AQUAINT as cleaned for TempEval-3): strict, relaxed and value F1.

Matching as TempEval-3 scores it (UzZaman et al. 2013): *relaxed* when spans overlap, *strict* when they are the same,
*value* when an overlapping pair has the same TIMEX3 value. The archive is read where it lies; its text never travels.
The rules were tuned on the first 200 documents by name only: the last 56 are the held half.
"""

from __future__ import annotations

import html
import re
import tarfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from livebrief.annotate.times import find_times
from livebrief.config import Config
from livebrief.evals.gate import Found, Measure
from livebrief.records.articles import Dated, Document
from livebrief.records.mentions import TimeMention
from livebrief.records.spans import Span

TUNED = 200  # documents by name that the grammar was tuned on
_DAY = re.compile(r'<DCT>.*?value="(\d{4}-\d\d-\d\d)[^"]*"', re.DOTALL)
_BODY = re.compile(r"<TEXT>(.*?)</TEXT>", re.DOTALL)
_TAG = re.compile(r"(<[^>]+>)")
_WRAPPED = re.compile(r"(?<!\n)\n(?!\n)")
_PUBLISHED = "TempEval-3: HeidelTime strict .83, relaxed .91, value .78"


class Gold(msgspec.Struct, frozen=True):
    """One TIMEX3 of the annotators."""

    span: Span
    value: str


class Score(msgspec.Struct, frozen=True, kw_only=True):
    """Counts of one set of documents, and what went wrong as readable lines."""

    gold: int
    found: int
    same: int
    met: int
    valued: int
    errors: tuple[str, ...]


def files(cfg: Config) -> tuple[Path, ...]:
    """The archive."""
    return (cfg.data / "time" / "tbaq.tar.xz",)


def run(cfg: Config) -> Found:
    """Strict, relaxed and value F1 over all documents, and over the held half."""
    every = tuple(read(files(cfg)[0]))
    score, held = measure(every), measure(every[TUNED:])
    measures = [*_f1s("", score), *_f1s("held half: ", held)]
    notes = [f"{len(every)} documents, {score.gold} expressions, {score.found} found; {held.gold} in the held half"]
    common = Counter(measure(every[:TUNED]).errors).most_common(10)
    return Found(measures=tuple(measures), notes=tuple(notes + [f"{count} × {error}" for error, count in common]))


def read(archive: Path) -> Iterator[tuple[Document, tuple[Gold, ...]]]:
    """Every document with its gold, in the order of the documents' names. A document without a body is left out."""
    with tarfile.open(archive) as tar:
        members = {Path(each.name).name: each for each in tar if each.name.endswith(".tml")}
        for name in sorted(name for name in members if not name.startswith(".")):
            file = tar.extractfile(members[name])
            raw = file.read().decode("utf-8", errors="replace") if file else ""
            body = _BODY.search(raw)
            if body:
                day = _DAY.search(raw)
                published = Dated(value=day[1], how="given") if day else Dated()
                text, gold = _plain(body[1])
                yield Document(id=name, capture=name, article=name, text=text, published=published), gold


def _plain(body: str) -> tuple[str, tuple[Gold, ...]]:
    text, gold, begin, value = "", [], 0, ""
    for piece in _TAG.split(body):
        if piece.startswith("<TIMEX3"):
            begin, value = len(text), re.findall(r'value="([^"]*)"', piece)[0]
        elif piece.startswith("</TIMEX3"):
            gold.append(Gold(Span(begin, len(text)), value))
        elif not piece.startswith("<"):
            text += html.unescape(piece)
    return _WRAPPED.sub(" ", text), tuple(gold)


def measure(docs: Sequence[tuple[Document, tuple[Gold, ...]]]) -> Score:
    """Match each gold expression to the first found one that overlaps it and is not taken. Pure."""
    gold = found = same = met = valued = 0
    errors: list[str] = []
    for doc, wanted in docs:
        free = list(find_times(doc))
        gold, found = gold + len(wanted), found + len(free)
        for each in wanted:
            hit = next((men for men in free if men.span.overlaps(each.span)), None)
            if hit is None:
                errors.append(f"missed {each.span.of(doc.text)!r} ({each.value})")
                continue
            free.remove(hit)
            met, same, valued = met + 1, same + (hit.span == each.span), valued + (hit.value == each.value)
            errors.extend(_wrong(hit, each))
        errors.extend(f"spurious {men.text!r} ({men.value})" for men in free)
    return Score(gold=gold, found=found, same=same, met=met, valued=valued, errors=tuple(errors))


def _wrong(hit: TimeMention, gold: Gold) -> list[str]:
    return [] if hit.value == gold.value else [f"value of {hit.text!r}: {hit.value} for {gold.value}"]


def _f1s(lead: str, score: Score) -> list[Measure]:
    both = max(1, score.gold + score.found)
    right = {"strict f1": score.same, "relaxed f1": score.met, "value f1": score.valued}
    return [
        Measure(name=lead + name, value=2 * count / both, published="" if lead else _PUBLISHED)
        for name, count in right.items()
    ]
