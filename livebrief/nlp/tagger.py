"""The trained reader of attributions and names behind its port. Weights and their libraries are opened on first use."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from livebrief.nlp.ports import AttributionSpans, NameSpan, TextSpans
from livebrief.records.spans import Span

if TYPE_CHECKING:
    from livebrief.nlp.tagging.reader import Linked, Piece, Reader

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

    def read(self, texts: Sequence[str]) -> list[TextSpans]:
        """The attributions and names of each text, as exact code points of that text, from one pass of the encoder.

        A saying word for which no content was found says nothing and is left out.
        """
        return [
            TextSpans(
                attributions=tuple(_spans(found) for found in reading.attributions if found.content),
                names=tuple(
                    NameSpan(span=Span(found.start, found.end), kind=found.kind, score=found.score)
                    for found in reading.names
                ),
            )
            for reading in self._reader.read(texts)
        ]


def _spans(found: Linked) -> AttributionSpans:
    return AttributionSpans(
        source=_pieces(found.source),
        cue=_pieces(found.cue),
        content=_pieces(found.content),
        score=found.score,
    )


def _pieces(pieces: tuple[Piece, ...]) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in pieces)
