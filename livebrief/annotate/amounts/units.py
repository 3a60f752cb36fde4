"""Units of measure and money, and the reader of what stands behind or before a number. Owns names; refuses conversion
except of duration ranges to one unit."""

from __future__ import annotations

import re

from livebrief.nlp.alternatives import one_of

_NAMES = {
    "km": "km kilometre kilometres kilometer kilometers kms", "m": "metre metres meter meters m",
    "cm": "cm centimetre centimetres centimeter centimeters", "mm": "mm millimetre millimetres millimeter millimeters",
    "mile": "mile miles mi", "ft": "ft foot feet", "yd": "yard yards", "in": "inch inches",
    "nmi": "nautical_mile nautical_miles",
    "km2": "square_kilometre square_kilometres square_kilometer square_kilometers sq_km km² km2",
    "nm": "nanometre nanometres nanometer nanometers nm", "µm": "micrometre micrometres micron microns µm",
    "m2": "square_metre square_metres square_meter square_meters sq_m m² m2",
    "mi2": "square_mile square_miles sq_mi sq_miles", "ft2": "square_foot square_feet",
    "m3": "cubic_metre cubic_metres cubic_meter cubic_meters m³ m3",
    "ha": "ha hectare hectares", "acre": "acre acres",
    "kg": "kg kgs kilogram kilograms kilo kilos kilogramme kilogrammes", "g": "gram grams gramme grammes", "mg": "milligram milligrams mg", "µg": "microgram micrograms µg",
    "t": "tonne tonnes ton tons metric_tons metric_tonnes", "lb": "pound_weight lb lbs", "oz": "ounce ounces oz",
    "l": "litre litres liter liters l", "ml": "millilitre millilitres milliliter milliliters ml", "gal": "gallon gallons", "barrel": "barrel barrels bbl",
    "percent": "percent per_cent % pct pc percentage_point percentage_points",
    "celsius": "°C ℃ degrees_Celsius degree_Celsius degrees_centigrade", "fahrenheit": "°F degrees_Fahrenheit",
    "degree": "degree degrees °",
    "km/h": "km/h kph kmh kilometres_per_hour kilometers_per_hour kilometres_an_hour kilometers_an_hour",
    "mph": "mph miles_per_hour miles_an_hour", "knot": "knots", "MW": "MW megawatt megawatts", "GW": "GW gigawatt gigawatts",
    "kW": "kW kilowatt kilowatts", "kWh": "kWh kilowatt-hours", "GWh": "GWh gigawatt-hours", "kV": "kV kilovolts", "MWh": "MWh megawatt-hours", "TWh": "TWh terawatt-hours", "V": "volt volts",
    "W": "watt watts", "hPa": "hPa hectopascals millibars", "psi": "psi", "K": "kelvin kelvins", "TeV": "TeV", "GeV": "GeV",
    "TB": "TB", "KB": "kilobyte kilobytes KB",
    "kiloton": "kiloton kilotons", "GB": "GB", "MB": "MB", "sigma": "sigma sigmas", "MHz": "MHz megahertz", "GHz": "GHz",
    "second": "second seconds sec secs", "minute": "minute minutes min mins", "hour": "hour hours hr hrs",
    "day": "day days", "night": "night nights", "week": "week weeks", "month": "month months", "year": "year years yr yrs",
    "decade": "decade decades", "century": "century centuries", "fortnight": "fortnight fortnights",
}  # fmt: skip
_MONEY = {
    "USD": "dollar dollars USD us_dollars u.s._dollars american_dollars $", "EUR": "euro euros EUR €",
    "GBP": "pounds pound sterling GBP pounds_sterling pound_sterling british_pounds £", "UAH": "hryvnia hryvnias hryvnya hryvnyas UAH ₴",
    "RUB": "rouble roubles ruble rubles RUB ₽", "JPY": "yen JPY", "CNY": "yuan renminbi CNY RMB", "INR": "rupee rupees INR",
    "CHF": "Swiss_francs CHF", "PLN": "zloty zlotys PLN", "CAD": "canadian_dollars CAD", "AUD": "australian_dollars AUD",
    "DEM": "deutsche_marks marks", "TRY": "lira liras TRY", "SEK": "kronor swedish_kronor swedish_krona swedish_crowns SEK",
    "NOK": "norwegian_kroner norwegian_krone norwegian_crowns NOK", "DKK": "danish_kroner danish_krone danish_crowns DKK",
    "CZK": "czech_crowns czech_koruna czech_korunas koruna korunas CZK", "krone": "kroner krone", "crown": "crowns",
    "HUF": "forint forints HUF", "KRW": "south_korean_won korean_won KRW", "GEL": "lari GEL", "BGN": "leva BGN", "RON": "romanian_lei RON",
    "MDL": "moldovan_lei MDL", "KZT": "tenge KZT", "SGD": "singapore_dollars SGD", "NZD": "new_zealand_dollars NZD", "ILS": "shekel shekels", "cent": "cents cent",
    "penny": "penny pence pennies",
    "NGN": "naira NGN", "ZAR": "rand ZAR", "KES": "kenyan_shillings KES", "UGX": "ugandan_shillings UGX", "TZS": "tanzanian_shillings TZS",
    "shilling": "shillings", "GHS": "cedi cedis GHS", "ETB": "birr ETB", "ZMW": "kwacha ZMW", "EGP": "egyptian_pounds EGP",
    "PKR": "pakistani_rupees PKR", "LKR": "sri_lankan_rupees LKR", "BDT": "taka BDT", "IDR": "rupiah IDR", "MYR": "ringgit MYR",
    "PHP": "philippine_pesos PHP", "MXN": "mexican_pesos MXN", "ARS": "argentine_pesos ARS", "CLP": "chilean_pesos CLP",
    "COP": "colombian_pesos COP", "peso": "pesos", "BRL": "reais BRL", "VND": "dong VND", "THB": "baht THB",
    "AED": "dirhams AED", "SAR": "saudi_riyals SAR", "riyal": "riyals", "IRR": "rials IRR", "IQD": "iraqi_dinars IQD",
    "dinar": "dinars", "AMD": "drams AMD", "AZN": "manats AZN", "RSD": "serbian_dinars RSD",
}  # fmt: skip
# The units of the SI and beside it that come in multiples, by name, and the prefixes (BIPM 2022; IEC 80000-13).
_STEMS = {"byte": "B", "bit": "bit", "watt": "W", "watt-hour": "Wh", "joule": "J", "hertz": "Hz", "volt": "V", "ampere": "A",
          "newton": "N", "pascal": "Pa", "tesla": "T", "ohm": "Ω", "calorie": "cal", "electronvolt": "eV", "parsec": "pc",
          "annum": "a", "becquerel": "Bq", "sievert": "Sv", "gray": "Gy", "lumen": "lm", "candela": "cd"}  # fmt: skip
