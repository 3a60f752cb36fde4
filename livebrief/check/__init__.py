"""How far sources agree: stances, witnesses, number chains, corrections, verdicts. Never what is true.

Pure functions over a Material; the rules are versioned (``rules_v3``; those before stay importable) so that an old verdict can be re-derived.
"""

from livebrief.check.edits import corrections
from livebrief.check.index import chains, grow
from livebrief.check.verdict import judge, verdicts

__all__ = ["chains", "corrections", "grow", "judge", "verdicts"]
