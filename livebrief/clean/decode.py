"""Bytes to characters. Owns the encoding and stray control characters; refuses mending what was decoded wrongly before.

Order: byte order mark, UTF-8, the declared charset (of the transport, then of the page), then charset-normalizer.
UTF-8 comes before the declaration because text that is valid UTF-8 by accident hardly exists, and false declarations do.
"""

from __future__ import annotations

import codecs
import re
from logging import NullHandler, getLogger

import msgspec
from charset_normalizer import from_bytes

from livebrief.errors import Quarantine
from livebrief.records.outcomes import Why

getLogger("charset_normalizer").addHandler(NullHandler())

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_META = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)|<\?xml[^>]{0,200}?encoding=[\"']([\w.:-]+)", re.I
)
_HALF = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff\ufeff]")
_ALIKE = frozenset(
    ["cp1250", "cp1252", "cp1254", "cp1257", "latin_1", "iso8859_15", "mac_roman", "cp437", "cp850", "cp858"]
)
_SAMPLE = 100_000
# One stray control character in a hundred can be stripped and read on; more and the text is damaged. Not calibrated.
DAMAGED_SHARE = 0.01
# More than this share of characters outside letters, digits, spaces and common marks is a wrong decoding. Not calibrated.
ODD_SHARE = 0.2


class Decoded(msgspec.Struct, frozen=True, kw_only=True):
    """The characters, the encoding they were read in and the rule that chose it, and notes on what was stripped."""

    text: str
    encoding: str
    rule: str
    notes: tuple[str, ...] = ()


def decode(body: bytes, *, media: str, charset: str = "") -> Decoded:
    """The text of ``body``; Quarantine (UNKNOWN_ENCODING or BAD_CHARACTERS) when it cannot be read."""
    text, encoding, rule = _characters(body, media, charset)
    strays = len(_CONTROL.findall(text))
    if strays > max(1, DAMAGED_SHARE * len(text)):
        raise Quarantine(f"{strays} control characters in {len(text)}", reason=Why.BAD_CHARACTERS)
    notes = (f"{strays} control characters stripped",) if strays else ()
    return Decoded(text=_CONTROL.sub("", text), encoding=encoding, rule=rule, notes=notes)


def _characters(body: bytes, media: str, charset: str) -> tuple[str, str, str]:
    for mark, name in _MARKS:
        if body.startswith(mark) and (text := _try(body, name)) is not None:
            return text, name, "byte order mark"
    if (text := _try(body, "utf-8")) is not None and "\x00" not in text[:100]:
        return text, "utf-8", "valid utf-8"
    if half := _HALF.search(body):
        raise Quarantine(f"lone surrogate at byte {half.start()}", reason=Why.BAD_CHARACTERS)
    for name, rule in ((charset, "declared"), (_in_page(body) if media == "text/html" else "", "declared in the page")):
        if name and (text := _try(body, name)) is not None:
            return text, name.lower(), rule
    return _detected(body)


def _detected(body: bytes) -> tuple[str, str, str]:
    best = from_bytes(body[:_SAMPLE]).best()
    name = best.encoding if best else ""
    if name in _ALIKE and _try(body, "cp1252") is not None:
        name = "cp1252"  # alike in nearly all letters, and by far the most frequent of them
    text = _try(body, name) if name else None
    if text is None or _odd(text):
        raise Quarantine("no encoding reads it as text", reason=Why.UNKNOWN_ENCODING, way_out="save it as UTF-8")
    return text, name, "detected"


def _odd(text: str) -> bool:
    sample = text[:_SAMPLE]
    odd = sum(not (c.isalnum() or c.isspace() or c in ".,:;!?-–—'\"’‘“”«»()/%&<>=#_$€£…{}[]+*@|") for c in sample)
    return odd > ODD_SHARE * len(sample)


def _try(body: bytes, name: str) -> str | None:
    try:
        return body.decode(name)
    except (UnicodeError, LookupError, ValueError):
        return None


def _in_page(body: bytes) -> str:
    found = _META.search(body[:4096])
    return (found[1] or found[2]).decode("ascii", "ignore") if found else ""
