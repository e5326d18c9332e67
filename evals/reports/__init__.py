"""Runs and comparisons as people and machines read them."""
