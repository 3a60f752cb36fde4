"""Tables in text: unpacking, delimiter, header, and one outcome per line. Owns RFC 4180 with the liberties files take.

A layout names the columns it needs (with the other names they go by) and turns one line into rows, or raises
:class:`Quarantine` with the reason.
"""

from __future__ import annotations

import csv
import io
import zlib
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

import msgspec

from livebrief.errors import Quarantine
from livebrief.records.outcomes import Failed, Made, Outcome, Skipped, Why
from livebrief.records.references import Row

LARGEST = 512 * 1024 * 1024  # bytes after unpacking: ten times the largest series met; a gzip bomb stops here
LOOK = 65_536  # bytes looked at to tell a table from something else
SHOWN = 120  # characters of a bad line that its outcome repeats

Values = dict[str, str]
Making = Callable[[Values, "Setting"], Sequence[Row]]


class Setting(msgspec.Struct, kw_only=True):
    """What a line may need beside its own cells: the file's name, the last moment that is not the future, whether
    slashed dates put the day first, ``notes`` that the line's reader leaves for its outcome, and for dates without a year
    the ``month`` of the line before and the ``years`` begun since the first line."""

    name: str
    as_of: datetime | None = None
    day_first: bool = True
    notes: list[str] = []
    month: int = 0
    years: int = 0


class Layout(msgspec.Struct, frozen=True, kw_only=True):
    """One form of file. ``needs``: each needed column with the other names it goes by; ``any_of``: of these at least
    ``at_least``; ``also``: other names of columns that may be missing; ``make``: one line to its rows; ``check``:
    outcomes of the whole file set against each other."""

    kind: str
    name: str
    needs: tuple[tuple[str, ...], ...]
    make: Making
    any_of: frozenset[str] = frozenset()
    at_least: int = 1
    also: tuple[tuple[str, ...], ...] = ()
    dates: str = ""
    check: Callable[[list[Outcome[Row]]], list[Outcome[Row]]] | None = None

    def missing(self, header: Sequence[str]) -> list[str]:
        """The needed columns that the header has under none of their names."""
        lacks = [names[0] for names in self.needs if not set(names) & set(header)]
        if self.any_of and len(self.any_of & set(header)) < self.at_least:
            lacks.append("one of " + ", ".join(sorted(self.any_of)))
        return lacks

    def fits(self, header: Sequence[str]) -> bool:
        """Whether the header has all that is needed."""
        return not self.missing(header)

    def renamed(self, header: Sequence[str]) -> list[str]:
        """The header under the layout's own names; the first of several columns of one meaning keeps it."""
        own = {name: names[0] for names in (*self.needs, *self.also) for name in names}
        fixed: list[str] = []
        for name in header:
            meant = own.get(name, name)
            fixed.append(name if meant != name and (meant in header or meant in fixed) else meant)
        return fixed


def unpack(data: bytes, name: str) -> tuple[bytes, str]:
    """The bytes without gzip, and what broke off ("" when whole). Raises Quarantine: empty, not text, too large."""
    broken = ""
    if data[:2] == b"\x1f\x8b":
        data, broken = _gunzip(data, name)
    if not data.strip():
        why = Why.TRUNCATED if broken else Why.EMPTY
        raise Quarantine(broken or "nothing in it", reason=why, subject=name)
    if b"\x00" in data[:LOOK]:
        raise Quarantine("bytes that are no text", reason=Why.BINARY, subject=name)
    return data, broken


def header_of(body: bytes, name: str) -> tuple[str, ...]:
    """The column names: lower case, spaces as underscores. Raises Quarantine when the first line is no header."""
    text = _text(body[:LOOK])
    first = next((line for line in text.splitlines() if line.strip()), "")
    if not first or first.lstrip().startswith(("<", "{", "[")):
        raise Quarantine("not a table: its first line is no header", reason=Why.UNKNOWN_FORMAT, subject=name)
    return tuple(_key(cell) for cell in next(csv.reader([first], delimiter=_delimiter(first))))


def choose(layouts: Sequence[Layout], kind: str, body: bytes, name: str) -> Layout:
    """The layout of this kind that the header fits. Raises Quarantine naming the columns that are missing."""
    header = header_of(body, name)
    own = [layout for layout in layouts if layout.kind == kind]
    for layout in own:
        if layout.fits(header):
            return layout
    nearest = min(own, key=lambda layout: len(layout.missing(header)))
    lacks = ", ".join(nearest.missing(header))
    raise Quarantine(
        f"columns missing for {kind}: {lacks}",
        reason=Why.WRONG_COLUMNS,
        subject=name,
        way_out=f"columns found: {', '.join(header)[:SHOWN]}",
    )


