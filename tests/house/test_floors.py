"""The house keeps its floors, and importing it is cheap."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_imports_only_point_down() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_import_livebrief_loads_neither_web_nor_weights() -> None:
    code = "import sys, livebrief, livebrief.newsroom; print([m for m in sys.modules if m in HEAVY])"
    heavy = "HEAVY = {'starlette', 'uvicorn', 'onnxruntime', 'tokenizers', 'sqlalchemy', 'trafilatura', 'jinja2'}"
    done = subprocess.run([sys.executable, "-c", f"{heavy}\n{code}"], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_files_stay_small() -> None:
    long = {path: n for path in (ROOT / "livebrief").rglob("*.py") if (n := len(path.read_text().splitlines())) > 500}
    assert not long
