"""Words of English temporal expressions and the regular expressions built from them. Owns words; refuses values."""

from __future__ import annotations

MONTHS = {
    name: n
    for n, names in enumerate(
        "January Jan|February Feb|March Mar|April Apr|May|June Jun|July Jul|August Aug|September Sept Sep|October Oct"
        "|November Nov|December Dec".split("|"),
        start=1,
    )
    for name in names.split()
}
WEEKDAYS = {
    name: n for n, name in enumerate("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(), start=1)
}
SHORT_DAYS = {"Mon": 1, "Tue": 2, "Tues": 2, "Wed": 3, "Thu": 4, "Thur": 4, "Thurs": 4, "Fri": 5, "Sat": 6, "Sun": 7}
UNITS = {
    "second": "TS", "minute": "TM", "hour": "TH", "day": "D", "night": "D", "week": "W", "weekend": "WE",
    "fortnight": "2W", "month": "M", "quarter": "Q", "year": "Y", "decade": "10Y", "century": "C",
}  # fmt: skip
PARTS = {
    "morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI", "dawn": "MO", "noon": "T12:00",
    "midday": "T12:00", "midnight": "T24:00", "dusk": "EV",
}  # fmt: skip
SEASONS = {"spring": "SP", "summer": "SU", "fall": "FA", "autumn": "FA", "winter": "WI"}
ORDINALS = {
    word: n
    for n, words in enumerate(
        "first 1st q1|second 2nd q2|third 3rd q3|fourth 4th q4|fifth 5th|sixth 6th|seventh 7th|eighth 8th|ninth 9th|tenth 10th".split(
            "|"
        ),
        start=1,
    )
    for word in words.split()
}
CENTURIES = {"nineteenth": 19, "twentieth": 20, "twenty-first": 21, "eighteenth": 18, "seventeenth": 17}
ONES = {
    word: n
    for n, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
        " eighteen nineteen".split()
    )
}
TENS = {w: 10 * n for n, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)}
REFERENCES = {
    "now": "PRESENT_REF", "currently": "PRESENT_REF", "nowadays": "PRESENT_REF", "presently": "PRESENT_REF",
    "recently": "PAST_REF", "lately": "PAST_REF",
}  # fmt: skip
SETS = {"hourly": "PT1H", "daily": "P1D", "weekly": "P1W", "monthly": "P1M", "yearly": "P1Y",
        "annually": "P1Y", "nightly": "P1D"}  # fmt: skip
DEICTIC = {"today": 0, "yesterday": -1, "tomorrow": 1, "tonight": 0}

MONTH = "(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b"
DOT = r"(?:(?<=\b[A-LN-Z][a-z]{2})\.|(?<=\bMar)\.|(?<=\bSept)\.)?"  # of an abbreviated month, never of a sentence
WEEKDAY = "(?:" + "|".join(WEEKDAYS) + ")"
SHORT_DAY = r"(?:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)\.?"
DAY_NUMBER = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
YEAR = r"(?:1[5-9]\d\d|20\d\d)"
SMALL = "(?:" + "|".join(sorted([*ONES, *TENS], key=len, reverse=True)) + ")"
NUMBER = rf"(?:\d{{1,3}} 1/2|\d+(?:,\d{{3}})*(?:\.\d+)?|{SMALL} and a half|{SMALL}(?:[- ]{SMALL})?(?: hundred| thousand)?|a hundred|a couple(?: of)?|an?|half an?)"
VAGUE = r"(?:a few|several|few|many|recent|coming|some|numerous|long)"
UNIT = r"(?:second|minute|hour|day|night|week|weekend|fortnight|month|quarter|year|decade|centur(?:y|ie))"
PART = r"(?:morning|afternoon|evening|night)"
ZONES = "GMT|BST|UTC|CET|CEST|EET|EEST"
SEASON = "(?:spring|summer|fall|autumn|winter|Spring|Summer|Fall|Autumn|Winter)"
APPROX = (
    r"(?:nearly|about|almost|(?:no )?more than|less than|at least|at most|up to|over|around|approximately|roughly|"
    r"just over|just under|well over)"
)
EDGE = {"early": "START", "late": "END", "mid": "MID", "beginning": "START", "start": "START", "end": "END",
        "middle": "MID", "earlier": "", "later": ""}  # fmt: skip
BOUNDS = {"since": "SINCE", "until": "UNTIL", "till": "UNTIL", "by": "UNTIL", "through": "UNTIL", "before": "BEFORE",
          "after": "AFTER"}  # fmt: skip
ABOUT = {
    "nearly": "LESS_THAN", "almost": "LESS_THAN", "about": "APPROX", "around": "APPROX", "approximately": "APPROX",
    "roughly": "APPROX", "more than": "MORE_THAN", "over": "MORE_THAN", "less than": "LESS_THAN",
    "at least": "EQUAL_OR_MORE", "up to": "EQUAL_OR_LESS", "at most": "EQUAL_OR_LESS",
    "no more than": "EQUAL_OR_LESS", "just over": "MORE_THAN", "well over": "MORE_THAN", "just under": "LESS_THAN",
}  # fmt: skip


def unit(text: str) -> str:
    """The code of a unit as written ("Weeks" is "W")."""
    low = text.lower()
    return UNITS.get(low) or UNITS.get(low.removesuffix("s")) or "C"


def small_number(text: str) -> float | None:
    """The value of a written number of the durations' grammar ("20", "twenty-one", "a", "half an"); None for vague words."""
    low = text.lower().replace(",", "")
    if low in {"a", "an"}:
        return 1
    if low.endswith((" 1/2", " and a half")):
        whole = small_number(low.removesuffix(" 1/2").removesuffix(" and a half"))
        return None if whole is None else whole + 0.5
    if low.startswith(("half", "a couple")):
        return 0.5 if low[0] == "h" else 2
    if low[:1].isdigit():
        return float(low)
    if low == "a hundred":
        return 100
    total = 0
    for word in low.replace("-", " ").split():
        if word in {"hundred", "thousand"}:
            total *= 100 if word == "hundred" else 1000
        elif word in ONES or word in TENS:
            total += ONES.get(word, TENS.get(word, 0))
        else:
            return None
    return float(total)


def year_in_words(text: str) -> int | None:
    """1996 for "nineteen ninety-six", 2000 for "two thousand"; None for anything else."""
    low = text.lower().replace("-", " ").replace(" and ", " ").split()
    if low[:2] == ["two", "thousand"]:
        return 2000 + int(small_number(" ".join(low[2:])) or 0)
    rest = [ONES.get(word, TENS.get(word, 0)) for word in low[1:]]
    return (19 if low[0] == "nineteen" else 20) * 100 + sum(rest) if rest and sum(rest) >= 10 else None
