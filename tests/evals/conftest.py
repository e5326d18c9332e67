"""The demonstration cases asked once of the demonstration library, for tests that hold the run to something."""

import pytest

from evals.case_file import load
from evals.floors import CASES
from evals.run import Run, evaluate
from index.library import Library


@pytest.fixture(scope="session")
def measured(demo: Library) -> Run:
    return evaluate(load(CASES), demo.store, demo.embedder)
