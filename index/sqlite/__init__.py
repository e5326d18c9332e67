"""The record of a library in SQLite: the one thing that must not be lost. All else is derived from it."""
