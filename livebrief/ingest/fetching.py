"""What fetching means to the rest of the room: Answer, Known, and the protocol of a fetcher. No sockets here."""

from __future__ import annotations

from typing import Protocol

import msgspec


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What came back: the final address, the bytes and what was said of them. ``unchanged``: no bytes, what you have
    still stands. ``etag``, ``modified``: to send with the next request."""

    address: str
    body: bytes = b""
    media: str = ""
    charset: str = ""
    etag: str = ""
    modified: str = ""
    unchanged: bool = False


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """What an earlier answer said of itself."""

    etag: str = ""
    modified: str = ""


NOTHING = Known()


class Fetches(Protocol):
    """What has the network. Laws: one address, one answer; nothing is followed that the operator did not name or that
    does not lie in public."""

    def trust(self, address: str) -> None:
        """The operator named this address."""
        ...

    def get(self, address: str, known: Known = NOTHING) -> Answer:
        """The answer, or Retry, or Quarantine."""
        ...
