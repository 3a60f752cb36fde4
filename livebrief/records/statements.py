"""Who said what: Act, Factuality, Source, Statement (identity), Sighting (one reading of it in one document)."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from livebrief.records.mentions import PlaceMention, QuantityMention, TimeMention
from livebrief.records.spans import Span


class Act(StrEnum):
    """What the source does by speaking (the closed list of DESIGN §2)."""

    SAYS = "says"
    ANNOUNCES = "announces"
    CONFIRMS = "confirms"
    DENIES = "denies"
    DECLINES = "declines-to-comment"
    NEITHER = "neither-confirms-nor-denies"
    CANNOT_VERIFY = "cannot-verify"
    NOT_CONFIRMED = "not-confirmed"
    WARNS = "warns"
    ACCUSES = "accuses"
    URGES = "urges"
    PROMISES = "promises"
    SUPPORTS = "supports"
    OPPOSES = "opposes"
    REPORTS = "reports"


class Speech(StrEnum):
    """How the words are carried: inside quotation marks, reported, both, or the outlet's own assertion."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"
    ASSERTED = "asserted"


class Factuality(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """After FactBank and UDS: ``polarity`` positive | negative | underspecified; ``certainty`` certain | probable |
    possible | underspecified; ``tense`` past | present | future."""

    polarity: str = "positive"
    certainty: str = "certain"
    tense: str = "past"


class Source(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Who speaks. ``spans`` are the words used (empty for the outlet itself); ``name`` is resolved through the document.

    ``kind``: person | organisation | office | group | outlet | unknown. ``role``: title or description. For an unnamed
    source ``name`` is its description ("a Western official"), ``unnamed_type`` one of official | officials | analyst |
    analysts | reports | eyewitness | resident | source, and ``reason`` the stated reason for anonymity.
    ``actor`` is the actor's key when known; ``side`` its side.
    """

    name: str
    spans: tuple[Span, ...] = ()
    kind: str = "unknown"
    role: str = ""
    unnamed: bool = False
    unnamed_type: str = ""
    reason: str = ""
    actor: str = ""
    side: str = ""


class Statement(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One attributed utterance in one article: the identity, apart from any reading's details.

    ``id`` = content id of (article, speech, folded source, folded content, nth): the same words by the same source in
    a later capture of the article are the same statement.
    """

    id: str
    article: str
    speech: Speech
    source: str
    content: str
    nth: int = 0


class Sighting(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A statement as read in one document, with everything a line may say about it. Spans point into the document."""

    id: str
    statement: Statement
    document: str
    source: Source
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    act: Act
    factuality: Factuality = Factuality()
    via: tuple[Source, ...] = ()
    times: tuple[TimeMention, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    figures: tuple[QuantityMention, ...] = ()
    desks: tuple[str, ...] = ()
    happened: str = ""
    recipe: str = ""
