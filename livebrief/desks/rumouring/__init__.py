"""Rumours, as sentences tell them: words for what circulates and for calling it false or true, and how tellings join."""
