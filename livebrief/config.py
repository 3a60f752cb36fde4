"""Every knob, with its unit, default and environment name. The only reader of ``os.environ``.

Order of precedence: an option of the command line, then the environment, then the default here.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import msgspec

from livebrief.errors import WrongUsage

READERS = ("joined", "trained", "rules")
PREFIX = "LIVEBRIEF_"


class Config(msgspec.Struct, frozen=True, kw_only=True):
    """The knobs of one desk.

    ``store``: path of the database, or a PostgreSQL one's address (``LIVEBRIEF_STORE``; it may hold a password: show it
    by ``livebrief.store.address.masked``). ``data``: evaluation data (``LIVEBRIEF_DATA``). ``reader``: which reader finds attributions, one of joined | trained | rules (``LIVEBRIEF_READER``); rules loads no weights.
    ``beat``: a bundled beat's key, the path of a TOML file, or ``auto`` (``LIVEBRIEF_BEAT``): each document is read
    with the bundled beat whose terms it uses. ``processes``: how many processes read long batches
    (``LIVEBRIEF_PROCESSES``; 0: two by the rules, one with the trained reader, whose threads are two). ``host``,
    ``port``: where `serve` listens. ``batch_documents``: documents per transaction: what a crash can cost in work, never
    in what was acknowledged. ``tiles``: address of the desk's own map tiles, with ``{z}``, ``{x}`` and ``{y}`` in it
    (``LIVEBRIEF_TILES``; empty: no tiles, nothing is asked of another host), ``tiles_credit`` what their data asks to be
    said (``LIVEBRIEF_TILES_CREDIT``).
    """

    store: str = "livebrief.db"
    data: Path = Path("../shared/data")
    reader: str = "joined"
    beat: str = "auto"
    processes: int = 0
    host: str = "127.0.0.1"
    port: int = 8724
    batch_documents: int = 50
    tiles: str = ""
    tiles_credit: str = ""

    def __post_init__(self) -> None:
        if self.reader not in READERS:
            raise WrongUsage(f"no such reader: {self.reader}", way_out=f"choose one of {', '.join(READERS)}")
        if self.tiles and not (self.tiles.startswith(("https://", "http://")) and "{z}" in self.tiles):
            raise WrongUsage(f"not an address of map tiles: {self.tiles}", way_out="https://HOST/{z}/{x}/{y}.png")


def load(environment: Mapping[str, str] | None = None, **options: object) -> Config:
    """The configuration from the environment and from ``options`` (None means: not given).

    Raises WrongUsage naming the variable when a value does not decode.
    """
    environ = os.environ if environment is None else environment
    found: dict[str, object] = {}
    for field in Config.__struct_fields__:
        if (value := environ.get(PREFIX + field.upper())) is not None:
            found[field] = value
    found.update({name: value for name, value in options.items() if value is not None})
    try:
        return msgspec.convert(found, Config, strict=False, dec_hook=_as_path)
    except msgspec.ValidationError as wrong:
        raise WrongUsage(str(wrong), subject="configuration", way_out="see `livebrief --help`") from wrong


def _as_path(kind: type, value: object) -> object:
    if kind is Path:
        return Path(str(value))
    raise NotImplementedError(f"cannot read a {kind.__name__}")
