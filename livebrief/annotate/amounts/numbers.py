"""Numbers in digits and words, and the words that bound them. Owns values; refuses units and roles."""

from __future__ import annotations

import re

import msgspec

_ONES = {
    word: n
    for n, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
        " eighteen nineteen".split()
    )
}
_TENS = {w: 10 * n for n, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)}
_SCALES = {"hundred": 1e2, "thousand": 1e3, "lakh": 1e5, "crore": 1e7, "million": 1e6, "billion": 1e9, "trillion": 1e12}
SCALES = {
    "k": 1e3,
    "m": 1e6,
    "b": 1e9,
    "t": 1e12,
    "mn": 1e6,
    "mln": 1e6,
    "bn": 1e9,
    "bln": 1e9,
    "tn": 1e12,
    "cr": 1e7,
    "lakhs": 1e5,
    "crores": 1e7,
    "lakh crore": 1e12,
    **_SCALES,
}
_CROWDS = {"dozen": 12.0, "dozens": 24.0, "scores": 40.0, "hundreds": 200.0, "thousands": 2e3, "millions": 2e6,
           "billions": 2e9}  # fmt: skip
_PARTS = {"half": 2, "halve": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
          "ninth": 9, "tenth": 10}  # fmt: skip
_SIGNS = {"½": 1 / 2, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 1 / 4, "¾": 3 / 4, "⅕": 1 / 5, "⅛": 1 / 8}
FIRST_WORDS = frozenset(
    [*_ONES, *_TENS, *_SCALES, *_CROWDS, *(part for part in _PARTS if part != "halve"), "tens", "no", "nobody", "baker"]
)

_SMALL = "(?:" + "|".join(sorted([*_ONES, *_TENS], key=len, reverse=True)) + ")"
_BIG = r"(?:hundred|thousand|lakh|crore|million|billion|trillion)"
DIGITS = re.compile(
    r"(?P<n>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?![\d,]|\.\d)|\d+(?:\.\d+)?)"
    r"(?:(?P<join>[ \u00a0\-]?)(?P<scale>thousand|lakh crore|lakhs?|crores?|cr(?=[\s,.;)])|million|billion|trillion|mln|mn|bln|bn|tn|(?-i:[mkMBT])(?=[\s,.;)\]]|$))"
    r"(?![A-Za-z]))?"
)
WORDS = re.compile(
    rf"(?:(?:tens|hundreds|thousands|millions|dozens) of (?:thousands|millions|hundreds)"
    rf"|(?:half|(?<=[Aa] )quarter of) a (?:million|billion|dozen)"
    rf"|(?:{_SMALL}|{_BIG})(?:(?:[ \-]| and ){_SMALL}|[ \-]{_BIG})*(?: dozen)?"
    rf"|baker[’']s dozen|dozens|dozen|scores|hundreds|thousands|millions|billions)(?![\w])",
    re.IGNORECASE,
)
_POWER = re.compile(r"[eE](?P<e>[-+]?\d{1,2})(?![\w.])|(?: ?[×x] ?)(?P<base>10|2)\^?(?P<p>[-+−]?\d{1,2})(?![\w.])")
_SLASHED = re.compile(
    r"(?:(?P<whole>\d{1,3})[ \u00a0\-])?(?P<top>\d)/(?P<under>[2-6]|8|10|12|16|20|32|64|100|\d{2,3}(?= of\b))(?![\w/]|[.,]\d)"
)
_SIGN = re.compile(r"\d{0,4} ?(?P<sign>[½⅓⅔¼¾⅕⅛])")
_PART = re.compile(
    rf"(?P<top>one|two|three|four|five|seven|nine)[ -](?P<part>{'|'.join(_PARTS)})(?P<many>s?)(?![\w\-])", re.IGNORECASE
)
_IN_SO_MANY = re.compile(  # "one in five residents", "nine out of ten"
    r"(?:(?P<one>one|1) in|(?P<top>\d|one|two|three|four|five|six|seven|eight|nine) (?:out of|in)(?= (?:every|three|four|five|ten|10|20|100)\b))"
    r" (?:every )?(?P<under>\d{1,3}(?:,\d{3})*|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|a (?:hundred|thousand|million))"
    r"(?! (?:days?|weeks?|months?|years?|hours?|minutes?|decades?|percent|of them|games|matches|races|tests|attempts|seasons|quarters)\b|[\w%/]|[.,:]\d|-)",
    re.IGNORECASE,
)
_PART_OF = re.compile(
    r"(?P<part>third|quarter|fourth|fifth|sixth|seventh|eighth|ninth|tenth)(?= of (?!an?\b))", re.IGNORECASE
)
_MINUS = re.compile(r"(?:(?<=[\s($€£])|^)[-−]\Z")
_HALF = re.compile(r" and a half\b(?! (?:million|billion))")
_ARTICLE = re.compile(r"\b[Aa] \Z")

