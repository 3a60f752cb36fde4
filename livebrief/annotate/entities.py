"""Entities by rules: persons with titles, organisations, offices and groups, as names or descriptions.

Order of belief: the beat's actors and aliases, well-known offices, descriptions ("the Ukrainian military", "U.S.
officials"), then capitalised sequences by their shape. A trained tagger comes later behind a port; the rules refuse
what they cannot tell: a lone capitalised word that nothing speaks for is left to the places.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

import msgspec

from livebrief.annotate import titles
from livebrief.annotate.actors import find_actors, names_pattern, with_actors
from livebrief.annotate.coreference import resolve
from livebrief.annotate.gazetteer import load
from livebrief.annotate.names import WORD, bare, sequences
from livebrief.annotate.words import BODIES, DEMONYMS, GROUPS, NOT_NAMES, OFFICES, ORG_HEADS
from livebrief.nlp.alternatives import one_of
from livebrief.nlp.ports import NameSpan
from livebrief.records.articles import Document
from livebrief.records.mentions import EntityMention
from livebrief.records.sources import Actor, Beat
from livebrief.records.spans import Span

_SPEAKS = re.compile(
    r"\s*,?\s*(?:said|says|told|added|warned|announced|denied|wrote|confirmed|declined|urged|called|acknowledged|argued|"
    r"claimed|noted|reported|insisted|stated|explained|tweeted|was|is|has|had|will|who|and his|and her)\b"
)
_SAID = re.compile(r"(?:\bsaid|\bsays|\badded|\bto(?:ld)?|\bby|\bwith|\band|according to)\s$")
_DEMONYM = one_of(DEMONYMS)
_WHOSE = rf"(?:{_DEMONYM}|[A-Z][a-z]+(?:[ei]an|ese|ish)|U\.S\.|US|U\.K\.|UK|EU|UN|Western|{WORD}['’]s)"
_MIDDLE = r"(?: (?:[a-z]+|Air|Defence|Defense|Foreign|Interior|Armed|Security|General|Justice|Health)){0,3}?"
_HEADS = BODIES | GROUPS | set("agency service Force Forces Ministry Staff Service Embassy Army Navy".split())
_HEAD = f"(?:{one_of(_HEADS)})"
_HAS_HEAD = re.compile(rf" {_HEAD}\b")
_HAS_BODY = re.compile(r"emb(?:assy|assies)|government|militar|parliament|arm(?:y|ies)|consulate")
_NO_BODY = "aid|assistance|support|equipment|vehicles?|bases?|operations?|action|personnel|mines|weapons"
DESCRIPTION = re.compile(
    rf"(?<![\w.])(?:(?:[Tt]he|[Aa]n?) )?{_WHOSE}{_MIDDLE} {_HEAD}\b(?![’'\-]\w\w)(?! (?:{_NO_BODY})\b)"
)
EMBASSIES = re.compile(
    rf"(?:[Tt]he )?(?:embassies|governments|militaries|parliaments|armies) of {WORD}(?:(?:, and |, | and ){WORD})+"
)
OF_BODY = re.compile(
    rf"(?:[Tt]he )?(?:embassy|government|parliament|military|army|consulate) (?:of|in) (?:the )?{WORD}(?: {WORD})?"
)
ACRONYM = re.compile(r"\s\((?:the )?([A-Z][A-Za-z]?[A-Z]{1,6}|[A-Z][a-z]{2,7})\)")
_OFFICE_HEADS = frozenset({"embassy", "embassies", "consulate", "presidency"})


def find_entities(
    doc: Document, beat: Beat | None = None, names: Sequence[NameSpan] = (), capitals: Sequence[Span] | None = None
) -> list[EntityMention]:
    """The entity mentions of a document, sorted, none overlapping another, resolved inside the document.

    ``names`` are a trained reader's, with kinds already mended (retype.py); with none the shapes of names decide.
    ``capitals`` are the capitalised sequences (names.py), where they are known already.
    """
    taken = _Taken(doc.text, trusts_shapes=not names)
    _known(taken, beat, [name.span for name in names if name.kind == "ORG"])
    _described(taken)
    _read(taken, names)
    for span in capitals if capitals is not None else sequences(doc.text, doc.sentences):
        _shaped(taken, span)
    _short(taken)
    _appositions(taken)
    return with_actors(resolve(taken.sorted()), beat)


class _Taken:
    """Mentions so far; the first claim on a stretch of text wins.

    ``trusts_shapes`` says that no trained reader looked: two or three capitalised words before "said" are then a person.
    """

    def __init__(self, text: str, *, trusts_shapes: bool = True) -> None:
        self.text, self.trusts_shapes = text, trusts_shapes
        self.mentions: dict[int, EntityMention] = {}
        self._covered = bytearray(len(text) + 1)
        self.people: dict[str, str] = {}
        self.short: dict[str, tuple[str, str]] = {}
        self.left_over: list[Span] = []

    def free(self, span: Span) -> bool:
        return not any(self._covered[span.start : span.end])

    def block(self, span: Span) -> None:
        """No entity here: a place stands there."""
        self._covered[span.start : span.end] = b"\x01" * len(span)

    def add(self, span: Span, type_: str, name: str = "", role: str = "", actor: Actor | None = None) -> None:
        if not self.free(span) or len(span) == 0:
            return
        self.block(span)
        words = span.of(self.text)
        self.mentions[span.start] = EntityMention(
            span=span,
            text=words,
            type=type_,
            name=" ".join((name or words).split()),
            role=" ".join(role.split()),
            actor=actor.key if actor else "",
            side=actor.side if actor else "",
        )

    def sorted(self) -> list[EntityMention]:
        return [self.mentions[start] for start in sorted(self.mentions)]


def _known(taken: _Taken, beat: Beat | None, bodies: Sequence[Span]) -> None:
    for span, actor in find_actors(taken.text, beat):
        _add_actor(taken, span, actor)
    for found in names_pattern(tuple(OFFICES)).finditer(taken.text):
        span = Span(found.start(), found.end())
        role = titles.is_role((taken.text[span.end : span.end + 24].split() or [""])[0])
        grows = re.match(rf" {WORD}", taken.text[span.end : span.end + 24])
        longer = any(body.covers(span) and body != span for body in bodies)  # "the Nigerian |Red Cross|"
        if not role and not longer and not (grows and grows.group().strip() not in OFFICES):
            taken.add(span, OFFICES[found.group()], found.group())


def _add_actor(taken: _Taken, span: Span, actor: Actor) -> None:
    if actor.kind != "person":
        taken.add(span, actor.kind, actor.name, actor.role, actor)
        return
    words = span.of(taken.text).split()
    cut = titles.split(words)
    start = span.start + len(" ".join(words[:cut])) + 1 if 0 < cut < len(words) else span.start
    title = titles.left(taken.text, start)
    taken.add(Span(start, span.end), "person", actor.name, title.of(taken.text) if title else "", actor)


def _described(taken: _Taken) -> None:
    bodies = [(EMBASSIES, _HAS_BODY), (OF_BODY, _HAS_BODY), (DESCRIPTION, _HAS_HEAD)]
    for pattern, sign in bodies:
        for found in (found for room in _lines(taken.text, sign) for found in pattern.finditer(taken.text, *room)):
            taken.add(Span(found.start(), found.end()), _kind(found.group()), _without_article(found.group()))


def _lines(text: str, sign: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Where the lines of the text begin and end that hold a sign: no description crosses a line, few lines have one."""
    at = 0
    while found := sign.search(text, at):
        begin, end = text.rfind("\n", 0, found.start()) + 1, text.find("\n", found.end())
        at = end if end >= 0 else len(text)
        yield begin, at


