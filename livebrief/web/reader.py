"""The readers' routes: every page of the site, live; search, other moments, the widget. Thin over Views and Maker.

The front page is asked for most: its bytes are kept ready, plain and compressed, and answered without leaving the
event loop. While a slow build runs, readers get the page before it, which says as of when it is.
"""

from __future__ import annotations

import asyncio
import threading
from collections import OrderedDict
from collections.abc import Mapping
from datetime import datetime

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from livebrief.newsroom import Newsroom, moment
from livebrief.newsroom.searching import Asked, search
from livebrief.newsroom.views import View, Views
from livebrief.publish import feeds
from livebrief.publish.languages import choose
from livebrief.publish.pages import Maker, media_of
from livebrief.web.answers import Kept, answer, keep

PAGES = 400  # pages kept of one view and language: at most some 30 MB
BOOKS = 8  # languages and ways of carrying on of one view
HITS = 100
STREAM = "events"  # where the front page hears of news, from beside it
FEEDS = {"feed.xml": feeds.rss, "atom.xml": feeds.atom, "feed.json": feeds.json_feed}
MOMENT = "Write ?as_of=2025-03-05 or ?since=2025-03-05T12:00"


class Wanted(msgspec.Struct, frozen=True):
    """What a request asks of the desk, beside the path."""

    as_of: datetime | None
    since: datetime | None
    language: str
    keep: tuple[tuple[str, str], ...]


class Book:
    """The pages of one view in one language, each made once."""

    def __init__(self, view: View, wanted: Wanted) -> None:
        self.maker = Maker(view, language=wanted.language, keep=dict(wanted.keep), stream=STREAM)
        self._pages: OrderedDict[str, Kept] = OrderedDict()
        self._lock = threading.RLock()

    def ready(self, path: str) -> Kept | None:
        """The page if it was made before."""
        return self._pages.get(path)

    def page(self, path: str) -> Kept | None:
        """The page, made now if need be; None when there is none at this address."""
        with self._lock:
            if path in self._pages:
                self._pages.move_to_end(path)
                return self._pages[path]
            made = self.maker.page(path)
            if made is None:
                return None
            kept = self._pages[path] = keep(made, media_of(path))
            while len(self._pages) > PAGES:
                self._pages.popitem(last=False)
            return kept


class Reader:
    """The routes over one desk."""

    def __init__(self, room: Newsroom, views: Views) -> None:
        self._room, self._views = room, views
        self._behind: asyncio.Task[None] | None = None

    async def page(self, request: Request) -> Response:
        """Any page, by the static site's path."""
        path = request.path_params.get("path") or "index.html"
        try:
            wanted = wanted_of(request.query_params, request.headers.get("accept-language", ""))
        except ValueError as wrong:
            return PlainTextResponse(f"{wrong}\n{MOMENT}", status_code=400)
        view = await self._view(wanted)
        if (kept := book_of(view, wanted).ready(path)) is not None:
            return answer(request, kept)
        return await run_in_threadpool(self._made, request, path, view, wanted)

    async def search(self, request: Request) -> Response:
        """Full text with filters."""
        try:
            wanted = wanted_of(request.query_params, request.headers.get("accept-language", ""))
        except ValueError as wrong:
            return PlainTextResponse(f"{wrong}\n{MOMENT}", status_code=400)
        view = await self._view(wanted)
        asked = asked_of(request.query_params)
        hits, more = await run_in_threadpool(search, self._room, view, asked, HITS)
        shown = None if asked == Asked() else hits
        maker = book_of(view, wanted).maker
        made = await run_in_threadpool(maker.search, msgspec.structs.asdict(asked), shown, more)
        return answer(request, keep(made, "text/html"))

    async def widget(self, request: Request) -> Response:
        """The embeddable page under its short address."""
        return RedirectResponse(request.url.replace(path="/widget.html"), status_code=307)

    async def _view(self, wanted: Wanted) -> View:
        views = self._views
        if wanted.as_of or wanted.since:
            return await run_in_threadpool(views.at, wanted.as_of, wanted.since)
        newest = views.latest
        if newest is not None and not views.due():
            return newest
        if newest is None or not views.slow():
            return await run_in_threadpool(views.current)
        if self._behind is None or self._behind.done():
            self._behind = asyncio.create_task(self._look())
        return newest

    async def _look(self) -> None:
        """Bring the newest view up to the store. A task keeps what it returns: no view, which must go when it is replaced."""
        await asyncio.to_thread(self._views.current)

    def _made(self, request: Request, path: str, view: View, wanted: Wanted) -> Response:
        book = book_of(view, wanted)
        if path in FEEDS:
            return answer(request, keep(FEEDS[path](view.brf, str(request.base_url), wanted.language), media_of(path)))
        if (kept := book.page(path)) is not None:
            return answer(request, kept)
        if to := book.maker.moved(path):
            return RedirectResponse(request.url.replace(path=f"/{to}"), status_code=302)
        return answer(request, keep(book.maker.not_found(path), "text/html"), status=404)


def book_of(view: View, wanted: Wanted) -> Book:
    """The kept pages of a view for this way of asking."""
    key = ("book", wanted.language, wanted.keep)
    book = view.kept.get(key)
    if book is None:
        if len(view.kept) > BOOKS:
            view.kept.clear()
        book = view.kept[key] = Book(view, wanted)
    found: Book = book
    return found


def wanted_of(query: Mapping[str, str], accepted: str) -> Wanted:
    """Moment and language of a request. ValueError names what is no moment."""
    as_of, since = moment_of(query, "as_of"), moment_of(query, "since")
    asked = query.get("lang", "")
    language = choose(asked, accepted)
    kept = {"as_of": as_of.strftime("%Y-%m-%dT%H:%M:%SZ")} if as_of else {}
    if asked == language:
        kept["lang"] = language
    return Wanted(as_of, since, language, tuple(kept.items()))


def moment_of(query: Mapping[str, str], name: str) -> datetime | None:
    """A query parameter as a moment in UTC; ValueError names what was given."""
    if not (given := query.get(name)):
        return None
    try:
        return moment(given.replace(" ", "+"))  # a plus sign arrives as a space
    except (ValueError, OverflowError) as wrong:
        raise ValueError(f"{name}: not a moment: {given[:40]!r}") from wrong


def asked_of(query: Mapping[str, str]) -> Asked:
    """The search that a query string asks for; what is too long is cut."""
    return Asked(**{name: query.get(name, "").strip()[:200] for name in Asked.__struct_fields__})
