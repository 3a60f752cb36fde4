"""What the API answers with: plain items made from records. Their schemas are the API's schemas (openapi.py).

Words of sources are spans as stored; whole article texts are not handed on.
"""

from __future__ import annotations

from datetime import datetime

import msgspec

from livebrief.newsroom.views import View
from livebrief.publish import addresses
from livebrief.publish.directory import House, Person, Told
from livebrief.publish.timeline import title_of
from livebrief.records.articles import Document
from livebrief.records.mentions import PlaceMention, QuantityMention
from livebrief.records.stories import Claim, Story


class StoryItem(msgspec.Struct, frozen=True, kw_only=True):
    """A running story."""

    id: str
    heading: str
    state: str
    documents: list[str]
    developments: list[str]
    first_known: datetime | None
    last_known: datetime | None
    page: str


class ClaimItem(msgspec.Struct, frozen=True, kw_only=True):
    """What is asserted, whoever asserts it; ``line`` is empty where no line stands for it."""

    id: str
    story: str
    development: str
    line: str
    verdict: str
    witnesses: int
    statements: list[str]
    page: str


class StatementItem(msgspec.Struct, frozen=True, kw_only=True):
    """One attributed utterance as it stands in its article's newest document."""

    id: str
    claim: str
    story: str
    speech: str
    source: str
    source_kind: str
    actor: str
    side: str
    unnamed: bool
    via: list[str]
    act: str
    polarity: str
    certainty: str
    content: str
    happened: str
    places: list[PlaceMention]
    figures: list[QuantityMention]
    document: str
    article: str
    outlet: str
    url: str
    published: str
    known_at: datetime
    page: str


class DocumentItem(msgspec.Struct, frozen=True, kw_only=True):
    """One text of an article; ``current`` says whether it is the article's newest."""

    id: str
    article: str
    capture: str
    outlet: str
    url: str
    title: str
    published: str
    published_how: str
    language: str
    known_at: datetime
    current: bool
    copy_of: str
    story: str
    statements: list[str]


class OutletItem(msgspec.Struct, frozen=True, kw_only=True):
    """Who publishes, with its record."""

    key: str
    name: str
    articles: int
    copies: int
    revised: int
    page: str


class ActorItem(msgspec.Struct, frozen=True, kw_only=True):
    """Who speaks."""

    key: str
    name: str
    kind: str
    side: str
    roles: list[str]
    statements: int
    page: str


class LedgerItem(msgspec.Struct, frozen=True, kw_only=True):
    """A ledger's head; its entries stand under its own address."""

    name: str
    title: str
    entries: int
    notice: str
    page: str


class FoundItem(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence found, and the statement in it, if one was read there."""

    words: str
    document: str
    outlet: str
    url: str
    published: str
    statement: StatementItem | None


def story_item(story: Story, view: View) -> StoryItem:
    """A story as an item."""
    material = view.material
    known = [material.known_at[each] for each in story.documents if each in material.known_at]
    docs = [material.documents[each] for each in story.documents if each in material.documents]
    shown = next((each.heading for each in view.brf.stories if each.story == story.id), "")
    return StoryItem(
        id=story.id,
        heading=shown or (title_of(docs[0]) if docs else ""),
        state=story.state,
        documents=list(story.documents),
        developments=list(story.developments),
        first_known=min(known, default=None),
        last_known=max(known, default=None),
        page=addresses.story(story.id),
    )


def claim_item(claim: Claim, view: View) -> ClaimItem:
    """A claim with its line and verdict."""
    line, verdict = view.line(claim.id), view.verdict(claim.id)
    return ClaimItem(
        id=claim.id,
        story=claim.story,
        development=claim.development,
        line=line.text if line else "",
        verdict=verdict.value.value if verdict else "",
        witnesses=len(verdict.witnesses) if verdict else 0,
        statements=list(claim.statements),
        page=addresses.line(claim.id),
    )


def statement_item(told: Told, view: View) -> StatementItem:
    """A statement as an item."""
    sgt, doc = told.sighting, told.document
    clm = view.material.groups.claims.get(told.claim)
    return StatementItem(
        id=told.statement,
        claim=told.claim,
        story=clm.story if clm else "",
        speech=sgt.statement.speech.value,
        source=sgt.source.name,
        source_kind=sgt.source.kind,
        actor=sgt.source.actor,
        side=sgt.source.side,
        unnamed=sgt.source.unnamed,
        via=[link.name for link in sgt.via],
        act=sgt.act.value,
        polarity=sgt.factuality.polarity,
        certainty=sgt.factuality.certainty,
        content=told.content,
        happened=sgt.happened,
        places=list(sgt.places),
        figures=list(sgt.figures),
        document=doc.id,
        article=doc.article,
        outlet=doc.outlet,
        url=doc.url,
        published=doc.published.value,
        known_at=view.material.known_at[doc.id],
        page=addresses.line(told.claim) if told.claim else "",
    )


def document_item(doc: Document, view: View) -> DocumentItem:
    """A document as an item."""
    material = view.material
    copy = material.copies.get(doc.id)
    return DocumentItem(
        id=doc.id,
        article=doc.article,
        capture=doc.capture,
        outlet=doc.outlet,
        url=doc.url,
        title=doc.title,
        published=doc.published.value,
        published_how=doc.published.how,
        language=doc.language,
        known_at=material.known_at[doc.id],
        current=material.current.get(doc.article) == doc.id,
        copy_of=copy.of if copy else "",
        story=material.groups.story_of.get(doc.id, ""),
        statements=[each.statement for each in view.directory.by_document.get(doc.id, ())],
    )


def outlet_item(house: House, _view: View) -> OutletItem:
    """An outlet as an item."""
    return OutletItem(
        key=house.key,
        name=house.name,
        articles=len(house.articles),
        copies=len(house.copies),
        revised=house.revised,
        page=f"outlet/{house.key}.html",
    )


def actor_item(person: Person, _view: View) -> ActorItem:
    """A speaker as an item."""
    return ActorItem(
        key=person.key,
        name=person.name,
        kind=person.kind,
        side=person.side,
        roles=list(person.roles),
        statements=len(person.told),
        page=addresses.actor(person.key),
    )
