"""The command line as a stranger would use it: bad inputs with named reasons, exit codes, help, JSON in a pipe."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from pathlib import Path

import pytest

GOOD = {
    "id": "good",
    "outlet": "Ivern Valley Echo",
    "published": "2025-03-04",
    "text": "The mayor of Tarnwick, Josef Arlund, said 14 people had died in the strike on Ropewalk Street. "
    '"Nobody on my crews is going home," he added.',
}


def run(*words: str, cwd: Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "livebrief", "--reader", "rules", *words]
    return subprocess.run(command, cwd=cwd, capture_output=True, check=False, input=stdin)


BAD = {
    "empty.txt": b"",
    "binary.html": bytes(range(256)) * 40,
    "half.jsonl.gz": gzip.compress(json.dumps(GOOD).encode() * 50)[:60],
    "cut.jsonl": json.dumps({**GOOD, "id": "cut"}).encode()[:60],
    "bare.html": b"<html><body><div></div></body></html>",
    "line.txt": b"a" * (51 * 1024 * 1024),
    "deep.html": b"<html><body>" + b"<div>" * 5000 + b"x" + b"</div>" * 5000,
    "surrogate.jsonl": b'{"id": "s", "text": "broken \\ud800 half of a pair in the text of an article"}',
    "controls.txt": b"\x00\x01\x02\x03" * 200,
    "future.jsonl": json.dumps({**GOOD, "id": "future", "published": "2099-01-01"}).encode(),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_has_its_reason_and_the_rest_goes_on(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(BAD[name])
    (tmp_path / "good.jsonl").write_text(json.dumps(GOOD))
    done = run("add", name, "good.jsonl", "--json", cwd=tmp_path)
    assert done.returncode == 3, done.stdout + done.stderr
    said = json.loads(done.stdout)
    assert name.partition(".")[0] in json.dumps(said)
    shown = run("brief", "--json", cwd=tmp_path)
    assert shown.returncode == 0
    assert b"14 people" in shown.stdout


def test_unknown_encoding(tmp_path: Path) -> None:
    page = '<html><head><meta charset="x-klingon"></head><body><p>' + "Ärger über Öl in Tarnwick. " * 20 + "</p>"
    (tmp_path / "odd.html").write_bytes(page.encode("utf-16-le")[1:])
    done = run("add", "odd.html", "--json", cwd=tmp_path)
    assert done.returncode in (0, 3)
    assert b"Traceback" not in done.stderr


def test_wrong_usage_and_missing_things(tmp_path: Path) -> None:
    assert run("nonsense", cwd=tmp_path).returncode == 2
    assert run("verify", cwd=tmp_path).returncode == 2
    assert run("--reader", "tea-leaves", "read", "x.txt", cwd=tmp_path).returncode == 2
    missing = run("add", "no-such-file.txt", cwd=tmp_path)
    assert missing.returncode == 3
    assert b"no-such-file.txt" in missing.stdout + missing.stderr
    run("add", "-", cwd=tmp_path, stdin=json.dumps(GOOD).encode())
    unknown = run("explain", "clm_nothing", cwd=tmp_path)
    assert unknown.returncode == 1
    assert b"clm_nothing" in unknown.stderr


@pytest.mark.parametrize("command", ["add", "read", "stories", "brief", "explain", "verify", "serve", "demo", "eval"])
def test_help(command: str, tmp_path: Path) -> None:
    done = run(command, "--help", cwd=tmp_path)
    assert done.returncode == 0
    assert b"Usage:" in done.stdout
