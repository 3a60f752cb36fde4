"""Where the figures of chains stand: from a statement back to the sentences of a page. Owns that one index."""

from __future__ import annotations

from livebrief.desks.page import Page, Passage
from livebrief.records.stories import Figure


class Finder:
    """Where statements stand: the passages of each statement of a page, reprints under what they reprint."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._of: dict[str, list[Passage]] = {}
        for passage in page.passages:
            for some in (*(told.id for told in passage.told), *passage.echoes):
                self._of.setdefault(some, []).append(passage)

    def passages(self, figure: Figure) -> list[Passage]:
        """The sentences of the figure's statement that hold its words; all of them when none does."""
        every = self._of.get(figure.statement, [])
        return [each for each in every if figure.text and figure.text in each.text] or every