def outcomes(layout: Layout, body: bytes, name: str, as_of: datetime | None) -> Iterator[Outcome[Row]]:
    """One outcome or more per line after the header, in the file's order. Lines of white space are nothing."""
    text = _text(body)
    header = layout.renamed(header_of(body, name))
    first = next(line for line in text.splitlines() if line.strip())
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(first))
    lines = list(_lines(reader, name))
    setting = Setting(name=name, as_of=as_of, day_first=_day_first(layout, header, lines))
    made = [outcome for number, cells in lines[1:] for outcome in _line(layout, setting, header, (number, cells))]
    yield from layout.check(made) if layout.check else made


def _line(
    layout: Layout, setting: Setting, header: Sequence[str], line: tuple[int, list[str] | str]
) -> list[Outcome[Row]]:
    number, cells = line
    source = f"{setting.name}:{number}"
    try:
        values = _values(header, cells)
        setting.notes.clear()
        rows = layout.make(values, setting)
    except Quarantine as fault:
        shown = ",".join(cells)[:SHOWN] if isinstance(cells, list) else cells[:SHOWN]
        return [Failed(source=source, why=Why(fault.reason), detail=f"line {number}: {fault} ({shown})")]
    if not rows:
        return [Skipped(source=source, why=Why.NO_VALUE, detail=f"line {number}: no number in it")]
    notes = tuple(f"line {number}: {note}" for note in setting.notes)
    return [Made(source=source, value=row, notes=notes) for row in rows]


def _values(header: Sequence[str], cells: list[str] | str) -> Values:
    if isinstance(cells, str):
        raise Quarantine(cells, reason=Why.BAD_RECORD)
    if len(cells) != len(header):
        raise Quarantine(f"{len(cells)} cells under {len(header)} columns", reason=Why.BAD_RECORD)
    if any("\udc80" <= letter <= "\udcff" for cell in cells for letter in cell):
        raise Quarantine("not UTF-8", reason=Why.BAD_CHARACTERS)
    return {key: cell.strip() for key, cell in zip(header, cells, strict=True)}


def _lines(reader: Iterator[list[str]], name: str) -> Iterator[tuple[int, list[str] | str]]:
    """Numbered records; a break in the quoting is told as the last one."""
    number = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as fault:
            yield number, f"{name}: {fault}"
            return
        if any(cell.strip() for cell in cells):
            yield number, cells
        number = getattr(reader, "line_num", number) + 1


def _gunzip(data: bytes, name: str) -> tuple[bytes, str]:
    """As much as unpacks, and what broke; several members are one file (RFC 1952)."""
    parts: list[bytes] = []
    size = 0
    while data:
        member = zlib.decompressobj(wbits=31)
        try:
            part = member.decompress(data, LARGEST - size + 1)
        except zlib.error as fault:
            if not parts:
                raise Quarantine(f"not gzip: {fault}", reason=Why.UNREADABLE, subject=name) from fault
            return _whole_lines(b"".join(parts)), f"gzip broken: {fault}"
        size += len(part)
        parts.append(part)
        if size > LARGEST:
            raise Quarantine(f"more than {LARGEST} bytes unpacked", reason=Why.TOO_LARGE, subject=name)
        if not member.eof:
            return _whole_lines(b"".join(parts)), "gzip ends too soon"
        data = member.unused_data.lstrip(b"\x00")
    return b"".join(parts), ""


def _whole_lines(body: bytes) -> bytes:
    return body[: body.rfind(b"\n") + 1]


def _text(body: bytes) -> str:
    """UTF-8; bytes that are not are kept as surrogates, so that only their own line is set aside."""
    return body.decode("utf-8-sig", errors="surrogateescape")


def _delimiter(line: str) -> str:
    return max(",;\t", key=line.count)


def _key(cell: str) -> str:
    return "_".join(cell.strip().strip('"').casefold().split())


def _day_first(layout: Layout, header: Sequence[str], lines: Sequence[tuple[int, list[str] | str]]) -> bool:
    """Of slashed dates: the day stands first unless a second part over 12 says that the month does."""
    if layout.dates not in header:
        return True
    at = list(header).index(layout.dates)
    split = [cells[at].split("/") for _, cells in lines[1:] if isinstance(cells, list) and len(cells) > at]
    return not any(len(parts) == 3 and parts[1].isdigit() and int(parts[1]) > 12 for parts in split)
