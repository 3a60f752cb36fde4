"""Who may sign in to the desk, from the command line: the only way to make the first admin.

The same acts as on the desk's page of people; what is done here stands in the book of deeds as the command line's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from livebrief import config
from livebrief.cli.main import main
from livebrief.newsroom import Newsroom

if TYPE_CHECKING:
    from livebrief.newsroom.people import Door

ROLES = ("reader", "editor", "admin")
ASK = click.option("--ask", is_flag=True, help="Ask for the password instead of making one up.")


@main.group()
def people() -> None:
    """Who may sign in to the editor's desk: add, list, change, sign out, tokens, what was done to accounts."""


@people.command()
@click.argument("name")
@click.option("--role", type=click.Choice(ROLES), default="editor", help="What the person may do (default editor).")
@ASK
@click.pass_obj
def add(cfg: config.Config, name: str, role: str, ask: bool) -> None:
    """Make an account; its password is printed once, here."""
    with _door(cfg) as door:
        password = door.add(name, role, _asked(ask))
    _say_password(name, password, ask)


@people.command("list")
@click.pass_obj
def everybody(cfg: config.Config) -> None:
    """All accounts, with their roles."""
    with _door(cfg) as door:
        for account in door.everybody():
            closed = f", closed {account.closed_at:%Y-%m-%d}" if account.closed_at else ""
            click.echo(f"{account.name}\t{account.role}\tsince {account.created_at:%Y-%m-%d}{closed}")


@people.command()
@click.argument("name")
@ASK
@click.pass_obj
def password(cfg: config.Config, name: str, ask: bool) -> None:
    """Set another password, printed once; the person is signed out everywhere."""
    with _door(cfg) as door:
        made = door.set_password(name, _asked(ask))
    _say_password(name, made, ask)


@people.command()
@click.argument("name")
@click.argument("role", type=click.Choice(ROLES))
@click.pass_obj
def role(cfg: config.Config, name: str, role: str) -> None:
    """Give another role; the person is signed out everywhere."""
    with _door(cfg) as door:
        door.set_role(name, role)
    click.echo(f"{name} is {role}")


@people.command()
@click.argument("name")
@click.pass_obj
def close(cfg: config.Config, name: str) -> None:
    """End an account, its sessions and tokens. What the person decided stays under their name."""
    with _door(cfg) as door:
        door.close(name)
    click.echo(f"{name} may no longer sign in")


@people.command()
@click.argument("name")
@click.pass_obj
def reopen(cfg: config.Config, name: str) -> None:
    """Let a person sign in again."""
    with _door(cfg) as door:
        door.reopen(name)
    click.echo(f"{name} may sign in again")


@people.command("sign-out")
@click.argument("name")
@click.pass_obj
def sign_out(cfg: config.Config, name: str) -> None:
    """Sign a person out everywhere."""
    with _door(cfg) as door:
        ended = door.sign_out_everywhere(name)
    click.echo(f"{ended} sessions ended")


@people.command()
@click.argument("name")
@click.option("--label", default="", help="What the token is for.")
@click.pass_obj
def token(cfg: config.Config, name: str, label: str) -> None:
    """Make a token by which a program acts for a person; printed once, here."""
    with _door(cfg) as door:
        click.echo(door.token(name, label))


@people.command()
@click.argument("name")
@click.pass_obj
def revoke(cfg: config.Config, name: str) -> None:
    """End all tokens of a person."""
    with _door(cfg) as door:
        ended = door.revoke_tokens(name)
    click.echo(f"{ended} tokens ended")


@people.command()
@click.argument("name")
@click.pass_obj
def tokens(cfg: config.Config, name: str) -> None:
    """A person's tokens that are not revoked: what for, since when, last used."""
    with _door(cfg) as door:
        for each in door.tokens(door.account(name).name):
            used = f"last used {each.used_at:%Y-%m-%d}" if each.used_at else "never used"
            click.echo(f"{each.label or '(no label)'}\tsince {each.created_at:%Y-%m-%d}\t{used}")


@people.command()
@click.argument("name", default="")
@click.option("--most", type=click.IntRange(1), default=100, help="How many (default 100).")
@click.pass_obj
def log(cfg: config.Config, name: str, most: int) -> None:
    """What was done to accounts (to one, when named), by whom, the newest first."""
    with _door(cfg) as door:
        for each in door.deeds(most, name):
            told = f"{each.kind}: {each.detail}" if each.detail else each.kind
            click.echo(f"{each.at:%Y-%m-%d %H:%M}\t{each.by}\t{each.person}\t{told}")


class _door:
    """The desk's door, while its newsroom is open."""

    def __init__(self, cfg: config.Config) -> None:
        self._room = Newsroom(cfg)

    def __enter__(self) -> Door:
        return self._room.door

    def __exit__(self, *exc: object) -> None:
        self._room.close()


def _asked(ask: bool) -> str:
    if not ask:
        return ""
    given: str = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    return given


def _say_password(name: str, password: str, asked: bool) -> None:
    if asked:
        click.echo(f"{name}: password set")
    else:
        click.echo(f"{name}: {password}")
        click.echo("This password is shown only here; change it with `livebrief people password --ask`.", err=True)
