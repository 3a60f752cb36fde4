"""Where a store lives, as it is given: a file's path or a database's address. Owns telling the two apart, and the form of
an address that may be shown.
"""

from __future__ import annotations

import re
from pathlib import Path

from livebrief.errors import Abort

_SCHEME = re.compile(r"[a-z][a-z0-9+]+:/", re.I)  # one letter is a drive
_PASSWORD = re.compile(r"(:/+[^:/@]*):.*@", re.S)  # to the last @: rather too much is hidden than too little
_GIVEN = re.compile(r"([?&](?:ssl)?password=)[^&#]*", re.I)


class NoStore(Abort):
    """Nothing stands there yet, and nothing was to be made."""


def is_address(where: Path | str) -> bool:
    """Whether this is a database's address (``postgresql://…``), not a file."""
    return _SCHEME.match(str(where)) is not None


def masked(where: Path | str) -> str:
    """The path or address without its password: what messages, logs and people may see."""
    if not is_address(where):
        return str(where)
    return _GIVEN.sub(r"\1***", _PASSWORD.sub(r"\1:***@", str(where)))
