"""Running a desk: watch feeds, show the configuration, back the store up and bring it back."""

from __future__ import annotations

import shutil
import signal
from datetime import timedelta
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

import click
import msgspec

from livebrief import config
from livebrief.cli.main import JSON, machine, main, print_line
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
        watching = room.watch(feeds, fetcher, every=timedelta(minutes=every))
        if once:
            for polled in watching.turn(stop):
                tell(polled)
        else:
            watching.run(stop, tell)


@main.command("config")
@click.pass_obj
def show_config(cfg: config.Config) -> None:
    """Every knob: its value here, and the environment variable that sets it."""
    for name in cfg.__struct_fields__:
        click.echo(f"{config.PREFIX + name.upper():28} {getattr(cfg, name)}")


@main.command()
@click.argument("to", type=click.Path(path_type=Path, dir_okay=False))
@click.pass_obj
def backup(cfg: config.Config, to: Path) -> None:
    """Copy the whole store to a new file, as of one moment, also while articles are being added."""
    if not cfg.store.exists():
        raise WrongUsage("there is no store here", subject=str(cfg.store), way_out="`livebrief add` makes one")
    with Newsroom(cfg) as room:
        room.store.backup(to)
    click.echo(f"wrote {to} ({to.stat().st_size:,} bytes)", err=True)


@main.command()
@click.argument("source", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.pass_obj
def restore(cfg: config.Config, source: Path) -> None:
    """Bring a backup back as the store: verified first, and never over a store that is there."""
    if cfg.store.exists():
        way_out = "move it away, or name another with --store"
        raise WrongUsage("a store is here already", subject=str(cfg.store), way_out=way_out)
    part = cfg.store.with_name(cfg.store.name + ".part")
    cfg.store.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, part)
    with Newsroom(msgspec.structs.replace(cfg, store=part)) as room:
        problems, counts = room.verify(), room.store.counts()
    if problems:
        part.unlink()
        raise BrokenStore(f"{len(problems)} problems, the first: {problems[0].what}", subject=str(source))
    part.replace(cfg.store)
    click.echo(f"restored {cfg.store}: {counts['document']} documents, {counts['decision']} decisions", err=True)


def stopping() -> Event:
    """An event that Ctrl-C and SIGTERM set; a second Ctrl-C stops at once."""
    stop = Event()

    def ask(_number: int, _frame: object) -> None:
        stop.set()
        signal.signal(signal.SIGINT, signal.default_int_handler)

    signal.signal(signal.SIGINT, ask)
    signal.signal(signal.SIGTERM, ask)
    return stop


def _said(polled: Polled) -> str:
    if polled.failed:
        return f"{polled.failed}; again at {polled.next_at:%H:%M}"
    if polled.unchanged:
        return f"{polled.address}: unchanged"
    return f"{polled.address}: {polled.made} new, {polled.known} known, {polled.aside} set aside"
