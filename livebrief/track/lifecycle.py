"""From the book of a fold to its groups: members in the order that the desk learnt of them, and each story's state.

Law: groups that grew with the book equal those gathered from it afresh, in the same order.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

import msgspec

from livebrief.records.readings import Groups
from livebrief.records.stories import Claim, Development, Story
from livebrief.track.book import Book

# Against the last thing that the desk learnt of. News of one happening mostly ends within three days (GVA: 70% of the
# stories with several articles span three days or less, 90% fourteen).
DORMANT_AFTER = timedelta(days=3)
CLOSED_AFTER = timedelta(days=14)
ACTIVE_FROM = 3  # articles: below this a story is still emerging


class Gathering:
    """The groups of one book, kept between two looks: placements that move nothing cost what they touch, and anything
    else a gathering afresh. Mutable; groups that were given out are never changed."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._made: Groups | None = None
        self._latest: datetime | None = None  # thing that the desk learnt of
        self._last: dict[str, datetime] = {}  # that it learnt of, by story
        self._articles: dict[str, set[str]] = {}  # by story, as many as its state asks for

    def groups(self) -> Groups:
        """The groups that the book holds. Law: a document has one story and one development, a statement one claim."""
        book = self._book
        placed, claimed, again = book.placed, book.claimed, book.regrouped or self._made is None
        book.placed, book.claimed, book.regrouped = [], [], False
        made = Groups() if again or self._made is None else self._made
        if again:
            self._latest, self._last, self._articles = None, {}, {}
            placed, claimed = list(book.development_of), list(book.claim_of)
        development_of = made.development_of | {doc: book.resolve(book.development_of[doc]) for doc in placed}
        story_of = made.story_of | {doc: book.story_of(doc) for doc in placed}
        mine = {stm: book.resolve(book.claim_of[stm]) for stm in claimed}
        claims = made.claims | self._claims(mine, made.claims, story_of, development_of)
        self._note(placed, story_of)
        self._made = Groups(
            stories=self._states(made.stories | _stories(placed, made.stories, story_of, development_of)),
            developments=made.developments | _developments(placed, made, story_of, development_of, claims),
            claims=claims,
            story_of=story_of,
            development_of=development_of,
            claim_of=made.claim_of | mine,
            redirects={loser: book.resolve(loser) for loser in book.into} if again else made.redirects,
        )
        marks = book.marks.standing(book.resolve, self._made.claim_of)
        return msgspec.structs.replace(self._made, **marks)

    def _claims(
        self, mine: dict[str, str], known: dict[str, Claim], story_of: dict[str, str], development_of: dict[str, str]
    ) -> dict[str, Claim]:
        """The claims that these statements belong to, with those that they had."""
        found: dict[str, Claim] = {}
        for clm, stms in _members(mine).items():
            before = known.get(clm)
            if before is not None:
                found[clm] = msgspec.structs.replace(before, statements=(*before.statements, *stms))
            else:
                founder = self._book.document_of[stms[0]]
                development, story = development_of[founder], story_of[founder]
                found[clm] = Claim(id=clm, statements=tuple(stms), development=development, story=story)
        return found

    def _note(self, placed: Iterable[str], story_of: dict[str, str]) -> None:
        """When each story last came forward, and in how many articles."""
        for doc in placed:
            story, at = story_of[doc], self._book.placed_at[doc]
            self._latest = max(at, self._latest or at)
            self._last[story] = max(at, self._last.get(story, at))
            articles = self._articles.setdefault(story, set())
            if len(articles) < ACTIVE_FROM:
                articles.add(self._book.article_of[doc])

    def _states(self, stories: dict[str, Story]) -> dict[str, Story]:
        for story, each in stories.items():
            state = self._state(story)
            if state != each.state:
                stories[story] = msgspec.structs.replace(each, state=state)
        return stories

    def _state(self, story: str) -> str:
        quiet = self._latest - self._last[story] if self._latest else timedelta()
        if quiet > CLOSED_AFTER:
            return "closed"
        if quiet > DORMANT_AFTER:
            return "dormant"
        return "active" if len(self._articles[story]) >= ACTIVE_FROM else "emerging"


def _developments(
    placed: list[str],
    made: Groups,
    story_of: dict[str, str],
    development_of: dict[str, str],
    claims: dict[str, Claim],
) -> dict[str, Development]:
    """The developments that these documents belong to; a claim's development is that of the document that founded it."""
    founded = _members({clm: each.development for clm, each in claims.items() if clm not in made.claims})
    found: dict[str, Development] = {}
    for dev, docs in _members({doc: development_of[doc] for doc in placed}).items():
        before = made.developments.get(dev) or Development(id=dev, story=story_of[docs[0]], documents=())
        found[dev] = msgspec.structs.replace(
            before, documents=(*before.documents, *docs), claims=(*before.claims, *founded.get(dev, ()))
        )
    return found


def _stories(
    placed: list[str], known: dict[str, Story], story_of: dict[str, str], development_of: dict[str, str]
) -> dict[str, Story]:
    """The stories that these documents belong to, with those that they had."""
    found: dict[str, Story] = {}
    for story, docs in _members({doc: story_of[doc] for doc in placed}).items():
        before = known.get(story) or Story(id=story, developments=(), documents=())
        found[story] = msgspec.structs.replace(
            before,
            developments=tuple(dict.fromkeys((*before.developments, *(development_of[doc] for doc in docs)))),
            documents=(*before.documents, *docs),
        )
    return found


def _members(group_of: dict[str, str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for member, group in group_of.items():
        found.setdefault(group, []).append(member)
    return found
