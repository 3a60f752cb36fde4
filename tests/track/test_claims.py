"""Which statements assert the same: quotations, pieces, figures, near words, replies; and which never do."""

from __future__ import annotations

from livebrief.records.statements import Act, Sighting, Speech
from livebrief.track.apart import Apart
from livebrief.track.asserting import Setting
from livebrief.track.claims import Claims
from livebrief.track.options import TrackOptions
from tests.track.made import MORNING, sighting

QUOTE = "The river took the road in the night and it has not given it back to us yet"
PIECE = "took the road in the night and it has not given it back"
FILLER = (
    "The finance committee meets again on Thursday in Ostermark",
    "Ferries to the outer islands were cancelled until further notice",
    "Schools in the upper valley open an hour later this week",
    "The museum returned two paintings to the family of a collector",
)


def claims_of(*said: Sighting, apart: tuple[str, str] | None = None, places: dict[str, str] | None = None) -> list[str]:
    """The claim of each sighting, in one story unless ``places`` says otherwise, after some other news was read."""
    book = Claims(TrackOptions(), Apart([apart] if apart else []))
    for n, text in enumerate(FILLER):
        book.place(sighting(f"filler{n}", text), Setting(story="other", development="other"), MORNING)
    where = places or {}
    settings = [Setting(story=where.get(sgt.statement.id, "one"), development="dev", document="doc") for sgt in said]
    return [book.place(sgt, setting, MORNING)[0] for sgt, setting in zip(said, settings, strict=True)]


def test_a_quotation_in_pieces_is_one_claim_even_across_stories() -> None:
    whole = sighting("a", QUOTE, speech=Speech.DIRECT)
    piece = sighting("b", PIECE, speech=Speech.MIXED)
    first, second = claims_of(whole, piece, places={"b": "two"})
    assert first == second


def test_figures_that_differ_keep_claims_apart() -> None:
    forty = sighting("a", "40 million euros will go to the valley for new dykes", figures=(("pledged", "EUR", 40e6),))
    more = sighting("b", "44 million euros will go to the valley for new dykes", figures=(("pledged", "EUR", 44e6),))
    first, second = claims_of(forty, more)
    assert first != second


def test_the_same_figure_in_other_words_is_one_claim() -> None:
    one = sighting("a", "nine miners were killed in the Harl pit", figures=(("killed", "person", 9.0),))
    two = sighting("b", "nine people died in the collapse of the Harl pit", figures=(("killed", "person", 9.0),))
    first, second = claims_of(one, two)
    assert first == second


def test_a_figure_without_a_telling_role_joins_nothing() -> None:
    one = sighting("a", "nine ferries wait in the harbour of Norwell", figures=(("count", "ferry", 9.0),))
    two = sighting("b", "a choir of nine sang on the steps of parliament", figures=(("count", "ferry", 9.0),))
    first, second = claims_of(one, two)
    assert first != second


def test_no_compound_chains_two_figures() -> None:
    both = sighting(
        "a",
        "three rockets were launched at the depot and two were intercepted",
        figures=(("launched", "rocket", 3.0), ("intercepted", "rocket", 2.0)),
    )
    one = sighting("b", "three rockets were launched at the depot", figures=(("launched", "rocket", 3.0),))
    two = sighting("c", "two rockets aimed at the depot were intercepted", figures=(("intercepted", "rocket", 2.0),))
    _, launched, intercepted = claims_of(both, one, two)
    assert launched != intercepted


def test_a_denial_goes_with_what_it_denies() -> None:
    said = sighting("a", "the army shelled the Harl bridge at dawn", source="The governor")
    denial = sighting("b", "it shelled the Harl bridge at dawn", source="The army", act=Act.DENIES)
    first, second = claims_of(said, denial)
    assert first == second


def test_two_who_will_not_comment_do_not_say_the_same() -> None:
    one = sighting("a", "declined to comment on the Harl bridge", source="The army", act=Act.DECLINES)
    two = sighting("b", "would not comment on the Harl bridge", source="The governor", act=Act.DECLINES)
    first, second = claims_of(one, two)
    assert first != second


def test_times_that_differ_are_not_a_paraphrase() -> None:
    first, second = claims_of(
        sighting("a", "the siren in Norwell harbour began at 01:10"),
        sighting("b", "the siren in Norwell harbour began at 02:05"),
    )
    assert first != second


def test_the_same_statement_again_keeps_its_claim() -> None:
    first, second = claims_of(sighting("a", QUOTE), sighting("a", QUOTE))
    assert first == second


def test_an_editors_no_keeps_two_statements_apart() -> None:
    first, second = claims_of(sighting("a", QUOTE), sighting("b", QUOTE), apart=("a", "b"))
    assert first != second


def test_odd_words_on_every_line_make_no_claim_of_one_speakers_two_sentences() -> None:
    odd = "qzx vrkl brzt wplk"
    struck = sighting("a", f"14 people were killed {odd} in Norwell {odd}", figures=(("killed", "person", 14.0),))
    rebuild = sighting("b", f"We will rebuild {odd} every wall", speech=Speech.DIRECT)
    first, second = claims_of(struck, rebuild)
    assert first != second


def test_a_speaker_who_says_it_again_says_one_thing() -> None:
    first, second = claims_of(
        sighting("a", "the upper valley needs new pumps that can hold back the spring flood this month"),
        sighting("b", "new pumps for the upper valley could hold back a spring flood"),
    )
    assert first == second
