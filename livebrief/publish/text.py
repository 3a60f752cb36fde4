"""The terminal: a briefing, a reading and an explanation as text. Colour only where a terminal shows it."""

from __future__ import annotations

from collections import Counter
from typing import Any

from rich.console import Console
from rich.text import Text

from livebrief.publish.languages import tongue
from livebrief.records.briefings import Briefing, Correction, EditorLine, StoryBrief, Update
from livebrief.records.readings import Material, Reading
from livebrief.records.spans import pieces_text
from livebrief.records.verdicts import Value

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
    sizes = ((brf.documents, "article"), (brf.outlets, "outlet"), (brf.statements, "statement"))
    out.print(Text(", ".join(_counted(number, one) for number, one in sizes), style="dim"))
    if not brf.stories:
        out.print("Nothing new." if brf.since else "Nothing to report: `livebrief add` takes articles in.")
    for story in brf.stories:
        _show_story(story, material, out)
    _show_rest(brf, out)


def _show_story(story: StoryBrief, material: Material, out: Console) -> None:
    out.print()
    out.print(Text(story.heading, style="bold underline"))
    sizes = f"{_counted(story.documents, 'article')}, {_counted(len(story.outlets), 'outlet')}"
    out.print(Text(f"{story.state}, {sizes}", style="dim"))
    for written in story.own_lines:
        _show_own(written, out)
    for update in story.updates[:ON_TERMINAL]:
        _show_line(update, material, out)
    if (more := len(story.updates) - ON_TERMINAL) > 0:
        out.print(Text(f"  … and {_counted(more, 'more line')}", style="dim"))


def _show_own(written: EditorLine, out: Console) -> None:
    out.print(Text.assemble("  • ", written.text))
    out.print(Text(f"    an editor's own line, by {written.by}, {written.at[:10]}", style="dim"))


def _show_line(update: Update, material: Material, out: Console) -> None:
    value = update.verdict.value.value
    out.print(Text.assemble("  • ", update.text))
    names = [material.outlets[key].name if key in material.outlets else key for key in update.outlets]
    facts = [
        _counted(
            1 if update.verdict.value is Value.SINGLE_SOURCE else len(update.verdict.witnesses), "witness", "witnesses"
        ),
        _counted(update.verdict.copies, "copy", "copies") if update.verdict.copies else "",
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
    withheld = _counted(len(brf.withheld), "line withheld", "lines withheld")
    out.print(f"Not shown: {withheld}" + (f" because {reasons}." if why else "."))
    for each in brf.corrections:
        _show_correction(each, out)


def _show_correction(each: Correction, out: Console) -> None:
    """What changed in a source, or what an editor of this desk did and why."""
    head = f"By an editor ({each.by}): " if each.kind == "editor" else "Changed in the source: "
    out.print(Text.assemble((head, "bold"), each.title or each.article))
    if each.reason:
        out.print(Text(f"  reason: {each.reason}"))
    if each.before:
        out.print(Text(f"  before: {each.before}"))
    if each.after:
        out.print(Text(f"  now:    {each.after}"))


def _counted(number: int, one: str, many: str = "") -> str:
    return tongue("en").counted(number, one, many)


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
