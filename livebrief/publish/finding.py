"""The index of a saved copy's search: what sources said, as a script that a page opened from a folder can load.

Owns the form of ``search-index.js``. A browser lets a page in a folder load scripts beside it and read no other file:
so the index is a script that sets one name and does nothing else. The served desk asks its store instead
(newsroom/searching.py) and never makes this. Sentences in which nobody says anything are not in it.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from livebrief.publish import addresses
from livebrief.publish.directory import Told
from livebrief.publish.edition import Edition
from livebrief.publish.languages import tongue

INDEX = "search-index.js"
MOST = 10_000  # statements, the newest: 0.4 KB each in the demo beat, so a browser reads some 4 MB for a search


class Row(msgspec.Struct, frozen=True, array_like=True):
    """One statement: the sentences that carry it, who says it and their page, by which act, its words, how far sources
    agree, when it was published (ISO, and as shown), the outlet's key, its evidence page, the places it names."""

    sentences: str
    speaker: str
    page: str
    unnamed: bool
    act: str
    content: str
    verdict: str
    published: str
    shown: str
    outlet: str
    line: str
    places: list[str]


class Index(msgspec.Struct, frozen=True):
    """The rows, newest first, how many there would be in all, and outlets by key: shown name and page."""

    rows: list[Row]
    total: int
    outlets: dict[str, tuple[str, str]]


def index(edition: Edition) -> Index:
    """The index of an edition."""
    told = edition.directory.told
    houses = {key: (house.name, addresses.outlet(house.key)) for key, house in edition.directory.outlets.items()}
    return Index([_row(each, edition) for each in told[:MOST]], len(told), houses)


def script(made: Index) -> bytes:
    """The script that holds an index. Everything in it is JSON: no text of it can run."""
    return b"globalThis.LIVEBRIEF_INDEX=" + msgspec.json.encode(made) + b";\n"


def pages(made: Index) -> Iterable[str]:
    """The addresses that a search can lead to: what a static export has to hold."""
    for row in made.rows:
        yield from (each for each in (row.page, row.line) if each)


def _row(told: Told, edition: Edition) -> Row:
    doc, sgt = told.document, told.sighting
    verdict = edition.shelf.verdict(told.claim)
    inside = [span.of(doc.text) for span in doc.sentences if any(span.overlaps(each) for each in sgt.content)]
    return Row(
        sentences=" ".join(inside),
        speaker=sgt.source.name,
        page=addresses.speaker_page(sgt, doc),
        unnamed=sgt.source.unnamed,
        act=sgt.act.value,
        content=told.content,
        verdict=verdict.value.value if verdict else "",
        published=doc.published.value,
        shown=tongue(edition.language).moment(doc.published.value),
        outlet=addresses.slug(doc.outlet) if doc.outlet.strip() else "",
        line=addresses.line(told.claim) if verdict else "",
        places=[place.name for place in sgt.places],
    )
