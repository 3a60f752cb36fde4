"""Search: full text over stored sentences, then filters over what was read in them.

Owns the filters. Newest first, as the store finds them; a sentence in which no statement was read is a hit of its own,
unless a filter asks for something that only a statement has.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from livebrief.newsroom.room import Newsroom
from livebrief.newsroom.views import View
from livebrief.nlp.words import fold
from livebrief.publish.addresses import slug
from livebrief.publish.directory import Told
from livebrief.records.articles import Document

SCANNED = 2000  # sentences looked at for one search: filters work on these, and the answer says when there were more


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What is searched for. ``q``: words (see store/search.py); ``outlet``: key; ``actor``, ``place``: part of a name;
    ``act``, ``verdict``: values of the closed lists; ``after``, ``before``: days of publication, inclusive."""

    q: str = ""
    outlet: str = ""
    actor: str = ""
    act: str = ""
    verdict: str = ""
    place: str = ""
    after: str = ""
    before: str = ""

    @property
    def of_statements(self) -> bool:
        """Whether only statements can answer."""
        return bool(self.actor or self.act or self.verdict or self.place)


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence and the statement read in it, if any."""

    document: Document
    words: str
    told: Told | None = None


def search(room: Newsroom, view: View, asked: Asked, limit: int) -> tuple[list[Hit], bool]:
    """Up to ``limit`` hits, and whether there may be more. Total: any text is a query, an odd one finds nothing."""
    if asked == Asked():
        return [], False
    found: list[Hit] = []
    for hit in _candidates(room, view, asked):
        if len(found) == limit:
            return found, True
        if _fits(hit, asked, view):
            found.append(hit)
    return found, False


def _candidates(room: Newsroom, view: View, asked: Asked) -> Iterator[Hit]:
    directory, seen = view.directory, set()
    if not asked.q.strip():
        yield from (Hit(document=each.document, words=each.content, told=each) for each in directory.told)
        return
    current, hidden = set(view.material.current.values()), view.material.groups.hidden
    for doc, sent in room.store.find(asked.q, SCANNED, view.material.as_of):
        if doc.id not in current or doc.id in hidden or doc.article in hidden:
            continue
        inside = [
            each
            for each in directory.by_document.get(doc.id, ())
            if any(span.overlaps(sent.span) for span in each.sighting.content)
        ]
        for each in inside:
            if each.statement not in seen:
                seen.add(each.statement)
                yield Hit(document=doc, words=each.content, told=each)
        if not inside and not asked.of_statements:
            yield Hit(document=doc, words=sent.span.of(doc.text))


def _fits(hit: Hit, asked: Asked, view: View) -> bool:
    day = hit.document.published.day
    if asked.outlet and asked.outlet not in (hit.document.outlet, slug(hit.document.outlet)):
        return False
    if (asked.after and not day >= asked.after) or (asked.before and not (day and day <= asked.before)):
        return False
    return hit.told is None or _said(hit.told, asked, view)


def _said(told: Told, asked: Asked, view: View) -> bool:
    sgt = told.sighting
    if asked.act and sgt.act.value != asked.act:
        return False
    if asked.actor and not (asked.actor == sgt.source.actor or fold(asked.actor) in fold(sgt.source.name)):
        return False
    if asked.place and not any(
        asked.place == place.id or fold(asked.place) in fold(place.name) for place in sgt.places
    ):
        return False
    if asked.verdict:
        verdict = view.verdict(told.claim)
        return verdict is not None and verdict.value.value == asked.verdict
    return True
