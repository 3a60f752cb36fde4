"""The words of a search: what a query asks for, and how a text is cut into words where the database does not do it.

A text is cut as SQLite's ``unicode61 remove_diacritics 2`` cuts it (sqlite.org/fts5.html, 4.3.1), so that a query finds
the same sentences in every database: runs of letters, digits and private-use characters, in lower case, Latin letters
without their accents. PostgreSQL's own parsers follow the database's locale and know addresses, versions and file names.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

_WORD = re.compile(r'"([^"]*)"(\*?)|(\S+)')
_ACCENTS = 0x361F8_08029FDF  # a bit for each of the combining marks from U+0300 on that unicode61 takes out of words


class Phrase(NamedTuple):
    """Words that stand together; ``begins``: the last of them may go on."""

    text: str
    begins: bool


def phrases(query: str) -> list[Phrase]:
    """What ``query`` asks for; empty when it has no word. Words in double quotes stand together; one ending in ``*``
    begins a word. Any text is a query, and nothing else in it is an operator.
    """
    clean = query.encode("utf-8", "ignore").decode("utf-8").replace("\0", " ")
    found = []
    for quoted, star, bare in _WORD.findall(clean):
        words = quoted or bare.replace('"', " ").rstrip("*")
        if any(char.isalnum() for char in words):
            found.append(Phrase(words, bool(star) or bare.endswith("*")))
    return found


def words_of(text: str) -> list[str]:
    """The words of a text, folded, in order."""
    return text.translate(_FOLDED).split()


class _Folding(dict[int, str]):
    """Each character's folded form, worked out when first met; a space for what parts words."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _folded(chr(code))
        return folded


def _folded(char: str) -> str:
    if char >= "\u0300" and ord(char) < 0x332 and _ACCENTS >> (ord(char) - 0x300) & 1:
        return ""
    if unicodedata.category(char)[0] not in "LN" and unicodedata.category(char) != "Co":
        return " "
    lower = char.casefold() if len(char.casefold()) == 1 else char.lower()[0]
    base = unicodedata.normalize("NFD", lower)[0]
    return base if base.isascii() else lower


_FOLDED = _Folding()
