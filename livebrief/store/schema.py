"""The tables, once, for every back end. Owns names, keys and indexes; refuses dialects (databases.py) and SQL.

Records are kept as JSON text in ``body`` columns, in their own field names, so that a store can be read without
Livebrief; what is searched or cut on stands beside them as columns. Moments are whole microseconds since 1970 (UTC):
exact, sortable, the same in every database. ``migrations/`` builds these tables; a test holds the two together.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import sqlalchemy as sa

REVISION = "0005"  # the newest file of migrations/versions; a test holds the two together
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
TICK = timedelta(microseconds=1)


class Moment(sa.TypeDecorator[datetime]):
    """An aware datetime as whole microseconds since 1970. Refuses a naive one: a moment without a zone is no moment."""

    impl = sa.BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> int | None:  # noqa: ARG002
        """To microseconds; ValueError when naive."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a moment without a zone: {value!r}")
        return (value - EPOCH) // TICK

    def process_result_value(self, value: int | None, dialect: Any) -> datetime | None:  # noqa: ARG002
        """From microseconds, in UTC."""
        return None if value is None else EPOCH + value * TICK


class _Whole(sa.TypeDecorator[str]):
    """Text for PostgreSQL, which refuses the character NUL: written as SUB 0, and SUB itself as SUB 1. In the order of its
    bytes, as SQLite has it, whatever the database's locale."""

    impl = sa.Text(collation="C")
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Any) -> str | None:  # noqa: ARG002
        """Without NUL."""
        if value is None or not ("\0" in value or "\x1a" in value):
            return value
        return value.replace("\x1a", "\x1a1").replace("\0", "\x1a0")

    def process_result_value(self, value: str | None, dialect: Any) -> str | None:  # noqa: ARG002
        """As it was given."""
        return value if value is None or "\x1a" not in value else value.replace("\x1a0", "\0").replace("\x1a1", "\x1a")


metadata = sa.MetaData()
Text = sa.Text().with_variant(_Whole(), "postgresql")
Number = sa.BigInteger().with_variant(sa.Integer, "sqlite")  # SQLite numbers rows by itself only for plain INTEGER

article = sa.Table(
    "article",
    metadata,
    sa.Column("id", Text, primary_key=True),
    sa.Column("address", Text, nullable=False),
    sa.Column("outlet", Text, nullable=False),
)

blob = sa.Table(
    "blob",
    metadata,
    sa.Column("sha256", Text, primary_key=True),
    sa.Column("packed", sa.LargeBinary, nullable=False),
)

capture = sa.Table(
    "capture",
    metadata,
    sa.Column("seq", Number, primary_key=True),
    sa.Column("id", Text, nullable=False, unique=True),
    sa.Column("article", Text, sa.ForeignKey("article.id"), nullable=False, index=True),
    sa.Column("sha256", Text, sa.ForeignKey("blob.sha256"), nullable=False),
    sa.Column("body", Text, nullable=False),
    sa.Column("known_at", Moment, nullable=False, index=True),
    sa.Column("recorded_at", Moment, nullable=False),
    sa.Column("first_seen", Moment, nullable=False),
    sa.Column("last_seen", Moment, nullable=False),
)

document = sa.Table(
    "document",
    metadata,
    sa.Column("seq", Number, primary_key=True),
    sa.Column("id", Text, nullable=False, unique=True),
    sa.Column("capture", Text, sa.ForeignKey("capture.id"), nullable=False, index=True),
    sa.Column("article", Text, sa.ForeignKey("article.id"), nullable=False, index=True),
    sa.Column("published", Text, nullable=False),
    sa.Column("text", Text, nullable=False),
    sa.Column("body", Text, nullable=False),
    sa.Column("known_at", Moment, nullable=False, index=True),
    sa.Column("recorded_at", Moment, nullable=False),
)

copy = sa.Table(
    "copy",
    metadata,
    sa.Column("seq", Number, primary_key=True),
    sa.Column("document", Text, sa.ForeignKey("document.id"), nullable=False, unique=True),
    sa.Column("of", Text, sa.ForeignKey("document.id"), nullable=False, index=True),
    sa.Column("body", Text, nullable=False),
)

mention = sa.Table(
    "mention",
    metadata,
    sa.Column("document", Text, sa.ForeignKey("document.id"), primary_key=True),
    sa.Column("body", Text, nullable=False),
)

sighting = sa.Table(
    "sighting",
    metadata,
    sa.Column("seq", Number, primary_key=True),
    sa.Column("id", Text, nullable=False, index=True),
    sa.Column("document", Text, sa.ForeignKey("document.id"), nullable=False, index=True),
    sa.Column("statement", Text, nullable=False, index=True),
    sa.Column("body", Text, nullable=False),
)

aside = sa.Table(
    "aside",
    metadata,
    sa.Column("seq", Number, primary_key=True),
    sa.Column("key", Text, nullable=False, unique=True),
    sa.Column("source", Text, nullable=False),
    sa.Column("why", Text, nullable=False),
    sa.Column("detail", Text, nullable=False),
    sa.Column("capture", Text, sa.ForeignKey("capture.id"), index=True),
    sa.Column("recorded_at", Moment, nullable=False),
)

decision = sa.Table(
    "decision",
    metadata,
    sa.Column("number", Number, primary_key=True, autoincrement=False),
    sa.Column("at", Moment, nullable=False, index=True),
    sa.Column("recorded_at", Moment, nullable=False),
    sa.Column("by", Text, nullable=False),
    sa.Column("kind", Text, nullable=False),
    sa.Column("subject", Text, nullable=False, index=True),
    sa.Column("body", Text, nullable=False),
    sa.Column("previous", Text, nullable=False),
    sa.Column("digest", Text, nullable=False),
)

reference = sa.Table(
    "reference",
    metadata,
    sa.Column("seq", Number, primary_key=True),
    sa.Column("key", Text, nullable=False, index=True),
    sa.Column("kind", Text, nullable=False),
    sa.Column("sha256", Text, sa.ForeignKey("blob.sha256"), nullable=False),
    sa.Column("body", Text, nullable=False),
    sa.Column("known_at", Moment, nullable=False),
    sa.Column("recorded_at", Moment, nullable=False),
)
