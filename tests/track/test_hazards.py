"""Warnings go with what they warned of: by hazard, day and place, in either order."""

from __future__ import annotations

from livebrief.track import Tracker
from livebrief.track.hazards import hazard_of
from livebrief.track.heads import head_of
from tests.track.made import reading
from tests.track.test_tracker import place_all

ALERT = ("Air-raid alert: Harl District", "Air-raid alert in Harl District. Start: 02:10. Go down to a shelter.")
CLEAR = ("All-clear: Harl District", "The air-raid alert in Harl District has ended. You may go home.")
RAID = (
    "Rockets hit grain silos overnight",
    "Ostermark was shelled for three hours in the night and two silos burned at Harl, farmers told the Courier.",
)
ELSEWHERE = ("Drones over Brackwater", "Some forty drones crossed Brackwater before dawn, its harbour master counted.")
TSUNAMI = (
    "Tsunami warning for Brackwater coast",
    "A tsunami warning holds for the Brackwater coast. Move to high ground.",
)
QUAKE = (
    "Strong earthquake off Ostermark",
    "The sea floor shook at noon. Pots fell from shelves in Brackwater, people said.",
)


def stories(*articles: tuple[str, str], days: tuple[str, ...] = ()) -> list[str]:
    """The story of each article in the end."""
    readings = [
        reading(f"d{n}", text, title=title, day=days[n] if days else "2025-05-05")
        for n, (title, text) in enumerate(articles)
    ]
    placements = place_all(Tracker(), readings)
    into = {loser: winner for each in placements for loser, winner in each.merged}
    return [into.get(each.story, each.story) for each in placements]


def test_a_notice_is_short_and_says_so_at_once() -> None:
    title, text = ALERT
    found = hazard_of(head_of(title, text), text)
    assert found is not None
    assert (found.kind, found.notice, found.names) == ("air", True, {"harl"})
    report = "Silos burn", f"{text} {'Farmers stood about in the rain. ' * 40}"
    assert hazard_of(head_of(*report), report[1]) is None, "a long article that opens with an alert is no notice"


def test_an_alert_goes_with_the_raid_of_that_night() -> None:
    alert, clear, raid = stories(ALERT, CLEAR, RAID)
    assert alert == clear == raid
    assert len(set(stories(RAID, ALERT, CLEAR))) == 1


def test_a_raid_elsewhere_or_on_another_day_is_another_story() -> None:
    alert, other = stories(ALERT, ELSEWHERE)
    assert alert != other
    alert, later = stories(ALERT, RAID, days=("2025-05-05", "2025-05-08"))
    assert alert != later


def test_a_warning_of_the_sea_goes_with_the_earthquake() -> None:
    assert len(set(stories(QUAKE, TSUNAMI))) == 1


def test_one_alert_does_not_make_two_raids_one_story() -> None:
    hospital = (
        "Missile hits clinic",
        "A missile went through the roof of a clinic for eye patients at Harl by daylight, nurses said.",
    )
    first, alert, second = stories(RAID, ALERT, hospital)
    assert first == alert != second
