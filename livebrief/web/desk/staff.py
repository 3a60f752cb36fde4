"""The desk's pages of people: one's own account, and for admins everybody's. Thin over Newsroom.door.

Owns addresses and what an act is called in a form; refuses any rule of who may be changed how (newsroom/people.py). A
password or token that was just made is shown in the answer that made it, and nowhere again.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import msgspec
from starlette.responses import Response

from livebrief.errors import Missing
from livebrief.newsroom.naming import Refusal
from livebrief.newsroom.passkeys import Passkeys
from livebrief.newsroom.people import Did, Door, Refused, Role, TooMany
from livebrief.store.accounts import Account, Passkey, Session, Token
from livebrief.web.desk.guard import Denied, Visit, address_of, go, site_of
from livebrief.web.desk.pages import render, told, tongue_of

BOOK = 50  # deeds shown on a page
DONE = frozenset(each.value for each in Did)


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """An account with what is open in its name."""

    account: Account
    sessions: list[Session]
    tokens: list[Token]
    passkeys: list[Passkey]


class Staff:
    """The handlers over one door."""

    def __init__(self, door: Callable[[], Door]) -> None:
        self._door = door

    def routes(self) -> list[tuple[str, Any, str, str]]:
        """(address, handler, method, who may) of each page and act."""
        return [
            ("/account", self.account, "GET", "reader"),
            ("/account", self.change_own, "POST", "reader"),
            ("/people", self.people, "GET", "admin"),
            ("/people", self.add, "POST", "admin"),
            ("/people/{name}", self.person, "GET", "admin"),
            ("/people/{name}", self.change, "POST", "admin"),
        ]

    def people(self, visit: Visit, *, status: int = 200, says: str = "", secret: Any = None) -> Response:
        """Everybody, a form to add somebody, and what was done to accounts."""
        door = self._door()
        everybody = [_person(each, door) for each in door.everybody()]
        typed = visit.form.one("name") if says else ""
        book = door.deeds(BOOK)
        context = {"says": says, "secret": secret, "typed": typed, "roles": list(Role), "book": book}
        return render("people.html", visit, status, everybody=everybody, **context)

    def add(self, visit: Visit) -> Response:
        """A new account; its password is shown here."""
        try:
            password = self._door().add(visit.form.one("name"), visit.form.one("role"), by=visit.by)
        except Refusal as wrong:
            return self.people(visit, status=422, says=told(wrong, tongue_of(visit)))
        return self.people(visit, secret=(visit.form.one("name").strip(), password))

    def account(self, visit: Visit) -> Response:
        """One's own account."""
        return self._shown(visit, visit.by)

    def person(self, visit: Visit) -> Response:
        """Somebody else's account, or one's own as an admin sees it."""
        return self._shown(visit, visit.request.path_params["name"])

    def change_own(self, visit: Visit) -> Response:
        """An act on one's own account."""
        name = visit.by
        acts = {"password": self._new_password, "token": self._token, "passkey": self._passkey, **self._ends()}
        return self._acted(visit, name, acts)

    def change(self, visit: Visit) -> Response:
        """An admin's act on an account."""
        acts = {"role": self._role, "reset": self._reset, "close": self._close, "reopen": self._reopen, **self._ends()}
        return self._acted(visit, visit.request.path_params["name"], acts)

    def _acted(self, visit: Visit, name: str, acts: dict[str, Callable[[Visit, str], Any]]) -> Response:
        """Do what the form asks for; a secret made on the way is shown, else the page comes again and says what was done."""
        words, act = tongue_of(visit), visit.form.one("act")
        if act not in acts:
            raise Denied(404, "The desk has no such page.")
        try:
            made = acts[act](visit, name)
        except Refusal as wrong:
            return self._shown(visit, name, status=422, says=told(wrong, words))
        except Refused:
            return self._shown(visit, name, status=401, says=words.say("Name or password is wrong."))
        except TooMany:
            return self._shown(visit, name, status=429, says=words.say("Too many failed attempts: wait 15 minutes."))
        if isinstance(made, tuple):
            return self._shown(visit, name, secret=(words.say(made[0]), made[1]))
        return go(f"{visit.request.url.path}?done={quote(made)}")

    def _shown(self, visit: Visit, name: str, *, status: int = 200, says: str = "", secret: Any = None) -> Response:
        door, own = self._door(), visit.request.url.path == "/desk/account"
        try:
            account = door.account(name)
        except Missing:
            raise Denied(404, "Nobody of this name has an account.") from None
        name, site, done = account.name, site_of(visit), visit.request.query_params.get("done", "")
        passkey = door.keys.to_add(name, site) if own and site.offers else ""
        context = {"says": says, "secret": secret, "own": own, "passkey": passkey, "roles": list(Role)}
        done, book = done if done in DONE else "", door.deeds(BOOK, name)
        return render("person.html", visit, status, it=_person(account, door), done=done, book=book, **context)

    def _ends(self) -> dict[str, Callable[[Visit, str], Any]]:
        return {"sessions": self._sessions, "tokens": self._tokens, "no-passkey": self._no_passkey}

    def _new_password(self, visit: Visit, name: str) -> str:
        self._door().change_password(name, visit.form.one("old"), visit.form.one("password"), address_of(visit))
        return Did.PASSWORD.value

    def _token(self, visit: Visit, name: str) -> tuple[str, str]:
        return "The new token", self._door().token(name, visit.form.one("label"), by=name)

    def _passkey(self, visit: Visit, name: str) -> str:
        self._keys.add(name, visit.form.one("answer"), visit.form.one("label"), site_of(visit))
        return Did.PASSKEY.value

    def _no_passkey(self, visit: Visit, name: str) -> str:
        self._keys.remove(name, visit.form.one("only"), by=visit.by)
        return Did.NO_PASSKEY.value

    def _sessions(self, visit: Visit, name: str) -> str:
        self._door().sign_out_everywhere(name, by=visit.by, only=visit.form.one("only"))
        return Did.SESSIONS.value

    def _tokens(self, visit: Visit, name: str) -> str:
        self._door().revoke_tokens(name, by=visit.by, only=visit.form.one("only"))
        return Did.TOKENS.value

    def _role(self, visit: Visit, name: str) -> str:
        self._door().set_role(name, visit.form.one("role"), by=visit.by)
        return Did.ROLE.value

    def _reset(self, visit: Visit, name: str) -> tuple[str, str]:
        return "The new password", self._door().set_password(name, by=visit.by)

    def _close(self, visit: Visit, name: str) -> str:
        self._door().close(name, by=visit.by)
        return Did.CLOSED.value

    def _reopen(self, visit: Visit, name: str) -> str:
        self._door().reopen(name, by=visit.by)
        return Did.REOPENED.value

    @property
    def _keys(self) -> Passkeys:
        return self._door().keys


def _person(account: Account, door: Door) -> Person:
    name = account.name
    return Person(account=account, sessions=door.sessions(name), tokens=door.tokens(name), passkeys=door.keys.of(name))
