"""The tables of those who may sign in, and their rows as records. The SQL over them is people.py."""

from __future__ import annotations

from datetime import datetime

import msgspec
import sqlalchemy as sa

from livebrief.store.schema import Moment, Number, Text, metadata

person = sa.Table(
    "person",
    metadata,
    sa.Column("name", Text, primary_key=True),
    sa.Column("role", Text, nullable=False),
    sa.Column("secret", Text, nullable=False),
    sa.Column("created_at", Moment, nullable=False),
    sa.Column("closed_at", Moment),
)

session = sa.Table(
    "session",
    metadata,
    sa.Column("digest", Text, primary_key=True),
    sa.Column("person", Text, sa.ForeignKey("person.name"), nullable=False, index=True),
    sa.Column("csrf", Text, nullable=False),
    sa.Column("created_at", Moment, nullable=False),
    sa.Column("used_at", Moment, nullable=False),
    sa.Column("expires_at", Moment, nullable=False),
)

token = sa.Table(
    "token",
    metadata,
    sa.Column("digest", Text, primary_key=True),
    sa.Column("person", Text, sa.ForeignKey("person.name"), nullable=False, index=True),
    sa.Column("label", Text, nullable=False),
    sa.Column("created_at", Moment, nullable=False),
    sa.Column("used_at", Moment),
    sa.Column("revoked_at", Moment),
)

attempt = sa.Table(
    "attempt",
    metadata,
    sa.Column("seq", Number, primary_key=True),
    sa.Column("key", Text, nullable=False, index=True),
    sa.Column("at", Moment, nullable=False),
)

passkey = sa.Table(
    "passkey",
    metadata,
    sa.Column("id", Text, primary_key=True),
    sa.Column("person", Text, sa.ForeignKey("person.name"), nullable=False, index=True),
    sa.Column("public", sa.LargeBinary, nullable=False),
    sa.Column("uses", Number, nullable=False),
    sa.Column("label", Text, nullable=False),
    sa.Column("created_at", Moment, nullable=False),
    sa.Column("used_at", Moment),
)

deed = sa.Table(
    "deed",
    metadata,
    sa.Column("seq", Number, primary_key=True),
    sa.Column("at", Moment, nullable=False),
    sa.Column("by", Text, nullable=False),
    sa.Column("kind", Text, nullable=False),
    sa.Column("person", Text, nullable=False, index=True),
    sa.Column("detail", Text, nullable=False),
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


class Passkey(msgspec.Struct, frozen=True, kw_only=True):
    """A WebAuthn credential. ``id`` is its base64url id, ``public`` its COSE key, ``uses`` the authenticator's count."""

    id: str
    person: str
    public: bytes
    uses: int
    label: str
    created_at: datetime
    used_at: datetime | None = None


class Deed(msgspec.Struct, frozen=True, kw_only=True):
    """One act on an account: when, by whom, which kind, about whom, with what."""

    at: datetime
    by: str
    kind: str
    person: str
    detail: str = ""
