"""Alembic's entry: runs the scripts on the connection (and inside the transaction) that migrate.py hands over."""

from __future__ import annotations

from alembic import context

from livebrief.store.schema import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
