"""Inputs become captures: files, folders, globs, standard input, saved feeds. Owns addresses and accounting of inputs.

Refuses: reading what the bytes mean (that is clean's), sockets, clocks. One bad input never stops the rest: each ends
as made, skipped or failed, in a fixed order (sorted paths, then lines), lazily.
"""

from __future__ import annotations

from livebrief.ingest.address import canonical_url
from livebrief.ingest.collecting import collect
from livebrief.ingest.options import IngestOptions

__all__ = ["IngestOptions", "canonical_url", "collect"]
