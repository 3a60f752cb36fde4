"""Ids: their grammar, the canonical form that content ids hash, and minted ids. Nobody else builds an id.

Two kinds. A *content id* follows from what it names: ``doc1_<26 base-32 letters>`` (prefix, scheme number, first 130
bits of SHA-256 over the canonical form with empty fields dropped). A *minted id* names something decided (a story,
a claim): ULID-like, sortable by the moment of its founding, and derived from its founding member, so that a replay of
the same captures mints the same ids (law 4). What a minted id means over time is whatever the journal says.
"""

from __future__ import annotations

import hashlib
import re
from datetime import datetime
from typing import Any

import msgspec

SCHEME = 1
CONTENT_KINDS = frozenset({"ref", "art", "cap", "doc", "stm", "sgt", "fig", "rcp", "blk", "dec", "lin"})
MINTED_KINDS = frozenset({"clm", "dev", "sto", "brf", "ent", "run"})
_GRAMMAR = re.compile(r"^(?P<kind>[a-z]{3})(?P<scheme>\d*)_(?P<body>[0-9a-z]{26})$")
_RFC4648 = "abcdefghijklmnopqrstuvwxyz234567"
_PAIRS = tuple(first + second for first in _RFC4648 for second in _RFC4648)
_CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"
_CROCKFORD_PAIRS = tuple(first + second for first in _CROCKFORD for second in _CROCKFORD)


def canonical(value: Any) -> bytes:
    """The canonical form: JSON, keys sorted, empty fields (None, "", [], {}) dropped at every depth, UTF-8."""
    return msgspec.json.encode(_drop_empty(msgspec.to_builtins(value)), order="sorted")


def digest(data: bytes) -> str:
    """SHA-256 of bytes as 64 hex digits: how blobs and journal entries are addressed."""
    return hashlib.sha256(data).hexdigest()


def content_id(kind: str, value: Any) -> str:
    """The content id of ``value``. Law: equal canonical forms, equal ids; an added empty field changes nothing."""
    if kind not in CONTENT_KINDS:
        raise ValueError(f"not a content kind: {kind}")
    return f"{kind}{SCHEME}_{_base32(hashlib.sha256(canonical(value)).digest())}"


def _base32(hashed: bytes) -> str:
    """The first 130 bits in base 32 (RFC 4648), lower case: as base64.b32encode gives them, eight times faster."""
    number = int.from_bytes(hashed[:17], "big") >> 6
    return "".join(_PAIRS[(number >> shift) & 1023] for shift in range(120, -1, -10))


def mint(kind: str, founded: datetime, founder: str) -> str:
    """A minted id: 48 bits of ``founded`` in milliseconds, 80 bits of the founding member's hash, Crockford base 32.

    Law: the same kind, moment and founder give the same id; ids of one kind sort by the moment of founding.
    """
    if kind not in MINTED_KINDS:
        raise ValueError(f"not a minted kind: {kind}")
    millis = int(founded.timestamp() * 1000) & ((1 << 48) - 1)
    tail = int.from_bytes(hashlib.sha256(f"{kind}|{founder}".encode()).digest()[:10], "big")
    number = (millis << 80) | tail
    return f"{kind}_" + "".join(_CROCKFORD_PAIRS[(number >> shift) & 1023] for shift in range(120, -1, -10))


def kind_of(some_id: str) -> str:
    """The three-letter kind of an id; ValueError when the text is not an id."""
    found = _GRAMMAR.match(some_id)
    if found is None:
        raise ValueError(f"not an id: {some_id!r}")
    return found["kind"]


def is_id(text: str) -> bool:
    """Whether the text has the grammar of an id."""
    return _GRAMMAR.match(text) is not None


def _drop_empty(value: Any) -> Any:
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        kept = ((key, _drop_empty(item)) for key, item in value.items())
        return {key: item for key, item in kept if not _is_empty(item)}
    if isinstance(value, (list, tuple)):
        return [_drop_empty(item) for item in value]
    return value


def _is_empty(value: Any) -> bool:
    return value is None or (isinstance(value, (str, list, dict, tuple)) and not value)
