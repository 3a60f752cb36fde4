"""The trained reader with the weights that ship."""

from __future__ import annotations

import subprocess
import sys

import pytest

from livebrief.nlp.ports import TextSpans
from livebrief.nlp.tagger import WEIGHTS, TrainedTagger

TEXT = (
    "Strike hits depot near Lviv\n\n"
    "“We will not stop,” said Olena Bereza, the defence minister. "
    "She said that the strike destroyed 12 trucks.\n\n"
    "According to a spokesman, 🚒 fire crews worked until dawn."
)


@pytest.fixture(scope="module")
def tagger() -> TrainedTagger:
    return TrainedTagger()


def words(text: str, spans: object) -> list[str]:
    return [text[s.start : s.end] for s in spans]  # type: ignore[attr-defined]


def test_reads_who_says_what(tagger: TrainedTagger) -> None:
    (found,) = tagger.read([TEXT])
    read = [(words(TEXT, a.source), words(TEXT, a.cue), words(TEXT, a.content)) for a in found.attributions]
    assert (["She"], ["said"], ["that the strike destroyed 12 trucks"]) in read
    assert any("Olena Bereza" in r[0][0] and r[1] == ["said"] and "We will not stop" in r[2][0] for r in read)


def test_offsets_are_code_points_of_the_text_as_given(tagger: TrainedTagger) -> None:
    (found,) = tagger.read([TEXT])
    last = next(a for a in found.attributions if "According to" in words(TEXT, a.cue))
    assert words(TEXT, last.content) == ["🚒 fire crews worked until dawn"]
    for a in found.attributions:
        assert 0 < a.score < 1
        for piece in (*a.source, *a.cue, *a.content):
            assert TEXT[piece.start : piece.end].strip() == TEXT[piece.start : piece.end] != ""


def test_a_text_reads_the_same_in_every_company(tagger: TrainedTagger) -> None:
    others = ["", "No one spoke.", TEXT * 8, "\u0301 \x00 ", "x" * 5000]
    together = tagger.read([*others, TEXT])
    assert together[-1] == tagger.read([TEXT])[0]
    assert together[0] == TextSpans()
    assert TrainedTagger(threads=1).read([TEXT * 8])[0] == together[2]


def test_names_come_with_the_same_pass(tagger: TrainedTagger) -> None:
    (reading,) = tagger.read([TEXT])
    names = {(n.span.of(TEXT), n.kind) for n in reading.names}
    assert {("Lviv", "LOC"), ("Olena Bereza", "PER")} <= names


def test_no_texts(tagger: TrainedTagger) -> None:
    assert tagger.read([]) == []


def test_nothing_heavy_is_opened_before_use() -> None:
    code = (
        "import sys; from livebrief.nlp.tagger import TrainedTagger; TrainedTagger();"
        "print([m for m in ('onnxruntime', 'tokenizers', 'numpy', 'torch') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_weights_stay_small() -> None:
    assert sum(p.stat().st_size for p in WEIGHTS.rglob("*") if p.is_file()) < 30_000_000
