"""Load: what a served desk bears on loopback, each figure beside what it is held against. Only 127.0.0.1.

``python -m livebrief.bench.load STORE`` adds articles to the store from a process of their own while nothing else runs,
then serves it from another, asks for the front page over kept connections for a bounded time (beside it a trivial page of
as many bytes from the same framework: the ceiling), holds event streams open while articles come one at a time, and adds
as many articles as before while readers load the page. Prints one JSON line a run. The store keeps what was added.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import re
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from livebrief.bench.adding import Adding, adding

HOST = "127.0.0.1"
Page = tuple[datetime, datetime]  # the moment of a page, and when a stream told of it
LENGTH = re.compile(rb"content-length: (\d+)", re.I)
READY_S = 600  # a store of 20,000 articles takes its time to the first page
TURNS = 5  # articles that come one at a time while streams are open
PAUSE_S = 2.0  # between them: each page is told of before the next article comes
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
    asked.add_argument("store", help="a file, or postgresql://…")
    asked.add_argument("--seconds", type=float, default=10.0)
    asked.add_argument("--connections", type=int, default=16)
    asked.add_argument("--streams", type=int, default=1000)
    asked.add_argument("--articles", type=int, default=100, help="added alone, and again while readers load the page")
    asked.add_argument("--rate", type=float, default=300.0, help="front pages a second that readers ask for meanwhile")
    given = asked.parse_args()
    port, plain = _free_port(), _free_port()
    serve = ["-m", "livebrief", "--store", given.store, "--reader", "rules", "--beat", "demo", "serve"]
    with adding(given.store) as process:
        alone = process.add(given.articles)
        _say(Load(name="add, alone", requests=alone.placed, per_second=round(alone.placed / alone.seconds, 1)))
        began = time.monotonic()
        with _process([*serve, "--port", str(port)], port, given.seconds) as desk:
            first = Load(name="first page", p50_ms=round((time.monotonic() - began) * 1000, 1), peak_mib=_peak(desk))
            _say(msgspec.structs.replace(first, note=f"{_cpu(desk):.1f} s of processor time from the start"))
            row = asyncio.run(front(port, given.connections, given.seconds))
            _say(msgspec.structs.replace(row, name="front page", peak_mib=_peak(desk)))
            with _process(["-c", PLAIN, str(plain), str(row.page_bytes)], plain, given.seconds):
                ceiling = asyncio.run(front(plain, given.connections, given.seconds))
            _say(msgspec.structs.replace(ceiling, name="a plain page of as many bytes"))
            before, told = _cpu(desk), asyncio.run(streams(port, given.streams, process))
            note = f"{told.note}; {(_cpu(desk) - before) / TURNS:.2f} s of processor time an article"
            _say(msgspec.structs.replace(told, note=note, peak_mib=_peak(desk)))
            loaded = asyncio.run(add_under_load(port, process, given))
            _say(msgspec.structs.replace(loaded, peak_mib=_peak(desk)))


async def add_under_load(port: int, process: Adding, given: argparse.Namespace) -> Load:
    """Articles added while readers ask for the front page at a steady rate: its delays, and the articles a second."""
    stop = asyncio.Event()
    reading = asyncio.create_task(front(port, given.connections, READY_S, rate=given.rate, stop=stop))
    added = await asyncio.to_thread(process.add, given.articles)
    stop.set()
    pages = await reading
    return msgspec.structs.replace(
        pages,
        name="add, while readers load the page",
        requests=added.placed,
        per_second=round(added.placed / added.seconds, 1),
        note=f"delays of {pages.requests} front pages meanwhile, {pages.per_second} a second",
    )


async def front(
    port: int, connections: int, seconds: float, *, rate: float = 0.0, stop: asyncio.Event | None = None
) -> Load:
    """The front page over kept connections, compressed as browsers ask, until the time is over or ``stop`` is set. Each
    asks again as soon as it is answered; with a ``rate`` (pages a second) when its turn comes, or late."""
    until = time.perf_counter() + seconds
    delays: list[float] = []
    sizes: set[int] = set()

    async def one() -> None:
        reader, writer = await asyncio.open_connection(HOST, port)
        due = time.perf_counter()
        while (began := time.perf_counter()) < until and not (stop and stop.is_set()):
            if rate:
                due += connections / rate
                await asyncio.sleep(max(0.0, due - began))
                began = due  # a page that could not be asked for in time was waited for
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


async def streams(port: int, count: int, process: Adding) -> Load:
    """Opens ``count`` event streams, takes articles in one at a time, and measures from each commit to the news of a page
    with it, at every stream. As soon as one has heard, that page is asked for, timed from the commit too."""
    opened = await asyncio.gather(*(_stream(port) for _ in range(count)))
    told: list[list[Page]] = [[] for _ in opened]
    news = asyncio.Event()
    heard = [asyncio.create_task(_listen(reader, pages, news)) for (reader, _), pages in zip(opened, told, strict=True)]
    delays, had = list[float](), list[float]()
    for _ in range(TURNS):
        await asyncio.sleep(PAUSE_S)
        committed = (await asyncio.to_thread(process.add, 1)).committed
        while not any(pages and pages[-1][0] >= committed for pages in told):
            news.clear()
            await asyncio.wait_for(news.wait(), READY_S)
        await asyncio.to_thread(_served, port, committed)
        had.append((datetime.now(UTC) - committed).total_seconds() * 1000)
        until = time.monotonic() + READY_S
        while not all(pages and pages[-1][0] >= committed for pages in told) and time.monotonic() < until:
            await asyncio.sleep(0.05)
        first = (min(each for made, each in pages if made >= committed) for pages in told)
        delays += [(each - committed).total_seconds() * 1000 for each in first]
    for task, (_, writer) in zip(heard, opened, strict=True):
        task.cancel()
        writer.close()
    cuts = statistics.quantiles(delays, n=100)
    return Load(
        name="event streams",
        requests=count,
        p50_ms=round(cuts[49], 1),
        p99_ms=round(cuts[98], 1),
        note=f"from an article's commit to the news that a page with it is served, {TURNS} articles; to that page itself, "
        f"asked for at the first news: {statistics.median(had):.0f} ms (median), {max(had):.0f} ms (longest)",
    )


async def _stream(port: int) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    reader, writer = await asyncio.open_connection(HOST, port)
    writer.write(b"GET /events HTTP/1.1\r\nHost: desk\r\nAccept: text/event-stream\r\n\r\n")
    await reader.readuntil(b"retry:")
    return reader, writer


async def _listen(reader: asyncio.StreamReader, pages: list[Page], news: asyncio.Event) -> None:
    """Notes each page that the stream tells of: its moment, and when it was heard."""
    while line := await reader.readline():
        if line.startswith(b"id: "):
            pages.append((datetime.fromisoformat(line[4:].decode().strip()), datetime.now(UTC)))
            news.set()


def _served(port: int, since: datetime) -> None:
    """Has the front page; SystemExit when what is served then is older than ``since``."""
    with _asked(port, "/") as page:
        page.makefile("rb").read()
    with _asked(port, "/readyz") as answer:
        as_of = msgspec.json.decode(answer.makefile("rb").read().partition(b"\r\n\r\n")[2], type=dict[str, str])[
            "as_of"
        ]
    if datetime.fromisoformat(as_of) < since:
        raise SystemExit(f"told of a page that is not served yet: {as_of}")


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
        with _asked(port, "/") as link:
            return link.recv(12).endswith(b"200")
    except OSError:
        return False


def _asked(port: int, path: str) -> socket.socket:
    """A connection on which a page was asked for, which ends with it."""
    link = socket.create_connection((HOST, port), timeout=READY_S)
    link.sendall(f"GET {path} HTTP/1.0\r\nHost: desk\r\n\r\n".encode())
    return link


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


def _cpu(pid: int) -> float:
    """The process's processor time so far in seconds (Linux; 0 elsewhere)."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _say(row: Load) -> None:
    sys.stdout.buffer.write(msgspec.json.encode(row) + b"\n")
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
