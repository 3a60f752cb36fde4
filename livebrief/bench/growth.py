"""Growth of tracking: what the last articles of a long stream cost against the first, and the memory of the window.

`livebrief bench growth --sizes SIZE` gives one row of it; ``python -m livebrief.bench.growth SIZE`` runs texts alone through the tracker and prints one line per tenth of the
stream: articles, processor seconds per thousand, resident memory. Articles are perturbed real or demo text (``articles``);
processor time, which other work on the machine does not move; the stream is made outside of what is timed.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Iterator
from datetime import date
from itertools import islice

import msgspec

from livebrief.bench.articles import perturbed
from livebrief.track.apart import Apart
from livebrief.track.grouping import Arrival, Grouping
from livebrief.track.options import TrackOptions
from livebrief.track.stories_only import UNDATED
from livebrief.track.terms import outline_of

PORTIONS = 10
BUNCH = 500  # articles made, then timed


class Portion(msgspec.Struct, frozen=True, kw_only=True):
    """One tenth of the stream: its articles, processor milliseconds per article, peak memory up to here."""

    articles: int
    ms_each: float
    peak_mib: float


def growth(size: int) -> Iterator[Portion]:
    """The portions of a stream of ``size`` articles, lazily. Law to watch: the last costs at most 1.3 times the first."""
    options = TrackOptions()
    grouping, rows = Grouping(options, Apart()), iter(perturbed(size))
    for _ in range(PORTIONS):
        spent, left = 0.0, size // PORTIONS
        while left and (bunch := list(islice(rows, min(BUNCH, left)))):
            began = time.process_time()
            for row in bunch:
                _place(grouping, row, options)
            spent += time.process_time() - began
            left -= len(bunch)
        done = size // PORTIONS - left
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        yield Portion(articles=done, ms_each=round(1000 * spent / max(1, done), 3), peak_mib=round(peak))


def _place(grouping: Grouping, row: dict[str, str], options: TrackOptions) -> None:
    day = date.fromisoformat(row["published"][:10]).toordinal() if row["published"] else None
    outline = outline_of(row["title"], row["text"], options.text_tokens, day)
    grouping.place(Arrival(document=row["id"], day=day, founded=UNDATED), outline)


def main() -> None:
    """Print the portions as JSON lines, and the last against the first."""
    found = []
    for portion in growth(int(sys.argv[1])):
        found.append(portion)
        sys.stdout.buffer.write(msgspec.json.encode(portion) + b"\n")
        sys.stdout.flush()
    print(f"last / first: {found[-1].ms_each / found[0].ms_each:.2f}")


if __name__ == "__main__":
    main()
