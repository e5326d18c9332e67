"""What can go wrong with a library.

HearsayError (ingest.errors)
└── LibraryError
    ├── NoLibrary            there is none at the folder named
    ├── LibraryBusy          another process is writing to it
    ├── LibraryDamaged       the record itself cannot be read
    ├── EncoderMismatch      it was made with another encoder; the message gives the command that rebuilds it
    ├── NoSuchArticle        no article has that id
    ├── NoSuchFinding        no finding on record has that id
    └── UnusableFinding      what was entered cannot be put on record; names each field that is wrong
"""

from collections.abc import Mapping

from ingest.errors import HearsayError


class LibraryError(HearsayError):
    """A library cannot do what was asked of it."""


class NoLibrary(LibraryError):
    """There is no library at the folder named."""


class LibraryBusy(LibraryError):
    """Another process holds the library for writing."""


class LibraryDamaged(LibraryError):
    """The record of the library cannot be read."""


class EncoderMismatch(LibraryError):
    """The library was made with another encoder than the one that is set."""


class NoSuchArticle(LibraryError):
    """No article of the library has the id given."""


class NoSuchFinding(LibraryError):
    """No finding on record has the id given."""


class UnusableFinding(LibraryError):
    """What was entered cannot be put on record. `problems` tells by field what is wrong and what to do."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        super().__init__("; ".join(f"{field}: {problem}" for field, problem in problems.items()))
        self.problems = problems
