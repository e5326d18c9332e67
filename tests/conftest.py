"""What is made once for many tests: a library of the demonstration articles, and processes that read files."""

import os
from functools import cache
from pathlib import Path
from shutil import copytree

import pytest
from filelock import FileLock
from hypothesis import settings

from app.pipeline import Assistant
from index import library, minilm
from index.library import Library
from ingest import pipeline
from ingest.attribution import tagger
from tests.readers import Readers

# How long an example takes says more of the machine than of the program.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

# Workers share the cores, and a second thread would only wait for its part of a question by turning in circles.
minilm.THREADS_A_QUESTION = 1

# No test asks the language model of whoever runs them.
for variable in [name for name in os.environ if name.startswith("HEARSAY_LLM_")]:
    del os.environ[variable]

DEMONSTRATION = Path(__file__).parents[1] / "evals" / "demo"


@pytest.fixture(scope="session", autouse=True)
def models_are_loaded_once():
    """They hold nothing of the libraries that they serve."""
    with pytest.MonkeyPatch.context() as patched:
        for module in (library, tagger):
            patched.setattr(module, "load", cache(module.load))
        yield


@pytest.fixture(scope="session", autouse=True)
def files_are_read_by_processes_that_stay():
    with Readers() as kept, pytest.MonkeyPatch.context() as patched:
        patched.setattr(pipeline, "Sandbox", kept)
        yield


@pytest.fixture(scope="session")
def pristine_demo(tmp_path_factory, worker_id) -> Path:
    """The folder of a library of the demonstration articles, the same for all workers: to be copied, not opened."""
    common = tmp_path_factory.getbasetemp()
    folder = (common if worker_id == "master" else common.parent) / "demonstration"
    with FileLock(f"{folder}.lock"):
        if not folder.exists():
            draft = tmp_path_factory.mktemp("draft") / "library"
            with Library.open_for_writing(draft) as opened:
                opened.add([DEMONSTRATION])
            draft.rename(folder)
    return folder


@pytest.fixture(scope="session")
def demo_folder(pristine_demo, tmp_path_factory) -> Path:
    return copytree(pristine_demo, tmp_path_factory.mktemp("demonstration") / "library")


@pytest.fixture(scope="session")
def demo(demo_folder):
    with Library.open_for_reading(demo_folder) as opened:
        yield opened


@pytest.fixture(scope="session")
def assistant(demo):
    return Assistant(demo.store, demo.embedder)
