"""How small a fall a suite of so many cases can detect: ``python -m evals.power``, for the table of evals/README.md.

Power is computed, not simulated: cases are independent, and a change makes each worse or better with given chances, so
that the numbers of flips are multinomial, and what a rule makes of them is asked of the very code of the gate. Some
cases flip both ways whatever the change is worth, the churn; the more of them, the harder a fall is to tell. Cases that
share a story tell less: m of them with correlated flips count as m / (1 + (m - 1) r) independent ones (Kish 1965).
"""

import sys
from collections.abc import Callable
from functools import cache, partial

import numpy as np
from scipy import optimize, stats

from evals.compare import regressed
from evals.metrics.passing import PASSED
from evals.statistics import difference, mcnemar

CASES = (30, 60, 120, 250, 500)
CHURN = (0.01, 0.05)  # of all cases, each way
PASS_RATE = 0.7  # before the change
POWER = 0.8
LEVEL = 0.05
_RARE = 1e-6  # numbers of flips less likely than this are left out

Rule = Callable[[int, int, int], bool]
"""Tells of a number of cases, of those that flipped to worse and to better, whether a fall is detected."""


def by_mcnemar(_cases: int, worse: int, better: int) -> bool:
    """Whether the split of flips is significant, and for the worse."""
    return worse > better and mcnemar(worse, better) <= LEVEL


def by_gate(cases: int, worse: int, better: int) -> bool:
    """Whether the gate fails for the pass rate, with its tolerance."""
    flips = [(1.0, 0.0)] * worse + [(0.0, 1.0)] * better
    flips += [(1.0, 1.0)] * (cases - worse - better)
    before = [(str(case), (was, 1.0)) for case, (was, _) in enumerate(flips)]
    after = [(str(case), (now, 1.0)) for case, (_, now) in enumerate(flips)]
    return regressed(PASSED, difference(before, after))


def power(rule: Rule, cases: int, churn: float, fall: float) -> float:
    """Return the chance that a fall of the pass rate, as a share of all cases, is detected."""
    return _power(_fewest(rule, cases, churn), cases, churn, fall)


def smallest_fall(rule: Rule, cases: int, churn: float) -> float | None:
    """Return the smallest fall that is detected with a power of 80 %; None where no possible one is."""
    fewest = _fewest(rule, cases, churn)
    most = PASS_RATE - churn
    if _power(fewest, cases, churn, most) < POWER:
        return None
    return float(optimize.brentq(lambda fall: _power(fewest, cases, churn, fall) - POWER, 0.0, most, xtol=1e-4))


@cache
def _fewest(rule: Rule, cases: int, churn: float) -> list[int]:
    """Return for each number of cases that may get better, from zero, how many must get worse to be detected."""
    most = int(stats.binom.isf(_RARE, cases, churn))
    return [_least(partial(rule, cases), better, cases - better) for better in range(most + 1)]


def _least(is_detected: Callable[[int, int], bool], better: int, most: int) -> int:
    """Return the least number of worse cases that is detected, by bisection; one more than `most` where none is."""
    low, high = better, most
    while low <= high:
        middle = (low + high) // 2
        if is_detected(middle, better):
            high = middle - 1
        else:
            low = middle + 1
    return low


def _power(fewest: list[int], cases: int, churn: float, fall: float) -> float:
    better = np.arange(len(fewest))
    worse = (churn + fall) / (1 - churn)  # of a case that does not get better
    detected = stats.binom.sf(np.array(fewest) - 1, cases - better, worse)
    return float(np.sum(stats.binom.pmf(better, cases, churn) * detected))


def table() -> str:
    """Return the table in Markdown, in points of the pass rate; in brackets how often no fall at all is told as one."""
    columns = [(churn, name, rule) for churn in CHURN for name, rule in (("McNemar", by_mcnemar), ("gate", by_gate))]
    head = "| cases |" + "".join(f" {name}, {100 * churn:.0f} % churn |" for churn, name, _ in columns)
    rows = [f"| {n} |" + "".join(f" {_cell(rule, n, churn)} |" for churn, _, rule in columns) for n in CASES]
    return "\n".join([head, "|---" * (len(columns) + 1) + "|", *rows])


def _cell(rule: Rule, cases: int, churn: float) -> str:
    fall = smallest_fall(rule, cases, churn)
    alarms = power(rule, cases, churn, 0.0)
    return f"{'none' if fall is None else f'{100 * fall:.1f}'} ({100 * alarms:.1f} %)"


if __name__ == "__main__":
    sys.stdout.write(table() + "\n")
