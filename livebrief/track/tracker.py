"""The tracker: one document after the other, its story, its development, the claim of each of its statements."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time

import msgspec

from livebrief.records.articles import Copy, Document
from livebrief.records.mentions import EntityMention
from livebrief.records.readings import Reading
from livebrief.records.stories import Placement
from livebrief.track.apart import Apart
from livebrief.track.asserting import Setting, counts, voices
from livebrief.track.claims import Claims
from livebrief.track.grouping import Arrival, Grouping, Place
from livebrief.track.news import news_of
from livebrief.track.options import TrackOptions
from livebrief.track.terms import Outline, outline_of

DEFAULTS = TrackOptions()


class Tracker:
    """Places documents in one pass. Law 4: the same readings in the same order, the same placements.

    Only earlier documents are seen; memory follows the window of the options, not the archive. ``apart`` are the pairs
    of ids (stories, documents, claims, statements) that an editor forbade to group.
    """

    def __init__(self, options: TrackOptions = DEFAULTS, apart: Iterable[tuple[str, str]] = ()) -> None:
        self._options = options
        forbidden = Apart(apart)
        self._grouping = Grouping(options, forbidden)
        self._claims = Claims(options, forbidden)
        self._articles: dict[str, Place] = {}
        self._into: dict[str, str] = {}

    def place(self, reading: Reading, at: datetime, copy: Copy | None = None) -> Placement:
        """Decide where a document and its statements belong; ``at`` is when the desk learnt of it.

        A later capture of an article stays where the article is. A copy goes where its original went.
        """
        doc = reading.document
        founded = moment_of(doc) or at
        arrival, outline = _arrival(reading, founded), self._outline(doc)
        known = self._known(reading.article.id)
        if known is not None:
            place = msgspec.structs.replace(known, opened=(), merged=(), reasons=("later capture of a placed article",))
            self._grouping.restore(arrival, outline, place)
        else:
            place = self._grouping.place(arrival, outline, copy.of if copy else "")
        self._note(reading.article.id, place)
        claims, opened = self._place_statements(reading, place, founded)
        return Placement(
            document=doc.id,
            article=reading.article.id,
            story=place.story,
            development=place.development,
            claims=claims,
            opened=place.opened + opened,
            merged=place.merged,
            reasons=place.reasons,
        )

    def restore(self, reading: Reading, placement: Placement, at: datetime) -> None:
        """Take in a document that was placed before, without deciding again. Law: then ``place`` answers as it would
        have in the run that placed it."""
        doc = reading.document
        place = Place(story=placement.story, development=placement.development, merged=placement.merged)
        self._grouping.restore(_arrival(reading, moment_of(doc) or at), self._outline(doc), place)
        self._note(reading.article.id, place)
        claims = dict(placement.claims)
        setting = _setting(reading, place)
        for sgt in reading.sightings:
            if sgt.statement.id in claims:
                self._claims.restore(sgt, setting, claims[sgt.statement.id])

    def _place_statements(
        self, reading: Reading, place: Place, founded: datetime
    ) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...]]:
        found: dict[str, str] = {}
        opened = []
        setting = _setting(reading, place)
        for sgt in reading.sightings:
            clm, why = self._claims.place(sgt, setting, founded)
            found[sgt.statement.id] = clm
            if why == "new":
                opened.append(clm)
        return tuple(found.items()), tuple(opened)

    def _outline(self, doc: Document) -> Outline:
        return outline_of(doc.title, doc.text, self._options.text_tokens, _day(doc))

    def _known(self, article: str) -> Place | None:
        place = self._articles.get(article)
        return msgspec.structs.replace(place, story=self._resolve(place.story)) if place else None

    def _note(self, article: str, place: Place) -> None:
        for loser, winner in place.merged:
            self._into[loser] = winner
            self._claims.merge(loser, winner)
        self._articles.pop(article, None)
        self._articles[article] = Place(story=place.story, development=place.development)
        if len(self._articles) > 2 * self._options.window_articles:
            del self._articles[next(iter(self._articles))]

    def _resolve(self, story: str) -> str:
        while story in self._into:
            story = self._into[story]
        return story


def _arrival(reading: Reading, founded: datetime) -> Arrival:
    doc = reading.document
    return Arrival(
        document=doc.id,
        day=_day(doc),
        founded=founded,
        figures=frozenset(key for sgt in reading.sightings for key in counts(sgt, doc.text)),
        news=news_of(doc.title, doc.text),
        language=doc.language,
        voices=voices(reading.sightings),
    )


def _setting(reading: Reading, place: Place) -> Setting:
    doc = reading.document
    return Setting(
        story=place.story,
        development=place.development,
        document=doc.id,
        text=doc.text,
        language=doc.language,
        day=_day(doc),
        people=tuple(each for each in reading.mentions if isinstance(each, EntityMention) and each.type == "person"),
    )


def _day(doc: Document) -> int | None:
    return date.fromisoformat(doc.published.day).toordinal() if doc.published.day else None


def moment_of(doc: Document) -> datetime | None:
    """When the document says it was published, in UTC, a day as its midnight; None when unknown."""
    value = doc.published.value
    if not doc.published.day:
        return None
    if len(value) == len("2024-11-20"):
        return datetime.combine(date.fromisoformat(value), time(), tzinfo=UTC)
    moment = datetime.fromisoformat(value)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
