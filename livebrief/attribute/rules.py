"""The attribution tagger by rules and lexicons: no weights, every find can be explained by a line of lexicon.py.

It reads one text at a time; links of pronouns and kinds of source are made later (sources.py), for any tagger.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from livebrief.attribute.clauses import Clause, read_clause
from livebrief.attribute.lexicon import CLOSING, CUE, HINTS, WITHOUT_COMPLEMENT, WORD, small_letters
from livebrief.attribute.phrases import dateline_end, first_subject
from livebrief.attribute.quotes import Quotation, find_quotations, find_sentences, mask
from livebrief.attribute.trimming import all_trimmed
from livebrief.nlp.ports import AttributionSpans, TextSpans
from livebrief.records.spans import Span

_COUNTED = re.compile(
    r"\b(?:some|several|many|media|news|local|earlier|unconfirmed|these|those|such|the|of|other|official|press) $", re.I
)
_NEITHER = re.compile(
    r"(?P<not>Neither) (?P<one>[^,;\x01]{3,80}?) nor (?P<other>[^,;\x01]{3,80}?) "
    r"(?P<cue>would (?:comment|say|discuss|confirm|respond)|(?:immediately )?(?:commented|responded|replied|confirmed))"
    r"(?: (?P<rest>[^.\x01]{2,200}))?(?=\.|$)"
)
_NONE = re.compile(
    r"(?P<not>Neither|None|No) (?:of )?(?P<what>[^,;\x01]{2,60}?) (?P<cue>(?:could|can) be (?:\w+ly )*(?:verified|confirmed))(?=\W|$)"
)
BEFORE_NOUN = 16  # code points before "reports" that its counting word stands in: the longest is "unconfirmed "
GOING_ON_WORDS = 2  # of a second quotation of the paragraph, right behind the first one's speaker
FREE_WORDS = 4  # a quotation of fewer words without a saying word is a scare quote (PolNeAR train: 4 gives the best F1)


class RuleTagger:
    """Implements :class:`livebrief.nlp.ports.AttributionTagger` by rules."""

    name = "rules"

    def read(self, texts: Sequence[str]) -> list[TextSpans]:
        """The attributions of each text, in text order. Deterministic; spans lie inside the text. No names."""
        return [TextSpans(attributions=tuple(_tag(text))) for text in texts]


def _tag(text: str) -> list[AttributionSpans]:
    quotes = find_quotations(text)
    masked = mask(text, quotes)
    found: list[AttributionSpans] = []
    waiting: list[Quotation] = []  # quotations of this paragraph without a saying word yet
    for sent in find_sentences(text, quotes):
        here = [quote for quote in quotes if sent.overlaps(quote.outer)]
        if sent.start == 0 or text[sent.start - 1] == "\n":
            found = _with_freestanding(text, found, waiting)
            waiting = []
        made = _sentence(masked, sent, waiting)
        if made and any(spans.content[0] == waiting_quote.outer for spans in made for waiting_quote in waiting):
            waiting = []
        found += made
        waiting += _unclaimed(here, made)
        if waiting and found and waiting[0].outer.start >= found[-1].content[-1].end:
            joined = _continued(text, found[-1], waiting)
            if joined:
                found[-1], waiting = joined, []
    found = _with_freestanding(text, found, waiting)
    own = all_trimmed(text, found)
    return sorted(own, key=lambda spans: (min(span.start for span in spans.content), spans.content[-1].end))


def _unclaimed(quotes: list[Quotation], made: list[AttributionSpans]) -> list[Quotation]:
    return [q for q in quotes if not any(piece.overlaps(q.outer) for spans in made for piece in spans.content)]


def _continued(text: str, last: AttributionSpans, quotes: list[Quotation]) -> AttributionSpans | None:
    """``"A," he said. "B."``: the second quotation of a paragraph belongs to the first one's speaker."""
    between = text[last.content[-1].end : quotes[0].outer.start]
    if "\n" in between or not last.cue or len(quotes[0].inner.of(text).split()) < GOING_ON_WORDS:
        return None
    return _longer(last, quotes)


def _with_freestanding(text: str, found: list[AttributionSpans], quotes: list[Quotation]) -> list[AttributionSpans]:
    """Quotations without a saying word: joined to the unclosed one of the paragraph before, or on their own."""
    made = list(found)
    for quote in quotes:
        if len(quote.inner.of(text).split()) < FREE_WORDS or not _leads(text, quote):
            continue
        if made and _goes_on(text, made[-1], quote):
            made[-1] = _longer(made[-1], [quote])
        else:
            made.append(AttributionSpans(content=(quote.outer,), score=0.5))
    return made


def _goes_on(text: str, last: AttributionSpans, quote: Quotation) -> bool:
    """A paragraph that leaves its quotation open goes on in the next paragraph that opens one."""
    piece = last.content[-1]
    words = piece.of(text)
    return words[0] in '"“«' and words[-1] not in '"”»' and not text[piece.end : quote.outer.start].strip()


def _longer(last: AttributionSpans, quotes: list[Quotation]) -> AttributionSpans:
    more = tuple(quote.outer for quote in quotes)
    return AttributionSpans(source=last.source, cue=last.cue, content=(*last.content, *more), score=last.score)


def _leads(text: str, quote: Quotation) -> bool:
    """Whether the quotation opens its paragraph or its sentence: inside one it is a fragment of something else."""
    before = text[max(0, quote.outer.start - 3) : quote.outer.start].rstrip(" ")
    return not before or before[-1] in ".!?\n:\"”'"


