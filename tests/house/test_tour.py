"""docs/tour.md, run as it stands: every block in one shell, and every file that the readers' documents name is there."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from starlette.routing import Route

from livebrief.config import Config
from livebrief.newsroom import Newsroom
from livebrief.web import openapi
from livebrief.web.app import make_app

DOCS = Path(__file__).parents[2] / "docs"
BLOCK = re.compile(r"```sh\n(.*?)```", re.DOTALL)


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("curl") is None or shutil.which("bash") is None, reason="the tour uses bash and curl")
def test_every_step_of_the_tour_runs(tmp_path: Path) -> None:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = str(found.getsockname()[1])
    steps = BLOCK.findall((DOCS / "tour.md").read_text(encoding="utf-8"))
    assert len(steps) > 6
    # exec in the background, so that $! is the server's own id and the last step can end it by that
    head = f'livebrief() {{ "{sys.executable}" -m livebrief "$@"; }}\nset -euo pipefail\ntrap \'kill %1 2>/dev/null || true\' EXIT\n'
    script = head + "".join(f"echo STEP {n}\n{step}\n" for n, step in enumerate(steps, 1))
    script = script.replace("8724", port).replace(
        "livebrief --store mine.db serve", f'"{sys.executable}" -m livebrief --store mine.db serve'
    )
    environment = {**os.environ, "LIVEBRIEF_READER": "rules", "TMPDIR": str(tmp_path), "NO_PROXY": "127.0.0.1"}
    done = subprocess.run(
        ["bash", "-c", script], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False, timeout=400
    )
    assert done.returncode == 0, done.stdout[-1500:] + done.stderr[-1500:]
    assert f"STEP {len(steps)}" in done.stdout
    assert "15 people" in (tmp_path / "more.jsonl").read_text()


@pytest.mark.parametrize("document", ["tour.md", "api.md"])
def test_links_lead_to_files(document: str) -> None:
    for link in re.findall(r"\]\(([^)#]+)\)", (DOCS / document).read_text(encoding="utf-8")):
        assert link.startswith("http") or (DOCS / link).exists(), link


def test_the_api_page_names_every_address_of_the_api(tmp_path: Path) -> None:
    text = (DOCS / "api.md").read_text(encoding="utf-8")
    with Newsroom(Config(store=tmp_path / "n.db", reader="rules")) as room:
        routes = {each.path for each in make_app(room).routes if isinstance(each, Route)}
    described = {f"/api/v1{path}" for path in openapi.document()["paths"]}
    assert {path for path in routes if path.startswith("/api/v1/")} == described
    for path in described:
        first = path.removeprefix("/api/v1").split("/{")[0]
        assert f"`{first}" in text or f"/api/v1{first}" in text, path
    for path in ("/events", "/healthz", "/readyz", "/metrics", "/search", "/widget"):
        assert path in routes
        assert f"`{path}" in text
