"""Who may sign in, and how: passwords, sessions, tokens, roles, and what happens when somebody guesses.

Passwords are kept as argon2id (RFC 9106, the library's low-memory parameters); session and token secrets are 256 random
bits, kept as SHA-256 only. A wrong name costs as much time as a wrong password. Refuses to say which of the two it was,
and to leave a desk that has an admin without one. What is done to an account is kept in the book of deeds, with who did
it; a name stands there only for who has shown it, ``OPERATOR`` for whoever runs commands on the machine itself.
"""

from __future__ import annotations

import re
import secrets
import threading
import unicodedata
from collections.abc import Callable
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

import msgspec
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from livebrief.errors import Abort, Missing
from livebrief.newsroom.naming import Refusal
from livebrief.records.ids import digest
from livebrief.store.accounts import Account, Deed, Session, Token
from livebrief.store.people import LastOne, People

if TYPE_CHECKING:
    from livebrief.newsroom.passkeys import Passkeys

LASTS = timedelta(hours=12)  # a session: one working day (OWASP: hours, not weeks, where decisions are made)
IDLE = timedelta(hours=2)  # unused for so long, it is over
TOUCH = timedelta(minutes=1)  # how exactly a session's last use is kept: less would write at every click
WINDOW = timedelta(minutes=15)
TRIES = 5  # failures of one name from one address within WINDOW, then it waits (NIST SP 800-63B asks for at most 100)
TRIES_ADDRESS = 30  # failures of one address under any names within WINDOW
LEAST, MOST = 12, 1024  # characters of a password; the most keeps a megabyte from being hashed
NAME = re.compile(r"\w[\w .'’@-]{0,59}")
MACHINE, OPERATOR = "machine", "command line"  # names that nobody can have
TOKEN = "lb_"  # so that a token in a leaked file is known for one


class Role(StrEnum):
    """What a person may do: look at the desk, decide on it, or also look after people."""

    READER = "reader"
    EDITOR = "editor"
    ADMIN = "admin"


class Did(StrEnum):
    """What can be done to an account."""

    ADDED = "added"
    PASSWORD = "password set"
    ROLE = "role changed"
    CLOSED = "disabled"
    REOPENED = "opened again"
    SESSIONS = "sessions ended"
    TOKEN = "token made"
    TOKENS = "tokens ended"
    PASSKEY = "passkey added"
    NO_PASSKEY = "passkey removed"


class Refused(Abort):
    """Name or password is wrong, or the account is closed. Never says which."""


class TooMany(Abort):
    """Too many failures; ``wait_s`` says for how long nothing is tried."""

    def __init__(self, wait_s: int) -> None:
        self.wait_s = wait_s
        super().__init__("too many failed attempts", way_out=f"wait {max(1, round(wait_s / 60))} minutes")


