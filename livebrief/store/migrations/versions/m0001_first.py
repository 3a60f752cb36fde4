"""The first schema."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")

# Contentless: the index holds words and positions, never the text; a row's number is made of its document's number and
# the sentence's place (livebrief/store/search.py).
ON_SQLITE = (
    """CREATE VIRTUAL TABLE sentence USING fts5(words, content='', tokenize='unicode61 remove_diacritics 2')""",
    """CREATE TRIGGER decision_no_update BEFORE UPDATE ON decision
       BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END""",
    """CREATE TRIGGER decision_no_delete BEFORE DELETE ON decision
       BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END""",
    """CREATE TRIGGER decision_next_only BEFORE INSERT ON decision
       WHEN NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM decision)
       BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END""",
)

ON_POSTGRESQL = (
    "CREATE TABLE sentence (number bigint PRIMARY KEY, words tsvector NOT NULL)",
    "CREATE INDEX ix_sentence_words ON sentence USING gin (words)",
    """CREATE FUNCTION journal_guard() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN
         IF TG_OP = 'INSERT' AND NEW.number = (SELECT coalesce(max(number), 0) + 1 FROM decision) THEN
           RETURN NEW;
         END IF;
         RAISE EXCEPTION 'the journal is append-only' USING ERRCODE = 'integrity_constraint_violation';
       END $$""",
    """CREATE TRIGGER decision_next_only BEFORE INSERT OR UPDATE OR DELETE ON decision
       FOR EACH ROW EXECUTE FUNCTION journal_guard()""",
    """CREATE TRIGGER decision_no_truncate BEFORE TRUNCATE ON decision
       FOR EACH STATEMENT EXECUTE FUNCTION journal_guard()""",
)


def upgrade() -> None:
    """An empty database becomes a store."""
    _captures()
    _documents()
    _journal()
    for statement in ON_SQLITE if op.get_bind().dialect.name == "sqlite" else ON_POSTGRESQL:
        op.execute(statement)


def _captures() -> None:
    op.create_table("article", _key("id"), _text("address"), _text("outlet"))
    op.create_table("blob", _key("sha256"), sa.Column("packed", sa.LargeBinary, nullable=False))
    op.create_table(
        "capture",
        sa.Column("seq", NUMBER, primary_key=True),
        _text("id", unique=True),
        _text("article", "article.id"),
        _text("sha256", "blob.sha256"),
        _text("body"),
        *(_moment(name) for name in ("known_at", "recorded_at", "first_seen", "last_seen")),
    )
    _index("capture", "article", "known_at")


def _documents() -> None:
    op.create_table(
        "document",
        sa.Column("seq", NUMBER, primary_key=True),
        _text("id", unique=True),
        _text("capture", "capture.id"),
        _text("article", "article.id"),
        *(_text(name) for name in ("published", "text", "body")),
        *(_moment(name) for name in ("known_at", "recorded_at")),
    )
    _index("document", "capture", "article", "known_at")
    op.create_table("copy", _key("document", "document.id"), _text("of", "document.id"), _text("body"))
    _index("copy", "of")
    op.create_table("mention", _key("document", "document.id"), _text("body"))
    op.create_table(
        "sighting",
        sa.Column("seq", NUMBER, primary_key=True),
        _text("id"),
        _text("document", "document.id"),
        _text("statement"),
        _text("body"),
    )
    _index("sighting", "id", "document", "statement")


def _journal() -> None:
    op.create_table(
        "aside",
        sa.Column("seq", NUMBER, primary_key=True),
        _text("key", unique=True),
        *(_text(name) for name in ("source", "why", "detail")),
        sa.Column("capture", TEXT, sa.ForeignKey("capture.id")),
        _moment("recorded_at"),
    )
    _index("aside", "capture")
    op.create_table(
        "decision",
        sa.Column("number", NUMBER, primary_key=True, autoincrement=False),
        *(_moment(name) for name in ("at", "recorded_at")),
        *(_text(name) for name in ("by", "kind", "subject", "body", "previous", "digest")),
    )
    _index("decision", "at", "subject")


def _text(name: str, points_at: str = "", *, unique: bool = False) -> sa.Column[str]:
    links = (sa.ForeignKey(points_at),) if points_at else ()
    return sa.Column(name, TEXT, *links, nullable=False, unique=unique or None)


def _key(name: str, points_at: str = "") -> sa.Column[str]:
    links = (sa.ForeignKey(points_at),) if points_at else ()
    return sa.Column(name, TEXT, *links, primary_key=True)


def _moment(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger, nullable=False)


def _index(table: str, *columns: str) -> None:
    for column in columns:
        op.create_index(f"ix_{table}_{column}", table, [column])
