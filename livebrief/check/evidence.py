"""Sightings with their documents: which revision stands, in which order, by which outlet, from which original.

Refuses to read anything but the Material: same material, same evidence.
"""

from __future__ import annotations

import weakref
from collections.abc import Iterable
from functools import lru_cache

import msgspec

from livebrief.nlp.words import fold
from livebrief.records.articles import Document
from livebrief.records.readings import Material
from livebrief.records.sources import Outlet
from livebrief.records.statements import Sighting


class Seen(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A sighting with its document."""

    sighting: Sighting
    document: Document

    @property
    def statement(self) -> str:
        """The statement's id."""
        return self.sighting.statement.id


def is_current(doc: Document, material: Material) -> bool:
    """Whether the document is its article's newest revision."""
    return material.current.get(doc.article, doc.id) == doc.id


def replaced(material: Material) -> list[str]:
    """The documents that a newer revision of their article has replaced, in the material's order."""
    newest = set(material.current.values())
    return [doc_id for doc_id in material.documents if doc_id not in newest]


def in_time(seen: Iterable[Seen], material: Material) -> list[Seen]:
    """By publication (undated: when the desk learnt of it), then by place in the text. A total order."""
    return sorted(
        seen,
        key=lambda each: (
            moment(each.document, material),
            each.document.id,
            _start(each.sighting),
            each.statement,
        ),
    )


def moment(doc: Document, material: Material) -> str:
    """ISO time of publication, else of first knowledge: only for ordering, never shown as a date of the article."""
    known = material.known_at.get(doc.id, material.as_of)
    return doc.published.value or known.isoformat()


def outlet_of(doc: Document, material: Material) -> Outlet | None:
    """The outlet record of a document, by key, name or alias."""
    return named_outlet(doc.outlet, material)


def named_outlet(name: str, material: Material) -> Outlet | None:
    """The outlet that goes by this key, name or alias."""
    return material.outlets.get(name) or _by_name(material).get(_folded(name))


def origin_document(doc: Document, material: Material) -> Document:
    """The document whose words this one carries, through all copies of copies; itself when it is no copy."""
    visited = {doc.id}
    while (copy := material.copies.get(doc.id)) and copy.of not in visited and copy.of in material.documents:
        doc = material.documents[copy.of]
        visited.add(doc.id)
    return doc


def _start(sgt: Sighting) -> int:
    return min((span.start for span in sgt.content or sgt.cue), default=0)


@lru_cache(maxsize=4096)  # names of outlets: few, and asked for with every statement
def _folded(name: str) -> str:
    return fold(name)


_KEPT: dict[int, dict[str, Outlet]] = {}


def _by_name(material: Material) -> dict[str, Outlet]:
    """The outlets by folded name and alias, the first of each; made once while the material is kept."""
    found = _KEPT.get(id(material))
    if found is None:
        found = {}
        for outlet in material.outlets.values():
            for name in filter(None, map(_folded, (outlet.name, *outlet.aliases))):
                found.setdefault(name, outlet)
        _KEPT[id(material)] = found
        weakref.finalize(material, _KEPT.pop, id(material), None)
    return found
