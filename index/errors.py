"""What can go wrong with a library.

HearsayError (ingest.errors)
└── LibraryError
    ├── NoLibrary            there is none at the folder named
    ├── LibraryBusy          another process is writing to it
    ├── LibraryDamaged       the record itself cannot be read
    ├── EncoderMismatch      it was made with another encoder; the message gives the command that rebuilds it
    └── NoSuchArticle        no article has that id
"""

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
