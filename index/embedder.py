"""The seam between text and vectors, and the choice of what stands behind it.

A passage and its sentences are encoded together: where the model allows it, a sentence's vector is the mean of its
tokens' states in the pass over the whole passage ("late chunking", arXiv 2409.04701), so it knows its context and
costs nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from index.store import Encoded, Vectors
from ingest.corpus import Article, Passage, Span

DEFAULT = "all-MiniLM-L6-v2"
FULL_PRECISION = "all-MiniLM-L6-v2:fp32"


@dataclass(frozen=True, slots=True)
class ToEncode:
    """A passage to encode. `title` is read before it, for encoding only; `sentences` are spans of `text`."""

    title: str | None
    text: str
    sentences: tuple[Span, ...]


PassageVectors = tuple[Vectors, Vectors]
"""A passage's (d,) vector and the (s, d) matrix of its sentences, rows of length one."""


class Embedder(Protocol):
    """Texts become vectors of length one. Safe to use from several threads."""

    @property
    def name(self) -> str:
        """What a library records: vectors of two names are never compared."""
        ...

    @property
    def dimension(self) -> int:
        """Number of components of a vector, d."""
        ...

    @property
    def window(self) -> int:
        """Number of tokens, special ones included, that are read at once."""
        ...

    def count_tokens(self, texts: Sequence[str]) -> Sequence[int]:
        """Count each text's tokens, without special ones."""
        ...

    def encode_question(self, text: str) -> Vectors:
        """Return the (d,) vector of a question."""
        ...

    def encode(self, items: Sequence[ToEncode]) -> list[PassageVectors]:
        """Encode passages, in order. A vector depends on its own item alone, never on its neighbours."""
        ...


def load(name: str = DEFAULT) -> Embedder:
    """Load an encoder: the bundled one, or any sentence-transformers model by name or folder.

    Raises `EncoderUnavailable`.
    """
    if name in (DEFAULT, FULL_PRECISION):
        from index.minilm import MiniLM

        return MiniLM(name)
    from index.sentence_transformer import SentenceTransformerEmbedder

    return SentenceTransformerEmbedder(name)


def items_of(text: str, passages: Sequence[Passage], title: str | None) -> list[ToEncode]:
    """Return what to encode for each of an article's passages."""
    return [_item(text, passage, title) for passage in passages]


def encode_article(embedder: Embedder, article: Article) -> Encoded:
    """Encode all passages of an article."""
    return collect(embedder, embedder.encode(items_of(article.text, article.passages, article.metadata.title)))


def collect(embedder: Embedder, vectors: Sequence[PassageVectors]) -> Encoded:
    """Put the vectors of an article's passages together; an article without passages has a (0, d) matrix."""
    import numpy as np

    rows = [passage for passage, _ in vectors]
    matrix = np.stack(rows) if rows else np.zeros((0, embedder.dimension), np.float32)
    return Encoded(matrix, tuple(sentences for _, sentences in vectors))


def _item(text: str, passage: Passage, title: str | None) -> ToEncode:
    start = passage.span.start
    sentences = tuple(Span(s.start - start, s.end - start) for s in passage.sentences)
    return ToEncode(title, passage.span.of(text), sentences)
