"""What is nobody's words, or not these words: trimmed from the spans of either reader."""

from __future__ import annotations

import pytest

from livebrief.attribute import RuleTagger
from livebrief.attribute.trimming import trimmed, without_relatives
from livebrief.nlp.ports import AttributionSpans
from livebrief.records.spans import Span

Row = tuple[str, str, str]


def spans(text: str, source: str, cue: str, *content: str) -> AttributionSpans:
    def at(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    return AttributionSpans(source=(at(source),), cue=(at(cue),), content=tuple(at(words) for words in content))


def words(text: str, found: AttributionSpans | None) -> list[str]:
    return [piece.of(text) for piece in found.content] if found else []


def by_rules(text: str) -> list[Row]:
    def joined(pieces: tuple[Span, ...]) -> str:
        return " | ".join(piece.of(text) for piece in pieces)

    (found,) = RuleTagger().read([text])
    return [(joined(a.source), joined(a.cue), joined(a.content)) for a in found.attributions]


def test_a_headline_above_is_not_what_the_first_paragraph_says() -> None:
    text = "Gale shuts the port\n\nThe port is shut until Monday, the harbour master said."
    found = trimmed(text, spans(text, "the harbour master", "said", text[: text.index(", the harbour")]))
    assert words(text, found) == ["The port is shut until Monday"]


def test_a_quotation_may_go_on_over_paragraphs() -> None:
    text = '"We waited.\n\n"Nobody came," Ada Roe said.'
    assert words(text, trimmed(text, spans(text, "Ada Roe", "said", text[: text.index(" Ada")]))) == [
        '"We waited.\n\n"Nobody came,"'
    ]


def test_a_dateline_is_nobodys_words() -> None:
    text = "TOLM, 2 May 2024 (Bay Wire) — Two boats sank, the coastguard said."
    found = trimmed(text, spans(text, "the coastguard", "said", "TOLM, 2 May 2024 (Bay Wire) —", "Two boats sank"))
    assert words(text, found) == ["Two boats sank"]


def test_why_a_speaker_is_not_named_is_not_what_the_speaker_says() -> None:
    text = "According to two clerks, who asked not to be named because they fear for their jobs, the vault was open."
    row = spans(text, "two clerks", "According to", text[text.index("who asked") : -1])
    assert words(text, trimmed(text, row)) == ["the vault was open"]


def test_a_relative_pronoun_alone_says_nothing() -> None:
    text = "a ruling that his lawyers hailed as a victory"
    assert words(text, without_relatives(text, spans(text, "his lawyers", "hailed", "that", "as a victory"))) == [
        "as a victory"
    ]
    assert words(text, without_relatives(text, spans(text, "his lawyers", "hailed", "that"))) == []


@pytest.mark.parametrize(
    "text",
    [
        "A clip said to show the mill on fire has been shared by thousands.",
        "The painting is thought to be a copy.",
        "The driver was believed to have fled.",
    ],
)
def test_what_is_said_by_nobody_in_particular(text: str) -> None:
    assert by_rules(text) == []


def test_the_checker_behind_a_supposed_clip_is_heard() -> None:
    text = "A clip said to show the mill on fire is two years old, the fact-checking group Lens found."
    assert by_rules(text) == [
        ("the fact-checking group Lens", "found", "A clip said to show the mill on fire is two years old")
    ]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        (
            "The rebels took the village of Lower Brin, it claimed on its channel.",
            ("it", "claimed", "The rebels took the village of Lower Brin"),
        ),
        (
            "Sweden will send one clinic, its trade minister said; two more followed on Friday.",
            ("its trade minister", "said", "Sweden will send one clinic"),
        ),
        (
            "Among the injured were two nurses, the ward's head, Dr Ines Falk, said.",
            ("the ward's head, Dr Ines Falk", "said", "Among the injured were two nurses"),
        ),
        (
            "Neither account could be independently verified.",
            ("account", "Neither | could be independently verified", "account"),
        ),
        (
            "Four of the ten judges voted against, minutes published by the court showed.",
            ("minutes published by the court", "showed", "Four of the ten judges voted against"),
        ),
        (
            "The photograph was staged in a studio, the agency Lens said: it was taken in 2011.",
            ("the agency Lens", "said", "The photograph was staged in a studio | it was taken in 2011"),
        ),
    ],
)
def test_forms_that_the_rules_read(text: str, row: Row) -> None:
    assert by_rules(text) == [row]


def test_a_semicolon_ends_what_is_said() -> None:
    text = "Ada Roe accused the board of sloth; the board rejected the charge."
    assert by_rules(text) == [
        ("Ada Roe", "accused", "the board of sloth"),
        ("the board", "rejected", "the charge"),
    ]


def test_a_silence_ends_with_its_sentence() -> None:
    text = "The ministry did not comment. Vestria denies shelling towns."
    found = trimmed(text, spans(text, "The ministry", "did not comment", "Vestria denies shelling towns"))
    assert words(text, found) == ["did not comment"]


def test_a_headline_names_its_source() -> None:
    assert by_rules("Two dead in mill blast, police say") == [("police", "say", "Two dead in mill blast")]


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("A clerk said talks went on and declined to give a figure.", "A clerk", "talks went on"),
        ("He suggested to her that the gate was shut.", "He", "that the gate was shut"),
        (
            "A spokesman for the charity, Open Boats, said the boats were safe.",
            "charity, Open Boats",
            "the boats were safe",
        ),
    ],
)
def test_a_content_without_refusal_and_addressee_a_source_with_its_name(text: str, source: str, content: str) -> None:
    said = {"talks went on": "talks went on and declined to give a figure", "that": "to her that the gate was shut"}
    given = next((whole for part, whole in said.items() if content.startswith(part)), content)
    who = next(words for words in ("A clerk", "He", "A spokesman for the charity") if text.startswith(words))
    cue = "suggested" if "suggested" in text else "said"
    spans = [Span(text.index(words), text.index(words) + len(words)) for words in (who, cue, given)]
    own = trimmed(text, AttributionSpans(source=(spans[0],), cue=(spans[1],), content=(spans[2],)))
    assert own is not None
    assert own.source[0].of(text).endswith(source)
    assert own.content[0].of(text) == content
