"""The victim of the crash test: fills a store and says after each commit which captures are acknowledged."""

from __future__ import annotations

import sys

from livebrief.store import Store
from tests.store.making import keep, received


def main(path: str, articles: int, batch: int) -> None:
    print("begun", flush=True)
    with Store.open(path) as store:
        for start in range(0, articles, batch):
            numbers = range(start, min(start + batch, articles))
            if all(store.has_capture(received(n).capture.id) for n in numbers):
                continue
            with store.writer() as writer:
                for n in numbers:
                    keep(writer, n)
            print(*numbers, flush=True)
    print("done", flush=True)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
