"""The newsroom: everything that the command line and the web do is a method here (room.py), or of what it hands out."""

from livebrief.newsroom.example import demo_inputs
from livebrief.newsroom.moments import moment
from livebrief.newsroom.room import Added, Newsroom, Progress

__all__ = ["Added", "Newsroom", "Progress", "demo_inputs", "moment"]
