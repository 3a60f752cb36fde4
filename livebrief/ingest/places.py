"""Where inputs are: files, folders, globs, in a fixed order. Owns the walk; refuses opening anything."""

from __future__ import annotations

import glob
from collections.abc import Iterator
from pathlib import Path

import msgspec

from livebrief.records.outcomes import Failed, Skipped, Why

SIDECAR = ".meta.json"
TEXT, PAGE, JSON, LINES, FEED, ARCHIVE = "text", "page", "json", "lines", "feed", "archive"
_FORMATS = {
    ".txt": TEXT,
    ".html": PAGE,
    ".htm": PAGE,
    ".xhtml": PAGE,
    ".json": JSON,
    ".jsonl": LINES,
    ".ndjson": LINES,
    ".xml": FEED,
    ".rss": FEED,
    ".atom": FEED,
    ".warc": ARCHIVE,
    ".arc": ARCHIVE,
}


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """A file to read; ``form`` is empty when its name does not tell. ``named`` says that the caller named it."""

    path: Path
    form: str
    named: bool


def form_of(path: Path) -> str:
    """The format that a file's name tells (``.gz`` aside), or empty."""
    name = path.with_suffix("") if path.suffix.lower() == ".gz" else path
    return _FORMATS.get(name.suffix.lower(), "")


def find(text: str) -> Iterator[Found | Skipped | Failed]:
    """The files of one input, sorted by path. Sidecars are told only when nothing lies beside them."""
    path = Path(text)
    if path.is_dir():
        yield from _folder(path)
    elif path.exists():
        yield from _one(path, named=True)
    elif any(sign in text for sign in "*?["):
        yield from _globbed(text)
    else:
        yield Failed(source=text, why=Why.NOT_FOUND, detail="no such file or folder")


def _globbed(pattern: str) -> Iterator[Found | Skipped | Failed]:
    matches = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207
    if not matches:
        yield Failed(source=pattern, why=Why.NOT_FOUND, detail="the pattern matches nothing")
    for match in matches:
        path = Path(match)
        if path.is_dir():
            continue
        yield from _one(path, named=False)


def _folder(root: Path) -> Iterator[Found | Skipped | Failed]:
    for path in sorted(root.rglob("*"), key=lambda path: path.as_posix()):
        if path.is_dir():
            continue
        if any(part.startswith(".") for part in path.relative_to(root).parts):
            yield Skipped(source=str(path), why=Why.HIDDEN_FILE)
        else:
            yield from _one(path, named=False)


def _one(path: Path, *, named: bool) -> Iterator[Found | Skipped | Failed]:
    if path.name.endswith(SIDECAR):
        if not _beside(path):
            yield Skipped(source=str(path), why=Why.SIDECAR, detail="no article lies beside it")
        return
    form = form_of(path)
    if not form and not named:
        yield Skipped(source=str(path), why=Why.UNKNOWN_FORMAT, detail="name it as an input to have it tried")
        return
    yield Found(path=path, form=form, named=named)


def _beside(sidecar: Path) -> bool:
    stem = sidecar.name.removesuffix(SIDECAR)
    return any(
        sidecar.with_name(stem + ending + packed).exists() for ending in ("", *_FORMATS) for packed in ("", ".gz")
    )


def sidecar_of(path: Path) -> Path:
    """Where the sidecar of a file would lie: ``NAME.meta.json`` beside ``NAME.txt`` or ``NAME.txt.gz``."""
    name = path.with_suffix("") if path.suffix.lower() == ".gz" else path
    return name.with_name(name.stem + SIDECAR)
