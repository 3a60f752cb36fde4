"""One article through the house, up to its reading: clean → annotate → attribute. Pure, given its parts.

This is the pipeline on one page. Grouping, checking and briefing start from what it makes (round.py, newsroom.py).
Cleaning goes in order, since it knows the articles before; what depends on one document alone (understanding.py) may be
done by processes beside this one.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import ExitStack, contextmanager
from datetime import datetime

import msgspec

from livebrief.annotate import Homes
from livebrief.clean import RepeatBook, make_document
from livebrief.flow.helpers import Helpers
from livebrief.flow.understanding import BROKEN, Asked, Understanding, Understood, named
from livebrief.log import get
from livebrief.records.articles import Document, Received
from livebrief.records.outcomes import Failed, Made, Outcome, Skipped, Why
from livebrief.records.readings import Reading

log = get("reading")
SOON = 40  # articles read alone before others come in: two processes take the CPU time of some 50 readings to start
AHEAD = 4  # documents waiting or in work for each process: what is held in memory beside those


class Company(msgspec.Struct, frozen=True, kw_only=True):
    """Processes that may help: the command that starts one, how many."""

    command: Sequence[str]
    count: int


class _Begun(msgspec.Struct, frozen=True, kw_only=True):
    """An article that is cleaned and on its way to being understood."""

    source: str
    received: Received
    cleaned: Made[Document]
    answer: Future[bytes] | Understood


class Reader:
    """Reads what was received. Law 1: one outcome per article, whatever goes wrong inside, in whichever process."""

    def __init__(self, understanding: Understanding, company: Company | None = None) -> None:
        self._understanding, self._company = understanding, company
        self._helpers: Helpers | None = None
        self._alone = 0

    @contextmanager
    def in_company(self) -> Iterator[None]:
        """Inside, processes help to read once so many articles came that starting them pays, if the reader has any.
        Law: outcomes and their order are those of reading alone."""
        if self._company is None:
            yield
            return
        self._alone = SOON
        with ExitStack() as self._open:
            try:
                yield
            finally:
                self._helpers, self._alone = None, 0

    def read(
        self,
        arrivals: Iterable[Received],
        *,
        now: datetime,
        repeats: RepeatBook | None = None,
        homes: Homes | None = None,
    ) -> Iterator[Outcome[Reading]]:
        """The outcome of each arrival, in order, lazily. ``now`` refuses dates of the future; ``repeats`` and ``homes``
        know the articles before and learn each one that was cleaned (an outlet's file may tell its home otherwise)."""
        waiting: deque[_Begun | Skipped | Failed] = deque()
        for received in arrivals:
            waiting.append(self._begin(received, now, repeats, homes))
            while len(waiting) > self._room():
                yield _ended(waiting.popleft())
        yield from map(_ended, waiting)

    def _room(self) -> int:
        """How many articles may be on their way; the helpers come in when enough were read without them."""
        if self._company is None:
            return 0
        if self._alone:
            self._alone -= 1
            if not self._alone:
                self._helpers = self._open.enter_context(Helpers(self._company.command, self._company.count))
        return AHEAD * self._company.count if self._helpers else 0

    def _begin(
        self, received: Received, now: datetime, repeats: RepeatBook | None, homes: Homes | None
    ) -> _Begun | Skipped | Failed:
        source = received.capture.origin or received.article.address
        try:
            cleaned = make_document(received, outlets=self._understanding.outlets, now=now, repeats=repeats)
            if isinstance(cleaned, Skipped | Failed):
                return cleaned
            doc = cleaned.value
            asked = Asked(document=doc, home=homes.of(doc.outlet) if homes else None)
        except BROKEN as wrong:
            return _set_aside(source, named(wrong))
        for book in (repeats, homes):
            if book is not None:
                book.learn(doc)
        helpers = self._helpers
        answer = helpers.ask(msgspec.msgpack.encode(asked)) if helpers else self._understanding.of(asked)
        return _Begun(source=source, received=received, cleaned=cleaned, answer=answer)


def _ended(begun: _Begun | Skipped | Failed) -> Outcome[Reading]:
    if not isinstance(begun, _Begun):
        return begun
    found = begun.answer if isinstance(begun.answer, Understood) else _answered(begun.answer)
    if found.wrong:
        return _set_aside(begun.source, found.wrong)
    reading = Reading(
        article=begun.received.article,
        document=begun.cleaned.value,
        mentions=found.mentions,
        sightings=found.sightings,
    )
    return Made(source=begun.source, value=reading, notes=begun.cleaned.notes)


def _answered(answer: Future[bytes]) -> Understood:
    try:
        return msgspec.msgpack.decode(answer.result(), type=Understood)
    except ChildProcessError as died:
        return Understood(wrong=str(died))


def _set_aside(source: str, wrong: str) -> Failed:
    log.warning("article set aside", item=source, error=wrong)
    return Failed(source=source, why=Why.INTERNAL, detail=f"{wrong}; please report it")
