"""Stories and developments: joining, opening, merging, copies, revisions, editors' no, windows, resuming."""

from __future__ import annotations

from datetime import timedelta

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from livebrief.records import ids
from livebrief.records.articles import Copy
from livebrief.records.readings import Reading
from livebrief.records.statements import Act, Sighting
from livebrief.records.stories import Placement
from livebrief.track import Tracker, TrackOptions
from livebrief.track.stories_only import track_texts
from tests.track.made import FIRE, FIRE_LATER, MORNING, VOTE, reading, sighting

WORDS = [
    "harbour",
    "crane",
    "strike",
    "Norwell",
    "mayor",
    "Brackwater",
    "ferry",
    "bridge",
    "toll",
    "flood",
    "1200",
    "aid",
]
TEXTS = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map(" ".join), min_size=1, max_size=12)


def place_all(tracker: Tracker, readings: list[Reading]) -> list[Placement]:
    """Placements in order, an hour apart."""
    return [tracker.place(each, MORNING + timedelta(hours=n)) for n, each in enumerate(readings)]


def test_one_fire_is_one_story_and_a_vote_another() -> None:
    fire, later, vote = place_all(Tracker(), [reading("a", FIRE), reading("b", FIRE_LATER), reading("c", VOTE)])
    assert fire.story == later.story != vote.story
    assert fire.opened == (fire.story, fire.development)
    assert vote.reasons[0].startswith("new story")


def test_days_open_a_development() -> None:
    tracker = Tracker(TrackOptions(development_day_penalty=0.3))
    first, second = place_all(tracker, [reading("a", FIRE), reading("b", FIRE_LATER, day="2025-05-15")])
    assert first.story == second.story
    assert first.development != second.development


def test_a_changed_count_opens_a_development() -> None:
    def burned(name: str, sheds: float) -> Sighting:
        return sighting(name, f"{sheds:.0f} sheds were destroyed", figures=(("destroyed", "shed", sheds),))

    options = TrackOptions(development_day_penalty=0.0, changed_day_penalty=2.0)
    same, more = (
        place_all(
            Tracker(options),
            [
                reading("a", FIRE, said=(burned("s1", 6),)),
                reading("b", FIRE, day="2025-05-06", said=(burned("s2", n),)),
            ],
        )
        for n in (6, 9)
    )
    assert same[0].development == same[1].development
    assert more[0].development != more[1].development
    assert more[0].story == more[1].story


def test_yesterdays_article_seen_today_joins_its_story() -> None:
    """Late arrivals: what is founded on is when they appeared, and nothing that was placed before moves."""
    early = [reading("a", FIRE, day="2025-05-05"), reading("c", VOTE, day="2025-05-06")]
    late = reading("b", FIRE_LATER, day="2025-05-05")
    first, other, comer = place_all(Tracker(), [*early, late])
    assert comer.story == first.story != other.story
    assert [first, other] == place_all(Tracker(), early)


def test_a_late_founder_is_dated_by_its_day() -> None:
    _, late = place_all(Tracker(), [reading("a", VOTE, day="2025-05-06"), reading("b", FIRE, day="2025-05-01")])
    assert late.story == ids.mint("sto", MORNING.replace(day=1, hour=0), "b")


def test_a_late_claim_is_answered_by_the_denial_that_was_read_before() -> None:
    denial = sighting("s1", "it shelled the Harl bridge at dawn", source="The army", act=Act.DENIES)
    charge = sighting("s2", "the army shelled the Harl bridge at dawn", source="The governor")
    tracker = Tracker()
    today, yesterday = place_all(
        tracker, [reading("a", FIRE, day="2025-05-06", said=(denial,)), reading("b", FIRE_LATER, said=(charge,))]
    )
    assert dict(today.claims)["s1"] == dict(yesterday.claims)["s2"]


def test_ids_are_founded_at_the_publication() -> None:
    (placement,) = place_all(Tracker(), [reading("a", FIRE, day="2025-05-01")])
    assert placement.story == ids.mint("sto", MORNING.replace(day=1, hour=0), "a")


