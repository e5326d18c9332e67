"""How small a fall can be detected: what is computed is what simulated runs show."""

import numpy as np
import pytest

from evals.power import POWER, by_gate, by_mcnemar, power, smallest_fall

SUITES = 4_000


@pytest.mark.parametrize(
    ("rule", "cases", "churn"), [(by_mcnemar, 120, 0.05), (by_gate, 30, 0.05), (by_gate, 60, 0.01)]
)
def test_the_smallest_fall_is_detected_in_four_of_five_simulated_suites(rule, cases, churn):
    fall = smallest_fall(rule, cases, churn)
    assert power(rule, cases, churn, fall) == pytest.approx(POWER, abs=0.002)
    flips = np.random.default_rng(5).multinomial(cases, [churn + fall, churn, 1 - 2 * churn - fall], SUITES)
    kinds, times = np.unique(flips[:, :2], axis=0, return_counts=True)
    detected = sum(
        often for (worse, better), often in zip(kinds.tolist(), times, strict=True) if rule(cases, worse, better)
    )
    assert detected / SUITES == pytest.approx(POWER, abs=0.02)


def test_a_larger_suite_detects_a_smaller_fall():
    falls = [smallest_fall(by_mcnemar, cases, 0.05) for cases in (30, 60, 120, 250, 500)]
    assert falls == sorted(falls, reverse=True)


def test_five_flips_are_too_few_to_be_significant_and_six_are_enough():
    assert not by_mcnemar(60, 5, 0)
    assert by_mcnemar(60, 6, 0)


def test_nothing_is_detected_of_three_cases():
    assert smallest_fall(by_mcnemar, 3, 0.01) is None


def test_the_example_of_nine_worse_and_three_better_of_a_hundred_and_twenty_is_detected_by_neither():
    assert not by_mcnemar(120, 9, 3)
    assert not by_gate(120, 9, 3)
