"""Fixed inputs of the bench: demo articles perturbed at run time, so that no two are copies. Seeded."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

import msgspec

from livebrief.newsroom import demo_inputs

START = datetime(2024, 1, 1, tzinfo=UTC)
PER_DAY = 400
SEED = 20241120
_NAME = re.compile(r"\b[A-Z][a-z]{3,}\b")
_NUMBER = re.compile(r"\b\d{1,3}\b")
_SYLLABLES = ["ka", "ro", "mi", "ten", "vel", "dor", "sa", "lu", "pri", "gan", "os", "bel", "tar", "nim", "eth", "ul"]


def perturbed(count: int, salt: str = "") -> Iterator[dict[str, Any]]:
    """``count`` input rows over as many days as 400 a day need: names and numbers changed, half the sentences kept.

    Rows of one invented happening share their changed names (about eight a happening), so that stories do form. Another
    ``salt`` gives other articles.
    """
    rng = random.Random(f"{salt}{SEED}") if salt else random.Random(SEED)
    rows = _rows()
    for n in range(count):
        happening = rng.randrange(max(1, n // 8) + 1)
        row = rows[happening % len(rows)]
        when = START + timedelta(days=n / PER_DAY)
        yield {
            "id": f"bench-{salt}{n}",
            "url": f"https://bench.example/{salt}{n}",
            "outlet": row["outlet"],
            "title": _renamed(row["title"], f"{salt}{happening}"),
            "published": when.isoformat(),
            "first_seen": when.isoformat(),
            "text": _thinned(_renamed(row["text"], f"{salt}{happening}"), rng),
        }


@cache
def _rows() -> list[dict[str, Any]]:
    lines = (demo_inputs() / "articles.jsonl").read_bytes().splitlines()
    return [msgspec.json.decode(line) for line in lines if line.strip()]


def _renamed(text: str, happening: str) -> str:
    def other(found: re.Match[str]) -> str:
        rng = random.Random(f"{happening}|{found[0]}")
        return "".join(rng.choice(_SYLLABLES) for _ in range(3)).capitalize()

    def number(found: re.Match[str]) -> str:
        return str(random.Random(f"{happening}|{found[0]}").randrange(2, 400))

    return _NUMBER.sub(number, _NAME.sub(other, text))


def _thinned(text: str, rng: random.Random) -> str:
    paragraphs = text.split("\n\n")
    kept = [each for each in paragraphs if rng.random() < 0.6] or paragraphs[:1]
    rng.shuffle(kept)
    return "\n\n".join(kept)
