"""What is committed as a baseline: a run with its reason, without what differs though answers do not."""

from dataclasses import replace

import pytest

from evals.baseline import DEMO, blessed, place_of, replacing
from evals.case_file import load as load_cases
from evals.floors import CASES
from evals.run_file import save
from ingest.errors import UnusableInput
from tests.evals.runs import ALL, FALLS, HOLDS, KEPT, case, rated, result, run


def test_it_has_the_reason_on_one_line_and_no_timings_repeats_or_usage():
    once = rated([True, False])
    made = blessed(replace(once, repeats=(once.results,), usage={"tokens": 7}), "the new encoder\n finds more")
    assert made.reason == "the new encoder finds more"
    assert (made.repeats, made.usage) == ((), {})
    assert all(not each.timings for each in made.results)
    assert [replace(each, timings=old.timings) for each, old in zip(made.results, once.results, strict=True)] == [
        *once.results
    ]


def test_runs_that_differ_in_how_long_they_took_are_written_alike(tmp_path):
    first = rated([True, False])
    second = replace(first, results=tuple(replace(each, timings={"total": 99.0}) for each in first.results))
    for name, each in (("first", first), ("second", second)):
        save(blessed(each, "a reason"), tmp_path / name)
    assert (tmp_path / "first").read_bytes() == (tmp_path / "second").read_bytes()


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_an_empty_reason_is_refused(reason):
    with pytest.raises(UnusableInput, match="--reason"):
        blessed(rated([True]), reason)


def test_a_run_on_which_an_evaluator_crashed_is_refused_with_the_first():
    crashed = run([result("a"), result("b", errors={"rate": "KeyError: 'x'"})])
    with pytest.raises(UnusableInput, match=r"1 evaluators crashed .*rate on b \(KeyError: 'x'\)"):
        blessed(crashed, "a reason")


def test_a_run_of_which_the_model_worded_no_answer_is_refused():
    once = run([result("a")], model="ghost at nowhere")
    quoted = {"text": "“So.” [1]", "statements": [{}], "composer": "quotes", "fallback": {"model": "ghost"}}
    with pytest.raises(UnusableInput, match="ghost at nowhere worded no answer"):
        blessed(replace(once, results=(replace(once.results[0], answer=quoted),)), "a reason")


def test_the_baseline_of_the_bundled_cases_has_a_place_and_that_of_others_is_asked_for():
    bundled = [result(each) for each in load_cases(CASES)]
    assert place_of(run(reversed(bundled))) == DEMO
    with pytest.raises(UnusableInput, match="--to FILE"):
        place_of(run(bundled[1:]))


def test_it_is_held_to_the_present_one_over_the_cases_that_both_have_though_cases_and_library_changed():
    before = rated([True] * 30)
    worse = rated([False] * 30)
    extended = run([*worse.results, result("new")], library="other")
    assert replacing(before, extended, ALL).regressed
    rewritten = run(replace(each, case=case(each.case.id, question="and now?")) for each in worse.results)
    assert not replacing(before, rewritten, ALL).regressed


def test_the_first_one_may_break_no_guarantee():
    assert replacing(None, run([result("a", {KEPT.name: FALLS})]), ALL).regressed
    assert not replacing(None, run([result("a", {KEPT.name: HOLDS})]), ALL).regressed
