"""Load: front pages a second with their delays, and event streams, of a served desk on loopback.

``python -m livebrief.bench.load STORE`` serves the store in a process of its own, asks for the front page over kept
connections for a bounded time, then holds open event streams and takes one article in; beside it, in the same run, a
trivial page of the same bytes from the same framework: the ceiling. Prints one JSON line a run. Only 127.0.0.1.
"""

from __future__ import annotations

import argparse
import asyncio
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from livebrief.config import Config
from livebrief.newsroom import Newsroom

HOST = "127.0.0.1"
Page = tuple[datetime, datetime]  # the moment of a page, and when a stream told of it
LENGTH = re.compile(rb"content-length: (\d+)", re.I)
READY_S = 600  # a store of 20,000 articles takes its time to the first page
PLAIN = """
import sys, uvicorn
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route
body = bytes(int(sys.argv[2]))
async def page(request): return Response(body, media_type="text/html")
uvicorn.run(Starlette(routes=[Route("/", page)]), host="127.0.0.1", port=int(sys.argv[1]), log_level="error")
"""


class Load(msgspec.Struct, frozen=True, kw_only=True):
    """One run. Delays in milliseconds; ``peak_mib`` of the server's process."""

    name: str
    requests: int = 0
    per_second: float = 0.0
    p50_ms: float = 0.0
    p99_ms: float = 0.0
    page_bytes: int = 0
    peak_mib: float = 0.0
    note: str = ""


