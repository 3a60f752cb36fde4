"""The light path: follow stories over plain texts, without mentions and statements (`livebrief stories`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime

from livebrief.track.apart import Apart
from livebrief.track.grouping import Arrival, Grouping
from livebrief.track.news import news_of
from livebrief.track.options import TrackOptions
from livebrief.track.terms import outline_of

UNDATED = datetime(1970, 1, 1, tzinfo=UTC)  # where the ids of groups founded by an undated text sort: first


def track_texts(
    docs: Iterable[tuple[str, str, str, str | None]], options: TrackOptions | None = None
) -> Iterator[tuple[str, str, str]]:
    """(id, story, development) for each (id, text, title, date), lazily, in one pass in the order given.

    ``date`` is ISO 8601 at any grain from the day; None or empty is undated, and then time does not matter. A story
    merged later keeps, in what was already yielded, its old id: so the pass yields once all is read. ValueError for a
    date that is none.
    """
    chosen = options or TrackOptions()
    grouping = Grouping(chosen, Apart())
    placed: list[tuple[str, str, str]] = []
    into: dict[str, str] = {}
    for name, text, title, day in docs:
        on = date.fromisoformat(day[:10]) if day else None
        founded = datetime(on.year, on.month, on.day, tzinfo=UTC) if on else UNDATED
        ordinal = on.toordinal() if on else None
        outline = outline_of(title, text, chosen.text_tokens, ordinal)
        arrival = Arrival(document=name, day=ordinal, founded=founded, news=news_of(title, text))
        place = grouping.place(arrival, outline)
        into.update(place.merged)
        placed.append((name, place.story, place.development))
    for name, story, development in placed:
        yield name, _final(story, into), development


def _final(story: str, into: dict[str, str]) -> str:
    while story in into:
        story = into[story]
    return story