_LOWER = (
    "at least|no fewer than|no less than|not less than|a minimum of|more than|over|above|exceeding|in excess of|"
    "upwards of|upward of|just over|well over|as few as|not fewer than"
)
_UPPER = (
    "up to|as many as|as much as|at most|no more than|not more than|fewer than|less than|under|below|a maximum of|within|"
    "as far as"
)
_NEAR = "about|around|approximately|roughly|nearly|almost|some|an estimated|estimated|close to|circa|approx.|just under|near"
_BOUND = re.compile(
    rf"(?<![\w\-])(?:(?P<low>{_LOWER})|(?P<high>{_UPPER})|(?P<near>{_NEAR}))(?: (?:a|an|the|another))? \Z",
    re.IGNORECASE,
)
_PARTICLE = re.compile(r"\b(?:hand|turn|t[ao]k|sign|g[ai]v|mak|run|ran)(?:ed|es?|ing|en|s)? \Z")
_AFTER = re.compile(r"(?:\+(?!\w)|(?:-|\s)plus\b| or more\b)")
_SO = re.compile(r" or so\b")
WINDOW = 32  # code points looked back for a bound: the longest is "as much as another"


class Number(msgspec.Struct, frozen=True):
    """A written number: where it stands and its value; ``crowd`` for "dozens", "hundreds of", which only bound below."""

    start: int
    end: int
    value: float
    crowd: bool = False
    words: bool = False
    part: bool = False


def read_number(text: str, at: int) -> Number | None:
    """The number that starts at ``at`` (a digit or the first letter of a number word), or None.

    ``part`` is set for a fraction in words ("two thirds", "a fifth of"), which is a share of something.
    """
    fraction = _fraction(text, at) or _so_many(text, at)
    if fraction is not None:
        return fraction
    found = WORDS.match(text, at)
    number = _digits(text, at) if text[at].isdigit() else _words(text, found) if found else None
    if number is None and found and " and " in found.group():
        found = WORDS.match(text, at, found.start() + found.group().index(" and "))
        number = _words(text, found) if found else None
    half = _HALF.match(text, number.end) if number and not number.crowd else None
    if number and half:
        return Number(number.start, half.end(), number.value + 0.5, False, number.words)
    return number


def _fraction(text: str, at: int) -> Number | None:
    """ "2 1/2", "½", "two thirds", "a fifth of"; a numerator is less than what stands under it, but for halves."""
    slashed = _SLASHED.match(text, at)
    if slashed and int(slashed["top"]) < int(slashed["under"]):
        value = int(slashed["whole"] or 0) + int(slashed["top"]) / int(slashed["under"])
        return Number(at, slashed.end(), value)
    sign = _SIGN.match(text, at)
    if sign:
        whole = text[at : sign.start("sign")].strip()
        return Number(at, sign.end(), int(whole or 0) + _SIGNS[sign["sign"]])
    part = _PART.match(text, at)
    if part and (part["top"].lower() == "one") == (not part["many"]):
        return Number(at, part.end(), _ONES[part["top"].lower()] / _PARTS[part["part"].lower()], False, True, True)
    alone, article = _PART_OF.match(text, at), _ARTICLE.search(text, max(0, at - 2), at)
    return (
        Number(article.start(), alone.end(), 1 / _PARTS[alone["part"].lower()], False, True, True)
        if alone and article
        else None
    )


