"""How commands answer: JSON lines or words, what was set aside, a progress line, the exit code."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import Any

import click
import msgspec

from livebrief.records.outcomes import Account, Failed, Made, Outcome, Skipped

DONE, BAD_DATA, WRONG_USAGE, PARTLY = 0, 1, 2, 3


class Tally:
    """Counts outcomes as they pass, says what was set aside on stderr, and knows the exit code."""

    def __init__(self) -> None:
        self.good = 0
        self.aside = 0

    def note(self, outcome: Outcome[Any]) -> None:
        """Count one outcome, and say it on stderr when it was not made."""
        if isinstance(outcome, Made):
            self.good += 1
            self.aside += any(text.startswith("future-date") for text in outcome.notes)
            for text in outcome.notes:
                click.echo(f"note: {outcome.source}: {text}", err=True)
        elif isinstance(outcome, Failed):
            self.aside += 1
            click.echo(f"failed ({outcome.why}): {outcome.source}: {outcome.detail}", err=True)
        else:
            click.echo(f"skipped ({outcome.why}): {outcome.source}", err=True)

    def leave(self) -> None:
        """Exit with 0, or with 3 when something was set aside."""
        sys.exit(PARTLY if self.aside else DONE)


def machine(as_json: bool) -> bool:
    """Whether a program reads the output: asked for, or no terminal."""
    return as_json or not sys.stdout.isatty()


def print_line(value: Any) -> None:
    """One JSON line."""
    sys.stdout.buffer.write(msgspec.json.encode(value) + b"\n")
    sys.stdout.buffer.flush()


def say_account(what: str, sums: Account) -> None:
    """The account in words, and what was set aside."""
    parts = [f"{sums.made} made"]
    parts += [f"{number} skipped ({why})" for why, number in sums.skipped.items()]
    parts += [f"{number} failed ({why})" for why, number in sums.failed.items()]
    click.echo(f"{what}: {', '.join(parts)}")
    _say_aside(sums.set_aside)


def _say_aside(aside: Iterable[Failed | Skipped]) -> None:
    for item in aside:
        click.echo(f"  {item.source}: {item.why}: {item.detail}")


def leave(*sums: Account, partly: bool = False) -> None:
    """Exit with 0, or with 3 when an input failed or was taken in with a doubt."""
    sys.exit(PARTLY if partly or any(each.failed for each in sums) else DONE)


class progress:
    """A progress line on stderr when that is a terminal; silent otherwise."""

    def __enter__(self) -> Any:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

        self._bar = Progress(
            TextColumn("{task.description:>8}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=Console(stderr=True),
            disable=not sys.stderr.isatty(),
            transient=True,
        )
        self._tasks: dict[str, Any] = {}
        self._bar.start()
        return self._tell

    def __exit__(self, *exc: object) -> None:
        self._bar.stop()

    def _tell(self, step: str, n: int) -> None:
        if step not in self._tasks:
            self._tasks[step] = self._bar.add_task(step, total=None)
        self._bar.advance(self._tasks[step], n)
