"""Captures become documents: one text that never changes, its sentences, its facts, what was left out of it.

Refuses: the network, the clock (``now`` is passed in), guessing what cannot be read. See document.py for the way.
"""

from __future__ import annotations

from livebrief.clean import anchor
from livebrief.clean.copies import CopyIndex
from livebrief.clean.document import make_document
from livebrief.clean.repeats import RepeatBook

__all__ = ["CopyIndex", "RepeatBook", "anchor", "make_document"]
