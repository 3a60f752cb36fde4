"""How far sources agree: stances, witnesses, number chains, corrections, verdicts. Never what is true.

Pure functions over a Material; the rules are versioned (``rules_v1``) so that an old verdict can be re-derived.
"""

from livebrief.check.chains import chains
from livebrief.check.edits import corrections
from livebrief.check.verdict import judge

__all__ = ["chains", "corrections", "judge"]
