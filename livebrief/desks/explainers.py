"""The explainers desk: what a thing or term is, how it works, why it is disputed, what numbers are given.

Stored sentences under questions, each cited, oldest first; nothing is summed up. A term needs a sentence that says what it
is; sources that give different numbers stand side by side and are marked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from livebrief.desks import explaining as x
from livebrief.desks.desk import chain, claims_of, statements_of
from livebrief.desks.page import Page, Passage, Told
from livebrief.desks.parties import OFFICE, UNLISTED
from livebrief.records.ledgers import Cell, Column, Explainer, Flag
from livebrief.records.mentions import QuantityMention
from livebrief.records.statements import Act

name = "explainers"
title = "Explainers"
notice = "Sentences of the sources, oldest first: their words, not ours."
columns: tuple[Column, ...] = (
    Column(field="term", heading="Term"),
    Column(field="what", heading="What it is"),
    Column(field="how", heading="How it works"),
    Column(field="disputed", heading="Why it is disputed"),
    Column(field="numbers", heading="Numbers"),
)
FIELDS = ("what", "how", "disputed", "numbers")
STILL = 4  # sentences for which "they", "it" or "the mine" may still be the term (looked at on the demo beat)
UNDER = 2  # sentences under "Why …?" that answer it without saying so


Tokens = dict[tuple[str, int], tuple[str, ...]]  # of each sentence, by document and place: folded once


class _Term(msgspec.Struct, kw_only=True):
    key: tuple[str, ...]
    words: str
    n: int
    told: Told
    when: str
    kind: str
    cells: dict[str, list[Cell]]

    @property
    def head(self) -> str:
        return x.head_of(self.key)


class _Reader:
    """Goes through one document's sentences, knowing which term and which heading they stand under."""

    def __init__(self, page: Page, terms: dict[tuple[str, ...], _Term], tokens: Tokens) -> None:
        self._page, self._terms, self._tokens = page, terms, tokens
        self._heads = frozenset(x.head_of(key) for key in terms)
        self._document, self._section = "", ""
        self._term: _Term | None = None
        self._n = self._asked = -STILL - 1
        self._local: list[_Term] = []

    def see(self, passage: Passage) -> None:
        """Keep what the sentence says about a term, if it speaks of one."""
        if passage.document.id != self._document:
            self._document, self._section, self._term, self._n = passage.document.id, "", None, -STILL - 1
            self._local = []
        heading = x.asked(passage.text)
        if heading is not None:
            self._section, self._asked = heading[0], passage.n
            named = self._mentioned(passage)
            self._term, self._n = named or self._term, passage.n
            return
        term = self._mentioned(passage) or self._pointed(passage)
        if term is None:
            return
        self._term, self._n = term, passage.n
        if term not in self._local:
            self._local.append(term)
        if passage.told:
            under_why = self._section == "why" and passage.n - self._asked <= UNDER
            _keep(self._page, passage, term, under_why=under_why)

    def _mentioned(self, passage: Passage) -> _Term | None:
        tokens = self._tokens[passage.document.id, passage.n]
        if self._heads.isdisjoint(tokens):
            return None
        found = [term for term in self._terms.values() if _holds(tokens, term.key)]
        return max(found, key=lambda term: len(term.key), default=None)

    def _pointed(self, passage: Passage) -> _Term | None:
        """ "They", "its battery", "the mine": the term of the sentences just before; the head alone, the document's own."""
        tokens = self._tokens[passage.document.id, passage.n]
        if self._term is not None and self._goes_on(passage, tokens, self._term):
            return self._term
        kind = self._term.kind if self._term is not None and passage.n - self._n <= UNDER else ""
        if kind and re.search(rf"\b(?:the|this|that|such) {re.escape(kind)}s?\b", passage.text, re.I):
            return self._term
        own = [term for term in self._local if term.head in tokens]
        return own[0] if len(own) == 1 else None

    def _goes_on(self, passage: Passage, tokens: tuple[str, ...], term: _Term) -> bool:
        back = passage.n - self._n
        said = back <= UNDER and any(x.is_subject(told.words, term.key) for told in passage.told)
        named = term.head in tokens or x.POINTS.match(passage.text) is not None or bool(self._section)
        return back <= STILL and (named or said)


