"""Transcripts: lines that open with who speaks ("PETRIE: …", "Q: …"). Owns the turns; refuses prose.

A text is a transcript when several lines open with labels that come back. A turn is all that its speaker says, whatever
saying words it holds: PolNeAR marks interviews so.
"""

from __future__ import annotations

import re
from collections import Counter

from livebrief.nlp.ports import AttributionSpans
from livebrief.records.spans import Span

LEAST_TURNS = 4  # lines with a label; PolNeAR train's transcripts have five and more, its prose at most three
LEAST_WORDS = 5  # of the middle turn: shorter ones are tables ("Killed: 3")
_LABEL = re.compile(
    r"^(?P<who>[A-ZÀ-Þ][A-ZÀ-Þ.’' -]{0,40}|(?:[A-ZÀ-Þ][\w.’'-]+)(?: [A-ZÀ-Þ][\w.’'-]+){0,3})(?P<mark>:)[ \t]+(?=\S)",
    re.MULTILINE,
)
_STAGE = re.compile(r"^\W*(?:\(.*\)|\[.*\])?\W*$")
_ENDED = re.compile(r"[.?!…—-][\"”’)]*$")


def turns_of(text: str) -> list[AttributionSpans]:
    """The turns in text order: who, the colon, what is said to the end of its line and in the lines before the next turn
    that name nobody. Empty for a text that is no transcript."""
    labels = list(_LABEL.finditer(text))
    counts = Counter(label["who"] for label in labels)
    kept = [label for label in labels if counts[label["who"]] > 1 or label["who"].isupper()]
    if len(kept) < LEAST_TURNS or len({label["who"] for label in kept}) < 2 or max(counts.values()) < 2:
        return []
    ends = [label.start() for label in kept[1:]] + [_line_end(text, kept[-1].end())]
    turns = [_turn(text, label, end) for label, end in zip(kept, ends, strict=True)]
    lengths = sorted(sum(len(piece.of(text).split()) for piece in turn.content) for turn in turns)
    spoken = sum(_ENDED.search(turn.content[-1].of(text)) is not None for turn in turns)
    return turns if lengths[len(lengths) // 2] >= LEAST_WORDS and 2 * spoken > len(turns) else []


def _turn(text: str, label: re.Match[str], end: int) -> AttributionSpans:
    pieces, at = [], label.end()
    while at < end:
        stop = min(_line_end(text, at), end)
        piece = Span(at, stop).trim(text)
        if len(piece) and not _STAGE.match(piece.of(text)):
            pieces.append(piece)
        at = stop + 1
    return AttributionSpans(
        source=(Span(*label.span("who")),),
        cue=(Span(*label.span("mark")),),
        content=tuple(pieces) or (Span(*label.span("mark")),),
    )


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return end if end >= 0 else len(text)
