"""A document understood: annotate → attribute. What of reading depends on nothing but the document; the same in any process."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import msgspec

from livebrief.annotate import annotate, told
from livebrief.annotate.gazetteer import Row
from livebrief.attribute import attribute
from livebrief.nlp.ports import AttributionTagger
from livebrief.records.articles import Document
from livebrief.records.mentions import Mention
from livebrief.records.sources import Beat, Outlet
from livebrief.records.statements import Sighting

# What a rule raises that an article's words break; anything else is not the article's fault.
BROKEN = (ValueError, LookupError, ArithmeticError, TypeError, AttributeError)


class Understood(msgspec.Struct, frozen=True, kw_only=True):
    """What a document holds; or, in ``wrong``, the error that kept it from being read."""

    mentions: tuple[Mention, ...] = ()
    sightings: tuple[Sighting, ...] = ()
    wrong: str = ""


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """A document to understand, and where its outlet is at home, as far as learnt."""

    document: Document
    home: Row | None = None


class Understanding:
    """Understands documents with one tagger, the beats that fit and the outlets that are known."""

    def __init__(
        self, tagger: AttributionTagger, beat_for: Callable[[Document], Beat | None], outlets: Mapping[str, Outlet]
    ) -> None:
        self._tagger, self._beat_for, self.outlets = tagger, beat_for, outlets

    def of(self, asked: Asked) -> Understood:
        """Law: pure, one answer whatever goes wrong."""
        try:
            return self._read(asked.document, asked.home)
        except BROKEN as wrong:
            return Understood(wrong=named(wrong))

    def _read(self, doc: Document, home: Row | None) -> Understood:
        beat = self._beat_for(doc)
        (found,) = self._tagger.read([doc.text])
        mentions = annotate(doc, beat=beat, names=found.names, home=home or told(self.outlets.get(doc.outlet)))
        sightings = attribute(self._signed(doc), mentions, found.attributions, reader=self._tagger.name, beat=beat)
        return Understood(mentions=mentions, sightings=sightings)

    def _signed(self, doc: Document) -> Document:
        """With the outlet's name for its key: an outlet that speaks for itself is named as readers know it."""
        outlet = self.outlets.get(doc.outlet)
        return msgspec.structs.replace(doc, outlet=outlet.name) if outlet else doc

    def reply(self, question: bytes) -> bytes:
        """The same over a pipe: ``Asked`` and ``Understood`` as MessagePack."""
        return msgspec.msgpack.encode(self.of(msgspec.msgpack.decode(question, type=Asked)))


def named(wrong: Exception) -> str:
    """An error as outcomes tell it."""
    return f"{type(wrong).__name__}: {wrong}"
