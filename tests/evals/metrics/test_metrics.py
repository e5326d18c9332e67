"""What holds of every metric alike, on answers as the program gives them."""

from dataclasses import replace

import pytest

from app.request import Constraints
from evals.case import Kind
from evals.metrics import METRICS, Better, Metric
from evals.observed import Observation
from evals.run import observe
from tests.evals.metrics.pages import BELL, SHELF, STAR, abstention, case, counted, page, wanted

FULL = replace(
    case(
        must_cite=(wanted(STAR, 1), wanted(BELL, 0)),
        attribution=("Fenn", "Lisk"),
        status="asserted",
        canaries=("kingfisher",),
    ),
    constraints=Constraints(outlets=("Lonne Valley Star",)),
)


def test_names_are_unique_and_each_docstring_tells_what_is_counted() -> None:
    assert len({metric.name for metric in METRICS}) == len(METRICS)
    assert all(len((metric.count.__doc__ or "").split()) > 5 for metric in METRICS)


@pytest.mark.parametrize("metric", [m for m in METRICS if m.invariant], ids=lambda m: m.name)
def test_an_invariant_has_no_tolerance_and_holds_of_an_answer_as_the_program_gives_it(metric: Metric) -> None:
    counts = counted(metric, page((STAR, 0), (STAR, 1), (STAR, 2)), FULL)
    assert metric.tolerance == 0
    assert counts is not None
    assert not metric.fails(counts)


@pytest.mark.parametrize("answer", [page(), abstention(), page((STAR, 0), established=True)])
@pytest.mark.parametrize("asked", [case(), case(Kind.PREMISE, premise=True), FULL])
def test_every_metric_counts_or_says_nothing_and_none_crashes(answer, asked) -> None:
    observed = observe(Observation(asked, answer, SHELF))
    assert observed.errors == {}
    assert all(len(counts) == 2 for counts in observed.counts.values())


@pytest.mark.parametrize("metric", METRICS, ids=lambda m: m.name)
def test_an_empty_denominator_is_no_figure(metric: Metric) -> None:
    assert metric.value((0.0, 0.0)) is None


def test_only_what_is_a_fault_is_better_the_lower_it_is() -> None:
    lower = {metric.name for metric in METRICS if metric.better is Better.LOWER}
    assert lower == {"voice_leak", "false_established", "false_premise", "objections"}
