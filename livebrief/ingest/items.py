"""Articles given as JSON: lines, one object, an array, a JSON Feed. Owns their decoding; refuses guessing encodings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from livebrief.errors import Quarantine
from livebrief.ingest.making import encode
from livebrief.ingest.reading import looks_binary
from livebrief.records.outcomes import Why

_BOM = b"\xef\xbb\xbf"
_ESCAPED_HALF = re.compile(rb"\\u[dD][89a-fA-F][0-9a-fA-F]{2}")
_PAIR = re.compile(rb"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}")
_RAW_HALF = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]")
_RAW_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """One article as JSON said it: its bytes (UTF-8), their media type, and the other keys."""

    body: bytes
    media: str
    said: dict[str, Any]


def decode(data: bytes) -> Any:
    """The JSON value; Quarantine with the reason that fits (half a character, other encoding, binary, broken JSON)."""
    data = data.removeprefix(_BOM)
    if looks_binary(data[:4096]):
        raise Quarantine("not text", reason=Why.BINARY)
    if _RAW_HALF.search(data) or _ESCAPED_HALF.search(_PAIR.sub(b"", data)):
        raise Quarantine("lone surrogate", reason=Why.BAD_CHARACTERS)
    try:
        data.decode()
    except UnicodeDecodeError as bad:
        raise Quarantine(
            f"not UTF-8 at byte {bad.start}", reason=Why.UNKNOWN_ENCODING, way_out="JSON is UTF-8"
        ) from bad
    try:
        return msgspec.json.decode(data)
    except (msgspec.DecodeError, RecursionError) as bad:
        reason = Why.TOO_DEEP if isinstance(bad, RecursionError) else _reason(data)
        raise Quarantine(str(bad), reason=reason) from bad


def _reason(data: bytes) -> Why:
    """A line that opens an object and does not close it was cut; raw control characters are named; else not JSON."""
    if _RAW_CONTROL.search(data):
        return Why.BAD_CHARACTERS
    cut = data.lstrip()[:1] in (b"{", b"[") and data.rstrip()[-1:] not in (b"}", b"]")
    return Why.TRUNCATED if cut else Why.NOT_JSON


def item(value: Any) -> Item:
    """The article in a decoded object; Quarantine when it is no object or has neither ``text`` nor ``html``."""
    if not isinstance(value, Mapping):
        raise Quarantine("not a JSON object", reason=Why.BAD_RECORD, way_out="one object with text or html a line")
    for key, media in (("text", "text/plain"), ("html", "text/html")):
        words = value.get(key)
        if isinstance(words, str) and words.strip():
            said = {name: one for name, one in value.items() if name != key}
            return Item(body=encode(words), media=media, said=said)
    empty = any(isinstance(value.get(key), str) for key in ("text", "html"))
    reason = Why.EMPTY if empty else Why.BAD_RECORD
    raise Quarantine("neither text nor html holds words", reason=reason)


def values(data: bytes) -> Iterator[tuple[int, Any]]:
    """The articles of one JSON value with their numbers from 1: an array's elements, or the object itself (0)."""
    value = decode(data)
    if isinstance(value, list):
        yield from enumerate(value, 1)
    else:
        yield 0, value
