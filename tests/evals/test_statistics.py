"""Intervals and tests equal published examples and scipy's own."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from evals.comparison import Interval
from evals.metrics.base import ratio
from evals.statistics import difference, interval, mcnemar, wilson


@pytest.mark.parametrize(
    ("worse", "better", "p"),
    # The discordant pairs of statsmodels' tests of its exact mcnemar, which has the values from VassarStats.
    [(59, 121, 0.000004), (59, 70, 0.378688), (59, 80, 0.089452), (60, 30, 0.00206), (30, 10, 0.002221), (10, 10, 1.0)],
)
def test_mcnemar_equals_published_values(worse, better, p):
    assert mcnemar(worse, better) == pytest.approx(p, abs=5e-7)
    assert mcnemar(better, worse) == mcnemar(worse, better)


def test_mcnemar_of_no_discordant_pair_is_one():
    assert mcnemar(0, 0) == 1.0


@pytest.mark.parametrize(
    ("held", "of", "low", "high"),
    # Newcombe 1998, "Two-sided confidence intervals for the single proportion", Table I, method 3.
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_equals_published_values(held, of, low, high):
    bounds = wilson(held, of)
    assert (bounds.low, bounds.high) == pytest.approx((low, high), abs=5e-5)


def test_a_rate_of_independent_cases_gets_wilsons_interval():
    counted = [(f"c{n}", (float(n < 81), 1.0)) for n in range(263)]
    assert interval(counted) == wilson(81, 263)


def test_what_always_held_gets_wilsons_interval_over_clusters_and_not_over_cases():
    counted = [(f"story {n % 20}", (3.0, 3.0)) for n in range(100)]
    assert interval(counted) == wilson(20, 20)
    assert interval([(cluster, (0.0, of)) for cluster, (_, of) in counted]) == wilson(0, 20)


def paired_scores(cases: int) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(7)
    before = random.beta(4, 2, cases)
    return before, np.clip(before - random.normal(0.08, 0.2, cases), 0, 1)


@pytest.mark.parametrize("cases", [20, 80])
def test_a_difference_of_means_equals_scipys_paired_bootstrap_at_the_expanded_level(cases):
    before, after = paired_scores(cases)
    expanded = 2 * stats.norm.cdf(np.sqrt(cases / (cases - 1)) * stats.t.ppf(0.975, cases - 1)) - 1
    scipys = stats.bootstrap(
        (before, after),
        lambda x, y, axis: y.mean(axis) - x.mean(axis),
        paired=True,
        n_resamples=10_000,
        confidence_level=expanded,
        method="percentile",
        rng=np.random.default_rng(1),
    )
    ours = difference(*([(f"c{n}", (float(s), 1.0)) for n, s in enumerate(scores)] for scores in (before, after)))
    width = scipys.confidence_interval.high - scipys.confidence_interval.low
    # Two drawings of ten thousand agree up to a fiftieth of the interval.
    assert (ours.low, ours.high) == pytest.approx(scipys.confidence_interval, abs=width / 50)


def test_cases_of_one_story_are_drawn_together():
    apart = [(f"c{n}", (float(n % 2), 1.0)) for n in range(80)]
    together = [(f"story {n // 8 * 2 + n % 2}", counts) for n, (_, counts) in enumerate(apart)]
    alone, clustered = interval(apart), interval(together)
    # Twenty stories of four cases that all turn out alike tell no more than twenty cases.
    assert clustered.high - clustered.low > 1.8 * (alone.high - alone.low)


def test_large_suites_are_drawn_in_batches_alike(monkeypatch):
    counted = [(f"story {n // 2}", (s, 1.0)) for n, s in enumerate(paired_scores(60)[0])]
    whole = interval(counted)
    monkeypatch.setattr("evals.statistics._AT_ONCE", 7_000)
    assert interval(counted) == whole


def test_a_case_that_only_one_run_has_counts_of_has_none_in_the_other():
    before = [(f"c{n}", (1.0, 1.0)) for n in range(20)]
    after = [(f"c{n}", (float(n % 2), 1.0)) for n in range(10)]
    bounds = difference(before, after)
    assert bounds.low < -0.5 < bounds.high < 0


@pytest.mark.parametrize(
    ("before", "after"), [([], []), ([("a", (1.0, 1.0))] * 3, [("a", (1.0, 1.0))] * 3), ([("a", (1.0, 1.0))], [])]
)
def test_nothing_is_said_of_no_counts_or_of_one_cluster(before, after):
    assert difference(before, after) is None
    assert interval(before) is None


def f1(counts):
    true, false, missed = counts
    return 2 * true / (2 * true + false + missed) if true + false + missed else None


def test_a_few_draws_without_a_figure_are_left_out_and_many_make_it_unknown():
    silent = [(f"c{n}", (0.0, 0.0, 0.0)) for n in range(40)]
    spoken = [(f"d{n}", (float(n % 2), 1.0, 0.0)) for n in range(40)]
    # Of forty-two clusters the two that count are missed by 13 % of the draws, of forty-six the six by 0.2 %.
    assert difference([*silent, *spoken[:2]], [*silent, *spoken[:2]], f1) is None
    assert difference([*silent, *spoken[:6]], [*silent, *spoken[:6]], f1) == Interval(0.0, 0.0)


def test_the_same_counts_give_the_same_interval_whatever_their_order():
    counted = [(f"story {n % 9}", (float(s), 1.0)) for n, s in enumerate(paired_scores(50)[0])]
    shuffled = [counted[n] for n in np.random.default_rng(3).permutation(50)]
    assert interval(shuffled) == interval(counted)
    assert difference(shuffled, counted[::-1]) == difference(counted, counted)


counts = st.lists(st.tuples(st.sampled_from("abcdefgh"), st.tuples(st.integers(0, 3), st.just(3))), min_size=1)


@given(counts)
def test_an_interval_of_a_share_holds_its_figure_and_lies_between_none_and_all(counted):
    bounds = interval(counted)
    if bounds is None:
        assert len({cluster for cluster, _ in counted}) < 2
        return
    figure = ratio([sum(column) for column in zip(*(each for _, each in counted), strict=True)])
    assert -1e-9 <= bounds.low <= figure + 1e-9
    assert figure - 1e-9 <= bounds.high <= 1 + 1e-9


def test_a_mean_is_no_share_and_gets_no_interval_of_one():
    alike = [(f"c{n}", (1.0, 1.0)) for n in range(20)]
    assert interval(alike) == wilson(20, 20)
    assert interval(alike, is_share=False) is None
    varied = interval([(cluster, (float(n % 4), 1.0)) for n, (cluster, _) in enumerate(alike)], is_share=False)
    assert varied.low < 1.5 < varied.high
