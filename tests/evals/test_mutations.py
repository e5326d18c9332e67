"""The evaluation catches what it is for: the guard, the tagger, retrieval and the threshold, each broken on purpose.

`python -m evals.mutations` tries all mutants; these are one of each kind.
"""

import pytest

from evals.case_file import load
from evals.floors import CASES
from evals.metrics import METRICS
from evals.mutants import MUTANTS, NAMES
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
        "only the first statement rendered",
        "tagger finds nothing",
    ],
)
def test_a_mutant_is_caught_and_the_right_metric_named(mutations: Mutations, name: str) -> None:
    trial = mutations.tried(NAMES[name])
    assert trial.is_caught, trial.named


def test_a_run_of_the_whole_program_raises_no_alarm(mutations: Mutations) -> None:
    assert mutations.rerun() == frozenset()


def test_there_are_at_least_a_dozen_mutants_and_each_names_metrics_that_there_are() -> None:
    assert len(NAMES) == len(MUTANTS) >= 12
    assert frozenset().union(*(mutant.caught_by for mutant in MUTANTS)) <= {metric.name for metric in METRICS}
