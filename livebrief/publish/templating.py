"""The templates' surroundings: escaping everywhere, the filters, one environment per interface language.

Law 9 lives here: autoescape is always on, and an unknown name is an error instead of an empty space.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from livebrief.nlp.words import side_name
from livebrief.publish.fragments import link, safe
from livebrief.publish.languages import direction, tongue
from livebrief.records.briefings import Update

HERE = Path(__file__).parent


@cache
def templates(language: str = "en") -> Environment:
    """The page templates in one interface language."""
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    words = tongue(language)
    made.install_gettext_translations(words.messages, newstyle=True)  # type: ignore[attr-defined]  # the extension's
    made.filters.update(moment=words.moment, day=words.day, clock=words.clock, words=words.words, counted=words.counted)
    made.filters.update(marked=marked, parts=parts, titled=words.titled, side=side_name)
    made.globals.update(fragment=link, safe=safe, direction_of=direction)
    return made


def marked(pieces: list[tuple[str, str]]) -> Markup:
    """Text pieces with their kind: "" stays plain, others become ``<mark class=kind>``. Every piece is escaped."""
    out = Markup()
    for words, kind in pieces:
        out += Markup('<mark class="{}">{}</mark>').format(kind, words) if kind else Markup("{}").format(words)
    return out


def parts(line: Update) -> tuple[str, str]:
    """The line cut behind its speaker's name, so that the name can be set apart: joined they are the line."""
    speaker = line.slots.lead
    return (speaker, line.text[len(speaker) :]) if speaker and line.text.startswith(speaker) else ("", line.text)
