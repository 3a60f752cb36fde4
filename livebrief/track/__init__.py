"""Follow stories: where each document belongs, and which statements assert the same thing.

``Tracker`` decides, one document after the other (placements); ``fold`` reads the journal of placements and editors'
decisions into groups; ``stories_only`` is the light path that needs texts alone. Refuses to judge: that is check's.
"""

from livebrief.track.options import TrackOptions
from livebrief.track.tracker import Tracker

__all__ = ["TrackOptions", "Tracker"]
