"""The interface's languages: message catalogues, dates and plurals. Owns the words that Livebrief itself says on a page.

What sources say is never translated. Catalogues are gettext files (``locale/*.po``), read once and kept; English is in
the templates themselves. The lines' fixed words (``brief/compose.py``) are part of the record and stay as they are.
"""

from __future__ import annotations

import gettext
import io
import re
from datetime import datetime
from functools import cache, lru_cache
from pathlib import Path

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

HERE = Path(__file__).parent
LANGUAGES = {"en": "English", "uk": "Українська"}
DEFAULT = "en"
RIGHT_TO_LEFT = frozenset(("ar", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"))
_DATE = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?(?![\w-]*W)(?:T.*)?$")
_WEIGHED = re.compile(r"\s*([A-Za-z*]{1,8})(?:-[A-Za-z0-9]+)*\s*(?:;\s*q\s*=\s*([0-9.]{1,5}))?\s*$")


def direction(language: str) -> str:
    """``rtl`` or ``ltr``, by the language's usual script."""
    return "rtl" if language[:2].lower() in RIGHT_TO_LEFT else "ltr"


def choose(asked: str, accepted: str = "") -> str:
    """The interface language: the one asked for, else the best of an Accept-Language header (RFC 9110), else English."""
    if asked in LANGUAGES:
        return asked
    ranked = []
    for n, part in enumerate(accepted[:200].split(",")):
        if (found := _WEIGHED.match(part)) and (code := found[1].lower()) in (*LANGUAGES, "*"):
            ranked.append((_weight(found[2]), -n, DEFAULT if code == "*" else code))
    best = max(ranked, default=(0.0, 0, DEFAULT))
    return best[2] if best[0] > 0 else DEFAULT


def _weight(given: str | None) -> float:
    try:
        return float(given) if given else 1.0
    except ValueError:
        return 0.0


class Tongue:
    """One language's words, dates and numbers. A language without a catalogue speaks English, in its own direction."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.direction = direction(language)
        self.messages = _catalogue(language)
        self._locale = Locale.parse(language if language in LANGUAGES else DEFAULT)

    def say(self, message: str) -> str:
        """One message in this language; as it is when the catalogue lacks it."""
        return self.messages.gettext(message) if message else ""

    def counted(self, number: int, one: str, many: str = "") -> str:
        """``1 article``, ``2 articles``, ``12,345 articles``: by the language's own plural rule."""
        words = self.messages.ngettext(one, many or one + "s", number)
        return f"{format_decimal(number, locale=self._locale)} {words}"

    def words(self, value: str) -> str:
        """A value of a closed list (``single-source``) in words."""
        return self.say(value.replace("-", " ").replace("_", " "))

    def titled(self, value: str) -> str:
        """What editors did, as the record says it (``Taken back: Held back until …``), part by part in this language."""
        head, joint, tail = value.partition(": ")
        if self.say(value) != value or not (joint or " until " in value):
            return self.say(value)
        if joint:
            return f"{self.say(head)}: {self.titled(tail)}"
        title, _, moment = value.rpartition(" until ")
        return self.say("{title} until {moment}").format(title=self.say(title), moment=self.moment(moment))

    def day(self, value: str) -> str:
        """``5 March 2025``, ``March 2025`` or ``2025``, at the value's grain; other TIMEX3 values as they are."""
        return _day(value, self._locale)

    def moment(self, value: datetime | str) -> str:
        """``5 March 2025, 14:00 UTC``; a bare day stays a day."""
        return _moment(value, self._locale)

    def clock(self, value: str) -> str:
        """``14:00`` of a moment; "" of a bare day."""
        return value[11:16] if len(value) > len("2025-03-05") else ""


@cache
def tongue(language: str) -> Tongue:
    """The words of a language, kept."""
    return Tongue(language)


def _catalogue(language: str) -> gettext.NullTranslations:
    path = HERE / "locale" / f"{language}.po"
    if language not in LANGUAGES or not path.is_file():
        return gettext.NullTranslations()
    binary = io.BytesIO()
    with path.open("rb") as file:
        write_mo(binary, read_po(file, locale=language))
    binary.seek(0)
    return gettext.GNUTranslations(binary)


@lru_cache(maxsize=4096)
def _day(value: str, locale: Locale) -> str:
    shape = _DATE.match(value)
    if shape is None:
        return value
    year, month, day = int(shape["year"]), int(shape["month"] or 0), int(shape["day"] or 0)
    if not (year and 1 <= month <= 12):
        return shape["year"]
    try:
        moment = datetime(year, month, day or 1)
    except ValueError:
        return value
    return format_date(moment, "d MMMM y" if day else "LLLL y", locale=locale)


@lru_cache(maxsize=4096)
def _moment(value: datetime | str, locale: Locale) -> str:
    if isinstance(value, datetime):
        return _clocked(value, locale)
    if len(value) <= len("2025-03-05"):
        return _day(value, locale)
    try:
        return _clocked(datetime.fromisoformat(value), locale)
    except ValueError:
        return value


def _clocked(moment: datetime, locale: Locale) -> str:
    return f"{format_datetime(moment, 'd MMMM y, HH:mm', locale=locale)} UTC"
