"""From a topic and a scope to sentences, best first.

Two stages, because a passage is what an encoder sees well and a sentence is what is quoted. First passages: dense and
lexical lists, fused. Then the sentences of the best passages by four rankings, fused: nearness of the sentence's own
vector, BM25 of the bare sentence, BM25 of the sentence with its neighbours, title, outlet and author, and the rank of
its passage. Measured on ``evals`` (README there): each of the four earns its place. Where the question asks who said or
denied something, sentences that tell so gain as much as a first place in one or two more rankings.
"""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from index.bm25 import Counts, Matrix, Profile, bm25, credit_of, profile_of
from index.embedder import Embedder
from index.fuse import K, fuse, fuse_scores
from index.scope import Scope
from index.spoken import Spoken
from index.store import Catalogued, Store, StoredPassage
from index.voices import WRITER, Voice
from index.words import content_words, dated, distinct, stems
from ingest.corpus import ArticleId, Force, PassageId, Span
from ingest.injection import asks_about_injections

DEPTH = 100  # how far down each list of passages is read
PASSAGES = 25  # how many passages give their sentences; 20 to 60 find the same evidence
SENTENCE_WORDS = 13  # content words of an average news sentence; BM25's length normalisation needs a typical length
WINDOW_WORDS = 50  # the same for a sentence with its neighbours, title, outlet and author

SENTENCES = 60  # how many sentences are returned
COVERAGE_WEIGHT = 0.5  # `python -m evals.abstention` shows what it does
FIRST_PLACE = 1 / (K + 1)  # what a sentence gains by being first in one ranking
PROFILES_KEPT = 20_000  # some 3 KB each

DENIAL = frozenset(
    stems(
        "denied denial rejected disputed dismissed refuted rebutted disavowed rebuffed false untrue lying lies baseless"
        " unfounded groundless fabricated nonsense"
    )
)
NEGATION = re.compile(r"\b(?:not|never|no|none|nothing|nobody|neither)\b|n['’]t\b", re.IGNORECASE)
NOWHERE = np.zeros(1, np.float32)  # the vector of a sentence that nobody encoded


@dataclass(frozen=True, slots=True)
class RetrievedSentence:
    """A sentence and how it stands to the question.

    `stems` are those of its content words. `similarity` is the cosine of its vector and the question's; `coverage` the
    share of the question's words, dates aside and weighted by rarity, that it holds with its neighbours and its
    article's title, outlet and author. Both serve to decide whether there is an answer at all, and are never shown.
    `score` orders the sentences of one question and means nothing across questions. `voice` tells whose words it is,
    `injected` whether it addresses machines; `vector` is its own, (dimension,).
    """

    article: Catalogued
    passage: PassageId
    span: Span
    words: str
    stems: frozenset[str]
    similarity: float
    coverage: float
    score: float
    voice: Voice = WRITER
    injected: bool = False
    vector: NDArray[np.float32] = field(default_factory=lambda: NOWHERE, repr=False, compare=False)

    @property
    def nearness(self) -> float:
        """How near the sentence is to the question, comparable across questions: 0 unrelated, 1.5 at most."""
        return self.similarity + COVERAGE_WEIGHT * self.coverage


class Wanted(StrEnum):
    """Which sentences come first among those that bear on the topic."""

    ANY = "any"
    QUOTED = "quoted"  # those that tell what somebody says
    DENIED = "denied"  # those that tell what somebody denies

    @property
    def gain(self) -> float:
        """How much a sentence of the sort gains: who answers an accusation seldom repeats its words."""
        return FIRST_PLACE * (2 if self is Wanted.DENIED else 1)


