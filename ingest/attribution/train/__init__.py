"""Trains the tagger: ``python -m ingest.attribution.train``. Needs torch; nothing else in the program imports this."""
