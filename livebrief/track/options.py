"""Every number that the tracker decides by. One set for all corpora.

Calibrated 2026-11-24 on GVA (all articles in time order), ECB+ topics 1-35 (random orders) and BASIL together, by B³ F1
with `livebrief eval stories`; claims and developments on the demo beat's gold with `livebrief eval demo`. Re-run both
before changing one. Then: GVA .906, ECB+ .853 (mean of five orders, .834 to .874),
BASIL .964. Seen nearby: ``join`` .19 gives .901, about .86 and .947; looking at twice the ``candidates`` changes GVA and
BASIL by nothing and ECB+ by less than .001.
"""

from __future__ import annotations

import msgspec


class TrackOptions(msgspec.Struct, frozen=True, kw_only=True):
    """Scores are cosines (0–1) less the penalty of time; windows are counts of articles or statements.

    ``join``: least score to join a story. ``merge``: least score to a second story for the two to become one.
    ``day_penalty``: taken per natural log of (1 + days between). ``nearest_share``: weight of the nearest article, the
    rest is the mean of the story's ``nearest_n`` nearest. ``name_weight``, ``number_weight``: of two-word names and of
    numbers against words. ``common_share``: terms in more than this share of stories find no candidates.
    ``candidates`` articles are compared in full; they are found through the ``search_terms`` heaviest terms, and of each
    term through its ``postings`` latest articles: so the cost of an article does not grow with the archive.
    """

    join: float = -0.3
    merge: float = 3.0
    day_penalty: float = 0.045
    nearest_share: float = 0.7
    nearest_n: int = 3
    common_share: float = 0.1
    smoothing: int = 5
    candidates: int = 12
    search_terms: int = 40
    postings: int = 40
    remeasure: float = 1.1
    window_articles: int = 8000
    text_tokens: int = 3000
    development: float = 0.2
    development_day_penalty: float = 0.3
    window_statements: int = 16_000
    run_tokens: int = 6
    reported_run_tokens: int = 8
    overlap: float = 0.7
    paraphrase: float = 0.55
    later_paraphrase: float = 0.15
    part: float = 0.8
    part_elsewhere: float = 0.85
    contradiction: float = 0.4
    same_figure: float = 0.2
    same_figure_elsewhere: float = 0.4
    reply: float = 0.6
    pointing: float = 0.6
