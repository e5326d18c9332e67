import pytest

from app.answer import Reason
from evals.case import Kind
from evals.run import figures
from tests.evals.answers import WANTED, abstaining, abstention, answer, case, citation, statement


def test_cases_and_answers_are_paired_by_id_whatever_their_order() -> None:
    cases = [case(identifier="one"), abstaining(Reason.SOURCE_SILENT, identifier="two")]
    answers = [abstention("source_silent", "two"), answer(identifier="one")]
    assert figures(cases, answers).pass_rate == 1.0


def test_a_case_that_got_no_answer_fails_and_is_counted() -> None:
    measured = figures([case(identifier="one"), case(identifier="two")], [answer(identifier="one")])
    assert measured.pass_rate == 0.5
    assert measured.kinds() == {"lookup": (1, 2)}
    assert measured.checks()["outcome"] == (1, 2)


def test_recall_is_the_mean_over_cases_that_want_evidence() -> None:
    cases = [case(identifier="one", must_cite=(WANTED,)), case(identifier="two", must_cite=(WANTED,)), case()]
    missed = answer(statement(citation("nothing of the kind")), identifier="two")
    assert figures(cases, [answer(identifier="one"), missed, answer()]).evidence_recall == 0.5


def test_abstention_f1_punishes_silence_and_chatter_alike() -> None:
    cases = [abstaining(Reason.SOURCE_SILENT, identifier="a"), abstaining(None, identifier="b"), case(identifier="c")]
    right = abstention("source_silent", "a")
    chatter, silence = answer(identifier="b"), abstention("not_in_library", "c")
    assert figures(cases, [right, abstention("not_in_library", "b"), answer()]).abstention_f1 == 1.0
    assert figures(cases, [right, chatter, answer()]).abstention_f1 == pytest.approx(2 / 3)
    assert figures(cases, [right, chatter, silence]).abstention_f1 == 0.5


def test_a_check_that_applied_to_no_case_cannot_be_below_a_floor() -> None:
    assert figures([case()], [answer()]).check("scope") == 1.0


def test_the_summary_tells_scope_and_exactness_of_the_cases_they_apply_to() -> None:
    cases = [case(identifier="one", outlets_only=("The Hill Bell",)), case(Kind.COMPARE)]
    summary = figures(cases, [answer(identifier="one"), answer()], {"a1": "other words"}).summary()
    assert (summary["scope"], summary["exact"], summary["pass_rate"]) == (0.0, 0.0, 0.0)