def _sentence(masked: str, sent: Span, waiting: list[Quotation]) -> list[AttributionSpans]:
    words = sent.of(masked)
    neither = _NEITHER.match(words)
    if neither:
        return _both_silent(neither, sent)
    unknown = _NONE.match(words)
    if unknown:
        return [_unverified(unknown, sent)]
    low = small_letters(words)
    if HINTS.isdisjoint(WORD.findall(low)):
        return []
    cues = [cue for cue in CUE.finditer(low) if not _is_noun(words, cue)]
    clauses = list(_clauses(words, cues))
    found = [_spans(clause, sent, waiting) for clause in clauses]
    return [spans for spans in found if spans is not None]


def _both_silent(found: re.Match[str], sent: Span) -> list[AttributionSpans]:
    """ "Neither A nor B would comment": two that decline."""
    cue = (Span(found.start("not"), found.end("not")).shift(sent.start), Span(*found.span("cue")).shift(sent.start))
    rest = Span(*found.span("rest")).shift(sent.start) if found["rest"] else cue[1]
    return [
        AttributionSpans(source=(Span(*found.span(who)).shift(sent.start),), cue=cue, content=(rest,))
        for who in ("one", "other")
    ]


def _unverified(found: re.Match[str], sent: Span) -> AttributionSpans:
    """ "Neither claim could be verified": by nobody."""
    cue = (Span(*found.span("not")).shift(sent.start), Span(*found.span("cue")).shift(sent.start))
    what = (Span(*found.span("what")).shift(sent.start),)
    return AttributionSpans(source=what, cue=cue, content=what)


def _is_noun(words: str, cue: re.Match[str]) -> bool:
    """Whether "reports" and the like are things here ("some |reports| have said")."""
    noun = cue.group().lower() in ("reports", "claims", "demands", "plans", "estimates", "warning")
    return noun and _COUNTED.search(words, max(0, cue.start() - BEFORE_NOUN), cue.start()) is not None


def _clauses(words: str, cues: list[re.Match[str]]) -> Iterator[Clause]:
    """The clauses of one sentence. ``last`` is the outer one: what lies inside its content is only read as nested."""
    start = dateline_end(words)
    last: Clause | None = None
    closing = _closing(words, cues, start)
    if closing is not None:
        last, start = closing[0], closing[0].cue.end
        cues = [cue for cue in cues if cue is not closing[1]]
        yield last
    for n, cue in enumerate(cues):
        if last is not None and last.content.start < cue.start() < last.content.end and not _splits(words, cue.start()):
            yield from _nested(words, cue, last)
            continue
        clause = read_clause(words, cue, _stop(words, cues, n), min(start, cue.start()))
        if clause is None:
            continue
        if not len(clause.source):
            source = last.source if last is not None else first_subject(words, dateline_end(words), clause.cue.start)
            clause = msgspec.structs.replace(clause, source=source)
        yield clause
        if not words[: cue.start()].rstrip().endswith((" who", " which")):
            last, start = clause, max(start, clause.cue.end, clause.source.end, (clause.more or clause.content).end)


def _closing(words: str, cues: list[re.Match[str]], start: int) -> tuple[Clause, re.Match[str]] | None:
    """A sentence that ends in ", X said.": the words before are what X said, whatever saying words they hold."""
    for cue in reversed(cues):
        if (cue["verb"] or "").lower() not in CLOSING:
            continue
        clause = read_clause(words, cue, len(words), start)
        if (
            clause is None
            or clause.more is not None
            or not len(clause.content)
            or clause.content.end > clause.cue.start
        ):
            return None
        whole = (
            clause.content.start - start < 3 and words[clause.content.end : clause.cue.start].lstrip(" \x01")[:1] == ","
        )
        return (clause, cue) if whole and len(clause.source) else None
    return None


def _nested(words: str, cue: re.Match[str], outer: Clause) -> Iterator[Clause]:
    """What somebody says within what somebody says: "X said C" or "C, X said" with its own subject, never a fixed phrase."""
    if not cue["verb"]:
        return
    clause = read_clause(words, cue, outer.content.end, outer.content.start)
    if clause is None or not len(clause.source):
        return
    if clause.content.start >= clause.cue.end or (len(clause.content) and clause.content.start == outer.content.start):
        yield clause


def _splits(words: str, at: int) -> bool:
    """Whether the cue at ``at`` starts a second attribution of the same sentence (", saying", "and denied")."""
    return words[:at].rstrip().endswith((", and", " and", ",", "\x01", ", but", " but"))


def _stop(words: str, cues: list[re.Match[str]], n: int) -> int:
    for cue in cues[n + 1 :]:
        half = words.rfind(";", cues[n].end(), cue.start())
        if half >= 0:
            return half
        if _splits(words, cue.start()) and not cue["according"]:
            return cue.start()
    return len(words)


def _spans(clause: Clause, sent: Span, waiting: list[Quotation]) -> AttributionSpans | None:
    source = (clause.source.shift(sent.start),) if len(clause.source) else ()
    if len(clause.content):
        content: tuple[Span, ...] = (clause.content.shift(sent.start),)
        if clause.more is not None:
            content += (clause.more.shift(sent.start),)
    elif waiting:
        content = tuple(quote.outer for quote in waiting)
    elif clause.act in WITHOUT_COMPLEMENT:
        content = (clause.cue.shift(sent.start),)
    else:
        return None
    return AttributionSpans(source=source, cue=(clause.cue.shift(sent.start),), content=content)