_PREFIXES = {"kilo": "k", "mega": "M", "giga": "G", "tera": "T", "peta": "P", "exa": "E", "zetta": "Z", "yotta": "Y", "milli": "m",
          "micro": "µ", "nano": "n", "pico": "p", "hecto": "h"}  # fmt: skip
_BINARY = {"kibi": "Ki", "mebi": "Mi", "gibi": "Gi", "tebi": "Ti", "pebi": "Pi", "exbi": "Ei"}
_MULTIPLES = {
    f"{times}{stem}": sign + symbol
    for stem, symbol in _STEMS.items()
    for times, sign in (_PREFIXES | _BINARY if stem in {"byte", "bit"} else _PREFIXES).items()
} | {"gigaannum": "Ga", "megaannum": "Ma", "kiloannum": "ka"}
# Symbols whose letters are other words in another case.
_EXACT = frozenset(
    "Ga Ma kJ MJ GJ TJ PJ kPa MPa GPa mSv µSv Sv Bq GBq TBq Wh eV keV MeV Mbps Gbps kbps dB ppm ppb KiB MiB GiB TiB".split()
)
_SYMBOLS = {"US$": "USD", "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₴": "UAH", "₽": "RUB", "₹": "INR",
            "C$": "CAD", "A$": "AUD", "HK$": "HKD", "NZ$": "NZD", "R$": "BRL", "S$": "SGD", "Rs": "INR", "Rs.": "INR",
            "₺": "TRY", "₦": "NGN", "₱": "PHP", "₩": "KRW", "₪": "ILS", "฿": "THB", "₫": "VND", "KSh": "KES", "Ksh": "KES", "Sh": "shilling", "USD": "USD", "EUR": "EUR", "GBP": "GBP",
            "UAH": "UAH", "CHF": "CHF"}  # fmt: skip
