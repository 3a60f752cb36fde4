"""Every word that the templates say has its Ukrainian, with the same places to fill; dates and plurals by their rules."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from livebrief.publish import languages
from livebrief.publish.languages import LANGUAGES, choose, tongue
from livebrief.records.statements import Act
from livebrief.records.verdicts import Stance, Value

ROOM = Path(languages.__file__).parent
PLACE = re.compile(r"%\(\w+\)s")
COUNTED = re.compile(r'counted\("([^"]+)", "([^"]+)"\)')


def said() -> set[str]:
    """The messages of the readers' templates (the editor's desk has its own)."""
    ways = [("desk/**", "ignore"), ("**.html", "jinja2.ext:babel_extract")]
    found = extract_from_dir(ROOM / "templates", method_map=ways, options_map={"**.html": {"newstyle_gettext": "true"}})
    return {message for _, _, message, _, _ in found if isinstance(message, str)}


def test_nothing_is_left_untranslated() -> None:
    with (ROOM / "locale" / "uk.po").open("rb") as file:
        catalogue = read_po(file, locale="uk")
    words = said()
    assert len(words) > 100
    for message in words:
        entry = catalogue.get(message)
        assert entry is not None, message
        given = entry.string if isinstance(entry.string, str) else entry.string[0]
        assert given, message
        assert sorted(PLACE.findall(given)) == sorted(PLACE.findall(message))
    for path in (ROOM / "templates").glob("*.html"):
        for one, _many in COUNTED.findall(path.read_text(encoding="utf-8")):
            entry = catalogue.get(one)
            assert entry is not None, one
            assert len(entry.string) == 3, one


@pytest.mark.parametrize("kind", [Act, Value, Stance])
def test_closed_lists_are_translated(kind: type[Act] | type[Value] | type[Stance]) -> None:
    for value in kind:
        assert tongue("uk").words(value.value) != tongue("en").words(value.value), value


def test_plurals_and_dates() -> None:
    uk = tongue("uk")
    forms = [uk.counted(n, "article", "articles") for n in (1, 2, 5, 11, 21)]
    assert forms == ["1 стаття", "2 статті", "5 статей", "11 статей", "21 стаття"]
    assert (uk.day("2025-03"), uk.day("2025"), uk.day("2025-W10")) == ("березень 2025", "2025", "2025-W10")
    assert tongue("en").moment("2025-03-05T14:00:00+00:00") == "5 March 2025, 14:00 UTC"
    assert tongue("en").day("2025-02-31") == "2025-02-31"


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("No longer shown", "Більше не показуємо"),
        ("Joined: the same thing, told twice", "Об’єднано: те саме, сказане двічі"),
        ("Taken back: Reading corrected: who says it", "Скасовано: Виправлено прочитане: хто це каже"),
        ("Taken back: Held back until 2025-03-05T06:00:00+00:00", "Скасовано: Притримано до 5 березня 2025, 06:00 UTC"),
        ("Something else: unheard of", "Something else: unheard of"),
    ],
)
def test_what_editors_did_in_another_language(title: str, said: str) -> None:
    assert tongue("uk").titled(title) == said
    assert tongue("en").titled("Taken back: No longer shown") == "Taken back: No longer shown"


@pytest.mark.parametrize("header", ["", "x" * 5000, ";;;,,,", "uk;q=abc", "uk;q=9.9.9", "*", "uk-UA-x-y;q=0.1"])
def test_any_header_gives_a_language(header: str) -> None:
    assert choose("", header) in LANGUAGES
