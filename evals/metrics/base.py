"""What a metric is: counts taken from one answer, and a value computed from the sum of such counts.

Counts are added over answers, and an interval is estimated by drawing answers and adding anew, so rates, means and F1
are one kind of thing. A metric that says nothing of a case gives None for it; the value of no counts, and of a
denominator of zero, is None, "not applicable", never zero or one.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from evals.observed import Observation

Counts = tuple[float, ...]


class Better(StrEnum):
    """Which way a value gets better."""

    HIGHER = "higher"
    LOWER = "lower"


def ratio(counts: Sequence[float]) -> float | None:
    """Return the first count over the second: a share, or a mean. None where the second is zero."""
    held, of = counts
    return held / of if of else None


@dataclass(frozen=True, slots=True)
class Metric:
    """A figure of a run.

    `count` takes counts from one answer, always of the same length, and `value` makes the figure of their sums.
    A fall by no more than `tolerance`, in the units of the value, is no regression. Of an `invariant` one case that
    newly fails is a regression, whatever the average does: `fails` tells from a case's counts whether it does. A value
    that `is_share` lies between zero and one, and is told as per cent.
    """

    name: str
    title: str
    count: Callable[[Observation], Counts | None]
    better: Better = Better.HIGHER
    value: Callable[[Sequence[float]], float | None] = ratio
    tolerance: float = 0.02
    invariant: bool = False
    is_share: bool = True

    def fails(self, counts: Sequence[float]) -> bool:
        """Tell whether one case's counts fall short of the best: of shares alone, which invariants all are."""
        held, of = counts
        return held < of if self.better is Better.HIGHER else held > 0


def share(outcomes: Sequence[bool]) -> Counts | None:
    """Return the counts of a share: how many hold, of how many. None where there is nothing to hold."""
    return (float(sum(outcomes)), float(len(outcomes))) if outcomes else None
