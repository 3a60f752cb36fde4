"""States told in the head of an article: shut and open again, imposed and lifted; and the developments that follow."""

from __future__ import annotations

import pytest

from livebrief.records.stories import Placement
from livebrief.track import Tracker
from livebrief.track.heads import head_of
from livebrief.track.states import BEGUN, ENDED, LASTING, changed, state_of
from tests.track.made import reading
from tests.track.test_tracker import place_all


@pytest.mark.parametrize(
    ("title", "thing", "value"),
    [
        ("Ash cloud shuts Brackwater airport", "airport", BEGUN),
        ("Brackwater airport stays closed for third day", "airport", LASTING),
        ("Flights resume at Brackwater", "airport", ENDED),
        ("Closure of Harl bridge extended until Friday", "bridge", LASTING),
        ("Ostermark will close its border with Norwell", "border", BEGUN),
        ("Norwell imposes night curfew", "curfew", BEGUN),
        ("Curfew in Norwell extended by a week", "curfew", LASTING),
        ("Norwell lifts curfew", "curfew", ENDED),
        ("Ostermark and Norwell agree ceasefire", "ceasefire", BEGUN),
        ("Evacuation ordered below the Harl dam", "evacuation", BEGUN),
        ("Evacuation order lifted for Brackwater", "evacuation", ENDED),
        ("All-clear: Harl Valley", "alert", ENDED),
        ("Embassy in Norwell open", "embassy", ENDED),
    ],
)
def test_a_headline_tells_a_state(title: str, thing: str, value: str) -> None:
    found = state_of(head_of(title, ""))
    assert found is not None
    assert (found.thing, found.value) == (thing, value)


@pytest.mark.parametrize(
    "title",
    [
        "Brackwater airport to reopen on Monday",
        "Airport may close over ash",
        "Ostermark and Norwell agree to lift blockade",
        "Minister denies border was shut",
        "Gunman opened fire in a park",
        "New school planned for Norwell",
        "Doctors call for curfew to be lifted",
        "Shares closed higher",
    ],
)
def test_what_is_planned_feared_or_denied_is_no_state(title: str) -> None:
    assert state_of(head_of(title, "")) is None


def test_the_first_sentence_tells_where_the_headline_does_not() -> None:
    text = "NORWELL, May 5 (Wire) -- Ostermark reopened its border on Monday, two days after closing it. The queue was long."
    found = state_of(head_of("At dawn", text))
    assert found is not None
    assert (found.thing, found.value) == ("border", ENDED)
    assert found.names == {"oster"}, "a dateline names nothing that the news is about"


def test_two_airports_are_two_things() -> None:
    one, other, again = (
        state_of(head_of(title, ""))
        for title in ("Brackwater airport shut by ash", "Norwell airport shut by ash", "Brackwater airport reopens")
    )
    assert one is not None
    assert other is not None
    assert again is not None
    assert not one.of_one(other)
    assert one.of_one(again)
    assert changed(one, again, 0)


def test_what_opens_a_headline_is_a_name_unless_the_text_has_it_as_a_word() -> None:
    head = head_of("Ash shuts Brackwater airport", "The ash drifted north.")
    assert head.title_names() == {"brack"}


def test_a_state_that_lasts_is_told_anew_on_another_day() -> None:
    begun, lasts = (state_of(head_of(f"Norwell curfew {verb}", "")) for verb in ("imposed", "extended"))
    assert begun is not None
    assert lasts is not None
    assert not changed(begun, lasts, 0)
    assert changed(begun, lasts, 1)


AIRPORT = [
    ("2025-05-05", "Ash cloud shuts Brackwater airport", "shut Brackwater airport on Monday over ash from Mount Orl"),
    (
        "2025-05-05",
        "Brackwater airport closed by ash",
        "closed Brackwater airport on Monday, the ash of Mount Orl above it",
    ),
    (
        "2025-05-06",
        "Brackwater airport reopens",
        "reopened Brackwater airport on Tuesday as ash from Mount Orl moved on",
    ),
    (
        "2025-05-06",
        "Flights resume at Brackwater airport",
        "resumed flights at Brackwater airport after the Mount Orl ash",
    ),
    (
        "2025-05-07",
        "Brackwater airport shut again",
        "shut Brackwater airport again on Wednesday over ash from Mount Orl",
    ),
]
CURFEW = [
    ("2025-05-05", "Norwell imposes curfew", "imposed a curfew on Norwell after the riots at the Harl docks"),
    ("2025-05-06", "Norwell curfew extended", "extended the Norwell curfew after the riots at the Harl docks went on"),
    (
        "2025-05-08",
        "Norwell lifts curfew",
        "lifted the Norwell curfew, a quiet night after the riots at the Harl docks",
    ),
]
EVACUATION = [
    (
        "2025-05-05",
        "Evacuation ordered below Harl dam",
        "ordered the evacuation of Low Harl below the cracked Harl dam",
    ),
    (
        "2025-05-05",
        "Evacuation order lifted below Harl dam",
        "lifted the evacuation order for Low Harl below the Harl dam",
    ),
]


def followed(reports: list[tuple[str, str, str]]) -> list[Placement]:
    """Placements of short reports by the governor."""
    readings = [
        reading(f"d{n}", f"The governor of Ostermark {did}, her office said.", day=day, title=title)
        for n, (day, title, did) in enumerate(reports)
    ]
    return place_all(Tracker(), readings)


def test_an_airport_shuts_and_reopens() -> None:
    shut, shut_too, opened, opened_too, again = followed(AIRPORT)
    assert len({each.story for each in (shut, shut_too, opened, opened_too, again)}) == 1
    assert shut.development == shut_too.development
    assert opened.development == opened_too.development
    assert len({shut.development, opened.development, again.development}) == 3, "shut anew is another development"


@pytest.mark.parametrize("reports", [CURFEW, EVACUATION])
def test_each_changed_state_is_a_development_of_one_story(reports: list[tuple[str, str, str]]) -> None:
    placements = followed(reports)
    assert len({each.story for each in placements}) == 1
    assert len({each.development for each in placements}) == len(reports)


def test_a_report_of_the_first_state_that_comes_late_goes_with_the_first() -> None:
    early, opened, late = followed([AIRPORT[0], AIRPORT[2], AIRPORT[1]])
    assert late.development == early.development != opened.development
