"""Where things live: one database file of captures, documents, sightings and the journal; many readers, one writer."""

from livebrief.store.store import Store
from livebrief.store.verify import Problem
from livebrief.store.writer import Writer

__all__ = ["Problem", "Store", "Writer"]
