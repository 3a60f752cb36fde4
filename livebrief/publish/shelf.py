"""Shelf: what the pages read of one view of the desk. A protocol; the newsroom's View satisfies it.

Laws: everything on one shelf is as of ``material.as_of``; two calls give equal answers; nothing here reaches the network.
"""

from __future__ import annotations

from typing import Protocol

import msgspec

from livebrief.publish.directory import Directory
from livebrief.records.briefings import Briefing, Correction, Update
from livebrief.records.ledgers import Ledger
from livebrief.records.readings import Material
from livebrief.records.stories import Chain
from livebrief.records.verdicts import Verdict


class Turning(msgspec.Struct, frozen=True, kw_only=True):
    """A claim's verdict from a moment on (ISO, when the desk knew), until the next turning."""

    at: str
    verdict: Verdict


class Shelf(Protocol):
    """One briefing, the material under it, and what follows from both."""

    @property
    def brf(self) -> Briefing:
        """The briefing."""
        ...

    @property
    def material(self) -> Material:
        """What it was made from."""
        ...

    @property
    def directory(self) -> Directory:
        """Who speaks, who publishes, where."""
        ...

    @property
    def corrections(self) -> tuple[Correction, ...]:
        """Every change seen in sources, also those that the briefing leaves out."""
        ...

    def held(self, claim: str) -> bool:
        """Whether an editor keeps the claim back now: no page shows it."""
        ...

    def line(self, claim: str) -> Update | None:
        """The line of a claim, whether the briefing has room for it or not; None when it has none."""
        ...

    def verdict(self, claim: str) -> Verdict | None:
        """How far sources agree on a claim; None for an id that is no claim now."""
        ...

    def history(self, claim: str) -> tuple[Turning, ...]:
        """The verdict's turnings, oldest first."""
        ...

    def chains(self, claim: str) -> tuple[Chain, ...]:
        """The figure chains that the claim's statements have a part in."""
        ...

    @property
    def tiles(self) -> tuple[str, str]:
        """The desk's own map tiles: their address (``{z}/{x}/{y}`` in it; "" for none) and what their data asks to be said."""
        ...

    @property
    def ledgers(self) -> tuple[str, ...]:
        """The names of the ledgers that this beat keeps."""
        ...

    def ledger(self, name: str) -> Ledger | None:
        """One ledger; None for a name that is none."""
        ...
