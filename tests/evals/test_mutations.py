"""The evaluation catches what it is for: the guard, the tagger, retrieval and the threshold, each broken on purpose.

`python -m evals.mutations` tries all mutants; these are one of each kind. What catches them is what holds the program
itself in `test_evaluation`: the gate, and the committed baseline.
"""

from dataclasses import replace
from pathlib import Path

import pytest

from evals.baseline import DEMO
from evals.metrics import METRICS
from evals.mutants import MUTANTS, NAMES
from evals.mutations import Mutations, rerun
from evals.run_file import load, save
from index.library import Library


@pytest.fixture(scope="module")
def mutations(demo: Library) -> Mutations:
    return Mutations(demo)


@pytest.mark.parametrize(
    "name",
    [
        "guard lets a model's gists through",
        "denial dropped",
        "scope filter off",
        "abstention threshold at one",
        "lexical search off",
        "premises not named",
        "only the first statement rendered",
        "tagger finds nothing",
    ],
)
def test_a_mutant_is_caught_and_the_right_metric_named(mutations: Mutations, name: str) -> None:
    trial = mutations.tried(NAMES[name])
    assert trial.is_caught, trial.named


def test_a_run_of_the_whole_program_in_a_process_of_its_own_raises_no_alarm() -> None:
    assert rerun() == ()


def test_a_rerun_that_fails_is_an_alarm(tmp_path: Path) -> None:
    baseline = load(DEMO)
    gained = (replace(r, failed=(), counts={**r.counts, "pass_rate": (1.0, 1.0)}) for r in baseline.results)
    save(replace(baseline, results=tuple(gained)), tmp_path / "better.json")
    assert any("Cases that pass was 1.000" in line for line in rerun(tmp_path / "better.json"))


def test_there_are_at_least_a_dozen_mutants_and_each_names_metrics_that_there_are() -> None:
    assert len(NAMES) == len(MUTANTS) >= 12
    assert frozenset().union(*(mutant.caught_by for mutant in MUTANTS)) <= {metric.name for metric in METRICS}
