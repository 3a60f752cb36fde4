"""The REST API under /api/v1: reads only, JSON, entity tags, problems (RFC 9457), OpenAPI 3.1. Its lists: listing.py."""

from __future__ import annotations

from collections.abc import Callable
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
from livebrief.web.listing import COLLECTIONS, Collection, Refused, limit_of, one, page
from livebrief.web.reader import asked_of, moment_of

ROOT = "/api/v1"


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
            return self._answered(request, lambda view: page(collection, view, request.query_params))

        return listed

    def single(self, collection: Collection) -> Callable[[Request], Response]:
        """The route of one of a collection's items; what was merged answers under its old id too."""

        def found(request: Request) -> Response:
            return self._answered(request, lambda view: one(collection, view, request.path_params["id"]))

        return found

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
            return page(whole, view, request.query_params)

        return self._answered(request, found)

    def search(self, request: Request) -> Response:
        """Full text with filters; the newest hits, at most ``limit``."""

        def found(view: View) -> Any:
            asked = asked_of(request.query_params)
            hits, more = search(self._room, view, asked, limit_of(request.query_params))
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


def _tag(record: msgspec.Struct) -> str:
    return digest(msgspec.json.encode(record))[:16]
