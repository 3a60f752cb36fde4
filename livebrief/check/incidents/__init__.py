"""One happening from a group of articles: how many killed and injured, when, where. Never a sum over articles."""

from livebrief.check.incidents.standing import happening_in
from livebrief.check.incidents.whole import incident

__all__ = ["happening_in", "incident"]
