"""An outlet's home, told or learnt, decides between namesakes; the book remembers the window alone. All words are our own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livebrief.annotate import Homes, told
from livebrief.annotate.homes import learnt, names_in
from livebrief.annotate.places import place_names
from livebrief.records.articles import Document
from livebrief.records.sources import Outlet
from livebrief.records.spans import Span

LOCAL = (
    "The mill in Tullahoma shuts. Buses from Shelbyville and Manchester will run as before.",
    "A new bridge opens between Tullahoma and Winchester, near Estill Springs.",
    "Tullahoma council met. The Coffee County sheriff spoke of a fire at Decherd.",
)
WORLD = (
    "Leaders met in Vienna. Talks in Nairobi go on.",
    "A court in Lima ruled. Trains from Osaka stood still.",
    "Floods came to Jakarta. A film from Oslo won in Toronto.",
)


def document(text: str, outlet: str = "local.example") -> Document:
    whole = Span(0, len(text))
    return Document(id="d", capture="c", article="a", text=text, outlet=outlet, blocks=(whole,), sentences=(whole,))


def test_a_local_papers_namesake_is_the_one_next_door() -> None:
    book = Homes(100)
    for text in LOCAL:
        book.learn(document(text))
    home = book.of("local.example")
    assert home is not None
    assert home.admin == "US.TN"
    text = "The fair in Manchester drew many."
    span = Span(text.index("Manchester"), text.index("Manchester") + len("Manchester"))
    (strange,) = place_names(document(text), [span])
    (ours,) = place_names(document(text), [span], home)
    assert strange is not None
    assert strange.country == "GB"
    assert ours is not None
    assert ours.within == "US.TN"


def test_a_paper_of_the_world_has_no_home() -> None:
    assert learnt([names_in(text) for text in WORLD]) is None


def test_one_article_is_no_evidence() -> None:
    assert learnt([names_in(LOCAL[0])]) is None


@pytest.mark.parametrize(
    ("home", "country", "found"),
    [("Tullahoma", "US", "US.TN"), ("New York", "US", ""), ("Tullahoma", "FR", ""), ("", "US", "")],
)
def test_a_told_home_is_a_place_of_its_country_and_no_city_of_the_world(home: str, country: str, found: str) -> None:
    row = told(Outlet(key="k", name="K", home=home, country=country))
    assert (row.admin if row else "") == found
    assert told(None) is None


@given(st.lists(st.sampled_from([*LOCAL, *WORLD]), max_size=12), st.integers(1, 5))
def test_the_book_answers_from_the_last_documents_alone(texts: list[str], window: int) -> None:
    long, short = Homes(window), Homes(window)
    for text in texts:
        long.learn(document(text))
    for text in texts[-window:]:
        short.learn(document(text))
    assert long.of("local.example") == short.of("local.example")
