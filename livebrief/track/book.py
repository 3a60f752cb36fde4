"""The book that a fold keeps while it reads: where each document and statement stands, and what redirects where.

A document stands in a development and a development in a story, so that the two can never disagree. Documents of one
article stay together: what an editor decided for one revision holds for the next.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from sys import intern

from livebrief.records import ids
from livebrief.records.stories import Placement
from livebrief.track.marks import Marks


class Book:
    """Mutable state of one fold. Ids inside are as decided; ``resolve`` follows redirects."""

    def __init__(self, apart: Iterable[tuple[str, str]]) -> None:
        self._apart = list(apart)
        self.into: dict[str, str] = {}
        self.article_of: dict[str, str] = {}
        self.development_of: dict[str, str] = {}
        self.claim_of: dict[str, str] = {}
        self.document_of: dict[str, str] = {}
        self.placed_at: dict[str, datetime] = {}
        self.marks = Marks()
        self.placed: list[str] = []  # documents entered since someone last took them from here
        self.claimed: list[str] = []  # statements of theirs that were not known before
        self.regrouped = False  # whether what stood before them was moved
        self._home: dict[str, str] = {}
        self._kept: dict[str, str] = {}

    def resolve(self, some_id: str) -> str:
        """Where the id leads now."""
        while some_id in self.into:
            some_id = self.into[some_id]
        return some_id

    def story_of(self, doc: str) -> str:
        """The story that the document's development is part of now."""
        return self.resolve(self._home[self.resolve(self.development_of[doc])])

    def place(self, placement: Placement, at: datetime) -> None:
        """Enter the machine's decision; an editor's earlier one about the same article stands above it."""
        doc = intern(placement.document)
        self.regrouped |= doc in self.development_of
        self.placed.append(doc)
        self.article_of[doc] = placement.article
        self.placed_at[doc] = at
        self.development_of[doc] = self._kept.get(placement.article, placement.development)
        for development in (placement.development, self.resolve(placement.development)):
            self._home.setdefault(development, placement.story)
        for stm, clm in placement.claims:
            known = intern(stm)  # the journal names a claim once for each of its statements
            if known not in self.claim_of:
                self.claim_of[known] = intern(clm)
                self.claimed.append(known)
            self.document_of.setdefault(known, doc)
        for loser, winner in placement.merged:
            self._merge_by_machine(loser, winner)
        self._keep_apart(placement, at)

    def redirect(self, loser: str, winner: str) -> None:
        """The loser is the winner from now on. A development takes its documents along to the winner's story."""
        loser, winner = self.resolve(loser), self.resolve(winner)
        if loser == winner:
            return
        self._lead(loser, winner)
        if loser in self._home:
            self._home.setdefault(winner, self._home[loser])

    def split(self, members: Sequence[str], new: str, at: datetime) -> None:
        """The members leave for the new id; developments that leave whole keep their name."""
        kind, self.regrouped = ids.kind_of(new), True
        if kind == "clm":
            self.claim_of.update({stm: new for stm in members if stm in self.claim_of})
            return
        for development, mine in self._by_development(self._with_revisions(members)).items():
            if kind == "dev":
                self._home.setdefault(new, self._home[development])
                self._set(mine, new)
            elif set(self._in_development(development)) <= set(mine):
                self._home[development] = new
            else:
                self._own(mine, new, at)

    def move(self, subject: str, to: str, at: datetime) -> None:
        """A statement goes to a claim; a document to a development, or to a story as a development of its own."""
        kind, docs = ids.kind_of(to), self._with_revisions([subject])
        self.regrouped = True
        if kind == "clm":
            self.claim_of[subject] = to
        elif kind == "dev" and self.resolve(to) in self._home:
            self._set(docs, to)
        elif kind == "sto" and docs:
            self._own(docs, to, at)

    def part(self, one: str, other: str, at: datetime) -> None:
        """Two statements or documents that stand together part: the first leaves for a group of its own."""
        if one in self.claim_of and other in self.claim_of:
            if self.resolve(self.claim_of[one]) == self.resolve(self.claim_of[other]):
                self.claim_of[one] = ids.mint("clm", at, one)
                self.regrouped = True
            return
        if one not in self.development_of or other not in self.development_of:
            return
        if self.story_of(one) == self.story_of(other):
            self._own(self._with_revisions([one]), ids.mint("sto", at, one), at)

    def _merge_by_machine(self, loser: str, winner: str) -> None:
        loser, winner = self.resolve(loser), self.resolve(winner)
        if loser != winner and not self._forbidden(loser, winner):
            self._lead(loser, winner)

    def _lead(self, loser: str, winner: str) -> None:
        self.into[loser] = winner
        self.regrouped = True

    def _forbidden(self, one: str, other: str) -> bool:
        both = {one, other}
        return any({self._stands(a), self._stands(b)} == both for a, b in self._apart)

    def _stands(self, some_id: str) -> str:
        return self.story_of(some_id) if some_id in self.development_of else self.resolve(some_id)

    def _keep_apart(self, placement: Placement, at: datetime) -> None:
        """What the machine placed without knowing of a *no* that was said before."""
        mine = {placement.document, *(stm for stm, _ in placement.claims)}
        for one, other in self._apart:
            if other in mine and one not in mine:
                one, other = other, one  # noqa: PLW2901  the later comer leaves
            if one in mine:
                self.part(one, other, at)

    def _with_revisions(self, docs: Iterable[str]) -> list[str]:
        articles = {self.article_of[doc] for doc in docs if doc in self.article_of}
        return [doc for doc, article in self.article_of.items() if article in articles]

    def _in_development(self, development: str) -> list[str]:
        return [doc for doc, held in self.development_of.items() if self.resolve(held) == development]

    def _by_development(self, docs: Iterable[str]) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for doc in docs:
            found.setdefault(self.resolve(self.development_of[doc]), []).append(doc)
        return found

    def _own(self, docs: Sequence[str], story: str, at: datetime) -> None:
        """These documents become a development of their own in the story."""
        development, self.regrouped = ids.mint("dev", at, docs[0]), True
        self._home[development] = story
        self._set(docs, development)

    def _set(self, docs: Sequence[str], development: str) -> None:
        for doc in docs:
            self.development_of[doc] = development
            self._kept[self.article_of[doc]] = development
