"""The desk for programs: JSON under ``/desk/api``, by a person's token (``livebrief people token``).

The same actions, refusals and conflicts as on the pages. Cookies are not looked at here, so that no page of another
site can decide in somebody's name; errors are RFC 9457 problems.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from livebrief.newsroom.actions import Action
from livebrief.newsroom.editing import Conflict, Editing
from livebrief.newsroom.naming import Refusal
from livebrief.newsroom.people import Door, Visitor
from livebrief.newsroom.review import queue
from livebrief.records.decisions import Decision, Kind
from livebrief.web.desk.guard import HEADERS, MOST_BYTES

SCHEME = "bearer "
PAGE = 500  # entries of the journal in one answer


class Room(Protocol):
    """What this needs of the newsroom."""

    @property
    def editing(self) -> Editing:
        """Every action of the desk."""
        ...

    @property
    def door(self) -> Door:
        """Whom a token speaks for."""
        ...


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What a program asks for. ``body``: the fields of the kind (see records/decisions.py), without reason."""

    kind: Kind
    subject: str = ""
    reason: str
    seen: int
    body: dict[str, Any] = {}


class Problem(Exception):
    """An answer that is none: status, what is wrong, and more members of the problem."""

    def __init__(self, status: int, detail: str, **more: Any) -> None:
        self.status, self.body = status, {"type": "about:blank", "status": status, "detail": detail, **more}
        super().__init__(detail)


Answer = Callable[[Request, Visitor, bytes], Any]


class Programs:
    """The handlers over one newsroom."""

    def __init__(self, room: Room) -> None:
        self._room = room

    def routes(self) -> list[BaseRoute]:
        """The addresses, relative to ``/desk/api``."""
        return [
            Route("/queue", self._end(self.queue), methods=["GET"]),
            Route("/journal", self._end(self.journal), methods=["GET"]),
            Route("/preview", self._end(self.preview), methods=["POST"]),
            Route("/decide", self._end(self.decide), methods=["POST"]),
        ]

    def queue(self, _request: Request, _who: Visitor, _body: bytes) -> Any:
        """What needs an eye, with the journal's number that ``seen`` asks for."""
        view = self._room.editing.view()
        return {"seen": view.head, "items": queue(view)}

    def journal(self, request: Request, _who: Visitor, _body: bytes) -> Any:
        """Editors' decisions after the number ``after``, in order; ``stands`` says which no undo takes back."""
        after, view = request.query_params.get("after", "0"), self._room.editing.view()
        if not (after.isascii() and after.isdecimal() and len(after) < 16):
            raise Problem(400, "after is not a number")
        found = [entry for number, entry in view.edited.items() if number > int(after)]
        return {
            "entries": found[:PAGE],
            "stands": [each.number for each in found[:PAGE] if each.number in view.standing],
        }

    def preview(self, _request: Request, who: Visitor, body: bytes) -> Any:
        """What an action would change."""
        return self._room.editing.preview(self._action(who, body))

    def decide(self, _request: Request, who: Visitor, body: bytes) -> Decision:
        """Make it so: the entry as kept."""
        return self._room.editing.decide(self._action(who, body), by=who.name)

    def _action(self, who: Visitor, body: bytes) -> Action:
        if not who.decides:
            raise Problem(403, "decisions are for editors")
        try:
            asked = msgspec.json.decode(body, type=Asked)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as wrong:
            raise Problem(400, str(wrong)) from wrong
        return self._room.editing.ask_with(asked.kind, asked.subject, asked.reason, asked.seen, asked.body)

    def _end(self, handler: Answer) -> Callable[[Request], Any]:
        async def respond(request: Request) -> Response:
            body = b""
            async for chunk in request.stream():
                body += chunk
                if len(body) > MOST_BYTES:
                    return _problem(Problem(413, "too large"))
            return await run_in_threadpool(self._answer, handler, request, body)

        return respond

    def _answer(self, handler: Answer, request: Request, body: bytes) -> Response:
        try:
            return _json(handler(request, self._who(request), body))
        except Problem as wrong:
            return _problem(wrong)
        except Refusal as wrong:
            return _problem(Problem(422, str(wrong)))
        except Conflict as met:
            return _problem(Problem(409, str(met), theirs=met.theirs, seen=self._room.editing.view().head))

    def _who(self, request: Request) -> Visitor:
        given = request.headers.get("authorization", "")
        who = self._room.door.program(given[len(SCHEME) :].strip()) if given.lower().startswith(SCHEME) else None
        if who is None:
            raise Problem(401, "a token is needed: Authorization: Bearer lb_…")
        return who


def _json(value: Any) -> Response:
    return Response(msgspec.json.encode(value), media_type="application/json", headers=HEADERS)


def _problem(wrong: Problem) -> Response:
    headers = HEADERS | ({"WWW-Authenticate": "Bearer"} if wrong.status == 401 else {})
    body = msgspec.json.encode(wrong.body)
    return Response(body, wrong.status, media_type="application/problem+json", headers=headers)
