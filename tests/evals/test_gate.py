"""The gate fails for what got surely worse, asks anew what newly breaks a guarantee, and refuses what is unlike."""

import pytest

from evals.gate import Verdict, asking, hold
from tests.evals.runs import ALL, FALLS, HOLDS, KEPT, case, rated, result, run


class Asked:
    """What is asked again, and the answers to it."""

    def __init__(self, *outcomes):
        self.outcomes = outcomes
        self.calls = []

    def __call__(self, cases, times):
        self.calls.append(([each.id for each in cases], times))
        return [[result(each, {KEPT.name: outcome}) for each in cases] for outcome in self.outcomes[:times]]


HELD = run([result("a", {KEPT.name: HOLDS}), result("b", {KEPT.name: HOLDS})])
BROKEN = run([result("a", {KEPT.name: FALLS}), result("b", {KEPT.name: HOLDS})])


@pytest.mark.parametrize("baseline", [HELD, None])
def test_just_the_cases_that_newly_fail_are_asked_twice_more(baseline):
    again = Asked(FALLS, HOLDS)
    verdict = hold(BROKEN, baseline, again, metrics=ALL)
    assert again.calls == [(["a"], 2)]
    assert verdict.regressed
    newly = "newly " if baseline else ""
    assert verdict.reasons == (f"regression: Scope kept {newly}fails in a, 2 of 3 times",)


def test_a_single_failure_of_three_passes_and_is_told():
    verdict = hold(BROKEN, HELD, Asked(HOLDS, HOLDS), metrics=ALL)
    assert not verdict.regressed
    assert verdict.reasons == ("no regression, but unstable: Scope kept newly fails in a, 1 of 3 times",)


def test_what_the_run_itself_asked_often_enough_is_not_asked_again():
    again = Asked(HOLDS, HOLDS)
    repeated = run(BROKEN.results, [BROKEN.results, HELD.results])
    assert hold(repeated, HELD, again, metrics=ALL).regressed
    assert again.calls == []
    hold(run(BROKEN.results, [HELD.results]), HELD, again, metrics=ALL)
    assert again.calls == [(["a"], 1)]


def test_where_nothing_newly_fails_nothing_is_asked_again():
    again = Asked()
    verdict = hold(BROKEN, BROKEN, again, metrics=ALL)
    assert (again.calls, verdict.regressed, verdict.reasons) == ([], False, ())


def test_a_file_alone_decides_by_what_it_holds():
    assert hold(BROKEN, HELD, metrics=ALL).reasons == ("regression: Scope kept newly fails in a, 1 of 1 times",)


def test_a_fall_is_told_with_both_figures_its_interval_and_the_tolerance():
    verdict = hold(rated([False] * 20 + [True] * 20), rated([True] * 40), metrics=ALL[:1])
    (line,) = verdict.reasons
    assert line.startswith("regression: Rate was 1.000 and is 0.500, 95 % interval -0.6")
    assert line.endswith("all of it beyond the tolerance of 0.02")


def test_a_figure_that_is_no_more_is_told_and_a_guarantee_that_is_no_more_fails():
    silent = run([result("a"), result("b")])
    assert hold(silent, HELD, metrics=ALL).reasons == (
        "regression: Scope kept was 1.000 and says nothing of any case now",
    )
    rates = hold(run([result(case("c0")), result(case("c1"))]), rated([True, True]), metrics=ALL[:1])
    assert not rates.regressed
    assert rates.reasons == ("no regression, but measured no more: Rate was 1.000 and says nothing of any case now",)


def test_a_missed_floor_is_a_regression_and_a_reason():
    verdict = Verdict(missed=("rate is 0.5, below its floor of 0.6",))
    assert verdict.regressed
    assert verdict.reasons == verdict.missed


def test_the_unlike_is_refused_and_neither_compared_nor_asked():
    again = Asked()
    verdict = hold(BROKEN, run([result("a"), result("c")]), again, metrics=ALL)
    assert verdict.refused
    assert (verdict.comparison, again.calls) == (None, [])
    assert verdict.reasons[0].startswith("incomparable: other cases than the baseline's")
    assert verdict.reasons[1:] == ("regression: Scope kept fails in a, 1 of 1 times",)


def test_another_library_is_compared_only_if_told_to():
    elsewhere = run(HELD.results, library="other")
    assert hold(HELD, elsewhere, metrics=ALL).refused
    assert hold(HELD, elsewhere, any_library=True, metrics=ALL).comparison
    assert hold(HELD, run([]), any_library=True, metrics=ALL).refused


def test_cases_are_asked_again_of_a_real_library_as_often_as_told(demo):
    again = asking(demo.store, demo.embedder)([case("a"), case("b")], 2)
    assert [[each.case.id for each in results] for results in again] == [["a", "b"], ["a", "b"]]
