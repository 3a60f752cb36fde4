"""Countries and bodies of countries by the words that texts use for them, from nations.toml. Owns no map and no ids.

A seat ("Kyiv", "the White House") stands for its government only where the context makes it act or receive; that is the
caller's to decide, so each word says what kind of name it is.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

import msgspec

FILE = Path(__file__).parent / "nations.toml"


class NationWord(msgspec.Struct, frozen=True, kw_only=True):
    """A word for a party: its ``key`` (ISO 3166 code, or the body's key), shown ``name``, and the word's ``kind``:
    name | adjective | seat."""

    key: str
    name: str
    kind: str


@cache
def nation_words() -> dict[str, NationWord]:
    """Every word of the table as written, to what it stands for."""
    table = tomllib.loads(FILE.read_text(encoding="utf-8"))
    found: dict[str, NationWord] = {}
    for key, (names, adjectives, seats) in {**table["nations"], **table["bodies"]}.items():
        shown = names.split(";")[0]
        for kind, words in (("seat", seats), ("adjective", adjectives), ("name", names)):
            found |= {word: NationWord(key=key, name=shown, kind=kind) for word in words.split(";") if word}
    return found
