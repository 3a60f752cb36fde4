"""Ages in running text, blanked out so that no reader of counts takes them for numbers of people. Offsets stay."""

from __future__ import annotations

import re

_N = r"(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen)"
_AGES = re.compile(rf"\b(?:both )?aged (?:between )?{_N}(?:(?:, {_N})*,? (?:and|to|or) {_N})?\b", re.IGNORECASE)


def without_ages(text: str) -> str:
    """The text with "aged eight and ten" as blanks. Pure; the same length."""
    return _AGES.sub(lambda hit: " " * len(hit.group()), text)
