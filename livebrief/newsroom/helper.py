"""The program of a process that reads beside the newsroom: READER and BEAT as the configuration names them.

``python -c START ROOT READER BEAT``; documents come on its standard input, answers go to its standard output, whatever
else is printed goes where errors go.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from livebrief import beats
from livebrief.flow.helpers import answer
from livebrief.flow.understanding import Understanding
from livebrief.nlp.ports import AttributionTagger

START = "import sys; sys.path.insert(0, sys.argv[1]); from livebrief.newsroom.helper import main; main(sys.argv[2:])"


def command(reader: str, beat: str) -> list[str]:
    """What starts one, with this very package and interpreter."""
    return [sys.executable, "-c", START, str(Path(beats.__file__).parents[1]), reader, beat]


def understanding(reader: str, beat: str) -> Understanding:
    """The configured reader with its beats and outlets; weights are opened when it first reads."""
    chosen = beats.choose(beat)
    return Understanding(tagger(reader), lambda doc: beats.fitting(doc, chosen), beats.load_outlets())


def tagger(name: str) -> AttributionTagger:
    """The reader of attributions by its configured name; weights are opened when it first reads."""
    from livebrief.attribute.rules import RuleTagger

    if name == "rules":
        return RuleTagger()
    from livebrief.nlp.tagger import TrainedTagger

    if name == "trained":
        return TrainedTagger()
    from livebrief.attribute.joined import JoinedTagger

    return JoinedTagger(TrainedTagger(), RuleTagger())


def main(given: Sequence[str]) -> None:
    """Answer until nobody asks any more."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    answer(sys.stdin.buffer, answers, understanding(*given).reply)
