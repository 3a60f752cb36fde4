"""The material as the journal says it stands: groups folded, readings set right by editors. Pure.

The store keeps what the machine read, for ever; what an editor set right is laid over it at every reading, so that it
holds for later captures and for readings made anew (found by statement, else by article and content), and an undo
brings the machine's reading back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from livebrief.records.articles import Document
from livebrief.records.decisions import Decision
from livebrief.records.mentions import PlaceMention, QuantityMention
from livebrief.records.readings import Material
from livebrief.records.rulings import Fix
from livebrief.records.sources import Beat
from livebrief.records.spans import Span
from livebrief.records.statements import Act, Sighting, Source
from livebrief.track.fold import fold

Fixes = tuple[Fix, ...]


def stand(raw: Material, entries: Iterable[Decision]) -> Material:
    """``raw`` (its own groups are not looked at) with the groups and corrections of these journal entries."""
    return corrected(msgspec.structs.replace(raw, groups=fold(entries)))


def corrected(material: Material) -> Material:
    """The material with each editor's correction laid over the readings that it is about. Law: none, nothing changes."""
    by_statement = material.groups.corrected
    if not by_statement:
        return material
    by_content = {(fix.article, fix.content): fixes for fixes in by_statement.values() for fix in fixes if fix.article}
    changed = dict(material.sightings)
    for doc_id, found in material.sightings.items():
        doc = material.documents.get(doc_id)
        if doc is not None and any(_fixes(sgt, by_statement, by_content) for sgt in found):
            changed[doc_id] = tuple(
                _set_right(sgt, doc, _fixes(sgt, by_statement, by_content), material.beat) for sgt in found
            )
    return msgspec.structs.replace(material, sightings=changed)


def _fixes(sgt: Sighting, by_statement: Mapping[str, Fixes], by_content: Mapping[tuple[str, str], Fixes]) -> Fixes:
    stm = sgt.statement
    return by_statement.get(stm.id) or by_content.get((stm.article, stm.content), ())


def _set_right(sgt: Sighting, doc: Document, fixes: Fixes, beat: Beat | None) -> Sighting:
    for fix in fixes:
        match fix.field:
            case "source":
                sgt = msgspec.structs.replace(sgt, source=_source(fix, sgt, doc, beat))
            case "act":
                sgt = msgspec.structs.replace(sgt, act=Act(fix.value))
            case "figure":
                sgt = msgspec.structs.replace(sgt, figures=_figures(sgt, fix))
            case "place":
                sgt = msgspec.structs.replace(sgt, places=_places(sgt, fix))
    return sgt


def _source(fix: Fix, sgt: Sighting, doc: Document, beat: Beat | None) -> Source:
    """The source that the editor named, pointing at the words of that name nearest to what is said."""
    known = next((one for one in (beat.actors if beat else ()) if fix.value in (one.name, *one.aliases)), None)
    return Source(
        name=fix.value,
        spans=_nearest(fix.value, sgt, doc),
        kind=fix.kind or sgt.source.kind,
        role=fix.role,
        actor=known.key if known else "",
        side=known.side if known else "",
    )


def _nearest(words: str, sgt: Sighting, doc: Document) -> tuple[Span, ...]:
    middle = (sgt.content or sgt.cue or (Span(0, 0),))[0].start
    found: list[Span] = []
    at = doc.text.find(words)
    while at >= 0:
        found.append(Span(at, at + len(words)))
        at = doc.text.find(words, at + 1)
    return (min(found, key=lambda span: abs(span.start - middle)),) if found else ()


def _figures(sgt: Sighting, fix: Fix) -> tuple[QuantityMention, ...]:
    """With the role of the figure of these words changed; without it when the role is empty."""
    return tuple(
        msgspec.structs.replace(each, role=fix.value) if each.text == fix.words else each
        for each in sgt.figures
        if each.text != fix.words or fix.value
    )


def _places(sgt: Sighting, fix: Fix) -> tuple[PlaceMention, ...]:
    """With the place of these words meaning another; without it when the editor said that it is none."""
    kept = []
    for each in sgt.places:
        if each.text != fix.words:
            kept.append(each)
        elif fix.place is not None:
            kept.append(msgspec.structs.replace(fix.place, span=each.span, text=each.text))
    return tuple(kept)
