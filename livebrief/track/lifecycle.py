"""From the book of a fold to its groups: members in the order that the desk learnt of them, and each story's state."""

from __future__ import annotations

from datetime import datetime, timedelta

from livebrief.records.readings import Groups
from livebrief.records.stories import Claim, Development, Story
from livebrief.track.book import Book

# Against the last thing that the desk learnt of. News of one happening mostly ends within three days (GVA: 70% of the
# stories with several articles span three days or less, 90% fourteen).
DORMANT_AFTER = timedelta(days=3)
CLOSED_AFTER = timedelta(days=14)
ACTIVE_FROM = 3  # articles: below this a story is still emerging


def gather(book: Book) -> Groups:
    """The groups that the book holds. Law: a document has one story and one development, a statement one claim."""
    story_of = {doc: book.story_of(doc) for doc in book.development_of}
    development_of = {doc: book.resolve(held) for doc, held in book.development_of.items()}
    claim_of = {stm: book.resolve(held) for stm, held in book.claim_of.items()}
    claims = _claims(book, claim_of, story_of, development_of)
    return Groups(
        stories=_stories(book, story_of, development_of),
        developments=_developments(story_of, development_of, claims),
        claims=claims,
        story_of=story_of,
        development_of=development_of,
        claim_of=claim_of,
        redirects={loser: book.resolve(loser) for loser in book.into},
        **book.marks.standing(book.resolve, claim_of),
    )


def _claims(
    book: Book, claim_of: dict[str, str], story_of: dict[str, str], development_of: dict[str, str]
) -> dict[str, Claim]:
    members = _members(claim_of)
    founders = {clm: book.document_of[stms[0]] for clm, stms in members.items()}
    return {
        clm: Claim(
            id=clm, statements=tuple(stms), development=development_of[founders[clm]], story=story_of[founders[clm]]
        )
        for clm, stms in members.items()
    }


def _developments(
    story_of: dict[str, str], development_of: dict[str, str], claims: dict[str, Claim]
) -> dict[str, Development]:
    mine = _members({clm.id: clm.development for clm in claims.values()})
    return {
        dev: Development(id=dev, story=story_of[docs[0]], documents=tuple(docs), claims=tuple(mine.get(dev, ())))
        for dev, docs in _members(development_of).items()
    }


def _stories(book: Book, story_of: dict[str, str], development_of: dict[str, str]) -> dict[str, Story]:
    latest = max(book.placed_at.values(), default=None)
    return {
        story: Story(
            id=story,
            developments=tuple(dict.fromkeys(development_of[doc] for doc in docs)),
            documents=tuple(docs),
            state=_state(docs, book, latest),
        )
        for story, docs in _members(story_of).items()
    }


def _state(docs: list[str], book: Book, latest: datetime | None) -> str:
    quiet = latest - max(book.placed_at[doc] for doc in docs) if latest else timedelta()
    if quiet > CLOSED_AFTER:
        return "closed"
    if quiet > DORMANT_AFTER:
        return "dormant"
    return "active" if len({book.article_of[doc] for doc in docs}) >= ACTIVE_FROM else "emerging"


def _members(group_of: dict[str, str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for member, group in group_of.items():
        found.setdefault(group, []).append(member)
    return found
