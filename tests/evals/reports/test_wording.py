"""What a run and its comparison say, in words."""

from dataclasses import replace

import pytest

from evals.comparison import Breach, Estimate, Interval
from evals.gate import Verdict
from evals.metrics import Better
from evals.reports import numbers, wording
from evals.reports.page_rows import tone
from evals.reports.wording import Movement, movement_of
from evals.run import Run
from tests.evals.reports.made import (
    BY_NAME,
    FIDELITY,
    PASSED,
    RECALL,
    abstention,
    answer,
    case,
    change,
    citation,
    compared,
    gated,
    result,
    run,
    worse,
)

LEAK = BY_NAME["voice_leak"]
INVENTED = BY_NAME["false_premise"]  # lower is better, and two points are tolerated


@pytest.mark.parametrize(
    ("low", "high", "told"),
    [
        (-0.01, 0.01, Movement.SAME),
        (-0.02, 0.02, Movement.SAME),
        (-0.2, 0.1, Movement.UNTOLD),
        (0.03, 0.2, Movement.BETTER),
        (0.01, 0.2, Movement.PERHAPS_BETTER),
        (-0.2, -0.01, Movement.PERHAPS_WORSE),
        (0.0, 0.2, Movement.UNTOLD),
    ],
)
def test_a_metric_moved_as_its_interval_and_tolerance_tell(low, high, told):
    assert movement_of(change(RECALL, 0.8, 0.8, low, high)) is told
    assert INVENTED.better is Better.LOWER
    assert movement_of(change(INVENTED, 0.1, 0.1, -high, -low)) is told


def test_what_the_gate_calls_a_regression_is_worse():
    assert movement_of(change(RECALL, 0.8, 0.6, -0.3, -0.1, regressed=True)) is Movement.WORSE


def test_a_metric_without_a_figure_in_one_run_did_not_move():
    gone = replace(change(RECALL, 0.8, 0.8, 0, 0), after=Estimate(None, None, 0), difference=None)
    assert movement_of(gone) is Movement.NOTHING


def test_of_a_difference_without_an_interval_nothing_can_be_told():
    assert movement_of(replace(change(RECALL, 0.8, 0.2, 0, 0), difference=None)) is Movement.UNTOLD


def test_the_headline_names_what_fell_and_what_answers_lost():
    _, after, comparison = worse()
    told = wording.headline(after, gated(comparison))
    assert told == "Worse: evidence recall fell by 50\N{NO-BREAK SPACE}points; 1 answer lost its wanted source"


def test_what_must_hold_and_does_not_comes_before_every_average():
    before, after, _ = worse()
    breach = Breach(FIDELITY, "sirens", 2, 3)
    comparison = compared(before, after, [change(PASSED, 1.0, 0.5, -0.9, -0.1, regressed=True)], [breach])
    told = wording.headline(after, gated(comparison))
    assert told.startswith("Worse: “Quote fidelity” does not hold in 1 case; cases that pass fell by")


def test_what_does_not_hold_is_not_told_again_as_what_fell():
    before, after, _ = worse()
    breach = Breach(FIDELITY, "sirens", 2, 3)
    comparison = compared(before, after, [change(FIDELITY, 1.0, 0.9, -0.2, -0.1, regressed=True)], [breach])
    told = wording.headline(after, gated(comparison))
    assert told == "Worse: “Quote fidelity” does not hold in 1 case; 1 answer lost its wanted source"


def test_a_breach_that_was_an_accident_is_no_regression():
    before, _, _ = worse()
    comparison = compared(before, before, [], [Breach(FIDELITY, "sirens", 1, 3)])
    assert wording.headline(before, gated(comparison)) == "No regression"


def test_a_rise_of_what_is_better_low_is_told_as_one():
    before, after, _ = worse()
    told = wording.headline(after, gated(compared(before, after, [change(LEAK, 0.0, 0.1, 0.05, 0.2, regressed=True)])))
    assert told.startswith("Worse: voice leak rate rose by 10\N{NO-BREAK SPACE}points")


def test_a_gain_beyond_tolerance_is_told_and_one_within_is_not():
    before, _, _ = worse()
    gained = compared(before, before, [change(RECALL, 0.5, 0.9, 0.3, 0.5)])
    assert wording.headline(before, gated(gained)) == "Better: evidence recall"
    assert (
        wording.headline(before, gated(compared(before, before, [change(RECALL, 0.5, 0.6, 0.01, 0.5)])))
        == "No regression"
    )


def test_what_newly_fails_is_the_headline_though_chance_may_have_done_it():
    before, after, _ = worse()
    few = compared(before, after, [])
    assert few.flips.worse
    told = wording.headline(after, gated(few))
    assert told == f"{len(few.flips.worse)} of {len(after.results)} cases newly fails, too few to rule out chance"


