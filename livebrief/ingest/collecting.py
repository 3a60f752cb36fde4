"""The way from inputs to captures. Owns the order and the accounting; refuses letting one bad input stop the rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from livebrief.ingest import places
from livebrief.ingest.following import follow, is_address
from livebrief.ingest.intake import STDIN, Intake
from livebrief.ingest.options import IngestOptions
from livebrief.records.articles import Received
from livebrief.records.outcomes import Outcome


def collect(inputs: Sequence[str], *, options: IngestOptions, now: datetime) -> Iterator[Outcome[Received]]:
    """What became of each article of the inputs, lazily: inputs as given, paths sorted, lines and entries in order.

    ``now`` stamps captures that do not say when they were first seen. An address is fetched by ``options.fetcher``.
    Law 1 holds; nothing is raised for bad input.
    """
    intake = Intake(options, now)
    for text in inputs:
        if text == STDIN:
            yield from intake.stdin()
        elif is_address(text):
            yield from follow(text, intake)
        else:
            for found in places.find(text):
                yield from intake.file(found) if isinstance(found, places.Found) else (found,)
