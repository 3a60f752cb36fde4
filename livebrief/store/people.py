"""Who may sign in: accounts, sessions, tokens and failed attempts. Owns those four tables and their SQL.

Holds digests only: a password's argon2 hash, the SHA-256 of a session's or token's secret. These rows are not part of
the record of the news: they change and go, while the journal keeps what a person decided under their name for ever.
The rules (how long, how often, who may) are livebrief/newsroom/people.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import msgspec
import sqlalchemy as sa

from livebrief.store import sqlite
from livebrief.store.schema import Moment, Number, metadata

person = sa.Table(
    "person",
    metadata,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("role", sa.Text, nullable=False),
    sa.Column("secret", sa.Text, nullable=False),
    sa.Column("created_at", Moment, nullable=False),
    sa.Column("closed_at", Moment),
)

session = sa.Table(
    "session",
    metadata,
    sa.Column("digest", sa.Text, primary_key=True),
    sa.Column("person", sa.Text, sa.ForeignKey("person.name"), nullable=False, index=True),
    sa.Column("csrf", sa.Text, nullable=False),
    sa.Column("created_at", Moment, nullable=False),
    sa.Column("used_at", Moment, nullable=False),
    sa.Column("expires_at", Moment, nullable=False),
)

token = sa.Table(
    "token",
    metadata,
    sa.Column("digest", sa.Text, primary_key=True),
    sa.Column("person", sa.Text, sa.ForeignKey("person.name"), nullable=False, index=True),
    sa.Column("label", sa.Text, nullable=False),
    sa.Column("created_at", Moment, nullable=False),
    sa.Column("used_at", Moment),
    sa.Column("revoked_at", Moment),
)

attempt = sa.Table(
    "attempt",
    metadata,
    sa.Column("seq", Number, primary_key=True),
    sa.Column("key", sa.Text, nullable=False, index=True),
    sa.Column("at", Moment, nullable=False),
)


class Account(msgspec.Struct, frozen=True, kw_only=True):
    """A person who may sign in. ``secret`` is the argon2 hash; ``closed_at`` says since when they may no longer."""

    name: str
    role: str
    secret: str
    created_at: datetime
    closed_at: datetime | None = None


class Session(msgspec.Struct, frozen=True, kw_only=True):
    """One sign-in. ``digest`` is the SHA-256 of the cookie's secret; ``csrf`` what every form of it must carry."""

    digest: str
    person: str
    csrf: str
    created_at: datetime
    used_at: datetime
    expires_at: datetime


class Token(msgspec.Struct, frozen=True, kw_only=True):
    """A program's key for one person. ``digest`` is the SHA-256 of what the program sends."""

    digest: str
    person: str
    label: str
    created_at: datetime
    used_at: datetime | None = None
    revoked_at: datetime | None = None


class People:
    """The rows of those who may sign in. Every method is one transaction."""

    def __init__(self, engine: sa.Engine, path: Path) -> None:
        self._engine, self._path = engine, path

    def add(self, account: Account) -> bool:
        """Keep a new account; False when the name is taken."""
        with self._write() as conn:
            if conn.execute(sa.select(person.c.name).where(person.c.name == account.name)).first():
                return False
            conn.execute(sa.insert(person), msgspec.structs.asdict(account))
        return True

    def change(self, name: str, **values: str | datetime | None) -> bool:
        """Set columns of an account (role, secret, closed_at); False when there is none of this name."""
        with self._write() as conn:
            return conn.execute(sa.update(person).where(person.c.name == name).values(values)).rowcount > 0

    def account(self, name: str) -> Account | None:
        """The account of this name."""
        with self._look() as conn:
            row = conn.execute(sa.select(person).where(person.c.name == name)).mappings().first()
        return Account(**row) if row else None

    def accounts(self) -> list[Account]:
        """Everybody, by name."""
        with self._look() as conn:
            return [Account(**row) for row in conn.execute(sa.select(person).order_by(person.c.name)).mappings()]

    def open_session(self, opened: Session, instead_of: str = "") -> None:
        """Keep a session; the one that it replaces (by digest) and all that have expired go."""
        with self._write() as conn:
            old = sa.or_(session.c.digest == instead_of, session.c.expires_at <= opened.created_at)
            conn.execute(sa.delete(session).where(old))
            conn.execute(sa.insert(session), msgspec.structs.asdict(opened))

    def session(self, digest: str) -> Session | None:
        """The session under a digest, expired or not."""
        with self._look() as conn:
            row = conn.execute(sa.select(session).where(session.c.digest == digest)).mappings().first()
        return Session(**row) if row else None

    def sessions(self, name: str) -> list[Session]:
        """A person's sessions, the oldest first."""
        sql = sa.select(session).where(session.c.person == name).order_by(session.c.created_at)
        with self._look() as conn:
            return [Session(**row) for row in conn.execute(sql).mappings()]

    def touch(self, digest: str, at: datetime) -> None:
        """A session was used."""
        with self._write() as conn:
            conn.execute(sa.update(session).where(session.c.digest == digest).values(used_at=at))

    def close_session(self, digest: str) -> None:
        """Sign one session out."""
        with self._write() as conn:
            conn.execute(sa.delete(session).where(session.c.digest == digest))

    def close_sessions(self, name: str) -> int:
        """Sign a person out everywhere; how many sessions that ended."""
        with self._write() as conn:
            return conn.execute(sa.delete(session).where(session.c.person == name)).rowcount

    def add_token(self, made: Token) -> None:
        """Keep a token."""
        with self._write() as conn:
            conn.execute(sa.insert(token), msgspec.structs.asdict(made))

    def token(self, digest: str) -> Token | None:
        """The token under a digest, revoked or not."""
        with self._look() as conn:
            row = conn.execute(sa.select(token).where(token.c.digest == digest)).mappings().first()
        return Token(**row) if row else None

    def revoke_tokens(self, name: str, at: datetime) -> int:
        """End all tokens of a person; how many that ended."""
        mine = sa.and_(token.c.person == name, token.c.revoked_at.is_(None))
        with self._write() as conn:
            return conn.execute(sa.update(token).where(mine).values(revoked_at=at)).rowcount

    def use_token(self, digest: str, at: datetime) -> None:
        """A token was used."""
        with self._write() as conn:
            conn.execute(sa.update(token).where(token.c.digest == digest).values(used_at=at))

    def failures(self, key: str, since: datetime) -> int:
        """How many failed attempts under a key at or after a moment."""
        counted = sa.select(sa.func.count()).where(attempt.c.key == key, attempt.c.at >= since)
        with self._look() as conn:
            return conn.execute(counted).scalar_one()

    def failed(self, keys: tuple[str, ...], at: datetime, forget_before: datetime) -> None:
        """Keep a failed attempt under each key; attempts before ``forget_before`` go."""
        with self._write() as conn:
            conn.execute(sa.delete(attempt).where(attempt.c.at < forget_before))
            conn.execute(sa.insert(attempt), [{"key": key, "at": at} for key in keys])

    def forgive(self, key: str) -> None:
        """Forget the failed attempts under a key."""
        with self._write() as conn:
            conn.execute(sa.delete(attempt).where(attempt.c.key == key))

    @contextmanager
    def _look(self) -> Iterator[sa.Connection]:
        with sqlite.troubles(self._path), sqlite.reading(self._engine) as conn:
            yield conn

    @contextmanager
    def _write(self) -> Iterator[sa.Connection]:
        with sqlite.troubles(self._path), sqlite.writing(self._engine) as conn:
            yield conn
