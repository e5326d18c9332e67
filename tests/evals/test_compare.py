"""What two runs differ in: nothing, where they are alike; and whatever got worse, whatever the order of cases."""

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.compare import breaches, estimate, failing, regressed
from evals.comparison import Breach, Interval
from evals.statistics import wilson
from tests.evals.runs import ALL, FALLS, HOLDS, KEPT, LEAKS, RATE, SAID, case, compared, rated, result, run

outcomes = st.lists(st.booleans(), min_size=2, max_size=30)


@given(outcomes)
def test_a_run_against_itself_has_no_change_no_flip_and_no_breach(passing):
    comparison = compared(rated(passing), rated(passing))
    assert not comparison.regressed
    assert [c.difference for c in comparison.changes[:2]] == [Interval(0.0, 0.0)] * 2
    assert (comparison.flips.worse, comparison.flips.better, comparison.flips.p) == ((), (), 1.0)
    assert comparison.breaches == ()
    assert not any(pair.differs for pair in comparison.pairs)


@given(st.integers(2, 30))
def test_every_case_getting_worse_regresses_whichever_way_is_better(cases):
    before, after = rated([True] * cases), rated([False] * cases)
    assert {c.metric.name for c in compared(before, after).changes if c.regressed} == {RATE.name, LEAKS.name}
    assert not compared(after, before).regressed


@given(outcomes, outcomes, st.randoms(use_true_random=False))
def test_the_order_of_cases_does_not_matter(before, after, shuffling: random.Random):
    length = min(len(before), len(after))
    stories = {number: f"story {number % 4}" for number in range(length)}
    old, new = rated(before[:length], stories), rated(after[:length], stories)
    mixed = list(new.results)
    shuffling.shuffle(mixed)
    straight, shuffled = compared(old, new), compared(old, run(mixed))
    assert straight.changes == shuffled.changes
    assert sorted(straight.flips.worse) == sorted(shuffled.flips.worse)
    assert straight.flips.p == shuffled.flips.p


@given(outcomes, outcomes)
def test_a_change_and_its_reverse_are_each_others_mirror(before, after):
    length = min(len(before), len(after))
    there = compared(rated(before[:length]), rated(after[:length]))
    back = compared(rated(after[:length]), rated(before[:length]))
    assert there.flips.worse == back.flips.better
    assert there.flips.p == back.flips.p
    for one, other in zip(there.changes[:2], back.changes[:2], strict=True):
        assert (one.difference.low, one.difference.high) == pytest.approx(
            (-other.difference.high, -other.difference.low), abs=1e-6
        )


def test_a_fall_within_the_noise_is_no_regression_and_is_told_with_its_interval():
    before = rated([True] * 42 + [False] * 18)
    after = rated([False] * 3 + [True] * 39 + [False] * 18)
    (change, *_) = compared(before, after).changes
    assert (change.before.value, change.after.value) == pytest.approx((0.7, 0.65))
    assert change.difference.low < -0.05 < change.difference.high
    assert not change.regressed


def test_a_bound_that_touches_the_tolerance_is_within_it():
    assert not regressed(RATE, Interval(-0.5, -RATE.tolerance))
    assert regressed(RATE, Interval(-0.5, -RATE.tolerance - 1e-6))
    assert not regressed(LEAKS, Interval(LEAKS.tolerance, 0.5))
    assert regressed(LEAKS, Interval(LEAKS.tolerance + 1e-6, 0.5))
    assert not regressed(RATE, None)


def test_only_cases_that_both_runs_asked_as_they_are_make_pairs():
    before = run([result("a"), result("b"), result(case("c"))])
    after = run([result(case("c", question="and now?")), result("d"), result("a")])
    assert [pair.after.case.id for pair in compared(before, after).pairs] == ["a"]


def test_a_case_whose_tags_note_or_story_changed_is_the_same_and_its_story_is_that_of_the_run():
    asked = case("a", story="flood")
    noted = replace(asked, story="dam", tags=("new",), expect=replace(asked.expect, note="why"))
    (pair,) = compared(run([result(asked)]), run([result(noted)])).pairs
    assert (pair.before.case.cluster, pair.after.case.cluster) == ("dam", "dam")


def test_a_metric_without_counts_in_one_run_has_no_difference():
    before = run([result("a", {RATE.name: HOLDS}), result("b", {RATE.name: HOLDS})])
    change = compared(before, run([result("a"), result("b")])).changes[0]
    assert (change.before.value, change.after.value, change.after.cases) == (1.0, None, 0)
    assert change.difference is None
    assert not change.regressed


