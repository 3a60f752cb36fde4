"""The served desk: routes thin over Newsroom. The same pages as the static site, live from the store."""
