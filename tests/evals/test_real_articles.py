"""The whole program on real articles with their questions, where the shared corpora are beside the checkout.

The questions were looked at while the program was written, so these figures guard against a fall; they are no proof of
how it does on others.
"""

from pathlib import Path

import pytest

from evals import floors
from evals.case_file import load
from evals.run import evaluate
from index.library import Library

SHARED = Path(__file__).parents[3] / "shared"


@pytest.mark.shared
@pytest.mark.timeout(600)  # two ingests and all questions, on a machine that may be busy
@pytest.mark.parametrize("name", ["seeds", "news"])
def test_no_figure_on_real_articles_is_beyond_its_floor(name, tmp_path):
    if not SHARED.is_dir():
        pytest.skip("the shared corpora are not beside the checkout")
    cases = [case for case in load(SHARED / "evals" / "cases.jsonl") if case.library == name]
    with Library.open_for_writing(tmp_path / "library") as library:
        library.add([SHARED / "corpora" / name])
        measured = evaluate(cases, library.store, library.embedder)
    assert floors.beyond(measured, floors.load().elsewhere[name]) == ()
