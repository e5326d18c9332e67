"""From a topic and a scope to sentences, best first.

Two stages, because a passage is what an encoder sees well and a sentence is what is quoted. First passages: dense and
lexical lists, fused. Then the sentences of the best passages by four rankings, fused: nearness of the sentence's own
vector, BM25 of the bare sentence, BM25 of the sentence with its neighbours, title, outlet and author, and the rank of
its passage. Measured on ``evals`` (README there): each of the four earns its place.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from index.embedder import Embedder
from index.fuse import fuse, fuse_scores
from index.scope import Scope
from index.store import Catalogued, Store, StoredPassage
from index.words import content_words, counted, dated, distinct, stems
from ingest.corpus import PassageId, Span

DEPTH = 100  # how far down each list of passages is read
PASSAGES = 25  # how many passages give their sentences; 20 to 60 find the same evidence
K1, B = 1.2, 0.75  # BM25's usual parameters (Robertson and Zaragoza 2009)
SENTENCE_WORDS = 13  # content words of an average news sentence; BM25's length normalisation needs a typical length
WINDOW_WORDS = 50  # the same for a sentence with its neighbours, title, outlet and author

SENTENCES = 60  # how many sentences are returned
COVERAGE_WEIGHT = 0.5  # `python -m evals.abstention` shows what it does
PROFILES_KEPT = 20_000  # some 3 KB each

Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class RetrievedSentence:
    """A sentence and how it stands to the question.

    `stems` are those of its content words. `similarity` is the cosine of its vector and the question's; `coverage` the
    share of the question's words, dates aside and weighted by rarity, that it holds with its neighbours and its
    article's title, outlet and author. Both serve to decide whether there is an answer at all, and are never shown.
    `score` orders the sentences of one question and means nothing across questions.
    """

    article: Catalogued
    passage: PassageId
    span: Span
    words: str
    stems: frozenset[str]
    similarity: float
    coverage: float
    score: float

    @property
    def nearness(self) -> float:
        """How near the sentence is to the question, comparable across questions: 0 unrelated, 1.5 at most."""
        return self.similarity + COVERAGE_WEIGHT * self.coverage


@dataclass(frozen=True, slots=True)
class Retrieved:
    """Sentences best first, and the question's stems with their rarity (inverse document frequency)."""

    sentences: tuple[RetrievedSentence, ...]
    rarity: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Profile:
    """For each stem of a passage, in which sentences it occurs and how often; and each sentence's stems and length."""

    occurrences: Mapping[str, tuple[tuple[int, int], ...]]
    stems: tuple[frozenset[str], ...]
    lengths: tuple[int, ...]


class Retriever:
    """Finds sentences in a library. Safe to share between threads where its store and embedder are."""

    def __init__(self, store: Store, embedder: Embedder) -> None:
        self._store = store
        self._embedder = embedder
        self._profiles: dict[PassageId, _Profile] = {}

    def retrieve(self, topic: str, scope: Scope, naming: Sequence[str] = ()) -> Retrieved:
        """Return the sentences in scope that bear on `topic`, of passages that hold a name of `naming` if any is given.

        None are returned only if the scope is empty, or nothing near the topic there holds such a name.
        """
        asked = distinct(content_words(topic))
        vector = self._embedder.encode_question(topic)
        ranked = self._store.search(" ".join(asked) or topic, vector, scope, DEPTH)
        fused = fuse(ranked.dense, ranked.lexical)
        passages = self._store.passages(fused if naming else fused[:PASSAGES])
        if naming:
            passages = self._that_name(naming, passages)[:PASSAGES]
        rarity = self._rarity(asked)
        if not passages:
            return Retrieved((), rarity)
        weights = np.array(list(rarity.values()))
        return Retrieved(self._rank(passages, vector, rarity, weights * _needed(topic, rarity)), rarity)

    def _that_name(self, names: Sequence[str], passages: Sequence[StoredPassage]) -> Sequence[StoredPassage]:
        """Keep the passages that hold the last word of one of the names: of a person the surname, as a rule."""
        last = {own[-1] for name in names if (own := stems(name))}
        return [p for p in passages if not last.isdisjoint(self._profile(p).occurrences)]

    def _rarity(self, asked: Sequence[str]) -> Mapping[str, float]:
        """Inverse document frequency over passages, by stem; words of one stem share the most frequent's count."""
        held = self._store.document_frequency(asked)
        total = self._store.count()
        rarity: dict[str, float] = {}
        for word in asked:
            for stem in stems(word):
                value = math.log(1 + (total - held[word] + 0.5) / (held[word] + 0.5))
                rarity[stem] = min(value, rarity.get(stem, value))
        return rarity

    def _rank(
        self,
        passages: Sequence[StoredPassage],
        vector: NDArray[np.float32],
        rarity: Mapping[str, float],
        needed: Matrix,
    ) -> tuple[RetrievedSentence, ...]:
        articles = self._store.entries({p.article for p in passages})
        profiles = [self._profile(p) for p in passages]
        counts = _Counts.of(profiles, [_credit(articles[p.article]) for p in passages], list(rarity))
        weights = np.array(list(rarity.values()))
        similarity = np.concatenate([p.sentence_vectors @ vector for p in passages])
        order = np.repeat(-np.arange(len(passages)), [len(p.passage.sentences) for p in passages])
        score = fuse_scores(
            similarity,
            _bm25(counts.bare, counts.bare_lengths / SENTENCE_WORDS, weights),
            _bm25(counts.window, counts.window_lengths / WINDOW_WORDS, weights),
            order,
        )
        coverage = needed @ (counts.window > 0) / max(float(needed.sum()), 1e-9)
        spans = [
            (p, span, own)
            for p, profile in zip(passages, profiles, strict=True)
            for span, own in zip(p.passage.sentences, profile.stems, strict=True)
        ]
        return tuple(
            RetrievedSentence(
                articles[p.article],
                p.id,
                span,
                p.text[span.start - p.passage.span.start : span.end - p.passage.span.start],
                own,
                float(similarity[i]),
                float(coverage[i]),
                float(score[i]),
            )
            for i in np.argsort(-score, kind="stable")[:SENTENCES].tolist()
            for p, span, own in (spans[i],)
        )

    def _profile(self, passage: StoredPassage) -> _Profile:
        """Return a passage's counts; kept, since splitting and stemming cost more than all the rest of a question."""
        known = self._profiles.get(passage.id)
        if known is None:
            if len(self._profiles) >= PROFILES_KEPT:
                self._profiles.clear()
            known = self._profiles[passage.id] = _profile(passage)
        return known


