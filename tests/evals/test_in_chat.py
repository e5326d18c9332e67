"""The evaluations as the chat has them: a run in the background, over a small library with a quick encoder."""

import threading
from contextlib import closing
from dataclasses import replace

import pytest

from evals import background
from evals.appending import append
from evals.in_chat import CASES, evaluations
from evals.run_file import load
from index.embedder import encode_article
from index.sqlite.store import SqliteStore
from ingest.errors import UnusableInput
from tests.app.chat.test_keeping import Small
from tests.evals.answers import case
from tests.fakes import WordHashEmbedder
from tests.index.articles import dam, flood


@pytest.fixture
def library(tmp_path):
    embedder = WordHashEmbedder()
    with closing(SqliteStore.create(tmp_path, embedder.name, embedder.dimension)) as store:
        for added in (dam(), flood()):
            store.put(added, encode_article(embedder, added))
        yield Small(tmp_path, store)


@pytest.fixture
def runs(tmp_path):
    return tmp_path / "runs"


@pytest.fixture
def tests(library, runs):
    for n in range(3):
        append(case(identifier="same", canaries=(f"word {n}",)), library.folder / CASES)
    with evaluations(library, runs=runs) as made:
        yield made


@pytest.fixture
def held_up(monkeypatch):
    """Hold an evaluation after its first test, until it is let go."""
    asked, go = threading.Event(), threading.Event()
    evaluate = background.evaluate

    def slowly(*given, progress, **named):
        def told(done, total):
            asked.set()
            go.wait(10)
            progress(done, total)

        return evaluate(*given, progress=told, **named)

    monkeypatch.setattr(background, "evaluate", slowly)
    yield asked, go
    go.set()


def end_of(evaluating):
    evaluating._thread.join(30)
    return evaluating.stage


def test_the_tests_are_asked_and_the_run_is_listed(tests, runs):
    assert (tests.evaluating.tests, tests.evaluating.stage) == (3, None)
    tests.evaluating.begin()
    stage = end_of(tests.evaluating)
    assert (stage.done, stage.total, stage.over, stage.problem) == (3, 3, True, "")
    (listed,) = tests.runs.listed()
    assert (listed.name, listed.cases) == (stage.name, 3)
    assert len(load(runs / stage.name).results) == 3


def test_one_evaluation_at_a_time_whoever_begins_it(tests, held_up):
    asked, go = held_up
    tests.evaluating.begin()
    assert asked.wait(10)
    first = tests.evaluating._thread
    tests.evaluating.begin()
    assert tests.evaluating._thread is first
    go.set()
    end_of(tests.evaluating)
    assert len(tests.runs.listed()) == 1


def test_an_evaluation_that_is_cancelled_keeps_nothing_and_another_can_begin(tests, held_up):
    asked, go = held_up
    tests.evaluating.begin()
    assert asked.wait(10)
    tests.evaluating.cancel()
    go.set()
    stage = end_of(tests.evaluating)
    assert (stage.over, stage.name, stage.problem) == (True, "", "stopped, and nothing was kept of it")
    assert list(tests.runs.listed()) == []
    tests.evaluating.begin()
    assert end_of(tests.evaluating).problem == ""


def test_when_the_chat_ends_so_does_the_evaluation(library, runs, held_up):
    asked, go = held_up
    append(case(), library.folder / CASES)
    with evaluations(library, runs=runs) as made:
        made.evaluating.begin()
        assert asked.wait(10)
        go.set()
    assert not made.evaluating._thread.is_alive()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (UnusableInput("the library is gone"), "the library is gone"),
        (OSError(28, "No space left on device"), "could not be written (No space left on device)"),
        (RuntimeError("a bug"), background.BROKEN),
    ],
)
def test_why_an_evaluation_fails_is_told_and_it_is_over(tests, monkeypatch, wrong, told):
    def failing(*_given, **_named):
        raise wrong

    monkeypatch.setattr(background, "evaluate", failing)
    tests.evaluating.begin()
    stage = end_of(tests.evaluating)
    assert stage.over
    assert told in stage.problem


def test_without_tests_nothing_begins(library, runs):
    with evaluations(library, runs=runs) as made:
        assert made.evaluating.tests == 0
        with pytest.raises(UnusableInput, match=r"cases\.jsonl: holds no tests of this library"):
            made.evaluating.begin()


def test_what_is_wrong_with_the_file_is_told_without_where_it_lies(library, runs):
    (library.folder / CASES).write_text("{broken")
    with evaluations(library, runs=runs) as made, pytest.raises(UnusableInput, match=r"^cases\.jsonl:1: not a case"):
        made.evaluating.begin()


def test_of_a_file_for_several_libraries_those_of_this_one_are_asked(library, runs, tmp_path):
    for name in (library.folder.name, "elsewhere"):
        append(replace(case(identifier=name, note=name), library=name, history=(name,)), tmp_path / "of-all.jsonl")
    with evaluations(library, cases=tmp_path / "of-all.jsonl", runs=runs) as made:
        assert made.evaluating.tests == 1