def test_without_a_baseline_the_headline_says_what_passes_and_what_does_not_hold():
    alone = run([result("a"), result("b", failed=("evidence",))])
    assert wording.headline(alone, gated()) == "1 of 2 cases passes, not compared with a baseline"
    told = wording.headline(alone, gated(breaches=(Breach(FIDELITY, "a", 1, 1),)))
    assert told.startswith("“Quote fidelity” does not hold in 1 case; 1 of 2 cases passes")


def test_a_crash_is_told_before_all_else():
    crashed = run([result("a", errors={"ndcg_10": "ZeroDivisionError: division by zero"})])
    assert wording.headline(crashed, gated()) == "Not measured in full: 1 metric crashed"


def test_an_abstention_where_an_answer_is_due_is_one_reason_and_not_three():
    before = run([result("a")])
    after = run([result("a", abstention(), ("outcome", "evidence", "cited"))])
    assert wording.reasons(compared(before, after)) == ["1 answer abstains where there is an answer"]


def test_an_answer_where_none_is_due_is_told_so():
    silent = case("a", abstains=True)
    comparison = compared(run([result(silent, abstention())]), run([result(silent, failed=("outcome", "reason"))]))
    assert wording.reasons(comparison) == ["1 answer is given where there is none"]


def test_a_check_that_is_not_known_here_is_told_by_its_name():
    comparison = compared(run([result("a")]), run([result("a", failed=("punctuation",))]))
    assert wording.reasons(comparison) == ["1 answer fails the check “punctuation”"]


def test_figures_are_told_in_the_units_of_their_metric():
    objections = BY_NAME["objections"]
    assert numbers.shown(RECALL, 0.8166) == "81.7\N{NO-BREAK SPACE}%"
    assert numbers.shown(objections, 1.755) == "1.75"
    assert numbers.shown(RECALL, None) == "not applicable"
    assert numbers.shift_within(RECALL, -0.144, Interval(-0.2, -0.05)) == "−14.4 (−20.0 to −5.0)"
    assert numbers.shift_within(objections, 0.5, Interval(0.25, 0.75)) == "+0.50 (+0.25 to +0.75)"
    assert numbers.shift_within(RECALL, 0.0, Interval(0.0, 0.0)) == "0.0"


FLOORS = ("pass_rate is 0.117, below its floor of 0.680", "ndcg_10 is 0.1, below its floor of 0.2")


def test_a_missed_floor_is_worse_whatever_the_baseline_says():
    before, _, _ = worse()
    verdict = replace(gated(compared(before, before)), missed=FLOORS)
    told = wording.headline(before, verdict)
    assert told == f"Worse: floors are not held: {FLOORS[0]} (and 1 more)"
    assert tone(before, verdict) == "worse"
    assert wording.headline(before, replace(gated(), missed=FLOORS[:1])).startswith("floors are not held: pass_rate")


def test_a_refusal_is_the_headline_and_what_must_hold_stands_behind_it():
    before, _, _ = worse()
    verdict = Verdict(None, (Breach(FIDELITY, "sirens", 1, 1),), "other cases")
    assert wording.headline(before, verdict) == "Not comparable: other cases; “Quote fidelity” does not hold in 1 case"
    assert tone(before, verdict) == "crashed"


def fallen_back(*composers: str) -> Run:
    fallback = {"model": "ghost", "code": "unreachable", "detail": "it cannot be reached"}
    answers = (
        answer(citation()) | {"composer": composer, "fallback": fallback if composer == "quotes" else None}
        for composer in composers
    )
    return run((result(f"c{n}", each) for n, each in enumerate(answers)), model="ghost at nowhere")


def test_answers_that_the_model_did_not_word_are_counted_and_a_run_without_one_is_not_measured():
    some = fallen_back("quotes", "ghost", "ghost")
    assert wording.unworded_of(some) == "1 of 3 answers are quotes alone, as ghost at nowhere did not word them"
    assert wording.headline(some, gated()).startswith("3 of 3 cases pass")
    none = fallen_back("quotes", "quotes")
    assert (
        wording.headline(none, gated()) == "Not measured: ghost at nowhere worded no answer, so they are quotes alone"
    )
    assert tone(none, gated()) == "crashed"
    assert wording.unworded_of(run([result("a")])) == ""


def test_a_lost_figure_did_not_fall_by_nothing():
    gone = replace(change(FIDELITY, 1.0, 1.0, 0, 0, regressed=True), after=Estimate(None, None, 0), difference=None)
    before, _, _ = worse()
    told = wording.headline(before, gated(compared(before, before, [gone])))
    assert told == "Worse: quote fidelity says nothing of any case any more"
