"""Names across spellings: romanisation of Ukrainian and Russian, and a key under which spellings of one name meet.

Romanisation follows the Ukrainian government's table (Cabinet resolution 55 of 27 January 2010, "KMU 2010"); letters that
only Russian has follow BGN/PCGN. The key folds what newsrooms write differently (Zelenskyy, Zelenskiy, Zelensky,
Зеленський). It is for comparing a name with names already known, never for showing, and never for telling two people
apart. Refuses translation: Volodymyr and Vladimir meet only through the short table of forenames.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LETTERS = {
    **dict(zip("абвгґдезиійклмнопрстуфьъэыё", "a b v h g d e z y i i k l m n o p r s t u f   e y e".split(" "), strict=True)),
    "є": "ie", "ж": "zh", "ї": "i", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "iu", "я": "ia",
    "ё": "e", "'": "", "’": "", "ʼ": "",
}  # fmt: skip
_FIRST = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_RULES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        (r"shch|sch|tsch", "sh"),
        (r"zgh", "zh"),
        (r"kh|x|g", "h"),
        (r"ph", "f"),
        (r"w", "v"),
        (r"tz|cz|ts", "c"),
        (r"ck|q", "k"),
        (r"c(?=[aou])", "k"),
        (r"[jy]", "i"),
        (r"e?i+(?=\b)", "i"),
        (r"i+e", "e"),
        (r"ei", "i"),
        (r"i+", "i"),
        (r"(.)\1+", r"\1"),
    )
)
_FORENAMES: tuple[str, ...] = (
    "volodymyr vladimir wladimir", "oleksandr aleksandr alexander aleksander", "serhii sergei", "mykola nikolai nikolay",
    "dmytro dmitry dmitri", "kyrylo kirill", "mykhailo mikhail michael", "andrii andrei", "yevhen yevgeny evgeny",
    "oleksii alexei aleksei", "pavlo pavel", "petro pyotr petr", "ihor igor", "hanna anna", "olena elena yelena",
    "hennadii gennady", "vitalii vitali vitaly", "kostiantyn konstantin", "yurii yuri", "vasyl vasily", "natalia nataliia",
)  # fmt: skip


def romanise(text: str) -> str:
    """Cyrillic letters to Latin ones by the table above; other letters stay. Case is kept for the first of a pair."""
    if not _CYRILLIC.search(text):
        return text
    made: list[str] = []
    for n, letter in enumerate(text):
        low = letter.lower()
        first = n == 0 or not text[n - 1].isalpha()
        latin = (_FIRST.get(low) if first else None) or _LETTERS.get(low)
        if latin is None or (low in "'’ʼ" and not (n and _CYRILLIC.match(text[n - 1]))):
            made.append(letter)
        else:
            made.append(latin.capitalize() if letter != low else latin)
    return "".join(made)


@lru_cache(maxsize=8192)
def spelling_key(name: str) -> str:
    """The form in which spellings of one name are equal.

    Law: the same for any case, accents, and single or double letters; a key is its own key.
    """
    plain = unicodedata.normalize("NFKD", romanise(name)).casefold()
    words = re.sub(r"[^a-z ]", "", re.sub(r"[\s\-‑–]+", " ", plain)).split()
    return " ".join(_FORENAME.get(folded, folded) for word in words if (folded := _fold(word)))


def _fold(word: str) -> str:
    """The rules until nothing moves any more: each makes a word shorter or its letters later ones, so it ends."""
    for _ in range(8):
        before = word
        for form, to in _RULES:
            word = form.sub(to, word)
        if word == before:
            break
    return word


_FORENAME = {_fold(name): _fold(names.split()[0]) for names in _FORENAMES for name in names.split()}
