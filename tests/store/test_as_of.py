"""Law 5: the view as of t equals the view of a store that never saw anything after t."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from livebrief.records.articles import Copy
from livebrief.records.readings import Groups, Material
from livebrief.store import Store

from .conftest import Fresh
from .making import hour, keep, reading, received


class Event(NamedTuple):
    n: int
    version: int
    at: int
    copies: int


events = st.lists(
    st.builds(Event, st.integers(0, 3), st.integers(0, 2), st.integers(0, 6), st.integers(0, 3)), max_size=10
)


def fill(store: Store, happened: list[Event], until: float) -> None:
    """Everything known by ``until``, in the order given; a copy names an earlier document, if the store has it."""
    with store.writer() as writer:
        kept: list[str] = []
        for event in happened:
            if event.at > until:
                continue
            first = kept[event.copies % len(kept)] if kept else ""
            copy = Copy(of=first, how="near") if first and event.copies else None
            kept.append(keep(writer, event.n, version=event.version, hours=event.at, copy=copy).document.id)


def material(store: Store, as_of: datetime) -> Material:
    return store.material(as_of, groups=Groups(), outlets={}, beat=None)


@given(happened=events, cut=st.integers(0, 6))
@settings(max_examples=40, deadline=None)
def test_law_5_material_and_every_other_read(fresh: Fresh, happened: list[Event], cut: int) -> None:
    happened = sorted(happened, key=lambda event: event.at)
    as_of = hour(cut)
    with fresh() as whole, fresh() as early:
        fill(whole, happened, 99)
        fill(early, happened, cut)
        later = msgspec.structs.replace(material(early, hour(99)), as_of=as_of)
        assert material(whole, as_of) == material(early, as_of) == later
        assert list(whole.decisions(as_of)) == list(early.decisions())
        assert list(whole.placed(as_of)) == list(early.placed())
        assert list(whole.documents(as_of)) == list(early.documents())
        assert whole.find("ferry*", 50, as_of) == early.find("ferry*", 50)
        assert whole.last_known(as_of) == early.last_known()
        assert whole.last_decided(as_of) == early.last_decided()
        assert whole.pending(as_of) == early.pending()
        for n in range(4):
            art = received(n).article.id
            assert whole.captures_of(art, as_of) == early.captures_of(art)
            assert whole.has_capture(received(n).capture.id, as_of) == early.has_capture(received(n).capture.id)
        counts, expected = whole.counts(as_of), early.counts()
        assert counts == expected


def test_the_current_document_is_the_one_learnt_of_last(store: Store) -> None:
    with store.writer() as writer:
        keep(writer, 1, version=1, hours=5)
        keep(writer, 1, version=0, hours=2)
    art = received(1).article.id
    assert material(store, hour(9)).current == {art: reading(1, version=1).document.id}
    assert material(store, hour(4)).current == {art: reading(1, version=0).document.id}
    assert material(store, hour(1)).documents == {}