def test_undated_documents_are_founded_when_the_desk_learnt_of_them() -> None:
    (placement,) = place_all(Tracker(), [reading("a", FIRE, day="")])
    assert placement.story == ids.mint("sto", MORNING, "a")


def test_a_later_capture_stays() -> None:
    first, other = place_all(Tracker(), [reading("a", FIRE, article="x"), reading("a2", VOTE, article="x")])
    assert (first.story, first.development) == (other.story, other.development)
    assert other.opened == ()


def test_a_copy_goes_where_its_original_went() -> None:
    tracker = Tracker()
    first = tracker.place(reading("a", FIRE), MORNING)
    copy = tracker.place(reading("b", VOTE), MORNING, Copy(of="a", how="near"))
    assert copy.development == first.development


def test_an_editors_no_is_kept() -> None:
    first, second = place_all(Tracker(apart=[("b", "a")]), [reading("a", FIRE), reading("b", FIRE_LATER)])
    assert first.story != second.story


def test_stories_shown_to_be_one_are_merged() -> None:
    tracker = Tracker(TrackOptions(merge=0.2))
    east = "The Norwell ferry Constance ran aground off Brackwater point with ninety passengers aboard."
    west = "Divers found a torn cable under pier seven, Sabine Orlov of the harbour board announced."
    both = f"{east} {west}"
    placements = place_all(tracker, [reading("a", east), reading("b", west), reading("c", both)])
    assert placements[2].merged == ((placements[1].story, placements[0].story),)
    assert placements[2].story == placements[0].story


def test_claims_are_placed_with_their_document() -> None:
    said = (sighting("s1", "six sheds of the Brackwater timber yard burned"),)
    (placement,) = place_all(Tracker(), [reading("a", FIRE, said=said)])
    assert placement.claims == (("s1", ids.mint("clm", MORNING.replace(hour=0), "s1")),)
    assert placement.claims[0][1] in placement.opened


@settings(max_examples=40, deadline=None)
@given(TEXTS, st.integers(0, 12))
def test_resuming_changes_nothing(texts: list[str], cut: int) -> None:
    readings = [reading(f"d{n}", text, said=(sighting(f"s{n}", text),)) for n, text in enumerate(texts)]
    straight = place_all(Tracker(), readings)
    resumed = Tracker()
    for n, (each, placement) in enumerate(zip(readings[:cut], straight[:cut], strict=True)):
        resumed.restore(each, placement, MORNING + timedelta(hours=n))
    for n, (each, placement) in enumerate(list(zip(readings, straight, strict=True))[cut:], start=len(readings[:cut])):
        assert resumed.place(each, MORNING + timedelta(hours=n)) == placement


@settings(max_examples=40, deadline=None)
@given(TEXTS, st.integers(1, 12))
def test_only_earlier_articles_are_seen(texts: list[str], cut: int) -> None:
    readings = [reading(f"d{n}", text) for n, text in enumerate(texts)]
    assert place_all(Tracker(), readings)[:cut] == place_all(Tracker(), readings[:cut])


@settings(max_examples=40, deadline=None)
@given(TEXTS)
def test_a_small_window_forgets_without_trace(texts: list[str]) -> None:
    options = TrackOptions(window_articles=2, window_statements=2)
    readings = [reading(f"d{n}", text, said=(sighting(f"s{n}", text),)) for n, text in enumerate(texts)]
    assert len(place_all(Tracker(options), readings)) == len(readings)


def test_texts_alone() -> None:
    rows = [("a", FIRE, "", "2025-05-05"), ("b", VOTE, "", None), ("c", FIRE_LATER, "", "2025-05-06T10:00:00Z")]
    found = {name: story for name, story, _ in track_texts(rows)}
    assert found["a"] == found["c"] != found["b"]
    with pytest.raises(ValueError, match="Invalid isoformat"):
        list(track_texts([("a", FIRE, "", "yesterday!")]))


def test_options_are_data() -> None:
    assert msgspec.convert({"join": 0.2}, TrackOptions).join == 0.2
