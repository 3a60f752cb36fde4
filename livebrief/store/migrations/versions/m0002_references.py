"""Attached reference series."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """The table of what was attached, when, under which name."""
    op.create_table(
        "reference",
        sa.Column("seq", NUMBER, primary_key=True),
        *(sa.Column(name, TEXT, nullable=False) for name in ("key", "kind", "sha256", "body")),
        *(sa.Column(name, sa.BigInteger, nullable=False) for name in ("known_at", "recorded_at")),
        sa.ForeignKeyConstraint(["sha256"], ["blob.sha256"]),
    )
    op.create_index("ix_reference_key", "reference", ["key"])
