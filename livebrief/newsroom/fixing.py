"""A correction of a reading, checked: which field, which of its mentions, and what stands instead."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from livebrief.annotate import gazetteer
from livebrief.newsroom.naming import Refusal, words
from livebrief.records.articles import Document
from livebrief.records.mentions import PlaceMention
from livebrief.records.readings import Material
from livebrief.records.spans import Span
from livebrief.records.statements import Act, Sighting

# The roles that the readers of numbers know (records/mentions.py): the closed list of the form.
ROLES = tuple(
    "killed injured missing detained displaced evacuated rescued launched intercepted lost hit damaged pledged delivered "
    "cancelled distance duration share count".split()
)
NAME = 120  # characters: the longest name of an office with its holder
CANDIDATES = 6
SOURCE_KINDS = ("person", "organisation", "office", "group", "outlet", "unknown")


def reading_of(statement: str, material: Material) -> tuple[Sighting, Document]:
    """The statement as read in its article's newest document that has it. Raises Refusal when no document has."""
    found = [
        (sgt, material.documents[doc_id])
        for doc_id, sightings in material.sightings.items()
        for sgt in sightings
        if sgt.statement.id == statement and doc_id in material.documents
    ]
    if not found:
        raise Refusal("no article has this statement any more", subject=statement)
    standing = [pair for pair in found if material.current.get(pair[1].article) == pair[1].id]
    return (standing or found)[-1]


def fix_body(statement: str, body: Mapping[str, Any], material: Material) -> dict[str, Any]:
    """The body of a correct entry. Raises Refusal naming what does not fit."""
    sgt, doc = reading_of(statement, material)
    field = str(body.get("field", ""))
    checks = {"source": _source, "act": _act, "figure": _figure, "place": _place}
    if field not in checks:
        raise Refusal(
            "not a field that can be corrected", subject=field[:40], way_out="{choice}", choice=", ".join(checks)
        )
    anchor = {"article": doc.article, "content": sgt.statement.content}
    return {"field": field, **checks[field](body, sgt, doc, material), **anchor}


def _source(body: Mapping[str, Any], sgt: Sighting, doc: Document, material: Material) -> dict[str, Any]:
    name = words(body.get("value"), "the name", NAME)
    outlet = material.outlets.get(doc.outlet)
    own = {doc.outlet, outlet.name if outlet else doc.outlet}
    if name not in doc.text and name not in own:
        raise Refusal("this name does not stand in the article", subject=name, way_out="use the words of the article")
    kind = str(body.get("kind", "")) or ("outlet" if name in own else sgt.source.kind)
    if kind not in SOURCE_KINDS:
        raise Refusal("not a kind of source", subject=kind[:40], way_out="{choice}", choice=", ".join(SOURCE_KINDS))
    role = words(body["role"], "the role", NAME) if body.get("role") else ""
    if role and role not in doc.text:
        raise Refusal("this role does not stand in the article", subject=role, way_out="use the words of the article")
    return {"value": name, "before": sgt.source.name, "kind": kind, "role": role}


def _act(body: Mapping[str, Any], sgt: Sighting, _doc: Document, _material: Material) -> dict[str, Any]:
    act = str(body.get("value", ""))
    if act not in list(Act):
        raise Refusal("not an act", subject=act[:40], way_out="one of: {choice}", choice=", ".join(Act))
    return {"value": act, "before": sgt.act.value}


def _figure(body: Mapping[str, Any], sgt: Sighting, _doc: Document, _material: Material) -> dict[str, Any]:
    shown = str(body.get("words", ""))
    figure = next((each for each in sgt.figures if each.text == shown), None)
    if figure is None:
        raise Refusal("the statement has no such figure", subject=shown[:80])
    role = str(body.get("value", ""))
    if role and role not in ROLES:
        raise Refusal("not a role", subject=role[:40], way_out="nothing, or one of: {choice}", choice=", ".join(ROLES))
    return {"value": role, "before": figure.role, "words": shown}


def _place(body: Mapping[str, Any], sgt: Sighting, _doc: Document, material: Material) -> dict[str, Any]:
    shown = str(body.get("words", ""))
    place = next((each for each in sgt.places if each.text == shown), None)
    if place is None:
        raise Refusal("the statement has no such place", subject=shown[:80])
    wanted = str(body.get("value", "")).strip()
    before = {"before": place.name, "words": shown}
    if not wanted:
        return {"value": "", **before}
    meant = _meant(wanted, place.span, shown, material)
    return {"value": meant.name, "place": msgspec.to_builtins(meant), **before}


def _meant(wanted: str, span: Span, text: str, material: Material) -> PlaceMention:
    """The place under a name or an id (``geonames:698740``, ``beat:varno``)."""
    name, _, some_id = wanted.partition(" = ")
    for own in material.beat.places if material.beat else ():
        if wanted in (own.name, *own.aliases, f"beat:{own.key}"):
            return PlaceMention(
                span=span,
                text=text,
                name=own.name,
                lat=own.lat,
                lon=own.lon,
                country=own.country,
                gazetteer="beat",
                id=f"beat:{own.key}",
                precision=own.kind,
                within=own.within,
            )
    rows = gazetteer.load().find(name)
    if some_id:
        rows = tuple(row for row in rows if f"geonames:{row.id}" == some_id)
    if len(rows) != 1:
        found = "; ".join(f"{name} = geonames:{row.id} ({row.kind}, {row.admin})" for row in rows[:CANDIDATES])
        if not rows:
            raise Refusal("no place of this name", subject=name)
        raise Refusal("which place is not clear", subject=name, way_out="{places}", places=found)
    row = rows[0]
    return PlaceMention(
        span=span,
        text=text,
        name=row.name,
        lat=row.lat,
        lon=row.lon,
        country=row.country,
        gazetteer="geonames",
        id=f"geonames:{row.id}",
        precision=row.kind,
    )
