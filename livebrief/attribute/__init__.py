"""Attribute: who says what, by which act, through whom. Takes a document and its mentions, gives sightings.

Owns quotation marks, saying words, sources, acts. Refuses to judge: that is check's work. Spans come from a tagger
(rules or trained) behind livebrief/nlp/ports.py; everything after is the same for both.
"""

from livebrief.attribute.joined import JoinedTagger
from livebrief.attribute.rules import RuleTagger
from livebrief.attribute.sightings import attribute

__all__ = ["JoinedTagger", "RuleTagger", "attribute"]
