import pytest

from evals.metrics.abstention import COVERAGE, F1, PRECISION, RECALL
from evals.metrics.base import Metric
from evals.metrics.checks import judge
from evals.observed import Observation
from tests.evals.metrics.pages import SHELF, abstention, case, counted, page

SHOULD, SHOULD_NOT = case(abstains=True), case()
RIGHT = ((SHOULD, abstention()), (SHOULD_NOT, page()))
CHATTER = ((SHOULD, page()), (SHOULD_NOT, page()))
SILENCE = ((SHOULD, abstention()), (SHOULD_NOT, abstention()))


def value(metric: Metric, *answered) -> float | None:
    found = [counts for asked, answer in answered if (counts := counted(metric, answer, asked))]
    return metric.value([sum(column) for column in zip(*found, strict=True)]) if found else None


@pytest.mark.parametrize(
    ("answered", "precision", "recall", "f1", "coverage"),
    [
        (RIGHT, 1.0, 1.0, 1.0, 0.5),
        (CHATTER, None, 0.0, 0.0, 1.0),
        (SILENCE, 0.5, 1.0, 2 / 3, 0.0),
        ((*RIGHT, *CHATTER, *SILENCE), 2 / 3, 2 / 3, 2 / 3, 0.5),
        ((RIGHT[1],), None, None, None, 1.0),
    ],
)
def test_silence_and_chatter_are_told_apart(answered, precision, recall, f1, coverage) -> None:
    assert value(PRECISION, *answered) == precision
    assert value(RECALL, *answered) == recall
    assert value(F1, *answered) == f1
    assert value(COVERAGE, *answered) == coverage


def test_an_answer_that_quotes_nothing_abstains_whatever_its_json_says() -> None:
    assert counted(COVERAGE, {**page(), "text": abstention()["text"]}) == (0.0, 1.0)


@pytest.mark.parametrize(
    "told", ["22 articles, dated 2019-02-06 to 2019-12-05.", "2 outlets: Lonne Valley Star (3), The Hill Bell (2)."]
)
def test_what_is_told_of_the_library_is_an_answer(told: str) -> None:
    about = {**page(), "statements": [], "text": told}
    assert counted(COVERAGE, about) == (1.0, 1.0)
    assert counted(PRECISION, about) is None
    assert judge(Observation(case(), about, SHELF)).passed
    assert not judge(Observation(case(abstains=True), about, SHELF)).passed