@dataclass(frozen=True, slots=True)
class Retrieved:
    """Sentences best first, and the question's stems with their rarity (inverse document frequency)."""

    sentences: tuple[RetrievedSentence, ...]
    rarity: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Question:
    """What is looked for: its vector, and of each stem the rarity, and what an answer needs of that."""

    vector: NDArray[np.float32]
    rarity: Mapping[str, float]
    weights: Matrix
    needed: Matrix
    about_injections: bool

    @classmethod
    def of(cls, topic: str, vector: NDArray[np.float32], rarity: Mapping[str, float]) -> "_Question":
        """Weigh the stems of `topic` by rarity. Those of a date beside others are not needed of an answer."""
        weights = np.array(list(rarity.values()))
        dates = {stem for word in dated(topic) for stem in stems(word)}
        undated = np.array([stem not in dates for stem in rarity], dtype=np.float64)
        needed = weights * undated if undated.any() else weights
        return cls(vector, rarity, weights, needed, asks_about_injections(topic))


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A sentence before it is ranked."""

    passage: StoredPassage
    span: Span
    stems: frozenset[str]
    voice: Voice
    injected: bool

    @property
    def words(self) -> str:
        """The exact words."""
        return self.passage.words(self.span)

    def fitness(self, wanted: Wanted) -> float:
        """Return how far the sentence is of the wanted sort: 1 wholly, 0 not at all.

        Somebody who says that something is not so denies it, if less plainly than one who is said to deny it.
        """
        quoted = bool(self.voice.chain)
        if wanted is Wanted.QUOTED:
            return quoted
        if self.voice.force is Force.DENIES:
            return 1
        says_no = not DENIAL.isdisjoint(self.stems) or bool(NEGATION.search(self.words))
        return (quoted + says_no) / 3 if says_no else 0

    def retrieved(
        self,
        articles: Mapping[ArticleId, Catalogued],
        vector: NDArray[np.float32],
        similarity: float,
        coverage: float,
        score: float,
    ) -> RetrievedSentence:
        """Return it with its place in the ranking."""
        article = articles[self.passage.article]
        return RetrievedSentence(
            article,
            self.passage.id,
            self.span,
            self.words,
            self.stems,
            similarity,
            coverage,
            score,
            self.voice,
            self.injected,
            vector,
        )


class Retriever:
    """Finds sentences in a library. Safe to share between threads where its store and embedder are."""

    def __init__(self, store: Store, embedder: Embedder) -> None:
        self._store = store
        self._embedder = embedder
        self._spoken = Spoken(store)
        self._profiles: dict[PassageId, Profile] = {}

    def retrieve(self, topic: str, scope: Scope, naming: Sequence[str] = (), wanted: Wanted = Wanted.ANY) -> Retrieved:
        """Return the sentences in scope that bear on `topic`, of passages that hold a name of `naming` if any is given.

        Under a scope of speakers only sentences that are theirs; one that merely mentions them is not. Sentences that
        address machines neither come nor count, unless the topic is such text. None are returned only if the scope is
        empty, or nothing near the topic there holds such a name or is so spoken.
        """
        topic = without_names(topic, scope.speakers)
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
        return Retrieved(self._rank(passages, _Question.of(topic, vector, rarity), scope.speakers, wanted), rarity)

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

    def _candidates(self, passages: Sequence[StoredPassage], speakers: Sequence[str]) -> Sequence[_Candidate]:
        """Return the sentences of `passages`; with `speakers` each has one of them, if any, for its voice."""
        voices = self._spoken.of(passages, frozenset(speakers))
        return [
            _Candidate(passage, span, own, voice, injected)
            for passage, theirs in zip(passages, voices, strict=True)
            for profile in (self._profile(passage),)
            for span, own, voice, injected in zip(
                passage.passage.sentences, profile.stems, theirs, profile.injected, strict=True
            )
        ]

    def _rank(
        self, passages: Sequence[StoredPassage], question: _Question, speakers: Sequence[str], wanted: Wanted
    ) -> tuple[RetrievedSentence, ...]:
        """Return the sentences of `passages`, best first; with `speakers` only those that are theirs."""
        articles = self._store.entries({p.article for p in passages})
        known = [self._profile(p) for p in passages]
        profiles = known if question.about_injections else [profile.without_injected() for profile in known]
        counts = Counts.of(profiles, [credit_of(articles[p.article]) for p in passages], list(question.rarity))
        candidates = self._candidates(passages, speakers)
        vectors = np.concatenate([p.sentence_vectors for p in passages])
        similarity = vectors @ question.vector
        coverage = question.needed @ (counts.window > 0) / max(float(question.needed.sum()), 1e-9)
        score = fuse_scores(
            similarity,
            bm25(counts.bare, counts.bare_lengths / SENTENCE_WORDS, question.weights),
            bm25(counts.window, counts.window_lengths / WINDOW_WORDS, question.weights),
            np.repeat(-np.arange(len(passages)), [len(p.passage.sentences) for p in passages]),
        )
        if wanted is not Wanted.ANY:
            score += wanted.gain * np.array([c.fitness(wanted) for c in candidates])
        ranked = np.argsort(-score, kind="stable").tolist()
        order = (i for i in ranked if question.about_injections or not candidates[i].injected)
        theirs = (i for i in order if not speakers or candidates[i].voice.is_of(speakers))
        return tuple(
            candidates[i].retrieved(articles, vectors[i], float(similarity[i]), float(coverage[i]), float(score[i]))
            for i in islice(theirs, SENTENCES)
        )

    def _profile(self, passage: StoredPassage) -> Profile:
        """Return a passage's counts; kept, since splitting and stemming cost more than all the rest of a question."""
        known = self._profiles.get(passage.id)
        if known is None:
            if len(self._profiles) >= PROFILES_KEPT:
                self._profiles.clear()
            known = self._profiles[passage.id] = profile_of(passage, self._store.text)
        return known


def without_names(topic: str, speakers: Sequence[str]) -> str:
    """Return `topic` without the names of those whose words are sought, unless it is nothing else.

    Their own words seldom hold their name, and what others say of them does.
    """
    names = {stem for name in speakers for stem in stems(name)}
    rest = " ".join(word for word in topic.split() if names.isdisjoint(stems(word)))
    return rest if content_words(rest) else topic
