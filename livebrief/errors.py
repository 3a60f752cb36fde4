"""The exception tree. Names say what the caller can do; messages name the input, the place in it, the way out.

::

    LivebriefError
    ├── Retry        the same call may work later (a busy store, a slow host)
    ├── Quarantine   this input is set aside, the rest goes on (carries a Reason of records.outcomes)
    │   └── BadRecord     a stored or imported record does not decode
    └── Abort        nothing can go on
        ├── WrongUsage    the caller asked for something that does not exist (exit code 2)
        │   └── UnknownDesk   no desk has this name; the message lists those there are
        ├── BrokenStore   a digest, a citation or the journal's chain does not re-derive
        └── Missing       an id that the store does not know
"""

from __future__ import annotations


class LivebriefError(Exception):
    """Base of every error raised on purpose. ``subject`` is the input, id or file that the message is about."""

    def __init__(self, message: str, *, subject: str = "", way_out: str = "") -> None:
        self.subject = subject
        self.way_out = way_out
        parts = [f"{subject}: {message}" if subject else message]
        if way_out:
            parts.append(way_out)
        super().__init__(" — ".join(parts))


class Retry(LivebriefError):
    """The same call may work later."""


class Quarantine(LivebriefError):
    """One input is set aside; ``reason`` is a value of :class:`livebrief.records.outcomes.Why`."""

    def __init__(self, message: str, *, reason: str, subject: str = "", way_out: str = "") -> None:
        self.reason = reason
        super().__init__(message, subject=subject, way_out=way_out)


class BadRecord(Quarantine):
    """A stored or imported record does not decode."""


class Abort(LivebriefError):
    """Nothing can go on."""


class WrongUsage(Abort):
    """The caller asked for something that does not exist."""


class UnknownDesk(WrongUsage):
    """No desk has this name."""


class BrokenStore(Abort):
    """A hash, a citation or the journal's chain does not re-derive."""


class Missing(Abort):
    """An id that the store does not know."""
