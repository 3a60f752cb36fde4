"""What a reader's spans must lose before they are somebody's words: the page's furniture and the words about the speaker.

A content ends with its paragraph, holds no dateline, no headline above it, no clause on why the speaker is not named, and
is more than the "that" of "which he called absurd". Owns spans; refuses to judge what was said.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from livebrief.attribute.acts import FIXED
from livebrief.attribute.lexicon import SUPPOSED
from livebrief.attribute.phrases import dateline_end
from livebrief.nlp.ports import AttributionSpans
from livebrief.records.spans import Span, hull

_QUOTED = '"“«„'
_PARAGRAPH = "\n\n"
_SUPPOSED = SUPPOSED | {"is said", "are said", "was said", "were said"}
_NAMELESS = re.compile(
    r",?\s*(?:all of whom|both of whom|who|speaking|citing)\b[^.\n]{0,40}?(?:not (?:to )?be (?:named|identified|quoted)|anonym\w+|authori[sz]ed)"
    r"[^,.\n]*(?:,|(?=[.\n])|$)\s*"
)
_ASKED = re.compile(r"(?:When )?[Aa]sked (?:whether|if|about|why|how|what|when|where|who|by|to)\b")
_HANGING = re.compile(r"\s(?:of|for|to|as|by|that|and|who)$")
_APPOSED_NAME = re.compile(r"(?P<name>, [A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+){0,3}),? ")
_REFUSAL = re.compile(
    r",? (?:and|but|though|although) (?:(?:he|she|it|they) )?(?:(?:has|have) )?(?:(?:declined|refused) to (?:comment|say|discuss|give|disclose|answer|name|provide|elaborate|speak|identify|reveal|confirm)"
    r"|would not (?:say|give|confirm|comment)"
    r"|could not say|did not (?:say|give|elaborate|specify)|not ruled out)\b"
)
_TO_WHOM = re.compile(r"to (?:(?:the |his |her )?[a-z]+) (?=that\b)")
_RELATIVE = re.compile(r"(?:that|which|who|whom)\W*", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?][\"”’)]*\s")
_ENDED = re.compile(r"[.!?:][\"”’)]*$")
_STOPS = ";"
DATELINE_REACH = 8  # code points of the news behind a dateline that show it to be one


def trimmed(text: str, spans: AttributionSpans) -> AttributionSpans | None:
    """The attribution with only its own words; None when nothing is left of them, or nobody says them."""
    if _is_supposed(text, spans):
        return None
    anchor = hull(spans.cue) if spans.cue else None
    pieces = [_own(text, piece, anchor) for piece in spans.content]
    kept = tuple(piece for piece in pieces if len(piece))
    answers = tuple(piece for piece in kept if not _ASKED.match(text, piece.start, piece.end))
    kept = answers or kept
    if anchor and any(form.search(anchor.of(text)) for form, _ in FIXED):
        kept = tuple(piece for piece in kept if not _SENTENCE_END.search(text, anchor.end, piece.start)) or spans.cue
    who = tuple(_named_whole(text, piece, anchor) for piece in spans.source)
    return msgspec.structs.replace(spans, source=who, content=kept) if kept else None


def without_relatives(text: str, spans: AttributionSpans) -> AttributionSpans:
    """Without pieces that are only the "that" or "which" of a clause; its content is empty when there is nothing else."""
    said = tuple(piece for piece in spans.content if not _RELATIVE.fullmatch(piece.of(text)))
    return spans if len(said) == len(spans.content) else msgspec.structs.replace(spans, content=said)


def _is_supposed(text: str, spans: AttributionSpans) -> bool:
    cue = " ".join(piece.of(text) for piece in spans.cue).lower()
    if cue not in _SUPPOSED or not spans.content:
        return False
    begins = spans.cue[0].start
    return text.startswith(" to ", spans.cue[-1].end) and not text[begins - 2 : begins].startswith(",")


def _own(text: str, piece: Span, anchor: Span | None) -> Span:
    """The piece without what stands in other paragraphs than its saying word, before the news, or about the speaker."""
    if not len(piece) or piece.of(text)[0] in _QUOTED:
        return piece
    piece = _in_paragraph(text, piece, anchor) if anchor else piece
    line = text.rfind("\n", 0, piece.start) + 1
    news = line + dateline_end(text[line : piece.end + DATELINE_REACH])
    piece = Span(min(max(piece.start, news), piece.end), piece.end)
    piece = _without_refusal(text, piece, anchor)
    whom = _TO_WHOM.match(text, piece.start, piece.end)
    if whom:
        piece = Span(whom.end(), piece.end)
    aside = _NAMELESS.match(text, piece.start, piece.end)
    if aside:
        piece = Span(aside.end(), piece.end)
    return Span(piece.end, piece.end) if piece.of(text)[:1] == _STOPS else piece.trim(text)


def _named_whole(text: str, piece: Span, anchor: Span | None) -> Span:
    """The source without a preposition at its end, with the name between it and the saying word ("a spokesman for the
    charity|, Open Boats,| said")."""
    bare = _HANGING.search(text, piece.start, piece.end)
    if bare and bare.start() > piece.start:
        return Span(piece.start, bare.start())
    if anchor is None or piece.end >= anchor.start:
        return piece
    name = _APPOSED_NAME.fullmatch(text, piece.end, anchor.start)
    return Span(piece.start, name.end("name")) if name else piece


def _without_refusal(text: str, piece: Span, anchor: Span | None) -> Span:
    """Without what the speaker would not say, behind what was said ("talks went on |and declined to give a figure|")."""
    refusal = _REFUSAL.search(text, piece.start, piece.end)
    behind = anchor is not None and anchor.end <= piece.start
    return Span(piece.start, refusal.start()) if refusal and behind and refusal.start() > piece.start else piece


def _in_paragraph(text: str, piece: Span, anchor: Span) -> Span:
    """The part of the piece that stands in the paragraph nearest to the saying word; nothing of it beside a headline's."""
    line = text.rfind("\n", 0, anchor.start) + 1
    if not line and anchor.end < piece.start and _PARAGRAPH in text[anchor.end : piece.start]:
        return Span(piece.end, piece.end) if not _ENDED.search(text, 0, text.index(_PARAGRAPH)) else piece
    if anchor.start >= piece.end:
        cut = text.rfind(_PARAGRAPH, piece.start, piece.end)
        return Span(cut + len(_PARAGRAPH), piece.end) if cut >= 0 else piece
    cut = text.find(_PARAGRAPH, piece.start, piece.end)
    return Span(piece.start, cut) if cut >= 0 and piece.start >= anchor.start else piece


def all_trimmed(text: str, found: Sequence[AttributionSpans]) -> list[AttributionSpans]:
    """Each attribution with only its own words, without those that have none; in the order given."""
    return [kept for kept in (trimmed(text, spans) for spans in found) if kept is not None]
