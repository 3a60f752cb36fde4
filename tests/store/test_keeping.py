"""What is kept comes back equal; law 6, idempotence; inputs set aside; search; lookups."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import msgspec
import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from livebrief.errors import BadRecord, Missing, WrongUsage
from livebrief.records.articles import Copy
from livebrief.records.outcomes import Why
from livebrief.store import Store

from .conftest import Fresh
from .making import LATER, hour, keep, reading, received


def everything(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, as the database has it."""
    with store._look() as conn:
        names = sa.inspect(conn).get_table_names()
        found = {name: conn.exec_driver_sql(f'SELECT * FROM "{name}"').all() for name in names}
    return {name: sorted((tuple(row) for row in rows), key=repr) for name, rows in found.items()}


def test_a_reading_comes_back_equal(store: Store) -> None:
    with store.writer() as writer:
        first = keep(writer, 1)
        made = keep(writer, 2, copy=Copy(of=first.document.id, how="near", share=0.9))
    assert store.reading(made.document.id) == made
    assert store.known_at(made.document.id) == hour(2)
    assert store.blob(received(2).capture.sha256) == received(2).body
    assert store.captures_of(made.article.id) == (received(2).capture,)
    assert list(store.documents()) == [first.document, made.document]
    assert store.verify() == []


@given(numbers=st.lists(st.integers(0, 4), min_size=1, max_size=12), size=st.integers(1, 4))
@settings(max_examples=20, deadline=None)
def test_law_6_given_twice_is_kept_once(fresh: Fresh, numbers: list[int], size: int) -> None:
    """Whatever the order, the repeats and the batches, each thing is there once."""
    seen: set[int] = set()
    with fresh() as store:
        for start in range(0, len(numbers), size):
            with store.writer() as writer:
                for n in numbers[start : start + size]:
                    assert writer.receive(received(n), known_at=hour(n), recorded_at=LATER) == (n not in seen)
                    assert writer.keep_reading(reading(n), recorded_at=LATER) == (n not in seen)
                    seen.add(n)
        counts = store.counts()
        assert counts["capture"] == counts["document"] == counts["sighting"] == len(set(numbers))
        assert store.verify() == []


def test_law_6_the_same_capture_later_changes_only_last_seen(store: Store) -> None:
    with store.writer() as writer:
        keep(writer, 1)
    before = everything(store)
    with store.writer() as writer:
        assert not writer.receive(received(1, hours=9), known_at=hour(9), recorded_at=LATER + timedelta(days=1))
        assert not writer.keep_reading(reading(1), known_at=hour(9), recorded_at=LATER + timedelta(days=1))
    after = everything(store)
    (was,), (now,) = before.pop("capture"), after.pop("capture")
    assert before == after
    assert [n for n, (a, b) in enumerate(zip(was, now, strict=True)) if a != b] == [len(now) - 1]
    with store.writer() as writer:
        assert not writer.receive(received(1, hours=3), known_at=hour(3), recorded_at=LATER)
    assert everything(store)["capture"] == [now]


def test_a_capture_that_does_not_belong_together_is_refused_and_the_batch_goes_on(store: Store) -> None:
    with store.writer() as writer:
        with pytest.raises(BadRecord, match="disagree"):
            writer.receive(msgspec.structs.replace(received(1), body=b"other"), known_at=hour(1), recorded_at=LATER)
        keep(writer, 2)
    assert store.counts()["capture"] == 1


def test_what_no_text_can_hold_is_refused_whole(store: Store) -> None:
    made = reading(1)
    doc = msgspec.structs.replace(made.document, text=made.document.text + "\ud800")
    with store.writer() as writer:
        writer.receive(received(1), known_at=hour(1), recorded_at=LATER)
        with pytest.raises(BadRecord) as caught:
            writer.keep_reading(msgspec.structs.replace(made, document=doc), recorded_at=LATER)
        assert caught.value.reason == Why.BAD_CHARACTERS
    assert store.counts()["document"] == 0


def test_a_reading_needs_its_capture_and_a_copy_its_original(store: Store) -> None:
    with store.writer() as writer:
        with pytest.raises(Missing, match="receive the capture"):
            writer.keep_reading(reading(1), recorded_at=LATER)
        keep(writer, 1)
        with pytest.raises(Missing):
            writer.keep_copy(reading(1).document.id, Copy(of=reading(2).document.id, how="exact"))


