"""What a claim rests on now: the current sighting of each statement, and the statements that are gone.

Owns the look-up of sightings. Refuses to read anything but the Material: same material, same evidence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from livebrief.nlp.words import fold
from livebrief.records.articles import Document
from livebrief.records.readings import Material
from livebrief.records.sources import Outlet
from livebrief.records.statements import Sighting
from livebrief.records.stories import Claim


class Seen(msgspec.Struct, frozen=True, kw_only=True):
    """A sighting with its document."""

    sighting: Sighting
    document: Document

    @property
    def statement(self) -> str:
        """The statement's id."""
        return self.sighting.statement.id


class Gathered(msgspec.Struct, frozen=True, kw_only=True):
    """``current``: statements that stand in their article's newest revision. ``gone``: those dropped by it."""

    current: tuple[Seen, ...]
    gone: tuple[str, ...]


def gather(claim: Claim, material: Material) -> Gathered:
    """The claim's statements as they stand now, oldest first. A statement of no known document is in neither part."""
    found = _sightings(claim, material)
    current = [seen for seen in found if is_current(seen.document, material)]
    standing = {seen.statement for seen in current}
    gone = sorted({seen.statement for seen in found} - standing)
    unique = {seen.statement: seen for seen in reversed(in_time(current, material))}
    return Gathered(current=tuple(in_time(unique.values(), material)), gone=tuple(gone))


def is_current(doc: Document, material: Material) -> bool:
    """Whether the document is its article's newest revision."""
    return material.current.get(doc.article, doc.id) == doc.id


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
    if name in material.outlets:
        return material.outlets[name]
    wanted = fold(name)
    for outlet in material.outlets.values():
        if wanted and wanted in (fold(outlet.name), *map(fold, outlet.aliases)):
            return outlet
    return None


def origin_document(doc: Document, material: Material) -> Document:
    """The document whose words this one carries, through all copies of copies; itself when it is no copy."""
    visited = {doc.id}
    while (copy := material.copies.get(doc.id)) and copy.of not in visited and copy.of in material.documents:
        doc = material.documents[copy.of]
        visited.add(doc.id)
    return doc


def documents_of(development: str, material: Material) -> tuple[str, ...]:
    """The documents of a development, every revision."""
    found = material.groups.developments.get(development)
    return found.documents if found else ()


def _sightings(claim: Claim, material: Material) -> list[Seen]:
    """Every sighting of the claim's statements: its development's documents first, all documents only when need be."""
    wanted = set(claim.statements)
    near = _articles_revisions(documents_of(claim.development, material), material)
    found = list(_among(near, wanted, material))
    if {seen.statement for seen in found} != wanted:
        found = list(_among(material.sightings, wanted, material))
    return found


def _articles_revisions(documents: Iterable[str], material: Material) -> list[str]:
    """The documents and the newest revisions of their articles, each once."""
    known = [doc_id for doc_id in documents if doc_id in material.documents]
    newest = [material.current.get(material.documents[doc_id].article, doc_id) for doc_id in known]
    return list(dict.fromkeys([*known, *newest]))


def _among(documents: Iterable[str], wanted: set[str], material: Material) -> Iterator[Seen]:
    for doc_id in documents:
        for sgt in material.sightings.get(doc_id, ()):
            if sgt.statement.id in wanted and doc_id in material.documents:
                yield Seen(sighting=sgt, document=material.documents[doc_id])


def _start(sgt: Sighting) -> int:
    return min((span.start for span in sgt.content or sgt.cue), default=0)
