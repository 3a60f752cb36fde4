"""Brings a store's schema to this Livebrief's. Owns the run of the migrations; refuses a schema that it does not know.

One transaction: a store that was killed in the middle of a migration opens as it was before. Alembic is loaded only
when there is something to do.
"""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa

from livebrief.errors import Abort
from livebrief.store.schema import REVISION

SCRIPTS = Path(__file__).parent / "migrations"


def revision_of(conn: sa.Connection) -> str:
    """The revision that the database stands at; empty for a database without tables."""
    if not sa.inspect(conn).has_table("alembic_version"):
        return ""
    return str(conn.execute(sa.text("SELECT version_num FROM alembic_version")).scalar() or "")


def migrate(conn: sa.Connection, name: str) -> None:
    """Upgrade inside the caller's transaction. Raises Abort when the schema is newer than this Livebrief."""
    found = revision_of(conn)
    if found == REVISION:
        return
    from alembic import command  # noqa: PLC0415 (a tenth of a second that a store of today's schema need not pay)
    from alembic.config import Config  # noqa: PLC0415
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = conn
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if found and found not in known:
        raise Abort(
            f"written by a newer Livebrief (schema {found}; this one knows up to {REVISION})",
            subject=name,
            way_out="upgrade Livebrief, or name another store with --store",
        )
    command.upgrade(config, "head")
