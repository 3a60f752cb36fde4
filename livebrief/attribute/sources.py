"""Who speaks: the words of a source resolved through the document to a name, a kind, an actor, a side.

Names go by entity mentions; pronouns by the speakers before; descriptions ("the embassy", "the mayor") by role or name
words of mentions and of the beat's actors. What stays unresolved keeps its own words as its name. Refuses to guess
who an unnamed source is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from livebrief.nlp.words import fold
from livebrief.records.articles import Document
from livebrief.records.mentions import EntityMention
from livebrief.records.sources import Actor, Beat
from livebrief.records.spans import Span, hull, pieces_text
from livebrief.records.statements import Source

_UNNAMED: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), kind)
    for pattern, kind in (
        (r"\bofficials\b|\bdiplomats\b|\bauthorities\b(?!.*\b[A-Z]\w+n authorities)", "officials"),
        (
            r"\b(?:an?|one|another|senior|unnamed|western|municipal|the) (?:[\w’'-]+ ){0,4}(?:official|diplomat)\b|^one of the officials",
            "official",
        ),
        (r"\banalysts\b|\bexperts\b|\bobservers\b", "analysts"),
        (r"\b(?:an?|one) (?:[\w-]+ ){0,2}(?:analyst|expert)$", "analyst"),
        (r"\breports\b|\bmessage\b|\brumou?rs?\b|\bposts\b", "reports"),
        (r"\b(?:eye)?witness(?:es)?\b", "eyewitness"),
        (r"\bresidents?\b|\binhabitants\b|\bneighbours\b|\bvillagers\b|\blocals\b", "resident"),
        (
            r"\bsources?\b|\bpeople (?:close|familiar|briefed|with)\b|\b(?:an?|the) (?:[\w’'-]+ ){0,3}(?:spokes(?:man|woman|person)|commander)\b",
            "source",
        ),
    )
)
_REASON = re.compile(
    r"(?:who |speaking |spoke |asked |asking |on (?:the )?condition of )[^.]{0,80}?(?:anonym\w+|not (?:to )?be (?:named|identified)|named)[^.]{0,20}?"
    r"(?P<why>\b(?:because|since|as he|as she|as they|for fear|citing|due to)\b[^.\n]{3,160})",
    re.IGNORECASE,
)
_PERSON_PRONOUN = frozenset({"he", "she", "him", "her"})
_IT = frozenset({"it"})
_MANY = frozenset({"they", "we", "them"})
_DESCRIPTION = re.compile(r"^(?:the|its|his|her|their|a|an|one|our)\s+(?P<noun>.+)$", re.IGNORECASE)
_PERSON_NOUN = re.compile(
    r"(?:man|woman|person|mayor|minister|president|governor|premier|chief|director|secretary|official|ambassador|engineer|priest"
    r"|analyst|commander|captain|colonel|major|general|coach|leader|editor|deputy|prosecutor|warden|coordinator|head|chancellor"
    r"|senator|judge|lawyer|doctor|king|queen|prince|pope)$",
    re.IGNORECASE,
)
_ORG_NOUN = re.compile(
    r"(?:ministry|service|embassy|military|army|force|forces|command|staff|authority|agency|government|union|society|company|office"
    r"|group|council|court|police|hospital|newspaper|organisation|organization|party|department|house|committee|institute|house"
    r"|administration|consulate|board|bank|city|province|lines|monitor|centre|center|university|commission|navy|parliament|times)$",
    re.IGNORECASE,
)
_PAPER = re.compile(
    r"(?:Observer|Times|Post|Guardian|Gazette|Journal|Herald|Telegraph|Courier|Daily|News|Tribune|Mail|Independent)$"
)
_GROUP_NOUN = re.compile(r"(?:s|people|police)$")
_HELD = re.compile(r"(?:\b(?:of|for|from|at|in|with|to|near|by)|[’']s|\bwhose)\s[^,]*$", re.IGNORECASE)
_DETERMINER = re.compile(r"^(?:the|an?|its|his|her|their|our)\s+", re.IGNORECASE)


class SourceBook:
    """The speakers of one document, met in text order. ``resolve`` must be called in that order."""

    def __init__(self, doc: Document, entities: Sequence[EntityMention], beat: Beat | None) -> None:
        self._doc, self._entities = doc, entities
        self._actors = {actor.key: actor for actor in beat.actors} if beat else {}
        self._by_name = {fold(name): actor for actor in self._actors.values() for name in (*actor.aliases, actor.name)}
        self._spoken: list[Source] = []

    def resolve(self, spans: tuple[Span, ...], near: Span) -> Source:
        """The source of the words under ``spans`` (may be empty: a continuing quotation keeps its speaker)."""
        if not spans:
            found = self._spoken[-1] if self._spoken else Source(name="", kind="unknown")
            return msgspec.structs.replace(found, spans=())
        words = _clean(pieces_text(self._doc.text, spans))
        source = self._read(words, spans, near)
        self._spoken.append(source)
        return source

    def _read(self, words: str, spans: tuple[Span, ...], near: Span) -> Source:
        low = fold(words)
        if low in _PERSON_PRONOUN | _IT | _MANY | {"who", "i"}:
            return self._pronoun(low, spans, near)
        inside = self._inside(spans)
        if inside is not None and inside.type == "person":
            return self._of_mention(inside, spans, words)
        actor = self._by_name.get(low) or self._by_name.get(_DETERMINER.sub("", low))
        if actor is not None:
            return _of_actor(actor, spans, words)
        unnamed = _unnamed_type(words)
        if unnamed and not (unnamed == "source" and self._named_later(words, near)):
            name = _DETERMINER.sub("", words) if not words.lower().startswith("the ") else words[4:]
            return Source(
                name=name or words,
                spans=spans,
                kind="person" if unnamed in {"official", "analyst"} else "group",
                role=words,
                unnamed=True,
                unnamed_type=unnamed,
                reason=self._reason(near),
            )
        if inside is not None:
            return self._of_mention(inside, spans, words)
        return self._description(words, spans, near)

    def _inside(self, spans: tuple[Span, ...]) -> EntityMention | None:
        """The mention that heads the source: a person before an organisation, none that only belongs to the head."""
        room = hull(spans)
        here = [m for m in self._entities if room.overlaps(m.span) and (room.covers(m.span) or m.span.covers(room))]
        heads = []
        for mention in here:
            lead = self._doc.text[room.start : max(room.start, mention.span.start)]
            tail = self._doc.text[mention.span.end : mention.span.end + 2]
            modifies = (
                mention.type != "person" and mention.span.end < room.end and tail[:1] == " " and tail[1:2].isupper()
            )
            if not modifies and not _HELD.search(lead) and not tail.startswith(("'s", "’s")):
                heads.append(mention)
        people = [m for m in heads if m.type == "person"]
        others = [m for m in heads if m.type != "person"]
        return people[0] if people else others[-1] if others else None

    def _of_mention(self, mention: EntityMention, spans: tuple[Span, ...], words: str) -> Source:
        actor = self._actors.get(mention.actor) or self._by_name.get(fold(mention.name))
        if actor is not None and (actor.kind == mention.type or mention.type != "person"):
            return _of_actor(actor, spans, mention.role or words)
        name = mention.name or mention.text
        return Source(
            name=words if words == f"The {name}" and _PAPER.search(name) else name,
            spans=spans,
            kind=mention.type,
            role=mention.role,
            actor=mention.actor,
            side=mention.side,
        )

    def _pronoun(self, low: str, spans: tuple[Span, ...], near: Span) -> Source:
        wanted = {"person"} if low in _PERSON_PRONOUN | {"i", "who"} else {"organisation", "office", "group", "outlet"}
        for before in reversed(self._spoken):
            if before.kind in wanted or (before.unnamed and (low not in _IT) == (before.kind == "person")):
                return msgspec.structs.replace(before, spans=spans)
        earlier = [m for m in self._entities if m.span.end <= near.start and m.type in wanted]
        if earlier:
            return self._of_mention(earlier[-1], spans, low)
        if self._spoken:
            return msgspec.structs.replace(self._spoken[-1], spans=spans)
        return Source(name=low, spans=spans)

    def _description(self, words: str, spans: tuple[Span, ...], near: Span) -> Source:
        found = _DESCRIPTION.match(words)
        noun = fold(found["noun"] if found else words)
        person = bool(_PERSON_NOUN.search(noun))
        kind = (
            "person"
            if person
            else "organisation"
            if _ORG_NOUN.search(noun)
            else "group"
            if _GROUP_NOUN.search(noun)
            else "unknown"
        )
        match = self._matching(words, near, person=person)
        if match is not None:
            return self._of_mention(match, spans, words)
        if kind == "unknown" and re.fullmatch(r"(?:[A-ZÀ-Þ][\w.’'-]+\s?){2,4}", words):
            kind = "person"
        for before in reversed(self._spoken):
            if not before.unnamed and noun and noun.split()[-1] in fold(f"{before.role} {before.name}").split():
                return msgspec.structs.replace(before, spans=spans)
        actors = [a for a in self._actors.values() if a.kind != "person" and fold(a.name).endswith(noun)]
        if len(actors) == 1:
            return _of_actor(actors[0], spans, words)
        return Source(name=_DETERMINER.sub("", words), spans=spans, kind=kind, role=words if person else "")

    def _matching(self, words: str, near: Span, *, person: bool) -> EntityMention | None:
        """The nearest mention, earlier first, whose role (or name, for an organisation) has the description's words."""
        bare = _DETERMINER.sub("", words)
        wanted, proper = fold(bare).split(), {fold(word) for word in bare.split() if word[:1].isupper()}
        fits = []
        for mention in self._entities:
            if (mention.type == "person") is person:
                actor = self._actors.get(mention.actor)
                role = f"{mention.role} {actor.role if actor else ''}" if person else f"{mention.name} {mention.role}"
                known = fold(role).replace("'s", "").split()
                if wanted and wanted[-1] in known and proper <= set(known):
                    fits.append((sum(w in known for w in wanted), mention))
        if not fits:
            return None
        best = max(score for score, _ in fits)
        top = [mention for score, mention in fits if score == best]
        earlier = [mention for mention in top if mention.span.start < near.end]
        return earlier[-1] if earlier else top[0]

    def _named_later(self, words: str, near: Span) -> bool:
        noun = fold(words).split()[-1] if words else ""
        return (
            words.lower().startswith(("the ", "its ", "a spokes"))
            and self._matching(words, near, person=True) is not None
        )

    def _reason(self, near: Span) -> str:
        found = _REASON.search(self._doc.text, near.start, min(len(self._doc.text), near.end + 240))
        return found["why"].strip(" ,") if found else ""


def _unnamed_type(words: str) -> str:
    return next((kind for form, kind in _UNNAMED if form.search(words)), "")


def _of_actor(actor: Actor, spans: tuple[Span, ...], role: str) -> Source:
    return Source(
        name=actor.name, spans=spans, kind=actor.kind, role=actor.role or role, actor=actor.key, side=actor.side
    )


def _clean(words: str) -> str:
    return " ".join(words.split()).strip(' ,.;:—–-"“”')
