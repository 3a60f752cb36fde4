"""From spans to sightings: sources resolved, acts and factuality read, times, places and figures gathered, ids given."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import msgspec

from livebrief.attribute.acts import act_of, factuality
from livebrief.attribute.asserted import own_words
from livebrief.attribute.desks import desks_of
from livebrief.attribute.lexicon import ACT_OF, DEEDS, WORD
from livebrief.attribute.page import Page, inside, start_of
from livebrief.attribute.phrases import dateline_end
from livebrief.attribute.sources import SourceBook
from livebrief.attribute.trimming import without_relatives
from livebrief.attribute.via import Chain, chain_of, holders, not_called_false, stance_within
from livebrief.nlp.ports import AttributionSpans
from livebrief.nlp.words import fold
from livebrief.records.articles import Document
from livebrief.records.ids import content_id
from livebrief.records.mentions import EntityMention, Mention, PlaceMention, QuantityMention, TimeMention
from livebrief.records.sources import Beat
from livebrief.records.spans import Span, hull, pieces_text
from livebrief.records.statements import Act, Sighting, Source, Speech, Statement

VERSION = "attribute/2"
CHAIN_CUES = frozenset({"citing", "quoting"})
_ASKS_NO_NAME = re.compile(
    r"(?:that )?(?:they |he |she )?(?:not (?:to )?be (?:named|identified)|to be (?:named|identified|quoted) (?:only|by|as)|(?:to remain |for )?anonym)"
)
_PRAISING = re.compile(r"\b(?:hail|prais|describ|portray|dismiss|condemn|brand)\w*$")
_AS = re.compile(r"as \w")
# What is spoken about is not what is said ("she spoke about the drought", "what we know about it").
_TOPIC = re.compile(r"(?:(?:was|were|is|are|has|have|had) )?(?:spoke|speak|talk|ask|know)\w*\b")
_HYPOTHETICAL = re.compile(r"(?:would|could|might|may|should)\b(?! not| never)")
_IF = re.compile(r"\b(?:if|unless|were|should)\b", re.IGNORECASE)
_SAYING = re.compile(r"^:$|accord|\bcall|\bcit|\bquot|\bcomment|\bverif|\bconfirm|\brespond|\bdeclin|\brefus")
# Of the reader's finds without a known word of saying and below this score, one in three is one (PolNeAR dev); in news of
# the war (read by hand) fewer. A briefing prints what is left as somebody's words.
DOUBTFUL = 0.45
_AUXILIARY = frozenset("has have had is was were be been would will to also already later not and the a it".split())
# "The figures could not be verified": it is the outlet that could not.
_BY_NOBODY = frozenset({Act.CANNOT_VERIFY, Act.NOT_CONFIRMED})
_PASSIVE = re.compile(r"\b(?:be|been) (?:\w+ly )*(?:verified|confirmed)")
QUOTE_MARKS = '"“”«»„'
WHOLE = 0.6  # share of a sentence that the content must fill for the sentence's mentions to be its own (demo beat)


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """One statement before it has an id."""

    speech: Speech
    source: Source
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    act: Act
    via: tuple[Source, ...] = ()


def attribute(
    doc: Document,
    mentions: Sequence[Mention],
    spans: Sequence[AttributionSpans],
    *,
    reader: str,
    beat: Beat | None = None,
) -> tuple[Sighting, ...]:
    """The sightings of ``doc`` in text order: attributed ones, and what the outlet asserts itself.

    ``spans`` are the attributions that the reader of that name found in ``doc.text``.

    Laws: deterministic; spans lie inside the text; the same words by the same source in a later capture have the same
    statement id.
    """
    mentions = sorted(mentions, key=start_of)
    entities = [mention for mention in mentions if isinstance(mention, EntityMention)]
    page = Page(doc, entities)
    book = SourceBook(doc, page, beat)
    heard = (without_relatives(doc.text, each) for each in spans)
    spoken = _with_stances(doc.text, [each for each in heard if _says_something(doc.text, each)])
    spoken = not_called_false(doc.text, spoken)
    found = [_attributed(doc, chain_of(doc.text, each), book) for each in spoken]
    found = _headline_named(doc.text, found)
    found = [_passed_on(one, found, holder) for one, holder in zip(found, holders(spoken), strict=True)]
    found = [one for one in found if not _asks(doc.text, one)]
    taken = [piece for one in found for piece in (*one.source.spans, *one.cue, *one.content)]
    for sent in own_words(doc, taken, mentions):
        found.append(Found(speech=Speech.ASSERTED, source=book.outlet(), cue=(), content=(sent,), act=Act.SAYS))
    found.sort(key=lambda one: (one.content[0].start, one.content[-1].end))
    recipe = f"{VERSION}+{reader}"
    wanted = beat.desks if beat else ()
    counts: Counter[tuple[str, str, str]] = Counter()
    return tuple(
        _sighting(doc, one, _identity(doc, one, counts), _near(doc, page, one, mentions), (recipe, wanted))
        for one in found
    )


def _says_something(text: str, spans: AttributionSpans) -> bool:
    """Not the link of a chain alone ("citing X"), no reported words that nobody is named for, and none of not speaking
    ("without giving details", "asked not to be named")."""
    cue = pieces_text(text, spans.cue).casefold()
    if (
        not spans.content
        or cue in CHAIN_CUES
        or cue.startswith("without ")
        or (_PRAISING.search(cue) and _AS.match(text, spans.content[0].start))
        or _ASKS_NO_NAME.match(text, spans.content[0].start)
        or (_TOPIC.match(cue) and (cue.endswith(" about") or text.startswith("about ", spans.content[0].start)))
    ):
        return False
    if spans.content[0].of(text)[:1] not in QUOTE_MARKS and (_is_deed(cue) or _is_doubtful(cue, spans.score)):
        return False
    if _HYPOTHETICAL.match(cue) and _IF.search(_sentence_before(text, spans)):
        return False
    return bool(spans.source or not spans.cue or spans.content[0].of(text)[:1] in QUOTE_MARKS)


def _sentence_before(text: str, spans: AttributionSpans) -> str:
    """The words from the start of the cue's sentence, as far as the eye goes back, to the cue."""
    return re.split(r"[.!?][\"”]?\s|\n", text[max(0, spans.cue[0].start - 200) : spans.cue[0].start])[-1]


