"""Which statements assert the same: quotations, pieces, figures, near words, replies; and which never do."""

from __future__ import annotations

import msgspec

from livebrief.records.mentions import PlaceMention, QuantityMention
from livebrief.records.spans import Span
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


def test_a_sum_without_a_role_tells_by_its_size() -> None:
    one = sighting("a", "the minister took 3 million crowns from a builder", figures=(("count", "crown", 3e6),))
    two = sighting("b", "Otto Venn accepted 3 million crowns, the builder's gift", figures=(("count", "crown", 3e6),))
    first, second = claims_of(one, two)
    assert first == second


def test_areas_in_two_units_are_one_figure() -> None:
    one = sighting("a", "the heath fire burned 1,200 hectares of pine", figures=(("count", "ha", 1200.0),))
    two = sighting("b", "a heath fire has burned 12 square kilometres", figures=(("count", "km2", 12.0),))
    first, second = claims_of(one, two)
    assert first == second


def test_one_voice_may_tell_one_pledge_in_two_currencies() -> None:
    one = sighting("a", "Ostermark will give Varn 50 million euros for dykes", figures=(("pledged", "EUR", 5e7),))
    two = sighting("b", "Ostermark promised Varn about $54 million for dykes", figures=(("pledged", "USD", 5.4e7),))
    more = sighting("c", "Ostermark promised Varn $540 million for dykes", figures=(("pledged", "USD", 5.4e8),))
    first, second, third = claims_of(one, two, more)
    assert first == second != third


def test_a_short_name_is_the_longer_one_that_ends_with_it() -> None:
    one = sighting("a", "the bridge at Orlin stands and lorries cross it", source="The Varn defence ministry")
    two = sighting("b", "the bridge stands", source="Defence ministry")
    settings = [Setting(story="one", development="dev", document=name) for name in ("x", "y")]
    book = Claims(TrackOptions(), Apart())
    first, second = (book.place(sgt, here, MORNING)[0] for sgt, here in zip((one, two), settings, strict=True))
    assert first == second


def test_two_alerts_in_two_places_are_two() -> None:
    names = ("Varn", "Orsk")
    spots = {"Varn": PlaceMention(span=Span(0, 1), text="Varn", name="Varn", lat=50.0, lon=5.0, precision="region")}
    spots["Orsk"] = PlaceMention(span=Span(0, 1), text="Orsk", name="Orsk", lat=60.0, lon=25.0, precision="region")
    said = []
    for n, name in enumerate(names):
        text = f"Air-raid alert in {name} Province"
        sgt = sighting(f"s{n}", text, source="The service")
        said.append((msgspec.structs.replace(sgt, content=(Span(0, len(text)),), places=(spots[name],)), text))
    book = Claims(TrackOptions(), Apart())
    first, second = (
        book.place(sgt, Setting(story="one", development="dev", document="d", text=text), MORNING)[0]
        for sgt, text in said
    )
    assert first != second


def test_what_had_not_been_before_contradicts_nothing() -> None:
    one = sighting("a", "a missile struck the port city of Tarn", source="The service")
    two = sighting("b", "Tarn, the port city, had not been struck since October", source="The Lantern")
    three = sighting("c", "no missile struck the port city of Tarn", source="The other side")
    first, second, third = claims_of(one, two, three)
    assert first != second
    assert first == third


def test_a_fragment_in_quotation_marks_is_a_piece_of_the_whole() -> None:
    whole = sighting("a", "This is the hardest decision I have taken in my life here", speech=Speech.DIRECT)
    text = 'it "the hardest decision" of a long career'
    piece = sighting("b", text, speech=Speech.MIXED)
    piece = msgspec.structs.replace(piece, content=(Span(0, len(text)),))
    book = Claims(TrackOptions(), Apart())
    first = book.place(whole, Setting(story="one", development="dev", document="x"), MORNING)[0]
    second = book.place(piece, Setting(story="one", development="dev", document="y", text=text), MORNING)[0]
    assert first == second


def test_a_range_is_another_figure_than_its_ends() -> None:
    mention = QuantityMention(span=Span(0, 1), text="350 to 400", role="evacuated", unit="person", low=350, high=400)
    one = sighting("a", "350 people were evacuated from the valley", figures=(("evacuated", "person", 350.0),))
    two = sighting("b", "350 to 400 were evacuated from the valley", source="Officials")
    two = msgspec.structs.replace(two, figures=(msgspec.structs.replace(mention, bound="range"),))
    first, second = claims_of(one, two)
    assert first != second