def test_a_document_is_never_known_before_its_capture(store: Store) -> None:
    with store.writer() as writer:
        writer.receive(received(5), known_at=hour(5), recorded_at=LATER)
        writer.keep_reading(reading(5), known_at=hour(1), recorded_at=LATER)
    assert store.known_at(reading(5).document.id) == hour(5)


def test_a_moment_without_a_zone_is_refused(store: Store) -> None:
    naive = datetime(2031, 3, 3)
    with pytest.raises(Exception, match="without a zone"), store.writer() as writer:
        writer.receive(received(1), known_at=naive, recorded_at=LATER)


def test_moments_are_exact_whatever_their_zone(store: Store) -> None:
    odd = datetime(2031, 3, 3, 9, 30, 1, 123457, tzinfo=timezone(timedelta(hours=5, minutes=45)))
    with store.writer() as writer:
        writer.receive(received(1), known_at=odd, recorded_at=LATER)
    assert store.last_known() == odd


def test_what_waits_comes_in_the_order_the_desk_learnt_of_it(store: Store) -> None:
    with store.writer() as writer:
        for n in (3, 1, 2):
            writer.receive(received(n), known_at=hour(n), recorded_at=LATER)
        writer.keep_reading(reading(2), recorded_at=LATER)
        writer.set_aside("one", Why.NO_TEXT, "", LATER, capture=received(1).capture.id)
    assert list(store.captures_without_document()) == [received(3)]


def test_pending_follows_from_the_documents_alone(store: Store) -> None:
    dates = {1: "2031-03-03T08:00:00+02:00", 2: "2031-03-03", 3: "", 4: "in spring"}
    with store.writer() as writer:
        for n in (4, 2, 3, 1):
            writer.receive(received(n, hours=7), known_at=hour(7), recorded_at=LATER)
            writer.keep_reading(reading(n, published=dates[n]), recorded_at=LATER)
        keep(writer, 9)
    undated = sorted((3, 4), key=lambda n: reading(n, published=dates[n]).document.id)
    expected = [(reading(n, published=dates[n]).document.id, hour(7), dates[n]) for n in (2, 1, *undated)]
    assert store.pending() == expected


def test_inputs_set_aside_are_kept_once_each(store: Store) -> None:
    for _ in range(2):
        with store.writer() as writer:
            writer.set_aside("bad.jsonl:3", Why.NOT_JSON, "column 7 \ud800", LATER)
            writer.set_aside("bad.jsonl:4", Why.NOT_JSON, "column 7", LATER)
    assert [(one.source, one.why) for one in store.aside()] == [
        ("bad.jsonl:3", Why.NOT_JSON),
        ("bad.jsonl:4", Why.NOT_JSON),
    ]


@pytest.mark.parametrize(
    ("query", "found"),
    [("ferry2", 1), ("varno", 3), ('"mayor Ilse"', 3), ('"Ilse mayor"', 0), ("ferry* missing", 3), ("VÁRNO sank", 3)],
)
def test_sentences_are_found_by_their_words(store: Store, query: str, found: int) -> None:
    with store.writer() as writer:
        for n in range(3):
            keep(writer, n)
    hits = store.find(query)
    assert len(hits) == found
    assert [doc.title for doc, _ in hits] == ["Ferry 2", "Ferry 1", "Ferry 0"][: len(hits)]
    for doc, sent in hits:
        assert sent.document == doc.id
        assert doc.sentences[sent.n] == sent.span


@given(query=st.text(max_size=30) | st.text(alphabet='"*()- ANDORNEAR:^+{}', max_size=20))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150)
def test_any_text_is_a_query(store: Store, query: str) -> None:
    assert isinstance(store.find(query, 5), list)


def test_an_id_says_what_it_is(store: Store) -> None:
    with store.writer() as writer:
        made = keep(writer, 1)
    (sgt,) = made.sightings
    assert store.lookup(made.article.id) == made.article
    assert store.lookup(made.document.capture) == received(1).capture
    assert store.lookup(made.document.id) == made.document
    assert store.lookup(sgt.id) == store.lookup(sgt.statement.id) == (sgt,)
    with pytest.raises(Missing):
        store.lookup(reading(2).document.id)
    with pytest.raises(WrongUsage):
        store.lookup("ferry 1")
    with pytest.raises(Missing):
        store.blob("00")
