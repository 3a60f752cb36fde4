"""The sentences of a material as desks see them, each with the statements that stand in it.

Owns what counts (the newest revision of each article; nothing hidden or retracted; a reprint is folded into the
sentence that it reprints). A sentence in which no statement stands is seen by desks but cannot be cited.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

import msgspec

from livebrief.nlp.words import fold, folded_tokens
from livebrief.records.articles import Document
from livebrief.records.mentions import PlaceMention, QuantityMention, TimeMention
from livebrief.records.readings import Material
from livebrief.records.sources import Outlet
from livebrief.records.spans import Span, hull, pieces_text
from livebrief.records.statements import Act, Sighting, Speech
from livebrief.records.verdicts import Verdict

# Tokens from which two equal sentences are one that was carried on; shorter ones can be chance ("It was closed.").
# Looked at on the demo beat; re-run `livebrief eval demo` on change.
REPRINT_TOKENS = 6
_QUOTING = frozenset({Speech.DIRECT, Speech.MIXED})
SILENT_ACTS = frozenset({Act.DECLINES, Act.NEITHER, Act.CANNOT_VERIFY, Act.NOT_CONFIRMED})


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """One statement as it stands now. ``words``: its content exactly; ``span``: the hull of the content; ``by``: who
    speaks (the outlet's shown name for its own assertions); ``side`` of the speaker; ``verdict`` of its claim."""

    sighting: Sighting
    document: Document
    words: str
    span: Span
    by: str
    own_words: bool = False
    claim: str = ""
    story: str = ""
    development: str = ""
    verdict: str = ""

    @property
    def id(self) -> str:
        """The statement's id."""
        return self.sighting.statement.id

    @property
    def act(self) -> Act:
        """What the speaker does by speaking."""
        return self.sighting.act

    @property
    def silent(self) -> bool:
        """Whether nothing is asserted (a declined comment, a thing not confirmed)."""
        return self.sighting.act in SILENT_ACTS

    @property
    def negative(self) -> bool:
        """Whether the content is denied or negated."""
        return self.sighting.act is Act.DENIES or self.sighting.factuality.polarity == "negative"


class Passage(msgspec.Struct, frozen=True, kw_only=True):
    """One sentence: its document and number ``n`` in it, its ``span`` and exact ``text``, the statements whose source,
    cue or content stands in it (``told``, in text order), and the statements of its reprints (``echoes``: ids, never
    evidence of their own). ``goes_on``: a quoted paragraph without attribution that
    the next one's source goes on with; its ``told`` is that source's statement. ``moment`` orders; ``day`` is the publication day (YYYY-MM-DD), empty when unknown."""

    document: Document
    n: int
    span: Span
    text: str
    moment: str
    day: str
    outlet: str
    told: tuple[Told, ...] = ()
    goes_on: bool = False
    echoes: tuple[str, ...] = ()
    carriers: tuple[str, ...] = ()

    @property
    def figures(self) -> tuple[QuantityMention, ...]:
        """The quantities of its statements that stand in this sentence, each once, in text order."""
        return tuple(_within(self, (each for told in self.told for each in told.sighting.figures)))

    @property
    def times(self) -> tuple[TimeMention, ...]:
        """The temporal expressions that stand in this sentence, each once."""
        return tuple(_within(self, (each for told in self.told for each in told.sighting.times)))

    @property
    def places(self) -> tuple[PlaceMention, ...]:
        """The places named in this sentence, each once."""
        return tuple(_within(self, (each for told in self.told for each in told.sighting.places)))

    def at(self, start: int, end: int) -> Told | None:
        """The statement that carries the words ``[start, end)`` of ``text``: the tightest whose content covers them,
        else the first that stands in the sentence (the outlet then speaks: see ``speaker``)."""
        span = Span(start, end).shift(self.span.start)
        over = [told for told in self.told if any(piece.covers(span) for piece in told.sighting.content)]
        return min(over, key=lambda told: len(told.span)) if over else next(iter(self.told), None)

    def speaker(self, start: int, end: int) -> str:
        """Who says the words ``[start, end)``: the source whose content covers them, else the outlet."""
        told = self.at(start, end)
        span = Span(start, end).shift(self.span.start)
        covered = told is not None and (self.goes_on or any(piece.covers(span) for piece in told.sighting.content))
        return told.by if told is not None and covered else self.outlet


class Sentences:
    """The sentences that stand now in a material."""

    def __init__(self, material: Material, verdicts: Mapping[str, Verdict]) -> None:
        self.material = material
        self.verdicts = verdicts

    def passages(self) -> tuple[Passage, ...]:
        """In order of publication (undated: of first knowledge) and text; reprints folded into what they reprint."""
        found: list[Passage] = []
        first: dict[str, int] = {}
        for passage in sorted(self._all(), key=lambda each: (each.moment, each.document.id, each.n)):
            key = self._reprint_key(passage)
            if key and key in first:
                found[first[key]] = _echoed(found[first[key]], passage)
            else:
                first[key] = len(found)
                found.append(passage)
        return tuple(found)

    def _all(self) -> Iterator[Passage]:
        for doc_id in self.material.current.values():
            doc = self.material.documents.get(doc_id)
            if doc is not None and not self._gone(doc.id):
                yield from self._of_document(doc)

    def _of_document(self, doc: Document) -> Iterator[Passage]:
        outlet = self._outlet_name(doc)
        told = [
            each
            for sgt in self.material.sightings.get(doc.id, ())
            if sgt.content and (each := self._told(sgt, doc, outlet)) is not None
        ]
        known = self.material.known_at.get(doc.id, self.material.as_of)
        by_sentence = [
            sorted(
                (each for each in told if any(span.overlaps(piece) for piece in _pieces(each.sighting))),
                key=lambda each: (each.span, each.id),
            )
            for span in doc.sentences
        ]
        for n, span in enumerate(doc.sentences):
            behind = by_sentence[n + 1] if n + 1 < len(by_sentence) else []
            on = not by_sentence[n] and _quoted(doc, n) and n + 1 < len(by_sentence) and _quoted(doc, n + 1)
            here = [each for each in behind if each.sighting.statement.speech in _QUOTING][:1] if on else by_sentence[n]
            yield Passage(
                document=doc,
                n=n,
                span=span,
                text=span.of(doc.text),
                moment=doc.published.value or known.isoformat(),
                day=doc.published.day,
                outlet=outlet,
                told=tuple(here),
                goes_on=on and bool(here),
                carriers=(doc.article,),
            )

    def _told(self, sgt: Sighting, doc: Document, outlet: str) -> Told | None:
        groups = self.material.groups
        claim_id = groups.claim_of.get(sgt.statement.id, "")
        clm = groups.claims.get(claim_id)
        story = groups.story_of.get(doc.id, clm.story if clm else "")
        development = groups.development_of.get(doc.id, clm.development if clm else "")
        if any(self._gone(some) for some in (sgt.statement.id, claim_id, story, development)):
            return None
        verdict = self.verdicts.get(claim_id)
        own = sgt.statement.speech is Speech.ASSERTED or sgt.source.kind == "outlet"
        return Told(
            sighting=sgt,
            document=doc,
            words=pieces_text(doc.text, sgt.content),
            span=hull(sgt.content),
            by=outlet if own else sgt.source.name,
            own_words=own,
            claim=claim_id,
            story=story,
            development=development,
            verdict=verdict.value.value if verdict else "",
        )

    def _gone(self, some_id: str) -> bool:
        return some_id in self.material.groups.hidden or some_id in self.material.groups.retracted

    @cached_property
    def _outlets(self) -> dict[str, Outlet]:
        return {
            fold(name): outlet
            for outlet in self.material.outlets.values()
            for name in (outlet.key, outlet.name, *outlet.aliases)
        }

    def _outlet_name(self, doc: Document) -> str:
        known = self._outlets.get(fold(doc.outlet))
        return known.name if known else doc.outlet or "the outlet"

    def _reprint_key(self, passage: Passage) -> str:
        tokens = folded_tokens(passage.text)
        if len(tokens) >= REPRINT_TOKENS:
            return " ".join(tokens)
        return f"{self._origin(passage.document.id)} {' '.join(tokens)}" if tokens else ""

    def _origin(self, doc_id: str) -> str:
        seen: set[str] = set()
        while doc_id in self.material.copies and doc_id not in seen:
            seen.add(doc_id)
            doc_id = self.material.copies[doc_id].of
        return doc_id


def _quoted(doc: Document, n: int) -> bool:
    """Whether the sentence opens with a quotation mark."""
    return doc.sentences[n].of(doc.text)[:1] in '"“«'


def _pieces(sgt: Sighting) -> tuple[Span, ...]:
    return (*sgt.content, *sgt.cue, *sgt.source.spans)


def _within(passage: Passage, mentions: Iterable[Any]) -> list[Any]:
    inside = {each.span: each for each in mentions if passage.span.covers(each.span)}
    return [inside[span] for span in sorted(inside)]


def _echoed(passage: Passage, reprint: Passage) -> Passage:
    """The passage with the reprint's statements and carrier added, each once."""
    own = {told.id for told in passage.told}
    ids = (told.id for told in reprint.told if told.id not in own)
    return msgspec.structs.replace(
        passage,
        echoes=tuple(dict.fromkeys((*passage.echoes, *ids))),
        carriers=tuple(dict.fromkeys((*passage.carriers, *reprint.carriers))),
    )
