"""Reciprocal rank fusion: one order from several, without comparing their scores.

Cormack, Clarke and Büttcher, "Reciprocal Rank Fusion outperforms Condorcet and individual Rank Learning Methods",
SIGIR 2009. Only ranks enter, so lists of any scale may be fused.
"""

from collections import defaultdict
from collections.abc import Hashable, Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

Item = TypeVar("Item", bound=Hashable)

K = 10  # the paper's 60 and 10 differ by less than chance on three sets; 10 trusts the first places more


def fuse(*rankings: Sequence[Item], k: int = K) -> list[Item]:
    """Return every item of `rankings` (each best first, without repeats), best first; ties keep first-seen order."""
    score: dict[Item, float] = defaultdict(float)
    for ranking in rankings:
        for rank, item in enumerate(ranking, 1):
            score[item] += 1 / (k + rank)
    return sorted(score, key=score.__getitem__, reverse=True)


def ranks(scores: ArrayLike) -> NDArray[np.int64]:
    """Return the rank of each score, 1 for the highest; equal scores share the better rank."""
    values = np.asarray(scores)
    ordered = np.sort(values)
    return len(values) - np.searchsorted(ordered, values, side="right") + 1


def fuse_scores(*scores: ArrayLike, k: int = K) -> NDArray[np.float64]:
    """Return the fused score of each item under several (n,) scorings of the same items; higher is better."""
    total = np.zeros(len(np.asarray(scores[0])), dtype=np.float64)
    for scoring in scores:
        total += 1 / (k + ranks(scoring))
    return total
