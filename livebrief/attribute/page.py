"""What stands around a source on its page: the mention that heads it, the subject of a sentence, open quotations.

Owns positions; refuses to decide who is meant (sources.py).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from livebrief.attribute.naming import description
from livebrief.attribute.phrases import dateline_end, first_subject
from livebrief.records.articles import Document
from livebrief.records.mentions import EntityMention, Mention
from livebrief.records.spans import Span, hull

SUBJECT_REACH = 60  # code points from a sentence's start within which a name is taken as its subject (demo beat)
AGE_REACH = 40  # code points from "61-year-old" to the name behind it ("a 61-year-old retired teacher, Ida Vance")
_HELD = re.compile(
    r"(?:\b(?:of|for|from|at|in|with|to|near|by|behind|about|against|over|under|between)|\bwhose)\s[^,]*$",
    re.IGNORECASE,
)
# "The head of the regional administration |Bohdan Kravets|": the person is the head, the body belongs to the title.
_OF_BODY = re.compile(
    r"\b(?:of|for) [^,]*\b(?:administration|region|district|oblast|city|council|[Mm]inistry|[Cc]ommand|[Ss]ervice|[Dd]epartment"
    r"|[Pp]olice|[Aa]gency|[Oo]ffice|[Dd]irectorate|[Cc]ommittee|[Ff]ederation|[Aa]ssociation|[Uu]nion|party|company) $"
)
_CLAUSE = re.compile(r"\b(?:who|which|whose)\b")
_PAPER = re.compile(
    r"(?:The|An?|This|That) (?:[\w’'-]+ ){0,2}(?:message|letter|notice|post|leaflet|text|note|report|warning|statement"
    r"|email|poster)\b"
)
_ANTECEDENT = re.compile(
    r"(?:\b(?:the|an?|some|several|many|two|three|four|five|one|his|her|its|their) [^,;:]{2,90}?"
    r"|(?:\b[A-ZÀ-Þ][\w.’'-]+ ?)+),?\s*$",
    re.IGNORECASE,
)
_OWNED = ("'s", "’s")


class Page:
    """One document with its entities, asked about places in it."""

    def __init__(self, doc: Document, entities: Sequence[EntityMention]) -> None:
        self._text, self._sentences = doc.text, doc.sentences
        self._starts = [sent.start for sent in doc.sentences]
        self.entities = sorted(entities, key=lambda men: men.span)
        self._at = [men.span.start for men in self.entities]

    def between(self, start: int, end: int) -> list[EntityMention]:
        """The mentions that lie in ``[start, end)``, in order."""
        low, high = bisect_right(self._at, start - 1), bisect_right(self._at, end - 1)
        return [men for men in self.entities[low:high] if men.span.end <= end]

    def sentence(self, at: int) -> Span:
        """The sentence that holds a position; an empty span at it when none does."""
        n = bisect_right(self._starts, at) - 1
        return self._sentences[n] if n >= 0 and at < self._sentences[n].end else Span(at, at)

    def sentences(self, spans: Sequence[Span]) -> list[Span]:
        """The sentences that any of the spans touches, in order."""
        found: set[int] = set()
        for span in spans:
            n = max(0, bisect_right(self._starts, span.start) - 1)
            while n < len(self._starts) and self._starts[n] < span.end:
                if self._sentences[n].overlaps(span):
                    found.add(n)
                n += 1
        return [self._sentences[n] for n in sorted(found)]

    def in_quotes(self, span: Span) -> bool:
        """Whether a quotation of the same paragraph is open before the span."""
        line = self._text.rfind("\n", 0, span.start) + 1
        before = self._text[line : span.start]
        return (before.count('"') + before.count("“") + before.count("”")) % 2 == 1

    def head(self, spans: tuple[Span, ...]) -> EntityMention | None:
        """The mention that heads the source: a person before an organisation, none that only belongs to the head."""
        room = hull(spans)
        here = [m for m in self.entities if room.overlaps(m.span) and (room.covers(m.span) or m.span.covers(room))]
        heads = [mention for mention in here if self._heads(mention, room)]
        people = [mention for mention in heads if mention.type == "person"]
        others = [mention for mention in heads if mention.type != "person"]
        return people[0] if people else others[-1] if others else None

    def _heads(self, mention: EntityMention, room: Span) -> bool:
        lead = self._text[room.start : max(room.start, mention.span.start)]
        tail = self._text[mention.span.end : mention.span.end + 2]
        modifies = mention.type != "person" and mention.span.end < room.end and tail[:1] == " " and tail[1:2].isupper()
        titled = mention.type == "person" and mention.span.end == room.end and _OF_BODY.search(lead) is not None
        held = _HELD.search(lead) is not None and not titled
        return not modifies and not tail.startswith(_OWNED) and not held and not _CLAUSE.search(lead)

    def leads(self, mention: EntityMention) -> bool:
        """Whether the mention is the first of its kind near the start of its sentence: most likely its subject."""
        sent = self.sentence(mention.span.start)
        lead = self._text[sent.start : mention.span.start]
        if (
            len(lead) > SUBJECT_REACH
            or _HELD.search(lead)
            or '"' in lead
            or "“" in lead
            or not sent.covers(mention.span)
        ):
            return False
        first = all(men.type != mention.type for men in self.between(sent.start, mention.span.start))
        return first and not self._text.startswith(_OWNED, mention.span.end)

    def paper_before(self, at: int) -> Span | None:
        """The paper that the sentence before is about ("The message came at ten."), or None."""
        n = bisect_right([sent.end for sent in self._sentences], at) - 1
        words = self._sentences[n].of(self._text) if n >= 0 else ""
        found = _PAPER.match(words, dateline_end(words))
        return Span(*found.span()).shift(self._sentences[n].start) if found else None

    def words(self, span: Span) -> str:
        """The words under a span."""
        return span.of(self._text)

    def opening(self, near: Span) -> str:
        """The capitalised name, of two words or more, that opens the sentence where ``near`` starts; else nothing."""
        sent = self.sentence(near.start)
        begins = sent.start + dateline_end(sent.of(self._text))
        found = first_subject(self._text, begins, sent.end).of(self._text)
        return found if sum(word[:1].isupper() for word in description(found).split()) > 1 else ""

    def opens_line(self, span: Span) -> bool:
        """Whether nothing stands before the span in its line."""
        return not self._text[self._text.rfind("\n", 0, span.start) + 1 : span.start].strip()

    def follows(self, span: Span, words: str) -> bool:
        """Whether the words stand right behind the span."""
        return self._text.startswith(words, span.end)

    def aged(self, age: str, at: int) -> EntityMention | None:
        """The person of that age: "Ida Vance, |61|", "61-year-old Ida Vance"; the nearest one before ``at``, else the first."""
        form = re.compile(rf",? (?:aged )?\(?{age}\b(?!-)")
        people = [men for men in self.entities if men.type == "person"]
        fits = [
            men
            for men in people
            if form.match(self._text, men.span.end)
            or f"{age}-year-old" in self._text[max(0, men.span.start - AGE_REACH) : men.span.start]
        ]
        before = [men for men in fits if men.span.start < at]
        return before[-1] if before else next(iter(fits), None)

    def paragraphs_between(self, start: int, end: int) -> int:
        """How many paragraphs end between two places."""
        return self._text.count("\n\n", start, end)

    def longer_before(self, noun: str, at: int) -> str:
        """The nearest description before ``at`` that says more of the same noun ("central bank", for "bank"), or empty."""
        form = rf"\b(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir|[Hh]is|[Hh]er) (?P<what>(?:[a-zà-þ][\w-]* ){{1,2}}{re.escape(noun)})\b(?![’']s)"
        return next((found["what"] for found in reversed(list(re.finditer(form, self._text[:at])))), "")

    def antecedent(self, at: int) -> Span | None:
        """The noun phrase right before a relative pronoun at ``at``, within its sentence."""
        start = self.sentence(at).start
        found = _ANTECEDENT.search(self._text[start:at].rstrip())
        return Span(start + found.start(), start + found.end()).trim(self._text) if found else None


def inside(mentions: Sequence[Mention], rooms: Sequence[Span]) -> list[Mention]:
    """The mentions that lie in one of the rooms, in order; ``mentions`` are sorted by where they start."""
    found: dict[int, Mention] = {}
    for room in rooms:
        low = bisect_left(mentions, room.start, key=start_of)
        for n in range(low, bisect_left(mentions, room.end, lo=low, key=start_of)):
            if mentions[n].span.end <= room.end:
                found[n] = mentions[n]
    return [found[n] for n in sorted(found)]


def start_of(mention: Mention) -> int:
    """Where a mention starts: what mentions are sorted by."""
    return mention.span.start