class Visitor(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who has shown who they are. ``csrf`` and ``session`` are empty for a program with a token."""

    name: str
    role: Role
    csrf: str = ""
    session: str = ""

    @property
    def decides(self) -> bool:
        """Whether this person may make decisions."""
        return self.role in (Role.EDITOR, Role.ADMIN)

    @property
    def manages(self) -> bool:
        """Whether this person may look after people."""
        return self.role is Role.ADMIN


class Door:
    """The desk's door. Safe to share between threads; one password is checked at a time (64 MiB each)."""

    def __init__(self, rows: People, clock: Callable[[], datetime], *, hasher: PasswordHasher | None = None) -> None:
        self._rows, self._clock = rows, clock
        self._hasher = hasher or PasswordHasher()
        self._one_at_a_time = threading.Lock()
        self._nobody = ""

    def add(self, name: str, role: str, password: str = "", *, by: str = OPERATOR) -> str:
        """A new account; the password, made up when none is given. Refusal when taken, or not a name or password."""
        name = _name(name)
        given = _password(password) if password else secrets.token_urlsafe(15)
        account = Account(name=name, role=_role(role), secret=self._hasher.hash(given), created_at=self._clock())
        if not self._rows.add(account, self._deed(Did.ADDED, name, by, account.role)):
            raise Refusal("this name is taken", subject=name, way_out="`livebrief people list` shows all")
        return given

    def set_password(self, name: str, password: str = "", *, by: str = OPERATOR) -> str:
        """Another password, made up when none is given; signs the person out everywhere."""
        given = _password(password) if password else secrets.token_urlsafe(15)
        self._change(self._deed(Did.PASSWORD, name, by), secret=self._hasher.hash(given))
        return given

    def change_password(self, name: str, old: str, new: str, address: str) -> None:
        """A person's own new password, by the old one; signs them out everywhere. Raises as ``sign_in`` does."""
        self._shown(name, old, address)
        self.set_password(name, _password(new), by=name)

    def set_role(self, name: str, role: str, *, by: str = OPERATOR) -> None:
        """Another role; signs the person out everywhere. Refusal for the last admin."""
        self._change(self._deed(Did.ROLE, name, by, _role(role)), role=role)

    def close(self, name: str, *, by: str = OPERATOR) -> None:
        """The person may no longer sign in; tokens and sessions end. What they decided stays under their name.
        Refusal for the last admin.
        """
        self._change(self._deed(Did.CLOSED, name, by), closed_at=self._clock())

    def reopen(self, name: str, *, by: str = OPERATOR) -> None:
        """The person may sign in again."""
        self._change(self._deed(Did.REOPENED, name, by), closed_at=None)

    def everybody(self) -> list[Account]:
        """All accounts, by name."""
        return self._rows.accounts()

    def account(self, name: str) -> Account:
        """One account. Raises Missing."""
        found = self._rows.account(unicodedata.normalize("NFC", name.strip()))
        if found is None:
            raise Missing("nobody of this name", subject=name, way_out="`livebrief people list` shows all")
        return found

    def sessions(self, name: str) -> list[Session]:
        """A person's sessions that are not over, the oldest first."""
        now = self._clock()
        return [each for each in self._rows.sessions(name) if _open(each, now)]

    def tokens(self, name: str) -> list[Token]:
        """A person's tokens that still speak for them, the oldest first."""
        return [each for each in self._rows.tokens(name) if each.revoked_at is None]

    @cached_property
    def keys(self) -> Passkeys:
        """Passkeys: made, used, taken away."""
        from livebrief.newsroom.passkeys import Passkeys

        return Passkeys(self._rows, self, self._clock)

    def deeds(self, limit: int, name: str = "") -> list[Deed]:
        """What was done to accounts (to one, when named), the newest first."""
        return self._rows.deeds(limit, name)

    def sign_in(self, name: str, password: str, address: str, *, instead_of: str = "") -> tuple[str, Visitor]:
        """The secret for the cookie, and who it is. ``instead_of``: the secret of the session that this one replaces.

        Raises TooMany before anything is tried, Refused when name or password is wrong.
        """
        return self.opened(self._shown(name, password, address), instead_of)

    def visitor(self, secret: str) -> Visitor | None:
        """Whose session the cookie's secret opens; None when it is unknown, over, or of a closed account."""
        found = self._rows.session(digest(secret.encode())) if secret else None
        now = self._clock()
        account = self._rows.open_account(found.person) if found and _open(found, now) else None
        if found is None or account is None:
            return None
        if now - found.used_at >= TOUCH:
            self._rows.touch(found.digest, now)
        return Visitor(name=account.name, role=Role(account.role), csrf=found.csrf, session=found.digest)

    def sign_out(self, secret: str) -> None:
        """End the session of this secret."""
        self._rows.close_session(digest(secret.encode()))

    def sign_out_everywhere(self, name: str, *, by: str = OPERATOR, only: str = "") -> int:
        """End all sessions of a person, or the one under a digest (``only``); how many that were. Raises Missing."""
        return self._rows.end_sessions(self._deed(Did.SESSIONS, self.account(name).name, by), only)

    def token(self, name: str, label: str = "", *, by: str = OPERATOR) -> str:
        """A new token for a program that acts for the person; shown once. Raises Missing."""
        person, label = self.account(name).name, label.strip()[:100]
        secret = TOKEN + secrets.token_urlsafe(32)
        made = Token(digest=digest(secret.encode()), person=person, label=label, created_at=self._clock())
        self._rows.add_token(made, self._deed(Did.TOKEN, person, by, label))
        return secret

    def revoke_tokens(self, name: str, *, by: str = OPERATOR, only: str = "") -> int:
        """End all tokens of a person, or the one under a digest (``only``); how many that were. Raises Missing."""
        return self._rows.revoke_tokens(self._deed(Did.TOKENS, self.account(name).name, by), only)

    def program(self, secret: str) -> Visitor | None:
        """Whom a token speaks for; None when it is unknown, revoked, or of a closed account."""
        found = self._rows.token(digest(secret.encode()))
        account = self._rows.open_account(found.person) if found and found.revoked_at is None else None
        if found is None or account is None:
            return None
        now = self._clock()
        if found.used_at is None or now - found.used_at >= TOUCH:
            self._rows.use_token(found.digest, now)
        return Visitor(name=account.name, role=Role(account.role))

    def opened(self, account: Account, instead_of: str = "") -> tuple[str, Visitor]:
        """A session for somebody who has shown who they are: the secret for the cookie, and who it is."""
        secret, now = secrets.token_urlsafe(32), self._clock()
        opened = Session(
            digest=digest(secret.encode()),
            person=account.name,
            csrf=secrets.token_urlsafe(32),
            created_at=now,
            used_at=now,
            expires_at=now + LASTS,
        )
        self._rows.open_session(opened, digest(instead_of.encode()) if instead_of else "")
        return secret, Visitor(name=account.name, role=Role(account.role), csrf=opened.csrf, session=opened.digest)

    def _shown(self, name: str, password: str, address: str) -> Account:
        """The open account that name and password are of. Raises TooMany before anything is tried, and Refused."""
        folded = unicodedata.normalize("NFC", name.strip())[:MOST]
        keys = (f"{folded.casefold()}\n{address}", f"\n{address}")
        with self._one_at_a_time:
            now = self._clock()
            self._allowed(keys, now)
            account = self._rows.account(folded)
            if not self._matches(account, password) or account is None or account.closed_at is not None:
                self._rows.failed(keys, now, now - WINDOW)
                raise Refused("name or password is wrong")
            self._rows.forgive(keys[0])
        return account

    def _allowed(self, keys: tuple[str, str], now: datetime) -> None:
        for key, most in zip(keys, (TRIES, TRIES_ADDRESS), strict=True):
            if self._rows.failures(key, now - WINDOW) >= most:
                raise TooMany(int(WINDOW.total_seconds()))

    def _matches(self, account: Account | None, password: str) -> bool:
        """Whether the password is the account's; for nobody as much work is done, and the answer is no."""
        if account is None and not self._nobody:
            self._nobody = self._hasher.hash(secrets.token_urlsafe(15))
        try:
            return self._hasher.verify(account.secret if account else self._nobody, password[: MOST + 1])
        except (VerificationError, InvalidHashError):
            return False

    def _deed(self, kind: Did, name: str, by: str, detail: str = "") -> Deed:
        return Deed(at=self._clock(), by=by, kind=kind.value, person=_name(name), detail=detail)

    def _change(self, done: Deed, **values: str | datetime | None) -> None:
        self.account(done.person)
        try:
            self._rows.change(done, Role.ADMIN.value, **values)
        except LastOne:
            raise Refusal("this is the last admin", subject=done.person, way_out="make another admin first") from None


def _open(session: Session, now: datetime) -> bool:
    return now < session.expires_at and now - session.used_at < IDLE


def _name(given: str) -> str:
    name = unicodedata.normalize("NFC", given.strip())
    if not NAME.fullmatch(name) or name.casefold() in (MACHINE, OPERATOR):
        raise Refusal("not a name", subject=repr(given), way_out="letters, digits, spaces and . ' @ -, at most 60")
    return name


def _password(given: str) -> str:
    if not LEAST <= len(given) <= MOST:
        way_out = "{least} to {most} characters"
        raise Refusal("too short or too long for a password", way_out=way_out, least=str(LEAST), most=str(MOST))
    return given


def _role(given: str) -> str:
    if given not in list(Role):
        raise Refusal("no such role", subject=given, way_out="choose one of {choice}", choice=", ".join(Role))
    return given