def read(page: Page) -> Iterator[Explainer]:
    """One entry per term that some sentence defines, in the order of first definition."""
    terms = _found(page)
    if not terms:
        return
    tokens = {(passage.document.id, passage.n): x.folded(passage.text) for passage in page.passages}
    texts = {(passage.document.id, passage.n): passage.text for passage in page.passages}
    terms = {key: term for key, term in terms.items() if _leant_on(tokens, texts, term)}
    reader = _Reader(page, terms, tokens)
    by_document = sorted(page.passages, key=lambda each: (each.moment, each.document.id, each.n))
    for passage in by_document:
        reader.see(passage)
    yield from (_explainer(page, term) for term in terms.values() if term.cells["what"])


def _found(page: Page) -> dict[tuple[str, ...], _Term]:
    terms: dict[tuple[str, ...], _Term] = {}
    parties = page.parties
    for passage in page.passages:
        spot = x.term_of(passage.text) if passage.told else None
        if spot is None:
            continue
        words = passage.text[spot[0] : spot[1]]
        key = x.folded(words)
        if any(each.text == words and each.kind not in (UNLISTED, OFFICE) for each in parties.named(words)):
            continue
        if key and key not in terms:
            terms[key] = _Term(
                key=key,
                words=words,
                n=passage.n,
                kind=x.kind_in(passage.text, spot[1]),
                told=passage.told[0],
                when=passage.day,
                cells={field: [] for field in FIELDS},
            )
    return terms


def _leant_on(tokens: Tokens, texts: Mapping[tuple[str, int], str], term: _Term) -> bool:
    """Whether more than the defining sentence speaks of it: by its name anywhere, by its head or a pronoun right behind."""
    key = term.key
    if x.is_definition(texts[term.told.document.id, term.n]):
        return True
    if sum(term.head in each and _holds(each, key) for each in tokens.values()) > 1:
        return True
    document, n = term.told.document.id, term.n
    behind = [(document, n + away) for away in range(1, STILL)]
    return any(
        term.head in tokens.get(spot, ()) or (spot == behind[0] and x.POINTS.match(texts.get(spot, "")) is not None)
        for spot in behind
    )


def _holds(tokens: tuple[str, ...], key: tuple[str, ...]) -> bool:
    return any(tokens[n : n + len(key)] == key for n in range(len(tokens) - len(key) + 1))


def _keep(page: Page, passage: Passage, term: _Term, *, under_why: bool) -> None:
    """The sentence under each question that it answers; its first measure under numbers, if the term is what it measures."""
    start, end = _sentence(passage.text)
    about = x.is_subject(passage.text, term.key) or any(x.is_subject(told.words, term.key) for told in passage.told)
    opposed = under_why or any(told.act is Act.OPPOSES for told in passage.told)
    questions = x.question_of(passage.text, about=about, opposed=opposed)
    for question in questions:
        term.cells[question].append(page.cell(passage, start, end, by=passage.told[0].by))
    figures = [each for each in passage.figures if _measures(each)] or [each for each in passage.figures if about]
    measure = next(iter(figures), None)
    if measure is not None and (about or "disputed" in questions):
        text = passage.text[start:end]
        term.cells["numbers"].append(page.count(passage, measure, text=text, relation=""))


def _measures(quantity: QuantityMention) -> bool:
    return quantity.unit in x.MEASURES or quantity.role in (
        "duration",
        "distance",
        "share",
        "weight",
        "length",
        "speed",
    )


def _sentence(text: str) -> tuple[int, int]:
    """The sentence without a dateline."""
    dateline = re.match(r"[A-Z][A-Z ,.'’-]+ (?:\([^)]*\) )?-- ", text)
    return (dateline.end() if dateline else 0), len(text.rstrip())


def _explainer(page: Page, term: _Term) -> Explainer:
    fields: dict[str, Any] = {field: chain(cells) for field, cells in term.cells.items()}
    every = tuple(fields.values())
    return Explainer(
        id=page.entry_id(name, term.told, " ".join(term.key)),
        title=term.words,
        term=term.words,
        when=term.when,
        claims=claims_of(*every),
        statements=statements_of(*every),
        story=term.told.story,
        verdict=page.verdict(cell for field in every for cell in field),
        flags=tuple(_differing(fields["numbers"])),
        **fields,
    )


def _differing(numbers: tuple[Cell, ...]) -> Iterator[Flag]:
    """Speakers who give different numbers of one unit: shown, never settled."""
    units = {cell.unit for cell in numbers}
    for unit in sorted(units):
        same = [cell for cell in numbers if cell.unit == unit]
        spans = {(cell.value, cell.low, cell.high) for cell in same}
        if len(spans) > 1 and len({cell.by for cell in same}) > 1:
            statements = tuple(some for cell in same for some in cell.statements)
            yield Flag(kind="differ", says=f"sources give different numbers ({unit})", statements=statements)
