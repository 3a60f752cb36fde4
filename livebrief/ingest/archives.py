"""Web archives: WARC (ISO 28500) and ARC, plain or gzip, by warcio. Each page served with success is one article.

Owns which records are pages; refuses requests, redirects, refusals and pictures (skipped, by name). A record is read up to a
limit, so one endless response costs no memory. A broken end is told once, after everything that stands before it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from livebrief.errors import Quarantine
from livebrief.records.outcomes import Failed, Skipped, Why

PAGES = {"text/html": "text/html", "application/xhtml+xml": "text/html", "text/plain": "text/plain"}
OK = 200
PIECE = 1 << 16
RECORD_END = b"\r\n\r\n"  # after every record (ISO 28500, 4)


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """One page of an archive: what the record says of it in Given's keys, its bytes, media type and declared charset."""

    source: str
    said: dict[str, Any]
    body: bytes
    media: str
    charset: str = ""


class _Unpacked:
    """The archive's bytes as a file that warcio reads, unpacked by the house's own reader, which tells a broken end; and
    the last bytes that were read."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces, self._held = pieces, b""
        self.first = self.last = b""

    def read(self, size: int = -1) -> bytes:
        """Up to ``size`` bytes; Quarantine (TRUNCATED) where the packed stream breaks."""
        while not self._held:
            piece = next(self._pieces, None)
            if piece is None:
                return b""
            self._held = piece
            self.first = self.first or piece[:5]
        cut = len(self._held) if size < 0 else size
        given, self._held = self._held[:cut], self._held[cut:]
        self.last = (self.last + given)[-len(RECORD_END) :]
        return given

    def close(self) -> None:
        """The file is its opener's."""


def pages(pieces: Iterator[bytes], label: str, limit: int) -> Iterator[Page | Skipped | Failed]:
    """What became of each record that could be a page, in the archive's order, lazily. ``pieces``: its unpacked bytes."""
    number = told = 0
    stream = _Unpacked(pieces)
    try:
        for number, record in enumerate(ArchiveIterator(stream, arc2warc=True), 1):
            source = f"{label}:{number}"
            found = _record(record, source, limit)
            if found is not None:
                told += 1
                yield found
            _drain(record, source)
        if stream.first == b"WARC/" and stream.last != RECORD_END:
            raise EOFError("it ends in the middle of a record")
    except (ArchiveLoadFailed, Quarantine, EOFError, OSError, ValueError, AttributeError) as broken:
        told += 1
        yield Failed(source=f"{label}:{number}", why=Why.TRUNCATED, detail=f"the archive breaks here: {broken}")
    if not told:
        yield Failed(source=label, why=Why.EMPTY, detail="an archive without pages")


def _drain(record: Any, source: str) -> None:
    """Read a record to its end: EOFError when the archive stops before the length that the record announced."""
    while record.raw_stream.read(PIECE):
        pass
    if (missing := getattr(record.raw_stream, "limit", 0)) > 0:
        raise EOFError(f"{source} lacks {missing:,} bytes")


def _record(record: Any, source: str, limit: int) -> Page | Skipped | Failed | None:
    """Requests, metadata and the archive's own notes are no inputs; what was served is."""
    address = record.rec_headers.get_header("WARC-Target-URI") or ""
    if record.rec_type not in ("response", "resource") or not address.startswith(("http://", "https://")):
        return None
    served = record.http_headers
    status = int(served.get_statuscode() or 0) if served else OK
    if status != OK:
        return Skipped(source=source, why=Why.NOT_A_PAGE, detail=f"{address} answered {status}")
    kind = (served or record.rec_headers).get_header("Content-Type") or ""
    media, _, rest = kind.partition(";")
    if media.strip().lower() not in PAGES:
        return Skipped(source=source, why=Why.NOT_A_PAGE, detail=f"{address} is {media.strip() or 'of no type'}")
    try:
        body = _body(record, limit)
    except Quarantine as bad:
        return Failed(source=source, why=Why(bad.reason), detail=f"{address}: {bad}")
    said = {"url": address, "first_seen": record.rec_headers.get_header("WARC-Date") or ""}
    charset = rest.partition("charset=")[2].split(";")[0].strip(" \"'")
    return Page(source=source, said=said, body=body, media=PAGES[media.strip().lower()], charset=charset)


def _body(record: Any, limit: int) -> bytes:
    """The payload, its transfer and content encodings undone as it streams."""
    parts, size = [], 0
    stream = record.content_stream()
    try:
        while piece := stream.read(PIECE):
            size += len(piece)
            if size > limit:
                raise Quarantine(f"larger than {limit:,} bytes", reason=Why.TOO_LARGE)
            parts.append(piece)
    except (EOFError, OSError, ValueError) as broken:
        raise Quarantine(f"its bytes break off: {broken}", reason=Why.TRUNCATED) from broken
    return b"".join(parts)
