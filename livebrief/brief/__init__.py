"""The page in words: which lines, in which fixed words, each held against its source before it is shown."""

from livebrief.brief.make import make_briefing
from livebrief.brief.select import BriefOptions

__all__ = ["BriefOptions", "make_briefing"]
