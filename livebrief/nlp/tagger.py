"""The trained attribution reader behind its port. Weights and their libraries are opened on first use."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from livebrief.nlp.ports import AttributionSpans
from livebrief.records.spans import Span

if TYPE_CHECKING:
    from livebrief.nlp.tagging.reader import Linked, Piece, Reader, Reading

WEIGHTS = Path(__file__).parent / "weights" / "attribution"


class TrainedTagger:
    """Who says what, by the small trained reader (see weights/attribution/card.json)."""

    name = "trained"

    def __init__(self, folder: Path = WEIGHTS, threads: int = 2) -> None:
        self._folder, self._threads = folder, threads

    @cached_property
    def _reader(self) -> Reader:
        from livebrief.nlp.tagging.load import load_reader  # noqa: PLC0415  opens onnxruntime: on first use

        return load_reader(self._folder, self._threads)

    def tag(self, texts: Sequence[str]) -> list[list[AttributionSpans]]:
        """The attributions of each text, in text order, as exact code points of that text.

        A saying word for which no content was found says nothing and is left out.
        """
        return [[_spans(a) for a in reading.attributions if a.content] for reading in self.read(texts)]

    def read(self, texts: Sequence[str]) -> list[Reading]:
        """Everything that the heads say in one pass: attributions and names (PER, ORG, LOC)."""
        return self._reader.read(texts)


def _spans(found: Linked) -> AttributionSpans:
    return AttributionSpans(
        source=_pieces(found.source),
        cue=_pieces(found.cue),
        content=_pieces(found.content),
        score=found.score,
    )


def _pieces(pieces: tuple[Piece, ...]) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in pieces)
