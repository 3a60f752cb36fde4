"""Who may sign in: accounts, sessions, tokens, passkeys, failed attempts, and the book of what was done to them.

Owns those tables and their SQL. Holds digests and public keys only: a password's argon2 hash, the SHA-256 of a session's
or token's secret. These rows are not part of the record of the news: they change and go, while the journal keeps what a
person decided under their name for ever. Who was added, changed or shut out, and by whom, stands in ``deed``: rows are
added in the transaction of the act, and nothing here changes or takes one out. The rules (how long, how often, who may)
are livebrief/newsroom/people.py.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, TypeVar

import msgspec
import sqlalchemy as sa

from livebrief.errors import Abort
from livebrief.store.accounts import (
    Account,
    Deed,
    Passkey,
    Session,
    Token,
    attempt,
    deed,
    passkey,
    person,
    session,
    token,
)
from livebrief.store.databases import Database

Row = TypeVar("Row", bound=msgspec.Struct)


class LastOne(Abort):
    """The change would leave nobody of a role that somebody has to have."""


class People:
    """The rows of those who may sign in. Every method is one transaction; a deed is kept with what it tells of."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, account: Account, done: Deed) -> bool:
        """Keep a new account; False when the name is taken."""
        with self._database.writing() as conn:
            if conn.execute(sa.select(person.c.name).where(person.c.name == account.name)).first():
                return False
            conn.execute(sa.insert(person), msgspec.structs.asdict(account))
            _note(conn, done)
        return True

    def change(self, done: Deed, spare: str, **values: str | datetime | None) -> bool:
        """Set columns of the deed's person (role, secret, closed_at) and end their sessions, and their tokens too when
        the account closes; False when there is none of this name. Raises LastOne, and changes nothing, where the last
        open account of the role ``spare`` would go.
        """
        mine, open_ones = person.c.name == done.person, (person.c.role == spare, person.c.closed_at.is_(None))
        had = sa.select(person.c.name).where(*open_ones).limit(1)
        with self._database.writing() as conn:
            there = conn.execute(had).first() is not None
            if conn.execute(sa.update(person).where(mine).values(values)).rowcount == 0:
                return False
            if there and conn.execute(had).first() is None:
                raise LastOne(f"the last open account of this role: {spare}", subject=done.person)
            conn.execute(sa.delete(session).where(session.c.person == done.person))
            if values.get("closed_at"):
                conn.execute(_revoking(done.person, done.at))
            _note(conn, done)
        return True

    def account(self, name: str) -> Account | None:
        """The account of this name."""
        return next(iter(self._rows(sa.select(person).where(person.c.name == name), Account)), None)

    def open_account(self, name: str) -> Account | None:
        """The account of this name, unless it is closed."""
        found = self.account(name)
        return found if found and found.closed_at is None else None

    def accounts(self) -> list[Account]:
        """Everybody, by name."""
        return self._rows(sa.select(person).order_by(person.c.name), Account)

    def open_session(self, opened: Session, instead_of: str = "") -> None:
        """Keep a session; the one that it replaces (by digest) and all that have expired go."""
        with self._database.writing() as conn:
            old = sa.or_(session.c.digest == instead_of, session.c.expires_at <= opened.created_at)
            conn.execute(sa.delete(session).where(old))
            conn.execute(sa.insert(session), msgspec.structs.asdict(opened))

    def session(self, digest: str) -> Session | None:
        """The session under a digest, expired or not."""
        return next(iter(self._rows(sa.select(session).where(session.c.digest == digest), Session)), None)

    def sessions(self, name: str) -> list[Session]:
        """A person's sessions, the oldest first."""
        sql = sa.select(session).where(session.c.person == name).order_by(session.c.created_at)
        return self._rows(sql, Session)

    def touch(self, digest: str, at: datetime) -> None:
        """A session was used."""
        with self._database.writing() as conn:
            conn.execute(sa.update(session).where(session.c.digest == digest).values(used_at=at))

    def close_session(self, digest: str) -> None:
        """Sign one session out."""
        with self._database.writing() as conn:
            conn.execute(sa.delete(session).where(session.c.digest == digest))

    def end_sessions(self, done: Deed, digest: str = "") -> int:
        """End all sessions of the deed's person, or the one under a digest; how many that were."""
        which = [session.c.person == done.person, *([session.c.digest == digest] if digest else [])]
        with self._database.writing() as conn:
            return _counted(conn, sa.delete(session).where(*which), done)

    def add_token(self, made: Token, done: Deed) -> None:
        """Keep a token."""
        with self._database.writing() as conn:
            conn.execute(sa.insert(token), msgspec.structs.asdict(made))
            _note(conn, done)

    def token(self, digest: str) -> Token | None:
        """The token under a digest, revoked or not."""
        return next(iter(self._rows(sa.select(token).where(token.c.digest == digest), Token)), None)

    def tokens(self, name: str) -> list[Token]:
        """A person's tokens, also the revoked ones, the oldest first."""
        sql = sa.select(token).where(token.c.person == name).order_by(token.c.created_at, token.c.digest)
        return self._rows(sql, Token)

    def revoke_tokens(self, done: Deed, digest: str = "") -> int:
        """End all tokens of the deed's person, or the one under a digest; how many that ended."""
        with self._database.writing() as conn:
            return _counted(conn, _revoking(done.person, done.at, digest), done)

    def use_token(self, digest: str, at: datetime) -> None:
        """A token was used."""
        with self._database.writing() as conn:
            conn.execute(sa.update(token).where(token.c.digest == digest).values(used_at=at))

    def add_passkey(self, made: Passkey, done: Deed) -> bool:
        """Keep a passkey; False when its id is known already."""
        with self._database.writing() as conn:
            if conn.execute(sa.select(passkey.c.id).where(passkey.c.id == made.id)).first():
                return False
            conn.execute(sa.insert(passkey), msgspec.structs.asdict(made))
            _note(conn, done)
        return True

    def passkey(self, some_id: str) -> Passkey | None:
        """The passkey of this id."""
        return next(iter(self._rows(sa.select(passkey).where(passkey.c.id == some_id), Passkey)), None)

    def passkeys(self, name: str) -> list[Passkey]:
        """A person's passkeys, the oldest first."""
        sql = sa.select(passkey).where(passkey.c.person == name).order_by(passkey.c.created_at, passkey.c.id)
        return self._rows(sql, Passkey)

    def use_passkey(self, some_id: str, uses: int, at: datetime) -> None:
        """A passkey was used; ``uses`` is the authenticator's new count."""
        with self._database.writing() as conn:
            conn.execute(sa.update(passkey).where(passkey.c.id == some_id).values(uses=uses, used_at=at))

    def remove_passkeys(self, done: Deed, some_id: str) -> int:
        """Take a passkey of the deed's person away; how many that were."""
        with self._database.writing() as conn:
            mine = sa.delete(passkey).where(passkey.c.person == done.person, passkey.c.id == some_id)
            return _counted(conn, mine, done)

    def deeds(self, limit: int, name: str = "") -> list[Deed]:
        """What was done to accounts (to one, when named), the newest first."""
        sql = sa.select(*(deed.c[each] for each in Deed.__struct_fields__)).order_by(deed.c.seq.desc()).limit(limit)
        return self._rows(sql.where(deed.c.person == name) if name else sql, Deed)

    def failures(self, key: str, since: datetime) -> int:
        """How many failed attempts under a key at or after a moment."""
        counted = sa.select(sa.func.count()).where(attempt.c.key == key, attempt.c.at >= since)
        with self._database.reading() as conn:
            return conn.execute(counted).scalar_one()

    def failed(self, keys: tuple[str, ...], at: datetime, forget_before: datetime) -> None:
        """Keep a failed attempt under each key; attempts before ``forget_before`` go."""
        with self._database.writing() as conn:
            conn.execute(sa.delete(attempt).where(attempt.c.at < forget_before))
            conn.execute(sa.insert(attempt), [{"key": key, "at": at} for key in keys])

    def forgive(self, key: str) -> None:
        """Forget the failed attempts under a key."""
        with self._database.writing() as conn:
            conn.execute(sa.delete(attempt).where(attempt.c.key == key))

    def _rows(self, sql: sa.Select[Any], record: type[Row]) -> list[Row]:
        with self._database.reading() as conn:
            return [record(**row) for row in conn.execute(sql).mappings()]


def _note(conn: sa.Connection, done: Deed) -> None:
    conn.execute(sa.insert(deed), msgspec.structs.asdict(done))


def _counted(conn: sa.Connection, change: sa.Delete | sa.Update, done: Deed) -> int:
    """Make the change; how many rows it touched. The deed is kept if there was one."""
    touched = conn.execute(change).rowcount
    if touched:
        _note(conn, done)
    return touched


def _revoking(name: str, at: datetime, digest: str = "") -> sa.Update:
    which = [token.c.person == name, token.c.revoked_at.is_(None), *([token.c.digest == digest] if digest else [])]
    return sa.update(token).where(*which).values(revoked_at=at)
