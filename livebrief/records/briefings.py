"""Briefing, Update (a line), Citation, Withheld, Unknown, Correction."""

from __future__ import annotations

from datetime import datetime

import msgspec

from livebrief.records.spans import Quote, Span
from livebrief.records.verdicts import Verdict


class Citation(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The stored words that a line rests on: statement, document, span, and the quote that finds it again.

    Law 3: ``span`` re-slices the document's text to ``quote.exact``, byte for byte.
    """

    statement: str
    document: str
    article: str
    outlet: str
    span: Span
    quote: Quote
    url: str = ""
    published: str = ""


class Slots(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What the line says, slot by slot, each from the cited record: what the citation check compares.

    ``figures`` are (role, text) pairs; ``content`` is the stored span's words shown in the line; ``determiner`` is the
    source's own before a description ("the" harbour master, "a" Western official), empty before names. ``verb``: the
    source's own words of saying, where the act's fixed word would not carry the content ("thanked", "put", "expects").
    """

    speaker: str
    act: str
    polarity: str
    certainty: str
    content: str
    via: tuple[str, ...] = ()
    unnamed: bool = False
    figures: tuple[tuple[str, str], ...] = ()
    quoted: bool = False
    determiner: str = ""
    verb: str = ""

    @property
    def lead(self) -> str:
        """Who speaks, as the line begins."""
        words = f"{self.determiner} {self.speaker}".lstrip()
        return words[:1].upper() + words[1:]


class Update(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One line of a briefing. ``text`` is a fixed template filled from ``slots``; ``citations[0]`` carries the slots."""

    id: str
    text: str
    slots: Slots
    citations: tuple[Citation, ...]
    verdict: Verdict
    claim: str
    story: str = ""
    development: str = ""
    when: str = ""
    where: tuple[str, ...] = ()
    published: str = ""
    outlets: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    change: str = ""
    score: float = 0.0
    why_shown: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


class EditorLine(msgspec.Struct, frozen=True, kw_only=True):
    """A line that an editor wrote: always shown as such, with its author and the statements that it rests on."""

    id: str
    story: str
    text: str
    by: str
    at: str
    citations: tuple[Citation, ...]


class Withheld(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A line that was not shown, and why. ``reason`` is a value of :class:`livebrief.brief.cite.Fault`."""

    statement: str
    reason: str
    detail: str = ""


class Unknown(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Something that sources say is not known: a declined comment, a thing not confirmed; told by a cited line."""

    update: Update
    kind: str


class Correction(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A change in a source seen between two captures of one article; or, with kind ``editor``, what an editor of this
    desk did: ``title`` says it in words, ``reason`` why, ``by`` who, ``subject`` about which id.
    """

    article: str
    outlet: str
    before: str
    after: str
    seen: str
    kind: str = "changed"
    title: str = ""
    url: str = ""
    reason: str = ""
    by: str = ""
    subject: str = ""


class StoryBrief(msgspec.Struct, frozen=True, kw_only=True):
    """One story of a briefing: its heading (the title of its most carried document, cited) and its lines."""

    story: str
    heading: str
    heading_document: str
    state: str
    updates: tuple[Update, ...]
    documents: int = 0
    outlets: tuple[str, ...] = ()
    last: str = ""
    own_lines: tuple[EditorLine, ...] = ()


class Briefing(msgspec.Struct, frozen=True, kw_only=True):
    """One page of the desk as of a moment: stories with their lines, what is not known, what is not shown, corrections.

    ``held``: how many lines an editor keeps back, by why (``hidden``, ``embargoed``).
    """

    id: str
    beat: str
    title: str
    as_of: datetime
    since: datetime | None = None
    stories: tuple[StoryBrief, ...] = ()
    unknowns: tuple[Unknown, ...] = ()
    withheld: tuple[Withheld, ...] = ()
    corrections: tuple[Correction, ...] = ()
    documents: int = 0
    outlets: int = 0
    statements: int = 0
    truncated: int = 0
    held: dict[str, int] = {}
