"""Lines that were made for the page before, kept for the next one where nothing under them has changed.

Owns when a line may be taken over: the same claim, verdict and readings. Law: a page made with kept lines equals one made
without; each was checked against the very records that it still rests on. Keeps of a line what its place follows from,
and whole only those that were shown.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cached_property

import msgspec

from livebrief.brief.heads import Head, head_of
from livebrief.brief.lines import OPEN_ACTS, Told, make_line, not_shown, of_claim, told_in, told_now
from livebrief.brief.select import (
    BriefOptions,
    Part,
    Rank,
    Repeats,
    first_published,
    lasting_parts,
    newest_publication,
    rank_of,
)
from livebrief.nlp.words import folded_tokens
from livebrief.records.briefings import Update, Withheld
from livebrief.records.differences import differing
from livebrief.records.readings import Material
from livebrief.records.stories import Claim
from livebrief.records.verdicts import Value, Verdict

Made = Update | Withheld | None
Ranked = Rank | Withheld | None
Whole = tuple[Update, tuple[Part, ...]]


class Line(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What the page says of one claim. ``asserted``: its line; ``silent``: the line of its first silence; ``lasting``: the
    points that it has whatever else is known; ``first``: when the first of its articles says that it was published."""

    lasting: float
    first: datetime | None
    asserted: Ranked
    silent: Ranked


