"""The nouns of a corpus: spans, quotes, articles and what is known about them.

All offsets are Unicode code points into an article's stored text, half-open, as in the W3C Web Annotation
``TextPositionSelector``. Imports nothing but the standard library and ``ingest.errors``.
"""

import hashlib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import NewType

from ingest.errors import SelectorMismatch

ArticleId = NewType("ArticleId", str)
PassageId = NewType("PassageId", str)

CONTEXT = 32  # code points of prefix and suffix that a Quote carries, as Hypothesis' anchoring does


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A non-empty stretch of a text, ``start`` to ``end``, half-open, in code points."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a span needs 0 <= start < end, not [{self.start}, {self.end})")

    def of(self, text: str) -> str:
        """Return the words of `text` that this span covers."""
        return text[self.start : self.end]

    def contains(self, other: "Span") -> bool:
        """Tell whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Tell whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Quote:
    """Exact words with what stands before and after them (W3C ``TextQuoteSelector``)."""

    exact: str
    prefix: str = ""
    suffix: str = ""

    @classmethod
    def at(cls, text: str, span: Span) -> "Quote":
        """Quote `span` of `text`. Raises `SelectorMismatch` when the span runs past the end."""
        if span.end > len(text):
            raise SelectorMismatch(f"[{span.start}, {span.end}) runs past the text's {len(text)} characters")
        return cls(
            span.of(text),
            text[max(0, span.start - CONTEXT) : span.start],
            text[span.end : span.end + CONTEXT],
        )


class Provenance(StrEnum):
    """Where a piece of metadata came from."""

    CSV = "metadata.csv"
    MARKUP = "markup"
    TEXT = "text"
    USER = "user"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class FirstPublication:
    """Where and when an article appeared before the outlet that we have it from."""

    outlet: str | None
    published: date | None


# The fields a `metadata.csv` may set and a user may correct, in the order in which they are shown.
FIELDS = ("title", "outlet", "author", "published", "url", "wire", "language")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known about an article. None is "not known", never a guess.

    `provenance` has a key for each field that is known; a field without a key is ``unknown``.
    """

    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    published: date | None = None
    url: str | None = None
    wire: str | None = None
    language: str | None = None
    first_published: FirstPublication | None = None
    provenance: Mapping[str, Provenance] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "provenance", MappingProxyType(dict(self.provenance)))

    def source_of(self, name: str) -> Provenance:
        """Return where field `name` came from."""
        return self.provenance.get(name, Provenance.UNKNOWN)


@dataclass(frozen=True, slots=True)
class ArticleWarning:
    """Something a reader should know about an article: a stable `code` and one line of `detail`."""

    code: str
    detail: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A retrievable stretch of an article, cut at sentence ends; `sentences` lie inside `span`, in order."""

    span: Span
    sentences: tuple[Span, ...]


class SpeakerKind(StrEnum):
    """What a speaker is. An unnamed one stays unnamed: two "officials" are never taken for one."""

    PERSON = "person"
    BODY = "body"
    UNNAMED = "unnamed"


@dataclass(frozen=True, slots=True)
class Speaker:
    """Whose words or views are reported.

    `name` is how the article names them most fully, without titles ("Valery Asapov", "Pentagon"); of an unnamed one it
    is the description ("a Syrian security forces source").
    """

    name: str
    kind: SpeakerKind


class Force(StrEnum):
    """What a speaker does with the content (the illocutionary force of a speech act, after Searle 1969)."""

    ASSERTS = "asserts"
    DENIES = "denies"
    HEDGES = "hedges"
    ASKS = "asks"


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says what (PARC 3, PolNeAR): `source` says it, the `cue` tells so, `content` is what is said or thought.

    Each is in pieces, in order, and may be empty, though never all three. `speaker` is whom the source names, resolved
    inside the article; None where that cannot be told or is the writer. `within` is the number, in the article's
    list, of the attribution whose content reports this one ("Sputnik said a security source told it ...").
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    force: Force = Force.ASSERTS
    speaker: Speaker | None = None
    within: int | None = None

    def __post_init__(self) -> None:
        if not (self.source or self.cue or self.content):
            raise ValueError("an attribution needs a source, a cue or a content")

    @property
    def spans(self) -> tuple[Span, ...]:
        """All of its pieces, in order."""
        return tuple(sorted((*self.source, *self.cue, *self.content)))

    @property
    def extent(self) -> Span:
        """From the first of its pieces to the last."""
        pieces = (*self.source, *self.cue, *self.content)
        return Span(min(piece.start for piece in pieces), max(piece.end for piece in pieces))


@dataclass(frozen=True, slots=True)
class Article:
    """A published text as stored: NFC, never changed; a changed file is a new version.

    `digest` is the SHA-256 of `text` in UTF-8. Passages cover what is the article itself; what is not (menus,
    disclaimers, newsletter lines) stays in `text`, lies in no passage, and so is never retrieved or quoted.
    """

    file: str
    text: str
    metadata: Metadata
    passages: tuple[Passage, ...]
    warnings: tuple[ArticleWarning, ...] = ()
    attributions: tuple[Attribution, ...] = ()

    def __post_init__(self) -> None:
        if not unicodedata.is_normalized("NFC", self.text):
            raise ValueError(f"{self.file}: the text of an article must be NFC-normalised")
        last = 0
        for passage in self.passages:
            for sentence in passage.sentences:
                if not passage.span.contains(sentence) or sentence.start < last or sentence.end > len(self.text):
                    raise ValueError(f"{self.file}: sentence {sentence} is outside its passage or out of order")
                last = sentence.end

    @property
    def digest(self) -> str:
        """SHA-256 of the text in UTF-8, in hexadecimal: the identity of this version's content."""
        return digest_of(self.text)


def digest_of(text: str) -> str:
    """Return the SHA-256 of `text` in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
