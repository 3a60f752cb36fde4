"""The journal: append-only, in order, chained; verify names what was tampered with."""

from __future__ import annotations

from datetime import datetime

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from livebrief.records.decisions import Decision, Kind
from livebrief.records.ids import mint
from livebrief.store import Store
from livebrief.store.journal import seal

from .conftest import Fresh
from .hands import tamper
from .making import LATER, hour, keep, received

STORY = mint("sto", hour(0), "founder")


def decide(store: Store, at: datetime, **body: object) -> Decision:
    with store.writer() as writer:
        return writer.decide(at=at, recorded_at=LATER, by="editor", kind=Kind.HIDE, subject=STORY, body=body)


def test_entries_come_back_as_they_were_given_back(store: Store) -> None:
    made = [decide(store, hour(n), reason=f"r{n}", order=n, nested={"a": [1, 2.5, None, ""]}) for n in range(4)]
    assert list(store.decisions()) == made
    assert [one.number for one in made] == [1, 2, 3, 4]
    assert [one.previous for one in made] == ["", *(one.digest for one in made[:-1])]
    assert all(seal(one) == one.digest for one in made)
    assert store.lookup(STORY) == tuple(made)


@given(hours=st.lists(st.integers(-5, 5), min_size=1, max_size=8), cut=st.integers(-5, 5))
@settings(max_examples=20, deadline=None)
def test_at_never_goes_back_and_a_cut_is_a_beginning(fresh: Fresh, hours: list[int], cut: int) -> None:
    with fresh() as store:
        for n in hours:
            decide(store, hour(n))
        every = list(store.decisions())
        assert [one.at for one in every] == [max(hour(h) for h in hours[: n + 1]) for n in range(len(hours))]
        early = list(store.decisions(hour(cut)))
        assert early == every[: len(early)]
        assert all(one.at > hour(cut) for one in every[len(early) :])
        assert store.verify() == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE decision SET by = 'nobody' WHERE number = 1",
        "DELETE FROM decision WHERE number = 2",
        "INSERT INTO decision SELECT number + 7, at, at, by, kind, subject, body, previous, digest FROM decision",
        "INSERT INTO decision SELECT * FROM decision WHERE number = 1 ON CONFLICT (number) DO UPDATE SET by = 'nobody'",
        "INSERT OR REPLACE INTO decision SELECT * FROM decision WHERE number = 1",
    ],
)
def test_the_database_refuses_to_change_it(store: Store, statement: str) -> None:
    decide(store, hour(1))
    decide(store, hour(2))
    if store._database.name.startswith("postgresql"):  # which empties tables, and has no OR REPLACE
        statement = statement.replace(
            "INSERT OR REPLACE INTO decision SELECT * FROM decision WHERE number = 1", "TRUNCATE decision"
        )
    with pytest.raises(sa.exc.IntegrityError, match="append-only"), store.writer() as writer:
        writer._conn.exec_driver_sql(statement)
    assert len(list(store.decisions())) == 2


@pytest.mark.parametrize(
    ("statement", "number"),
    [
        ("UPDATE decision SET by = 'nobody' WHERE number = 2", "2"),
        ("UPDATE decision SET at = at + 1 WHERE number = 3", "3"),
        ("UPDATE decision SET recorded_at = recorded_at + 1 WHERE number = 1", "1"),
        ("UPDATE decision SET body = '{}' WHERE number = 2", "2"),
        ("UPDATE decision SET body = '{' WHERE number = 2", "2"),
        ("UPDATE decision SET kind = 'smite' WHERE number = 2", "2"),
        ("UPDATE decision SET subject = 'x' WHERE number = 4", "4"),
        ("UPDATE decision SET digest = previous WHERE number = 2", "2"),
        ("DELETE FROM decision WHERE number = 2", "3"),
        ("DELETE FROM decision WHERE number = 1", "2"),
    ],
)
def test_tampering_is_found_and_named(where: str, statement: str, number: str) -> None:
    with Store.open(where) as store:
        for n in range(4):
            decide(store, hour(n), reason=f"r{n}")
        assert store.verify() == []
        tamper(where, statement)
        found = store.verify()
    assert ("decision", number) in {(one.table, one.id) for one in found}


@pytest.mark.parametrize(
    ("statement", "table", "says"),
    [
        ("UPDATE blob SET packed = x'00' WHERE sha256 = '{sha}'", "blob", "damaged"),
        ("UPDATE blob SET packed = (SELECT packed FROM blob WHERE sha256 <> '{sha}')", "blob", "do not hash"),
        ("UPDATE document SET text = text || '.'", "document", "does not follow"),
        ("UPDATE document SET text = 'short'", "sighting", "leaves its text"),
        ("UPDATE document SET text = 'short'", "mention", "leaves its text"),
        ("UPDATE document SET published = '1999'", "document", "column published"),
        ("UPDATE capture SET body = replace(body, 'text/plain', 'text/html')", "capture", "does not follow"),
        ("UPDATE sighting SET body = replace(body, 'ilse brandt', 'someone')", "sighting", "does not follow"),
        ("UPDATE sighting SET body = '[]'", "sighting", "Expected"),
        ("DELETE FROM capture", "capture", "not in the store"),
        ("DELETE FROM blob", "blob", "not in the store"),
        ("DELETE FROM document", "document", "not in the store"),
    ],
)
def test_damage_is_found_and_named(where: str, statement: str, table: str, says: str) -> None:
    with Store.open(where) as store:
        with store.writer() as writer:
            keep(writer, 1)
            keep(writer, 2)
        assert store.verify() == []
        tamper(where, statement.format(sha=received(1).capture.sha256))
        assert any(one.table == table and says in one.what for one in store.verify())


def test_placed_gives_readings_in_journal_order_from_a_moment_on(store: Store) -> None:
    with store.writer() as writer:
        made = [keep(writer, n) for n in (1, 2, 3)]
    decide(store, hour(5))
    assert [reading for reading, _ in store.placed()] == made
    assert [reading for reading, _ in store.placed(after=1)] == made[1:]
    assert [entry.subject for _, entry in store.placed(hour(2), after=1)] == [made[1].document.id]
