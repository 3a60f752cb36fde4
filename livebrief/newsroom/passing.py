"""Articles that only pass through: read or followed without a store, nothing kept.

Owns the order in which answers come back and what becomes of an input that gave no document. What reading and following
are stands in flow/ and track/.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

import msgspec

from livebrief import beats
from livebrief.annotate import Homes
from livebrief.clean import make_document
from livebrief.flow.reading import Reader
from livebrief.records.articles import Document, Received
from livebrief.records.outcomes import Made, Outcome
from livebrief.records.readings import Reading
from livebrief.track.stories_only import track_texts


def read(
    arrivals: Iterable[Outcome[Received]], reader: Reader, note: Callable[[Outcome[Reading]], None], *, now: datetime
) -> Iterator[tuple[str, Reading]]:
    """The id that each input gave (or "") and its reading, lazily, in the order of the input; ``note`` is told of all."""
    came = deque[Made[Received]]()

    def received() -> Iterator[Received]:
        for outcome in arrivals:
            if isinstance(outcome, Made):
                came.append(outcome)
                yield outcome.value
            else:
                note(outcome)

    with reader.in_company():
        for each in reader.read(received(), now=now, homes=Homes()):
            outcome = came.popleft()
            if isinstance(each, Made):
                note(Made(source=outcome.source, value=each.value, notes=outcome.notes + each.notes))
                yield outcome.value.capture.given.id, each.value
            else:
                note(msgspec.structs.replace(each, source=outcome.source))


def stories(
    arrivals: Iterable[Outcome[Received]], note: Callable[[Outcome[Document]], None], *, now: datetime
) -> Iterator[dict[str, str]]:
    """Each document's story and development, after one pass in time order, in the order of the input.

    Documents without a date of their own are followed last, as they came: an inferred date is no proof of having come
    earlier. ``article`` is the id that the input gave, else the address.
    """
    found: list[tuple[str, Document]] = []
    outlets = beats.load_outlets()
    for arrival in arrivals:
        outcome = make_document(arrival.value, outlets=outlets, now=now) if isinstance(arrival, Made) else arrival
        note(outcome)
        if isinstance(arrival, Made) and isinstance(outcome, Made):
            found.append((arrival.value.capture.given.id or arrival.value.article.address, outcome.value))
    order = sorted(range(len(found)), key=lambda n: _stated(found[n][1]) or "9999")
    texts = ((str(n), found[n][1].text, found[n][1].title, _stated(found[n][1])) for n in order)
    places = {int(n): (story, development) for n, story, development in track_texts(texts)}
    for n, (name, doc) in enumerate(found):
        story, development = places[n]
        yield {"document": doc.id, "article": name, "story": story, "development": development}


def _stated(doc: Document) -> str | None:
    """The publication date when the input or the page states it."""
    return doc.published.value if doc.published.how in ("given", "metadata") else None
