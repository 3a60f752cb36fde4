"""Places: TR-News and LGL. Recognition by overlap; placing, given the gold names and end to end, within 161 km.

The distance and the two ways of asking are those of the field (Gritta and others 2018, Halterman's mordecai3). Places whose
gold has no coordinates are left out. Both sets are whole news texts; LGL is local news of English-speaking countries.
"""

from __future__ import annotations

import gzip
import math
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import msgspec

from livebrief.annotate import annotate
from livebrief.annotate.places import place_names
from livebrief.clean import segment
from livebrief.config import Config
from livebrief.evals.attribution import f1
from livebrief.evals.gate import Found, Measure
from livebrief.newsroom import tagger
from livebrief.records.articles import Dated, Document
from livebrief.records.mentions import Mention, PlaceMention
from livebrief.records.spans import Span

NEAR_KM = 161.0
EARTH_KM = 6371.0
PUBLISHED = {"TR-News": "mordecai3 .873", "lgl": "mordecai3 .827"}


class Toponym(msgspec.Struct, frozen=True, kw_only=True):
    """A gold place name and where it is (degrees)."""

    span: Span
    lat: float
    lon: float


def files(cfg: Config) -> tuple[Path, ...]:
    """The two sets."""
    return tuple(cfg.data / "geoparsing" / f"{name}.xml.gz" for name in PUBLISHED)


def run(cfg: Config) -> Found:
    """Three figures a set: recognition F1, given names placed near, gold names found and placed near."""
    measures: list[Measure] = []
    reader = tagger(cfg.reader)
    for path, name in zip(files(cfg), PUBLISHED, strict=True):
        given = found = near = gold_count = made = 0
        for doc, gold in articles(path):
            own = place_names(doc, [each.span for each in gold])
            given += sum(_near(each, place) for each, place in zip(gold, own, strict=True))
            places = [men for men in _mentions(doc, reader) if isinstance(men, PlaceMention)]
            made += len(places)
            gold_count += len(gold)
            met = [[men for men in places if men.span.overlaps(each.span)] for each in gold]
            found += sum(bool(each) for each in met)
            near += sum(any(_near(each, men) for men in some) for each, some in zip(gold, met, strict=True))
        measures += [
            Measure(name=f"{name} given names within 161 km", value=given / gold_count, published=PUBLISHED[name]),
            Measure(name=f"{name} recognition f1", value=f1(found, made, gold_count)),
            Measure(name=f"{name} found and within 161 km", value=near / gold_count),
        ]
    return Found(measures=tuple(measures))


def articles(path: Path) -> Iterator[tuple[Document, list[Toponym]]]:
    """Each text as a document, with its placed toponyms in text order."""
    root = ElementTree.fromstring(gzip.decompress(path.read_bytes()))
    for number, article in enumerate(root.iter("article")):
        text = article.findtext("text") or ""
        gold = [_toponym(each) for each in article.iter("toponym") if _word(each, "lat") and _word(each, "lon")]
        gold.sort(key=lambda each: each.span)
        blocks = (Span(0, len(text)),)
        day = article.findtext("dltime") or ""
        yield (
            Document(
                id=f"doc{number}",
                capture="",
                article="",
                text=text,
                published=Dated(value=day, how="given" if day else "unknown"),
                blocks=blocks,
                sentences=segment.sentences(text, blocks),
            ),
            gold,
        )


def _mentions(doc: Document, reader: object) -> tuple[Mention, ...]:
    read = getattr(reader, "read", None)
    names = read([doc.text])[0].names if read else ()
    return annotate(doc, names=names)


def _toponym(each: ElementTree.Element) -> Toponym:
    span = Span(int(_word(each, "start")), int(_word(each, "end")))
    return Toponym(span=span, lat=float(_word(each, "lat")), lon=float(_word(each, "lon")))


def _word(each: ElementTree.Element, name: str) -> str:
    return (each.findtext(name) or each.findtext(f"gaztag/{name}") or "").strip()


def _near(gold: Toponym, place: PlaceMention | None) -> bool:
    return (
        place is not None
        and place.lat is not None
        and place.lon is not None
        and (km(gold.lat, gold.lon, place.lat, place.lon) <= NEAR_KM)
    )


def km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Great-circle distance (haversine)."""
    lat, lon, other_lat, other_lon = map(math.radians, (lat, lon, other_lat, other_lon))
    half = (
        math.sin((other_lat - lat) / 2) ** 2
        + math.cos(lat) * math.cos(other_lat) * math.sin((other_lon - lon) / 2) ** 2
    )
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(half)))
