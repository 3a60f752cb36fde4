"""Which desks there are, and how a ledger is kept: one line per desk, in the order in which a reader wants them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

from livebrief.desks import aid, alerts, attacks, control, explainers, harm, notices, rumours, treaties
from livebrief.desks.desk import Desk, Totalling
from livebrief.desks.page import Happening, Page
from livebrief.errors import UnknownDesk
from livebrief.records.ledgers import Ledger
from livebrief.records.readings import Material
from livebrief.records.stories import Chain
from livebrief.records.verdicts import Verdict

DESKS: tuple[Desk, ...] = (aid, harm, attacks, alerts, notices, treaties, rumours, control, explainers)
_BY_NAME = {desk.name: desk for desk in DESKS}


def names() -> tuple[str, ...]:
    """The desks by name, in the house's order."""
    return tuple(_BY_NAME)


def keep(
    name: str,
    material: Material,
    verdicts: Mapping[str, Verdict],
    chains: Sequence[Chain] = (),
    page: Page | None = None,
) -> Ledger:
    """The ledger of one desk as of the material's moment. Pure: equal material, verdicts and chains, equal ledger.

    ``page``: one made of the same material, so that several ledgers share it. UnknownDesk lists the desks there are.
    """
    if name not in _BY_NAME:
        raise UnknownDesk("no such desk", subject=name, way_out=f"desks are {', '.join(names())}")
    desk, shown = _BY_NAME[name], page or Page(material, verdicts, chains)
    entries = tuple(desk.read(shown))
    return Ledger(
        desk=desk.name,
        title=desk.title,
        as_of=material.as_of,
        columns=desk.columns,
        entries=entries,
        totals=cast(Totalling, desk).totals(entries) if hasattr(desk, "totals") else (),
        notice=desk.notice,
        references=tuple(each.key for each in material.references if each.kind == name),
    )


def keep_all(
    material: Material,
    verdicts: Mapping[str, Verdict],
    chains: Sequence[Chain] = (),
    wanted: Sequence[str] = (),
    happening: Happening | None = None,
) -> tuple[Ledger, ...]:
    """Several ledgers (default: all) over one page. ``happening``: of document ids, the counts, day and place that they
    together bear out (:func:`livebrief.check.incidents.happening_in`); without it each article counts for itself."""
    page = Page(material, verdicts, chains, happening)
    return tuple(keep(name, material, verdicts, chains, page) for name in wanted or names())
