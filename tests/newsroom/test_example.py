"""The example's store goes with the code and data that read it."""

from __future__ import annotations

from pathlib import Path

import pytest

import livebrief
from livebrief.newsroom.example import demo_inputs, made_by


def test_another_code_is_another_example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(livebrief, "__file__", str(tmp_path / "__init__.py"))
    (tmp_path / "reading.py").write_text("READS = 1\n", encoding="utf-8")
    first = made_by.__wrapped__()
    assert first == made_by.__wrapped__()
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "reading.pyc").write_bytes(b"compiled")
    assert first == made_by.__wrapped__()
    (tmp_path / "reading.py").write_text("READS = 2\n", encoding="utf-8")
    assert first != made_by.__wrapped__()


def test_the_example_has_articles() -> None:
    assert any(demo_inputs().iterdir())
