"""The command line: commands thin over Newsroom. Tables on a terminal, JSON lines in a pipe or with ``--json``.

Exit codes: 0 done, 1 bad data (named), 2 wrong usage, 3 partly done (the count says what was set aside).
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import msgspec

from livebrief import __version__, config, log
from livebrief.cli.saying import BAD_DATA, DONE, WRONG_USAGE, Tally, leave, machine, print_line, progress, say_account
from livebrief.errors import Abort, LivebriefError, WrongUsage
from livebrief.newsroom import Newsroom, demo_inputs, moment
from livebrief.newsroom.example import made_by

if TYPE_CHECKING:
    from livebrief.ingest import IngestOptions


class Moment(click.ParamType[datetime]):
    """``2025-03-05`` (its last second), ``2025-03-05T12:00``, with or without an offset (else UTC)."""

    name = "time"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """The moment in UTC; a usage error names what was given."""
        if isinstance(value, datetime):
            return value
        try:
            return moment(value)
        except ValueError:
            self.fail(f"{value!r} is not a time; write 2025-03-05 or 2025-03-05T12:00", param, ctx)


MOMENT = Moment()


class Desk(click.Group):
    """Turns the house's errors into one line on stderr and an exit code."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; never show a stack for an error raised on purpose."""
        try:
            return super().invoke(ctx)
        except WrongUsage as wrong:
            click.echo(f"livebrief: {wrong}", err=True)
            ctx.exit(WRONG_USAGE)
        except (Abort, LivebriefError) as wrong:
            click.echo(f"livebrief: {wrong}", err=True)
            ctx.exit(BAD_DATA)
        except BrokenPipeError:
            sys.stderr.close()
            ctx.exit(DONE)


