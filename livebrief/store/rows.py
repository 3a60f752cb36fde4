"""Records to rows and back. Owns the stored form of every record; refuses what does not decode, by name (BadRecord)."""

from __future__ import annotations

import zlib
from typing import Any, TypeVar

import msgspec
import sqlalchemy as sa

from livebrief.errors import BadRecord
from livebrief.records.articles import Article, Capture, Copy, Document
from livebrief.records.decisions import Decision
from livebrief.records.mentions import Mention
from livebrief.records.outcomes import Why
from livebrief.records.references import Reference
from livebrief.records.statements import Sighting

T = TypeVar("T")
Row = sa.RowMapping

_CAPTURE = msgspec.json.Decoder(Capture)
_DOCUMENT = msgspec.json.Decoder(Document)
_COPY = msgspec.json.Decoder(Copy)
_MENTIONS = msgspec.json.Decoder(tuple[Mention, ...])
_SIGHTING = msgspec.json.Decoder(Sighting)
_REFERENCE = msgspec.json.Decoder(Reference)
_ENCODER = msgspec.json.Encoder(order="deterministic")


def written(record: Any, subject: str) -> str:
    """The record as JSON text. Raises BadRecord when it holds what no text can hold (a lone surrogate)."""
    try:
        return _ENCODER.encode(record).decode("utf-8")
    except (UnicodeEncodeError, ValueError, TypeError, OverflowError) as wrong:
        raise BadRecord(str(wrong), reason=Why.BAD_CHARACTERS, subject=subject) from wrong


def pack(body: bytes) -> bytes:
    """Bytes as the blob table keeps them."""
    return zlib.compress(body)


def unpack(packed: bytes, sha256: str) -> bytes:
    """The bytes again; BadRecord when they are damaged."""
    try:
        return zlib.decompress(packed)
    except zlib.error as wrong:
        raise BadRecord(f"damaged bytes ({wrong})", reason=Why.BAD_RECORD, subject=sha256) from wrong


def body_of(doc: Document) -> str:
    """A document's body column: everything but its text, which has a column of its own."""
    return written(msgspec.structs.replace(doc, text=""), doc.id)


def article_from(row: Row, id_column: str = "id") -> Article:
    """Article of an article row, or of a joined row whose article id goes by another name."""
    return Article(id=row[id_column], address=row["address"], outlet=row["outlet"])


def capture_from(row: Row) -> Capture:
    """Capture of a capture row."""
    return _decoded(_CAPTURE, row["body"], row["id"])


def document_from(row: Row) -> Document:
    """Document of a document row, with its text."""
    return msgspec.structs.replace(_decoded(_DOCUMENT, row["body"], row["id"]), text=row["text"])


def copy_from(row: Row) -> Copy:
    """Copy of a copy row."""
    return _decoded(_COPY, row["body"], row["document"])


def mentions_from(row: Row) -> tuple[Mention, ...]:
    """All mentions of one document."""
    return _decoded(_MENTIONS, row["body"], row["document"])


def sighting_from(row: Row) -> Sighting:
    """Sighting of a sighting row."""
    return _decoded(_SIGHTING, row["body"], row["id"])


def reference_from(row: Row) -> Reference:
    """Reference of a reference row, without rows."""
    return _decoded(_REFERENCE, row["body"], row["key"])


def decision_from(row: Row) -> Decision:
    """Decision of a journal row."""
    subject = f"journal entry {row['number']}"
    try:
        body = msgspec.json.decode(row["body"], type=dict[str, Any])
        return msgspec.convert({name: row[name] for name in Decision.__struct_fields__} | {"body": body}, Decision)
    except msgspec.MsgspecError as wrong:
        raise BadRecord(str(wrong), reason=Why.BAD_RECORD, subject=subject) from wrong


def _decoded(decoder: msgspec.json.Decoder[T], body: str, subject: str) -> T:
    try:
        return decoder.decode(body)
    except (msgspec.MsgspecError, UnicodeEncodeError) as wrong:
        way_out = "run `livebrief verify`; restore a backup"
        raise BadRecord(str(wrong), reason=Why.BAD_RECORD, subject=subject, way_out=way_out) from wrong