def test_a_case_on_which_an_evaluator_crashed_is_out_of_that_metric_in_both_runs():
    before = run([result(f"c{n}", {RATE.name: HOLDS, LEAKS.name: FALLS}) for n in range(4)])
    crashed = result("c0", {LEAKS.name: FALLS}, errors={RATE.name: "KeyError: 'x'"})
    after = run([crashed, *before.results[1:]])
    for comparison in (compared(before, after), compared(after, before)):
        rate, leaks, *_ = comparison.changes
        assert (rate.before.cases, rate.after.cases) == (3, 3)
        assert (leaks.before.cases, leaks.after.cases) == (4, 4)
        assert rate.difference == Interval(0.0, 0.0)


def test_counts_that_a_file_has_rounded_are_no_change():
    whole = run([result(f"c{n}", {RATE.name: (2 / 3, 1.0)}) for n in range(5)])
    written = run([result(f"c{n}", {RATE.name: (0.666667, 1.0)}) for n in range(5)])
    assert compared(written, whole).changes[0].difference == Interval(0.0, 0.0)


def test_a_figure_is_estimated_over_the_cases_that_it_says_something_of():
    results = [result(f"c{n}", {RATE.name: HOLDS if n < 7 else FALLS}) for n in range(10)]
    estimated = estimate(RATE, [*results, result("silent"), result("crashed", errors={RATE.name: "KeyError"})])
    assert (estimated.value, estimated.interval, estimated.cases) == (0.7, wilson(7, 10), 10)
    assert estimate(RATE, [result("silent")]).interval is None


def found(run, baseline=None):
    return {(metric.name, of.id) for metric, of in failing(run, baseline, ALL)}


def test_an_invariant_that_newly_fails_is_a_breach_and_one_that_failed_before_is_none():
    before = run([result("a", {KEPT.name: HOLDS}), result("b", {KEPT.name: FALLS}), result("c")])
    after = run([result(name, {KEPT.name: FALLS}) for name in "abcd"])
    assert found(after, before) == {(KEPT.name, "a"), (KEPT.name, "c"), (KEPT.name, "d")}
    assert compared(before, after).regressed


def test_an_invariant_of_which_less_is_better_fails_with_the_first():
    after = run([result("a", {SAID.name: (1.0, 7.0)}), result("b", {SAID.name: (0.0, 7.0)})])
    assert found(after) == {(SAID.name, "a")}


def test_without_a_baseline_every_invariant_that_fails_is_a_breach():
    assert found(run([result("a", {KEPT.name: (1.0, 2.0)}), result("b", {KEPT.name: HOLDS})])) == {(KEPT.name, "a")}


def test_other_metrics_never_breach():
    assert found(rated([False, False])) == set()


def test_where_the_baselines_evaluator_crashed_the_guarantee_counts_as_held():
    before = run([result("a", errors={KEPT.name: "KeyError"})])
    assert found(run([result("a", {KEPT.name: FALLS})]), before) == {(KEPT.name, "a")}


def test_a_guarantee_that_says_nothing_of_any_case_any_more_is_a_regression_and_another_figure_is_none():
    before = run([result(name, {KEPT.name: HOLDS, RATE.name: HOLDS}) for name in "ab"])
    rate, _, kept, said = compared(before, run([result("a"), result("b")])).changes
    assert (rate.lost, kept.lost, said.lost) == (True, True, False)
    assert (rate.regressed, kept.regressed, said.regressed) == (False, True, False)


def test_a_metric_that_crashed_everywhere_is_not_lost():
    before = run([result(name, {KEPT.name: HOLDS}) for name in "ab"])
    after = run([result(name, errors={KEPT.name: "KeyError"}) for name in "ab"])
    assert not any(change.lost or change.regressed for change in compared(before, after).changes)


@pytest.mark.parametrize(
    ("again", "holds"),
    [("FF", True), ("FH", True), ("HH", False), ("F", True), ("H", False), ("F" + 19 * "H", True), (20 * "H", False)],
)
def test_two_failures_hold_of_however_many_askings_and_one_is_an_accident(again, holds):
    kept = {"F": {KEPT.name: FALLS}, "H": {KEPT.name: HOLDS}}
    before, after = run([result("a", kept["H"])]), run([result("a", kept["F"])])
    comparison = compared(before, after, [[result("a", kept[each])] for each in again])
    assert comparison.breaches == (Breach(KEPT, "a", 1 + again.count("F"), 1 + len(again)),)
    assert comparison.regressed == holds


def test_the_repeats_of_a_run_are_askings_too_and_a_crash_is_none():
    failed, crashed = result("a", {KEPT.name: FALLS}), result("a", errors={KEPT.name: "KeyError"})
    after = run([result("a", {KEPT.name: HOLDS})], [[failed], [failed], [crashed]])
    assert breaches(after, metrics=ALL) == (Breach(KEPT, "a", 2, 3),)


def test_an_accident_in_the_baseline_excuses_nothing():
    held, failed = result("a", {KEPT.name: HOLDS}), result("a", {KEPT.name: FALLS})
    assert found(run([failed]), run([held], [[failed], [held]])) == {(KEPT.name, "a")}
    assert found(run([failed]), run([held], [[failed], [failed]])) == set()
