"""One article through the house, up to its reading: clean → annotate → attribute. Pure, given its parts.

This is the pipeline on one page. Grouping, checking and briefing start from what it makes (round.py, newsroom.py).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime

import msgspec

from livebrief.annotate import Homes, annotate, told
from livebrief.attribute import attribute
from livebrief.clean import RepeatBook, make_document
from livebrief.log import get
from livebrief.nlp.ports import AttributionTagger
from livebrief.records.articles import Document, Received
from livebrief.records.outcomes import Failed, Made, Outcome, Skipped, Why
from livebrief.records.readings import Reading
from livebrief.records.sources import Beat, Outlet

log = get("reading")


class Reader:
    """Reads what was received. Law 1: one outcome per article, whatever goes wrong inside."""

    def __init__(
        self, tagger: AttributionTagger, beat_for: Callable[[Document], Beat | None], outlets: Mapping[str, Outlet]
    ) -> None:
        self._tagger, self._beat_for, self._outlets = tagger, beat_for, outlets

    def read(
        self,
        arrivals: Iterable[Received],
        *,
        now: datetime,
        repeats: RepeatBook | None = None,
        homes: Homes | None = None,
    ) -> Iterator[Outcome[Reading]]:
        """The outcome of each arrival, in order, lazily. ``now`` refuses dates of the future; ``homes`` knows where
        outlets are at home, whose file tells it otherwise."""
        for received in arrivals:
            yield self._one(received, now, repeats, homes)

    def _one(
        self, received: Received, now: datetime, repeats: RepeatBook | None, homes: Homes | None
    ) -> Outcome[Reading]:
        source = received.capture.origin or received.article.address
        try:
            cleaned = make_document(received, outlets=self._outlets, now=now, repeats=repeats)
            if isinstance(cleaned, Skipped | Failed):
                return cleaned
            made = self._understand(received, cleaned.value, homes)
            return Made(source=source, value=made, notes=cleaned.notes)
        except (ValueError, LookupError, ArithmeticError, TypeError, AttributeError) as wrong:
            log.warning("article set aside", item=source, error=repr(wrong))
            return Failed(source=source, why=Why.INTERNAL, detail=f"{type(wrong).__name__}: {wrong}; please report it")

    def _understand(self, received: Received, doc: Document, homes: Homes | None) -> Reading:
        beat = self._beat_for(doc)
        home = (homes.of(doc.outlet) if homes else None) or told(self._outlets.get(doc.outlet))
        (found,) = self._tagger.read([doc.text])
        mentions = annotate(doc, beat=beat, names=found.names, home=home)
        sightings = attribute(self._signed(doc), mentions, found.attributions, reader=self._tagger.name, beat=beat)
        return Reading(article=received.article, document=doc, mentions=mentions, sightings=sightings)

    def _signed(self, doc: Document) -> Document:
        """With the outlet's name for its key: an outlet that speaks for itself is named as readers know it."""
        outlet = self._outlets.get(doc.outlet)
        return msgspec.structs.replace(doc, outlet=outlet.name) if outlet else doc
