"""The REST API under /api/v1: reads only, JSON, pages by cursor, entity tags, problems (RFC 9457), OpenAPI 3.1.

Every list is ordered by a key that does not move (when the desk knew, or a name), so a cursor goes on where it stopped
even when the store has moved meanwhile: no item twice, none left out that stood before.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from livebrief.errors import Missing
from livebrief.newsroom import Newsroom
from livebrief.newsroom.searching import search
from livebrief.newsroom.views import View, Views
from livebrief.publish import addresses, ledgers
from livebrief.records.ids import digest
from livebrief.web import items, openapi
from livebrief.web.answers import answer, keep, problem
from livebrief.web.reader import asked_of, moment_of

ROOT = "/api/v1"
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


class Api:
    """The routes over one desk. Synchronous on purpose: Starlette runs them in threads."""

    def __init__(self, room: Newsroom, views: Views) -> None:
        self._room, self._views = room, views

    def briefing(self, request: Request) -> Response:
        """The briefing whole."""
        return self._answered(request, lambda view: view.brf, since=True)

    def explain(self, request: Request) -> Response:
        """Why a line says what it says."""
        some_id = request.path_params["id"]

        def found(view: View) -> Any:
            try:
                return self._room.explain(some_id, None if view is self._views.latest else view.material.as_of)
            except Missing as missing:
                raise Refused(404, str(missing)) from missing

        return self._answered(request, found)

    def listing(self, collection: Collection) -> Callable[[Request], Response]:
        """The route of a collection's list."""

        def listed(request: Request) -> Response:
            return self._answered(request, lambda view: _page(collection, view, request.query_params))

        return listed

    def single(self, collection: Collection) -> Callable[[Request], Response]:
        """The route of one of a collection's items; what was merged answers under its old id too."""

        def one(request: Request) -> Response:
            return self._answered(request, lambda view: _one(collection, view, request.path_params["id"]))

        return one

    def ledgers(self, request: Request) -> Response:
        """The beat's ledgers, their heads only."""

        def heads(view: View) -> Any:
            kept = [found for name in view.ledgers if (found := view.ledger(name)) is not None]
            shown = [
                items.LedgerItem(
                    name=each.desk,
                    title=each.title,
                    entries=len(each.entries),
                    notice=each.notice,
                    page=addresses.ledger(each.desk),
                )
                for each in kept
            ]
            return {"as_of": view.brf.as_of, "items": shown, "next": None}

        return self._answered(request, heads)

    def ledger(self, request: Request) -> Response:
        """One ledger with all that its cells cite."""

        def found(view: View) -> Any:
            ledger = view.ledger(request.path_params["name"])
            if ledger is None:
                raise Refused(
                    404, f"no such ledger: {request.path_params['name']}; there are {', '.join(view.ledgers)}"
                )
            return ledgers.as_json(ledger)

        return self._answered(request, found)

    def corrections(self, request: Request) -> Response:
        """What changed in sources, and what editors did; newest first."""

        def found(view: View) -> Any:
            every = [(f"{each.seen} {_tag(each)}", _tag(each), each) for each in view.brf.corrections]
            whole = Collection(name="corrections", records=lambda _view: every, item=lambda each, _view: each)
            return _page(whole, view, request.query_params)

        return self._answered(request, found)

    def search(self, request: Request) -> Response:
        """Full text with filters; the newest hits, at most ``limit``."""

        def found(view: View) -> Any:
            asked = asked_of(request.query_params)
            hits, more = search(self._room, view, asked, _limit(request.query_params))
            shown = [
                items.FoundItem(
                    words=hit.words,
                    document=hit.document.id,
                    outlet=hit.document.outlet,
                    url=hit.document.url,
                    published=hit.document.published.value,
                    statement=items.statement_item(hit.told, view) if hit.told else None,
                )
                for hit in hits
            ]
            return {"as_of": view.brf.as_of, "items": shown, "more": more}

        return self._answered(request, found)

    def spec(self, request: Request) -> Response:
        """This API as OpenAPI 3.1."""
        return answer(request, keep(msgspec.json.encode(openapi.document()), "application/json"))

    def _answered(self, request: Request, make: Callable[[View], Any], since: bool = False) -> Response:
        query = request.query_params
        try:
            as_of = moment_of(query, "as_of")
            view = self._views.at(as_of, moment_of(query, "since") if since else None)
            made = make(view)
        except ValueError as wrong:
            return problem(400, "Not understood", str(wrong))
        except Refused as refused:
            return problem(refused.status, "Not found" if refused.status == 404 else "Not understood", refused.detail)
        body = made if isinstance(made, bytes) else msgspec.json.encode(made)
        return answer(request, keep(body, "application/json"))


def routes(room: Newsroom, views: Views) -> list[BaseRoute]:
    """Every route of the API."""
    api = Api(room, views)
    fixed: dict[str, Callable[[Request], Response]] = {
        "/openapi.json": api.spec,
        "/briefing": api.briefing,
        "/explain/{id}": api.explain,
        "/ledgers": api.ledgers,
        "/ledgers/{name}": api.ledger,
        "/corrections": api.corrections,
        "/search": api.search,
    }
    for collection in COLLECTIONS:
        fixed[f"/{collection.name}"] = api.listing(collection)
        fixed[f"/{collection.name}/{{id}}"] = api.single(collection)
    made: list[BaseRoute] = [Route(ROOT + path, route) for path, route in fixed.items()]
    return [*made, Route("/api/{path:path}", _nothing)]


def _nothing(request: Request) -> Response:
    return problem(404, "Not found", f"{request.url.path} is no address of this API; see {ROOT}/openapi.json")


def _page(collection: Collection, view: View, query: Mapping[str, str]) -> dict[str, Any]:
    keys, records, _ = _index(collection, view)
    limit, cursor = _limit(query), _cursor(query.get("cursor", ""))
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


def _one(collection: Collection, view: View, some_id: str) -> Any:
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


def _limit(query: Mapping[str, str]) -> int:
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


def _tag(record: msgspec.Struct) -> str:
    return digest(msgspec.json.encode(record))[:16]
