"""A small desk in our own words: three outlets on one accident, a dispute, a silent edit, and a second story."""

from __future__ import annotations

from pathlib import Path

import msgspec

from livebrief.config import Config
from livebrief.newsroom import Newsroom

BRIDGE = (
    "The mayor of Tarnwick, Josef Arlund, said on Tuesday that 14 people had been killed when the Old Weir bridge fell "
    'into the Orle.\n\nThe river police denied that the bridge had been closed to lorries. "Nobody had closed it," '
    "the head of the river police, Mina Sorel, said.\n\nThe county engineer, Paul Ostrey, warned that two more bridges "
    "could fall."
)
ROWS = (
    {
        "outlet": "Ivern Valley Echo",
        "url": "https://echo.example/bridge",
        "title": "Fourteen dead as bridge falls",
        "published": "2025-03-04",
        "first_seen": "2025-03-04T10:00:00Z",
        "text": BRIDGE,
    },
    {
        "outlet": "Ivern Valley Echo",
        "url": "https://echo.example/bridge",
        "title": "Fourteen dead as bridge falls",
        "published": "2025-03-04",
        "first_seen": "2025-03-04T18:00:00Z",
        "text": BRIDGE.replace("14 people", "17 people"),
    },
    {
        "outlet": "Norwell Courier",
        "url": "https://courier.example/orle",
        "title": "Old Weir bridge falls into the Orle",
        "published": "2025-03-04",
        "first_seen": "2025-03-04T12:00:00Z",
        "text": "The Old Weir bridge at Tarnwick fell into the Orle on Tuesday. The mayor of Tarnwick, Josef Arlund, said "
        "17 people had been killed when the bridge fell.\n\nThe county engineer, Paul Ostrey, denied that the bridge had "
        "been unsafe. The Haulage Union said the bridge had been unsafe for years.",
    },
    {
        "outlet": "Sandport Post",
        "url": "https://post.example/old-weir",
        "title": "Bridge at Tarnwick had been unsafe, union says",
        "published": "2025-03-05",
        "first_seen": "2025-03-05T09:00:00Z",
        "text": "The Haulage Union said on Wednesday that the Old Weir bridge at Tarnwick had been unsafe for years.\n\n"
        "The mayor of Tarnwick, Josef Arlund, said 17 people had been killed when the bridge fell into the Orle.",
    },
    {
        "outlet": "Norwell Courier",
        "url": "https://courier.example/herring",
        "title": "Herring fleet stays in port over quota",
        "published": "2025-03-05",
        "first_seen": "2025-03-05T11:00:00Z",
        "text": "Skippers of the Sandport herring fleet said they would stay in port until the fisheries board raised the "
        "quota.\n\nThe fisheries minister, Lena Quist, said the quota would not be raised this season.",
    },
)


def open_room(folder: Path, *, filled: bool = True) -> Newsroom:
    """A newsroom over a store in the folder, with the rows above taken in."""
    room = Newsroom(Config(store=folder / "desk.db", beat="demo", reader="rules"))
    if filled:
        inputs = folder / "rows.jsonl"
        inputs.write_bytes(b"\n".join(msgspec.json.encode(row) for row in ROWS))
        room.add([str(inputs)])
    return room


def next_round(folder: Path) -> Path:
    """What comes the day after, as an input: every article again with more words around the old ones, and a new one
    that says some of it once more."""
    newest = {str(row["url"]): row for row in ROWS}
    rows = [
        dict(row, first_seen="2025-03-06T09:00:00Z", text=f"UPDATED.\n\n{row['text']}\n\nDivers went on searching.")
        for row in newest.values()
    ]
    again = {
        "outlet": "Orle Times",
        "url": "https://orle.example/names",
        "title": "Mayor names the dead of the Old Weir bridge",
        "published": "2025-03-06",
        "first_seen": "2025-03-06T11:00:00Z",
        "text": "The mayor of Tarnwick, Josef Arlund, said 17 people had been killed when the Old Weir bridge fell into "
        "the Orle.\n\nThe county engineer, Paul Ostrey, warned that two more bridges could fall.",
    }
    inputs = folder / "next.jsonl"
    inputs.write_bytes(b"\n".join(msgspec.json.encode(row) for row in [*rows, again]))
    return inputs
