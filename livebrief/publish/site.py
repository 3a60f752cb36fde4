"""The static site: the pages of a briefing, written to a folder."""

from __future__ import annotations

from pathlib import Path

from livebrief.publish.pages import pages
from livebrief.records.briefings import Briefing
from livebrief.records.readings import Material


def write(brf: Briefing, material: Material, out: Path) -> list[Path]:
    """Write every page below ``out`` (made if need be); the paths written, front page first. Idempotent.

    A page is written beside its place and then moved there, so that a reader never sees half of one.
    """
    written = []
    for name, make in pages(brf, material):
        path = out / name
        path.parent.mkdir(parents=True, exist_ok=True)
        half = path.with_name(f".{path.name}.part")
        half.write_bytes(make())
        half.replace(path)
        written.append(path)
    return written