_TABLE = {name + tail: code for name, code in _MULTIPLES.items() for tail in ("", "s")} | {
    name.replace("_", " ").lower(): code
    for table in (_NAMES, _MONEY)
    for code, names in table.items()
    for name in names.split()
}
_ALL = one_of(_TABLE).replace(r"\ ", "[ -]")
_BEHIND = re.compile(
    rf"(?P<gap>[ \u00a0\-]?)(?P<unit>(?-i:{one_of(_EXACT)})(?![A-Za-z0-9²³/])|{_ALL})(?![A-Za-z0-9²³/])", re.IGNORECASE
)
_INVERSE = re.compile(r" (?P<unit>[a-zµ]{1,2}|[mk]?[A-Z])(?:[−⁻]\d|⁻[¹²³])(?!\w)")
_CODES = frozenset(code for code in [*_MONEY, *_SYMBOLS.values()] if code.isupper()) - {
    "COP",
    "TRY",
    "PHP",
}  # ISO 4217 without other words
_BEFORE = re.compile(
    rf"(?:(?<![A-Za-z])(?P<sign>US\$|HK\$|NZ\$|[CARS]\$|[$€£¥₴₽₹₺₦₱₩₪฿₫]|(?:Rs\.?|K?[Ss]h) ?)|(?<![A-Za-z])(?P<code>{one_of(_CODES)}) ?)$"
)
_LETTER = re.compile(r"(?<![\w.\-])([NR])$")  # "N500 million", "R2,400": a road or a mask has no thousands
_SUM = re.compile(r"\d[\d.]*(?:,\d{3}| ?(?:million|billion|trillion|bn|m)\b)")
TIME_UNITS = {
    "second": 1 / 3600,
    "minute": 1 / 60,
    "hour": 1.0,
    "day": 24.0,
    "night": 24.0,
    "week": 168.0,
    "fortnight": 336.0,
}
GAUGES = frozenset("km/h mph knot celsius fahrenheit hPa".split())
LENGTHS = frozenset("km m cm mm mile ft yd in nmi".split())
MONEY = frozenset([*_MONEY, *_SYMBOLS.values()])
DURATIONS = frozenset([*TIME_UNITS, "month", "year", "decade", "century"])
MEASURES = frozenset([*_NAMES, *_MULTIPLES.values()])
MULTIPLES = frozenset(_MULTIPLES)


def unit_behind(text: str, at: int) -> tuple[str, int]:
    """The unit that stands right behind a number ending at ``at``, and where it ends; ("", at) when there is none.

    "pound" is money, "second" and "in" are units only in the plural or glued to the digits; "fb⁻¹" is "/fb".
    """
    found = _BEHIND.match(text, at)
    if found is None:
        inverse = _INVERSE.match(text, at)
        return (f"/{inverse['unit']}", inverse.end()) if inverse else ("", at)
    if found["unit"] in _EXACT:
        return found["unit"], found.end()
    word = found["unit"].lower()
    spaced = word.replace("-", " ")
    code = _TABLE[spaced] if spaced in _TABLE else _TABLE[word]
    if (
        word in {"m", "g", "in", "sec", "mi", "second", "l", "v", "k"}
        and found["gap"] == " "
        and not text[at - 1].isdigit()
    ):
        return "", at
    if word in {"marks", "pound", "min"} and found["gap"] == "":
        return "", at
    return code, found.end()


def money_before(text: str, at: int) -> tuple[str, int]:
    """The currency that stands right before a number starting at ``at``, and where it starts; ("", at) when none does."""
    found = _BEFORE.search(text, max(0, at - 5), at)
    if found is None:
        letter = _LETTER.search(text, max(0, at - 2), at)
        sure = letter and _SUM.match(text, at)
        return ({"N": "NGN", "R": "ZAR"}[letter[1]], letter.start(1)) if letter and sure else ("", at)
    return found["code"] or _SYMBOLS[found["sign"].strip()], found.start()


def to_hours(value: float, unit: str) -> float:
    """Hours of a duration in seconds, minutes, hours, days, weeks or fortnights; KeyError for the uneven ones."""
    return value * TIME_UNITS[unit]
