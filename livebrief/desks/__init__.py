"""The desks: one file per desk turns what sources say into the entries of its ledger (records/ledgers.py).

Pure functions over a Material: no clock, no store. ``keep`` is the only door; a new desk is one line in ``registry``.
"""

from livebrief.desks.page import Page, Passage, Told
from livebrief.desks.registry import keep, keep_all, names

__all__ = ["Page", "Passage", "Told", "keep", "keep_all", "names"]
