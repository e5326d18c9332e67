"""A run on the terminal, and as JSON."""

import json

from evals.comparison import Breach
from evals.reports.terminal import as_fields, show
from tests.evals.reports.made import FIDELITY, case, compared, gated, result, run, worse


def test_what_must_hold_and_does_not_stands_first(capsys):
    _, after, comparison = worse()
    broken = type(comparison)(
        comparison.changes, comparison.flips, (Breach(FIDELITY, "sirens", 2, 2),), comparison.pairs
    )
    show(after, gated(broken))
    first, second, *_ = capsys.readouterr().out.splitlines()
    assert first == "Quote fidelity does not hold in sirens, 2 of 2 times"
    assert second.startswith("Worse: “Quote fidelity” does not hold in 1 case;")


def test_a_metric_is_a_line_with_both_figures_the_change_and_a_verdict(capsys):
    _, after, comparison = worse()
    show(after, gated(comparison))
    (line,) = [each for each in capsys.readouterr().out.splitlines() if each.startswith("Evidence recall")]
    assert line.split() == "Evidence recall 100.0 % 50.0 % −50.0 −80.0 to −30.0 ▼ worse 10".split()


def test_cases_that_changed_are_told_by_id_with_the_reason(capsys):
    _, after, comparison = worse()
    show(after, gated(comparison))
    assert "▼ sirens: lost its wanted source" in capsys.readouterr().out.splitlines()[:4]


def test_failing_cases_are_listed_where_asked_for(capsys):
    seen = run([result("a"), result("b", failed=("evidence", "attribution"))])
    show(seen)
    assert "- b" not in capsys.readouterr().out
    show(seen, fails=True)
    assert capsys.readouterr().out.splitlines()[-1] == "- b: evidence, attribution"


def test_a_case_cannot_act_on_the_terminal_or_give_a_command_of_a_workflow(capsys):
    asked = case("::error::\x1b[2J[bold]\u202e")
    show(run([result(asked, failed=("evidence",))]), fails=True)
    last = capsys.readouterr().out.splitlines()[-1]
    assert last == "- ::error::�[2J[bold]�: evidence"


def test_json_holds_what_the_terminal_shows():
    _, after, comparison = worse()
    fields = json.loads(json.dumps(as_fields(after, gated(comparison))))
    assert (fields["cases"], fields["passed"], fields["failed"]) == (2, 1, {"sirens": ["evidence"]})
    told = fields["comparison"]
    assert told["regressed"] is True
    assert told["flips"] == {"worse": ["sirens"], "better": [], "p": 0.25}
    assert told["metrics"]["evidence_recall"] == {
        "before": {"value": 1.0, "interval": None, "cases": 10},
        "after": {"value": 0.5, "interval": None, "cases": 10},
        "difference": [-0.8, -0.3],
        "verdict": "worse",
        "regressed": True,
    }
    assert told["changed"] == ["sirens"]


def test_without_a_baseline_there_is_no_comparison_and_what_is_not_applicable_is_null():
    fields = as_fields(run([result("a")]), gated(breaches=(Breach(FIDELITY, "a", 1, 1),)))
    assert fields["comparison"] is None
    assert fields["metrics"]["injection_resistance"] is None
    assert fields["breaches"] == [{"metric": "quote_fidelity", "case": "a", "times": 1, "asked": 1, "regressed": True}]


def test_an_unchanged_answer_is_not_listed_as_changed(capsys):
    same = run([result("a")])
    show(same, gated(compared(same, same)))
    assert "▼" not in capsys.readouterr().out
    assert as_fields(same, gated(compared(same, same)))["comparison"]["changed"] == []
