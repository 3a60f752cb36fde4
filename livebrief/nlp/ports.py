"""Ports of the language components: what a reader of attributions must give, whoever implements it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import msgspec

from livebrief.records.spans import Span


class AttributionSpans(msgspec.Struct, frozen=True, kw_only=True):
    """One attribution as spans: who (source), the saying word (cue), what is said (content), each in pieces.

    Offsets are half-open code points into the text given. ``source`` and ``cue`` may be empty (a continuing quotation,
    a freestanding one); ``content`` never is. ``score`` is the component's own confidence, 0–1.
    """

    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    content: tuple[Span, ...] = ()
    score: float = 1.0


class AttributionTagger(Protocol):
    """Finds attributions in texts. Laws: one list per text, in order; spans lie inside the text; deterministic."""

    name: str

    def tag(self, texts: Sequence[str]) -> list[list[AttributionSpans]]:
        """The attributions of each text, in text order."""
        ...
