"""What an input's bytes hold: one article, lines, entries, an archive's pages. Owns their accounting; refuses letting one
bad piece stop the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from livebrief.errors import Quarantine
from livebrief.ingest import feeds, items, places
from livebrief.ingest.depth import nests_deeper_than
from livebrief.ingest.making import encode, make_received, read_given
from livebrief.ingest.options import IngestOptions
from livebrief.ingest.reading import Readable, chunks, lines, looks_binary, refuse_unreadable, whole
from livebrief.records.articles import Received
from livebrief.records.outcomes import Failed, Made, Outcome, Skipped, Why

STDIN = "-"
_DETAIL = {
    Why.TOO_LARGE: "the line is longer than max_line_bytes",
    Why.TRUNCATED: "the file ends in the middle of this line",
}


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """One article's bytes and what was said of it; ``by`` whom: file | sidecar | line | feed | archive | page."""

    body: bytes
    media: str
    said: dict[str, Any]
    by: str
    charset: str = ""


class Intake:
    """One batch: its options and its moment."""

    def __init__(self, options: IngestOptions, now: datetime) -> None:
        self.options, self.now = options, now

    def file(self, found: places.Found) -> Iterator[Outcome[Received]]:
        """The outcomes of one file."""
        label = str(found.path)
        try:
            said = _sidecar(found.path)
            with found.path.open("rb") as handle:
                yield from self._read(handle, found.form, label, said)
        except Quarantine as bad:
            yield failed(label, bad)
        except OSError as bad:
            yield Failed(source=label, why=Why.UNREADABLE, detail=bad.strerror or str(bad))

    def stdin(self) -> Iterator[Outcome[Received]]:
        """Standard input: JSON lines when it opens with an object, a page when it opens with markup, else plain text."""
        handle = self.options.stdin
        if handle is None:
            yield Failed(source=STDIN, why=Why.NOT_FOUND, detail="no standard input was given")
            return
        try:
            head = handle.read(4096)
            rest = _Rejoined(head, handle)
            start = head.lstrip()[:15].lower()
            form = places.LINES if start[:1] == b"{" or head[:2] == b"\x1f\x8b" else places.TEXT
            form = places.PAGE if start.startswith((b"<!doctype html", b"<html")) else form
            yield from self._read(rest, form, STDIN, {})
        except Quarantine as bad:
            yield failed(STDIN, bad)
        except OSError as bad:
            yield Failed(source=STDIN, why=Why.UNREADABLE, detail=str(bad))

    def _read(self, handle: Readable, form: str, label: str, said: dict[str, Any]) -> Iterator[Outcome[Received]]:
        pieces = chunks(handle)
        if form == places.ARCHIVE:
            yield from self._archive(pieces, label)
            return
        if form == places.LINES:
            yield from self._lines(pieces, label, said)
            return
        body = whole(pieces, self.options.max_bytes)
        if not body.strip():
            raise Quarantine("nothing in it", reason=Why.EMPTY)
        if form == places.JSON:
            yield from self._json(body, label, said)
        elif form == places.FEED:
            refuse_unreadable(body, self.options.max_bytes)
            yield from self.entries(feeds.xml_entries(body), label, said)
        else:
            if not form and looks_binary(body[:65_536]):
                raise Quarantine("not text", reason=Why.BINARY)
            if not form:
                raise Quarantine(
                    "the name tells no format", reason=Why.UNKNOWN_FORMAT, way_out="rename it to .txt or .html"
                )
            media = "text/html" if form == places.PAGE else "text/plain"
            by = "sidecar" if said else "file"
            yield self.made(Piece(body=body, media=media, said={**said}, by=by), label)

    def _lines(self, pieces: Iterator[bytes], label: str, said: dict[str, Any]) -> Iterator[Outcome[Received]]:
        some = False
        for line in lines(pieces, self.options.max_line_bytes):
            if not line.body.strip() and line.reason is None:
                continue
            some = True
            source = f"{label}:{line.number}"
            if line.reason is not None:
                yield Failed(source=source, why=line.reason, detail=_DETAIL.get(line.reason, ""))
            else:
                body = line.body
                yield self._guarded(source, lambda body=body: items.decode(body), said, label)  # type: ignore[misc]
        if not some:
            yield Failed(source=label, why=Why.EMPTY, detail="no lines")

    def _json(self, body: bytes, label: str, said: dict[str, Any]) -> Iterator[Outcome[Received]]:
        if _opens_lines(body):
            yield from self._lines(iter([body]), label, said)
            return
        for number, value in items.values(body):
            if feeds.is_json_feed(value):
                yield from self.entries(feeds.json_entries(value), label, said)
            else:
                source = f"{label}:{number}" if number else label
                yield self._guarded(source, lambda value=value: value, said, label)  # type: ignore[misc]

    def _guarded(self, source: str, value: Callable[[], Any], said: dict[str, Any], label: str) -> Outcome[Received]:
        try:
            read = items.item(value())
        except Quarantine as bad:
            return failed(source, bad)
        said = {**said, **read.said}
        return self.made(Piece(body=read.body, media=read.media, said=said, by="line", charset="utf-8"), source, label)

    def entries(
        self, entries: Sequence[feeds.Entry] | Iterator[feeds.Entry], label: str, said: dict[str, Any]
    ) -> Iterator[Outcome[Received]]:
        """A sidecar beside a feed speaks of the feed: its address and title are not the entries'."""
        about = {key: value for key, value in said.items() if key in ("outlet", "first_seen", "language")}
        count = 0
        for count, entry in enumerate(entries, 1):
            source = f"{label}:{count}"
            if not entry.body.strip():
                yield Failed(source=source, why=Why.NO_TEXT, detail="the entry has no words")
                continue
            known = {**entry.said, **{key: value for key, value in about.items() if value}}
            try:
                body = encode(entry.body)
            except Quarantine as bad:
                yield failed(source, bad)
                continue
            yield self.made(Piece(body=body, media=entry.media, said=known, by="feed", charset="utf-8"), source, label)
        if not count:
            yield Failed(source=label, why=Why.EMPTY, detail="a feed without entries")

    def _archive(self, pieces: Iterator[bytes], label: str) -> Iterator[Outcome[Received]]:
        from livebrief.ingest.archives import pages  # noqa: PLC0415  warcio only for archives

        for page in pages(pieces, label, self.options.max_bytes):
            if isinstance(page, Skipped | Failed):
                yield page
            else:
                piece = Piece(body=page.body, media=page.media, said=page.said, by="archive", charset=page.charset)
                yield self.made(piece, page.source, label)

    def made(self, piece: Piece, source: str, label: str = "") -> Outcome[Received]:
        """The article of one piece, or why there is none. ``label``: the file that the piece is from."""
        try:
            refuse_unreadable(piece.body, self.options.max_line_bytes)
            if piece.media == "text/html" and nests_deeper_than(piece.body, self.options.max_depth):
                raise Quarantine(f"tags nest deeper than {self.options.max_depth}", reason=Why.TOO_DEEP)
            received, notes = make_received(
                piece.body,
                media=piece.media,
                given=read_given(piece.said, piece.by, self.options),
                file_name=Path(label or source).name,
                origin=source,
                now=self.now,
                charset=piece.charset,
            )
        except Quarantine as bad:
            return failed(source, bad)
        return Made(source=source, value=received, notes=notes)


