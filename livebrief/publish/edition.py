"""Edition: one view of the desk in one interface language, with what more than one kind of page needs of it.

Owns the names and moments that pages share. Refuses to lay anything out: what stands on a page is its own room's.
"""

from __future__ import annotations

from datetime import datetime
from functools import cached_property

from livebrief.publish.maps.page import Atlas
from livebrief.publish.shelf import Shelf
from livebrief.publish.timeline import heading_of
from livebrief.records.briefings import Update
from livebrief.records.ledgers import Ledger


class Edition:
    """What the pages are made from; everything is worked out on first use and kept."""

    def __init__(self, shelf: Shelf, language: str) -> None:
        self.shelf, self.brf, self.material = shelf, shelf.brf, shelf.material
        self.directory, self.language = shelf.directory, language

    def outlet_name(self, key: str) -> str:
        """The shown name of an outlet; "" for none."""
        known = self.material.outlets.get(key)
        return (known.name.strip() if known else "") or key.strip()

    @cached_property
    def headings(self) -> dict[str, str]:
        """Shown headings of the briefing's stories."""
        return {story.story: heading_of(story, self.material) for story in self.brf.stories}

    def ledgers(self) -> tuple[Ledger, ...]:
        """The beat's ledgers, in the beat's order."""
        kept = (self.shelf.ledger(name) for name in self.shelf.ledgers)
        return tuple(found for found in kept if found is not None)

    @cached_property
    def atlas(self) -> Atlas:
        """What the maps are drawn from."""
        return Atlas(
            ledgers=self.ledgers(),
            as_of=self.brf.as_of,
            beat=self.material.beat,
            references=self.material.references,
            tiles=self.shelf.tiles[0],
            tiles_credit=self.shelf.tiles[1],
        )

    def known(self, update: Update) -> str:
        """When the desk first knew of a line (ISO, seconds): what "since your last visit" compares."""
        known = (self._first_known.get(cited.statement, "") for cited in update.citations)
        return min((each for each in known if each), default="")

    @cached_property
    def _first_known(self) -> dict[str, str]:
        material = self.material
        cited = [each for story in self.brf.stories for update in story.updates for each in update.citations]
        shown, articles = {each.statement for each in cited}, {each.article for each in cited}
        first: dict[str, datetime] = {}
        for doc_id in (doc_id for doc_id, doc in material.documents.items() if doc.article in articles):
            known = material.known_at[doc_id]
            for sgt in material.sightings.get(doc_id, ()):
                if sgt.statement.id not in first or known < first[sgt.statement.id]:
                    first[sgt.statement.id] = known
        return {each: first[each].isoformat(timespec="seconds") for each in shown if each in first}
