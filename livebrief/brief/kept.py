"""Lines that were made for the page before, kept for the next one where nothing under them has changed.

Owns when a line may be taken over: the same claim, verdict and readings, by identity. Law: a page made with kept lines
equals one made without; each was checked against the very records that it still rests on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from operator import is_

import msgspec

from livebrief.brief.lines import OPEN_ACTS, Told, make_line, of_claim, told_now
from livebrief.brief.select import BriefOptions, Part, first_published, lasting_parts
from livebrief.nlp.words import folded_tokens
from livebrief.records.briefings import Update, Withheld
from livebrief.records.readings import Material
from livebrief.records.stories import Claim
from livebrief.records.verdicts import Verdict

Made = Update | Withheld | None


class Line(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What the page says of one claim. ``members``: its standing statements as the claim lists them; ``standing``: the one
    to show first; ``asserted``: its line; ``silent``: the line of its first silence; ``parts``: of its score;
    ``first``: when the first of its articles says that it was published."""

    claim: Claim
    verdict: Verdict
    members: list[Told]
    standing: list[Told]
    parts: tuple[Part, ...]
    first: datetime | None
    asserted: Made
    silent: Made


class Kept:
    """The lines of the last page. Empty at first; each page leaves its own behind."""

    def __init__(self) -> None:
        self._told: dict[str, Told] = {}
        self._lines: dict[str, Line] = {}
        self._setting: object = None

    def told(self, material: Material) -> dict[str, Told]:
        """As :func:`told_now`, records shared with those of the last page."""
        self._told = told_now(material, self._told)
        return self._told

    def page(self, material: Material, told: Mapping[str, Told], options: BriefOptions) -> Lines:
        """The lines of a page that is being made; they are kept in place of the last ones."""
        setting = (options, material.beat.desks if material.beat else ())
        before = self._lines if setting == self._setting else {}
        lines = Lines(material, told, options, before)
        self._lines, self._setting = lines.made, setting
        return lines


class Lines:
    """The lines of one page, by claim, each made when it is asked for."""

    def __init__(
        self, material: Material, told: Mapping[str, Told], options: BriefOptions, before: Mapping[str, Line]
    ) -> None:
        self._material, self._told, self._options, self._before = material, told, options, before
        self._desks = set(material.beat.desks) if material.beat else set[str]()
        self.made: dict[str, Line] = {}

    def standing(self, claim: Claim) -> list[Told]:
        """The claim's standing statements, the one to show first."""
        before = self._before.get(claim.id)
        members = [self._told[each] for each in claim.statements if each in self._told]
        return before.standing if before and _same(members, before.members) else of_claim(claim, self._told)

    def line(self, claim: Claim, verdict: Verdict, standing: list[Told]) -> Line:
        """What the page says of the claim; ``standing`` as :meth:`standing` gives it."""
        line = self._before.get(claim.id)
        if line is None or line.standing is not standing or line.verdict is not verdict or line.claim != claim:
            line = self._make(claim, verdict, standing)
        self.made[claim.id] = line
        return line

    def _make(self, claim: Claim, verdict: Verdict, standing: list[Told]) -> Line:
        asserting = [each for each in standing if each.sighting.act not in OPEN_ACTS]
        silent = [each for each in standing if each.sighting.act in OPEN_ACTS]
        first = asserting[0] if asserting and _says_something(asserting[0], self._options) else None
        others = [each for each in standing if each is not first]
        return Line(
            claim=claim,
            verdict=verdict,
            members=[self._told[each] for each in claim.statements if each in self._told],
            standing=standing,
            parts=lasting_parts(standing, verdict, self._desks),
            first=first_published(standing),
            asserted=make_line(first, others, claim, verdict, self._material) if first else None,
            silent=make_line(silent[0], silent[1:], claim, verdict, self._material) if silent else None,
        )


def _same(one: Sequence[Told], other: Sequence[Told]) -> bool:
    return len(one) == len(other) and all(map(is_, one, other))


def _says_something(told: Told, options: BriefOptions) -> bool:
    words = sum(len(folded_tokens(span.of(told.document.text))) for span in told.sighting.content)
    return words >= options.min_content_words
