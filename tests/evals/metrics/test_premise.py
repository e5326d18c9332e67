import pytest

from app.answer import Form, Proposition, Standing
from evals.case import Kind
from evals.metrics.premise import FALSE_PREMISE, PREMISE
from tests.evals.metrics.pages import STAR, abstention, case, changed, counted, failed, page

TAKEN = Proposition("the gates were opened", Form.STATEMENT, Standing.NOT_ESTABLISHED)
NAMED, BARE = page((STAR, 0), premise=TAKEN), page((STAR, 0))
EXPECTED = case(Kind.PREMISE, premise=True)


def test_a_premise_that_opens_the_answer_is_named() -> None:
    assert not failed(PREMISE, NAMED, EXPECTED)
    assert failed(PREMISE, BARE, EXPECTED)
    assert failed(PREMISE, abstention(), EXPECTED)
    assert not failed(PREMISE, abstention(premise=TAKEN), EXPECTED)


@pytest.mark.parametrize("form", [Form.STATEMENT, Form.YES, Form.NO, Form.THING])
@pytest.mark.parametrize("standing", [Standing.REFUTED, Standing.NOT_ESTABLISHED, Standing.ABSENT])
def test_it_is_recognised_in_every_wording(form: Form, standing: Standing) -> None:
    premise = Proposition("the mayor's secret deal", form, standing)
    assert not failed(PREMISE, page((STAR, 0), premise=premise), EXPECTED)


def test_what_is_said_of_a_question_for_proof_names_no_premise() -> None:
    issue = Proposition("the gates were opened", Form.STATEMENT, Standing.NOT_ESTABLISHED)
    assert failed(PREMISE, page((STAR, 0), at_issue=issue), EXPECTED)


def test_a_premise_further_down_does_not_open_the_answer() -> None:
    late = changed(BARE, "*Asserted", "The question takes for granted that “x”.\n\n*Asserted")
    assert failed(PREMISE, late, EXPECTED)


def test_a_premise_where_there_is_none_is_invented() -> None:
    assert failed(FALSE_PREMISE, NAMED)
    assert not failed(FALSE_PREMISE, BARE)


@pytest.mark.parametrize(
    "asked", [EXPECTED, case(Kind.PREMISE), case(Kind.ESTABLISHED), case(Kind.NOT_IN_LIBRARY, abstains=True)]
)
def test_where_one_may_be_named_none_is_invented(asked) -> None:
    assert counted(FALSE_PREMISE, NAMED, asked) is None


def test_premise_says_nothing_where_none_is_expected() -> None:
    assert counted(PREMISE, NAMED) is None
