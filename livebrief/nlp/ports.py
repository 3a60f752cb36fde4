"""Ports of the language components: what a reader of attributions and names must give, whoever implements it."""

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


class NameSpan(msgspec.Struct, frozen=True, kw_only=True):
    """One proper name: where it stands, its kind (PER, ORG or LOC) and the component's own confidence, 0–1."""

    span: Span
    kind: str
    score: float = 1.0


class TextSpans(msgspec.Struct, frozen=True, kw_only=True):
    """All that one pass over one text found, each list in text order. A reader without a head for names gives none."""

    attributions: tuple[AttributionSpans, ...] = ()
    names: tuple[NameSpan, ...] = ()


class AttributionTagger(Protocol):
    """Reads texts. Laws: one answer per text, in order, whatever stands beside it; spans lie inside the text."""

    name: str

    def read(self, texts: Sequence[str]) -> list[TextSpans]:
        """The attributions and names of each text, from one pass."""
        ...
