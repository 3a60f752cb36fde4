"""What stands over a story's lines: its heading, a stored line of its most carried document, and how many tell it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from livebrief.records.articles import Document
from livebrief.records.readings import Material


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """``of``: the documents that it was made of; ``document`` gives the ``heading``; ``documents`` counts the newest
    revisions, ``last`` is when the last of them says that it was published."""

    of: tuple[str, ...]
    heading: str
    document: str
    documents: int
    outlets: tuple[str, ...]
    last: str


def head_of(documents: tuple[str, ...], cited: Iterable[str], material: Material) -> Head:
    """The head of a story of these documents; of the ``cited`` ones where the desk holds none of them."""
    found = _newest(documents, material) or list(cited)
    head = _most_carried(found, material)
    docs = [material.documents[each] for each in found]
    return Head(
        of=documents,
        heading=_heading(material.documents[head]),
        document=head,
        documents=len(docs),
        outlets=tuple(sorted({doc.outlet for doc in docs if doc.outlet})),
        last=max((doc.published.value for doc in docs), default=""),
    )


def _heading(doc: Document) -> str:
    """The title, else the first sentence: stored words either way."""
    return doc.title or next((sent.of(doc.text) for sent in doc.sentences), doc.url)


def _newest(documents: Iterable[str], material: Material) -> list[str]:
    """The newest revision of each article, in the story's order."""
    known = (material.documents[each] for each in documents if each in material.documents)
    return [
        doc_id for article in dict.fromkeys(doc.article for doc in known) if (doc_id := material.current.get(article))
    ]


def _most_carried(documents: Sequence[str], material: Material) -> str:
    """The titled document with the most copies among these; of equals the last published."""
    copies = Counter(material.copies[each].of for each in documents if each in material.copies)
    titled = [each for each in documents if material.documents[each].title] or list(documents)
    return max(titled, key=lambda each: (copies[each], material.documents[each].published.value, each))
