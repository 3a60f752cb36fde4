"""The terminal's words: counts by their number, an editor's own line and deeds told as such."""

from __future__ import annotations

import io
from datetime import UTC, datetime

from rich.console import Console

from livebrief.publish.text import show_briefing
from livebrief.records.briefings import Briefing, Correction, EditorLine, StoryBrief
from livebrief.records.readings import Groups, Material

NOW = datetime(2025, 3, 5, 12, tzinfo=UTC)


def told(brf: Briefing) -> str:
    out = io.StringIO()
    material = Material(
        as_of=NOW, documents={}, current={}, known_at={}, sightings={}, copies={}, groups=Groups(), outlets={}
    )
    show_briefing(brf, material, Console(file=out, width=200))
    return out.getvalue()


def test_one_is_not_many_and_an_editor_is_named() -> None:
    own = EditorLine(id="lin_a", story="sto_a", text="Divers search on.", by="Ada Roe", at="2025-03-05", citations=())
    story = StoryBrief(
        story="sto_a",
        heading="A bridge falls",
        heading_document="",
        state="active",
        updates=(),
        documents=1,
        outlets=("echo",),
        own_lines=(own,),
    )
    done = Correction(
        article="", outlet="", before="", after="", seen="2025-03-05", kind="editor", title="Hidden", by="Ada Roe"
    )
    page = told(
        Briefing(
            id="brf_a",
            beat="",
            title="A beat",
            as_of=NOW,
            stories=(story,),
            documents=1,
            outlets=1,
            statements=2,
            corrections=(done,),
        )
    )
    assert "1 article, 1 outlet, 2 statements" in page
    assert "active, 1 article, 1 outlet" in page
    assert "Divers search on." in page
    assert "an editor's own line, by Ada Roe" in page
    assert "By an editor (Ada Roe): Hidden" in page
    assert "Changed in the source" not in page
