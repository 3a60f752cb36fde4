"""`livebrief serve` as a process: it answers where it says that it is, refuses a taken port by name, and stops when told."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

SOON = 60  # seconds that a server may take to begin or to end
STREAMS = 40


def command(store: Path, port: int) -> list[str]:
    return [
        *(sys.executable, "-m", "livebrief", "--store", str(store), "--beat", "demo", "--reader", "rules"),
        *("serve", "--port", str(port)),
    ]


@contextmanager
def serving(store: Path) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """A desk on a free port, once it has printed its address; the port."""
    with subprocess.Popen(command(store, 0), stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            said = re.search(r"http://127\.0\.0\.1:(\d+)/", server.stdout.readline())
            assert said is not None
            yield server, int(said[1])
        finally:
            server.kill()


def test_it_answers_at_the_address_that_it_printed_and_keeps_it(tmp_path: Path) -> None:
    with serving(tmp_path / "desk.db") as (_, port):
        assert port > 0
        assert httpx.get(f"http://127.0.0.1:{port}/healthz", timeout=SOON).status_code == 200
        taken = command(tmp_path / "desk.db", port)
        second = subprocess.run(taken, capture_output=True, check=False, text=True, timeout=SOON)
    assert second.returncode == 1
    assert f"127.0.0.1:{port}" in second.stderr
    assert "--port" in second.stderr
    assert not second.stdout, "no address that is another's"


def test_a_stop_ends_open_streams(tmp_path: Path) -> None:
    with serving(tmp_path / "desk.db") as (server, port):
        readers = [socket.create_connection(("127.0.0.1", port), timeout=SOON) for _ in range(STREAMS)]
        for each in readers:
            each.sendall(b"GET /events HTTP/1.1\r\nHost: desk\r\n\r\n")
            assert each.recv(12).endswith(b"200")
        server.send_signal(signal.SIGTERM)
        assert server.wait(SOON) in (0, -signal.SIGTERM)
        for each in readers:
            rest = b""
            while piece := each.recv(1 << 16):
                rest += piece
            assert rest.endswith(b"0\r\n\r\n"), "the stream is ended, not cut off"
            each.close()
