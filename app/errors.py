"""What can go wrong on the way from a question to an answer.

HearsayError (ingest.errors)
├── UnusableQuestion     empty, too long, or a scope that names nothing
├── UnusableSettings     a setting that is not understood
├── UnusableFeedback     what is said of an answer makes no test
├── ModelFailed          a language model gave nothing usable; costs an answer its prose and never ends it
└── Unservable           the chat cannot be served at the address asked for
"""

from enum import StrEnum

from ingest.errors import HearsayError


class UnusableQuestion(HearsayError):
    """The question, its history or the scope asked for cannot be used."""


class UnusableSettings(HearsayError):
    """A setting is not understood or does not fit the others."""


class UnusableFeedback(HearsayError):
    """What somebody says of an answer makes no test. `field` is the part of it that is wrong: a name of a form's field,
    empty where it is no single one.
    """

    def __init__(self, field: str, detail: str) -> None:
        super().__init__(detail)
        self.field = field


class ModelFailure(StrEnum):
    """How a language model failed. The names are stable."""

    UNREACHABLE = "unreachable"  # no connection, or one that broke
    TIMEOUT = "timeout"  # nothing for too long, or not done in time
    REFUSED = "refused"  # an HTTP status other than success
    DECLINED = "declined"  # finish reason "content_filter", or another that is no completion
    CUT_OFF = "cut_off"  # ended without a finish reason, or for length
    TOO_LONG = "too_long"  # more than any answer needs: a model that repeats itself
    NONSENSE = "nonsense"  # not the form that was asked for
    NO_ROOM = "no_room"  # the context holds no evidence beside the question


class ModelFailed(HearsayError):
    """A language model gave nothing usable. The message holds no word of what it sent."""

    def __init__(self, code: ModelFailure, detail: str) -> None:
        super().__init__(detail)
        self.code = code


class Unservable(HearsayError):
    """The chat cannot be served at the address asked for."""
