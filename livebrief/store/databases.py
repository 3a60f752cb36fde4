"""What differs between databases, behind one port. Owns the port and the choice; sqlite.py and postgres.py are its two
back ends, and everything else of this room is SQL that both speak.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

import sqlalchemy as sa

from livebrief.store import postgres, sqlite
from livebrief.store.address import is_address
from livebrief.store.words import Phrase


class Database(Protocol):
    """One open database at today's schema. Errors come in the house's words: Retry when it is busy or gone for a moment,
    BrokenStore when it is damaged, Abort when it refuses. Safe to share between threads.
    """

    @property
    def name(self) -> str:
        """What messages call it: a path, or an address without its password."""
        ...

    def reading(self) -> AbstractContextManager[sa.Connection]:
        """One snapshot: what was committed when the block's first read ran, whatever is written meanwhile."""
        ...

    def writing(self) -> AbstractContextManager[sa.Connection]:
        """One transaction that holds the only writer's lock from its first moment and sees all that was committed before
        it; kept when the block ends well, and then it survives a kill. Waits up to half a minute for its turn, then Retry.
        """
        ...

    def index(self, conn: sa.Connection, sentences: Sequence[tuple[int, str]]) -> None:
        """Make the words of (number, text) findable. Both back ends cut text into the same words."""
        ...

    def matching(self, phrases: Sequence[Phrase]) -> tuple[sa.ColumnElement[int], sa.ColumnElement[bool]]:
        """The index's column of numbers, and the condition that all of the phrases stand in a row's text."""
        ...

    def damage(self, conn: sa.Connection) -> Iterator[str]:
        """What the database itself finds wrong with its storage."""
        ...

    def backup(self, to: Path) -> bool:
        """Copy all to a new file as of one moment; False, and nothing, where the database is not a file."""
        ...

    def close(self) -> None:
        """Idempotent."""
        ...


def open_database(where: Path | str, *, create: bool, lasting: bool = True) -> Database:
    """The database at a path or address, at today's schema; made when it is not there and ``create``.

    Raises Abort when it is not a store, is of a newer schema or is missing; WrongUsage for an address of another kind.
    ``lasting=False`` gives up a file's durability (scratch stores).
    """
    if is_address(where):
        return postgres.open_database(str(where), create=create)
    return sqlite.open_database(Path(where), create=create, lasting=lasting)
