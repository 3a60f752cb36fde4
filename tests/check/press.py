"""A small factory of Material for tests: invented outlets and people, our own sentences, spans found by words."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime, timedelta
from typing import Any

from livebrief.records.articles import Copy, Dated, Document
from livebrief.records.ids import content_id, mint
from livebrief.records.mentions import QuantityMention, TimeMention
from livebrief.records.readings import Groups, Material
from livebrief.records.sources import Beat, Outlet
from livebrief.records.spans import Span
from livebrief.records.statements import Act, Factuality, Sighting, Source, Speech, Statement
from livebrief.records.stories import Claim, Development, Story

START = datetime(2031, 5, 4, 8, tzinfo=UTC)


def span_of(text: str, words: str) -> Span:
    """The first place of the words in the text."""
    start = text.index(words)
    return Span(start, start + len(words))


def sentences(text: str) -> tuple[Span, ...]:
    """Sentences of test text: each ends with a full stop and a space, or with the text."""
    found, start = [], 0
    for piece in text.split(". "):
        end = min(start + len(piece) + 1, len(text))
        found.append(Span(start, end))
        start = end + 1
    return tuple(found)


class Press:
    """Collects documents and statements, then makes a Material."""

    def __init__(self) -> None:
        self.documents: dict[str, Document] = {}
        self.known: dict[str, datetime] = {}
        self.current: dict[str, str] = {}
        self.sightings: dict[str, list[Sighting]] = defaultdict(list)
        self.copies: dict[str, Copy] = {}
        self.claims: dict[str, list[str]] = defaultdict(list)
        self.outlets: dict[str, Outlet] = {}
        self.groups: dict[str, Any] = {}

    def outlet(self, key: str, **facts: str) -> None:
        self.outlets[key] = Outlet(key=key, name=facts.pop("name", key), **facts)

    def article(
        self, address: str, text: str, *, hours: float = 0, copy_of: Document | None = None, **facts: Any
    ) -> Document:
        """A document; a second call with the same address is its newer revision."""
        art, moment = content_id("art", address), START + timedelta(hours=hours)
        doc = Document(
            id=content_id("doc", [address, text, hours]),
            capture=content_id("cap", [address, hours]),
            article=art,
            text=text,
            title=facts.pop("title", f"Title of {address}"),
            outlet=facts.pop("outlet", "Harbour Gazette"),
            published=facts.pop("published", Dated(value=moment.isoformat(), how="given")),
            sentences=sentences(text),
            **facts,
        )
        self.documents[doc.id], self.known[doc.id], self.current[art] = doc, moment, doc.id
        if copy_of is not None:
            self.copies[doc.id] = Copy(of=copy_of.id, how="near", share=0.9)
        return doc

    def says(
        self, doc: Document, content: str, claim: str, *, by: str = "", cue: str = "said", **facts: Any
    ) -> Sighting:
        """A statement in ``doc``. ``figures``: (words, role, value); ``dates``: (words, value); ``source``: a Source."""
        spans = (span_of(doc.text, content),) if content else ()
        speech = facts.pop("speech", Speech.INDIRECT if by else Speech.ASSERTED)
        source = facts.pop("source", None) or Source(name=by or doc.outlet, kind="person" if by else "outlet")
        stm = Statement(
            id=content_id("stm", [doc.article, speech, source.name, content, cue]),
            article=doc.article,
            speech=speech,
            source=source.name,
            content=content,
        )
        sgt = Sighting(
            id=content_id("sgt", [stm.id, doc.id]),
            statement=stm,
            document=doc.id,
            source=source,
            cue=(span_of(doc.text, cue),) if cue in doc.text else (),
            content=spans,
            act=facts.pop("act", Act.SAYS),
            factuality=Factuality(
                polarity=facts.pop("polarity", "positive"), certainty=facts.pop("certainty", "certain")
            ),
            figures=tuple(_figure(doc, *each) for each in facts.pop("figures", ())),
            times=tuple(_date(doc, *each) for each in facts.pop("dates", ())),
            **facts,
        )
        self.sightings[doc.id].append(sgt)
        if stm.id not in self.claims[claim]:
            self.claims[claim].append(stm.id)
        return sgt

    def material(self, *, hours: float = 100, beat: Beat | None = None) -> Material:
        """Everything in one story and one development."""
        dev, story = mint("dev", START, "first"), mint("sto", START, "first")
        claims = {
            label: Claim(id=label, statements=tuple(members), development=dev, story=story)
            for label, members in self.claims.items()
        }
        documents = tuple(self.documents)
        groups = Groups(
            stories={story: Story(id=story, developments=(dev,), documents=documents, state="active")},
            developments={dev: Development(id=dev, story=story, documents=documents, claims=tuple(claims))},
            claims=claims,
            claim_of={member: label for label, members in self.claims.items() for member in members},
            **self.groups,
        )
        return Material(
            as_of=START + timedelta(hours=hours),
            documents=self.documents,
            current=self.current,
            known_at=self.known,
            sightings={doc_id: tuple(found) for doc_id, found in self.sightings.items()},
            copies=self.copies,
            groups=groups,
            outlets=self.outlets,
            beat=beat,
        )


def _figure(doc: Document, words: str, role: str, value: float, bound: str = "exact") -> QuantityMention:
    low = value if bound == "at least" else None
    return QuantityMention(
        span=span_of(doc.text, words), text=words, role=role, unit="person", value=value, low=low, bound=bound
    )


def _date(doc: Document, words: str, value: str) -> TimeMention:
    return TimeMention(span=span_of(doc.text, words), text=words, type="DATE", value=value)
