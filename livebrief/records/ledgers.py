"""The entry types of the desks. First form: one entry is the cited, typed reading of one claim by one desk."""

from __future__ import annotations

import msgspec


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """A ledger line: which desk, which claim, and the statements that carry it."""

    desk: str
    claim: str
    statements: tuple[str, ...]
    story: str = ""
