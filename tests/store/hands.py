"""What a hand with another tool can do to a store: guards off, then the change."""

from __future__ import annotations

import sqlite3

import psycopg

from livebrief.store.address import is_address


def tamper(where: str, *statements: str) -> None:
    """Run SQL past the guards and the links of a store."""
    if is_address(where):
        with psycopg.connect(where) as conn:
            conn.execute("SET session_replication_role = replica")  # no triggers, no foreign keys
            for statement in statements:
                conn.execute(statement.replace("x'00'", r"'\x00'"))  # type: ignore[call-overload]
        return
    raw = sqlite3.connect(where)
    for (trigger,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        raw.execute(f"DROP TRIGGER {trigger}")
    for statement in statements:
        raw.execute(statement)
    raw.commit()
    raw.close()
