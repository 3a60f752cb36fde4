"""People: accounts, sessions, tokens, failed attempts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """The tables of those who may sign in."""
    op.create_table(
        "person",
        sa.Column("name", TEXT, primary_key=True),
        *(sa.Column(name, TEXT, nullable=False) for name in ("role", "secret")),
        sa.Column("created_at", sa.BigInteger, nullable=False),
        sa.Column("closed_at", sa.BigInteger),
    )
    op.create_table(
        "session",
        sa.Column("digest", TEXT, primary_key=True),
        *(sa.Column(name, TEXT, nullable=False) for name in ("person", "csrf")),
        *(sa.Column(name, sa.BigInteger, nullable=False) for name in ("created_at", "used_at", "expires_at")),
        sa.ForeignKeyConstraint(["person"], ["person.name"]),
    )
    op.create_index("ix_session_person", "session", ["person"])
    op.create_table(
        "token",
        sa.Column("digest", TEXT, primary_key=True),
        *(sa.Column(name, TEXT, nullable=False) for name in ("person", "label")),
        sa.Column("created_at", sa.BigInteger, nullable=False),
        *(sa.Column(name, sa.BigInteger) for name in ("used_at", "revoked_at")),
        sa.ForeignKeyConstraint(["person"], ["person.name"]),
    )
    op.create_index("ix_token_person", "token", ["person"])
    op.create_table(
        "attempt",
        sa.Column("seq", NUMBER, primary_key=True),
        sa.Column("key", TEXT, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
    )
    op.create_index("ix_attempt_key", "attempt", ["key"])
