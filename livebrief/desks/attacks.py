"""The attacks desk: when, by whom as claimed, with what, how many launched, shot down, lost and hit, where, and what came of it.

Owns the entries. Counts stand by counter and are never mended: what does not add up is flagged. An attached attack table
is laid beside, as one more source that agrees or differs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from livebrief.desks.counting import as_whole, laid_out, part_flag, standing
from livebrief.desks.desk import beside, chain, claims_of, statements_of
from livebrief.desks.page import Page, Passage, Told
from livebrief.desks.striking.beside import compared
from livebrief.desks.striking.events import Event, events
from livebrief.desks.striking.joining import Attack, attacks, not_owned
from livebrief.desks.striking.words import DAMAGE, REGIONS
from livebrief.nlp.words import fold
from livebrief.records import ledgers
from livebrief.records.ledgers import Cell, Column, Flag, current
from livebrief.records.mentions import PlaceMention
from livebrief.records.statements import Act
from livebrief.records.stories import Chain

name = "attacks"
title = "Attacks"
notice = "Attacks as sources claim them. Counts are each counter's own, side by side; what does not add up is flagged, not mended."
columns: tuple[Column, ...] = (
    Column(field="when", heading="Day"),
    Column(field="attacker", heading="Attacker, as claimed"),
    Column(field="weapon", heading="Weapon"),
    Column(field="target", heading="Target"),
    Column(field="where", heading="Place"),
    Column(field="launched", heading="Launched"),
    Column(field="intercepted", heading="Shot down"),
    Column(field="lost", heading="Lost"),
    Column(field="hit", heading="Hit"),
    Column(field="region_count", heading="Regions"),
    Column(field="consequences", heading="Consequences"),
)
ROLES = ("launched", "intercepted", "lost", "hit")
BEHIND = 3  # sentences behind a telling that still tell what came of it
SHOWN = 12  # consequences kept of one attack


def read(page: Page) -> Iterator[ledgers.Attack]:
    """One entry per attack, in the order in which attacks were first told."""
    found = attacks(events(page))
    unowned = not_owned(page, found)
    for n, attack in enumerate(found):
        yield _entry(page, attack, unowned.get(n, ()))


def _entry(page: Page, attack: Attack, unowned: Sequence[Told]) -> ledgers.Attack:
    told = attack.events
    fields: dict[str, tuple[Cell, ...]] = {role: chain(_counts(page, attack, role)) for role in ROLES}
    fields, misfits = _adding_up(page, fields)
    fields |= {
        "attacker": chain(_slot_cell(page, each) for each in told if each.attacker),
        "weapon": beside(page.cell(each.passage, *each.weapon) for each in told if each.weapon),
        "target": beside(page.cell(each.passage, *each.target) for each in told if each.target),
        "region_count": chain(_region_counts(page, told)),
        "regions": chain(_regions(page, told)),
        "consequences": beside(_consequences(page, told))[:SHOWN],
    }
    cells: dict[str, Any] = dict(fields)
    every = tuple(fields.values())
    places = _where(told)
    first = told[0]
    return ledgers.Attack(
        id=page.entry_id(name, first.told, f"{first.passage.n} {first.day} {first.kind}"),
        title=_title(attack, fields, places),
        when=attack.day,
        where=places,
        start=attack.day,
        end=max((each.day for each in told if each.dated), default=attack.day),
        claims=claims_of(*every),
        statements=statements_of(*every),
        story=first.told.story,
        verdict=page.verdict(cell for field in every for cell in field),
        flags=(*misfits, *_flags(page, attack, fields), *_denials(unowned)),
        **cells,
    )


def _slot_cell(page: Page, event: Event) -> Cell:
    slot = event.attacker
    assert slot is not None
    shown = slot.party.party if slot.party is not None else slot.words
    return page.cell(slot.passage, slot.start, slot.end, text=shown)


def _counts(page: Page, attack: Attack, role: str) -> Iterator[Cell]:
    """A role's links. What is a part of another count (31 of the 48 launched) is this role's whole."""
    for event in attack.counted:
        if event.chain is not None and event.chain.role == role and not _part_of(event, attack):
            yield from laid_out(page, as_whole(event.chain))[0]


def _part_of(event: Event, attack: Attack) -> bool:
    """Whether the count is of one region of the barrage that the same text counted whole just before."""
    chain = event.chain
    assert chain is not None
    return any(
        other.chain is not None
        and other.chain.role == chain.role
        and other.passage.document.id == event.passage.document.id
        and other.passage.n < event.passage.n
        and _most(other.chain) > _most(chain)
        for other in attack.counted
    )


def _most(chain: Chain) -> float:
    return max((figure.value or figure.low or figure.high or 0.0 for figure in chain.figures), default=0.0)


def _adding_up(page: Page, fields: dict[str, tuple[Cell, ...]]) -> tuple[dict[str, tuple[Cell, ...]], list[Flag]]:
    """The counts without a rival by the same counter that makes more than were launched, where the counter's own other
    number does not; each such rival is told in a flag."""
    launched = {cell.value for cell in current(fields["launched"]) if cell.value is not None}
    parts = {role: [cell for cell in fields[role] if cell.value is not None] for role in ROLES[1:]}
    told = sum(max((cell.value or 0.0 for cell in cells), default=0.0) for cells in parts.values())
    if len(launched) != 1 or told <= max(launched):
        return fields, []
    over = told - max(launched)
    kept, flags = dict(fields), []
    for role, cell in ((role, cell) for role, cells in parts.items() for cell in cells):
        own = [each.value or 0.0 for each in parts[role] if (each.by, each.as_of) == (cell.by, cell.as_of)]
        if (cell.value or 0.0) - min(own) >= over:
            kept[role] = tuple(each for each in fields[role] if each != cell)
            says = f"{_outlet(page, cell)} gives {cell.text} {role}, which does not add up"
            flags.append(Flag(kind="rival", says=says, statements=cell.statements))
    return kept, flags


def _outlet(page: Page, cell: Cell) -> str:
    """The outlet in whose article the cell's words stand."""
    cited = set(cell.statements)
    told_in = (passage.outlet for passage in page.passages if any(told.id in cited for told in passage.told))
    return next(told_in, cell.by)