def _is_deed(cue: str) -> bool:
    """Whether the cue tells of a deed ("has banned") and holds no word of saying."""
    words = [word for word in WORD.findall(cue) if word not in _AUXILIARY]
    return bool(words) and words[0] in DEEDS and not any(word in ACT_OF for word in words)


def _is_doubtful(cue: str, score: float) -> bool:
    """A cue that holds no known word of saying, and a reader that is not sure of it."""
    return (
        bool(cue) and score < DOUBTFUL and not _SAYING.search(cue) and not any(w in ACT_OF for w in WORD.findall(cue))
    )


def _with_stances(text: str, spans: list[AttributionSpans]) -> list[AttributionSpans]:
    inner = (stance_within(text, each) for each in spans)
    known = {piece for each in spans for piece in each.cue}
    more = [each for each in inner if each is not None and not any(each.cue[0].overlaps(cue) for cue in known)]
    return sorted([*spans, *more], key=lambda each: (each.content[0].start, each.content[-1].end))


def _asks(text: str, one: Found) -> bool:
    """Whether it is the outlet that asks: an interviewer's question is nobody's statement."""
    asked = pieces_text(text, one.content).endswith("?") or pieces_text(text, one.cue).startswith("ask")
    return one.source.kind == "outlet" and bool(one.cue) and asked


def _headline_named(text: str, found: list[Found]) -> list[Found]:
    """With the speaker of a headline ("Company says …") by the name that the news below gives him: the first statement with
    half of its words. A bare noun and a name would count as two witnesses."""
    end = text.find("\n\n")
    if end < 0 or not found or found[0].content[-1].end > end:
        return found
    first, who = found[0], found[0].source
    if " " in who.name or who.actor:
        return found
    words = _words_said(text, first)
    below = (one for one in found[1:] if one.source.spans and one.content[0].start > end)
    told = next((one.source for one in below if 2 * len(words & _words_said(text, one)) >= len(words)), None)
    if told is None or (told.kind, told.unnamed) != (who.kind, who.unnamed):
        return found
    return [msgspec.structs.replace(first, source=msgspec.structs.replace(told, spans=who.spans)), *found[1:]]


def _words_said(text: str, one: Found) -> set[str]:
    return set(WORD.findall(pieces_text(text, one.content).lower()))


def _passed_on(one: Found, found: Sequence[Found], holder: int | None) -> Found:
    """With the outer speaker as the way that it came, when what one says lies in what another says."""
    if holder is None or one.via or found[holder].source.name in ("", one.source.name):
        return one
    return msgspec.structs.replace(one, via=(found[holder].source,))


