"""The API's lists: which collections there are, their order, their pages by cursor, one item of them.

Every list is ordered by a key that does not move (when the desk knew, or a name), so a cursor goes on where it stopped
even when the store has moved meanwhile: no item twice, none left out that stood before.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from livebrief.newsroom.views import View
from livebrief.web import items

MOST, USUAL = 200, 50  # items of one page

Index = tuple[list[str], dict[str, Any], dict[str, str]]  # sort keys in order, record by sort key, sort key by id


class Refused(Exception):
    """The request cannot be answered as asked: becomes a 400 or 404 problem."""

    def __init__(self, status: int, detail: str) -> None:
        self.status, self.detail = status, detail
        super().__init__(detail)


class Collection(msgspec.Struct, frozen=True, kw_only=True):
    """One kind of thing: how a view's records are found (sort key, id, record), and how one becomes an item."""

    name: str
    records: Callable[[View], list[tuple[str, str, Any]]]
    item: Callable[[Any, View], Any]
    newest_first: bool = True


COLLECTIONS = (
    Collection(
        name="stories",
        records=lambda view: [
            (key, key, story) for key, story in view.material.groups.stories.items() if key not in _hidden(view)
        ],
        item=items.story_item,
    ),
    Collection(
        name="claims",
        records=lambda view: [
            (key, key, clm) for key, clm in view.material.groups.claims.items() if not view.held(key)
        ],
        item=items.claim_item,
    ),
    Collection(
        name="statements",
        records=lambda view: [
            (f"{view.material.known_at[told.document.id].isoformat()} {told.statement}", told.statement, told)
            for told in view.directory.told
        ],
        item=items.statement_item,
    ),
    Collection(
        name="documents",
        records=lambda view: [
            (f"{view.material.known_at[key].isoformat()} {key}", key, doc)
            for key, doc in view.material.documents.items()
            if not {key, doc.article} & _hidden(view).keys()
        ],
        item=items.document_item,
    ),
    Collection(
        name="outlets",
        records=lambda view: [(key, key, house) for key, house in view.directory.outlets.items()],
        item=items.outlet_item,
        newest_first=False,
    ),
    Collection(
        name="actors",
        records=lambda view: [(key, key, person) for key, person in view.directory.actors.items()],
        item=items.actor_item,
        newest_first=False,
    ),
)


def _hidden(view: View) -> dict[str, str]:
    return view.material.groups.hidden


def page(collection: Collection, view: View, query: Mapping[str, str]) -> dict[str, Any]:
    """The collection's page at the query's cursor: ``{"as_of", "items", "next"}``. ValueError for a bad limit or cursor."""
    keys, records, _ = _index(collection, view)
    limit, cursor = limit_of(query), _cursor(query.get("cursor", ""))
    if collection.newest_first:
        end = bisect_left(keys, cursor) if cursor else len(keys)
        start = max(0, end - limit)
        chosen, more = keys[start:end][::-1], start > 0
    else:
        start = bisect_right(keys, cursor) if cursor else 0
        chosen, more = keys[start : start + limit], start + limit < len(keys)
    return {
        "as_of": view.brf.as_of,
        "items": [collection.item(records[key], view) for key in chosen],
        "next": chosen[-1].encode().hex() if more and chosen else None,
    }


def one(collection: Collection, view: View, some_id: str) -> Any:
    """The item of this id, also under an id that was merged into it. Refused (404) when there is none."""
    _, records, by_id = _index(collection, view)
    wanted = view.material.groups.redirects.get(some_id, some_id)
    if wanted not in by_id:
        raise Refused(404, f"none of the {collection.name} has the id {some_id[:80]}")
    return collection.item(records[by_id[wanted]], view)


def _index(collection: Collection, view: View) -> Index:
    """The collection's order in this view, kept with it."""
    if collection.name == "corrections":
        return _sorted(collection, view)
    key = ("index", collection.name)
    if key not in view.kept:
        view.kept[key] = _sorted(collection, view)
    found: Index = view.kept[key]
    return found


def _sorted(collection: Collection, view: View) -> Index:
    found = collection.records(view)
    records = {sort: record for sort, _, record in found}
    return sorted(records), records, {some_id: sort for sort, some_id, _ in found}


def limit_of(query: Mapping[str, str]) -> int:
    """How many items are wanted. ValueError for what is no number from 1 to MOST."""
    given = query.get("limit", "")
    if not given:
        return USUAL
    if not (given.isascii() and given.isdigit() and len(given) < 6 and 1 <= int(given) <= MOST):
        raise ValueError(f"limit: a whole number from 1 to {MOST}, not {given[:40]!r}")
    return int(given)


def _cursor(given: str) -> str:
    """The sort key in a cursor; any hexadecimal text is one, so that a cursor of a gone item still goes on from there."""
    try:
        return bytes.fromhex(given).decode("utf-8", "replace")
    except ValueError as wrong:
        raise ValueError("cursor: not one that this API gave") from wrong
