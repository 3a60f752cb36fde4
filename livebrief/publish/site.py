"""The static site: every page that can be reached from the front page, written to a folder. The served pages, as files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from livebrief.publish import addresses
from livebrief.publish.languages import DEFAULT
from livebrief.publish.pages import Maker
from livebrief.publish.shelf import Shelf

ROOTS = ("index.html", "feed.xml", "atom.xml", "feed.json", "briefing.json", "widget.html", "robots.txt")


def walk(maker: Maker) -> Iterator[tuple[str, bytes]]:
    """Each page reachable from the front page, once, with its address: every link inside the site leads somewhere."""
    waiting = list(ROOTS)
    seen = set(waiting)
    for path in waiting:
        if (made := maker.page(path)) is None:
            continue
        yield path, made
        found = sorted(maker.linked - seen)
        seen.update(found)
        waiting.extend(found)
    for gone in sorted(maker.edition.material.groups.redirects):
        for old in (addresses.story(gone), addresses.line(gone)):
            if (to := maker.moved(old)) in seen:
                yield old, maker.render("moved.html", old, target=to)


def write(shelf: Shelf, out: Path, language: str = DEFAULT) -> list[Path]:
    """Write every page below ``out`` (made if need be), in an interface language; the paths written, front page first. Idempotent.

    A page is written beside its place and then moved there, so that a reader never sees half of one.
    """
    written = []
    for name, made in walk(Maker(shelf, language=language)):
        path = out / name
        path.parent.mkdir(parents=True, exist_ok=True)
        half = path.with_name(f".{path.name}.part")
        half.write_bytes(made)
        half.replace(path)
        written.append(path)
    return written
