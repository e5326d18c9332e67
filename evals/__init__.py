"""Measures the app from outside, from what a reader sees."""
