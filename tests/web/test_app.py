"""The served page: the same pages as the site, headers on everything, errors with a way out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from starlette.testclient import TestClient

from livebrief.config import Config
from livebrief.newsroom import Newsroom
from livebrief.web.app import make_app

ROW = {
    "outlet": "Ivern Valley Echo",
    "url": "https://echo.example/1",
    "title": "Toll rises",
    "published": "2025-03-04",
    "first_seen": "2025-03-04T10:00:00Z",
    "text": "The mayor of Tarnwick, Josef Arlund, said on Tuesday that 14 people had been killed in the strike.",
}


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    inputs = tmp_path / "a.jsonl"
    inputs.write_bytes(msgspec.json.encode(ROW))
    with Newsroom(Config(store=tmp_path / "w.db", beat="demo", reader="rules")) as room:
        room.add([str(inputs)])
        yield TestClient(make_app(room))


def test_pages_and_headers(client: TestClient) -> None:
    page = client.get("/")
    assert page.status_code == 200
    assert "14 people" in page.text
    for name in ("Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy"):
        assert page.headers[name]
    assert client.get("/style.css").headers["content-type"].startswith("text/css")
    assert client.get("/healthz").json()["status"] == "ok"


def test_evidence_and_explanation(client: TestClient) -> None:
    claim = client.get("/api/v1/briefing").json()["stories"][0]["updates"][0]["claim"]
    assert "#:~:text=" in client.get(f"/line/{claim}.html").text
    assert client.get(f"/api/v1/explain/{claim}").status_code == 200


def test_as_of_before_anything_is_empty(client: TestClient) -> None:
    assert client.get("/api/v1/briefing?as_of=2025-03-01").json().get("stories", []) == []
    assert "Nothing" in client.get("/?as_of=2025-03-01").text


def test_errors_have_a_way_out(client: TestClient) -> None:
    missing = client.get("/line/nothing.html")
    assert missing.status_code == 404
    assert "The briefing" in missing.text
    assert client.get("/?as_of=yesterday").status_code == 400
    assert client.get("/api/v1/explain/clm_none").status_code == 404
    assert client.get("/api/v1/briefing?since=soon").headers["content-type"] == "application/problem+json"
