"""What a reader hands over: the paragraphs of a file, and what its markup says about the article."""

from dataclasses import dataclass, field
from enum import StrEnum

from ingest.corpus import ArticleWarning


class Kind(StrEnum):
    """What a paragraph is in the markup. `PROSE` where the format cannot tell."""

    PROSE = "prose"
    HEADING = "heading"
    ITEM = "item"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph as read, not yet tidied; `linked` is the share of its characters that are links, 0 to 1."""

    text: str
    kind: Kind = Kind.PROSE
    linked: float = 0.0


@dataclass(frozen=True, slots=True)
class Facts:
    """What the markup says, word for word; nothing here has been judged yet. None where it says nothing."""

    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """One file as read. `selected` where the reader has already left out what stands around the article."""

    paragraphs: tuple[Paragraph, ...]
    facts: Facts = field(default_factory=Facts)
    warnings: tuple[ArticleWarning, ...] = ()
    selected: bool = False
