"""Words as the stages compare them: folding and tokens. Owns no meaning; refuses stemming rules of single languages.

``fold`` makes texts comparable that differ only in type (case, quotation marks, dashes, white space). ``tokens`` cuts
a text into words and numbers, keeping the case, so that a caller can still see names.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_TYPE = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′`´", "'"),
        **dict.fromkeys("“”„‟«»″", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        "\u00ad": None,
        "\u200b": None,
        "\ufeff": None,
    }
)
_TOKEN = re.compile(r"\d+(?:[.,:]\d+)*(?:-\w+(?:-\w+)*)?|[^\W\d_]+(?:'[^\W\d_]+)?")
_SPACE = re.compile(r"\s+")


@lru_cache(maxsize=1 << 15)
def fold(text: str) -> str:
    """The text without differences of type: NFKC, case folded, plain quotes and dashes, single spaces, no soft hyphens.

    Law: idempotent. Offsets are not kept: never fold a text that spans point into.
    """
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text.translate(_TYPE)).casefold())
    return _SPACE.sub(" ", plain.translate(_TYPE)).strip()


def tokens(text: str) -> list[str]:
    """Words and numbers in order, case kept. "20-year-old" and "4.65" are one token, "didn't" is one."""
    return _TOKEN.findall(text.translate(_TYPE))


def folded_tokens(text: str) -> list[str]:
    """The tokens of the folded text."""
    return _TOKEN.findall(fold(text))
