"""The terminal: a briefing, a reading and an explanation as text. Colour only where a terminal shows it."""

from __future__ import annotations

from collections import Counter
from typing import Any

from rich.console import Console
from rich.text import Text

from livebrief.records.briefings import Briefing, Update
from livebrief.records.readings import Material, Reading
from livebrief.records.spans import pieces_text

ON_TERMINAL = 5  # lines of one story: a briefing of ten stories stays readable; all of them stand in --json and --out
COLOURS = {
    "corroborated": "green",
    "single-source": "default",
    "disputed": "yellow",
    "denied": "red",
    "retracted": "red",
    "superseded": "yellow",
    "unverified": "magenta",
}


def show_briefing(brf: Briefing, material: Material, console: Console | None = None) -> None:
    """The whole briefing: stories, what is not known, what is not shown, corrections."""
    out = console or Console(highlight=False)
    out.print(Text(brf.title, style="bold"), Text(f"as of {brf.as_of:%Y-%m-%d %H:%M} UTC", style="dim"))
    out.print(Text(f"{brf.documents} articles, {brf.outlets} outlets, {brf.statements} statements", style="dim"))
    if not brf.stories:
        out.print("Nothing new." if brf.since else "Nothing to report: `livebrief add` takes articles in.")
    for story in brf.stories:
        out.print()
        out.print(Text(story.heading, style="bold underline"))
        out.print(Text(f"{story.state}, {story.documents} articles, {len(story.outlets)} outlets", style="dim"))
        for update in story.updates[:ON_TERMINAL]:
            _show_line(update, material, out)
        if len(story.updates) > ON_TERMINAL:
            out.print(Text(f"  … and {len(story.updates) - ON_TERMINAL} more lines", style="dim"))
    _show_rest(brf, out)


def _show_line(update: Update, material: Material, out: Console) -> None:
    value = update.verdict.value.value
    out.print(Text.assemble("  • ", update.text))
    names = [material.outlets[key].name if key in material.outlets else key for key in update.outlets]
    count = len(update.verdict.witnesses)
    facts = [
        f"{count} witness{'' if count == 1 else 'es'}",
        f"{update.verdict.copies} copies" if update.verdict.copies else "",
        update.published[:10] or "undated",
        f"happened {update.when}" if update.when else "",
        ", ".join(update.where),
        ", ".join(names),
        update.claim,
    ]
    words = Text("    ", style="dim")
    words.append(value.replace("-", " "), style=COLOURS[value])
    words.append(" · " + " · ".join(fact for fact in facts if fact))
    if update.change:
        words.append(f" · {update.change}", style="bold")
    out.print(words)
    for answer in update.answers:
        out.print(Text(f"    ↳ {answer}"))


def _show_rest(brf: Briefing, out: Console) -> None:
    if brf.unknowns:
        out.print()
        out.print(Text("What we do not know", style="bold"))
        for item in brf.unknowns[:10]:
            out.print(Text.assemble("  ? ", item.update.text, (f"  ({item.kind.replace('-', ' ')})", "dim")))
    out.print()
    why = Counter(item.reason for item in brf.withheld)
    reasons = ", ".join(f"{number} × {reason}" for reason, number in why.most_common())
    count = len(brf.withheld)
    out.print(f"Not shown: {count} line{'' if count == 1 else 's'} withheld" + (f" because {reasons}." if why else "."))
    for each in brf.corrections:
        out.print(Text.assemble(("Changed in the source: ", "bold"), each.title or each.article))
        if each.before:
            out.print(Text(f"  before: {each.before}"))
        if each.after:
            out.print(Text(f"  now:    {each.after}"))


def show_reading(reading: Reading) -> str:
    """One article's statements as lines of text."""
    doc = reading.document
    when = f"{doc.published.value or 'undated'}{' (inferred)' if doc.published.how == 'inferred' else ''}"
    lines = [f"{doc.title or reading.article.address} · {doc.outlet or 'outlet unknown'} · {when}"]
    for sgt in reading.sightings:
        via = f" via {', '.join(link.name for link in sgt.via)}" if sgt.via else ""
        lines.append(f"  {sgt.source.name} {sgt.act.value}{via}: {pieces_text(doc.text, sgt.content)}")
        numbers = [f"{fig.text} ({fig.role})" for fig in sgt.figures]
        places = [place.name for place in sgt.places]
        if numbers or places:
            lines.append(f"      {', '.join(numbers + places)}")
    lines += [f"  dropped ({piece.rule}): {piece.text[:80]}" for piece in doc.dropped]
    return "\n".join(lines) + "\n"


def show_explanation(found: dict[str, Any], console: Console | None = None) -> None:
    """An explanation's lines, in the order in which a colleague would give them."""
    out = console or Console(highlight=False)
    for name, value in found.items():
        if not value:
            continue
        if isinstance(value, list | tuple):
            out.print(Text(name.replace("_", " "), style="bold"))
            for item in value:
                out.print(Text(f"  {_flat(item)}"))
        else:
            out.print(Text.assemble((f"{name.replace('_', ' ')}: ", "bold"), str(value)))


def _flat(item: Any) -> str:
    if isinstance(item, dict):
        return " · ".join(f"{key.replace('_', ' ')}: {_flat(value)}" for key, value in item.items() if value)
    if isinstance(item, list | tuple):
        return ", ".join(_flat(each) for each in item)
    return str(item)
