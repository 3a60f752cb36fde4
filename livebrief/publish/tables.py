"""A ledger on a terminal: one block an entry, each speaker's last word on a line of its own, with who says so."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from livebrief.publish.languages import tongue
from livebrief.publish.ledgers import shown
from livebrief.records.ledgers import AnyEntry, Cell, Ledger

_OWN_LINE = ("title", "when", "where")  # fields that the head of a block shows


def show_ledger(ledger: Ledger, console: Console | None = None) -> None:
    """Print the ledger: its notice first, its entries, its totals with what was left out and why."""
    out = console or Console()
    out.print(Text(f"{ledger.title}, as of {ledger.as_of:%Y-%m-%d %H:%M} UTC", style="bold"))
    if ledger.notice:
        out.print(Text(ledger.notice, style="yellow"))
    for entry in ledger.entries:
        out.print(block(entry, ledger))
    if not ledger.entries:
        out.print(Text("Nothing was found for this desk."))
    for total in ledger.totals:
        over = tongue("en").counted(len(total.entries), "entry", "entries")
        out.print(Text(f"\nTotal {total.what}: {total.value:,.0f} {total.unit} over {over}"))
        for some_id, why in total.left_out:
            out.print(Text(f"  left out {some_id}: {why}", style="dim"))


def block(entry: AnyEntry, ledger: Ledger) -> Text:
    """One entry: head, fields, flags, and the id to ask `livebrief explain` about."""
    where = ", ".join(place.name for place in entry.where)
    head = "  ".join(part for part in (entry.when, where, entry.verdict) if part)
    text = Text(f"\n{entry.title}\n", style="bold")
    text.append(f"  {head}\n" if head else "", style="cyan")
    for column, field in zip(ledger.columns, shown(entry, ledger), strict=True):
        if column.field in _OWN_LINE:
            continue
        if field.words:
            text.append(f"  {field.heading}: {field.words}\n", style="not bold")
        for cell in field.now:
            text.append(f"  {field.heading}: {_cell(cell)}\n", style="not bold")
        if field.before:
            earlier = ", ".join(cell.text for cell in field.before)
            text.append(f"    earlier: {earlier}\n", style="dim not bold")
    for flag in entry.flags:
        text.append(f"  ! {flag.says}\n", style="red not bold")
    text.append(f"  {entry.id}", style="dim not bold")
    return text


def _cell(cell: Cell) -> str:
    about = ", ".join(part for part in (cell.by or cell.reference, cell.as_of, cell.verdict) if part)
    return f"{cell.text} ({about})" if about else cell.text
