"""Running a desk: serve it, watch feeds, show the configuration, verify the store, back it up and bring it back."""

from __future__ import annotations

import shutil
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread
from typing import TYPE_CHECKING

import click
import msgspec

from livebrief import config, log
from livebrief.cli.main import JSON, main
from livebrief.cli.saying import BAD_DATA, DONE, machine, print_line
from livebrief.errors import BrokenStore, WrongUsage
from livebrief.newsroom import Newsroom
from livebrief.records.sources import Feed

if TYPE_CHECKING:
    from livebrief.newsroom.watching import Polled


@main.command()
@click.argument("addresses", nargs=-1)
@click.option("--every", default=10.0, show_default=True, help="Minutes between two polls of a feed.")
@click.option("--once", is_flag=True, help="One turn over the feeds, then stop.")
@JSON
@click.pass_obj
def watch(cfg: config.Config, addresses: tuple[str, ...], every: float, once: bool, as_json: bool) -> None:
    """Poll feeds until stopped: the addresses given, else the beat's. What is new is read and placed at once.

    robots.txt is kept, hosts are given a pause, failing feeds are asked less and less; recent pages are looked at
    again for silent changes. Stop with Ctrl-C or SIGTERM: the poll under way is finished, nothing is lost.

    \b
    livebrief --beat ukraine watch
    livebrief watch https://outlet.example/feed.xml --every 5
    """
    from livebrief.ingest.fetch import Fetcher

    def tell(polled: Polled) -> None:
        if machine(as_json):
            print_line(polled)
        else:
            click.echo(_said(polled))

    stop = stopping()
    with Newsroom(cfg) as room, Fetcher() as fetcher:
        feeds = [Feed(address=address) for address in addresses]
        watched = room.watch(feeds, fetcher, every=timedelta(minutes=every))
        if once:
            for polled in watched.turn(stop):
                tell(polled)
        else:
            watched.run(stop, tell)


@main.command()
@click.option("--host", help="Address to listen on (default 127.0.0.1).")
@click.option("--port", type=click.IntRange(0, 65535), help="Port (default 8724; 0 takes a free one).")
@click.option("--watch", "every", type=float, help="Also poll the beat's feeds, each every so many minutes.")
@click.pass_obj
def serve(cfg: config.Config, host: str | None, port: int | None, every: float | None) -> None:
    """The live page, its JSON and the editor's desk; with --watch the beat's feeds are polled beside it."""
    from livebrief.web.app import make_app
    from livebrief.web.app import serve as listen

    with Newsroom(cfg) as room, watching(room, every):
        listen(make_app(room), host or cfg.host, cfg.port if port is None else port)


@main.command("config")
@click.pass_obj
def show_config(cfg: config.Config) -> None:
    """Every knob: its value here, and the environment variable that sets it."""
    from livebrief.store.address import masked

    for name in cfg.__struct_fields__:
        value = getattr(cfg, name)
        click.echo(f"{config.PREFIX + name.upper():28} {masked(value) if name == 'store' else value}")


@main.command()
@JSON
@click.pass_obj
def verify(cfg: config.Config, as_json: bool) -> None:
    """Re-derive every hash, citation and chain link of the store."""
    _there(cfg)
    with Newsroom(cfg) as room:
        problems, counts = room.verify(), room.store.counts()
    if machine(as_json):
        print_line({"clean": not problems, "counts": counts, "problems": problems})
    else:
        for problem in problems:
            click.echo(f"{problem.table} {problem.id}: {problem.what}")
        held = ", ".join(f"{number} {name}" for name, number in counts.items())
        click.echo(f"{'clean' if not problems else f'{len(problems)} problems'}: {held}")
    sys.exit(BAD_DATA if problems else DONE)


@main.command()
@click.argument("to", type=click.Path(path_type=Path, dir_okay=False))
@click.pass_obj
def backup(cfg: config.Config, to: Path) -> None:
    """Copy the whole store to a new file, as of one moment, also while articles are being added, from whatever database."""
    _there(cfg)
    with Newsroom(cfg) as room:
        room.store.backup(to)
    click.echo(f"wrote {to} ({to.stat().st_size:,} bytes)", err=True)


@main.command()
@click.argument("source", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.pass_obj
def restore(cfg: config.Config, source: Path) -> None:
    """Bring a backup back as the store: verified first, and never over a store that is there. Where the store is a
    database's address, what the backup holds moves there."""
    from livebrief.store.address import is_address, masked

    if is_address(cfg.store):
        with TemporaryDirectory() as folder, _checked(cfg, source, Path(folder) / "restored.db") as whole:
            with Newsroom(cfg) as room:
                room.store.fill(whole.store)
            counts = whole.store.counts()
    else:
        store = Path(cfg.store)
        if store.exists():
            way_out = "move it away, or name another with --store"
            raise WrongUsage("a store is here already", subject=cfg.store, way_out=way_out)
        part = store.with_name(store.name + ".part")
        with _checked(cfg, source, part) as whole:
            counts = whole.store.counts()
        part.replace(store)
    held = f"{counts['document']} documents, {counts['decision']} decisions"
    click.echo(f"restored {masked(cfg.store)}: {held}", err=True)


@contextmanager
def _checked(cfg: config.Config, source: Path, part: Path) -> Iterator[Newsroom]:
    """A copy of a backup, at ``part``, found whole and open; BrokenStore names the first problem, and the copy goes."""
    part.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, part)
    with Newsroom(msgspec.structs.replace(cfg, store=str(part))) as room:
        problems = room.verify()
        if not problems:
            yield room
            return
    part.unlink()
    raise BrokenStore(f"{len(problems)} problems, the first: {problems[0].what}", subject=str(source))


@contextmanager
def watching(room: Newsroom, every: float | None) -> Iterator[None]:
    """A watch over the beat's feeds in a thread of its own, while the block lasts; nothing when ``every`` is None."""
    if every is None:
        yield
        return
    from livebrief.ingest.fetch import Fetcher

    stop = Event()
    with Fetcher() as fetcher:
        watched = room.watch([], fetcher, every=timedelta(minutes=every))
        polled = log.get("watch").info
        run = Thread(target=watched.run, args=(stop, lambda one: polled("polled", **msgspec.structs.asdict(one))))
        run.start()
        try:
            yield
        finally:
            stop.set()
            run.join()


def stopping() -> Event:
    """An event that Ctrl-C and SIGTERM set; a second Ctrl-C stops at once."""
    stop = Event()

    def ask(_number: int, _frame: object) -> None:
        stop.set()
        signal.signal(signal.SIGINT, signal.default_int_handler)

    signal.signal(signal.SIGINT, ask)
    signal.signal(signal.SIGTERM, ask)
    return stop


def _there(cfg: config.Config) -> None:
    from livebrief.store import Store
    from livebrief.store.address import masked

    if not Store.there(cfg.store):
        raise WrongUsage("there is no store here", subject=masked(cfg.store), way_out="`livebrief add` makes one")


def _said(polled: Polled) -> str:
    if polled.failed:
        return f"{polled.failed}; again at {polled.next_at:%H:%M}"
    if polled.unchanged:
        return f"{polled.address}: unchanged"
    return f"{polled.address}: {polled.made} new, {polled.known} known, {polled.aside} set aside"
