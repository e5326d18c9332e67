"""A run as JUnit XML."""

from xml.etree import ElementTree

from evals.case import Kind
from evals.comparison import Breach
from evals.gate import Verdict
from evals.reports.junit import junit
from tests.evals.reports.made import FIDELITY, HOSTILE, answer, case, citation, gated, result, run, worse


def read(run, comparison=None):
    return ElementTree.fromstring(junit(run, gated(comparison)))


def counts(element):
    return tuple(int(element.get(name)) for name in ("tests", "failures", "errors"))


def test_each_kind_is_a_suite_and_its_counts_add_up():
    passing, failing = result("a"), result("b", failed=("evidence", "attribution"))
    crashed = result(case("c", kind=Kind.DENIAL), errors={"ndcg_10": "ZeroDivisionError: division by zero"})
    suites = read(run([passing, failing, crashed]))
    assert {suite.get("name"): counts(suite) for suite in suites} == {"denial": (1, 0, 1), "lookup": (2, 1, 0)}
    assert counts(suites) == (3, 1, 1)


def test_a_failure_names_its_checks_and_holds_the_answer():
    (test,) = read(run([result("a", failed=("evidence", "attribution"))])).iter("testcase")
    failure = test.find("failure")
    assert failure.get("message") == "evidence, attribution"
    assert "Not one siren sounded in Sallow Ford." in failure.text
    assert "question: Did the sirens sound?" in failure.text


def test_a_crashed_evaluator_is_an_error_even_of_a_case_that_fails():
    (test,) = read(run([result("a", failed=("evidence",), errors={"ndcg_10": "KeyError: 3"})])).iter("testcase")
    assert "ndcg_10 crashed: KeyError: 3" in test.find("error").text
    assert "failed checks: evidence" in test.find("error").text
    assert test.find("failure") is None


def test_the_gate_is_a_suite_that_fails_with_each_regression():
    before, after, comparison = worse()
    broken = type(comparison)(
        comparison.changes,
        comparison.flips,
        (Breach(FIDELITY, "sirens", 3, 3), Breach(FIDELITY, "hammer", 1, 3)),
        comparison.pairs,
    )
    gate = next(suite for suite in read(after, broken) if suite.get("name") == "gate")
    assert counts(gate) == (3, 2, 0)
    assert {test.get("name") for test in gate if test.find("failure") is not None} == {
        "evidence_recall",
        "quote_fidelity in sirens",
    }
    assert not [suite for suite in read(before) if suite.get("name") == "gate"]


def test_what_no_xml_can_hold_is_replaced_and_markup_stays_text():
    hostile = f"\x00\x1b[31m\ud800\ufffe]]>{HOSTILE}"
    text = junit(run([result(case(f"a{hostile}", question=hostile), answer(citation(), text=hostile), ("evidence",))]))
    (test,) = ElementTree.fromstring(text.encode()).iter("testcase")
    assert test.get("name") == f"a��[31m��]]>{HOSTILE}"
    assert HOSTILE in test.find("failure").text


def test_times_are_seconds():
    suites = read(run([result("a", milliseconds=1500.0)]))
    assert [test.get("time") for test in suites.iter("testcase")] == ["1.500"]


def test_a_missed_floor_fails_the_gate_and_what_cannot_be_compared_is_an_error_of_it():
    (gate,) = [s for s in ElementTree.fromstring(junit(run([]), Verdict(missed=("below",))))]
    assert counts(gate) == (1, 1, 0)
    (gate,) = [s for s in ElementTree.fromstring(junit(run([]), Verdict(refused="other cases")))]
    assert counts(gate) == (1, 0, 1)
    assert gate.find("testcase/error").get("message") == "other cases"
