"""Names in texts that the reader never saw: UNER-EWT (exact span and kind) and RSS-500 (found at all, by overlap).

The whole way of a document is measured: reader, rules, gazetteer. Descriptions (groups: "the Ukrainian military") are
mentions of ours and no names of these corpora: they are left out. UNER is a test set: look at its figure, never at its
errors. RSS-500 marks two names a sentence and no kinds: recall is what counts.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from livebrief.annotate import annotate
from livebrief.config import Config
from livebrief.evals.attribution import f1
from livebrief.evals.gate import Found, Measure
from livebrief.newsroom.helper import tagger
from livebrief.nlp.ports import AttributionTagger
from livebrief.records.articles import Document
from livebrief.records.mentions import EntityMention, Mention, PlaceMention
from livebrief.records.spans import Span

KINDS = {"person": "PER", "organisation": "ORG", "office": "ORG"}
TOGETHER = 64  # sentences per call of the reader
_NIF_TEXT = re.compile(r"RSS-500/(\d+)#char=\d+,\d+>\s+a\s+[^;]*nif:Context.*?nif:isString \"(.*?)\"@en", re.DOTALL)
_NIF_NAME = re.compile(r"RSS-500/(\d+)#char=(\d+),(\d+)>\s+a\s+nif:RFC5147String ;\s+nif:anchorOf")
_ARTICLE = re.compile(r"(?:[Tt]he|[Aa]n?) ")


class Marked(msgspec.Struct, frozen=True, kw_only=True):
    """A text and its gold names with their kinds (empty where the corpus gives none)."""

    text: str
    names: frozenset[tuple[Span, str]]


def files(cfg: Config) -> tuple[Path, ...]:
    """UNER-EWT's test part and RSS-500."""
    folder = cfg.data / "entities"
    return (folder / "uner_ewt" / "test.iob2.gz", folder / "n3" / "RSS-500.ttl.gz")


def run(cfg: Config) -> Found:
    """Both corpora with the rules alone and with the joined reader."""
    ewt, rss = files(cfg)
    measures: list[Measure] = []
    for name in ("rules", "joined"):
        reader = tagger(name)
        measures += _exact(name, uner(ewt), reader)
        measures.append(Measure(name=f"{name} rss-500 recall by overlap", value=_recall(rss500(rss), reader)))
    return Found(measures=tuple(measures), notes=("UNER-EWT is a test set: not tuned on",))


def uner(path: Path) -> list[Marked]:
    """Each sentence of the IOB2 file with its names, as code points of its ``# text``."""
    whole = gzip.decompress(path.read_bytes()).decode()
    return [_sentence(block.splitlines()) for block in whole.strip().split("\n\n")]


def _sentence(lines: list[str]) -> Marked:
    text = next(line.partition("= ")[2] for line in lines if line.startswith("# text"))
    names: list[tuple[Span, str]] = []
    at = 0
    for line in lines:
        if line.startswith("#"):
            continue
        _, token, label, *_ = line.split("\t")
        start = text.index(token, at)
        at = start + len(token)
        if label.startswith("I-") and names:
            names[-1] = (Span(names[-1][0].start, at), names[-1][1])
        elif label[2:] in ("PER", "ORG", "LOC"):
            names.append((Span(start, at), label[2:]))
    return Marked(text=text, names=frozenset(names))


def rss500(path: Path) -> list[Marked]:
    """Each news sentence of the NIF file with its names."""
    whole = gzip.decompress(path.read_bytes()).decode()
    texts = {number: json.loads(f'"{text}"') for number, text in _NIF_TEXT.findall(whole)}
    names: dict[str, set[tuple[Span, str]]] = {number: set() for number in texts}
    for number, start, end in _NIF_NAME.findall(whole):
        names[number].add((Span(int(start), int(end)), ""))
    return [Marked(text=texts[number], names=frozenset(names[number])) for number in texts]


def names_in(marked: Sequence[Marked], reader: AttributionTagger) -> Iterator[frozenset[tuple[Span, str]]]:
    """What the whole reading finds in each text: names with their kinds, article left out."""
    for at in range(0, len(marked), TOGETHER):
        group = marked[at : at + TOGETHER]
        for each, found in zip(group, reader.read([one.text for one in group]), strict=True):
            doc = Document(id="doc", capture="cap", article="art", text=each.text, sentences=(Span(0, len(each.text)),))
            mentions = annotate(doc, names=found.names)
            yield frozenset(name for men in mentions if (name := name_of(each.text, men)) is not None)


def name_of(text: str, men: Mention) -> tuple[Span, str] | None:
    """A mention as these corpora would mark it; None for what they would not."""
    if not isinstance(men, EntityMention | PlaceMention) or (isinstance(men, EntityMention) and men.type not in KINDS):
        return None
    article = _ARTICLE.match(text, men.span.start, men.span.end)
    span = Span(article.end(), men.span.end) if article else men.span
    return span, KINDS[men.type] if isinstance(men, EntityMention) else "LOC"


def _exact(name: str, marked: Sequence[Marked], reader: AttributionTagger) -> list[Measure]:
    pairs = [(each.names, found) for each, found in zip(marked, names_in(marked, reader), strict=True)]
    measures = []
    for kind in ("PER", "ORG", "LOC", ""):
        gold, mine = ([{n for n in side if kind in ("", n[1])} for side in sides] for sides in zip(*pairs, strict=True))
        hits = sum(len(g & m) for g, m in zip(gold, mine, strict=True))
        value = f1(hits, sum(map(len, mine)), sum(map(len, gold)))
        published = "" if kind else "en_core_web_md .66, sm .59"
        measures.append(Measure(name=f"{name} uner-ewt {kind or 'all'}", value=value, published=published))
    return measures


def _recall(marked: Sequence[Marked], reader: AttributionTagger) -> float:
    hits = total = 0
    for each, found in zip(marked, names_in(marked, reader), strict=True):
        total += len(each.names)
        hits += sum(any(gold.overlaps(span) for span, _ in found) for gold, _ in each.names)
    return hits / max(1, total)
