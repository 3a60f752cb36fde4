"""The alerts desk: spans by region as their feed published them, from notices and from attached series.

Owns the joining of a begin with its end. An open alert whose feed has stopped is *unknown*, never over: only a source
that says so ends an alert. Nothing here warns anybody.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta

import msgspec

from livebrief.desks.alerting.notices import BEGIN, END, STOPPED, Heard, heard
from livebrief.desks.desk import chain, claims_of, statements_of
from livebrief.desks.page import Page
from livebrief.nlp.words import fold
from livebrief.records.ids import mint
from livebrief.records.ledgers import Alert, Cell, Column, Flag
from livebrief.records.references import AlertRow, Reference

name = "alerts"
title = "Alerts"
notice = (
    "Not a warning service. What alert feeds published, after the fact; follow the official channels where you are."
)
columns: tuple[Column, ...] = (
    Column(field="region", heading="Region"),
    Column(field="threat", heading="Threat"),
    Column(field="start", heading="Start (UTC)"),
    Column(field="end", heading="End (UTC)"),
    Column(field="state", heading="State"),
    Column(field="last_heard", heading="Last heard"),
    Column(field="source", heading="Source"),
)
# An open alert that its feed has not spoken of for so long is unknown. Of 31,288 spans of the official Ukrainian table
# (2022-03 to 2023-10) 99.8% end within twelve hours; measure again when another feed is added.
SILENCE = timedelta(hours=12)
SAME_START = timedelta(minutes=10)  # two notices of one begin
LONGEST = timedelta(
    days=4
)  # an end later than this after a begin belongs to another one (the longest span told is 3.7 d)


class Span(msgspec.Struct, kw_only=True):
    """One alert as far as it is told: its begin, and later its end and when its feed stopped."""

    region: str
    begun: list[Heard]
    ended: list[Heard]
    stopped: list[Heard]


def read(page: Page) -> Iterator[Alert]:
    """Told alerts by start, then those of attached series in the series' order."""
    told = [_entry(page, span) for span in _spans(heard(page))]
    yield from sorted(told, key=lambda entry: (entry.start, entry.region))
    for reference in page.material.references:
        if reference.kind == name:
            yield from _of_series(reference, page.material.as_of)


def _spans(words: Iterable[Heard]) -> list[Span]:
    """Begins with what is told of them later. An end without a begin is an alert whose start the end tells, or nobody."""
    spans: list[Span] = []
    for each in sorted(words, key=lambda word: (word.moment, word.passage.n)):
        span = _span_of(each, spans)
        if span is None and each.kind != STOPPED:
            span = Span(region=each.region, begun=[], ended=[], stopped=[])
            spans.append(span)
        if span is None:
            continue
        {BEGIN: span.begun, END: span.ended, STOPPED: span.stopped}[each.kind].append(each)
    return spans


def _span_of(each: Heard, spans: Sequence[Span]) -> Span | None:
    """The newest alert of the region that the words can be about; an outlet that says that "the alert is over" without a
    region means the alert that it told of last."""
    for span in reversed(spans):
        if fold(span.region) != fold(each.region):
            continue
        start = _start(span)
        if each.kind == BEGIN:
            if not span.ended and each.at and start and abs(_moment(each.at) - _moment(start)) <= SAME_START:
                return span
            if each.began and each.began == start:
                return span
        elif (
            each.kind == STOPPED
            or (not span.ended and _within(start, each.at or each.moment))
            or (each.began and each.began == start)
        ):
            return span
    return None


def _within(start: str, end: str) -> bool:
    return not (start and end) or timedelta() <= _moment(end) - _moment(start) <= LONGEST


def _start(span: Span) -> str:
    said = [each.at for each in span.begun if each.at] + [
        each.began for each in (*span.ended, *span.stopped) if each.began
    ]
    return said[0] if said else (span.begun[0].moment if span.begun else "")


def _entry(page: Page, span: Span) -> Alert:
    every = (*span.begun, *span.ended, *span.stopped)
    first = every[0]
    start, end = _start(span), next((each.at or each.moment for each in span.ended), "")
    last = next((each.at for each in span.stopped if "T" in each.at), "") or max(
        each.at or each.moment for each in every
    )
    threat = chain(each.threat for each in every if each.threat is not None)
    source = chain(each.cell for each in every)
    state = "over" if span.ended else _state(bool(span.stopped), last, page.material.as_of)
    begun = next((each for each in span.begun if each.exact), None)
    return Alert(
        id=page.entry_id(name, first.passage.told[0], f"{first.kind} {fold(span.region)} {start}"),
        title=_title(span.region, start, end, state),
        when=start[:10],
        where=tuple(place for place in (first.place,) if place is not None),
        region=span.region,
        code=first.code,
        level=first.level,
        threat=threat,
        start=start,
        end=end,
        state=state,
        last_heard=last,
        delay_s=(_moment(begun.moment) - _moment(begun.at)).total_seconds() if begun else None,
        source=source,
        claims=claims_of(threat, source),
        statements=statements_of(threat, source),
        story=first.passage.told[0].story,
        verdict=page.verdict(source),
        flags=_flags(span, state),
    )


def _state(stopped: bool, last: str, as_of: datetime) -> str:
    return "unknown" if stopped or as_of - _moment(last) > SILENCE else "open"


def _flags(span: Span, state: str) -> tuple[Flag, ...]:
    flags = [
        Flag(kind="feed-stopped", says=f"its feed stopped ({each.passage.text[:160]})", statements=(told.id,))
        for each in span.stopped
        for told in each.passage.told[:1]
    ]
    if state == "unknown" and not flags:
        flags.append(
            Flag(kind="feed-silent", says="nothing has been heard of it for more than twelve hours: not thereby over")
        )
    return tuple(flags)


def _of_series(reference: Reference, as_of: datetime) -> Iterator[Alert]:
    for row in reference.rows:
        if isinstance(row, AlertRow) and _moment(row.start) <= as_of:
            yield _row(reference, row, as_of)


def _row(reference: Reference, row: AlertRow, as_of: datetime) -> Alert:
    ended = bool(row.end) and _moment(row.end) <= as_of
    last = row.end if ended else row.heard or min(reference.until or row.start, as_of.strftime("%Y-%m-%dT%H:%M:%SZ"))
    state = "over" if ended else _state(False, last, as_of)
    region = ", ".join((row.region, *row.within))
    said = Cell(text=row.by or reference.name, by=reference.name, as_of=row.start[:10], reference=reference.key)
    threat = (msgspec.structs.replace(said, text=row.threat),) if row.threat else ()
    key = f"{reference.key}|{row.code or region}|{row.level}|{row.threat}|{row.start}"
    return Alert(
        id=mint("ent", _moment(row.start), key),
        title=_title(row.region, row.start, row.end if ended else "", state),
        when=row.start[:10],
        region=region,
        code=row.code,
        level=row.level,
        threat=threat,
        start=row.start,
        end=row.end if ended else "",
        state=state,
        last_heard=last,
        source=(said,),
    )


def _title(region: str, start: str, end: str, state: str) -> str:
    span = f"from {start[:16].replace('T', ' ')}" if start else "start not told"
    return f"{region}: alert {span}" + (f" to {end[:16].replace('T', ' ')}" if end else f", {state}")


def _moment(value: str) -> datetime:
    """A moment of a notice or row; a day alone is its first moment. UTC where no zone is said."""
    try:
        at = datetime.fromisoformat(value.replace("Z", "+00:00"))
    except ValueError:
        at = datetime.fromisoformat(f"{value[:10]}T00:00:00+00:00")
    return at if at.tzinfo else at.replace(tzinfo=UTC)
