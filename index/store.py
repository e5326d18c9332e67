"""The seam between the library and what keeps it: nouns and protocol, no engine.

Raw scores, engine filters, row numbers and vendor types never cross it; both lists of `Ranked` are best first, and
fusion works on ranks, above the store. One contract suite (tests/contracts) runs against every implementation.
"""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from index.record.finding import Findings
from index.scope import Scope
from ingest.corpus import (
    Article,
    ArticleId,
    ArticleWarning,
    Attribution,
    Metadata,
    Passage,
    PassageId,
    Span,
    SpeakerKind,
)

Vectors = NDArray[np.float32]
"""(n, d) float32, each row of length one."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """The vectors of one article: a row a passage, and for each passage a matrix with a row a sentence."""

    passages: Vectors
    sentences: tuple[Vectors, ...]


@dataclass(frozen=True, slots=True)
class Catalogued:
    """An article's entry in the catalogue: everything but its text. `words` counts white-space-separated words.

    `origin` is shared by articles that descend from one piece of reporting: the id of the first published of them.
    """

    id: ArticleId
    version: int
    file: str
    metadata: Metadata
    words: int
    digest: str
    added: datetime
    origin: str
    warnings: tuple[ArticleWarning, ...]


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A passage as retrieved: which article it is of, its words, and a vector for each of its sentences.

    `text` is ``article_text[passage.span.start:passage.span.end]``; spans stay offsets into the whole article.
    """

    id: PassageId
    article: ArticleId
    passage: Passage
    text: str
    sentence_vectors: Vectors

    def words(self, span: Span) -> str:
        """Return the exact words of a span of the article that lies in the passage."""
        start = self.passage.span.start
        return self.text[span.start - start : span.end - start]


@dataclass(frozen=True, slots=True)
class Ranked:
    """Two lists of the same scope, best first: nearest by vector, best by BM25."""

    dense: tuple[PassageId, ...]
    lexical: tuple[PassageId, ...]


@dataclass(frozen=True, slots=True)
class QuotedSpeaker:
    """Someone whose words articles report: the name the library knows them by, and how articles spell it.

    `spellings` are in order of the alphabet. `articles` have words of theirs, in `attributions` places. Of an unnamed
    one `name` is the description, which several may share.
    """

    name: str
    kind: SpeakerKind
    spellings: tuple[str, ...]
    articles: int
    attributions: int


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words reported of a speaker: exact, the pieces of the attribution's content joined by an ellipsis."""

    article: Catalogued
    attribution: Attribution
    words: str


@dataclass(frozen=True, slots=True)
class QuotedBy:
    """How often an outlet (None: not known) reports what a speaker says."""

    outlet: str | None
    speaker: str
    kind: SpeakerKind
    attributions: int


class Store(Protocol):
    """A library's record and the indexes derived from it. Readers may be many; one process writes."""

    @property
    def encoder(self) -> str:
        """Name of the encoder that made the vectors."""
        ...

    @property
    def findings(self) -> Findings:
        """What is on record about the world, apart from what articles assert."""
        ...

    def transaction(self) -> AbstractContextManager[None]:
        """Everything written inside becomes visible at once at its end, or not at all."""
        ...

    def reading(self) -> AbstractContextManager[None]:
        """Everything read inside, by this thread, is of one state of the library, whatever is written meanwhile."""
        ...

    def put(
        self, article: Article, encoded: Encoded, replaces: ArticleId | None = None, tagger: str | None = None
    ) -> ArticleId:
        """Add an article, or a new version of `replaces`; idempotent by content. Returns its id.

        `tagger` names what found its attributions; None where none has looked.
        """
        ...

    def remove(self, article: ArticleId) -> None:
        """Take an article out of every list and search. `restore` brings it back until `purge`.

        Raises `NoSuchArticle`.
        """
        ...

    def restore(self, article: ArticleId) -> None:
        """Undo `remove`. Raises `NoSuchArticle`."""
        ...

    def correct(self, article: ArticleId, changes: Mapping[str, str | None]) -> Catalogued:
        """Set metadata fields by hand (provenance ``user``). Raises `NoSuchArticle`, `UnusableInput`."""
        ...

    def articles(self, scope: Scope = ...) -> Sequence[Catalogued]:
        """List the articles in scope, by outlet, date and title."""
        ...

    def catalogued(self, article: ArticleId) -> Catalogued:
        """Return one article's entry. Raises `NoSuchArticle`."""
        ...

    def entries(self, articles: Iterable[ArticleId]) -> Mapping[ArticleId, Catalogued]:
        """Return several articles' entries at once. Raises `NoSuchArticle`."""
        ...

    def text(self, article: ArticleId) -> str:
        """Return the stored text that all offsets refer to. Raises `NoSuchArticle`."""
        ...

    def spans(self, article: ArticleId) -> Sequence[Passage]:
        """Return the passages of an article in order. Raises `NoSuchArticle`."""
        ...

    def attributions(self, articles: Iterable[ArticleId]) -> Mapping[ArticleId, tuple[Attribution, ...]]:
        """Return who says what in each of `articles`, speakers by the name the library knows them by.

        They are in the order of `Attribution.within`'s numbers. An article without any, or that is gone, has none.
        """
        ...

    def speakers(self) -> Sequence[QuotedSpeaker]:
        """List everyone whose words the articles report, most often quoted first."""
        ...

    def quotations(self, speaker: str) -> Sequence[Quotation]:
        """List what is reported of a speaker, by the library's name, in order of publication; the undated last."""
        ...

    def quoted_by(self) -> Sequence[QuotedBy]:
        """Count how often each outlet reports what each speaker says, most often first."""
        ...

    def publications(self, article: ArticleId) -> Sequence[Catalogued]:
        """List the articles of one origin with `article`, itself among them, the first published first.

        Raises `NoSuchArticle`.
        """
        ...

    def repeats(self, article: ArticleId, spans: Sequence[Span]) -> Sequence[tuple[Catalogued, ...]]:
        """Return, for each span of an article, the other articles in which its words stand, first published first.

        The same words, but for some at either end: they stand there in one unbroken run. Raises `NoSuchArticle`.
        """
        ...

    def search(self, text: str, vector: Vectors, scope: Scope, k: int) -> Ranked:
        """Return the `k` best passages in scope for a question: by its (d,) vector, and by its words.

        With speakers in scope these are passages that share words with an attribution to one of them, or with one
        that is within such.
        """
        ...

    def passages(self, ids: Iterable[PassageId]) -> Sequence[StoredPassage]:
        """Return passages in the order of `ids`; ids that are gone are left out."""
        ...

    def mentions(self, phrase: str, scope: Scope = ...) -> int:
        """Count the passages in scope that hold all the words of `phrase` next to each other, stemmed."""
        ...

    def document_frequency(self, terms: Sequence[str]) -> Mapping[str, int]:
        """For each word, the number of passages that hold it (stemmed as `search` stems it)."""
        ...

    def near_words(self, word: str) -> Sequence[str]:
        """List words of the articles that `word` may be meant for, likeliest first: near spellings, longer forms.

        A few, each as some article spells it.
        """
        ...

    def count(self) -> int:
        """Return the number of passages that can be searched."""
        ...

    def snapshot(self) -> str:
        """Identify the state of the library: equal for equal content, changed by any write."""
        ...
