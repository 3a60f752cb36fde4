"""Who speaks: the words of a source resolved through the document to a name, a kind, an actor, a side.

Names go by entity mentions; pronouns by the speakers before; descriptions ("the embassy", "the mayor") by role or name
words of mentions and of the beat's actors. What stays unresolved keeps its own words as its name. Refuses to guess
who an unnamed source is.
"""

from __future__ import annotations

import re

import msgspec

from livebrief.attribute.actors import Actors
from livebrief.attribute.asserted import outlet_source
from livebrief.attribute.bodies import body_meant, seated
from livebrief.attribute.described import apposed, bare_noun, holder_spoken, labelled, matching, of_actor, spoken_for
from livebrief.attribute.naming import PAPER, description, head_words, kind_of_words, stated_reason, unnamed_type
from livebrief.attribute.page import Page
from livebrief.attribute.stand_ins import (
    BEING,
    IT,
    MADE_BY,
    MANY,
    ON_A_SERVICE,
    OWN_BODIES,
    PAPER_BY,
    PERSON_PRONOUN,
    RELATIVE,
    SAME,
    SOME_OF_THEM,
    WHOSE_OFFICE,
)
from livebrief.nlp.nations import nation_words
from livebrief.nlp.words import fold
from livebrief.records.articles import Document
from livebrief.records.mentions import EntityMention
from livebrief.records.sources import Beat
from livebrief.records.spans import Span, pieces_text
from livebrief.records.statements import Source