def _so_many(text: str, at: int) -> Number | None:
    """ "one in five", "nine out of ten": a share of something; not "one in 2019"."""
    found = _IN_SO_MANY.match(text, at)
    if found is None:
        return None
    top, under = _plain(found["one"] or found["top"]), _plain(found["under"])
    return Number(at, found.end(), top / under, False, True, True) if 0 < top < under else None


def _plain(words: str) -> float:
    low = words.lower().removeprefix("a ").replace(",", "")
    return float(low) if low.isdigit() else float(_ONES.get(low) or _TENS.get(low) or _SCALES.get(low) or 0)


def _digits(text: str, at: int) -> Number | None:
    found = DIGITS.match(text, at)
    if found is None:
        return None
    minus = _MINUS.search(text, max(0, at - 2), at)
    start = minus.start() if minus else at
    value = float(re.sub(r"[,\s]", "", found["n"])) * (-1 if minus else 1)
    power = _POWER.match(text, found.end("n"))
    if power:
        step = int((power["e"] or power["p"]).replace("−", "-"))
        return Number(start, power.end(), value * float(power["base"] or 10) ** step)
    scale = found["scale"]
    if scale and (scale in {"B", "T"} and text[at - 1 : at] not in set("$€£¥")):
        return Number(start, found.end("n"), value)
    if scale and found["join"] and scale.lower() in {"m", "k", "b", "t"}:
        return Number(start, found.end("n"), value)
    times = SCALES.get((scale or "").lower(), 1.0)
    return Number(start, found.end() if scale else found.end("n"), round(value * times, 6) if times != 1 else value)


def _words(text: str, found: re.Match[str]) -> Number | None:
    low = found.group().lower()
    start = found.start()
    article = _ARTICLE.search(text, max(0, start - 2), start)
    if low.startswith(("half a ", "quarter of a ")):
        scale, parts = low.rsplit(" ", 1)[1], 2 if low.startswith("half") else 4
        begin = article.start() if article else start
        return Number(begin, found.end(), (12.0 if scale == "dozen" else _SCALES[scale]) / parts, False, True)
    if " of " in low:
        many, more = low.split(" of ")
        times = {"tens": 20.0, "dozens": 24.0, "hundreds": 200.0, "thousands": 2e3, "millions": 2e6}[many]
        return Number(start, found.end(), times * _SCALES[more.rstrip("s")], True, True)
    if low.startswith("baker"):
        return Number(article.start() if article else start, found.end(), 13.0, False, True)
    if low in _CROWDS:
        if low == "dozen" and not article:
            return None
        return Number(article.start() if article else start, found.end(), _CROWDS[low], low != "dozen", True)
    value = _chain(low)
    opens = low.split()[0].split("-")[0] in _SCALES
    if value is None or (opens and not article):
        return None
    return Number(article.start() if article and opens else start, found.end(), value, False, True)


def _chain(low: str) -> float | None:
    total, part = 0.0, 0.0
    for word in low.replace("-", " ").split():
        if word == "and":
            continue
        if word == "dozen":
            part = (part or 1) * 12
        elif word in _SCALES:
            part = (part or 1) * _SCALES[word]
            if word != "hundred":
                total, part = total + part, 0.0
        elif word in _ONES or word in _TENS:
            step = float(_ONES.get(word, _TENS.get(word, 0)))
            if part and (part % 10 or (part % 100 and step >= 10)):
                return None
            part += step
        else:
            return None
    return total + part


def bound_before(text: str, at: int) -> tuple[str, int]:
    """The bound that stands right before ``at`` and where it starts: ("at least" | "at most" | "about" | "exact", start)."""
    found = _BOUND.search(text, max(0, at - WINDOW), at)
    if found is None or (found["low"] == "over" and _PARTICLE.search(text, max(0, found.start() - 9), found.start())):
        return "exact", at
    return "at least" if found["low"] else "at most" if found["high"] else "about", found.start()


def bound_after(text: str, at: int) -> tuple[str, int]:
    """The bound that stands right after ``at`` ("or more", "+", "or so") and where it ends."""
    found = _AFTER.match(text, at)
    if found:
        return "at least", found.end()
    found = _SO.match(text, at)
    return ("about", found.end()) if found else ("exact", at)
