"""Whom a description means on its page: "the mayor", "the embassy", matched to the names and roles that the page gives.

Owns the fit of words; refuses to know who spoke (sources.py).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from livebrief.attribute.actors import Actors
from livebrief.attribute.naming import PAPER, description, head_words, kind_of_words
from livebrief.attribute.page import Page
from livebrief.nlp.nations import nation_words
from livebrief.nlp.words import fold
from livebrief.records.mentions import EntityMention
from livebrief.records.sources import Actor
from livebrief.records.spans import Span, hull
from livebrief.records.statements import Source

# What a company is called when it is not named; a body that governs is not meant by these.
_COMPANY = re.compile(
    r"(?:company|firm|group|business|(?:[a-z]+)maker|bank|lender|airline|insurer|retailer|broadcaster|carrier)"
)
_ANY_BODY = re.compile(
    r"service|agency|organi[sz]ation|body|authority|club|union|charity|department|regulator|watchdog"
)
_GOVERNING = re.compile(
    r"(?i)\b(?:ministry|police|council|court|authority|department|government|parliament|army|agency|committee|commission"
    r"|federation|association|university|institute|party|office|tribunal|service|coastguard)\b"
)
_NO_COMPANY = re.compile(
    r"\b(?:union|charity|newspaper|daily|campaign group|club|party|agency|broadcaster|regulator|watchdog)\W"
)
BESIDE_NAME = 24  # code points before a name within which its kind stands ("the pilots' union Fly Together")
_AGED = re.compile(r"(?P<age>\d{1,3})-year-old\b")
_INSTITUTED = frozenset(
    "judge minister president premier governor mayor prosecutor chairman chairwoman director speaker spokesman spokeswoman"
    " spokesperson lawyer barrister commander ambassador secretary coroner king queen pope sheriff".split()
)
_SPEAKS_FOR = re.compile(r"\b(?:spokes\w+|representatives?|press (?:service|office))\b")
_PREPOSITIONS = frozenset("in of at for from on near by to with".split())
_APPOSED = re.compile(
    r"^(?:(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir) )?(?P<what>(?!(?:the|an?|its|their|his|her|this|both|some|many)\b)(?:[A-ZÀ-ÞА-ЯІЇЄҐЁ][a-zà-þа-яіїєґё]+ (?=[a-zà-þа-яіїєґё]))?(?:[a-zà-þа-яіїєґё][\w’'-]* ){0,5}[a-zà-þа-яіїєґё][\w’'-]*)"
    r",? (?P<name>(?:[A-ZÀ-ÞА-ЯІЇЄҐЁ][\w.&’'-]*)(?: (?:of |the |and )?[A-ZÀ-ÞА-ЯІЇЄҐЁ][\w.&’'-]*)*)$"
)
# "The company behind Instagram, |Meta|".
_CALLED = re.compile(
    r"(?:[Tt]he|[Aa]n?|[Ii]ts) (?P<what>[a-z][\w’'-]*(?: (?!in |at |near |from |to )[\w’'-]+){1,5}),"
    r" (?P<name>[A-ZÀ-Þ][\w.&’'-]*(?: (?:of |the )?[A-ZÀ-Þ][\w.&’'-]*)*)$"
)


def of_actor(actor: Actor, spans: tuple[Span, ...], role: str) -> Source:
    """The actor as a source; ``role`` where the beat gives none."""
    return Source(
        name=actor.name, spans=spans, kind=actor.kind, role=actor.role or role, actor=actor.key, side=actor.side
    )


def apposed(actors: Actors, words: str, spans: tuple[Span, ...]) -> Source | None:
    """ "The mining company, Northern Copper", "grid operator Volt": the name, with what it is."""
    found = _CALLED.match(words)
    if found is None or kind_of_words(found["what"]) != "organisation":
        found = _APPOSED.match(words)
    if found is None or not _PREPOSITIONS.isdisjoint(found["what"].split()):
        return None  # "the mission in the old Customs Quarter" is not called Customs Quarter
    actor = actors.named(found["name"])
    if actor is not None:
        return of_actor(actor, spans, found["what"])
    kind = kind_of_words(found["what"])
    return Source(name=found["name"], spans=spans, kind=kind, role=found["what"], side=actors.side_of(found["name"]))


def matching(page: Page, actors: Actors, words: str, near: Span, *, person: bool) -> EntityMention | None:
    """The nearest mention, earlier first, whose role (or name, for an organisation) has the description's words."""
    bare = description(words)
    wanted, proper = fold(bare).split(), _proper_words(bare)
    head = fold(head_words(bare)).split()[-1:]
    fits = []
    for mention in page.entities:
        if (mention.type == "person") is person:
            known = _known_of(mention, actors, person=person)
            if head and head[0] in known and proper <= set(known):
                fits.append((sum(word in known for word in wanted), mention))
    if not fits:
        return None
    best = max(score for score, _ in fits)
    top = [mention for score, mention in fits if score == best]
    earlier = [mention for mention in top if mention.span.start < near.end]
    return earlier[-1] if earlier else top[0]


