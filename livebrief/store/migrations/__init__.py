"""Alembic's scripts: how a store of any earlier Livebrief becomes one of this Livebrief. Run by migrate.py on open."""
