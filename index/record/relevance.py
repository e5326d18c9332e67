"""Which findings on record bear on a question, and which sentences of the articles a finding may be about.

Both are proposals for a reader: that a finding is shown says nothing of what articles assert, and a suggestion becomes
a match only when a person confirms it. `python -m evals.findings` measures the thresholds.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from index.embedder import Embedder
from index.record.finding import Finding
from index.retrieve import RetrievedSentence, Retriever
from index.scope import Scope
from index.store import Store, Vectors
from index.words import stems

# Questions of AVeriTeC against its claims and those of CheckThat, 10,575 in all: from this nearness on 73 % of the
# questions find their claim among three, and 16 % of our own, about other news, find some; at 0.6 77 % and 42 %, at
# 0.75 66 % and 6 %. On a small record less is found by chance.
BEARS = 0.68
SHARED_WORDS = 0.25  # what sharing all its words adds to the cosine, for the topic and the statement each
SHOWN = 3  # findings beside one answer
CONSIDERED = 30  # findings nearest by vector whose words are looked at

# Over the demonstration articles what is about a finding lies above it, and where nothing is all lies far below (0.3);
# a person decides, so one too many costs a glance.
MAY_BE_ABOUT = 0.7
SUGGESTED = 10


@dataclass(frozen=True, slots=True)
class _Known:
    """The findings of one state of the record, with a vector each: (n, d)."""

    mark: str
    findings: Sequence[Finding]
    vectors: Vectors


class Relevance:
    """Finds the findings that bear on a question. Safe to share between threads where its store and embedder are."""

    def __init__(self, store: Store, embedder: Embedder) -> None:
        self._store = store
        self._embedder = embedder
        self._known: _Known | None = None

    def bearing_on(self, topic: str) -> tuple[Finding, ...]:
        """Return up to three findings, the nearest first. Where nothing is on record that costs nothing."""
        known = self._refreshed()
        if not known.findings:
            return ()
        similarity = known.vectors @ self._embedder.encode_question(topic)
        asked = frozenset(stems(topic))
        nearest = np.argsort(-similarity, kind="stable")[:CONSIDERED].tolist()
        near = [(nearness(float(similarity[at]), asked, known.findings[at].statement), at) for at in nearest]
        bearing = sorted((-value, at) for value, at in near if value >= BEARS)
        return tuple(known.findings[at] for _, at in bearing[:SHOWN])

    def _refreshed(self) -> _Known:
        mark, known = self._store.findings.mark, self._known
        if known is None or known.mark != mark:
            findings = self._store.findings.all()
            known = self._known = _Known(mark, findings, vectors_of(self._store, self._embedder, findings))
        return known


def nearness(similarity: float, asked: frozenset[str], statement: str) -> float:
    """Return how near a statement is to a topic: the cosine of their vectors, and the words that each shares of its
    own. 0 unrelated, 1.5 the same.
    """
    own = frozenset(stems(statement))
    shared = len(own & asked)
    return similarity + sum(SHARED_WORDS * shared / len(words) for words in (own, asked) if words)


def vectors_of(store: Store, embedder: Embedder, findings: Sequence[Finding]) -> Vectors:
    """Return (n, d) vectors of the statements of `findings`; those that nobody kept are made."""
    kept = store.findings.vectors(embedder.name)
    rows = [
        kept[each.statement] if each.statement in kept else embedder.encode_question(each.statement)
        for each in findings
    ]
    return np.stack(rows) if rows else np.zeros((0, embedder.dimension), np.float32)


def keep_vectors(store: Store, embedder: Callable[[], Embedder]) -> None:
    """Make and keep the vectors that statements on record lack, so that a question need not; the encoder is loaded only
    where there are some.
    """
    kept = store.findings.vectors(store.encoder)
    lacking = sorted({finding.statement for finding in store.findings.all(retired=True)} - kept.keys())
    if lacking:
        encode = embedder().encode_question
        store.findings.keep_vectors(store.encoder, {statement: encode(statement) for statement in lacking})


def suggestions(store: Store, embedder: Embedder, finding: Finding) -> tuple[RetrievedSentence, ...]:
    """Return the sentences that a finding may be about, the nearest first."""
    found = Retriever(store, embedder).retrieve(finding.statement, Scope()).sentences
    near = sorted(found, key=lambda sentence: -sentence.nearness)
    return tuple(sentence for sentence in near if sentence.nearness >= MAY_BE_ABOUT)[:SUGGESTED]
