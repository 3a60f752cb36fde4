"""What a desk sees: the sentences of the material in time order, each with the statements that stand in it.

Owns how a cell is cut from a sentence, and what helps a desk to keep entries. Refuses the clock, the store and any
meaning: what a sentence says is the desks' business. What counts as a sentence is :mod:`livebrief.desks.sentences`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from typing import Any

from livebrief.desks.parties import Parties
from livebrief.desks.sentences import SILENT_ACTS, Passage, Sentences, Told
from livebrief.records.ids import mint
from livebrief.records.incidents import Incident
from livebrief.records.ledgers import Cell
from livebrief.records.mentions import QuantityMention
from livebrief.records.readings import Material
from livebrief.records.sources import Beat
from livebrief.records.statements import Act
from livebrief.records.stories import Chain
from livebrief.records.verdicts import Value, Verdict

__all__ = ["SILENT_ACTS", "Happening", "Page", "Passage", "Told"]
_GRADES = (  # of several claims under one entry, the verdict that a reader must see
    Value.DISPUTED,
    Value.DENIED,
    Value.CORROBORATED,
    Value.SINGLE_SOURCE,
    Value.UNVERIFIED,
    Value.SUPERSEDED,
    Value.RETRACTED,
)


Happening = Callable[[Sequence[str]], Incident]  # of document ids, what they together bear out


class Page:
    """All passages of the material, oldest first, and what helps a desk to keep entries of them."""

    def __init__(
        self,
        material: Material,
        verdicts: Mapping[str, Verdict],
        chains: Sequence[Chain] = (),
        happening: Happening | None = None,
    ) -> None:
        self.material = material
        self.verdicts = verdicts
        self.chains = tuple(chains)
        self.happening = happening

    @property
    def beat(self) -> Beat | None:
        """The topic followed, if the desk has one."""
        return self.material.beat

    @cached_property
    def parties(self) -> Parties:
        """Who is meant: countries, bodies and the beat's actors, and countries of which only the texts tell."""
        told = {told.by: None for told in self.told}
        return Parties(self.beat, (*(passage.text for passage in self.passages), *told))

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Every sentence that stands now, in order of publication (undated: of first knowledge) and text."""
        return Sentences(self.material, self.verdicts).passages()

    @cached_property
    def told(self) -> tuple[Told, ...]:
        """Every statement that stands now, oldest first, reprints left out."""
        return tuple({told.id: told for passage in self.passages for told in passage.told}.values())

    @cached_property
    def by_statement(self) -> dict[str, Told]:
        """The statements by id."""
        return {told.id: told for told in self.told}

    @cached_property
    def _by_document(self) -> dict[str, dict[int, Passage]]:
        found: dict[str, dict[int, Passage]] = defaultdict(dict)
        for passage in self.passages:
            found[passage.document.id][passage.n] = passage
        return dict(found)

    def before(self, passage: Passage, back: int = 1) -> Passage | None:
        """The sentence ``back`` places before in the same document; None at its beginning or where it was a reprint."""
        return self._by_document[passage.document.id].get(passage.n - back)

    def after(self, passage: Passage, ahead: int) -> Iterator[Passage]:
        """Up to ``ahead`` sentences behind this one in the same document, in order."""
        here = self._by_document[passage.document.id]
        return (here[n] for n in range(passage.n + 1, passage.n + 1 + ahead) if n in here)

    def cell(self, passage: Passage, start: int, end: int, **facts: Any) -> Cell:
        """The words ``[start, end)`` of the passage as a cell: who says them, their statements, claim and verdict.

        ``facts`` set or replace fields (``text`` with a word of a closed list, ``as_of``, ``relation``). The first
        statement carries the words; reprints follow it.
        """
        told = passage.at(start, end)
        by = passage.speaker(start, end)
        given: dict[str, Any] = {
            "text": passage.text[start:end],
            "statements": ((told.id,) if told else ()) + passage.echoes,
            "by": by,
            "act": told.act.value if told and by == told.by else Act.SAYS.value,
            "as_of": passage.day,
            "claim": told.claim if told else "",
            "verdict": told.verdict if told else "",
        }
        return Cell(**{**given, **facts})

    def count(self, passage: Passage, quantity: QuantityMention, **facts: Any) -> Cell:
        """A quantity of the passage as a cell, with its number, bound and unit, and its relation in its chain."""
        start, end = quantity.span.start - passage.span.start, quantity.span.end - passage.span.start
        numbers: dict[str, Any] = {
            "value": quantity.value,
            "low": quantity.low,
            "high": quantity.high,
            "bound": quantity.bound,
            "unit": quantity.unit,
        }
        told = passage.at(start, end)
        numbers["relation"] = self._relations.get((told.id if told else "", quantity.role, quantity.text), "")
        return self.cell(passage, start, end, **{**numbers, **facts})

    @cached_property
    def _relations(self) -> dict[tuple[str, str, str], str]:
        return {
            (figure.statement, figure.role, figure.text): figure.relation
            for chain in self.chains
            for figure in chain.figures
        }

    def entry_id(self, desk: str, told: Told, key: str) -> str:
        """The id of the entry that this statement founds. Law: the same material, desk and key give the same id."""
        return mint("ent", self.known(told), f"{desk}|{told.id}|{key}")

    def known(self, told: Told) -> datetime:
        """When the desk learnt of the statement's document."""
        return self.material.known_at.get(told.document.id, self.material.as_of)

    def verdict(self, cells: Iterable[Cell]) -> str:
        """The verdict to show for an entry: of its cells' verdicts the one that a reader must see first."""
        found = {cell.verdict for cell in cells}
        return next((grade.value for grade in _GRADES if grade.value in found), "")