class SourceBook:
    """The speakers of one document, met in text order. ``resolve`` must be called in that order."""

    def __init__(self, doc: Document, page: Page, beat: Beat | None) -> None:
        self._doc, self._page, self._entities = doc, page, page.entities
        self._actors = Actors(beat, doc.published.day)
        self._own = self._actors.by_key.get(doc.outlet) or self._actors.named(doc.outlet)
        self._spoken: list[tuple[int, Source]] = []

    def resolve(self, spans: tuple[Span, ...], near: Span) -> Source:
        """The source of the words under ``spans`` (may be empty: a continuing quotation keeps its speaker)."""
        if not spans:
            found = self._spoken[-1][1] if self._spoken else Source(name="", kind="unknown")
            return msgspec.structs.replace(found, spans=())
        words = _clean(pieces_text(self._doc.text, spans))
        label = labelled(self._page, words, spans)
        source = self._of_mention(label, spans, "") if label is not None else self._read(words, spans, near)
        self._spoken.append((max(near.end, spans[-1].end), source))
        return source

    def _read(self, words: str, spans: tuple[Span, ...], near: Span) -> Source:
        words = ON_A_SERVICE.sub("", words) or words
        low = fold(words)
        if (
            low.startswith(("in ", "on ", "at ", "during ", "speaking "))
            and low.split()[-1] in PERSON_PRONOUN | IT | MANY
        ):
            low = low.split()[-1]
        if SOME_OF_THEM.fullmatch(low):
            return self._pronoun("they", spans, near)
        if low in RELATIVE:
            return self._antecedent(low, spans, near)
        if low in (fold(self._doc.outlet), "q") or (low == "we" and not self._page.in_quotes(spans[0])):
            return msgspec.structs.replace(self.outlet(), spans=spans)
        if low in PERSON_PRONOUN | IT | MANY | {"i", "we"}:
            return self._pronoun(low, spans, near)
        if low in WHOSE_OFFICE:
            return self._owner(spans, near)
        same = SAME.match(low)
        known = self._spoken_of(same["who"]) if same else None
        if known is not None:
            return msgspec.structs.replace(known, spans=spans)
        by_name = apposed(self._actors, words, spans) if self._page.head(spans) is None else None
        if by_name is not None:
            return by_name
        made = MADE_BY.match(words)
        return self._worded(made["who"] if made else words, spans, near)

    def _worded(self, words: str, spans: tuple[Span, ...], near: Span) -> Source:
        """A name, an actor, an unnamed source or a description, in this order of belief."""
        inside = self._page.head(spans)
        body = self._actors.described(words)
        if inside is not None and inside.type == "person" and body is None:
            return self._of_mention(inside, spans, words)
        if self._is_own(words):
            return msgspec.structs.replace(self.outlet(), spans=spans)
        definite = not words.lower().startswith(("a ", "an "))
        actor = self._actors.named(words) or (self._actors.holder(words) if definite else None) or body
        actor = actor or seated(self._page, self._actors, words, spans)
        unnamed = unnamed_type(words)
        if actor is not None and actor.kind == "group" and unnamed:
            who = self._unnamed(words, unnamed, spans, near)
            return msgspec.structs.replace(who, actor=actor.key, side=actor.side)
        if actor is not None:
            return of_actor(actor, spans, words)
        if unnamed and not (unnamed == "source" and self._is_named(words, near)):
            return self._unnamed(words, unnamed, spans, near)
        if inside is not None:
            return self._of_mention(inside, spans, words)
        return self._description(words, spans, near)

    def _spoken_of(self, noun: str) -> Source | None:
        """The last speaker whose name or role has the noun ("the same |official|")."""
        told = (who for _, who in reversed(self._spoken) if noun in fold(f"{who.role} {who.name}").split())
        return next(told, None)

    def outlet(self) -> Source:
        """The outlet itself, under its actor's name where the beat knows it as an actor."""
        if self._own is None:
            return outlet_source(self._doc)
        return msgspec.structs.replace(of_actor(self._own, (), ""), kind="outlet")

    def _is_own(self, words: str) -> bool:
        """Whether the words mean the body that publishes this document ("the Ministry", in the Ministry's release)."""
        bare = fold(description(words)).split()
        whole = fold(self._own.name if self._own else self._doc.outlet).split()
        plain = words.startswith(("The ", "the ", "Our ", "our ")) or words[:1].isupper()
        return bool(bare) and plain and bare[-1] in OWN_BODIES and set(bare) <= set(whole)

    def _unnamed(self, words: str, unnamed: str, spans: tuple[Span, ...], near: Span) -> Source:
        if words.lower().startswith("the "):
            for _, before in reversed(self._spoken):
                if before.unnamed and fold(before.name).split()[-1:] == fold(words).split()[-1:]:
                    return msgspec.structs.replace(before, spans=spans)
            last = holder_spoken(self._page, self._spoken, words, near)
            if last is not None:
                return msgspec.structs.replace(last, spans=spans)
        kind = kind_of_words(words)
        return Source(
            name=description(words),
            spans=spans,
            kind=kind if kind in {"person", "organisation"} else "group",
            role=words,
            unnamed=True,
            unnamed_type=unnamed,
            reason=stated_reason(self._doc.text, near.start, near.end),
        )

    def _of_mention(self, mention: EntityMention, spans: tuple[Span, ...], words: str) -> Source:
        actor = self._actors.by_key.get(mention.actor) or self._actors.named(mention.name)
        if actor is not None and (actor.kind == mention.type or mention.type != "person"):
            return of_actor(actor, spans, mention.role or words)
        name = mention.name or mention.text
        return Source(
            name=words if words == f"The {name}" and PAPER.search(name) else name,
            spans=spans,
            kind=kind_of_words(mention.name) if mention.type == "group" else mention.type,
            role=mention.role,
            actor=mention.actor,
            side=mention.side or self._actors.side_of(name),
        )

    def _antecedent(self, low: str, spans: tuple[Span, ...], near: Span) -> Source:
        """Who "who", "which" or "that" stands for: the words right before; "a message is going round which claims …"."""
        start = self._page.sentence(spans[0].start).start
        being = BEING.match(self._doc.text[start : spans[0].start].rstrip())
        if being and unnamed_type(being["who"]):
            words = being["who"] + being["doing"]
            return self._unnamed(words, unnamed_type(words), spans, near)
        before = self._page.antecedent(spans[0].start)
        if before is None:
            return self._pronoun("he" if low == "who" else "it", spans, near)
        people = [men for men in self._page.between(start, spans[0].start) if men.type == "person"]
        source = self._read(_clean(before.of(self._doc.text)), (before,), near)
        if low == "who" and people and source.kind in {"organisation", "outlet", "unknown"}:
            return self._of_mention(people[-1], spans, "")  # "X, an economist at the Y, who expects"
        return msgspec.structs.replace(source, spans=spans)

    def _owner(self, spans: tuple[Span, ...], near: Span) -> Source:
        """Whose office: the person that the sentence is about, else the last one who spoke."""
        start = self._page.sentence(spans[0].start).start
        room = self._page.between(start, spans[0].start)
        people = [men for men in room if men.type == "person" and self._page.leads(men)]
        return self._of_mention(people[0], spans, "") if people else self._pronoun("he", spans, near)

    def _pronoun(self, low: str, spans: tuple[Span, ...], near: Span) -> Source:
        """The last fitting speaker, or the subject of a later sentence when it came between."""
        paper = self._paper(spans, near) if low == "it" else None
        if paper is not None:
            return paper
        behind = spoken_for(self._page, self._actors, self._spoken[-1][1]) if low == "it" and self._spoken else None
        if behind is not None:
            return self._again(behind, spans, "")
        wanted = {"person"} if low in PERSON_PRONOUN | {"i"} else {"organisation", "office", "group", "outlet"}
        at, last = next(
            ((at, who) for at, who in reversed(self._spoken) if who.kind in wanted or (who.unnamed and low == "they")),
            (0, None),
        )
        between = [men for men in self._page.between(at, near.start) if men.type in wanted]
        leading = [m for m in between if self._page.leads(m)]
        if leading:
            return self._of_mention(leading[-1], spans, low)
        if last is not None:
            return msgspec.structs.replace(last, spans=spans)
        return self._of_mention(between[-1], spans, low) if between else self._nobody(low, spans, near)

    def _nobody(self, low: str, spans: tuple[Span, ...], near: Span) -> Source:
        """A pronoun that fits nobody known: "it" the name that opens the sentence, else the last speaker, else itself."""
        opening = self._page.opening(near) if low == "it" else ""
        if opening:
            return Source(name=description(opening), spans=spans, kind=kind_of_words(opening))
        return (
            msgspec.structs.replace(self._spoken[-1][1], spans=spans) if self._spoken else Source(name=low, spans=spans)
        )

    def _paper(self, spans: tuple[Span, ...], near: Span) -> Source | None:
        """ "It" after a letter, or who wrote it; None when somebody has spoken since."""
        paper = self._page.paper_before(near.start)
        if paper is None or (self._spoken and self._spoken[-1][0] > paper.end):
            return None
        made = PAPER_BY.match(self._doc.text, paper.end)
        if made:
            return apposed(self._actors, made["who"], spans) or self._worded(made["who"], spans, near)
        return self._unnamed(paper.of(self._doc.text), "reports", spans, near)

    def _description(self, words: str, spans: tuple[Span, ...], near: Span) -> Source:
        kind, noun = kind_of_words(words), fold(description(words))
        head = fold(head_words(description(words))).split()[-1:] or [""]
        body = body_meant(self._page, self._actors, self._spoken, words, near)
        if body is not None:
            return of_actor(body, spans, words)
        nation = nation_words().get(description(words))
        if nation is not None and nation.kind == "name":
            side = self._actors.side_of(words)
            return Source(name=nation.name, spans=spans, kind="group", side=side)
        match = matching(self._page, self._actors, words, near, person=kind == "person")
        if match is not None and (kind == "person" or match.span.start < near.start):
            return self._of_mention(match, spans, words)
        known = self._described_before(noun, head[0])
        if known is not None:
            return msgspec.structs.replace(known, spans=spans)
        meant = bare_noun(self._page, self._spoken, words, near)
        if meant is not None:
            return self._again(meant, spans, words)
        longer = self._page.longer_before(noun, near.start) if words != noun and " " not in noun else ""
        if longer and kind != "person":
            return Source(name=longer, spans=spans, kind=kind)
        if match is not None:
            return self._of_mention(match, spans, words)
        return self._as_described(words, noun, kind, spans)

    def _again(self, meant: Source | EntityMention, spans: tuple[Span, ...], words: str) -> Source:
        if isinstance(meant, EntityMention):
            return self._of_mention(meant, spans, words)
        return msgspec.structs.replace(meant, spans=spans)

    def _described_before(self, noun: str, head: str) -> Source | None:
        """The last named speaker that the description fits; after a bare "Company" (a headline's), the body named since."""
        since: Source | None = None
        for _, before in reversed(self._spoken):
            if not before.unnamed and noun and head in fold(f"{before.role} {before.name}").split():
                return since or before if fold(before.name) == noun else before
            if before.kind == "organisation" and not before.unnamed and since is None:
                since = before
            if noun in {"newspaper", "paper", "daily"} and PAPER.search(before.name):
                return before
        return None

    def _as_described(self, words: str, noun: str, kind: str, spans: tuple[Span, ...]) -> Source:
        """The beat's one actor of that name, else nobody known: the description itself."""
        actors = [a for a in self._actors.by_key.values() if a.kind != "person" and fold(a.name).endswith(noun)]
        if len(actors) == 1:
            return of_actor(actors[0], spans, words)
        side = self._actors.side_of(words)
        return Source(
            name=description(words), spans=spans, kind=kind, role=words if kind == "person" else "", side=side
        )

    def _is_named(self, words: str, near: Span) -> bool:
        """Whether "the spokesman" is somebody that the text names."""
        told = words.lower().startswith(("the ", "its ", "a spokes"))
        return told and matching(self._page, self._actors, words, near, person=True) is not None


def _clean(words: str) -> str:
    return re.sub(r"(?<=\w)[’'](?:s)?$", "", " ".join(words.split()).strip(' ,.;:—–-"“”'))
