"""Web archives from disk: which records are pages, what breaks, and that nothing is lost before the break."""

from __future__ import annotations

import gzip
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from livebrief.ingest import IngestOptions, collect
from livebrief.records.outcomes import Failed, Made, Skipped, Why

NOW = datetime(2026, 1, 1, tzinfo=UTC)
DATA = Path(os.environ.get("LIVEBRIEF_DATA", Path(__file__).parents[3] / "shared" / "data"))
TEXT = "<html><body><article><p>The pier of Karsk fell on Friday, the harbour master said.</p></article></body></html>"


def _record(kind: str, address: str, payload: bytes) -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2025-05-30T08:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:12345678-0000-0000-0000-{len(payload):012}>\r\n"
        f"Content-Type: application/http; msgtype={kind}\r\nContent-Length: {len(payload)}\r\n\r\n"
    )
    return head.encode() + payload + b"\r\n\r\n"


def _warc(path: Path, served: list[tuple[str, str, str, bytes]], *, packed: bool = True) -> Path:
    records = []
    for address, status, kind, body in served:
        head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
        records.append(_record("response", address, head.encode() + body))
        records.append(_record("request", address, b"GET / HTTP/1.1\r\nHost: gull.example\r\n\r\n"))
    path.write_bytes(b"".join(gzip.compress(each) if packed else each for each in records))
    return path


PAGE = ("https://gull.example/a", "200 OK", "text/html; charset=utf-8", TEXT.encode())


def _collect(path: Path) -> list[Made | Skipped | Failed]:
    return list(collect([str(path)], options=IngestOptions(max_bytes=100_000), now=NOW))


@pytest.mark.parametrize("packed", [True, False])
def test_pages_become_articles_and_the_rest_is_named(tmp_path: Path, packed: bool) -> None:
    path = _warc(
        tmp_path / ("a.warc.gz" if packed else "a.warc"),
        [
            PAGE,
            ("https://gull.example/gone", "404 Not Found", "text/html", b"gone"),
            ("https://gull.example/pic.png", "200 OK", "image/png", b"\x89PNG"),
            ("https://gull.example/huge", "200 OK", "text/html", b"<p>" + b"x" * 200_000),
        ],
        packed=packed,
    )
    found = _collect(path)
    assert [type(outcome).__name__ for outcome in found] == ["Made", "Skipped", "Skipped", "Failed"]
    assert isinstance(found[0], Made)
    assert found[0].value.article.address == "https://gull.example/a"
    assert found[0].value.capture.charset == "utf-8"
    assert found[0].value.capture.fetched_at == datetime(2025, 5, 30, 8, tzinfo=UTC)
    assert isinstance(found[3], Failed)
    assert found[3].why is Why.TOO_LARGE


@pytest.mark.parametrize("share", [0.3, 0.45, 0.6, 0.9])
@pytest.mark.parametrize("packed", [True, False])
def test_what_stands_before_a_break_is_kept(tmp_path: Path, packed: bool, share: float) -> None:
    whole = _warc(tmp_path / "a.warc", [PAGE, ("https://gull.example/b", *PAGE[1:])], packed=packed)
    cut = tmp_path / "cut.warc"
    cut.write_bytes(whole.read_bytes()[: int(len(whole.read_bytes()) * share)])
    found = _collect(cut)
    assert isinstance(found[-1], Failed)
    assert found[-1].why is Why.TRUNCATED
    if share > 0.5:
        assert isinstance(found[0], Made)


@pytest.mark.parametrize("body", [b"", b"not an archive at all\n" * 5, b"\x1f\x8b\x08\x00broken"])
def test_what_is_no_archive_is_named(tmp_path: Path, body: bytes) -> None:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(body)
    found = _collect(path)
    assert found
    assert all(isinstance(outcome, Failed) for outcome in found)


@pytest.mark.skipif(not (DATA / "feeds" / "warc").is_dir(), reason="not run: no evaluation data")
def test_the_samples_of_the_field_all_end_in_a_named_way() -> None:
    for path in sorted((DATA / "feeds" / "warc").glob("*arc*")):
        assert _collect(path), path.name
