"""Who is at the desk, and whether a form is theirs: cookies, CSRF, size limits, headers.

A form is believed when it carries its session's secret and its browser does not say that another site sent it. Cookies
are HttpOnly, SameSite=Strict, for ``/desk`` only, and Secure whenever the page came by https.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Awaitable, Callable, Mapping
from typing import Protocol
from urllib.parse import parse_qs, urlsplit

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from livebrief.newsroom.passkeys import Site
from livebrief.newsroom.people import LASTS, Door, Visitor
from livebrief.publish.languages import LANGUAGES, choose

SESSION, BEFORE, LANGUAGE = "livebrief_session", "livebrief_before", "livebrief_language"
YEAR_S = 365 * 86_400
HOME = "/desk/queue"
MOST_BYTES = 65_536  # of a form: a story's whole order of lines is about 10 KB
MOST_FIELDS = 2_000
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
}


class Form(msgspec.Struct, frozen=True):
    """The fields of a form as sent, each a list."""

    fields: Mapping[str, list[str]]

    def one(self, name: str) -> str:
        """A field's first value, or empty."""
        return (self.fields.get(name) or [""])[0]

    def all(self, name: str) -> list[str]:
        """A field's values."""
        return list(self.fields.get(name, ()))


class Visit(msgspec.Struct, frozen=True, kw_only=True):
    """One request: who asks, for what, with which form."""

    request: Request
    form: Form
    who: Visitor | None = None

    @property
    def by(self) -> str:
        """The name under which it is done; empty for somebody who has not shown who they are."""
        return self.who.name if self.who else ""


class Handler(Protocol):
    """Answers one visit; runs in a thread."""

    def __call__(self, visit: Visit, /) -> Response:
        """The answer."""
        ...


class Denied(Exception):
    """The request is not answered as asked; ``status`` and ``says`` tell how."""

    def __init__(self, status: int, says: str) -> None:
        self.status, self.says = status, says
        super().__init__(says)


async def read_form(request: Request) -> Form:
    """The urlencoded form of a request. Raises Denied when it is too large or not a form."""
    if request.method != "POST":
        return Form({})
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST_BYTES:
            raise Denied(413, "The form is too large.")
    if request.headers.get("content-type", "").split(";")[0].strip() != "application/x-www-form-urlencoded":
        raise Denied(415, "This is not a form of the desk.")
    try:
        return Form(parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=MOST_FIELDS))
    except ValueError:
        raise Denied(413, "The form has too many fields.") from None


def endpoint(
    handler: Handler, door: Callable[[], Door], denied: Callable[[Visit, Denied], Response], *, needs: str = "reader"
) -> Callable[[Request], Awaitable[Response]]:
    """A Starlette endpoint around a handler. ``needs``: nobody | reader | editor | admin, the least that the visitor
    must be.
    """

    def answer(request: Request, form: Form) -> Response:
        who = door().visitor(request.cookies.get(SESSION, ""))
        visit = Visit(request=request, form=form, who=who)
        try:
            _admit(visit, needs)
            return handler(visit)
        except Denied as wrong:
            return denied(visit, wrong)

    async def respond(request: Request) -> Response:
        try:
            form = await read_form(request)
        except Denied as wrong:
            response = await run_in_threadpool(denied, Visit(request=request, form=Form({})), wrong)
        else:
            response = await run_in_threadpool(answer, request, form)
        response.headers.update(HEADERS)
        if (asked := request.query_params.get("lang", "")) in LANGUAGES:
            set_cookie(response, Visit(request=request, form=Form({})), LANGUAGE, asked)
        return response

    return respond


def language_of(visit: Visit) -> str:
    """The language that somebody reads the desk in: asked for just now, asked for before, or their browser's."""
    query, cookies = visit.request.query_params, visit.request.cookies
    asked = query.get("lang", "")
    asked = asked if asked in LANGUAGES else cookies.get(LANGUAGE, "")
    return choose(asked, visit.request.headers.get("accept-language", ""))


def _admit(visit: Visit, needs: str) -> None:
    if visit.request.method == "POST" and visit.request.headers.get("sec-fetch-site", "none") == "cross-site":
        raise Denied(403, "This form was sent by another site.")
    if needs == "nobody":
        return
    if visit.who is None:
        raise Denied(401, "Sign in first.")
    if visit.request.method == "POST" and not hmac.compare_digest(
        visit.form.one("csrf").encode(), visit.who.csrf.encode()
    ):
        raise Denied(403, "This form is not of your session.")
    if needs == "editor" and not visit.who.decides:
        raise Denied(403, "You may look at the desk; decisions are for editors.")
    if needs == "admin" and not visit.who.manages:
        raise Denied(403, "People are looked after by admins.")


def before_token(visit: Visit) -> str:
    """The secret of a sign-in form, kept in a cookie of its own until somebody has signed in."""
    return visit.request.cookies.get(BEFORE, "") or secrets.token_urlsafe(24)


def check_before(visit: Visit) -> None:
    """Raises Denied unless the sign-in form came from a page of this desk in this browser."""
    had = visit.request.cookies.get(BEFORE, "")
    if not had or not hmac.compare_digest(had.encode(), visit.form.one("csrf").encode()):
        raise Denied(403, "This form has grown old. Open the sign-in page again.")


def set_cookie(response: Response, visit: Visit, name: str, value: str) -> None:
    """A cookie as described above; empty value: it is taken away."""
    secure = visit.request.url.scheme == "https"
    if not value:
        response.delete_cookie(name, path="/desk", httponly=True, samesite="strict", secure=secure)
        return
    age = YEAR_S if name == LANGUAGE else int(LASTS.total_seconds())
    response.set_cookie(name, value, max_age=age, path="/desk", httponly=True, samesite="strict", secure=secure)


def back_to(wanted: str) -> str:
    """Where to go after signing in: a path of the desk, and nowhere else."""
    parts = urlsplit(wanted)
    inside = wanted.startswith("/desk/") and not parts.scheme and not parts.netloc and "\\" not in wanted
    return wanted if inside and wanted.isprintable() else HOME


def address_of(visit: Visit) -> str:
    """The address that failures are counted under."""
    client = visit.request.client
    return client.host if client else "unknown"


def site_of(visit: Visit) -> Site:
    """Where this browser reaches the desk."""
    url = visit.request.url
    return Site(origin=f"{url.scheme}://{url.netloc}", host=url.hostname or "")


def go(path: str) -> Response:
    """See other: a reload does not send a form twice."""
    return RedirectResponse(path, status_code=303)
