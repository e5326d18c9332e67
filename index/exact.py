"""Nearest passages by looking at every vector in scope: exact, and under a millisecond for most scopes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from index.scope import Scope
from index.store import Vectors
from ingest.corpus import ArticleId, Metadata, PassageId

FEW = 0.25  # share of the rows below which copying them out is cheaper than multiplying all
SCOPES_KEPT = 64

Quoting = Callable[[Sequence[str]], NDArray[np.int64]]


@dataclass(frozen=True, slots=True)
class Matrix:
    """The passage vectors of one state of a library: (n, d), with each row's passage and article.

    `numbers` are what the record calls the passages, ascending; `quoting` tells of which of them report what one of
    some speakers says.
    """

    vectors: Vectors
    numbers: NDArray[np.int64]
    ids: tuple[PassageId, ...]
    owners: NDArray[np.int32]  # (n,) positions in `articles`
    articles: tuple[tuple[ArticleId, Metadata], ...]
    quoting: Quoting = lambda _: np.zeros(0, np.int64)
    _rows: dict[Scope, NDArray[np.intp]] = field(default_factory=dict, init=False, repr=False)

    def nearest(self, vector: Vectors, scope: Scope, k: int) -> tuple[PassageId, ...]:
        """Return the `k` passages in scope whose vectors are nearest to a (d,) vector, best first."""
        rows = self.rows(scope)
        few = rows.size < FEW * len(self.ids)
        scores = self.vectors[rows] @ vector if few else (self.vectors @ vector)[rows]
        return tuple(self.ids[rows[n]] for n in best(scores, k))

    def named(self, numbers: Sequence[int]) -> tuple[PassageId, ...]:
        """Return the ids of passages by the record's numbers, in order; those not of this state are left out."""
        places = np.searchsorted(self.numbers, numbers)
        known = [(place, number) for place, number in zip(places, numbers, strict=True) if place < len(self.ids)]
        return tuple(self.ids[place] for place, number in known if self.numbers[place] == number)

    def rows(self, scope: Scope) -> NDArray[np.intp]:
        """Return the rows in scope: of articles there and, where it has speakers, with words of one of them."""
        known = self._rows.get(scope)
        if known is None:
            admitted = np.fromiter((scope.admits(*a) for a in self.articles), np.bool_, len(self.articles))
            known = np.flatnonzero(admitted[self.owners]) if self.articles else np.zeros(0, np.intp)
            if scope.speakers:
                known = known[np.isin(self.numbers[known], self.quoting(scope.speakers))]
            if len(self._rows) >= SCOPES_KEPT:
                self._rows.clear()
            self._rows[scope] = known
        return known


def best(scores: NDArray[np.float32], k: int) -> NDArray[np.intp]:
    """Return the positions of the `k` highest scores, best first, equal ones in order."""
    # All that tie with the k-th are kept, so that which of them wins does not depend on the partition.
    least = np.partition(scores, -k)[-k] if k < scores.size else -np.inf
    candidates = np.flatnonzero(scores >= least)
    return candidates[np.argsort(-scores[candidates], kind="stable")][:k]
