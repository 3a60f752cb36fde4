"""Who may sign in, and how: passwords, sessions, tokens, roles, and what happens when somebody guesses.

Passwords are kept as argon2id (RFC 9106, the library's low-memory parameters); session and token secrets are 256 random
bits, kept as SHA-256 only. A wrong name costs as much time as a wrong password. Refuses to say which of the two it was.
"""

from __future__ import annotations

import re
import secrets
import threading
import unicodedata
from collections.abc import Callable
from datetime import datetime, timedelta
from enum import StrEnum

import msgspec
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from livebrief.errors import Abort, Missing, WrongUsage
from livebrief.records.ids import digest
from livebrief.store.people import Account, People, Session, Token

LASTS = timedelta(hours=12)  # a session: one working day (OWASP: hours, not weeks, where decisions are made)
IDLE = timedelta(hours=2)  # unused for so long, it is over
TOUCH = timedelta(minutes=1)  # how exactly a session's last use is kept: less would write at every click
WINDOW = timedelta(minutes=15)
TRIES = 5  # failures of one name from one address within WINDOW, then it waits (NIST SP 800-63B asks for at most 100)
TRIES_ADDRESS = 30  # failures of one address under any names within WINDOW
LEAST, MOST = 12, 1024  # characters of a password; the most keeps a megabyte from being hashed
NAME = re.compile(r"\w[\w .'’@-]{0,59}")
MACHINE = "machine"
TOKEN = "lb_"  # so that a token in a leaked file is known for one


class Role(StrEnum):
    """What a person may do: look at the desk, decide on it, or also look after people."""

    READER = "reader"
    EDITOR = "editor"
    ADMIN = "admin"


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


class Door:
    """The desk's door. Safe to share between threads; one password is checked at a time (64 MiB each)."""

    def __init__(self, rows: People, clock: Callable[[], datetime], *, hasher: PasswordHasher | None = None) -> None:
        self._rows, self._clock = rows, clock
        self._hasher = hasher or PasswordHasher()
        self._one_at_a_time = threading.Lock()
        self._nobody = ""

    def add(self, name: str, role: str, password: str = "") -> str:
        """A new account; the password, made up when none is given. WrongUsage when taken, or not a name or password."""
        name = _name(name)
        given = _password(password) if password else secrets.token_urlsafe(15)
        account = Account(name=name, role=_role(role), secret=self._hasher.hash(given), created_at=self._clock())
        if not self._rows.add(account):
            raise WrongUsage("this name is taken", subject=name, way_out="`livebrief people list` shows all")
        return given

    def set_password(self, name: str, password: str = "") -> str:
        """Another password, made up when none is given; signs the person out everywhere."""
        given = _password(password) if password else secrets.token_urlsafe(15)
        self._change(name, secret=self._hasher.hash(given))
        return given

    def set_role(self, name: str, role: str) -> None:
        """Another role; signs the person out everywhere."""
        self._change(name, role=_role(role))

    def close(self, name: str) -> None:
        """The person may no longer sign in; tokens and sessions end. What they decided stays under their name."""
        self._change(name, closed_at=self._clock())
        self._rows.revoke_tokens(_name(name), self._clock())

    def reopen(self, name: str) -> None:
        """The person may sign in again."""
        self._change(name, closed_at=None)

    def everybody(self) -> list[Account]:
        """All accounts, by name."""
        return self._rows.accounts()

    def sign_in(self, name: str, password: str, address: str, *, instead_of: str = "") -> tuple[str, Visitor]:
        """The secret for the cookie, and who it is. ``instead_of``: the secret of the session that this one replaces.

        Raises TooMany before anything is tried, Refused when name or password is wrong.
        """
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
        return self._opened(account, now, instead_of)

    def visitor(self, secret: str) -> Visitor | None:
        """Whose session the cookie's secret opens; None when it is unknown, over, or of a closed account."""
        found = self._rows.session(digest(secret.encode())) if secret else None
        now = self._clock()
        if found is None or now >= found.expires_at or now - found.used_at >= IDLE:
            return None
        account = self._rows.account(found.person)
        if account is None or account.closed_at is not None:
            return None
        if now - found.used_at >= TOUCH:
            self._rows.touch(found.digest, now)
        return Visitor(name=account.name, role=Role(account.role), csrf=found.csrf, session=found.digest)

    def sign_out(self, secret: str) -> None:
        """End the session of this secret."""
        self._rows.close_session(digest(secret.encode()))

    def sign_out_everywhere(self, name: str) -> int:
        """End all sessions of a person; how many that were."""
        return self._rows.close_sessions(_name(name))

    def token(self, name: str, label: str = "") -> str:
        """A new token for a program that acts for the person; shown once. Raises Missing."""
        self._known(name)
        secret = TOKEN + secrets.token_urlsafe(32)
        made = Token(digest=digest(secret.encode()), person=_name(name), label=label[:100], created_at=self._clock())
        self._rows.add_token(made)
        return secret

    def revoke_tokens(self, name: str) -> int:
        """End all tokens of a person; how many that were."""
        self._known(name)
        return self._rows.revoke_tokens(_name(name), self._clock())

    def program(self, secret: str) -> Visitor | None:
        """Whom a token speaks for; None when it is unknown, revoked, or of a closed account."""
        found = self._rows.token(digest(secret.encode()))
        account = self._rows.account(found.person) if found and found.revoked_at is None else None
        if found is None or account is None or account.closed_at is not None:
            return None
        now = self._clock()
        if found.used_at is None or now - found.used_at >= TOUCH:
            self._rows.use_token(found.digest, now)
        return Visitor(name=account.name, role=Role(account.role))

    def _opened(self, account: Account, now: datetime, instead_of: str) -> tuple[str, Visitor]:
        secret = secrets.token_urlsafe(32)
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

    def _change(self, name: str, **values: str | datetime | None) -> None:
        if not self._rows.change(_name(name), **values):
            raise Missing("nobody of this name", subject=name, way_out="`livebrief people list` shows all")
        self._rows.close_sessions(_name(name))

    def _known(self, name: str) -> None:
        if self._rows.account(_name(name)) is None:
            raise Missing("nobody of this name", subject=name, way_out="`livebrief people list` shows all")


def _name(given: str) -> str:
    name = unicodedata.normalize("NFC", given.strip())
    if not NAME.fullmatch(name) or name.casefold() == MACHINE:
        raise WrongUsage("not a name", subject=repr(given), way_out="letters, digits, spaces and . ' @ -, at most 60")
    return name


def _password(given: str) -> str:
    if not LEAST <= len(given) <= MOST:
        raise WrongUsage("too short or too long for a password", way_out=f"{LEAST} to {MOST} characters")
    return given


def _role(given: str) -> str:
    if given not in list(Role):
        raise WrongUsage("no such role", subject=given, way_out=f"choose one of {', '.join(Role)}")
    return given
