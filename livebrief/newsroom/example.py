"""The bundled example beat: where its articles lie, and which store is its own.

A store keeps what was read when it was read; the example is read anew with every other version of the code, so that what it
shows is what this code makes.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

import livebrief
from livebrief import beats

_READS = frozenset({".py", ".toml", ".json", ".jsonl", ".npz", ".tsv", ".xml", ".html", ".txt"})


def demo_inputs() -> Path:
    """The folder of the bundled example beat's articles."""
    return beats.DATA / "demo" / "inputs"


@cache
def made_by() -> str:
    """Twelve hex digits that stand for the package's code and data: what a reading depends on."""
    root = Path(livebrief.__file__).parent
    digest = hashlib.sha256()
    for path in sorted(each for each in root.rglob("*") if each.suffix in _READS):
        digest.update(path.relative_to(root).as_posix().encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:12]
