"""The trained reader with the weights that ship."""

from __future__ import annotations

import subprocess
import sys

import pytest

from livebrief.nlp.tagger import WEIGHTS, TrainedTagger

TEXT = (
    "Kyiv hit a depot — officials say\n\n"
    "“We will not stop,” Defence Minister Olena Bereza told reporters in Lviv on Tuesday. "
    "She said that the strike destroyed 12 trucks.\n\n"
    "The Kremlin declined to comment. According to a spokesman, 🚒 fire crews worked until dawn."
)


@pytest.fixture(scope="module")
def tagger() -> TrainedTagger:
    return TrainedTagger()


def words(text: str, spans: object) -> list[str]:
    return [text[s.start : s.end] for s in spans]  # type: ignore[attr-defined]


def test_reads_who_says_what(tagger: TrainedTagger) -> None:
    (found,) = tagger.tag([TEXT])
    read = [(words(TEXT, a.source), words(TEXT, a.cue), words(TEXT, a.content)) for a in found]
    assert (["She"], ["said"], ["that the strike destroyed 12 trucks"]) in read
    minister = next(r for r in read if r[1] and "told" in r[1][0])
    assert minister[0] == ["Defence Minister Olena Bereza"]
    assert "We will not stop" in minister[2][0]


def test_offsets_are_code_points_of_the_text_as_given(tagger: TrainedTagger) -> None:
    (found,) = tagger.tag([TEXT])
    last = next(a for a in found if "According to" in words(TEXT, a.cue))
    assert words(TEXT, last.content)[0].startswith("🚒") or "fire crews" in words(TEXT, last.content)[0]
    for a in found:
        assert 0 < a.score <= 1
        for piece in (*a.source, *a.cue, *a.content):
            assert TEXT[piece.start : piece.end].strip() == TEXT[piece.start : piece.end] != ""


def test_a_text_reads_the_same_in_every_company(tagger: TrainedTagger) -> None:
    others = ["", "No one spoke.", TEXT * 8, "\u0301 \x00 ", "x" * 5000]
    together = tagger.tag([*others, TEXT])
    assert together[-1] == tagger.tag([TEXT])[0]
    assert together[0] == []
    assert TrainedTagger(threads=1).tag([TEXT * 8])[0] == together[2]


def test_no_texts(tagger: TrainedTagger) -> None:
    assert tagger.tag([]) == []


def test_nothing_heavy_is_opened_before_use() -> None:
    code = (
        "import sys; from livebrief.nlp.tagger import TrainedTagger; TrainedTagger();"
        "print([m for m in ('onnxruntime', 'tokenizers', 'numpy', 'torch') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_weights_stay_small() -> None:
    assert sum(p.stat().st_size for p in WEIGHTS.rglob("*") if p.is_file()) < 30_000_000
