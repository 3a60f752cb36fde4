"""Copies are numbered; on PostgreSQL every number is the next one, as on SQLite, and not a sequence's, which has gaps."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
NUMBERED = ("capture", "document", "copy", "sighting", "aside", "reference", "attempt", "deed")

NEXT = """CREATE FUNCTION next_number(numbered regclass) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE found bigint;
BEGIN
  EXECUTE format('SELECT coalesce(max(seq), 0) + 1 FROM %s', numbered) INTO found;
  RETURN found;
END $$"""


def upgrade() -> None:
    """The copies keep the order in which they were recorded."""
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    op.drop_index("ix_copy_of", "copy")
    op.rename_table("copy", "unnumbered")
    op.create_table(
        "copy",
        sa.Column("seq", NUMBER, primary_key=True),
        sa.Column("document", TEXT, sa.ForeignKey("document.id"), nullable=False, unique=True),
        sa.Column("of", TEXT, sa.ForeignKey("document.id"), nullable=False),
        sa.Column("body", TEXT, nullable=False),
    )
    op.create_index("ix_copy_of", "copy", ["of"])
    if on_sqlite:
        columns = '"document", "of", "body"'
        op.execute(f"INSERT INTO copy ({columns}) SELECT {columns} FROM unnumbered ORDER BY rowid")
    op.drop_table("unnumbered")
    if not on_sqlite:  # no store was kept on PostgreSQL before this revision: its tables are empty
        _number_rows()


def _number_rows() -> None:
    op.execute(sa.text(NEXT))
    for table in NUMBERED:
        op.execute(sa.text(f"ALTER TABLE {table} ALTER COLUMN seq SET DEFAULT next_number('{table}'\\:\\:regclass)"))
        op.execute(sa.text(f"DROP SEQUENCE {table}_seq_seq"))
