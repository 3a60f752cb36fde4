"""What two materials of one desk differ in, so that only what was touched is checked again. Pure; owns no meaning.

Compares by identity first: a material grown out of another shares its documents and sightings.
"""

from __future__ import annotations

import msgspec

from livebrief.records.differences import differing
from livebrief.records.readings import Material


class Changes(msgspec.Struct, frozen=True, kw_only=True):
    """``documents`` whose evidence is read otherwise (all revisions, and copies of them); ``counted``: those and the ones
    that moved to another story, development or claim; ``statements`` and ``claims`` whose verdict may be another."""

    documents: set[str]
    counted: set[str]
    statements: set[str]
    claims: set[str]


def changed(before: Material, after: Material) -> Changes | None:
    """The differences; None where everything must be checked again (another beat, other outlets or series, less known)."""
    same = (after.beat, after.outlets, after.references) == (before.beat, before.outlets, before.references)
    if not same or not before.documents.keys() <= after.documents.keys():
        return None
    documents = _documents(before, after)
    was, now = before.groups, after.groups
    moved = differing(was.story_of, now.story_of) | differing(was.development_of, now.development_of)
    restated = differing(was.claim_of, now.claim_of)
    statements = {
        sgt.statement.id for doc in documents for each in (before, after) for sgt in each.sightings.get(doc, ())
    }
    claims = differing(was.claims, now.claims) | differing(was.overridden, now.overridden)
    withdrawn = was.retracted.keys() ^ now.retracted.keys()
    return Changes(
        documents=documents,
        counted=documents | moved | (_holding(restated - statements, after) if restated - statements else set()),
        statements=statements | restated | withdrawn,
        claims=claims | withdrawn,
    )


def _documents(before: Material, after: Material) -> set[str]:
    """Documents that were read, known or copied otherwise; with them every revision of their articles, and their copies."""
    found = differing(before.documents, after.documents) | differing(before.sightings, after.sightings)
    found |= differing(before.known_at, after.known_at) | differing(before.copies, after.copies)
    found |= _revisions(found, after)
    return found | _revisions(_copying(found, after), after)


def _revisions(documents: set[str], material: Material) -> set[str]:
    """Every revision of these documents' articles."""
    articles = {material.documents[doc_id].article for doc_id in documents if doc_id in material.documents}
    return {doc_id for doc_id, doc in material.documents.items() if doc.article in articles}


def _copying(documents: set[str], material: Material) -> set[str]:
    """The documents that carry the words of these, through copies of copies."""
    found, new = set[str](), documents
    while new:
        new = {doc_id for doc_id, copy in material.copies.items() if copy.of in new} - found
        found |= new
    return found


def _holding(statements: set[str], material: Material) -> set[str]:
    return {
        doc_id for doc_id, found in material.sightings.items() if any(sgt.statement.id in statements for sgt in found)
    }
