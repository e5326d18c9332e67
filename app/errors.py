"""What can go wrong on the way from a question to an answer.

HearsayError (ingest.errors)
├── UnusableQuestion     empty, too long, or a scope that names nothing
├── UnusableSettings     a setting that is not understood
└── Unservable           the chat cannot be served at the address asked for
"""

from ingest.errors import HearsayError


class UnusableQuestion(HearsayError):
    """The question, its history or the scope asked for cannot be used."""


class UnusableSettings(HearsayError):
    """A setting is not understood or does not fit the others."""


class Unservable(HearsayError):
    """The chat cannot be served at the address asked for."""
