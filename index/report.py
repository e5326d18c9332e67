"""What the library tells of its work."""

from dataclasses import dataclass

from ingest.corpus import ArticleWarning


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a longer work is: `done` of `total`, and the `file` it is at."""

    done: int
    total: int
    file: str


@dataclass(frozen=True, slots=True)
class Rejection:
    """A file that did not become an article: a stable `code`, and why."""

    file: str
    code: str
    detail: str


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A file whose words the library holds already: in the article of the file `same_as`."""

    file: str
    same_as: str


@dataclass(frozen=True, slots=True)
class Report:
    """What became of the files handed in, by name."""

    added: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    copies: tuple[Duplicate, ...] = ()
    rejected: tuple[Rejection, ...] = ()
    flagged: tuple[tuple[str, ArticleWarning], ...] = ()
    seconds: float = 0.0

    @property
    def duplicates(self) -> tuple[str, ...]:
        """The names of the files whose words the library holds already."""
        return tuple(copy.file for copy in self.copies)


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check looked at, and the problems found, a line each."""

    articles: int
    passages: int
    problems: tuple[str, ...]
