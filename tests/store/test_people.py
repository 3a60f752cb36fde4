"""Who may sign in, on both databases: every act is kept once with its deed, and nothing takes away the last admin."""

from __future__ import annotations

import pytest

from livebrief.store import Store
from livebrief.store.accounts import Account, Deed, Passkey, Session, Token
from livebrief.store.people import LastOne

from .making import hour


def _deed(person: str, kind: str = "changed", hours: float = 1) -> Deed:
    return Deed(at=hour(hours), by="Ada Roe", kind=kind, person=person)


@pytest.fixture
def peopled(store: Store) -> Store:
    for name, role in (("Ada Roe", "admin"), ("Åke Ö\0", "editor"), ("ben", "reader")):
        assert store.people.add(
            Account(name=name, role=role, secret="digest", created_at=hour(0)), _deed(name, "added")
        )
    return store


def test_accounts_in_the_order_of_their_bytes(peopled: Store) -> None:
    people = peopled.people
    assert [one.name for one in people.accounts()] == ["Ada Roe", "ben", "Åke Ö\0"]
    assert not people.add(Account(name="ben", role="admin", secret="", created_at=hour(1)), _deed("ben", "added"))
    assert people.account("Åke Ö\0") == Account(name="Åke Ö\0", role="editor", secret="digest", created_at=hour(0))
    assert people.open_account("nobody") is None
    assert [one.person for one in people.deeds(2)] == ["ben", "Åke Ö\0"]
    assert people.deeds(9, "ben") == [_deed("ben", "added")]


def test_the_last_of_a_role_stays(peopled: Store) -> None:
    people = peopled.people
    with pytest.raises(LastOne):
        people.change(_deed("Ada Roe"), "admin", closed_at=hour(1))
    assert people.open_account("Ada Roe") is not None
    assert len(people.deeds(9)) == 3
    assert people.change(_deed("ben"), "admin", role="admin")
    assert people.change(_deed("Ada Roe"), "admin", closed_at=hour(1))
    assert people.open_account("Ada Roe") is None
    assert not people.change(_deed("nobody"), "admin", role="admin")


def test_sessions_and_tokens_end(peopled: Store) -> None:
    people = peopled.people
    opened = [
        Session(digest=f"s{n}", person="ben", csrf="c", created_at=hour(n), used_at=hour(n), expires_at=hour(n + 5))
        for n in range(3)
    ]
    for one in opened:
        people.open_session(one)
    people.touch("s1", hour(4))
    assert people.session("s1") is not None
    assert [one.digest for one in people.sessions("ben")] == ["s0", "s1", "s2"]
    people.open_session(
        Session(digest="s9", person="ben", csrf="c", created_at=hour(6), used_at=hour(6), expires_at=hour(9)), "s2"
    )
    assert [one.digest for one in people.sessions("ben")] == ["s9"]
    people.add_token(Token(digest="t", person="ben", label="mail", created_at=hour(1)), _deed("ben", "token"))
    people.use_token("t", hour(2))
    assert people.revoke_tokens(_deed("ben", "revoked")) == 1
    assert people.revoke_tokens(_deed("ben", "revoked")) == 0
    token = people.token("t")
    assert token is not None
    assert (token.used_at, token.revoked_at) == (hour(2), hour(1))
    assert people.end_sessions(_deed("ben", "ended"), "s0") == 0
    assert people.end_sessions(_deed("ben", "ended")) == 1
    assert [one.kind for one in people.deeds(9, "ben")] == ["ended", "revoked", "token", "added"]


def test_passkeys_and_failed_attempts(peopled: Store) -> None:
    people = peopled.people
    made = Passkey(id="k", person="ben", public=b"\x00\xff", uses=0, label="phone", created_at=hour(1))
    assert people.add_passkey(made, _deed("ben", "passkey"))
    assert not people.add_passkey(made, _deed("ben", "passkey"))
    people.use_passkey("k", 2**40, hour(3))
    found = people.passkey("k")
    assert found is not None
    assert (found.public, found.uses, found.used_at) == (b"\x00\xff", 2**40, hour(3))
    assert people.remove_passkeys(_deed("ben", "removed"), "k") == 1
    assert people.passkeys("ben") == []
    people.failed(("ben", "here"), hour(1), hour(0))
    people.failed(("ben",), hour(2), hour(0))
    assert people.failures("ben", hour(0)) == 2
    people.forgive("ben")
    people.failed(("there",), hour(9), hour(5))
    assert [people.failures(key, hour(0)) for key in ("ben", "here", "there")] == [0, 0, 1]
    assert peopled.verify() == []