class _Rejoined:
    """A stream with its first bytes, already read, put back in front."""

    def __init__(self, head: bytes, rest: Readable) -> None:
        self._head, self._rest = head, rest

    def read(self, size: int, /) -> bytes:
        """The head first, then the rest."""
        head, self._head = self._head, b""
        return head or self._rest.read(size)


def _sidecar(path: Path) -> dict[str, Any]:
    beside = places.sidecar_of(path)
    if not beside.is_file():
        return {}
    try:
        return msgspec.json.decode(beside.read_bytes(), type=dict[str, Any])
    except (msgspec.DecodeError, OSError, UnicodeDecodeError) as bad:
        raise Quarantine(f"its sidecar {beside.name} does not decode: {bad}", reason=Why.BAD_RECORD) from bad


def _opens_lines(body: bytes) -> bool:
    """JSON lines under a .json name: the first line is a whole object and more lines follow."""
    first, _, rest = body.lstrip().partition(b"\n")
    if not rest.strip() or not first.startswith(b"{"):
        return False
    try:
        items.decode(first)
    except Quarantine:
        return False
    return True


def failed(source: str, bad: Quarantine) -> Failed:
    """An input set aside for the reason that was raised."""
    return Failed(source=source, why=Why(bad.reason), detail=str(bad))