def _known_of(mention: EntityMention, actors: Actors, *, person: bool) -> list[str]:
    """The words of a person's role, or of a body's name and role."""
    actor = actors.by_key.get(mention.actor)
    role = f"{mention.role} {actor.role if actor else ''}" if person else f"{mention.name} {mention.role}"
    return fold(role).replace("'s", "").split()


def _proper_words(words: str) -> set[str]:
    """The names in a description, without the country that owns it where there are others ("|Ukraine's| Luhansk region")."""
    proper = [re.sub(r"[’']s$", "", word) for word in words.split() if word[:1].isupper()]
    own = [word for word in proper if word not in nation_words()]
    return {fold(word) for word in own or proper}


def bare_noun(
    page: Page, spoken: Sequence[tuple[int, Source]], words: str, near: Span
) -> Source | EntityMention | None:
    """Whom a noun alone means: "the company" the company of the text, "the 61-year-old" the person of that age, "the
    retired welder" who has just spoken in the paragraph; None when nobody fits."""
    aged = _AGED.search(words)
    known = page.aged(aged["age"], near.start) if aged else None
    if known is not None:
        return known
    if not words.lower().startswith(("the ", "this ")):
        return None
    noun = fold(description(words))
    if kind_of_words(words) == "person":
        return _same_paragraph(page, spoken, noun, near)
    if _COMPANY.fullmatch(noun):
        return _company(page, spoken, near)
    if _ANY_BODY.fullmatch(noun):
        return next((who for _, who in reversed(spoken) if who.kind in ("organisation", "office") and who.spans), None)
    return None


def _same_paragraph(page: Page, spoken: Sequence[tuple[int, Source]], noun: str, near: Span) -> Source | None:
    if not spoken or spoken[-1][1].kind != "person" or not spoken[-1][1].spans or spoken[-1][1].unnamed:
        return None
    at, last = spoken[-1]
    other = noun.rsplit(maxsplit=1)[-1] in _INSTITUTED and last.role
    between = [men for men in page.between(at, near.start) if men.type == "person" and men.name != last.name]
    return None if other or between or page.paragraphs_between(at, near.end) else last


def holder_spoken(page: Page, spoken: Sequence[tuple[int, Source]], words: str, near: Span) -> Source | None:
    """Who holds an office and has just spoken, for "the official"; None for other words or when nobody has."""
    if fold(words) not in ("the official", "the politician", "the diplomat", "the commander") or not spoken:
        return None
    at, last = spoken[-1]
    fits = last.kind == "person" and not last.unnamed and bool(last.spans) and page.paragraphs_between(at, near.end) < 2
    return last if fits else None


def _company(page: Page, spoken: Sequence[tuple[int, Source]], near: Span) -> Source | EntityMention | None:
    """The company that has spoken in the paragraph, else the one that the text has named most before."""
    named = [men for men in page.between(0, near.start) if men.type == "organisation" and _trades(page, men)]
    counts = Counter(men.name for men in named)
    most = max(named, key=lambda men: counts[men.name], default=None)
    told = (
        (at, who) for at, who in reversed(spoken) if who.kind == "organisation" and who.spans and _trades(page, who)
    )
    at, last = next(told, (0, None))
    here = last is not None and not page.paragraphs_between(at, near.start)
    return last if last is not None and (here or most is None or counts[last.name] >= counts[most.name]) else most


def _trades(page: Page, who: Source | EntityMention) -> bool:
    """Whether a body that is named can be a company: no part of a government, no newspaper, no union by what stands beside it."""
    told = hull(who.spans) if isinstance(who, Source) else who.span
    beside = _NO_COMPANY.search(page.words(Span(max(0, told.start - BESIDE_NAME), told.end)))
    return who.name[:1].isupper() and not _GOVERNING.search(who.name) and not PAPER.search(who.name) and not beside


def spoken_for(page: Page, actors: Actors, source: Source) -> Source | EntityMention | None:
    """The body that a spokesman speaks for, when his description tells; None for anybody else."""
    told = _SPEAKS_FOR.search(source.name) or _SPEAKS_FOR.search(source.role)
    if not source.spans or not told:
        return None
    room = hull(source.spans)
    bodies = [men for men in page.between(room.start, room.end) if men.type in ("organisation", "office")]
    if bodies:
        return bodies[-1]
    body = re.sub(r"^ (?:for|of|at) ", "", told.string[told.end() :])
    if body == told.string[told.end() :]:
        return None
    return apposed(actors, body, ()) or Source(name=description(body), kind=kind_of_words(body))


def labelled(page: Page, words: str, spans: Sequence[Span]) -> EntityMention | None:
    """Who a label at the start of a line stands for ("PETRIE: …"): the person of that surname or name; for "A", who answers
    in a transcript of questions, the first person of the text. None for other words than labels."""
    if not page.opens_line(spans[0]) or not page.follows(spans[-1], ":"):
        return None
    people = [men for men in page.entities if men.type == "person" and " " in men.name]
    if words == "A":
        return next(iter(people), None)
    fits = (men for men in people if fold(words) in (fold(men.name), fold(men.name).rsplit(" ", maxsplit=1)[-1]))
    return next(fits, None)
