"""What can go wrong on the way from a file to an article.

    HearsayError                 the root of every error of ours; its text is one line: what, where, what to do
    ├── SelectorMismatch         a quote or span that is not in the text it names
    ├── EncoderUnavailable       an encoder, or the tagger built on it, cannot be loaded: wrong digest, missing extra
    ├── UnusableInput            the command's input as a whole cannot be used (no such path, a broken metadata.csv)
    └── Rejected                 one file cannot become an article; a row of the report, never the end of a run

Dirty input is `Rejected` and counted; misuse of an interface raises Python's own errors.
"""


class HearsayError(Exception):
    """The root of Hearsay's errors. `str()` of one is a single line fit to be shown."""


class SelectorMismatch(HearsayError):
    """A quote or span does not agree with the text that it names."""


class EncoderUnavailable(HearsayError):
    """The encoder that is set, or what is built on it, cannot be loaded."""


class UnusableInput(HearsayError):
    """The input of a command cannot be used at all."""


class Rejected(HearsayError):
    """One file cannot become an article: a stable `code` and a line that says why and what to do."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(detail)
        self.code = code
        self.detail = detail
