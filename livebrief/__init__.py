"""Livebrief: a live-briefing desk that extracts and never generates.

``import livebrief`` is cheap: it loads records only, neither the web stack nor weights. The desk itself is
:class:`livebrief.newsroom.Newsroom`.
"""

__version__ = "0.1.0"
