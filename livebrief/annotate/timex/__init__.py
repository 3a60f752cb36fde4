"""The grammar of temporal expressions: words, calendar arithmetic, tense, rules. Entry: livebrief.annotate.times."""
