"""What a document's text points at: entities, times, places, quantities. Owns mentions; refuses to say who says what.

Order: entities first, so that no place stands inside a person's name; then times, so that no year is a quantity.
"""

from __future__ import annotations

from collections.abc import Sequence

from livebrief.annotate.bodies import whole
from livebrief.annotate.entities import find_entities
from livebrief.annotate.gazetteer import Row
from livebrief.annotate.homes import Homes, told
from livebrief.annotate.names import sequences
from livebrief.annotate.places import find_places
from livebrief.annotate.quantities import find_quantities
from livebrief.annotate.retype import retype
from livebrief.annotate.times import find_times
from livebrief.nlp.ports import NameSpan
from livebrief.records.articles import Document
from livebrief.records.mentions import Mention
from livebrief.records.sources import Beat

__all__ = ["Homes", "annotate", "told"]


def annotate(
    doc: Document, *, beat: Beat | None = None, names: Sequence[NameSpan] = (), home: Row | None = None
) -> tuple[Mention, ...]:
    """The mentions of a document, sorted by span; spans are code points of ``doc.text``.

    Deterministic and pure. A ``beat`` makes its actors and places known; without one only the general lexicon and the
    gazetteer are. ``names`` are what a trained reader found in ``doc.text`` (may be empty: the rules then stand alone).
    ``home`` is where its outlet is at home (homes.py), if anywhere.
    Places may lie inside descriptions ("the embassies of Italy …"), never inside a person's name.
    """
    capitals = list(sequences(doc.text, doc.sentences))
    kinds = retype(doc.text, whole(doc.text, names, capitals), beat)
    entities = find_entities(doc, beat, kinds, capitals)
    times = find_times(doc)
    places = find_places(doc, entities, beat, kinds, capitals, home)
    found: list[Mention] = [*entities, *times, *places, *find_quantities(doc, times)]
    return tuple(sorted(found, key=lambda men: (men.span.start, men.span.end)))
