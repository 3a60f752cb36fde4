"""Bytes of files, unpacked as they stream. Owns gzip, limits and line cutting; refuses decoding characters."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from typing import Protocol

import msgspec

from livebrief.errors import Quarantine
from livebrief.records.outcomes import Why

CHUNK = 1 << 16
GZIP_MAGIC = b"\x1f\x8b"
_MAGIC = (b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"PK\x03\x04", b"\x7fELF", b"SQLite format 3\x00", b"RIFF")
_TEXT_BOMS = (b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")
_CONTROLS = bytes(set(range(32)) - {9, 10, 11, 12, 13, 27}) + b"\x7f"
# One in ten control characters is no text in any single-byte or UTF-8 encoding; a stray one is clean's to strip.
BINARY_SHARE = 0.1
SNIFF = 65_536


class Readable(Protocol):
    """What gives bytes: an open file, standard input."""

    def read(self, size: int, /) -> bytes:
        """Up to ``size`` bytes; empty at the end."""
        ...


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """Line ``number`` (from 1). ``reason`` is set when the line cannot be used; then ``body`` is its beginning."""

    number: int
    body: bytes
    reason: Why | None = None


def chunks(handle: Readable) -> Iterator[bytes]:
    """The bytes in pieces, unpacked when they are gzip; Quarantine (TRUNCATED) after the last whole piece."""
    first = handle.read(CHUNK)
    if not first.startswith(GZIP_MAGIC):
        while first:
            yield first
            first = handle.read(CHUNK)
        return
    yield from _unpacked(handle, first)


def _unpacked(handle: Readable, packed: bytes) -> Iterator[bytes]:
    member = zlib.decompressobj(wbits=31)
    while True:
        try:
            piece = member.decompress(packed, CHUNK * 4)
        except zlib.error as broken:
            raise Quarantine(f"broken gzip: {broken}", reason=Why.TRUNCATED) from broken
        if piece:
            yield piece
        packed = member.unconsumed_tail or (b"" if member.eof else handle.read(CHUNK))
        if member.eof:
            packed = member.unused_data or handle.read(CHUNK)
            if not packed.startswith(GZIP_MAGIC):
                return
            member = zlib.decompressobj(wbits=31)
        elif not packed:
            raise Quarantine("the gzip stream ends in the middle", reason=Why.TRUNCATED)


def whole(pieces: Iterable[bytes], limit: int) -> bytes:
    """All bytes at once; Quarantine (TOO_LARGE) beyond ``limit``."""
    parts: list[bytes] = []
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > limit:
            raise Quarantine(f"larger than {limit:,} bytes", reason=Why.TOO_LARGE, way_out="raise max_bytes")
        parts.append(piece)
    return b"".join(parts)


def lines(pieces: Iterator[bytes], limit: int) -> Iterator[Line]:
    """The lines without their ends. A line over ``limit`` comes as TOO_LARGE, a half one at a broken end as TRUNCATED."""
    held, number, skipping = b"", 1, False
    try:
        for piece in pieces:
            *done, held = (held + piece).split(b"\n")
            for body in done:
                if not skipping:
                    yield _line(number, body, limit)
                number, skipping = number + 1, False
            if len(held) > limit and not skipping:
                yield _line(number, held, limit)
                skipping = True
            held = b"" if skipping else held
    except Quarantine as broken:
        yield Line(number=number, body=held[:80], reason=Why(broken.reason))
        return
    if held and not skipping:
        yield _line(number, held, limit)


def _line(number: int, body: bytes, limit: int) -> Line:
    if len(body) > limit:
        return Line(number=number, body=body[:80], reason=Why.TOO_LARGE)
    return Line(number=number, body=body.rstrip(b"\r"))


def refuse_unreadable(body: bytes, max_line_bytes: int) -> None:
    """Quarantine for what cannot be an article's text: nothing, binary, or one endless line."""
    if not body.strip():
        raise Quarantine("nothing in it", reason=Why.EMPTY)
    if looks_binary(body[:SNIFF]):
        raise Quarantine("not text", reason=Why.BINARY)
    if len(body) > max_line_bytes and max(map(len, body.split(b"\n"))) > max_line_bytes:
        raise Quarantine(f"a line of more than {max_line_bytes:,} bytes", reason=Why.TOO_LARGE)


def looks_binary(head: bytes) -> bool:
    """Whether the bytes are of a known binary format or hold too many control characters (UTF-16 and -32 do not count)."""
    if head.startswith(_MAGIC):
        return True
    if head.startswith(_TEXT_BOMS) or _sixteen_bit(head):
        return False
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return controls > BINARY_SHARE * len(head)


def _sixteen_bit(head: bytes) -> bool:
    """Text in UTF-16 without a mark: nearly every other byte is zero, always on the same side."""
    half = len(head) // 2
    even, odd = head[0::2].count(0), head[1::2].count(0)
    return half > 8 and max(even, odd) > 0.7 * half and min(even, odd) < 0.05 * half
