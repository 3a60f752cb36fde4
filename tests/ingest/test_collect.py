"""Inputs become captures, each bad one under its own reason, while the rest goes on."""

from __future__ import annotations

import gzip
import io
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from livebrief.ingest import IngestOptions, canonical_url, collect
from livebrief.records.articles import Received
from livebrief.records.outcomes import Failed, Made, Outcome, Skipped, Why, account

NOW = datetime(2025, 6, 1, 12, tzinfo=UTC)
GOOD = "The ferry to Karsk will sail again on Monday, the harbour master said."


def take(*inputs: object, **options: object) -> list[Outcome[Received]]:
    made = IngestOptions(**options)  # type: ignore[arg-type]
    return list(collect([str(one) for one in inputs], options=made, now=NOW))


def test_a_folder_comes_in_path_order_with_sidecars(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text(GOOD)
    (tmp_path / "a.txt").write_text(GOOD)
    (tmp_path / "a.meta.json").write_text(
        json.dumps(
            {
                "url": "https://News.example:443/a?utm_source=x#top",
                "outlet": "News",
                "first_seen": "2025-05-01T08:00:00Z",
                "desk": 4,
            }
        )
    )
    (tmp_path / "lost.meta.json").write_text("{}")
    (tmp_path / ".hidden.txt").write_text(GOOD)
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    outcomes = take(tmp_path)
    first, second = (one.value for one in outcomes if isinstance(one, Made))
    assert first.article.address == "https://news.example/a"
    assert first.capture.given.rest == {"desk": 4}
    assert first.capture.fetched_at == datetime(2025, 5, 1, 8, tzinfo=UTC)
    assert second.article.address.startswith("file:b.txt#")
    assert second.capture.fetched_at == NOW
    assert {one.why for one in outcomes if isinstance(one, Skipped)} == {
        Why.SIDECAR,
        Why.HIDDEN_FILE,
        Why.UNKNOWN_FORMAT,
    }
    assert account(outcomes).inputs == len(outcomes)


BAD = {
    "empty.txt": (b" \n", Why.EMPTY),
    "binary.txt": (bytes(range(32)) * 20, Why.BINARY),
    "long.txt": (b"word " * 1_200_000, Why.TOO_LARGE),
    "deep.html": (b"<div>" * 5000 + b"words" + b"</div>" * 5000, Why.TOO_DEEP),
    "notfeed.xml": (b"<recipe><salt/></recipe>", Why.NOT_A_FEED),
    "half.txt.gz": (gzip.compress(GOOD.encode() * 50)[:-20], Why.TRUNCATED),
    "broken.json": (b'{"text": "The ferry', Why.TRUNCATED),
    "number.json": (b"12", Why.BAD_RECORD),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_named_and_the_rest_goes_on(tmp_path: Path, name: str) -> None:
    body, why = BAD[name]
    (tmp_path / name).write_bytes(body)
    (tmp_path / "zz.txt").write_text(GOOD)
    bad, good = take(tmp_path / name, tmp_path / "zz.txt")
    assert isinstance(bad, Failed)
    assert bad.why == why
    assert isinstance(good, Made)


LINES = {
    b'{"text": "The ferry will sa': Why.TRUNCATED,
    b'{"text": "half \\ud83d here"}': Why.BAD_CHARACTERS,
    b'{"text": "\xed\xa0\x80"}': Why.BAD_CHARACTERS,
    b'{"text": "caf\xe9"}': Why.UNKNOWN_ENCODING,
    b'{"text": "a\x01b"}': Why.BAD_CHARACTERS,
    b"ferry": Why.NOT_JSON,
    b'{"title": "no words"}': Why.BAD_RECORD,
    b'{"text": "  "}': Why.EMPTY,
    b"[" * 3000: Why.TRUNCATED,
}


@pytest.mark.parametrize("line", LINES)
def test_bad_line_is_named_with_its_number(tmp_path: Path, line: bytes) -> None:
    good = json.dumps({"text": GOOD, "date": "2025-05-30"}).encode()
    (tmp_path / "a.jsonl").write_bytes(good + b"\n" + line + b"\n\n" + good)
    first, bad, last = take(tmp_path / "a.jsonl")
    assert isinstance(first, Made)
    assert isinstance(last, Made)
    assert last.source.endswith("a.jsonl:4")
    assert first.value.capture.given.published == "2025-05-30"
    assert isinstance(bad, Failed)
    assert bad.source.endswith("a.jsonl:2")
    assert bad.why in (LINES[line], Why.TOO_DEEP)


def test_half_a_gzip_keeps_its_whole_lines(tmp_path: Path) -> None:
    lines = [json.dumps({"text": f"{GOOD} {number * 7919 % 104729}", "id": f"n{number}"}) for number in range(2000)]
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress("\n".join(lines).encode())[:8000])
    outcomes = take(tmp_path / "a.jsonl.gz")
    assert isinstance(outcomes[0], Made)
    assert outcomes[0].value.article.address == "item:n0"
    assert isinstance(outcomes[-1], Failed)
    assert outcomes[-1].why == Why.TRUNCATED
    assert all(isinstance(one, Made) for one in outcomes[:-1])


def test_an_endless_line_does_not_hide_the_next(tmp_path: Path) -> None:
    good = json.dumps({"text": GOOD}).encode()
    (tmp_path / "a.jsonl").write_bytes(b'{"text": "' + b"x" * 200_000 + b'"}\n' + good)
    bad, last = take(tmp_path / "a.jsonl", max_line_bytes=10_000)
    assert isinstance(bad, Failed)
    assert bad.why == Why.TOO_LARGE
    assert isinstance(last, Made)


def test_feed_entries_are_articles(tmp_path: Path) -> None:
    (tmp_path / "f.xml").write_text(
        '<rss version="2.0"><channel><title>Harbour News</title><item><guid>g1</guid><title>Ferry</title>'
        "<link>https://h.example/ferry</link><pubDate>Sun, 01 Jun 2025 08:00:00 +0000</pubDate>"
        f"<description>&lt;p&gt;{GOOD}&lt;/p&gt;</description></item></channel></rss>"
    )
    (tmp_path / "g.json").write_text(
        json.dumps(
            {"version": "https://jsonfeed.org/version/1.1", "title": "H", "items": [{"id": "1", "content_text": GOOD}]}
        )
    )
    xml, feed = (one.value for one in take(tmp_path) if isinstance(one, Made))
    assert (xml.article.address, xml.capture.given.outlet, xml.capture.media) == (
        "https://h.example/ferry",
        "Harbour News",
        "text/html",
    )
    assert xml.body.decode() == f"<p>{GOOD}</p>"
    assert (feed.article.address, feed.capture.media) == ("item:1", "text/plain")


def test_standard_input_is_sniffed() -> None:
    (text,) = take("-", stdin=io.BytesIO(GOOD.encode()), outlet="Radio")
    (line,) = take("-", stdin=io.BytesIO(json.dumps({"text": GOOD}).encode()))
    assert isinstance(text, Made)
    assert text.value.capture.given.outlet == "Radio"
    assert isinstance(line, Made)
    assert line.value.body == text.value.body


def test_nothing_there() -> None:
    (gone,) = take("no/such/*.txt")
    assert isinstance(gone, Failed)
    assert gone.why == Why.NOT_FOUND


def test_the_moment_of_seeing_is_not_part_of_the_capture(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(
        "\n".join(json.dumps({"text": GOOD, "id": "x", "first_seen": day}) for day in ("2025-05-01", "2025-05-02"))
    )
    one, other = (made.value.capture for made in take(tmp_path) if isinstance(made, Made))
    assert one.id == other.id
    assert one.fetched_at < other.fetched_at


@settings(max_examples=200)
@given(st.text(max_size=40), st.sampled_from(["https://A.example", "http://a.example:80", "https://a.example:8443"]))
def test_law_canonical_url_is_idempotent(tail: str, head: str) -> None:
    once = canonical_url(f"{head}/{tail}")
    assert canonical_url(once) == once


@settings(max_examples=60, deadline=None)
@given(st.lists(st.binary(max_size=60).map(lambda line: line.replace(b"\n", b" ")), max_size=8))
def test_law_every_line_is_accounted_for(lines: list[bytes]) -> None:
    outcomes = take("-", stdin=io.BytesIO(b'{"text": "' + GOOD.encode() + b'"}\n' + b"\n".join(lines)))
    assert isinstance(outcomes[0], Made)
    assert len(outcomes) == 1 + sum(bool(line.strip()) for line in lines)