def _attributed(doc: Document, chain: Chain, book: SourceBook) -> Found:
    spans = chain.spans
    via = tuple(_as_written(doc, book.resolve(piece, hull(piece))) for piece in chain.via)
    source = book.resolve(spans.source, hull((*spans.source, *spans.cue, *spans.content)))
    if not source.name:
        source = book.outlet()
    cue, content = pieces_text(doc.text, spans.cue), pieces_text(doc.text, spans.content)
    act = act_of(cue, content)
    if act in _BY_NOBODY and spans.source and _PASSIVE.search(cue):
        return Found(speech=Speech.INDIRECT, source=book.outlet(), cue=spans.cue, content=spans.source, act=act)
    if act is Act.REPORTS and not via:
        act = Act.REPORTS if source.unnamed_type == "reports" or source.kind == "outlet" else Act.SAYS
    return Found(speech=_speech(doc.text, spans), source=source, cue=spans.cue, content=spans.content, act=act, via=via)


def _as_written(doc: Document, source: Source) -> Source:
    """A link of the chain keeps the article of a title ("The Evening Bell") where the text has it."""
    words = pieces_text(doc.text, source.spans)
    return msgspec.structs.replace(source, name=words) if fold(words) == f"the {fold(source.name)}" else source


def _speech(text: str, spans: AttributionSpans) -> Speech:
    words = pieces_text(text, spans.content).strip()
    if not any(mark in words for mark in QUOTE_MARKS):
        return Speech.INDIRECT
    plain = words.strip(" .,;")
    inner = plain.strip(QUOTE_MARKS)
    whole = plain[0] in QUOTE_MARKS and (plain[-1] in QUOTE_MARKS or not any(mark in inner for mark in QUOTE_MARKS))
    return Speech.DIRECT if whole else Speech.MIXED


def _identity(doc: Document, one: Found, counts: Counter[tuple[str, str, str]]) -> Statement:
    source, content = fold(one.source.name), fold(pieces_text(doc.text, one.content))
    key = (one.speech.value, source, content)
    nth = counts[key]
    counts[key] += 1
    body = {"article": doc.article, "speech": one.speech.value, "source": source, "content": content, "nth": nth}
    return Statement(
        id=content_id("stm", body), article=doc.article, speech=one.speech, source=source, content=content, nth=nth
    )


def _sighting(
    doc: Document,
    one: Found,
    stm: Statement,
    beside: tuple[list[Mention], list[Mention]],
    made: tuple[str, tuple[str, ...]],
) -> Sighting:
    near, around = beside
    figures = tuple(mention for mention in near if isinstance(mention, QuantityMention))
    own_times = [mention for mention in near if isinstance(mention, TimeMention)]
    own_places = [mention for mention in near if isinstance(mention, PlaceMention)]
    times = tuple(own_times or [mention for mention in around if isinstance(mention, TimeMention)])
    body = {
        "statement": stm.id,
        "document": doc.id,
        "source": one.source.spans,
        "cue": one.cue,
        "content": one.content,
        "act": one.act.value,
    }
    words = pieces_text(doc.text, one.content)
    return Sighting(
        id=content_id("sgt", body),
        statement=stm,
        document=doc.id,
        source=one.source,
        cue=one.cue,
        content=one.content,
        act=one.act,
        factuality=factuality(one.act, words, pieces_text(doc.text, one.cue)),
        via=one.via,
        times=times,
        places=tuple(own_places or _best_places(one, around)),
        figures=figures,
        desks=desks_of(words, figures, made[1]),
        happened=_happened(own_times),
        recipe=made[0],
    )


def _near(doc: Document, page: Page, one: Found, mentions: Sequence[Mention]) -> tuple[list[Mention], list[Mention]]:
    """Its own mentions, and those of the sentences that source, cue and content stand in: when and where it was said."""
    around = page.sentences((*one.source.spans, *one.cue, *one.content))
    return inside(mentions, _room(doc, one, around)), inside(mentions, around)


def _room(doc: Document, one: Found, around: Sequence[Span]) -> tuple[Span, ...]:
    """Where its mentions may stand: the content, and the whole sentence when the content is most of it."""
    whole = hull(one.content)
    for sent in around:
        if sent.covers(whole) and len(whole) >= WHOLE * len(sent):
            return (Span(sent.start + dateline_end(sent.of(doc.text)), sent.end),)
    return one.content


def _best_places(one: Found, around: Sequence[Mention]) -> list[PlaceMention]:
    """Places beside the speaker's own words; those of the speaker's name or office only when there are no others."""
    places = [mention for mention in around if isinstance(mention, PlaceMention)]
    outside = [place for place in places if not any(span.overlaps(place.span) for span in one.source.spans)]
    return outside or places


def _happened(times: Sequence[TimeMention]) -> str:
    """The finest dated expression; the first one wins among equals."""
    dated = [time for time in times if time.type in {"DATE", "TIME"} and time.value[:4].isdigit() and not time.mod]
    return max(dated, key=lambda time: min(len(time.value), 10)).value if dated else ""
