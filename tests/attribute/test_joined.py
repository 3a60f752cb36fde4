"""The joined reader over a scripted first one: what the rules mend, add and leave alone."""

from __future__ import annotations

from collections.abc import Sequence

from livebrief.attribute import JoinedTagger, RuleTagger
from livebrief.nlp.ports import AttributionSpans, NameSpan, TextSpans
from livebrief.records.spans import Span

Row = tuple[str, str, str]


class Scripted:
    """Answers every text with the same rows of words: source, cue, content (first occurrences)."""

    name = "scripted"

    def __init__(self, *rows: Row) -> None:
        self._rows = rows

    def read(self, texts: Sequence[str]) -> list[TextSpans]:
        return [TextSpans(attributions=tuple(_spans(text, row) for row in self._rows), names=NAMES) for text in texts]


NAMES = (NameSpan(span=Span(0, 3), kind="PER"),)


def _spans(text: str, row: Row) -> AttributionSpans:
    source, cue, content = (
        (Span(text.index(words), text.index(words) + len(words)),) if words else () for words in row
    )
    return AttributionSpans(source=source, cue=cue, content=content)


def joined(text: str, *rows: Row) -> list[Row]:
    (found,) = JoinedTagger(Scripted(*rows), RuleTagger()).read([text])
    assert found.names == NAMES
    words = [
        [" | ".join(p.of(text) for p in part) for part in (a.source, a.cue, a.content)] for a in found.attributions
    ]
    return [(source, cue, content) for source, cue, content in words]


def test_all_before_a_closing_verb_is_its_content() -> None:
    text = "The museum has sold a bell, a gift of 1890, to a collector, its director said."
    assert joined(text, ("its director", "said", "a gift of 1890")) == [
        ("its director", "said", "The museum has sold a bell, a gift of 1890, to a collector")
    ]


def test_a_dash_closes_as_a_comma_does() -> None:
    text = "The gale cut 40 lines over three valleys -- Tarn, Orsk and Lund -- the grid said on Thursday."
    assert joined(text, ("the grid", "said", "Tarn, Orsk and Lund")) == [
        ("the grid", "said", "The gale cut 40 lines over three valleys -- Tarn, Orsk and Lund")
    ]


def test_a_closing_verb_that_was_missed_is_added_and_what_said_nothing_goes() -> None:
    text = "The city has allowed boats on the lake, two officials told the Gazette."
    assert joined(text, ("The city", "has allowed", "boats on the lake")) == [
        ("two officials", "told", "The city has allowed boats on the lake")
    ]


def test_the_speaker_and_not_a_name_in_a_clause_about_him() -> None:
    text = '"Most of them left," an officer, who is known as Lynx, said.'
    (found,) = joined(text, ("Lynx", "said", '"Most of them left,"'))
    assert found[0].startswith("an officer")


def test_a_speaker_within_reported_words() -> None:
    text = "A spokeswoman said Mara Quill told the board that the plant would close."
    assert ("Mara Quill", "told", "that the plant would close") in joined(
        text, ("A spokeswoman", "said", "Mara Quill told the board that the plant would close")
    )


def test_where_the_first_is_silent_plain_forms_of_the_second_stand() -> None:
    assert joined("He put the losses at more than 90.") == [("He", "put", "the losses at more than 90")]
    assert joined("The crew liked the harbour.") == []


def test_what_is_not_english_is_left_to_the_rules() -> None:
    text = "El alcalde dijo que el puente de la ciudad sigue cerrado por las obras."
    assert joined(text, ("El alcalde", "sigue", "cerrado")) == [
        ("El alcalde", "dijo", "que el puente de la ciudad sigue cerrado por las obras")
    ]


def test_a_transcript_is_read_by_turns_and_others_words_in_them_stay() -> None:
    text = (
        "BELL: Is the pool safe at this time?\n\nVANCE: I think so. The firm says it took nothing.\n\n"
        "BELL: How deep is it today, then?\n\nVANCE: It is about forty feet deep."
    )
    rows = joined(text, ("I", "think", "so"), ("The firm", "says", "it took nothing"))
    assert ("VANCE", ":", "I think so. The firm says it took nothing.") in rows
    assert ("The firm", "says", "it took nothing") in rows
    assert len(rows) == 5


def test_reported_words_do_not_run_into_the_next_paragraph() -> None:
    text = "He cautioned that the sample was small.\n\nThe team knows which organ it is."
    (found,) = JoinedTagger(Runs(), RuleTagger()).read([text])
    assert [piece.of(text) for piece in found.attributions[0].content] == ["that the sample was small"]


class Runs:
    """Links the next paragraph's words to "cautioned", too."""

    name = "runs"

    def read(self, texts: Sequence[str]) -> list[TextSpans]:
        return [TextSpans(attributions=(self._one(text),)) for text in texts]

    def _one(self, text: str) -> AttributionSpans:
        said, more = text.index("that the"), text.index("which organ")
        return AttributionSpans(
            source=(Span(0, 2),),
            cue=(Span(3, 12),),
            content=(Span(said, text.index(".")), Span(more, len(text) - 1)),
        )


def test_a_passive_names_its_speaker_behind_it() -> None:
    text = "The opposition met. The firm has been criticised by unions for its pay."
    assert joined(text, ("The opposition", "has been criticised", "for its pay"))[0][0] == "unions"
    assert joined(text, ("unions", "has been criticised", "for its pay"))[0][0] == "unions"


def test_the_other_half_of_a_broken_sentence_is_read_too() -> None:
    text = "The toll rose to 21 on Monday, the fire chief said, with four people still missing in the hills."
    halves = "The toll rose to 21 on Monday | with four people still missing in the hills"
    for read in ("The toll rose to 21 on Monday", "with four people still missing in the hills"):
        assert joined(text, ("the fire chief", "said", read)) == [("the fire chief", "said", halves)]
