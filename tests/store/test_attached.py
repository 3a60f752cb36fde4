"""Reference series: kept byte for byte under a name, as of a moment."""

from __future__ import annotations

from livebrief.records.references import Reference
from livebrief.store import Store
from tests.store.making import hour

TABLE = b"day;launched\n2031-03-03;7\n"


def _attach(store: Store, data: bytes, hours: float, name: str = "Night table") -> bool:
    about = Reference(key="nights", name=name, kind="attacks", source="nights.csv")
    with store.writer() as writer:
        return writer.attach(about, data, known_at=hour(hours), recorded_at=hour(hours))


def test_law_6_the_same_series_twice_is_kept_once(store: Store) -> None:
    assert _attach(store, TABLE, 1)
    assert not _attach(store, TABLE, 2)
    (found,) = store.references()
    assert store.blob(found.sha256) == TABLE
    assert store.verify() == []


def test_law_5_a_later_series_stands_in_from_its_moment_on(store: Store) -> None:
    _attach(store, TABLE, 1)
    _attach(store, TABLE + b"2031-03-04;9\n", 5)
    assert store.references(hour(0)) == ()
    assert store.blob(store.references(hour(4))[0].sha256) == TABLE
    assert store.blob(store.references(hour(5))[0].sha256) != TABLE


def test_a_new_name_is_a_new_attachment(store: Store) -> None:
    assert _attach(store, TABLE, 1)
    assert _attach(store, TABLE, 2, name="Night table, revised")
    assert [one.name for one in store.references()] == ["Night table, revised"]