def _read(taken: _Taken, names: Sequence[NameSpan]) -> None:
    """Persons and organisations that the trained reader named, where nothing surer stands."""
    for name in names:
        if name.kind == "PER":
            _person(taken, name.span, titles.left(taken.text, name.span.start))
        elif name.kind == "ORG":
            _body(taken, name.span)
        elif taken.free(name.span):
            taken.block(name.span)


def _body(taken: _Taken, span: Span) -> None:
    """An organisation, under the full name where its letters were introduced before: "… for Migration (IOM)"."""
    words = span.of(taken.text)
    taken.add(span, "organisation", taken.short.get(words, (words, ""))[0])
    letters = ACRONYM.match(taken.text, span.end)
    if letters and " " in words and _stands_for(letters[1], words):
        taken.short[letters[1]] = (words, "organisation")


def _stands_for(letters: str, words: str) -> bool:
    """Whether letters are the name's: all its initials in small type ("Knut"), else the first one."""
    initials = "".join(word[0] for word in words.split() if word[0].isupper())
    return letters[0] == words[0] if letters[1:].isupper() else letters.upper() == initials


def _kind(words: str) -> str:
    """Embassies are offices, names in capitals organisations; other descriptions ("the Ukrainian military") are groups."""
    if any(part in _OFFICE_HEADS for part in words.lower().split()):
        return "office"
    return "organisation" if all(part[0].isupper() for part in _without_article(words).split()) else "group"