def _region_counts(page: Page, told: list[Event]) -> Iterator[Cell]:
    for passage in _passages(told):
        for quantity in passage.figures:
            if REGIONS.match(quantity.unit) or REGIONS.match(quantity.of):
                yield page.count(passage, quantity)


def _regions(page: Page, told: list[Event]) -> Iterator[Cell]:
    """The regions that a counted sentence lists, as it lists them."""
    for passage in _passages([each for each in told if each.chain is not None]):
        regions = [place for place in passage.places if place.precision == "region"]
        if len(regions) > 1:
            yield page.cell(
                passage, regions[0].span.start - passage.span.start, regions[-1].span.end - passage.span.start
            )


def _consequences(page: Page, told: list[Event]) -> Iterator[Cell]:
    """Sentences at or behind a telling that say what was hit, hurt or cut off."""
    seen: set[tuple[str, int]] = set()
    for passage in _passages(told):
        for each in (passage, *page.after(passage, BEHIND)):
            hit = DAMAGE.search(each.text)
            if hit is None or not each.told or (each.document.id, each.n) in seen:
                continue
            seen.add((each.document.id, each.n))
            yield page.cell(each, 0, len(each.text.rstrip()))


def _passages(told: list[Event]) -> list[Passage]:
    found = {(each.passage.document.id, each.passage.n): each.passage for each in told}
    return list(found.values())


def _where(told: list[Event]) -> tuple[PlaceMention, ...]:
    """The places hit, the most told first; settlements before regions, countries only where nothing finer is told."""
    sites = [place for each in told for place in each.sites]
    places = sites or [place for each in told for place in each.countries]
    count = Counter(fold(place.name) for place in places)
    by_name: dict[str, PlaceMention] = {}
    for place in places:
        by_name.setdefault(fold(place.name), place)
    return tuple(
        by_name[key] for key in sorted(by_name, key=lambda key: (by_name[key].precision == "region", -count[key]))
    )


def _flags(page: Page, attack: Attack, fields: dict[str, tuple[Cell, ...]]) -> Iterator[Flag]:
    seen: set[str] = set()
    for event in attack.counted:
        chain_flags = [*event.chain.flags, *laid_out(page, as_whole(event.chain))[1]] if event.chain else []
        if event.chain is not None and _part_of(event, attack):
            chain_flags += [part_flag(figure) for figure in event.chain.figures]
        for flag in chain_flags:
            if flag.says not in seen:
                seen.add(flag.says)
                yield flag
    kind = next((each.kind for each in attack.events if each.kind), "")
    yield from compared(page.material.references, attack.day, kind, {role: standing(fields[role]) for role in ROLES})


def _denials(unowned: Sequence[Told]) -> Iterator[Flag]:
    for told in {(each.by, each.act): each for each in unowned}.values():
        does = "denies it" if told.act is Act.DENIES else "neither confirms nor denies it"
        yield Flag(kind=told.act.value, says=f"{told.by} {does}", statements=(told.id,))


def _title(attack: Attack, fields: dict[str, tuple[Cell, ...]], places: tuple[PlaceMention, ...]) -> str:
    """``DAY, PLACE, drones: 48 launched, 31 or 36 shot down``."""
    shown = {"launched": "launched", "intercepted": "shot down", "lost": "lost", "hit": "hit"}
    parts = []
    for role, word in shown.items():
        numbers = list(dict.fromkeys(cell.text for cell in reversed(standing(fields[role]))))
        parts += [f"{' or '.join(numbers)} {word}"] if numbers else []
    weapon = fields["weapon"][0].text if fields["weapon"] else ""
    head = ", ".join(part for part in (attack.day, places[0].name if places else "", weapon if parts else "") if part)
    tail = ", ".join(parts) or weapon
    return ": ".join(part for part in (head, tail) if part)