@dataclass(frozen=True, slots=True)
class _Counts:
    """How often each question stem (rows) occurs in each sentence (columns), bare and with what surrounds it."""

    bare: Matrix
    window: Matrix
    bare_lengths: Matrix
    window_lengths: Matrix

    @classmethod
    def of(cls, profiles: Sequence[_Profile], credits: Sequence[Counter[str]], asked: Sequence[str]) -> "_Counts":
        sizes = [len(profile.lengths) for profile in profiles]
        bare = np.zeros((len(asked), sum(sizes)))
        start = 0
        for profile, size in zip(profiles, sizes, strict=True):
            for row, stem in enumerate(asked):
                for sentence, times in profile.occurrences.get(stem, ()):
                    bare[row, start + sentence] = times
            start += size
        lengths = np.array([[n for profile in profiles for n in profile.lengths]], dtype=np.float64)
        credited = np.array([[credit.get(stem, 0) for credit in credits] for stem in asked]).reshape(
            len(asked), len(credits)
        )
        credit_lengths = np.array([credit.total() for credit in credits])
        return cls(
            bare,
            _with_neighbours(bare, sizes) + np.repeat(credited, sizes, axis=1),
            lengths[0],
            _with_neighbours(lengths, sizes)[0] + np.repeat(credit_lengths, sizes),
        )


def _needed(topic: str, rarity: Mapping[str, float]) -> Matrix:
    """Return 1 for each stem that an answer should hold, 0 for those of a date beside others."""
    dates = {stem for word in dated(topic) for stem in stems(word)}
    needed = np.array([stem not in dates for stem in rarity], dtype=np.float64)
    return needed if needed.any() else np.ones(len(rarity))


def _with_neighbours(counts: Matrix, sizes: Sequence[int]) -> Matrix:
    """Add to each column those beside it of the same passage; `sizes` are the passages' numbers of columns."""
    passage = np.repeat(np.arange(len(sizes)), sizes)
    together = passage[1:] == passage[:-1]
    summed = counts.copy()
    summed[:, 1:] += counts[:, :-1] * together
    summed[:, :-1] += counts[:, 1:] * together
    return summed


def _bm25(counts: Matrix, relative_lengths: Matrix, weights: Matrix) -> Matrix:
    """Return the BM25 score of each column, given its length relative to the typical one."""
    saturated = counts * (K1 + 1) / (counts + K1 * (1 - B + B * relative_lengths))
    return weights @ saturated


def _profile(passage: StoredPassage) -> _Profile:
    start = passage.passage.span.start
    counters = [counted(passage.text[s.start - start : s.end - start]) for s in passage.passage.sentences]
    occurrences: dict[str, list[tuple[int, int]]] = {}
    for index, counter in enumerate(counters):
        for stem, times in counter.items():
            occurrences.setdefault(stem, []).append((index, times))
    return _Profile(
        {stem: tuple(where) for stem, where in occurrences.items()},
        tuple(frozenset(counter) for counter in counters),
        tuple(counter.total() for counter in counters),
    )


def _credit(article: Catalogued) -> Counter[str]:
    metadata = article.metadata
    return _counted_credit(metadata.title, metadata.outlet, metadata.author)


@lru_cache(maxsize=20_000)
def _counted_credit(*names: str | None) -> Counter[str]:
    return counted(" ".join(filter(None, names)))
