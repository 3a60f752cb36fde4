"""Copies: exact, cut, credited rewrites; own words and forms are none; direction follows publication."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livebrief.clean import CopyIndex, segment
from livebrief.clean.copies import SHINGLE
from livebrief.clean.grams import grams, in_common
from livebrief.records.articles import Dated, Document
from livebrief.records.ids import content_id

STORY = (
    "The old pier of Karsk fell into the sea on Friday morning, the harbour master said. Nobody was hurt. "
    '"It stood for ninety years and it lay down in nine seconds," Otto Lenz told reporters. '
    "The ferry will land at the fish market until a new pier is built, the city council announced in the afternoon. "
    "Engineers had warned in March that three of the forty piles were rotten, and the council had closed the outer half."
)
REWRITE = (
    "Karsk has lost its pier. The structure went down on Friday, and no one was injured. "
    '"It stood for ninety years and it lay down in nine seconds," said harbour master Lenz. Ferries use the fish market.'
)
OWN = (
    "On Friday the people of Karsk woke to find a gap where their pier had been. The wind had taken it. Fishermen stood "
    "along the quay and said little. The council will meet on Tuesday, and a tender for a new landing stage is expected."
)


def doc(name: str, text: str, at: str, outlet: str = "gull", wire: str = "") -> Document:
    joined, blocks = segment.join([text])
    return Document(
        id=content_id("doc", {"name": name}),
        capture=content_id("cap", {"name": name}),
        article=content_id("art", {"name": name}),
        text=joined,
        blocks=blocks,
        sentences=segment.sentences(joined, blocks),
        outlet=outlet,
        wire_origin=wire,
        published=Dated(value=at, how="given"),
    )


def index(*docs: Document) -> CopyIndex:
    made = CopyIndex(100)
    for one in docs:
        made.add(one)
    return made


ORIGINAL = doc("original", STORY, "2025-05-30T08:00:00+00:00", "keel")


def test_exact_near_and_wire() -> None:
    known = index(ORIGINAL)
    same = known.find(doc("same", STORY, "2025-05-30T09:00:00+00:00"))
    assert same is not None
    assert (same.of, same.how) == (ORIGINAL.id, "exact")
    cut = known.find(
        doc("cut", STORY[: STORY.index("Engineers")] + "The Gull stays on the pier.", "2025-05-30T09:00:00+00:00")
    )
    assert cut is not None
    assert cut.how == "near"
    credited = known.find(doc("rewrite", REWRITE, "2025-05-30T10:00:00+00:00", wire="keel"))
    assert credited is not None
    assert credited.how == "wire"


def test_own_words_are_no_copy() -> None:
    known = index(ORIGINAL)
    assert known.find(doc("own", OWN, "2025-05-30T10:00:00+00:00")) is None
    assert known.find(doc("own wire", OWN, "2025-05-30T10:00:00+00:00", wire="keel")) is None


def test_a_form_with_other_names_is_no_copy() -> None:
    form = "Storm warning for the coast of {}. Begin: 30 May 2025, {}. Stay away from the piers until the warning is lifted."
    known = index(doc("one", form.format("Karsk", "04:00"), "2025-05-30T04:00:00+00:00", "met"))
    assert known.find(doc("two", form.format("Lorn", "05:00"), "2025-05-30T05:00:00+00:00", "met")) is None


def test_direction_follows_publication() -> None:
    late = doc("late", STORY, "2025-05-30T09:00:00+00:00")
    known = index(late)
    assert known.find(ORIGINAL) is None
    assert [(name, copy.of) for name, copy in known.turned(ORIGINAL)] == [(late.id, ORIGINAL.id)]


def test_a_later_capture_of_the_same_article_is_no_copy() -> None:
    again = doc("original", STORY + " It is gone.", "2025-05-30T08:00:00+00:00", "keel")
    assert index(ORIGINAL).find(again) is None


@pytest.mark.parametrize("wire", ["", "keel"])
def test_the_window_bounds_what_is_known(wire: str) -> None:
    """An index that saw more answers as one that only saw the window does."""
    others = [
        doc(f"other{n}", OWN.replace("Karsk", f"Port {n}"), "2025-05-30T08:30:00+00:00", f"o{n}") for n in range(3)
    ]
    asked = doc("asked", REWRITE if wire else STORY, "2025-05-30T10:00:00+00:00", wire=wire)
    small = CopyIndex(3)
    for one in (ORIGINAL, *others[:2]):
        small.add(one)
    assert small.find(asked) is not None
    small.add(others[2])
    assert small.find(asked) is None
    assert small.find(doc("again", OWN.replace("Karsk", "Port 2"), "2025-05-30T11:00:00+00:00")) is not None


@given(
    st.lists(st.lists(st.sampled_from("abcde"), min_size=5, max_size=40).map(" ".join), min_size=2, max_size=8),
)
def test_what_texts_have_in_common_is_counted_at_once(texts: list[str]) -> None:
    mine, *others = (grams(text.split(), SHINGLE) for text in texts)
    assert in_common(mine, others) == [len(set(mine.tolist()) & set(other.tolist())) for other in others]
    assert in_common(mine[:0], others) == [0] * len(others)
