"""How sure a figure is, and a difference of two: intervals of 95 %, and the exact test of McNemar.

Questions about one story share articles, so their cases are no independent samples. What is drawn anew is therefore
clusters of cases, for both runs the same ones, with every count that they hold (Miller 2024, "Adding Error Bars to
Evals", arXiv:2411.00640; Cameron, Gelbach and Miller 2008). The sums of counts in a draw give its figure, so that
rates, means and F1 are treated alike.

Bounds are expanded percentiles of the draws (Hesterberg 2015, "What Teachers Should Know About the Bootstrap"): levels
of Student's t in place of the normal ones. In simulations of paired runs (differences of a rate, a mean and an F1; 20
to 120 clusters, of one case each or of up to four) they covered the truth at least as often as plain percentiles, and
nearly always more often than BCa, whose interval lay wholly on the worse side of it, a false alarm, about twice as
often. With fewer than about ten clusters that differ none covers enough: a change may be too rare to have been seen.
The gate then errs towards passing, which is why it guards invariants case by case. `tests/evals/test_coverage.py`
measures coverage.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from evals.comparison import Interval
from evals.metrics import Counts
from evals.metrics.base import ratio

DRAWS = 10_000
SEED = 2019  # fixed, so that the same runs give the same verdict
LEVEL = 0.95
_WITHOUT_FIGURE = 0.05  # of draws that may have none: a twentieth, as many as an interval leaves outside
_AT_ONCE = 50_000  # clusters drawn in one go: what stays in a processor's cache
_PLACES = 9  # decimals: finer ones are of floating point, and would put a bound beyond a tolerance that it meets

Counted = Sequence[tuple[str, Counts]]
"""Counts of the cases that a metric says something of, each with the case's cluster."""
Value = Callable[[Sequence[float]], float | None]
Matrix = NDArray[np.float64]


def mcnemar(worse: int, better: int) -> float:
    """Return the two-sided p of so uneven a split of discordant pairs by chance (exact McNemar: a sign test)."""
    pairs = worse + better
    return float(stats.binomtest(worse, pairs).pvalue) if pairs else 1.0


def wilson(held: int, of: int) -> Interval:
    """Return Wilson's score interval (1927) of a rate of independent trials; `of` is at least one."""
    bounds = stats.binomtest(held, of).proportion_ci(LEVEL, method="wilson")
    return Interval(float(bounds.low), float(bounds.high))


def interval(counted: Counted, value: Value = ratio, is_share: bool = True) -> Interval | None:
    """Return the interval of one run's figure; None of fewer than two clusters.

    Of a share Wilson's, with clusters as trials, where each is one case of one trial, and where all counts are at the
    same end of it: every draw would be alike, but what was only ever seen to hold may still fail. Else by drawing
    clusters; None of a mean that is the same in each, which has no end and tells nothing of how far it varies.
    """
    sums = _summed(counted)
    if len(sums) < 2:
        return None
    if is_share and value is ratio and (_is_rate(counted, sums) or _is_unanimous(sums)):
        held = sums[:, 0] > 0
        return wilson(int(held.sum()), len(sums))
    bounds = _drawn(sums, lambda drawn: _figures(drawn, value))
    return None if bounds and not is_share and bounds.low == bounds.high else bounds


def difference(before: Counted, after: Counted, value: Value = ratio) -> Interval | None:
    """Return the interval of a figure's difference, after minus before, with the same clusters drawn for both.

    A cluster that the metric says nothing of in one run has no counts there. None where either run has no counts at
    all, of fewer than two clusters, and where more than a twentieth of the draws have no figure in either run (a
    denominator of zero): too few cases carry it. Fewer such draws are left out.
    """
    if not before or not after:
        return None
    width = len(before[0][1])
    silent = (0.0,) * width
    both = [(cluster, (*counts, *silent)) for cluster, counts in before]
    both += [(cluster, (*silent, *counts)) for cluster, counts in after]
    sums = _summed(both)
    if len(sums) < 2:
        return None
    return _drawn(sums, lambda drawn: _figures(drawn[:, width:], value) - _figures(drawn[:, :width], value))


def _summed(counted: Counted) -> Matrix:
    """Sum counts by cluster: a row for each, in an order that does not hang on that of the cases."""
    ordered = sorted(counted)
    names, rows = np.unique([cluster for cluster, _ in ordered], return_inverse=True)
    counts = np.array([each for _, each in ordered], dtype=np.float64).reshape(len(ordered), -1 if ordered else 0)
    sums = np.zeros((len(names), counts.shape[1]))
    np.add.at(sums, rows, counts)
    return sums


def _is_rate(counted: Counted, sums: Matrix) -> bool:
    """Whether each cluster is one case, and each case one trial that holds or does not."""
    return len(counted) == len(sums) and bool(np.isin(sums[:, 0], (0, 1)).all() and (sums[:, 1] == 1).all())


def _is_unanimous(sums: Matrix) -> bool:
    """Whether every trial of every cluster holds, or none does."""
    held, of = sums.T
    return bool((of > 0).all() and ((held == of).all() or (held == 0).all()))


def _drawn(sums: Matrix, figures: Callable[[Matrix], Matrix]) -> Interval | None:
    """Draw as many clusters as there are, with replacement, `DRAWS` times, and return the bounds of the figures."""
    clusters = len(sums)
    found = figures(np.vstack([times @ sums for times in _times_drawn(clusters)]))
    found = found[~np.isnan(found)]
    if len(found) < (1 - _WITHOUT_FIGURE) * DRAWS:
        return None
    low, high = np.quantile(found, _levels(clusters)).round(_PLACES)
    return Interval(float(low), float(high))


def _times_drawn(clusters: int) -> Iterator[NDArray[np.int64]]:
    """Yield, in batches, a row for each draw: how often each cluster is in it."""
    random = np.random.default_rng(SEED)
    batch = max(1, _AT_ONCE // clusters)
    for start in range(0, DRAWS, batch):
        size = min(batch, DRAWS - start)
        chosen = random.integers(0, clusters, (size, clusters)) + clusters * np.arange(size)[:, None]
        yield np.bincount(chosen.ravel(), minlength=size * clusters).reshape(size, clusters)


def _levels(clusters: int) -> tuple[float, float]:
    """Return the quantiles of the draws that bound the interval."""
    expanded = np.sqrt(clusters / (clusters - 1)) * stats.t.ppf((1 - LEVEL) / 2, clusters - 1)
    tail = float(stats.norm.cdf(expanded))
    return tail, 1 - tail


def _figures(drawn: Matrix, value: Value) -> Matrix:
    """Return the figure of each row of sums; not a number where there is none. Shares and means all at once."""
    if value is ratio:
        figures = np.full(len(drawn), np.nan)
        np.divide(drawn[:, 0], drawn[:, 1], out=figures, where=drawn[:, 1] != 0)
        return figures
    rows: list[Any] = drawn.tolist()
    return np.array([np.nan if (figure := value(row)) is None else figure for row in rows])
