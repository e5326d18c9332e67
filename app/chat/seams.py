"""What the chat needs of the rest, as it needs it. `app.pipeline.Assistant` and `index.library.Library` fit."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from app.answer import Guess, Outcome, Statement
from app.llm import Recipient
from app.request import Request
from index.embedder import Embedder
from index.record.finding import Finding, Findings
from index.scope import Scope
from index.store import Catalogued, Store
from ingest.corpus import ArticleId, ArticleWarning


class Understanding(Protocol):
    """How a question was understood: shown as chips and notes before the first statement is there."""

    @property
    def scope(self) -> Scope:
        """Where the answer is looked for."""
        ...

    @property
    def guesses(self) -> tuple[Guess, ...]:
        """Names that were taken to be another spelling."""
        ...

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is on record about the question."""
        ...


class Assistant(Protocol):
    """Answers questions, statement by statement."""

    @property
    def model(self) -> Recipient | None:
        """The language model that questions and passages are sent to; None where nothing is."""
        ...

    def stream(self, request: Request) -> Iterator[Understanding | Statement | Outcome]:
        """Yield first how the question was understood, then each statement, last the outcome."""
        ...

    def examples(self) -> tuple[str, ...]:
        """Return up to three questions made from what the library holds."""
        ...


class Rejection(Protocol):
    """A file that did not become an article."""

    @property
    def file(self) -> str:
        """Its name."""
        ...

    @property
    def detail(self) -> str:
        """Why, and what to do."""
        ...


class Report(Protocol):
    """What became of the files that were handed in, by name."""

    @property
    def added(self) -> Sequence[str]:
        """New articles."""
        ...

    @property
    def updated(self) -> Sequence[str]:
        """New versions of articles that were there."""
        ...

    @property
    def unchanged(self) -> Sequence[str]:
        """Files that the library holds as they are."""
        ...

    @property
    def duplicates(self) -> Sequence[str]:
        """Files whose words the library holds under another name."""
        ...

    @property
    def rejected(self) -> Sequence[Rejection]:
        """Files that could not be read."""
        ...

    @property
    def flagged(self) -> Sequence[tuple[str, ArticleWarning]]:
        """What a reader should know about a file that went in."""
        ...


class Library(Protocol):
    """The library that the chat shows and changes. Each of the writing methods is one transaction."""

    @property
    def store(self) -> Store:
        """The record, for reading."""
        ...

    @property
    def embedder(self) -> Embedder:
        """The encoder that made the library's vectors."""
        ...

    def recording(self) -> AbstractContextManager[Findings]:
        """Yield the record of findings to be changed, all or none."""
        ...

    def add_upload(self, path: Path, name: str) -> Report:
        """Add one file that was handed in as `name`; where it lies is not recorded."""
        ...

    def remove(self, ids: Sequence[ArticleId]) -> None:
        """Take articles out. Raises `NoSuchArticle`."""
        ...

    def restore(self, ids: Sequence[ArticleId]) -> None:
        """Undo `remove`. Raises `NoSuchArticle`."""
        ...

    def correct(self, article: ArticleId, changes: Mapping[str, str | None]) -> Catalogued:
        """Set metadata by hand. Raises `NoSuchArticle`, `UnusableInput`."""
        ...
