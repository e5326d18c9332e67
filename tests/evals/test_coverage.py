"""Intervals of 95 % hold the truth in 93 to 97 % of simulated runs, the truth being known exactly.

Sixty stories of one to four cases, in which cases of a story tend to turn out alike: its share of cases that hold, of
those that get worse and of those that get better are each drawn for the story. 400 pairs of runs for each figure.
"""

from collections.abc import Callable, Iterator
from functools import cache

import numpy as np
import pytest

from evals import statistics
from evals.metrics.base import ratio
from evals.statistics import Counted, difference, interval

PAIRS, STORIES = 400, 60
HELD, WORSE, BETTER = 0.7, 0.14, 0.12  # means over stories
AFTER = HELD * (1 - WORSE) + (1 - HELD) * BETTER
ABSTAINING = 0.4  # share of the cases that want an abstention

Outcome = tuple[bool, bool]
"""Whether the case wants an abstention, and whether it turns out right."""


@pytest.fixture(autouse=True)
def draws_of_as_many_stories_are_made_once(monkeypatch):
    """They are the same each time, by their fixed seed, and making them is most of the work."""
    made = statistics._times_drawn
    monkeypatch.setattr(statistics, "_times_drawn", cache(lambda stories: [n.astype(float) for n in made(stories)]))


def f1(counts) -> float | None:
    true, false, missed = counts
    return 2 * true / (2 * true + false + missed) if true else None


def of_rate(outcome: Outcome) -> tuple[float, ...]:
    return (float(outcome[1]), 1.0)


def of_f1(outcome: Outcome) -> tuple[float, ...]:
    wants, right = outcome
    return (float(wants and right), float(not wants and not right), float(wants and not right))


def true_f1(right: float) -> float:
    return 2 * ABSTAINING * right / (2 * ABSTAINING * right + 1 - right)


def pairs(count: Callable[[Outcome], tuple[float, ...]], most: int = 4) -> Iterator[tuple[Counted, Counted]]:
    random = np.random.default_rng(11)
    for _ in range(PAIRS):
        before, after = [], []
        for story in range(STORIES):
            held, worse, better = (random.beta(3 * mean, 3 * (1 - mean)) for mean in (HELD, WORSE, BETTER))
            for _ in range(random.integers(1, most + 1)):
                wants, was = random.random() < ABSTAINING, random.random() < held
                now = random.random() >= worse if was else random.random() < better
                before.append((f"{story}", count((wants, was))))
                after.append((f"{story}", count((wants, now))))
        yield before, after


@pytest.mark.parametrize(
    ("count", "value", "truth"),
    [
        (of_rate, ratio, AFTER - HELD),
        (of_f1, f1, true_f1(AFTER) - true_f1(HELD)),
    ],
    ids=["rate", "F1"],
)
def test_the_interval_of_a_difference_covers_the_truth(count, value, truth):
    bounds = [difference(before, after, value) for before, after in pairs(count)]
    assert 0.93 <= np.mean([each.low <= truth <= each.high for each in bounds]) <= 0.97


@pytest.mark.parametrize("most", [1, 4], ids=["Wilson", "drawn"])
def test_the_interval_of_a_rate_covers_the_truth(most):
    bounds = [interval(before) for before, _ in pairs(of_rate, most)]
    assert 0.93 <= np.mean([each.low <= HELD <= each.high for each in bounds]) <= 0.97
