"""A logistic head over what the default rules of disputes look at, fitted with cross-validation: is it worth having?

It is a measure and no part of the program: ``evals.disputes --fit`` compares it with the rules at their recall.
"""

import re
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from app.dispute import Wording, says_untrue
from index.retrieve import NEGATION

Matrix = NDArray[np.float64]

FOLDS: Final = 5
STEPS: Final = 25  # of Newton's method: it has long stopped moving by then
RIDGE: Final = 1.0
_NUMBER: Final = re.compile(r"\d[\d.,]*")


def features(text: Wording, claim: Wording, similarity: float) -> list[float]:
    """Return what is looked at in a pair: nearness, shared stems, parity of "not", words of denial, other numbers."""
    shared = len(text.stems & claim.stems)
    denied, denies = bool(NEGATION.search(claim.words)), bool(NEGATION.search(text.words))
    ours, theirs = (set(_NUMBER.findall(each.words)) for each in (text, claim))
    return [
        similarity,
        shared / max(1, len(claim.stems)),
        float(denied != denies),
        float(denied),
        float(says_untrue(text, claim)),
        float(says_untrue(claim, text)),
        float(bool(ours and theirs) and ours.isdisjoint(theirs)),
        similarity * float(denied != denies),
    ]


def held_out(rows: Matrix, labels: NDArray[np.bool_], groups: Sequence[str]) -> Matrix:
    """Return for each of (n, f) `rows` the probability that a head gives it which saw nothing of its group, (n,)."""
    folds = {group: number % FOLDS for number, group in enumerate(dict.fromkeys(groups))}
    fold = np.array([folds[group] for group in groups])
    scores = np.zeros(len(rows))
    for number in range(FOLDS):
        train, test = fold != number, fold == number
        mean, spread = rows[train].mean(0), rows[train].std(0) + 1e-9
        weights = _fitted(_with_bias((rows[train] - mean) / spread), labels[train])
        scores[test] = _probability(_with_bias((rows[test] - mean) / spread), weights)
    return scores


def precision_at(recall: float, scores: Matrix, labels: NDArray[np.bool_]) -> float:
    """Return the precision of the best scored, as many of them as `recall` takes."""
    order = np.argsort(-scores, kind="stable")
    found = np.cumsum(labels[order])
    needed = max(1, round(recall * int(labels.sum())))
    taken = int(np.searchsorted(found, needed)) + 1
    return float(found[taken - 1] / taken)


def _fitted(rows: Matrix, labels: NDArray[np.bool_]) -> Matrix:
    """Fit weights by Newton's method with a ridge on all but the bias (McCullagh and Nelder 1989, ch. 4)."""
    weights = np.zeros(rows.shape[1])
    ridge = RIDGE * np.eye(rows.shape[1])
    ridge[0, 0] = 0
    for _ in range(STEPS):
        told = _probability(rows, weights)
        slope = rows.T @ (told - labels) + ridge @ weights
        curve = (rows * (told * (1 - told))[:, None]).T @ rows + ridge
        weights = weights - np.linalg.solve(curve, slope)
    return weights


def _with_bias(rows: Matrix) -> Matrix:
    return np.hstack([np.ones((len(rows), 1)), rows])


def _probability(rows: Matrix, weights: Matrix) -> Matrix:
    told: Matrix = 1 / (1 + np.exp(-(rows @ weights)))
    return told
