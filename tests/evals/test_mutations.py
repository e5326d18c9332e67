"""The evaluation catches what it is for: the guard, the tagger, retrieval and the threshold, each broken on purpose.

`python -m evals.mutations` tries all faults; these are one of each kind.
"""

import pytest

from evals.case_file import load
from evals.faults import FAULTS, NAMES
from evals.floors import CASES
from evals.metrics import METRICS
from evals.mutations import Mutations
from index.library import Library


@pytest.fixture(scope="module")
def mutations(demo: Library) -> Mutations:
    return Mutations(demo, load(CASES))


@pytest.mark.parametrize(
    "name",
    [
        "guard lets a model's gists through",
        "denial dropped",
        "scope filter off",
        "abstention threshold at one",
        "lexical search off",
        "tagger finds nothing",
    ],
)
def test_a_fault_is_caught_and_the_right_metric_named(mutations: Mutations, name: str) -> None:
    verdict = mutations.tried(NAMES[name])
    assert verdict.is_caught, verdict.named


def test_a_run_of_the_whole_program_raises_no_alarm(mutations: Mutations) -> None:
    assert mutations.rerun() == frozenset()


def test_there_are_at_least_a_dozen_faults_and_each_names_metrics_that_there_are() -> None:
    assert len(NAMES) == len(FAULTS) >= 12
    assert frozenset().union(*(fault.caught_by for fault in FAULTS)) <= {metric.name for metric in METRICS}
