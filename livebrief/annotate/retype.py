"""The trained reader's names, with their kinds mended: by the gazetteer, by full names of the document, by titles.

The reader knows shapes and neighbours, not geography: a list of towns that it never met can come out as persons. A lone
word is moved to the places when the gazetteer has it and the document speaks of its country (or a list, or a word of
place, stands beside it); a lone surname of a full name goes to the persons. Refuses to find names: that is the reader's.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

import msgspec

from livebrief.annotate import titles
from livebrief.annotate.bodies import is_body, of_a_division, of_a_sort
from livebrief.annotate.choice import placeable
from livebrief.annotate.gazetteer import Row, load
from livebrief.annotate.names import CAPITAL, family_names
from livebrief.annotate.words import DEMONYMS, REGION_WORDS
from livebrief.nlp.ports import NameSpan
from livebrief.nlp.words import fold_name
from livebrief.records.sources import Beat
from livebrief.records.spans import Span

# Silver names of the PolNeAR dev articles (training/silver.py): exact F1 moves by less than .005 within these ranges.
# The reader's own confidence below which two teachers agree with it less than one time in four (same articles): such a
# name is left to the rules, which may still find it by its shape.
LEAST = {"PER": 0.6, "ORG": 0.75, "LOC": 0.6}
SHARE = 0.15  # of the document's country words, for a place of that country to be believed
KNOWN = 100_000  # people: a place of this size is believed beside another place or a word of place
BIG = 200_000  # people: such a place, named, is half a word for its country
CERTAIN = 0.9  # of a person or body that is no place
TOWN = 30_000  # people: a town of this size is believed under another spelling, too, where the document is at home
_PLACED = re.compile(
    r"\b(?:in|near|from|over|at|around|outside|across|into|toward|towards|inside|of|to|city|town|village) $"
)
_LISTED = re.compile(r"(?:, |,? and |,? or |-- |— |: )(?:the )?$")
_STEP = re.compile(r"(?: [a-z]+)?(?:, |,? and |,? or )")
_MORE = re.compile(rf"(?:, |,? and |,? or )[{CAPITAL}]")
_TAIL = re.compile(r"(?:[\s,&-]+|\s(?:of|on|for|and|the|in))+$")
_HONOURS = re.compile(r"(?:,? (?:KC|QC|MPs?|MSP|MEP|MLA|TD|OBE|MBE|CBE|PhD|Ph\.D\.?|MD|M\.D\.?|Jr\.?))+$")
# "Olena Marchuk |noted|": who speaks is a person, though the reader is half sure.
_SPEAKING = re.compile(
    r" (?:asked|asks|said|says|told|added|adds|noted|wrote|writes|stressed|announced|warned|reported|explained)\b"
)
_AGED = re.compile(r", (?:aged )?\d{1,2}[,;.)]")
HALF_SURE = 0.4
_DOUBLE_BEFORE = re.compile(rf"(?<![\w-])[{CAPITAL}][\w’']*-$")
_DOUBLE_AFTER = re.compile(rf"(?:-[{CAPITAL}\d][\w’']*)+(?![\w-])")
_CODE = re.compile(r"\b[A-Z][a-z]+\b|U\.S\.|\bUS\b|\bUK\b")


def retype(text: str, names: Sequence[NameSpan], beat: Beat | None) -> list[NameSpan]:
    """The names in order, each with the kind that the document and the gazetteer speak for."""
    if not names:
        return []
    full = {word for name in names if name.kind == "PER" for word in _surname(name, text)}
    own = {fold_name(each) for place in (beat.places if beat else ()) for each in (place.name, *place.aliases)}
    shares = _shares(text, [name.span.of(text) for name in names if name.kind == "LOC" or name.score < CERTAIN])
    whole = [each for name in names if (each := _whole_words(text, name)) is not None]
    kept = [name for name in whole if not _is_title(text, name) and not _only_roles(text, name)]
    typed = [(name.score >= LEAST[name.kind], name, _kind(text, name, full, own, shares)) for name in kept]
    spoken = [
        msgspec.structs.replace(name, kind=kind)
        for sure, name, kind in typed
        if sure or _spoken_for(text, name, kind, shares)
    ]
    return list(_in_lists(text, spoken))


def _in_lists(text: str, names: Sequence[NameSpan]) -> Iterator[NameSpan]:
    """A lone word taken for a body that goes on a list of places is one: "in Gosforth, |Walker| and Byker"."""
    last, listing = Span(0, 0), False
    for name in names:
        gap, words = text[last.end : name.span.start], name.span.of(text)
        goes_on = listing and _STEP.fullmatch(gap) and (gap != ", " or _MORE.match(text, name.span.end))
        place = name.kind == "LOC" or bool(goes_on and name.kind == "ORG" and words.isalpha() and not words.isupper())
        listing = place and bool(goes_on or _PLACED.search(text, max(0, name.span.start - 12), name.span.start))
        yield msgspec.structs.replace(name, kind="LOC") if place else name
        last = name.span


def _spoken_for(text: str, name: NameSpan, kind: str, shares: dict[str, float]) -> bool:
    """Whether something speaks for a name that the reader doubts: the gazetteer and the document for a place, what stands
    beside it for a body; or two words of it say something."""
    if kind == "LOC":
        return name.kind != "LOC" or _is_place(text, name, shares)
    if kind == "ORG":
        return name.score >= HALF_SURE and is_body(text, name.span)
    return name.score >= HALF_SURE and " " in name.span.of(text) and _SPEAKING.match(text, name.span.end) is not None


def _whole_words(text: str, name: NameSpan) -> NameSpan | None:
    """The name without joining words at its end, with the rest of a double word ("Holtz-|Eakin|"); None without a capital."""
    words = _TAIL.sub("", name.span.of(text))
    words = _HONOURS.sub("", words) if name.kind == "PER" else words
    start, end = name.span.start, name.span.start + len(words)
    start += _title(words) if name.kind == "PER" else 0
    before, after = _DOUBLE_BEFORE.search(text, max(0, start - 30), start), _DOUBLE_AFTER.match(text, end)
    span = Span(before.start() if before else start, after.end() if after else end)
    return msgspec.structs.replace(name, span=span) if any(c.isupper() for c in words) else None


def _title(words: str) -> int:
    """How many letters of a full name are titles before it: "|Commodore| Massoud Abdelsamad"."""
    all_ = words.split(" ")
    cut = titles.split(all_)
    return len(" ".join(all_[:cut])) + 1 if 0 < cut <= len(all_) - 2 else 0


def _kind(text: str, name: NameSpan, full: set[str], own: set[str], shares: dict[str, float]) -> str:
    words = name.span.of(text)
    if name.kind == "LOC":
        return "PER" if words in full and _is_named(text, name.span) else "LOC"
    if words in full or (" " in words and _AGED.match(text, name.span.end)):
        return "PER"
    if titles.left(text, name.span.start) is not None:
        return name.kind
    if fold_name(words) in own or of_a_sort(text, name.span) or (of_a_division(words) and placeable(words)):
        return "LOC"
    if name.kind == "PER" and " " not in words and is_body(text, name.span):
        return "ORG"
    return "LOC" if _is_place(text, name, shares) else name.kind


def _is_named(text: str, span: Span) -> bool:
    """Whether a surname that is a place's, too ("Athens", of Marcus Athens), means the person: a title before it or a verb
    of speaking behind it, and no word of place."""
    if titles.left(text, span.start):
        return True
    before = text[max(0, span.start - 12) : span.start]
    owns = text.startswith(("'", "’"), span.end)
    return not _PLACED.search(before) and bool(owns or _SPEAKING.match(text, span.end))


def _is_place(text: str, name: NameSpan, shares: dict[str, float]) -> bool:
    """Whether the gazetteer has the whole name as its own and something beside it speaks for a place."""
    found = load().find(name.span.of(text))
    rows = [row for row in found if row.main or row.kind in ("country", "region") or row.population >= TOWN]
    if not rows or (name.kind == "ORG" and name.span.of(text).isupper()):
        return False
    before = text[max(0, name.span.start - 12) : name.span.start]
    near = bool(_PLACED.search(before) or _LISTED.search(before) or _region(text, name))
    if name.kind == "PER" and name.score >= CERTAIN:  # a forename is a village somewhere: "Emma", "Jerome"
        rows = [row for row in rows if row.population >= TOWN or row.kind in ("country", "region")]
    return any(_believed(row, near, shares) for row in rows)


def _believed(row: Row, near: bool, shares: dict[str, float]) -> bool:
    if row.kind == "country":
        return True
    home = shares.get(row.country, 0.0) >= SHARE
    if not row.main and row.kind not in ("country", "region"):
        return home and near
    return (home and (near or row.population >= KNOWN or row.kind == "region")) or (near and row.population >= KNOWN)


def _region(text: str, name: NameSpan) -> bool:
    after = text[name.span.end : name.span.end + 12].split()
    return bool(after) and after[0].strip(".,;").lower() in REGION_WORDS


def _surname(name: NameSpan, text: str) -> list[str]:
    words = name.span.of(text).split()
    return [*words[-1:], *family_names(words)] if len(words) > 1 else []


def _only_roles(text: str, name: NameSpan) -> bool:
    return all(titles.is_role(word) for word in name.span.of(text).split())


def _is_title(text: str, name: NameSpan) -> bool:
    """A country and a part of its government that only open a capitalised title ("US Defence |Secretary")."""
    after, words = text[name.span.end : name.span.end + 24].split(" "), name.span.of(text).split()
    opens = len(after) > 1 and after[0] == "" and after[1][:1].isupper() and titles.is_role(after[1])
    return name.kind == "ORG" and opens and (words[0] in DEMONYMS or _country(words[0]) != "")


def _shares(text: str, places: Sequence[str]) -> dict[str, float]:
    """How much of the document's country words (names, demonyms) and big places belongs to each country."""
    counts: defaultdict[str, float] = defaultdict(float)
    for row in (row for words in places for row in load().find(words)[:1]):
        counts[row.country] += 0.5 if row.kind == "region" or row.population > BIG else 0.0
    for found in _CODE.finditer(text):
        code = DEMONYMS.get(found.group()) or _country(found.group())
        if code:
            counts[code] += 1
    total = sum(counts.values()) or 1
    return {code: count / total for code, count in counts.items()}


def _country(word: str) -> str:
    if word in ("U.S.", "US"):
        return "US"
    rows = load().find(word)
    return next((row.country for row in rows if row.kind == "country"), "")
