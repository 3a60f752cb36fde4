"""Reading (what one pass over one document made), Groups (the fold of the journal), Material (what a briefing reads)."""

from __future__ import annotations

from datetime import datetime

import msgspec

from livebrief.records.articles import Article, Copy, Document
from livebrief.records.mentions import Mention
from livebrief.records.references import Reference
from livebrief.records.rulings import Embargo, Fix, OwnLine, Ruling, Signature
from livebrief.records.sources import Beat, Outlet
from livebrief.records.statements import Sighting
from livebrief.records.stories import Claim, Development, Story


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """A document with its mentions and sightings, in text order."""

    article: Article
    document: Document
    mentions: tuple[Mention, ...] = ()
    sightings: tuple[Sighting, ...] = ()


class Groups(msgspec.Struct, frozen=True, kw_only=True):
    """The fold of the journal up to a moment: where every document and statement stands, and what redirects where.

    Law 8: the fold of placements alone is the machine's own grouping; undoing every editor decision restores it. The
    fields from ``hidden`` on are editors' marks, by the id that they are about; ``corrected`` by statement.
    """

    stories: dict[str, Story] = {}
    developments: dict[str, Development] = {}
    claims: dict[str, Claim] = {}
    story_of: dict[str, str] = {}
    development_of: dict[str, str] = {}
    claim_of: dict[str, str] = {}
    redirects: dict[str, str] = {}
    hidden: dict[str, str] = {}
    retracted: dict[str, str] = {}
    pinned: dict[str, int] = {}
    ordered: dict[str, tuple[str, ...]] = {}
    corrected: dict[str, tuple[Fix, ...]] = {}
    overridden: dict[str, Ruling] = {}
    embargoed: dict[str, Embargo] = {}
    signed: dict[str, tuple[Signature, ...]] = {}
    own_lines: tuple[OwnLine, ...] = ()


class Material(msgspec.Struct, frozen=True, kw_only=True, weakref=True):
    """All that the desk knew as of a moment, as the briefing needs it. Pure data: same material, same briefing.

    ``documents`` by document id (every revision); ``current`` maps an article to its newest document; ``known_at`` maps
    a document to when the desk learnt of it; ``sightings`` maps a document to its sightings; ``copies`` a document to
    the copy that it is; ``outlets`` by key; ``references``: the series attached to the beat.
    """

    as_of: datetime
    documents: dict[str, Document]
    current: dict[str, str]
    known_at: dict[str, datetime]
    sightings: dict[str, tuple[Sighting, ...]]
    copies: dict[str, Copy]
    groups: Groups
    outlets: dict[str, Outlet] = {}
    beat: Beat | None = None
    references: tuple[Reference, ...] = ()
