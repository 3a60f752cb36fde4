"""Every number that the tracker decides by. One set for all corpora.

Calibrated 2026-11-24 on GVA (all articles in time order), ECB+ topics 1-35 (random orders) and BASIL together, by B³ F1
with `livebrief eval stories`; claims and developments on the demo beat's gold with `livebrief eval demo`, claims on the
development half of `livebrief eval claims` (``part`` and ``anywhere`` on it the same day). Re-run all three before changing one.
"""

from __future__ import annotations

import msgspec


class TrackOptions(msgspec.Struct, frozen=True, kw_only=True):
    """Story scores are log odds (``kinship.odds``), claim scores shares or cosines (0–1); windows are counts.

    ``join``: least score to join a story; ``undated_join``: the same for an article without a day, which only its words
    can tell apart. ``merge``: least score to a second story for the two to become one. ``nearest_share``: weight of the
    nearest article, the rest is the mean of the story's ``nearest_n`` nearest. ``common_share``: terms in more than this
    share of stories find no candidates. ``smoothing``: stories counted as read before the first. ``candidates``
    articles are compared in full; they are found through the ``search_terms`` heaviest terms, and of each term through
    its ``postings`` latest articles: so the cost of an article does not grow with the archive. ``remeasure``: growth of
    the number of stories after which an article's lengths are taken anew. ``development``: least cosine to join a
    development, less ``development_day_penalty`` per log(1 + days between), or ``changed_day_penalty`` where a count has changed;
    ``same_state`` is added where both tell the same state of a thing, ``same_hazard`` where both report one danger of one day.
    ``same_thing``: added to the story odds of two that tell states of one thing. ``warned``: least story score of a warning
    to what came. ``abroad``: least odds of two articles in two languages that quote one voice, for their stories to be one;
    ``same_voice`` is added for their developments.

    ``run_tokens`` in common make a quotation the same, ``reported_run_tokens`` where nobody quotes, if ``overlap`` of the
    shorter is in the longer. ``paraphrase``: least cosine of roots; ``own_paraphrase``: the same of one source;
    ``few_shared``: the same where they share two
    roots; ``anywhere``: from here on the places that were read tell no two apart; ``later_paraphrase``: added between developments.
    ``part``: share of the shorter in the longer of one source, ``part_elsewhere`` of two. ``contradiction``: the same
    where one negates. ``same_figure``: least cosine beside a figure in common, ``same_figure_elsewhere`` between
    developments without a place in common, ``loose_figure`` where only its size tells. ``reply``: share of a reply's words in what it answers; ``pointing``: least
    score where it only points.
    """

    join: float = -0.3
    undated_join: float = 0.4
    merge: float = 3.0
    day_penalty: float = 0.045
    nearest_share: float = 0.5
    nearest_n: int = 6
    common_share: float = 0.1
    smoothing: int = 5
    candidates: int = 12
    search_terms: int = 40
    postings: int = 40
    remeasure: float = 1.2
    window_articles: int = 8000
    text_tokens: int = 3000
    development: float = 0.2
    development_day_penalty: float = 0.2
    changed_day_penalty: float = 0.3
    same_state: float = 0.15
    same_hazard: float = 0.05
    same_thing: float = 1.0
    warned: float = 3.0
    abroad: float = -1.5
    same_voice: float = 0.15
    window_statements: int = 16_000
    run_tokens: int = 6
    reported_run_tokens: int = 8
    overlap: float = 0.7
    paraphrase: float = 0.52
    own_paraphrase: float = 0.45
    few_shared: float = 0.75
    anywhere: float = 0.6
    later_paraphrase: float = 0.05
    part: float = 0.6
    part_elsewhere: float = 0.75
    contradiction: float = 0.4
    same_figure: float = 0.2
    same_figure_elsewhere: float = 0.4
    loose_figure: float = 0.3
    reply: float = 0.6
    pointing: float = 0.6