@click.group(cls=Desk, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
@click.option("--store", metavar="FILE|ADDRESS", help="The desk's database (default livebrief.db), or postgresql://…")
@click.option("--beat", help="A bundled beat, a TOML file, or auto (default).")
@click.option("--reader", help="joined (default), trained or rules (no weights).")
@click.option("-v", "--verbose", count=True, help="More events on stderr; twice for all.")
@click.pass_context
def main(ctx: click.Context, store: str | None, beat: str | None, reader: str | None, verbose: int) -> None:
    """A live-briefing desk: many outlets in, one cited page out. It extracts and never generates.

    \b
    livebrief demo                         the example beat, in the browser
    livebrief add articles/*.html          take articles in
    livebrief brief --since 2025-03-05     what changed
    livebrief explain ID                   why a line says what it says
    """
    log.set_up(verbose=verbose)
    ctx.obj = config.load(store=store, beat=beat, reader=reader)


def _input_options(command: Any) -> Any:
    """The options of commands that take articles in."""
    for option in (
        click.option("--outlet", default="", help="Who published, where the input does not say."),
        click.option("--published", default="", help="When, where the input does not say."),
        click.option("--language", default="", help="Which language, where the input does not say."),
    ):
        command = option(command)
    return click.argument("inputs", nargs=-1, required=True)(command)


JSON = click.option("--json", "as_json", is_flag=True, help="JSON lines, also on a terminal.")
AS_OF = click.option("--as-of", type=MOMENT, help="The view as of this moment.")


@main.command()
@_input_options
@JSON
@click.pass_obj
def add(cfg: config.Config, /, inputs: tuple[str, ...], as_json: bool, **given: str) -> None:
    """Take articles into the store: files, folders, globs, JSON lines, web archives (WARC), saved feeds, addresses of
    pages and feeds, or - for standard input."""
    with Newsroom(cfg) as room, progress() as tell:
        done = room.add(inputs, _options(inputs, **given), tell)
    if machine(as_json):
        print_line(done)
    else:
        say_account("added", done.inputs)
        say_account("read", done.reading)
        click.echo(f"placed {done.placed}")
        for source, note in done.notes:
            click.echo(f"  note: {source}: {note}")
    noted = any(note.startswith("future-date") for _, note in done.notes)
    leave(done.inputs, done.reading, partly=noted)


@main.command()
@_input_options
@JSON
@click.pass_obj
def read(cfg: config.Config, /, inputs: tuple[str, ...], as_json: bool, **given: str) -> None:
    """Read articles without a store: mentions and statements, one document a line."""
    from livebrief.publish.readings import as_line
    from livebrief.publish.text import show_reading

    tally = Tally()
    with Newsroom(cfg) as room:
        for name, reading in room.read(inputs, _options(inputs, **given), tally.note):
            if machine(as_json):
                print_line(as_line(reading, name))
            else:
                click.echo(show_reading(reading))
    tally.leave()


@main.command()
@_input_options
@JSON
@click.pass_obj
def stories(cfg: config.Config, /, inputs: tuple[str, ...], as_json: bool, **given: str) -> None:
    """Follow stories without a store, in one pass in time order: which article belongs to which."""
    tally = Tally()
    with Newsroom(cfg) as room:
        for place in room.stories(inputs, _options(inputs, **given), tally.note):
            if machine(as_json):
                print_line(place)
            else:
                click.echo(f"{place['story']}  {place['development']}  {place['article']}")
    tally.leave()


@main.command()
@AS_OF
@click.option("--since", type=MOMENT, help="Only what changed after this moment.")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Write a static site here.")
@click.option(
    "--language", type=click.Choice(("en", "uk")), default="en", help="The site's own words: English, Ukrainian."
)
@JSON
@click.pass_obj
def brief(
    cfg: config.Config, as_of: datetime | None, since: datetime | None, out: Path | None, language: str, as_json: bool
) -> None:
    """The briefing: latest developments, who says so, and how far sources agree."""
    from livebrief.publish.text import show_briefing

    with Newsroom(cfg) as room:
        if out is not None:
            index = room.publish(out, as_of=as_of, since=since, language=language)
            click.echo(f"wrote {index}", err=True)
            if not as_json:
                return
        brf, material = room.briefing(as_of, since)
    if machine(as_json):
        print_line(brf)
    else:
        show_briefing(brf, material)


@main.command()
@click.argument("some_id", metavar="ID")
@AS_OF
@JSON
@click.pass_obj
def explain(cfg: config.Config, some_id: str, as_of: datetime | None, as_json: bool) -> None:
    """Why: the evidence, the reasons and the provenance of a claim, line, statement, document, story or ledger entry."""
    with Newsroom(cfg) as room:
        found = room.explain(some_id, as_of)
    if machine(as_json):
        print_line(found)
    else:
        from livebrief.publish.text import show_explanation

        show_explanation(msgspec.to_builtins(found))


@main.command()
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Also write the static site here.")
@click.option("--port", type=click.IntRange(0, 65535), help="Port (default 8724; 0 takes a free one).")
@click.option("--no-serve", is_flag=True, help="Build, print the briefing, and stop.")
@click.pass_obj
def demo(cfg: config.Config, out: Path | None, port: int | None, no_serve: bool) -> None:
    """Build the bundled example beat (an invented country's week) and serve its briefing."""
    from livebrief.publish.text import show_briefing

    folder = Path(tempfile.gettempdir()) / f"livebrief-demo-{__version__}-{made_by()}"
    folder.mkdir(exist_ok=True)
    own = msgspec.structs.replace(cfg, store=str(folder / "demo.db"), beat="demo")
    with Newsroom(own) as room:
        with progress() as tell:
            done = room.add([str(demo_inputs())], None, tell)
        say_account("demo articles", done.inputs)
        brf, material = room.briefing()
        show_briefing(brf, material)
        if out is not None:
            click.echo(f"site written: {room.publish(out)}")
        if not no_serve:
            from livebrief.web.app import make_app
            from livebrief.web.app import serve as listen

            listen(make_app(room), own.host, own.port if port is None else port)


@main.command("eval")
@click.argument("suites", nargs=-1, metavar="[SUITE]...")
@JSON
@click.pass_obj
def evaluate(cfg: config.Config, suites: tuple[str, ...], as_json: bool) -> None:
    """Quality suites with their floors: demo, attribution, stories, pages. Absent data: not run."""
    from livebrief.evals.gate import run, show

    results = run(suites, cfg)
    if machine(as_json):
        for result in results:
            print_line(result)
    else:
        show(results)
    sys.exit(BAD_DATA if any(result.below for result in results) else DONE)


@main.command()
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option("--sizes", default="1000,5000,20000", help="Articles per size of the growth curve.")
@JSON
@click.pass_obj
def bench(cfg: config.Config, names: tuple[str, ...], sizes: str, as_json: bool) -> None:
    """Speed and memory of add, read, stories, brief, beside a named rival."""
    from livebrief.bench.runs import run, show

    rows = run(names, cfg, sizes=tuple(int(size) for size in sizes.split(",")))
    if machine(as_json):
        for row in rows:
            print_line(row)
    else:
        show(rows)


def _options(inputs: Sequence[str], *, outlet: str, published: str, language: str) -> IngestOptions:
    """What was said of the inputs; a fetcher only when one of them is an address."""
    from livebrief.ingest import IngestOptions
    from livebrief.ingest.following import is_address

    fetcher = None
    if any(is_address(each) for each in inputs):
        from livebrief.ingest.fetch import Fetcher

        fetcher = Fetcher()
    return IngestOptions(outlet=outlet, published=published, language=language, stdin=sys.stdin.buffer, fetcher=fetcher)
