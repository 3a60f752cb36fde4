"""What an outlet changed: two captures of one article compared sentence by sentence. Silent edits become visible."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from livebrief.check.evidence import replaced
from livebrief.check.index import index_of
from livebrief.nlp.words import fold, folded_tokens
from livebrief.records.articles import Document
from livebrief.records.briefings import Correction
from livebrief.records.readings import Material

LIKE = 0.5  # share of words two sentences keep for one to be an edit of the other; below, one went and another came
_NUMBER = re.compile(r"\d[\d.,]*")
_NUMBER_WORDS = frozenset(
    # the words that news style spells out; larger numbers are written in digits
    folded_tokens(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion"
    )
)


def corrections(material: Material) -> tuple[Correction, ...]:
    """Every change between successive documents of an article, by when it was seen. ``kind``: removed | added |
    changed | changed figure. Case, quotation marks and white space are no change."""
    versions: dict[str, list[Document]] = defaultdict(list)
    rewritten = {material.documents[doc_id].article for doc_id in replaced(material)}
    for doc in material.documents.values():
        if doc.article in rewritten:
            versions[doc.article].append(doc)
    found: list[Correction] = []
    kept = index_of(material).edits
    for docs in versions.values():
        for before, after in pairwise(sorted(docs, key=lambda doc: _order(doc, material))):
            pair = before.id, after.id
            if pair not in kept:
                kept[pair] = tuple(_between(before, after, material.known_at[after.id].isoformat()))
            found += kept[pair]
    return tuple(sorted(found, key=lambda each: (each.seen, each.article)))


def _order(doc: Document, material: Material) -> tuple[str, bool, str]:
    return material.known_at[doc.id].isoformat(), material.current.get(doc.article) == doc.id, doc.id


def _between(before: Document, after: Document, seen: str) -> list[Correction]:
    return [
        Correction(
            article=after.article,
            outlet=after.outlet,
            before=old,
            after=new,
            seen=seen,
            kind=_kind(old, new),
            title=after.title,
            url=after.url,
        )
        for old, new in _changes(_sentences(before), _sentences(after))
    ]


def _sentences(doc: Document) -> list[str]:
    return [span.of(doc.text) for span in doc.sentences]


def _changes(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Pairs (old, new); an empty side means that the sentence went or came. A moved sentence is no change."""
    had, has = {fold(each) for each in old}, {fold(each) for each in new}
    matcher = SequenceMatcher(None, [fold(each) for each in old], [fold(each) for each in new], autojunk=False)
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        if tag == "equal":
            continue
        went = [each for each in old[start:end] if fold(each) not in has]
        came = [each for each in new[new_start:new_end] if fold(each) not in had]
        yield from _paired(went, came)


def _paired(went: Sequence[str], came: Sequence[str]) -> Iterator[tuple[str, str]]:
    left = list(came)
    for old in went:
        best = max(left, key=lambda new: _likeness(old, new), default="")
        if best and _likeness(old, best) >= LIKE:
            left.remove(best)
            yield old, best
        else:
            yield old, ""
    for new in left:
        yield "", new


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, folded_tokens(one), folded_tokens(other), autojunk=False).ratio()


def _kind(old: str, new: str) -> str:
    if not new:
        return "removed"
    if not old:
        return "added"
    return "changed" if _numbers(old) == _numbers(new) else "changed figure"


def _numbers(text: str) -> list[str]:
    return [token for token in folded_tokens(text) if _NUMBER.match(token) or token in _NUMBER_WORDS]