def _without_article(words: str) -> str:
    return re.sub(r"^(?:[Tt]he|[Aa]n?|el|la) ", "", words)


def _shaped(taken: _Taken, span: Span) -> None:
    if not taken.free(span):
        return
    words = span.of(taken.text).split()
    cut = titles.split(words)
    letters = ACRONYM.match(taken.text, span.end)
    acronym = letters if letters and _stands_for(letters[1], " ".join(words)) else None
    if len(words) > 1 and (_is_org(words) or acronym) and not (0 < cut < len(words) and not _is_org(words[cut:])):
        taken.add(span, "organisation")
        if acronym:
            taken.short[acronym.group(1)] = (" ".join(words), "organisation")
        return
    if 0 < cut < len(words):
        start = span.start + taken.text[span.start : span.end].index(words[cut], len(" ".join(words[:cut])))
        name = Span(start, span.end)
        _person(taken, name, titles.left(taken.text, start))
        return
    if cut == 0:
        title = titles.left(taken.text, span.start)
        if title is not None or (taken.trusts_shapes and _is_name(taken, span, words)):
            _person(taken, span, title)
        else:
            taken.left_over.append(span)


def _person(taken: _Taken, name: Span, title: Span | None) -> None:
    words = name.of(taken.text)
    last = words.split()[-1]
    if words.lower() in DEMONYMS or any(word in DEMONYMS for word in words.split()):
        return
    full = taken.people.get(last, "")
    taken.add(name, "person", full if " " not in words and full else words, title.of(taken.text) if title else "")
    if " " in words:
        taken.people[last] = words


def _is_org(words: list[str]) -> bool:
    return words[-1].lower() in ORG_HEADS or any(
        word.lower() in ORG_HEADS and after in ("of", "for", "on") for word, after in itertools.pairwise(words)
    )


def _is_name(taken: _Taken, span: Span, words: list[str]) -> bool:
    """Two to four words in the shape of a person's name with something beside them that persons have."""
    if not 2 <= len(words) <= 4 or any(bare(word).isupper() and len(word) > 2 for word in words):
        return False
    if any(word.lower() in NOT_NAMES or word in DEMONYMS or word.lower() in ORG_HEADS for word in words):
        return False
    if any(word in {"of", "for", "and", "the", "on", "in"} for word in words) or load().find(" ".join(words)):
        return False
    after = taken.text[span.end : span.end + 24]
    aged = re.match(r", (?:\d\d|who|an? |the )", after)
    return bool(_SPEAKS.match(after) or aged or _SAID.search(taken.text[max(0, span.start - 14) : span.start]))


def _short(taken: _Taken) -> None:
    """Lone words that repeat a name already met: surnames, first names, acronyms; whole names seen again."""
    full = {men.name for men in taken.mentions.values() if men.type == "person"}
    for span in taken.left_over:
        words = span.of(taken.text)
        if words in taken.short:
            taken.add(span, taken.short[words][1], taken.short[words][0])
        elif words in full or words in taken.people:
            taken.add(span, "person", taken.people.get(words, words))
        elif re.fullmatch(r"[A-Z]{3,6}", words) and _SPEAKS.match(taken.text, span.end):
            taken.add(span, "organisation")


def _appositions(taken: _Taken) -> None:
    for span, role in titles.before(taken.text):
        _with_role(taken, span, _without_article(role))
    for men in taken.sorted():
        if men.type == "person" and not men.role:
            after = titles.AFTER.match(taken.text, men.span.end)
            if after:
                taken.mentions[men.span.start] = msgspec.structs.replace(men, role=_without_article(after["role"]))


def _with_role(taken: _Taken, span: Span, role: str) -> None:
    men = taken.mentions.get(span.start)
    if men is not None and men.type == "person":
        taken.mentions[span.start] = msgspec.structs.replace(men, role=men.role or role)
    elif men is None:
        taken.add(span, "person", "", role)
