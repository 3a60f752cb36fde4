"""What a caller may say about a batch of inputs. Owns the limits; refuses reading the environment."""

from __future__ import annotations

from collections.abc import Callable
from typing import BinaryIO

import msgspec

from livebrief.ingest.fetching import Fetches

MEGABYTE = 1_000_000


class IngestOptions(msgspec.Struct, frozen=True, kw_only=True):
    """Defaults for what an input does not say (``outlet``, ``published``, ``language``) and limits.

    ``max_bytes`` bounds one article or saved feed after unpacking (JSON lines are streamed: there it bounds nothing);
    ``max_line_bytes`` one line of any text; ``max_depth`` how deep HTML tags may nest: the
    181 pages of pages/scrapinghub reach 51. ``stdin`` is what ``-`` reads.
    ``fetcher`` has the network, if there is one; ``seen(address, modified)`` says that a feed's entry need not be
    fetched again.
    """

    outlet: str = ""
    published: str = ""
    language: str = ""
    max_bytes: int = 50 * MEGABYTE
    max_line_bytes: int = 5 * MEGABYTE
    max_depth: int = 512
    stdin: BinaryIO | None = None
    fetcher: Fetches | None = None
    seen: Callable[[str, str], bool] | None = None
