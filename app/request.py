"""What a user asks: the question, what was asked before, and what they set by hand."""

from dataclasses import dataclass
from datetime import date

from app.answer import MAX_CITATIONS
from app.errors import UnusableQuestion

MAX_QUESTION = 2_000  # code points; longer is a paste, not a question
MAX_HISTORY = 50


@dataclass(frozen=True, slots=True)
class Constraints:
    """A scope set by hand (options of the command line, chips of the chat), in the user's spelling.

    `ignore` holds mentions in the question that are not to be taken as scope: chips that the user removed. Raises
    `UnusableQuestion` when no day lies between the dates, or a name is empty.
    """

    outlets: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    after: date | None = None
    before: date | None = None
    ignore: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if self.after and self.before and self.after > self.before:
            raise UnusableQuestion(f"no day is after {self.after} and before {self.before}; swap the two dates")
        if "" in (*self.outlets, *self.authors, *self.speakers):
            raise UnusableQuestion("the name of an outlet, author or speaker is empty; leave it out or write it")


@dataclass(frozen=True, slots=True)
class Request:
    """A question with its earlier user turns, oldest first. Raises `UnusableQuestion` when it is empty or too long."""

    question: str
    history: tuple[str, ...] = ()
    constraints: Constraints = Constraints()
    max_citations: int = MAX_CITATIONS

    def __post_init__(self) -> None:
        for words in (self.question, *self.history):
            if not words.isascii() and any("\ud800" <= character <= "\udfff" for character in words):
                raise UnusableQuestion("the question holds half a character (a lone surrogate); type it again")
        if not self.question.strip():
            raise UnusableQuestion("the question is empty; ask something about the articles")
        if len(self.question) > MAX_QUESTION:
            raise UnusableQuestion(f"the question has {len(self.question)} characters; shorten it to {MAX_QUESTION}")
        if len(self.history) > MAX_HISTORY:
            object.__setattr__(self, "history", self.history[-MAX_HISTORY:])
