"""A library made once from the demonstration articles, for tests that only read it."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

from app.pipeline import Assistant
from index.library import Library

# How long an example takes says more of the machine than of the program.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

# No test asks the language model of whoever runs them.
for variable in [name for name in os.environ if name.startswith("HEARSAY_LLM_")]:
    del os.environ[variable]

DEMONSTRATION = Path(__file__).parents[1] / "evals" / "demo"


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("demonstration") / "library"
    with Library.open_for_writing(folder) as library:
        library.add([DEMONSTRATION])
    return folder


@pytest.fixture(scope="session")
def demo(demo_folder):
    with Library.open_for_reading(demo_folder) as library:
        yield library


@pytest.fixture(scope="session")
def assistant(demo):
    return Assistant(demo.store, demo.embedder)
