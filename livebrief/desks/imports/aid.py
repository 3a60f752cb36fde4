"""Trackers of help: by country and month, by month, by source of the stock, by weapon. One value is one row.

Sums in billions become whole euros. A tracker's figures are its own: they stand beside the ledger, never in its totals.
"""

from __future__ import annotations

from collections.abc import Sequence

from livebrief.desks.imports.fields import month, number
from livebrief.desks.imports.sheets import Layout, Setting, Values
from livebrief.errors import Quarantine
from livebrief.records.outcomes import Why
from livebrief.records.references import AidRow, Row

BILLION = 1_000_000_000
CATEGORIES = {"financial": "money", "humanitarian": "humanitarian", "military": "weapons"}
STOCKS = {"stockpile": "from stocks", "procurement": "newly bought", "unspecified": "unsaid", "nato_purl": "NATO PURL"}
EVERYONE = "all donors"


def _by_country(values: Values, setting: Setting) -> Sequence[Row]:
    donor = _donor(values["country"])
    when = month(values["year"], values["month"], setting)
    rows = _sums(values, CATEGORIES, (donor, when), stage="allocated")
    promised = number(values.get("commitments", ""), of="commitments", negative=True)
    if promised:
        rows.append(_row((donor, when), "commitments", promised, stage="committed"))
    return rows


def _by_month(values: Values, setting: Setting) -> Sequence[Row]:
    return _sums(values, CATEGORIES, (EVERYONE, month(values["year"], values["month"], setting)), stage="allocated")


def _by_stock(values: Values, setting: Setting) -> Sequence[Row]:
    when = month(values["year"], values["month"], setting)
    found = {key: number(values.get(key, ""), of=key, negative=True) for key in STOCKS}
    return [
        _row((EVERYONE, when), key, value, stage="allocated", category="weapons", item=STOCKS[key])
        for key, value in found.items()
        if value
    ]


def _by_weapon(values: Values, setting: Setting) -> Sequence[Row]:  # noqa: ARG001  no date in this form
    donor, kind = _donor(values["donor"]), values["category"]
    worth = number(values["monetary_value_eur"], of="monetary_value_eur")
    return [
        AidRow(
            key=f"{donor} {kind}".casefold(),
            donor=donor,
            category="weapons",
            item=f"{kind}: {values['weapons_list']}" if values.get("weapons_list") else kind,
            amount=worth,
            currency="EUR" if worth is not None else "",
            stage="allocated",
            count=number(values["number_of_weapons"], of="number_of_weapons"),
        )
    ]


def _by_share(values: Values, setting: Setting) -> Sequence[Row]:  # noqa: ARG001  no date in this form
    share = number(values["eu_share_bn"], of="eu_share_bn")
    if share is None:
        return []
    return [_row((_donor(values["country"]), ""), "EU share", share, stage="allocated", item="share of EU aid")]


def _sums(values: Values, columns: dict[str, str], who: tuple[str, str], *, stage: str) -> list[Row]:
    found = {key: number(values.get(key, ""), of=key) for key in columns}
    return [_row(who, key, value, stage=stage, category=columns[key]) for key, value in found.items() if value]


def _row(who: tuple[str, str], key: str, billions: float, *, stage: str, category: str = "", item: str = "") -> Row:
    donor, when = who
    return AidRow(
        key=" ".join(part for part in (donor, when, key) if part).casefold(),
        donor=donor,
        date=when,
        category=category,
        item=item,
        amount=round(billions * BILLION),
        currency="EUR",
        stage=stage,
    )


def _donor(name: str) -> str:
    if not name:
        raise Quarantine("no donor is named", reason=Why.BAD_RECORD)
    return name


_MONTHLY = (("year",), ("month",))
LAYOUTS = (
    Layout(
        kind="aid",
        name="by country and month",
        needs=(("country", "donor"), *_MONTHLY, ("financial",), ("humanitarian",), ("military",)),
        make=_by_country,
    ),
    Layout(
        kind="aid",
        name="by month",
        needs=(*_MONTHLY, ("financial",), ("humanitarian",), ("military",)),
        make=_by_month,
    ),
    Layout(kind="aid", name="by stock", needs=(*_MONTHLY, ("stockpile",), ("procurement",)), make=_by_stock),
    Layout(
        kind="aid",
        name="by weapon",
        needs=(("donor", "country"), ("category",), ("number_of_weapons",), ("monetary_value_eur",)),
        make=_by_weapon,
    ),
    Layout(kind="aid", name="shares", needs=(("country", "donor"), ("eu_share_bn",)), make=_by_share),
)
