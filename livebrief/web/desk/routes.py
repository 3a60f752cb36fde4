"""The desk's routes: thin over Newsroom.editing and Newsroom.door. Owns addresses and the order of the conversation.

look → ask → preview → decide → done, with undo. A decision that met another is answered with both (409), one that
cannot be done with what to change (422); nothing that was typed is lost on the way.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Protocol
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from livebrief.newsroom.announced import TITLES
from livebrief.newsroom.editing import Conflict, Editing
from livebrief.newsroom.fixing import ROLES, SOURCE_KINDS
from livebrief.newsroom.naming import Refusal
from livebrief.newsroom.people import Door, Refused, TooMany
from livebrief.newsroom.review import KINDS, queue
from livebrief.records.statements import Act
from livebrief.records.verdicts import Value
from livebrief.web.desk import shown
from livebrief.web.desk.asking import asked, kept
from livebrief.web.desk.guard import (
    BEFORE,
    HOME,
    SESSION,
    Denied,
    Visit,
    address_of,
    back_to,
    before_token,
    check_before,
    endpoint,
    go,
    set_cookie,
    site_of,
)
from livebrief.web.desk.pages import render, told, tongue_of
from livebrief.web.desk.programs import Programs
from livebrief.web.desk.staff import Staff

STATIC = Path(__file__).parent / "static"
PAGE = 50  # entries of the journal, items of the queue on one page


class Room(Protocol):
    """What the desk needs of the newsroom."""

    @property
    def editing(self) -> Editing:
        """Every action of the desk."""
        ...

    @property
    def door(self) -> Door:
        """Who may sign in."""
        ...


def desk_mount(room: Room) -> Mount:
    """Everything under ``/desk``."""
    return Mount("/desk", routes=Desk(room).routes())


class Desk:
    """The handlers over one newsroom."""

    def __init__(self, room: Room) -> None:
        self._room = room

    def routes(self) -> list[BaseRoute]:
        """The desk's addresses."""
        staff = Staff(lambda: self._room.door).routes()
        look: list[tuple[str, Any]] = [
            ("/queue", self.queue),
            ("/claim/{id}", self.claim),
            ("/story/{id}", self.story),
            ("/journal", self.journal),
            ("/entry/{number:int}", self.entry),
            ("/keys", self.keys),
        ]
        return [
            Route("/", self._end(lambda _visit: go(HOME), "nobody")),
            Route("/sign-in", self._end(self.sign_in_page, "nobody"), methods=["GET"]),
            Route("/sign-in", self._end(self.sign_in, "nobody"), methods=["POST"]),
            Route("/sign-out", self._end(self.sign_out), methods=["POST"]),
            Route("/passkey", self._end(self.sign_in_by_key, "nobody"), methods=["POST"]),
            *(Route(path, self._end(handler), methods=["GET"]) for path, handler in look),
            Route("/preview", self._end(self.preview, "editor"), methods=["POST"]),
            Route("/decide", self._end(self.decide, "editor"), methods=["POST"]),
            *(Route(path, self._end(handler, needs), methods=[method]) for path, handler, method, needs in staff),
            Mount("/api", routes=Programs(self._room).routes()),
            Mount("/static", StaticFiles(directory=STATIC)),
            Route("/{path:path}", self._end(self.nothing)),
        ]

    def _end(self, handler: Any, needs: str = "reader") -> Any:
        return endpoint(handler, lambda: self._room.door, self.denied, needs=needs)

    def denied(self, visit: Visit, wrong: Denied) -> Response:
        """What somebody sees who may not, or not so."""
        if wrong.status == 401 and visit.request.method in ("GET", "HEAD"):
            path = visit.request.url.path
            return go(
                f"/desk/sign-in?next={quote(path)}" if path.startswith("/desk/") and path != HOME else "/desk/sign-in"
            )
        says = tongue_of(visit).say(wrong.says)
        return render("denied.html", visit, wrong.status, says=says, fields=kept(visit.form))

    def sign_in_page(self, visit: Visit, *, status: int = 200, says: str = "", typed: str = "") -> Response:
        """The form to sign in by."""
        if visit.who is not None and not says:
            return go(HOME)
        token, site = before_token(visit), site_of(visit)
        wanted = back_to(visit.form.one("next") or visit.request.query_params.get("next", ""))
        context = {
            "token": token,
            "says": tongue_of(visit).say(says),
            "typed": typed[:60],
            "next": wanted,
            "passkey": self._room.door.keys.to_sign_in(site) if site.offers else "",
        }
        answer = render("sign_in.html", visit, status, **context)
        set_cookie(answer, visit, BEFORE, token)
        return answer

    def sign_in(self, visit: Visit) -> Response:
        """A new session in place of any that this browser had."""
        check_before(visit)
        form, old = visit.form, visit.request.cookies.get(SESSION, "")
        try:
            secret, _ = self._room.door.sign_in(
                form.one("name"), form.one("password"), address_of(visit), instead_of=old
            )
        except TooMany as wait:
            answer = self.sign_in_page(visit, status=429, says="Too many failed attempts: wait 15 minutes.")
            answer.headers["Retry-After"] = str(wait.wait_s)
            return answer
        except Refused:
            return self.sign_in_page(visit, status=401, says="Name or password is wrong.", typed=form.one("name"))
        return _entered(visit, secret)

    def sign_in_by_key(self, visit: Visit) -> Response:
        """A new session by a passkey."""
        check_before(visit)
        old = visit.request.cookies.get(SESSION, "")
        try:
            secret, _ = self._room.door.keys.sign_in(visit.form.one("answer"), site_of(visit), instead_of=old)
        except Refused:
            return self.sign_in_page(visit, status=401, says="The passkey was not taken.")
        return _entered(visit, secret)

    def sign_out(self, visit: Visit) -> Response:
        """The end of this session."""
        self._room.door.sign_out(visit.request.cookies.get(SESSION, ""))
        answer = go("/desk/sign-in")
        set_cookie(answer, visit, SESSION, "")
        return answer

    def queue(self, visit: Visit) -> Response:
        """What most needs an eye."""
        view = self._room.editing.view()
        every = queue(view, tongue_of(visit).say)
        only = visit.request.query_params.get("kind", "")
        items = [item for item in every if only not in KINDS or item.kind == only]
        counts = {kind: sum(item.kind == kind for item in every) for kind in KINDS}
        page = _page(visit.request)
        return render(
            "queue.html",
            visit,
            items=items[page * PAGE : (page + 1) * PAGE],
            counts=counts,
            only=only if only in KINDS else "",
            page=page,
            more=len(items) > (page + 1) * PAGE,
            total=len(every),
            as_of=view.material.as_of,
            headings={item.story: shown.heading(item.story, view) for item in items[page * PAGE : (page + 1) * PAGE]},
            about=[shown.about(item.subject, view) for item in items[page * PAGE : (page + 1) * PAGE]],
        )

    def claim(self, visit: Visit) -> Response:
        """A claim, its evidence and every action on it."""
        view = self._room.editing.view()
        say = tongue_of(visit).say
        found = shown.claim_page(visit.request.path_params["id"], view, say)
        if found is None:
            raise Denied(404, "The desk knows no such claim.")
        lists: dict[str, Any] = {"values": list(Value), "acts": list(Act), "roles": ROLES, "kinds": SOURCE_KINDS}
        return render("claim.html", visit, it=found, seen=view.head, outlet=shown.outlets(view, say), **lists)

    def story(self, visit: Visit) -> Response:
        """A story, its lines and documents, and every action on it."""
        view = self._room.editing.view()
        say = tongue_of(visit).say
        found = shown.story_page(visit.request.path_params["id"], view, say)
        if found is None:
            raise Denied(404, "The desk knows no such story.")
        return render("story.html", visit, it=found, seen=view.head, outlet=shown.outlets(view, say))

    def preview(self, visit: Visit) -> Response:
        """What an action would change."""
        editing = self._room.editing
        try:
            action = asked(visit.form, editing)
        except Refusal as wrong:
            return self.refused(visit, wrong)
        view, change = editing.view(), editing.preview(action, tongue_of(visit).say)
        return render(
            "preview.html",
            visit,
            change=change,
            fields=kept(visit.form),
            about=shown.about(action.subject, view),
            names={each: shown.about(each, view)[2] for each in _ids_of(change)},
        )

    def decide(self, visit: Visit) -> Response:
        """Make it so."""
        editing = self._room.editing
        try:
            entry = editing.decide(asked(visit.form, editing), by=visit.by)
        except Refusal as wrong:
            return self.refused(visit, wrong)
        except Conflict as met:
            return self.collided(visit, met)
        return go(f"/desk/entry/{entry.number}?done=1")

    def refused(self, visit: Visit, wrong: Refusal) -> Response:
        """Why an action cannot be done as asked; what was typed is kept."""
        where = shown.about(visit.form.one("subject"), self._room.editing.view())
        says = told(wrong, tongue_of(visit))
        return render("refused.html", visit, 422, says=says, fields=kept(visit.form), about=where)

    def collided(self, visit: Visit, met: Conflict) -> Response:
        """Two decisions about one thing: both, and the way on."""
        view, say = self._room.editing.view(), tongue_of(visit).say
        fields = [(name, value) for name, value in kept(visit.form) if name != "seen"]
        return render(
            "collided.html",
            visit,
            409,
            mine=say(TITLES[met.mine.kind]) if met.mine.kind in TITLES else say("Taken back"),
            theirs=[shown.entry_of(each, view, say) for each in met.theirs],
            fields=[*fields, ("seen", str(view.head))],
            about=shown.about(met.mine.subject, view),
        )

    def journal(self, visit: Visit) -> Response:
        """Who decided what, when, why; the newest first."""
        view = self._room.editing.view()
        page, total = _page(visit.request), len(view.edited)
        here = shown.entries(view, page, PAGE, tongue_of(visit).say)
        more = total > (page + 1) * PAGE
        return render("journal.html", visit, entries=here, page=page, more=more, seen=view.head, total=total)

    def entry(self, visit: Visit) -> Response:
        """One decision, with its undo."""
        view = self._room.editing.view()
        number = int(visit.request.path_params["number"])
        if number not in view.edited:
            raise Denied(404, "The journal has no editor's decision of this number.")
        found = shown.entry_of(view.edited[number], view, tongue_of(visit).say)
        done = "done" in visit.request.query_params
        return render("entry.html", visit, entry=found, seen=view.head, done=done)

    def keys(self, visit: Visit) -> Response:
        """The shortcuts, and how to turn them off."""
        return render("keys.html", visit)

    def nothing(self, _visit: Visit) -> Response:
        """No such page."""
        raise Denied(404, "The desk has no such page.")


def _entered(visit: Visit, secret: str) -> Response:
    answer = go(back_to(visit.form.one("next")))
    set_cookie(answer, visit, SESSION, secret)
    set_cookie(answer, visit, BEFORE, "")
    return answer


def _page(request: Request) -> int:
    given = request.query_params.get("page", "0")
    return int(given) if given.isascii() and given.isdecimal() and len(given) < 6 else 0


def _ids_of(change: Any) -> list[str]:
    return [each for turn in change.members for each in (turn.before, turn.after) if each]
