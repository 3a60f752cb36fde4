"""Passkeys, and the book of what was done to accounts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """The two tables."""
    op.create_table(
        "passkey",
        sa.Column("id", TEXT, primary_key=True),
        sa.Column("person", TEXT, nullable=False),
        sa.Column("public", sa.LargeBinary, nullable=False),
        sa.Column("uses", NUMBER, nullable=False),
        sa.Column("label", TEXT, nullable=False),
        sa.Column("created_at", sa.BigInteger, nullable=False),
        sa.Column("used_at", sa.BigInteger),
        sa.ForeignKeyConstraint(["person"], ["person.name"]),
    )
    op.create_index("ix_passkey_person", "passkey", ["person"])
    op.create_table(
        "deed",
        sa.Column("seq", NUMBER, primary_key=True),
        sa.Column("at", sa.BigInteger, nullable=False),
        *(sa.Column(name, TEXT, nullable=False) for name in ("by", "kind", "person", "detail")),
    )
    op.create_index("ix_deed_person", "deed", ["person"])