def main() -> None:
    """Serve, load, print."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("store", type=Path)
    asked.add_argument("--seconds", type=float, default=10.0)
    asked.add_argument("--connections", type=int, default=16)
    asked.add_argument("--streams", type=int, default=1000)
    given = asked.parse_args()
    port, plain = _free_port(), _free_port()
    serve = ["-m", "livebrief", "--store", str(given.store), "--reader", "rules", "--beat", "demo", "serve"]
    with _process([*serve, "--port", str(port)], port, given.seconds) as desk:
        row = asyncio.run(front(port, given.connections, given.seconds))
        _say(msgspec.structs.replace(row, name="front page", peak_mib=_peak(desk)))
        with _process(["-c", PLAIN, str(plain), str(row.page_bytes)], plain, given.seconds):
            ceiling = asyncio.run(front(plain, given.connections, given.seconds))
        _say(msgspec.structs.replace(ceiling, name="a plain page of as many bytes"))
        told = asyncio.run(streams(port, given.streams, given.store))
        _say(msgspec.structs.replace(told, peak_mib=_peak(desk)))


async def front(port: int, connections: int, seconds: float) -> Load:
    """The front page over kept connections, each asking again as soon as it is answered, compressed as browsers ask."""
    until = time.perf_counter() + seconds
    delays: list[float] = []
    sizes: set[int] = set()

    async def one() -> None:
        reader, writer = await asyncio.open_connection(HOST, port)
        while (began := time.perf_counter()) < until:
            writer.write(b"GET / HTTP/1.1\r\nHost: desk\r\nAccept-Encoding: gzip\r\n\r\n")
            head = await reader.readuntil(b"\r\n\r\n")
            found = LENGTH.search(head)
            if not head.startswith(b"HTTP/1.1 200") or found is None:
                raise SystemExit(f"not a page: {head[:200]!r}")
            await reader.readexactly(int(found[1]))
            sizes.add(int(found[1]))
            delays.append((time.perf_counter() - began) * 1000)
        writer.close()

    began = time.perf_counter()
    await asyncio.gather(*(one() for _ in range(connections)))
    spent = time.perf_counter() - began
    cuts = statistics.quantiles(delays, n=100)
    return Load(
        name="",
        requests=len(delays),
        per_second=round(len(delays) / spent, 1),
        p50_ms=round(cuts[49], 1),
        p99_ms=round(cuts[98], 1),
        page_bytes=max(sizes),
        note=f"{connections} connections",
    )


async def streams(port: int, count: int, store: Path) -> Load:
    """Opens ``count`` event streams, takes one article in, and measures from its commit to the news of a page with it."""
    opened = await asyncio.gather(*(_stream(port) for _ in range(count)))
    told: list[list[Page]] = [[] for _ in opened]
    listening = [asyncio.create_task(_listen(reader, pages)) for (reader, _), pages in zip(opened, told, strict=True)]
    committed = await asyncio.to_thread(_add_one, store)
    until = time.monotonic() + READY_S
    while not all(pages and pages[-1][0] >= committed for pages in told) and time.monotonic() < until:
        await asyncio.sleep(0.1)
    for task, (_, writer) in zip(listening, opened, strict=True):
        task.cancel()
        writer.close()
    heard = sorted(min(each for made, each in pages if made >= committed) for pages in told)
    delays = [(each - committed).total_seconds() * 1000 for each in heard]
    return Load(
        name="event streams",
        requests=count,
        p50_ms=round(delays[len(delays) // 2], 1),
        p99_ms=round(delays[int(len(delays) * 0.99)], 1),
        note="from the article's commit to the news that a page with it is ready",
    )


async def _stream(port: int) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    reader, writer = await asyncio.open_connection(HOST, port)
    writer.write(b"GET /events HTTP/1.1\r\nHost: desk\r\nAccept: text/event-stream\r\n\r\n")
    await reader.readuntil(b"retry:")
    return reader, writer


async def _listen(reader: asyncio.StreamReader, pages: list[Page]) -> None:
    """Notes each page that the stream tells of: its moment, and when it was heard."""
    while line := await reader.readline():
        if line.startswith(b"id: "):
            pages.append((datetime.fromisoformat(line[4:].decode().strip()), datetime.now(UTC)))


def _add_one(store: Path) -> datetime:
    """Take one article in; when that was done."""
    text = f"The mayor of Tarnwick, Josef Arlund, said on Monday that {time.time_ns()} letters had come."
    row = {"id": f"load-{time.time_ns()}", "outlet": "Ivern Valley Echo", "published": "2025-03-10", "text": text}
    with tempfile.TemporaryDirectory() as folder, Newsroom(Config(store=store, beat="demo", reader="rules")) as room:
        path = Path(folder) / "one.jsonl"
        path.write_bytes(msgspec.json.encode(row))
        room.add([str(path)])
        return datetime.now(UTC)


@contextmanager
def _process(command: Sequence[str], port: int, seconds: float) -> Iterator[int]:
    """A Python process that listens on the port; its id. Ended by the id when the block ends."""
    running = subprocess.Popen([sys.executable, *command], stdout=subprocess.DEVNULL)
    try:
        until = time.monotonic() + READY_S + seconds
        while not _answers(port):
            if running.poll() is not None or time.monotonic() > until:
                raise SystemExit(f"the server does not answer: {' '.join(command)[:200]}")
            time.sleep(0.1)
        yield running.pid
    finally:
        running.terminate()
        running.wait(30)


def _answers(port: int) -> bool:
    """Whether the front page can be had (the first one is made for whoever asks first)."""
    try:
        with socket.create_connection((HOST, port), timeout=READY_S) as link:
            link.sendall(b"GET / HTTP/1.0\r\nHost: desk\r\n\r\n")
            return link.recv(12).endswith(b"200")
    except OSError:
        return False


def _free_port() -> int:
    with socket.socket() as found:
        found.bind((HOST, 0))
        return int(found.getsockname()[1])


def _peak(pid: int) -> float:
    """The process's peak memory in MiB (Linux; 0 elsewhere)."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    except OSError:
        return 0.0
    found = re.search(r"VmHWM:\s+(\d+) kB", status)
    return round(int(found[1]) / 1024) if found else 0.0


def _say(row: Load) -> None:
    sys.stdout.buffer.write(msgspec.json.encode(row) + b"\n")
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
