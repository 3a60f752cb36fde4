"""Answers: bytes kept ready with their entity tag and gzip form; conditional requests; problems (RFC 9110, RFC 9457)."""

from __future__ import annotations

import gzip
from collections.abc import Mapping

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from livebrief.records.ids import digest

SMALL = 860  # bytes: below about one packet compression saves nothing
LEVEL = 6


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """One representation, ready to send: ``packed`` is its gzip form ("" of a small one)."""

    body: bytes
    media: str
    tag: str
    packed: bytes = b""


def keep(body: bytes, media: str) -> Kept:
    """The bytes with their tag, and compressed once for all readers."""
    packed = gzip.compress(body, LEVEL, mtime=0) if len(body) > SMALL else b""
    return Kept(body=body, media=media, tag=digest(body)[:24], packed=packed)


def answer(request: Request, kept: Kept, *, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """The representation that the request can take; 304 without a body when the reader has it already."""
    packed = bool(kept.packed) and _takes_gzip(request.headers.get("accept-encoding", ""))
    tag = f'"{kept.tag}{"-gz" if packed else ""}"'
    said = {"ETag": tag, "Vary": "Accept-Encoding, Accept-Language", "Cache-Control": "no-cache", **(headers or {})}
    if status == 200 and _has(request.headers.get("if-none-match", ""), kept.tag):
        return Response(status_code=304, headers=said)
    if packed:
        said["Content-Encoding"] = "gzip"
    return Response(
        kept.packed if packed else kept.body, status_code=status, media_type=_typed(kept.media), headers=said
    )


def problem(status: int, title: str, detail: str = "", headers: Mapping[str, str] | None = None) -> Response:
    """Problem details, as ``application/problem+json``."""
    body = {"type": "about:blank", "title": title, "status": status} | ({"detail": detail} if detail else {})
    return Response(
        msgspec.json.encode(body),
        status_code=status,
        media_type="application/problem+json",
        headers=dict(headers or {}) | {"Cache-Control": "no-store"},
    )


def _takes_gzip(accepted: str) -> bool:
    for part in accepted.lower().split(","):
        name, _, rest = part.partition(";")
        if name.strip() in ("gzip", "*"):
            return rest.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False


def _has(header: str, tag: str) -> bool:
    """Weak comparison over the listed tags (RFC 9110 §13.1.2)."""
    if header.strip() == "*":
        return True
    listed = (part.strip().removeprefix("W/").strip('"') for part in header.split(","))
    return any(each.removesuffix("-gz") == tag for each in listed)


def _typed(media: str) -> str:
    return f"{media}; charset=utf-8" if media.startswith("text/") else media
