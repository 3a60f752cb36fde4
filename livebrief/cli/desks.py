"""The desks on the command line: a ledger as table, CSV, JSON or GeoJSON; series attached as named sources."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

import click

from livebrief import config
from livebrief.cli.main import AS_OF, JSON, main
from livebrief.cli.saying import leave, machine, print_line, say_account
from livebrief.errors import WrongUsage
from livebrief.newsroom import Newsroom
from livebrief.records.ledgers import Alert, Ledger


@main.command()
@click.argument("name")
@AS_OF
@click.option("--csv", "form", flag_value="csv", help="For a spreadsheet.")
@click.option("--json", "form", flag_value="json", help="The records, an entry a line.")
@click.option("--geojson", "form", flag_value="geojson", help="The places, for a map.")
@click.option(
    "--cap", type=click.Path(file_okay=False, path_type=Path), help="Alerts as CAP 1.2 files into this folder."
)
@click.pass_obj
def ledger(cfg: config.Config, name: str, as_of: datetime | None, form: str | None, cap: Path | None) -> None:
    """One desk's ledger: aid, harm, attacks, alerts, notices, treaties, rumours, control, explainers.

    \b
    livebrief ledger aid
    livebrief ledger harm --as-of 2025-03-05 --csv > harm.csv
    livebrief ledger attacks --geojson > attacks.geojson
    """
    from livebrief.publish.ledgers import as_csv, as_geojson, entry_line
    from livebrief.publish.tables import show_ledger

    with Newsroom(cfg) as room:
        kept = room.ledger(name, as_of)
        cited = room.article_names((some for each in kept.entries for some in each.statements), as_of)
    if cap is not None:
        _write_cap(kept, cap, exercise=cfg.beat == "demo")
    elif form == "csv":
        sys.stdout.buffer.write(as_csv(kept))
    elif form == "geojson":
        sys.stdout.buffer.write(as_geojson(kept))
    elif form == "json" or machine(as_json=False):
        for entry in kept.entries:
            print_line(entry_line(entry, kept, cited))
    else:
        show_ledger(kept)


def _write_cap(kept: Ledger, folder: Path, *, exercise: bool) -> None:
    """One file an alert; WrongUsage for another desk's ledger."""
    from livebrief.publish.cap import as_cap

    alerts = [entry for entry in kept.entries if isinstance(entry, Alert)]
    if kept.desk != "alerts":
        raise WrongUsage("only alerts have a CAP form", subject=kept.desk, way_out="livebrief ledger alerts --cap DIR")
    folder.mkdir(parents=True, exist_ok=True)
    for entry in alerts:
        (folder / f"{entry.id}.xml").write_bytes(as_cap(entry, kept, sender="livebrief", exercise=exercise))
    click.echo(f"wrote {len(alerts)} alerts to {folder}", err=True)


@main.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--kind", default="", help="alerts, attacks, aid, control or counts; read off the file when not given.")
@click.option("--name", default="", help="The name that readers see.")
@click.option("--licence", default="", help="Under which terms it is used.")
@JSON
@click.pass_obj
def attach(cfg: config.Config, files: tuple[Path, ...], kind: str, name: str, licence: str, as_json: bool) -> None:
    """Attach series by others as named sources: tables of attacks, alerts, aid, counts; control layers (GeoJSON).

    What articles say is compared with them; rows that cannot be read are named and set aside.

    \b
    livebrief attach attacks.csv --name "Daily attack table"
    livebrief attach control/*.geojson.gz --kind control
    """
    from livebrief.newsroom.attaching import About

    with Newsroom(cfg) as room:
        done = room.attach(files, About(kind=kind, name=name, licence=licence))
    for each in done:
        if machine(as_json):
            print_line(each)
        else:
            say_account(f"{each.key} ({each.kind}){'' if each.new else ', known already'}", each.rows)
    leave(*(each.rows for each in done))
