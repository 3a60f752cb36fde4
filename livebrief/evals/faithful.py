"""The citation check on real sentences: faithful lines pass, their unfaithful variants are withheld.

Two hundred source sentences of five sets, forty of each, read at run time. A set's sentences are chosen so that the rare
variants (denials, refusals, harm, launches) can be made at all; the rest are the first of each article.
"""

from __future__ import annotations

import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec

from livebrief.brief.cite import check_line, check_text, cite
from livebrief.brief.compose import compose, slots_of
from livebrief.config import Config
from livebrief.evals.gate import Found, Measure
from livebrief.evals.stories import load
from livebrief.evals.unfaithful import TEN, variants
from livebrief.newsroom import Newsroom
from livebrief.records.articles import Document
from livebrief.records.briefings import Update
from livebrief.records.ids import content_id
from livebrief.records.readings import Groups, Material, Reading
from livebrief.records.statements import Sighting, Speech
from livebrief.records.verdicts import Value, Verdict

SETS = {
    "polnear": "attribution/polnear/dev.jsonl.gz",
    "gva": "stories/gva/articles.jsonl.gz",
    "guardian": "articles/guardian_nyt_2022.jsonl.gz",
    "basil": "stories/basil/articles.jsonl.gz",
    "ecb+": "stories/ecbplus/articles.jsonl.gz",
}
SENTENCES = 40  # of each set
ARTICLES = 80  # read of each set
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def files(cfg: Config) -> tuple[Path, ...]:
    """One file of each of the five sets."""
    return tuple(cfg.data / path for path in SETS.values())


def run(cfg: Config) -> Found:
    """Share of faithful lines that pass, share of variants withheld, and the share by variant."""
    passed: list[bool] = []
    withheld: dict[str, list[bool]] = defaultdict(list)
    notes: list[str] = []
    for path in files(cfg):
        for sgt, doc in _sentences(path, cfg):
            line = compose(slots_of(sgt, doc))
            passed.append(
                check_text(line, sgt, doc) is None and check_line(_update(sgt, doc), _material(sgt, doc)) is None
            )
            for name, right in _tried(sgt, doc):
                withheld[name].append(right)
                notes += [] if right else [f"not withheld: {name} of {sgt.statement.id}"]
    every = [right for rights in withheld.values() for right in rights]
    measures = [
        Measure(name="faithful lines pass", value=sum(passed) / max(1, len(passed))),
        Measure(name="variants withheld", value=sum(every) / max(1, len(every))),
    ]
    measures += [Measure(name=name, value=sum(withheld[name]) / len(withheld[name])) for name in TEN if withheld[name]]
    counts = ", ".join(f"{name} {len(withheld[name])}" for name in TEN)
    return Found(measures=tuple(measures), notes=(f"{len(passed)} sentences; variants tried: {counts}", *notes))


def _tried(sgt: Sighting, doc: Document) -> Iterator[tuple[str, bool]]:
    """Each variant and whether it is withheld, as a string and as a line with forged slots."""
    for name, text, forged in variants(sgt, doc, slots_of(sgt, doc)):
        yield name, check_text(text, sgt, doc) is not None
        if forged is not None:
            update = msgspec.structs.replace(_update(sgt, doc), text=text, slots=forged)
            yield name, check_line(update, _material(sgt, doc)) is not None


def _update(sgt: Sighting, doc: Document) -> Update:
    slots = slots_of(sgt, doc)
    return Update(
        id=content_id("lin", [sgt.statement.id]),
        text=compose(slots),
        slots=slots,
        citations=cite(sgt, doc),
        verdict=Verdict(claim="", value=Value.SINGLE_SOURCE),
        claim="",
    )


def _material(sgt: Sighting, doc: Document) -> Material:
    return Material(
        as_of=NOW,
        documents={doc.id: doc},
        current={doc.article: doc.id},
        known_at={doc.id: NOW},
        sightings={doc.id: (sgt,)},
        copies={},
        groups=Groups(),
    )


def _sentences(path: Path, cfg: Config) -> list[tuple[Sighting, Document]]:
    """Forty statements of a set: first those that allow a variant which few others allow, then one of each article."""
    found = [(sgt, read.document) for read in _read(load(path)[:ARTICLES], cfg) for sgt in read.sightings]
    attributed = [pair for pair in found if pair[0].statement.speech is not Speech.ASSERTED and slots_of(*pair).content]
    allows = {id(pair): {name for name, _, _ in variants(*pair, slots_of(*pair))} for pair in attributed}
    common = Counter(name for names in allows.values() for name in names)
    rarest = sorted(attributed, key=lambda pair: (min(common[name] for name in allows[id(pair)]), pair[0].statement.id))
    chosen = rarest[: SENTENCES // 2]
    rest = [pair for pair in _one_each(attributed) if pair not in chosen] + attributed
    return (chosen + [pair for pair in rest if pair not in chosen])[:SENTENCES]


def _one_each(found: Sequence[tuple[Sighting, Document]]) -> list[tuple[Sighting, Document]]:
    first: dict[str, tuple[Sighting, Document]] = {}
    for pair in found:
        first.setdefault(pair[1].id, pair)
    return list(first.values())


def _read(rows: Sequence[dict[str, Any]], cfg: Config) -> list[Reading]:
    """The articles as read by rules: the check looks at records, whoever made them."""
    own = msgspec.structs.replace(cfg, reader="rules")
    with tempfile.TemporaryDirectory() as folder, Newsroom(own, clock=lambda: NOW) as room:
        path = Path(folder) / "articles.jsonl"
        given = [{"id": row["id"], "title": row.get("title") or "", "text": row["text"]} for row in rows]
        path.write_bytes(b"\n".join(map(msgspec.json.encode, given)))
        return [reading for _, reading in room.read([str(path)], None, lambda _outcome: None)]
