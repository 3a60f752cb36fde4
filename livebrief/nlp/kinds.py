"""Kinds of things that news explains: weapons, bodies, instruments of law, forces of nature, diseases. One list for all rooms."""

from __future__ import annotations

EXPLAINED = (
    r"(?:mines?|missiles?|rockets?|drones?|bombs?|shells?|weapons?|munitions?|systems?|launchers?|howitzers?|tanks?|vehicles?|aircraft|jets?|warheads?"
    r"|devices?|explosives?|interceptors?|agenc(?:y|ies)|organi[sz]ations?|alliances?|institutions?|watchdogs?|programmes?|programs?|funds?|treat(?:y|ies)"
    r"|conventions?|protocols?|accords?|pacts?|laws?|statutes?|hurricanes?|cyclones?|typhoons?|tornado(?:es)?|surges?|levees?|dams?|scales?|earthquakes?"
    r"|aftershocks?|volcano(?:es)?|virus(?:es)?|bacteri\w+|diseases?|vaccines?|toxins?|chemicals?|gas(?:es)?|reactors?|isotopes?|currenc(?:y|ies)"
    r"|tariffs?|sanctions?|tribunals?|courts?|think[- ]tanks?|operators?|regulators?|networks?|index(?:es)?|charges?|bodies|body|militias?|paramilitar(?:y|ies)"
    r"|technolog(?:y|ies)|techniques?|barriers?|satellites?|radars?|mechanisms?|blocs?|authorit(?:y|ies)|infections?|syndromes?|parasites?|tides?|phenomen(?:on|a)"
    r"|substances?|compounds?|torpedo(?:es)?|submarines?|surcharges?|registers?|visas?)"
)
"""A regular expression over one noun, singular or plural."""
