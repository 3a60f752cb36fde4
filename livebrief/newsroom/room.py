"""Newsroom: everything that the command line and the web do is a method here. The only reader of the clock.

Opens rooms lazily: a command pays only for what it uses (`livebrief --help` loads neither weights nor the web stack).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from livebrief import beats
from livebrief.config import Config
from livebrief.errors import WrongUsage
from livebrief.records.articles import Document, Received
from livebrief.records.briefings import Briefing
from livebrief.records.ledgers import Ledger
from livebrief.records.outcomes import Account, Failed, Made, Outcome, Skipped, account
from livebrief.records.readings import Groups, Material, Reading
from livebrief.records.references import Reference
from livebrief.records.sources import Beat, Feed
from livebrief.records.verdicts import Verdict

if TYPE_CHECKING:
    from livebrief.brief.explain import Explanation
    from livebrief.brief.kept import Kept
    from livebrief.flow.memory import Memory
    from livebrief.flow.reading import Reader
    from livebrief.ingest import IngestOptions
    from livebrief.ingest.fetching import Fetches
    from livebrief.newsroom.attaching import About, Attached
    from livebrief.newsroom.editing import Editing
    from livebrief.newsroom.growing import Growing
    from livebrief.newsroom.people import Door
    from livebrief.newsroom.watching import Watch
    from livebrief.store import Problem, Store
    from livebrief.store.held import Held

Progress = Callable[[str, int], None]


def _silent(step: str, n: int) -> None:
    """No progress shown."""


class Added(msgspec.Struct, frozen=True, kw_only=True):
    """What one `add` did: the account of its inputs, notes by input, and how many documents found their place."""

    inputs: Account
    reading: Account
    notes: tuple[tuple[str, str], ...] = ()
    placed: int = 0


class Newsroom:
    """One desk: its configuration, its store, its readers. Use as a context manager, or close it."""

    def __init__(self, config: Config, *, clock: Callable[[], datetime] | None = None) -> None:
        self.config = config
        self._clock = clock or (lambda: datetime.now(UTC))

    def __enter__(self) -> Newsroom:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the store, if it was opened."""
        if "store" in self.__dict__:
            self.store.close()
            for kept in ("store", "_memory", "_growing", "_kept", "editing", "door"):
                self.__dict__.pop(kept, None)

    @cached_property
    def store(self) -> Store:
        """The desk's store, opened (and made, if there is none) on first use."""
        from livebrief.store import Store

        return Store.open(self.config.store)

    @cached_property
    def editing(self) -> Editing:
        """The editor's desk: every action of it, its preview and its undo."""
        from livebrief.newsroom.editing import Editing

        return Editing(self, self._clock)

    @cached_property
    def door(self) -> Door:
        """Who may sign in."""
        from livebrief.newsroom.people import Door

        return Door(self.store.people, self._clock)

    @cached_property
    def beats(self) -> tuple[Beat, ...]:
        """The beats that the configuration names."""
        return beats.choose(self.config.beat)

    def add(self, inputs: Sequence[str], options: IngestOptions | None = None, progress: Progress = _silent) -> Added:
        """Take in articles and group what is new. Idempotent; may be killed and begun again at any moment (law 7)."""
        return self.take(self._collect(inputs, options, self._clock()), progress)

    def take(self, arrivals: Iterable[Outcome[Received]], progress: Progress = _silent) -> Added:
        """One round over what arrives: receive it, read it, place it."""
        from livebrief.flow.round import Round

        now = self._clock()
        batch = self.config.batch_documents
        round_ = Round(self.store, self._reader, self._memory, now=now, batch=batch, progress=progress)
        received = list(round_.receive(arrivals))
        read = list(round_.read())
        return Added(
            inputs=account(received),
            reading=account(read),
            notes=tuple(_notes(received) + _notes(read)),
            placed=round_.place(),
        )

    def read(
        self, inputs: Sequence[str], options: IngestOptions | None, note: Callable[[Outcome[Reading]], None]
    ) -> Iterator[tuple[str, Reading]]:
        """Read articles without a store, lazily: the id that the input gave (or ""), and the reading.

        ``note`` is told of every outcome, made or not. An outlet's home is learnt from its articles before.
        """
        from livebrief.newsroom.passing import read

        now = self._clock()
        return read(self._collect(inputs, options, now), self._reader, note, now=now)

    def stories(
        self, inputs: Sequence[str], options: IngestOptions | None, note: Callable[[Outcome[Document]], None]
    ) -> Iterator[dict[str, str]]:
        """Follow stories without a store: one pass in time order, printed in the order of the input.

        ``note`` is told of every outcome. Documents without a date of their own come last, as they came: an inferred
        date is no proof of having come earlier. ``article`` is the id that the input gave, else the address.
        """
        from livebrief.newsroom.passing import stories

        now = self._clock()
        return stories(self._collect(inputs, options, now), note, now=now)

    def publish(
        self, out: Path, *, as_of: datetime | None = None, since: datetime | None = None, language: str = "en"
    ) -> Path:
        """Write the briefing as a static site in an interface language; the path of its first page."""
        from livebrief.newsroom.views import build
        from livebrief.publish import site

        site.write(build(self, as_of, since), out, language)
        return out / "index.html"

    def material(self, as_of: datetime | None = None) -> Material:
        """All that the desk knew as of a moment (default: now)."""
        from livebrief.newsroom.standing import stand

        raw = self.raw(as_of)
        return stand(raw, self.store.decisions(raw.as_of))

    def now(self) -> Material:
        """All that the desk knows now: as ``material()``, grown out of the last answer, so that it costs what is new."""
        return self._growing.material(self._clock())

    def raw(self, as_of: datetime | None = None) -> Material:
        """What was read as of a moment (default: now), before the journal's groups and corrections are laid over it."""
        moment = as_of or self._clock()
        shared = self._growing.held if "_growing" in self.__dict__ else None
        return self._grown(self.store.held(moment, shared), Groups())

    def watch(self, feeds: Sequence[Feed], fetcher: Fetches, *, every: timedelta) -> Watch:
        """A watch over feeds: the beat's when none are given. WrongUsage when there is nothing to watch."""
        from livebrief.newsroom.watching import Watch

        chosen = feeds or [feed for beat in self.beats for feed in beat.feeds]
        if not chosen:
            raise WrongUsage("no feeds to watch", way_out="name addresses, or a beat that lists its feeds")
        return Watch(self, chosen, fetcher, every=every, clock=self._clock)

    def attach(self, paths: Sequence[Path], about: About) -> list[Attached]:
        """Attach series by others as named sources (an attack table, alert spans, a control layer, a tracker)."""
        from livebrief.newsroom.attaching import attach

        return attach(self.store, paths, about, now=self._clock())

    def ledger(self, name: str, as_of: datetime | None = None) -> Ledger:
        """One desk's ledger as of a moment. UnknownDesk lists the desks that there are."""
        return self.ledgers((name,), as_of)[0]

    def ledgers(self, wanted: Sequence[str] = (), as_of: datetime | None = None) -> tuple[Ledger, ...]:
        """Several desks' ledgers as of a moment; by default those of the beat."""
        material = self.material(as_of)
        return self.keep(material, self.verdicts(material), wanted)

    def article_names(self, statements: Iterable[str], as_of: datetime | None = None) -> dict[str, str]:
        """For each statement its article's name: the id that the input gave, else the article's address."""
        from livebrief.newsroom.naming import article_names

        return article_names(frozenset(statements), self.raw(as_of), self.store)

    def keep(
        self, material: Material, verdicts: Mapping[str, Verdict], wanted: Sequence[str] = ()
    ) -> tuple[Ledger, ...]:
        """The ledgers that follow from a material and its verdicts."""
        from livebrief.check import chains
        from livebrief.check.incidents import happening_in
        from livebrief.desks import keep_all, names

        of_beat = material.beat.desks if material.beat and material.beat.desks else names()
        kept = wanted or [each for each in names() if each in of_beat]
        return keep_all(material, verdicts, chains(material), kept, happening_in(material))

    def verdicts(self, material: Material) -> dict[str, Verdict]:
        """The verdict of every claim of the material."""
        from livebrief.check import verdicts

        return verdicts(material)

    def briefing(self, as_of: datetime | None = None, since: datetime | None = None) -> tuple[Briefing, Material]:
        """The briefing as of a moment, and the material that it was made from. Pure given the store (law 5)."""
        if as_of or since:
            material = self.material(as_of)
            return self.compose(material, since), material
        material = self.now()
        return self.compose(material, kept=self._kept), material

    def compose(
        self,
        material: Material,
        since: datetime | None = None,
        verdicts: Mapping[str, Verdict] | None = None,
        kept: Kept | None = None,
    ) -> Briefing:
        """The briefing of a material: its verdicts (made here when not given), and what changed in sources and by
        editors' hands.
        """
        from livebrief.brief import make_briefing
        from livebrief.check import corrections
        from livebrief.newsroom.announced import announced

        earlier = self.material(since) if since else None
        return make_briefing(
            material,
            verdicts if verdicts is not None else self.verdicts(material),
            since=since,
            corrections=(
                *corrections(material),
                *announced(self.store.decisions(material.as_of, editors_only=True)),
            ),
            earlier=self.verdicts(earlier) if earlier else {},
            kept=kept,
        )

    def explain(self, some_id: str, as_of: datetime | None = None) -> Explanation:
        """Why: the evidence, reasons and provenance of a claim, line, statement, document, story or ledger entry. Missing
        if unknown."""
        from livebrief.newsroom.explaining import explain

        material = self.material(as_of)
        return explain(some_id, material, lambda: self.keep(material, self.verdicts(material)))

    def mark(self) -> tuple[int, ...]:
        """Something that changes whenever what the desk shows does."""
        return self.store.newest_document(), self.store.newest_entry(), self.store.newest_reference()

    def verify(self) -> list[Problem]:
        """Re-derive every hash, citation and chain link of the store."""
        return list(self.store.verify())

    def _collect(
        self, inputs: Sequence[str], options: IngestOptions | None, now: datetime
    ) -> Iterator[Outcome[Received]]:
        from livebrief.ingest import IngestOptions, collect

        return collect(inputs, options=options or IngestOptions(), now=now)

    def _references(self, moment: datetime) -> tuple[Reference, ...]:
        if not self.store.newest_reference():
            return ()
        from livebrief.newsroom.attaching import references

        return references(self.store, moment)

    @cached_property
    def _growing(self) -> Growing:
        from livebrief.newsroom.growing import Growing

        return Growing(self.store, self._grown)

    def _grown(self, held: Held, groups: Groups) -> Material:
        material = Material(
            as_of=held.as_of,
            documents=held.documents,
            current={doc.article: doc.id for doc in held.documents.values()},
            known_at=held.known_at,
            sightings=held.sightings,
            copies=held.copies,
            groups=groups,
            outlets=beats.load_outlets(),
            references=self._references(held.as_of),
        )
        return msgspec.structs.replace(material, beat=beats.prevailing(material.documents.values(), self.beats))

    @cached_property
    def _kept(self) -> Kept:
        from livebrief.brief.kept import Kept

        return Kept()

    @cached_property
    def _memory(self) -> Memory:
        from livebrief.flow.memory import Memory

        return Memory(self.store)

    @cached_property
    def _reader(self) -> Reader:
        from livebrief.flow.reading import Company, Reader
        from livebrief.newsroom.helper import command, understanding

        cfg = self.config
        count = cfg.processes or (2 if cfg.reader == "rules" else 1)
        company = Company(command=command(cfg.reader, cfg.beat), count=count) if count > 1 else None
        return Reader(understanding(cfg.reader, cfg.beat), company)


def _notes(outcomes: Sequence[Made[str] | Skipped | Failed]) -> list[tuple[str, str]]:
    return [(made.source, note) for made in outcomes if isinstance(made, Made) for note in made.notes]
