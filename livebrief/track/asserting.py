"""What a statement asserts, in the form in which the tracker compares two of them. Owns no decision."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property

import msgspec

from livebrief.nlp.roots import denied, root, roots
from livebrief.nlp.words import fold, folded_tokens, tokens
from livebrief.records.mentions import EntityMention
from livebrief.records.statements import Act, Sighting, Speech
from livebrief.track.fates import Fate, fates_of
from livebrief.track.keys import LOOSE_ROLES, Key, figures, tells, which, wholes
from livebrief.track.quality import Quality, quality_of
from livebrief.track.standing import standing_of

# Acts that answer what somebody else said. A confirmation answers too: it only takes the other side.
REPLIES = frozenset({Act.DENIES, Act.DECLINES, Act.NEITHER, Act.CANNOT_VERIFY, Act.NOT_CONFIRMED})
ANSWERS = REPLIES | {Act.CONFIRMS}
QUOTED = frozenset({Speech.DIRECT, Speech.MIXED})
# Words with which a reply points at what it answers instead of saying it.
POINTING = roots(
    """accusation accusations allegation allegations charge charges claim claims report reports question questions
    request requests comment comments commenting part role involvement responsibility involved anything something this
    that it them version statement remark remarks matter details detail information asked any either carrying carried
    figure figures number numbers news account accounts message step step
    """.split()
)
# Of those, the words that point at an accusation.
ACCUSING = roots(
    "accusation accusations allegation allegations charge charges part role involvement responsibility".split()
)
WHETHER = "whether"
_IN_QUOTES = re.compile(r'"([^"]+)"?')
SHORTEST_NAME = 2  # words: "the ministry" alone may be any
# And at a number.
COUNTING = roots("figure figures number numbers toll count tally".split())
_STREETS = frozenset(
    "street st avenue ave road rd drive dr lane ln boulevard blvd block highway hwy parkway court place square am pm".split()
)


class Setting(msgspec.Struct, frozen=True, kw_only=True):
    """Where a statement stands: story and development of its document, the document's id, text, language and day (an
    ordinal; None: unknown), and the people whom it names."""

    story: str
    development: str
    document: str = ""
    text: str = ""
    language: str = ""
    day: int | None = None
    people: tuple[EntityMention, ...] = ()


class Assertion:
    """One statement as the tracker compares it. Made once, when it is first seen."""

    def __init__(self, sgt: Sighting, setting: Setting) -> None:
        self.statement, self.story, self.development = sgt.statement.id, setting.story, setting.development
        self.document, self.language, self.day = setting.document, setting.language, setting.day
        self.words = tuple(folded_tokens(sgt.statement.content))
        self.source = fold(sgt.source.actor or sgt.source.name)
        self.speaker = roots(folded_tokens(f"{sgt.source.name} {sgt.source.role} {sgt.source.side}"))
        self.named = tuple(folded_tokens(sgt.source.name))
        self.person = sgt.source.kind == "person"
        self.surname = root(self.named[-1] if self.named else "")
        self.side = sgt.source.side
        self.unnamed = sgt.source.unnamed
        self.act = sgt.act
        self.quoted = sgt.statement.speech in QUOTED
        self.places = frozenset(each.id or fold(each.name) for each in sgt.places)
        self.where = sgt.places
        self.figures = figures(sgt.figures, setting.text)
        self.whole = wholes(sgt.figures, setting.text)
        self.which = which(sgt.figures, setting.text)
        self._written = " ".join(span.of(setting.text) for span in sgt.content) if setting.text else ""
        self.people = frozenset(
            each.name for each in setting.people if any(span.covers(each.span) for span in sgt.content)
        )
        begins = min((span.start for span in sgt.content), default=0)
        self.standing = standing_of(self.words, setting.text[:begins])

    @property
    def reply(self) -> bool:
        """Whether it takes no side of its own, or the other side, on what somebody else said."""
        return self.act in REPLIES

    @property
    def answers(self) -> bool:
        """Whether it answers what somebody else said, if only by asking whether it is so."""
        return self.act in ANSWERS or bool(self.asked)

    @cached_property
    def bag(self) -> frozenset[str]:
        """The roots of its words that mean something by themselves."""
        return roots(self.words)

    @cached_property
    def said(self) -> frozenset[str]:
        """Its roots without those that only point at what it answers; of a question, those of what is asked."""
        return (self.asked or self.bag) - POINTING

    @cached_property
    def asked(self) -> frozenset[str]:
        """The roots of what it asks: "they were looking into whether the firm had known"."""
        if self.act in REPLIES or WHETHER not in self.words:
            return frozenset()
        return roots(self.words[self.words.index(WHETHER) + 1 :])

    @cached_property
    def in_quotes(self) -> frozenset[str]:
        """Its roots that are quoted word by word; all of them where it has no quotation marks of its own."""
        pieces = _IN_QUOTES.findall(fold(self._written)) if self.quoted else ()
        return roots(folded_tokens(" ".join(pieces))) or self.bag

    @cached_property
    def denied(self) -> frozenset[str]:
        """Its roots that a negation stands just before."""
        return denied(self.words)

    @cached_property
    def quality(self) -> Quality | None:
        """What it says that something is, by one adjective."""
        return quality_of(self.words)

    @cached_property
    def fates(self) -> frozenset[Fate]:
        """What it says became of the people whom it names."""
        return fates_of(self.words, self.people)

    @cached_property
    def circumstances(self) -> frozenset[str]:
        """Its roots that only name somebody or something, or say where and when: streets, numbers."""
        written = tokens(self._written)
        named = (word for word in written[1:] if word[0].isupper())
        streets = (
            word
            for n, word in enumerate(self.words)
            if word in _STREETS or _STREETS.intersection(self.words[n + 1 : n + 2])
        )
        return roots((*folded_tokens(" ".join(named)), *streets, *self.digits))

    @cached_property
    def numbers(self) -> frozenset[str]:
        """Its numbers from two on, in digits or words."""
        return self.digits.union(each for each in self.bag if each.isdecimal()) - {"1"}

    @cached_property
    def digits(self) -> frozenset[str]:
        """Its numbers written in digits, times of day and years among them; of "20-year-old" the 20."""
        return frozenset(
            part for word in self.words if word[0].isdigit() for part in word.split("-") if part[:1].isdigit()
        )

    @cached_property
    def grams(self) -> frozenset[tuple[str, ...]]:
        """Its runs of three tokens: the shortest run that is rare in news text."""
        return frozenset(zip(self.words, self.words[1:], self.words[2:], strict=False))

    @cached_property
    def telling(self) -> frozenset[Key]:
        """Its own figures whose role says what they count: of "31 of the 48" the 31, of "the strike that killed 12" none."""
        return frozenset(filter(tells, self.figures - self.whole - self.which))


def one_voice(one: Assertion, other: Assertion) -> bool:
    """Whether one source says both: one name, or one that ends with the other ("Solheim", "Ingrid Solheim"; "the coast guard",
    "the Philippine coast guard"). One word is enough of a person's name only."""
    if one.source == other.source:
        return True
    short, long = sorted((one.named, other.named), key=len)
    whole = len(short) >= SHORTEST_NAME or (one if one.named == long else other).person
    return bool(short) and whole and not (one.unnamed or other.unnamed) and long[-len(short) :] == short


def counts(sgt: Sighting, text: str) -> frozenset[Key]:
    """The figures of a sighting whose role says what they count; ``text`` is its document's."""
    return frozenset(key for key in figures(sgt.figures, text) if key[0] not in LOOSE_ROLES)


def voices(sightings: Iterable[Sighting]) -> frozenset[str]:
    """The named persons who are quoted, by actor or folded name."""
    return frozenset(
        fold(sgt.source.actor or sgt.source.name)
        for sgt in sightings
        if sgt.statement.speech in QUOTED and sgt.source.kind == "person" and not sgt.source.unnamed
    )
