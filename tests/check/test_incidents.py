"""One happening from several articles: its counts with the words that carry them, its day, its town. Words of our own."""

from __future__ import annotations

import re

import pytest

from livebrief.check.incidents import incident
from livebrief.check.incidents.words import charged, harmed
from livebrief.records.articles import Article, Dated, Document
from livebrief.records.incidents import TITLED, Incident
from livebrief.records.readings import Reading
from livebrief.records.spans import Span


def _reading(n: int, title: str, text: str, day: str = "2024-05-06") -> Reading:
    sentences = tuple(Span(*hit.span()) for hit in re.finditer(r"[^\s].*?(?:[.!?](?=\s)|$)", text))
    doc = Document(
        id=f"d{n}",
        article=f"a{n}",
        capture=f"c{n}",
        text=text,
        title=title,
        language="en",
        published=Dated(value=f"{day}T10:00:00+00:00"),
        sentences=sentences,
        recipe="test",
    )
    return Reading(article=Article(id=doc.article, address=doc.id), document=doc)


def _told(*texts: str, title: str = "Shooting in Alden") -> Incident:
    return incident([_reading(n, title, text) for n, text in enumerate(texts)])


def test_counts_stand_with_the_words_that_give_them() -> None:
    text = "A man was killed and two women were wounded at a fair in Alden, police said."
    found = _told(text, text.replace("a fair", "the fair"))
    assert (found.killed.value, found.injured.value) == (1, 2)
    words = [text[span.start : span.end] for doc, span in found.injured.words if doc == "d0"]
    assert words and "two women" in words[0]


def test_a_number_that_only_titles_give_says_so() -> None:
    found = _told("They were at home in Alden, and both had been dead for a day.", title="Four dead in Alden")
    assert (found.killed.value, found.killed.why) == (4, TITLED)


@pytest.mark.parametrize(
    ("text", "town"),
    [
        ("A man was shot in St. Orrin on Sunday, and St. Orrin police are looking for a car.", "St. Orrin"),
        ("UPDATE: A man was shot near Alden on Sunday night.", "Alden"),
        ("A man was shot in Pell Avenue on Sunday. Alden police closed it.", "Alden"),
        ("ALDEN, Ohio -- A man was shot at a market on Sunday.", "Alden"),
        ("Listen  Share\n\nALDEN (MTN) — A man was shot in Quay Row on Sunday.", "Alden"),
    ],
)
def test_the_town_is_named_as_it_is_written(text: str, town: str) -> None:
    assert _told(text, title="A man is shot").place == town


def test_persons_are_found_however_far_apart_the_verbs_stand() -> None:
    text = "Two men were killed. " + "(The road was long and quiet.) " * 20 + "Three women were wounded."
    assert [(each.kind, each.value) for each in harmed(text)] == [("killed", 2), ("injured", 3)]


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("About 7:30 p.m., four people were wounded in a car.", [("injured", 4)]),
        ("Within three hours, five people were dead.", [("killed", 5)]),
        ("Two people, including a child, were killed when the bridge fell.", [("killed", 2)]),
        ("The blast injured five people, including the driver.", [("injured", 5)]),
        ("A woman, 33, and her two sons were killed by the flood.", [("killed", 3)]),
        ("All three women died in the quake.", [("killed", 3)]),
        ("He was hit in the leg. A second man was injured.", [("injured", 1)]),
        ("A fourth victim lay on the road.", [("shot", 4)]),
        ("The shells fell short and no one was hurt.", []),
    ],
)
def test_persons_are_counted_as_the_sentence_names_them(text: str, counted: list[tuple[str, int]]) -> None:
    assert [(each.kind, each.value) for each in harmed(text)] == counted


def test_a_ward_gives_way_to_the_town_whose_police_speak_in_most_articles() -> None:
    text = "A woman was hurt in Elm Square on Sunday. Elm Square is quiet, Alden police said."
    assert _told(text, text.replace("Sunday", "Sunday night"), title="Elm Square: woman hurt").place == "Alden"


def test_police_of_a_state_are_no_town() -> None:
    text = "A woman was hurt in Alden on Sunday, Marl State police said."
    assert _told(text, title="A woman is hurt").place == "Alden"


def test_charges_are_counted_apart_from_what_is_told() -> None:
    text = "He faces two counts of first-degree murder and three counts of attempted murder."
    assert [(each.kind, each.value) for each in charged(text)] == [("murdered", 2), ("attempted", 3)]
    assert harmed(text) == []


def test_a_follow_up_that_tells_of_charges_is_borne_out_by_the_first_report() -> None:
    first = "Two people were killed and three were wounded at a market in Alden on Sunday."
    later = "A man faces two counts of murder and three counts of attempted murder over the market in Alden."
    found = _told(first, later, title="Alden market")
    assert (found.killed.value, found.injured.value) == (2, 3)
    assert {doc for doc, _ in found.injured.words} == {"d0"}


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("Three people died and 12 were injured when a storm hit Alden on Sunday, officials said.", (3, 12)),
        ("An earthquake near Alden killed two people and injured seven on Sunday.", (2, 7)),
        ("A driver was killed and her two passengers were injured when a lorry overturned near Alden.", (1, 2)),
        ("Four people were injured when a tram left its rails in Alden, the operator said.", (0, 4)),
    ],
)
def test_storms_quakes_and_roads_are_counted_as_well(text: str, counts: tuple[int, int]) -> None:
    found = _told(text, title="News from Alden")
    assert (found.killed.value, found.injured.value) == counts
