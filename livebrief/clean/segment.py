"""The one text of a document, its blocks and its sentences. Owns white space; nobody may strip or re-join it later.

Sentence ends by nupunkt, then repairs for what news text does to it. Within a block white space is one space; blocks
are joined by two line ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import nupunkt

from livebrief.records.spans import Span, hull

BETWEEN = "\n\n"
_SPACE = re.compile(r"[^\S\n]+|\s+")
# Titles and short forms that stand before a name; after them no sentence ends.
_BEFORE_NAME = re.compile(
    r"(?:^|[\s(\"“‘])(?:Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Maj|Capt|Cmdr|Sgt|Adm|Brig|Sen|Rep|Gov|Pres|Rev|Hon|St|No|Nos|vs|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|[A-Z])\.$"
)
_COUNTRY = re.compile(r"(?:^|[\s(\"“‘])(?:[A-Z]\.){2,}$|(?:^|\s)[ap]\.m\.$")
_STARTS = re.compile(
    "the|he|she|it|they|we|i|in|on|at|but|and|a|an|this|that|these|those|there|his|her|its|their|as|when|while|after"
    "|before|if|for|so|some|many|most|no|not|what|who|you|our|my|meanwhile|however|according|asked|both|yet",
    re.I,
)
_ELLIPSIS = re.compile(r"(?:\.{3,}|…\.?)$")
_ONLY_CLOSING = re.compile(r"^[\W_]+$")
_MISSED = re.compile(
    r"(?<=[.!?…][\"”’»])\s(?=[\"“‘«]?[A-Z])|(?<=[a-z)\d][.!?])\s(?=[\"“«][A-Z])|(?<=[a-z]{3}\.)\s(?=[A-Z])"
)
# nupunkt takes some short words ("ten.") for abbreviations; a word in small letters that is none of these ends its sentence.
_SMALL_WORD = re.compile(r"(?:^|[\s(\"“‘-])[a-z]{3,}\.$")
_SMALL_SHORT = re.compile(
    r"(?:^|\W)(?:approx|dept|est|etc|incl|misc|avg|max|min|tel|vol|vols|seq|ext|fig|figs|sec|orig|pop|qtr)\.$"
)
_FIRST = re.compile(r"[\w'’-]+")
_INITIAL = re.compile(r"\b[A-Z]\.$")
_THREE_SMALL = re.compile(r"[a-z]{3}\.$")
_HARD_WRAP = 0.6
LONGEST_SHORT_FORM = 40  # code points looked back for a short form: initials of a dozen words


def paragraphs(text: str) -> list[str]:
    """The blocks of plain text: lines, or paragraphs between empty lines where lines were wrapped at a width."""
    text = (
        text.replace("\r\n", "\n")
        .replace("\r", "\n")
        .replace("\x0c", "\n")
        .replace("\u2028", "\n")
        .replace("\u2029", "\n\n")
    )
    groups = [[line for line in group.split("\n") if line.strip()] for group in re.split(r"\n\s*\n", text)]
    joined = ["\n".join(group) for group in groups if group]
    if _wrapped(groups):
        return [one for one in (tidy(group) for group in joined) if one]
    return [one for group in groups for line in group if (one := tidy(line))]


def _wrapped(groups: Sequence[Sequence[str]]) -> bool:
    """Hard-wrapped text: most lines inside a paragraph are of middling length and end in no mark."""
    inner = [line for group in groups for line in group[:-1]]
    open_lines = sum(40 <= len(line) <= 100 and line.rstrip()[-1] not in '.!?:"”’»)…' for line in inner)
    return len(inner) >= 3 and open_lines >= _HARD_WRAP * len(inner)


def tidy(block: str) -> str:
    """One block with single spaces and none at its ends; the characters otherwise as they are."""
    return _SPACE.sub(" ", block.replace("\u200b", "")).strip()


def join(blocks: Iterable[str]) -> tuple[str, tuple[Span, ...]]:
    """The document's text and the spans of its blocks."""
    spans: list[Span] = []
    text = ""
    parts: list[str] = []
    at = 0
    for block in blocks:
        if parts:
            parts.append(BETWEEN)
            at += len(BETWEEN)
        parts.append(block)
        spans.append(Span(at, at + len(block)))
        at += len(block)
    text = "".join(parts)
    return text, tuple(spans)


def sentences(text: str, blocks: Sequence[Span]) -> tuple[Span, ...]:
    """Sentence spans in order, each inside one block, without white space at the ends; together they cover all words."""
    return tuple(sent for block in blocks for sent in _of_block(text, block))


def _of_block(text: str, block: Span) -> Iterator[Span]:
    words = block.of(text)
    raw = [Span(start, end) for start, end in nupunkt.sent_spans(words)] or [Span(0, len(words))]
    cut = [piece for span in raw for piece in _cut_missed(words, span)]
    held: Span | None = None
    for span in (piece.trim(words) for piece in cut):
        if not span:
            continue
        if held is not None and _one_sentence(words, held, span):
            held = hull((held, span))
            continue
        if held is not None:
            yield held.shift(block.start)
        held = span
    if held is not None:
        yield held.shift(block.start)


def _cut_missed(words: str, span: Span) -> Iterator[Span]:
    """A finished quotation before a capital ends a sentence, unless a speaker or verb goes on."""
    start = span.start
    for seam in _MISSED.finditer(words, span.start, span.end):
        left = words[start : seam.start()]
        tail = max(0, len(left) - LONGEST_SHORT_FORM)
        if _BEFORE_NAME.search(left, tail) or _SMALL_SHORT.search(left, tail):
            continue
        if _THREE_SMALL.search(left, tail) and words[seam.end()].isalpha() and not _SMALL_WORD.search(left):
            continue
        yield Span(start, seam.start())
        start = seam.end()
    yield Span(start, span.end)


def _one_sentence(words: str, left: Span, right: Span) -> bool:
    """Whether two pieces belong to one sentence after all."""
    before, after = left.of(words), right.of(words)
    first = _FIRST.match(after)
    if _ONLY_CLOSING.match(after):
        return True
    if after[0].islower():
        return not before.endswith(("!", "?")) or _quote_open(before)
    tail = max(0, len(before) - LONGEST_SHORT_FORM)
    if _BEFORE_NAME.search(before, tail):
        return not (len(before) > 3 and _INITIAL.search(before, tail) and first and _STARTS.fullmatch(first[0]))
    if _COUNTRY.search(before, tail):
        return first is not None and not _STARTS.fullmatch(first[0])
    return before.endswith((".", "…")) and bool(_ELLIPSIS.search(before, tail)) and _quote_open(before)


def _quote_open(words: str) -> bool:
    """Whether a quotation is open at the end of the words."""
    return words.count('"') % 2 == 1 or words.count("“") > words.count("”") or words.count("«") > words.count("»")
