"""The door: passwords, sessions, tokens, roles, and what happens when somebody guesses."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from click.testing import CliRunner

from livebrief.cli import main
from livebrief.errors import Missing, WrongUsage
from livebrief.newsroom.naming import Refusal
from livebrief.newsroom.passkeys import Site
from livebrief.newsroom.people import (
    IDLE,
    LASTS,
    OPERATOR,
    TRIES,
    TRIES_ADDRESS,
    WINDOW,
    Door,
    Refused,
    Role,
    TooMany,
)
from livebrief.records.ids import digest
from livebrief.store import Store

PASSWORD = "seven herrings swim"
CHEAP = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2025, 3, 5, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def on(self, by: timedelta) -> None:
        self.now += by


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.open(":memory:") as opened:
        yield opened


@pytest.fixture
def door(store: Store, clock: Clock) -> Door:
    made = Door(store.people, clock, hasher=CHEAP)
    made.add("Ada Roe", "editor", PASSWORD)
    return made


def test_passwords_and_secrets_are_kept_as_digests_only(door: Door, store: Store) -> None:
    secret, _ = door.sign_in("Ada Roe", PASSWORD, "here")
    token = door.token("Ada Roe")
    kept = repr(store.people.accounts()) + repr(store.people.sessions("Ada Roe"))
    for hidden in (PASSWORD, secret, token):
        assert hidden not in kept
    assert store.people.accounts()[0].secret.startswith("$argon2id$")


def test_signing_in_changes_the_session(door: Door) -> None:
    first, who = door.sign_in("Ada Roe", PASSWORD, "here")
    second, _ = door.sign_in("Ada Roe", PASSWORD, "here", instead_of=first)
    assert first != second
    assert door.visitor(first) is None
    assert (who.name, who.role, who.decides) == ("Ada Roe", Role.EDITOR, True)


def test_wrong_name_and_wrong_password_read_alike(door: Door) -> None:
    said = []
    for name, password in (("Ada Roe", "wrong"), ("Nobody", PASSWORD), ("", ""), ("Ada Roe", "x" * 5000)):
        with pytest.raises(Refused) as wrong:
            door.sign_in(name, password, f"from {name}{len(password)}")
        said.append(str(wrong.value))
    assert len(set(said)) == 1


def test_after_too_many_failures_even_the_right_password_waits(door: Door, clock: Clock) -> None:
    for _ in range(TRIES):
        with pytest.raises(Refused):
            door.sign_in("Ada Roe", "wrong", "there")
    with pytest.raises(TooMany):
        door.sign_in("ada roe", PASSWORD, "there")
    with pytest.raises(TooMany):
        door.sign_in("Ada Roe", PASSWORD, "there")
    assert door.sign_in("Ada Roe", PASSWORD, "elsewhere")
    clock.on(WINDOW + timedelta(seconds=1))
    assert door.sign_in("Ada Roe", PASSWORD, "there")


def test_one_address_cannot_try_name_after_name(door: Door) -> None:
    for n in range(TRIES_ADDRESS):
        with pytest.raises(Refused):
            door.sign_in(f"Name {n}", "wrong", "there")
    with pytest.raises(TooMany):
        door.sign_in("Ada Roe", PASSWORD, "there")


def test_failures_outlive_a_restart(door: Door, store: Store, clock: Clock) -> None:
    for _ in range(TRIES):
        with pytest.raises(Refused):
            door.sign_in("Ada Roe", "wrong", "there")
    with pytest.raises(TooMany):
        Door(store.people, clock, hasher=CHEAP).sign_in("Ada Roe", PASSWORD, "there")


@pytest.mark.parametrize("wait", [LASTS, IDLE])
def test_sessions_end(door: Door, clock: Clock, wait: timedelta) -> None:
    secret, _ = door.sign_in("Ada Roe", PASSWORD, "here")
    if wait == LASTS:
        for _ in range(LASTS // timedelta(hours=1) - 1):
            clock.on(timedelta(hours=1))
            assert door.visitor(secret)
        clock.on(timedelta(hours=1))
    else:
        clock.on(wait)
    assert door.visitor(secret) is None


def test_signing_out_here_and_everywhere(door: Door) -> None:
    one, two, three = (door.sign_in("Ada Roe", PASSWORD, "here")[0] for _ in range(3))
    door.sign_out(one)
    assert door.visitor(one) is None
    assert door.visitor(two)
    assert door.sign_out_everywhere("Ada Roe") == 2
    assert door.visitor(two) is None
    assert door.visitor(three) is None


def test_password_role_and_closing_end_sessions(door: Door) -> None:
    for change in (
        lambda: door.set_role("Ada Roe", "reader"),
        lambda: door.set_password("Ada Roe", PASSWORD),
        lambda: door.close("Ada Roe"),
    ):
        secret, _ = door.sign_in("Ada Roe", PASSWORD, "here")
        change()
        assert door.visitor(secret) is None
    with pytest.raises(Refused):
        door.sign_in("Ada Roe", PASSWORD, "here")
    door.reopen("Ada Roe")
    assert not door.sign_in("Ada Roe", PASSWORD, "here")[1].decides


def test_tokens(door: Door) -> None:
    token = door.token("Ada Roe", "a script")
    found = door.program(token)
    assert found is not None
    assert found.name == "Ada Roe"
    assert door.program("lb_nothing") is None
    assert door.revoke_tokens("Ada Roe") == 1
    assert door.program(token) is None
    with pytest.raises(Missing):
        door.token("Nobody")


@pytest.mark.parametrize("name", ["", "machine", "Machine", "a\nb", "<b>", "x" * 61, "\u202eoeR adA"])
def test_names_that_are_none(door: Door, name: str) -> None:
    with pytest.raises(WrongUsage):
        door.add(name, "editor")


def test_an_account_is_made_once_and_well(door: Door) -> None:
    with pytest.raises(WrongUsage):
        door.add("Ada Roe", "admin", PASSWORD)
    with pytest.raises(WrongUsage):
        door.add("Ben Oak", "king", PASSWORD)
    with pytest.raises(WrongUsage):
        door.add("Ben Oak", "editor", "short")
    made = door.add("Ben Oak", "admin")
    assert door.sign_in("Ben Oak", made, "here")[1].role is Role.ADMIN


@pytest.mark.parametrize("act", ["close", "role"])
def test_the_last_admin_stays(door: Door, act: str) -> None:
    """Law: a desk that has an open admin has one after any act."""

    def go(name: str) -> None:
        if act == "close":
            door.close(name, by=name)
        else:
            door.set_role(name, "editor", by=name)

    go("Ada Roe")  # nobody is locked out where there was no admin
    door.reopen("Ada Roe")
    door.set_role("Ada Roe", "admin")
    door.add("Ben Oak", "admin", PASSWORD)
    door.close("Ben Oak")
    secret, _ = door.sign_in("Ada Roe", PASSWORD, "here")
    with pytest.raises(Refusal, match="the last admin"):
        go("Ada Roe")
    assert door.visitor(secret), "nothing of a refused act is done"
    door.reopen("Ben Oak")
    go("Ada Roe")
    with pytest.raises(Refusal, match="the last admin"):
        go("Ben Oak")


def test_every_act_is_in_the_book(door: Door, store: Store) -> None:
    door.set_role("Ada Roe", "admin")
    door.add("Ben Oak", "editor", PASSWORD, by="Ada Roe")
    door.set_password("Ben Oak", by="Ada Roe")
    door.set_password("Ben Oak", PASSWORD)
    door.change_password("Ben Oak", PASSWORD, "eight herrings swim", "here")
    door.sign_in("Ben Oak", "eight herrings swim", "here")
    door.sign_out_everywhere("Ben Oak", by="Ada Roe")
    door.sign_out_everywhere("Ben Oak", by="Ada Roe")  # nothing ended: nothing to tell
    door.token("Ben Oak", "a script", by="Ben Oak")
    door.revoke_tokens("Ben Oak", by="Ada Roe", only=store.people.tokens("Ben Oak")[0].digest)
    door.close("Ben Oak", by="Ada Roe")
    door.reopen("Ben Oak", by="Ada Roe")
    told = [(each.by, each.kind, each.detail) for each in reversed(door.deeds(100, "Ben Oak"))]
    assert told == [
        ("Ada Roe", "added", "editor"),
        ("Ada Roe", "password set", ""),
        (OPERATOR, "password set", ""),
        ("Ben Oak", "password set", ""),
        ("Ada Roe", "sessions ended", ""),
        ("Ben Oak", "token made", "a script"),
        ("Ada Roe", "tokens ended", ""),
        ("Ada Roe", "disabled", ""),
        ("Ada Roe", "opened again", ""),
    ]
    assert [each.person for each in door.deeds(100)][-2:] == ["Ada Roe", "Ada Roe"]
    with pytest.raises(Refusal):
        door.add(OPERATOR, "editor")


def test_one_session_or_token_is_ended_alone(door: Door) -> None:
    one, two = (door.sign_in("Ada Roe", PASSWORD, "here") for _ in range(2))
    assert len(door.sessions("Ada Roe")) == 2
    assert door.sign_out_everywhere("Ada Roe", only=one[1].session) == 1
    assert door.visitor(one[0]) is None
    assert door.visitor(two[0])
    door.add("Ben Oak", "editor", PASSWORD)
    assert door.sign_out_everywhere("Ben Oak", only=two[1].session) == 0, "a session of somebody else"
    first, second = door.token("Ada Roe"), door.token("Ada Roe")
    assert door.revoke_tokens("Ada Roe", only=digest(first.encode())) == 1
    assert door.program(first) is None
    assert door.program(second)
    assert [each.digest for each in door.tokens("Ada Roe")] == [digest(second.encode())]


def test_a_password_is_changed_by_the_old_one(door: Door) -> None:
    secret, _ = door.sign_in("Ada Roe", PASSWORD, "here")
    with pytest.raises(Refused):
        door.change_password("Ada Roe", "wrong", "eight herrings swim", "here")
    with pytest.raises(Refusal):
        door.change_password("Ada Roe", PASSWORD, "", "here")
    assert door.visitor(secret)
    door.change_password("Ada Roe", PASSWORD, "eight herrings swim", "here")
    assert door.visitor(secret) is None
    assert door.sign_in("Ada Roe", "eight herrings swim", "here")


@pytest.mark.parametrize(
    "answer", ["", "{}", "[]", "null", '{"id": "x"}', "[" * 10_000, '{"response": {"clientDataJSON": "x"}}']
)
def test_a_broken_passkey_is_refused(door: Door, answer: str) -> None:
    site = Site(origin="https://desk.example", host="desk.example")
    assert json.loads(door.keys.to_sign_in(site))["rpId"] == "desk.example"
    assert json.loads(door.keys.to_add("Ada Roe", site))["user"]["name"] == "Ada Roe"
    with pytest.raises(Refused):
        door.keys.sign_in(answer, site)
    with pytest.raises(Refusal):
        door.keys.add("Ada Roe", answer, "a phone", site)
    assert door.keys.of("Ada Roe") == []


@pytest.mark.parametrize(
    ("origin", "host", "offers"),
    [
        ("https://desk.example", "desk.example", True),
        ("http://localhost:8724", "localhost", True),
        ("http://desk.example", "desk.example", False),
        ("http://127.0.0.1:8724", "127.0.0.1", False),
        ("https://[::1]", "[::1]", False),
    ],
)
def test_where_passkeys_can_be_used(origin: str, host: str, offers: bool) -> None:
    assert Site(origin=origin, host=host).offers is offers


def test_the_first_admin_by_a_command(tmp_path: Path) -> None:
    run = CliRunner()
    store = str(tmp_path / "desk.db")

    def people(*words: str, typed: str = "") -> str:
        done = run.invoke(main, ["--store", store, "people", *words], input=typed)
        assert done.exit_code == 0, done.output
        return done.output

    first = people("add", "Ada Roe", "--role", "admin").splitlines()[0].removeprefix("Ada Roe: ")
    people("add", "Ben Oak", "--ask", typed=f"{PASSWORD}\n{PASSWORD}\n")
    assert "Ada Roe\tadmin" in people("list")
    assert people("token", "Ada Roe").startswith("lb_")
    assert "never used" in people("tokens", "Ada Roe")
    assert people("revoke", "Ada Roe") == "1 tokens ended\n"
    with Store.open(store) as opened:
        door = Door(opened.people, lambda: datetime.now(UTC))
        assert door.sign_in("Ada Roe", first, "here")
        assert door.sign_in("Ben Oak", PASSWORD, "here")
    assert people("sign-out", "Ada Roe") == "1 sessions ended\n"
    assert run.invoke(main, ["--store", store, "people", "close", "Ada Roe"]).exit_code == 2
    people("role", "Ben Oak", "reader")
    assert "command line\tBen Oak\trole changed: reader" in people("log", "Ben Oak")
    people("close", "Ben Oak")
    people("reopen", "Ben Oak")
    assert people("password", "Ben Oak").startswith("Ben Oak: ")
    assert run.invoke(main, ["--store", store, "people", "role", "Nobody", "reader"]).exit_code == 1
