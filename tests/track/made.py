"""Readings and journal entries for the tests of this room, in our own words."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec

from livebrief.records.articles import Article, Dated, Document
from livebrief.records.decisions import Decision, Kind
from livebrief.records.mentions import QuantityMention
from livebrief.records.readings import Reading
from livebrief.records.spans import Span
from livebrief.records.statements import Act, Sighting, Source, Speech, Statement
from livebrief.records.stories import Placement

MORNING = datetime(2025, 5, 5, 8, tzinfo=UTC)

FIRE = "A fire in the Brackwater timber yard spread to six sheds on Tuesday night, the Norwell fire chief said."
FIRE_LATER = "The fire chief of Norwell said the Brackwater timber yard fire was out and six sheds had burned down."
VOTE = (
    "Parliament in Ostermark passed the fisheries bill by twelve votes after a debate of nine hours, the speaker said."
)


def reading(
    name: str,
    text: str,
    *,
    article: str = "",
    day: str = "2025-05-05",
    said: tuple[Sighting, ...] = (),
    title: str = "",
) -> Reading:
    """A reading of one document."""
    dated = Dated(value=day, how="given" if day else "unknown")
    art = Article(id=article or f"art-{name}", address=f"item:{name}")
    return Reading(
        article=art,
        document=Document(id=name, capture=f"cap-{name}", article=art.id, text=text, title=title, published=dated),
        sightings=said,
    )


def sighting(
    name: str,
    content: str,
    *,
    source: str = "The mayor",
    speech: Speech = Speech.INDIRECT,
    act: Act = Act.SAYS,
    figures: tuple[tuple[str, str, float], ...] = (),
) -> Sighting:
    """A sighting of a statement; figures are (role, unit, value)."""
    return Sighting(
        id=f"sgt-{name}",
        statement=Statement(id=name, article="art", speech=speech, source=source, content=content),
        document="doc",
        source=Source(name=source),
        cue=(),
        content=(Span(0, len(content)),),
        act=act,
        figures=tuple(
            QuantityMention(span=Span(0, 1), text=str(value), role=role, unit=unit, value=value)
            for role, unit, value in figures
        ),
    )


def entry(number: int, kind: Kind, subject: str, **body: Any) -> Decision:
    """A journal entry; its digests do not matter to a fold."""
    at = MORNING + timedelta(hours=number)
    by = "machine" if kind is Kind.PLACE else "editor"
    return Decision(
        number=number, at=at, recorded_at=at, by=by, kind=kind, subject=subject, body=body, previous="", digest=""
    )


def placed(number: int, placement: Placement) -> Decision:
    """The journal entry of a placement."""
    return entry(number, Kind.PLACE, placement.document, **msgspec.to_builtins(placement))
