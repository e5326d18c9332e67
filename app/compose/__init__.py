"""Composers: they choose evidence for an answer and write nothing of it."""