class Kept:
    """What was made for the last page. Empty at first; each page leaves its own behind. ``lock``: one page at a time."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.repeats, self.unknown = Repeats(), Repeats()
        self._last: Lines | None = None
        self._told: dict[str, Told] = {}

    def page(self, material: Material, verdicts: Mapping[str, Verdict], options: BriefOptions) -> Lines:
        """The lines of a page that is being made; they take the place of the last ones."""
        self.repeats.turn()
        self.unknown.turn()
        lines = Lines(material, verdicts, options)
        told = self._tell(material)
        if self._last is not None and self._last.setting == lines.setting:
            lines.take_over(self._last, told)
        lines.told, self._last = self._told, lines
        return lines

    def _tell(self, material: Material) -> set[str]:
        """Bring what is told up to the material; the statements that are told otherwise, or no longer."""
        before = self._last.material if self._last else None
        if before is None or not_shown(before) != not_shown(material):
            was, self._told = self._told, told_now(material, self._told)
            return differing(was, self._told)
        documents = differing(before.documents, material.documents) | differing(before.sightings, material.sightings)
        documents |= differing(before.known_at, material.known_at)
        articles = differing(before.current, material.current)
        articles |= {doc.article for each in documents if (doc := material.documents.get(each))}
        touched: set[str] = set()
        for article in articles:
            for sgt in before.sightings.get(before.current.get(article, ""), ()):
                touched.add(sgt.statement.id)
                self._told.pop(sgt.statement.id, None)
        new = told_in(articles, material)
        self._told |= new
        return touched | new.keys()


class Lines:
    """The lines of one page, by claim, each made when it is asked for."""

    def __init__(self, material: Material, verdicts: Mapping[str, Verdict], options: BriefOptions) -> None:
        self.material, self.verdicts, self.options = material, verdicts, options
        self.told: dict[str, Told] = {}
        self._desks = set(material.beat.desks) if material.beat else set[str]()
        self._lines: dict[str, Line | None] = {}
        self._whole: dict[str, Whole] = {}
        self._whole_before: dict[str, Whole] = {}
        self._again: set[str] = (
            set()
        )  # claims whose lines are made again: those that are shown need not be a third time
        self._heads: dict[str, Head] = {}

    @cached_property
    def newest(self) -> datetime | None:
        """The latest publication that the desk knows."""
        return newest_publication(self.material)

    @property
    def setting(self) -> object:
        """What every line depends on."""
        return self.options, self._desks

    def take_over(self, before: Lines, told: set[str]) -> None:
        """Take over the lines and heads of the page before, but for those of which something is not the same. ``told``:
        the statements that are told otherwise."""
        was, now = before.material, self.material
        claims = differing(was.groups.claims, now.groups.claims) | differing(before.verdicts, self.verdicts)
        claims |= {claim for stm in told if (claim := now.groups.claim_of.get(stm))}
        self._lines, before._lines, self._again = before._lines, {}, claims
        for claim in claims:
            self._lines.pop(claim, None)
        self._whole_before = {each: made for each, made in before._whole.items() if made[0].claim not in claims}
        documents = differing(was.documents, now.documents) | differing(was.copies, now.copies)
        articles = differing(was.current, now.current)
        articles |= {doc.article for each in documents if (doc := now.documents.get(each))}
        near = {now.groups.story_of.get(doc.id) for doc in now.documents.values() if doc.article in articles}
        self._heads = {story: head for story, head in before._heads.items() if story not in near}

    def stands(self, claim: Claim) -> bool:
        """Whether the claim has a verdict that is shown, and something that it rests on."""
        verdict = self.verdicts.get(claim.id)
        shown = verdict is not None and verdict.value is not Value.RETRACTED
        return shown and any(each in self.told for each in claim.statements)

    def standing(self, claim: Claim) -> list[Told]:
        """The claim's standing statements, the one to show first."""
        return of_claim(claim, self.told)

    def line(self, claim: Claim) -> Line | None:
        """What the page says of the claim; None where it does not stand."""
        if claim.id not in self._lines:
            self._lines[claim.id] = self._make(claim) if self.stands(claim) else None
        return self._lines[claim.id]

    def whole(self, claim: Claim, rank: Rank) -> Whole:
        """The line of this rank with all that is shown of it but for its score, and the lasting parts of that."""
        made = self._whole_before.get(rank.id) or self._whole.get(rank.id)
        if made is None:
            standing = self.standing(claim)
            both = self._both(claim, standing)
            update = next(each for each in both if isinstance(each, Update) and each.id == rank.id)
            made = update, lasting_parts(standing, self.verdicts[claim.id], self._desks)
        self._whole[rank.id] = made
        return made

    def head(self, story: str, cited: Iterable[str]) -> Head:
        """The head of a story whose lines cite these documents."""
        known = self.material.groups.stories.get(story)
        documents, head = known.documents if known else (), self._heads.get(story)
        if head is None or head.of != documents or not documents:
            head = self._heads[story] = head_of(documents, cited, self.material)
        return head

    def _make(self, claim: Claim) -> Line:
        standing = self.standing(claim)
        asserted, silent = both = self._both(claim, standing)
        parts = lasting_parts(standing, self.verdicts[claim.id], self._desks)
        if claim.id in self._again:
            self._whole_before |= {each.id: (each, parts) for each in both if isinstance(each, Update)}
        return Line(
            lasting=sum(points for points, _ in parts),
            first=first_published(standing),
            asserted=rank_of(asserted) if isinstance(asserted, Update) else asserted,
            silent=rank_of(silent) if isinstance(silent, Update) else silent,
        )

    def _both(self, claim: Claim, standing: list[Told]) -> tuple[Made, Made]:
        """The claim's line and that of its first silence."""
        asserting = [each for each in standing if each.sighting.act not in OPEN_ACTS]
        silent = [each for each in standing if each.sighting.act in OPEN_ACTS]
        first = asserting[0] if asserting and _says_something(asserting[0], self.options) else None
        others = [each for each in standing if each is not first]
        verdict = self.verdicts[claim.id]
        return (
            make_line(first, others, claim, verdict, self.material) if first else None,
            make_line(silent[0], silent[1:], claim, verdict, self.material) if silent else None,
        )


def _says_something(told: Told, options: BriefOptions) -> bool:
    words = sum(len(folded_tokens(span.of(told.document.text))) for span in told.sighting.content)
    return words >= options.min_content_words
