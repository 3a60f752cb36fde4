"""The happening that some documents of a material tell of together, from what the material keeps of them.

Owns the way from a Material to the readings that :func:`livebrief.check.incidents.incident` wants: places and times are
those of statements, which are what a material keeps. Refuses to group: whoever asks says which documents belong together.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from livebrief.check.incidents.whole import incident
from livebrief.records.articles import Article
from livebrief.records.incidents import Incident
from livebrief.records.mentions import Mention
from livebrief.records.readings import Material, Reading
from livebrief.records.spans import Span


def happening_in(material: Material) -> Callable[[Sequence[str]], Incident]:
    """Of document ids, the happening that they tell of. Pure; unknown ids are passed over."""

    def of(documents: Sequence[str]) -> Incident:
        return incident([_reading(material, doc_id) for doc_id in documents if doc_id in material.documents])

    return of


def _reading(material: Material, doc_id: str) -> Reading:
    doc = material.documents[doc_id]
    sightings = material.sightings.get(doc_id, ())
    places: dict[Span, Mention] = {men.span: men for sgt in sightings for men in sgt.places}
    times: dict[Span, Mention] = {men.span: men for sgt in sightings for men in sgt.times}
    mentions = tuple(sorted((*places.values(), *times.values()), key=lambda men: men.span))
    return Reading(article=Article(id=doc.article, address=doc.url), document=doc, mentions=mentions)
