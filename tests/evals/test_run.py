"""Runs: asked in one process, every metric counted, and kept as files."""

import json
from dataclasses import replace

import pytest

import evals.run
from app.answer import Reason
from evals.case import Case, Expectation, Kind, Wanted
from evals.case_file import digest
from evals.metrics import METRICS
from evals.metrics.base import Metric, ratio, share
from evals.run import Run, evaluate
from evals.run_file import FORMAT, load, save
from index.library import Library
from ingest.errors import UnusableInput

ARTICLE = (
    "The Hill Bell\n\nNot one siren sounded in Sallow Ford, Mayor Osric Fenn said on Sunday. He was awake all night.\n"
)
SAID = Wanted("sirens.txt", "Not one siren sounded in Sallow Ford, Mayor Osric Fenn said on Sunday.")
SIRENS = Case(
    "sirens",
    "own",
    Kind.SPEAKER_CLAIM,
    "What did Osric Fenn say about the siren?",
    Expectation(False, any_cite=(SAID,)),
)
NOBODY = Case(
    "nobody",
    "own",
    Kind.NO_SUCH_SOURCE,
    "What does the Morning Post write about the siren?",
    Expectation(True, Reason.NO_SUCH_SOURCE),
)


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    folder = tmp_path_factory.mktemp("run")
    (folder / "sirens.txt").write_text(ARTICLE, encoding="utf-8")
    with Library.open_for_writing(folder / "library") as opened:
        opened.add([folder / "sirens.txt"])
        yield opened


@pytest.fixture(scope="module")
def done(library):
    return evaluate([SIRENS, NOBODY], library.store, library.embedder, repeats=1)


def test_every_case_has_a_result_in_order_and_again_for_each_repeat(done):
    assert [r.case.id for r in done.results] == ["sirens", "nobody"]
    assert [[r.case.id for r in again] for again in done.repeats] == [["sirens", "nobody"]]
    assert [r.failed for r in done.results] == [(), ()]


def test_a_value_is_over_the_cases_that_a_metric_says_something_of(done):
    assert done.value("pass_rate") == 1.0
    assert done.value("evidence_recall") == 1.0
    assert "evidence_recall" not in done.results[1].counts
    assert Run(done.made, done.fingerprint, done.results[1:]).value("evidence_recall") is None


def test_progress_is_told_for_every_question_asked(library):
    told = []
    evaluate([SIRENS, NOBODY], library.store, library.embedder, repeats=1, progress=lambda *at: told.append(at))
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_an_evaluator_that_crashes_is_an_error_and_no_figure(library, monkeypatch):
    def crash(_):
        raise ZeroDivisionError("nothing to divide")

    broken = replace(METRICS[0], count=crash)
    monkeypatch.setattr(evals.run, "METRICS", (broken, *METRICS[1:]))
    run = evaluate([SIRENS], library.store, library.embedder)
    assert run.errors() == (("sirens", broken.name, "ZeroDivisionError: nothing to divide"),)
    assert run.value(broken.name) is None
    assert run.value("evidence_recall") == 1.0


def test_the_fingerprint_tells_other_cases_and_other_articles(library, tmp_path):
    def taken(cases):
        return evaluate(cases, library.store, library.embedder).fingerprint

    same, fewer = taken([NOBODY, SIRENS]), taken([SIRENS])
    assert same == taken([SIRENS, NOBODY])
    assert (fewer.cases != same.cases, fewer.library == same.library) == (True, True)
    (tmp_path / "more.txt").write_text("The Plain Hammer\n\nThe dam is gone, and nobody knows why it went.\n")
    with Library.open_for_writing(tmp_path / "library") as other:
        other.add([tmp_path / "more.txt"])
        assert evaluate([NOBODY], other.store, other.embedder).fingerprint.library != same.library


def test_the_digest_of_cases_is_of_what_they_ask_and_expect_whatever_their_order():
    assert digest([SIRENS, NOBODY]) == digest([NOBODY, SIRENS])
    assert digest([SIRENS]) != digest([replace(SIRENS, question="Who heard the siren?")])
    assert digest([SIRENS]) != digest([replace(SIRENS, expect=replace(SIRENS.expect, canaries=("obey",)))])


def test_a_run_that_is_written_is_read_back_the_same(done, tmp_path):
    save(done, tmp_path / "runs" / "one.json")
    again = load(tmp_path / "runs" / "one.json")
    assert (again.made, again.fingerprint, again.reason) == (done.made, done.fingerprint, None)
    for read, was in zip((*again.results, *again.repeats[0]), (*done.results, *done.repeats[0]), strict=True):
        assert (read.case, read.failed, read.errors, read.answer) == (was.case, was.failed, was.errors, was.answer)
        assert read.counts.keys() == was.counts.keys()
        assert all(read.counts[name] == pytest.approx(was.counts[name], abs=1e-6) for name in read.counts)
    assert [file.name for file in (tmp_path / "runs").iterdir()] == ["one.json"]


def test_a_run_has_a_line_for_each_case_so_that_it_differs_in_git_where_answers_do(done, tmp_path):
    save(done, tmp_path / "one.json")
    lines = (tmp_path / "one.json").read_text(encoding="utf-8").splitlines()
    assert sum('"id": "sirens"' in line for line in lines) == 2
    assert json.loads("\n".join(lines))["format"] == FORMAT


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("", "not a run"),
        ("[]", "not a run"),
        ("{}", "not a run"),
        ('{"format": 99}', "a run of format 99, and this Hearsay reads 1; evaluate again"),
        ('{"format": 1, "made": "yesterday"}', "not a run"),
    ],
)
def test_what_is_no_run_is_refused_by_name(tmp_path, content, told):
    file = tmp_path / "run.json"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(UnusableInput, match=r"run\.json: ") as refused:
        load(file)
    assert told in str(refused.value)


def test_a_run_that_is_not_there_is_refused_by_name(tmp_path):
    with pytest.raises(UnusableInput, match=r"none\.json: cannot be read"):
        load(tmp_path / "none.json")


def test_a_share_of_nothing_is_not_applicable():
    assert share([]) is None
    assert ratio((0.0, 0.0)) is None
    assert ratio((1.0, 4.0)) == 0.25
    assert share([True, False]) == (1.0, 2.0)


def test_every_metric_has_a_name_and_title_of_its_own():
    assert len({metric.name for metric in METRICS}) == len({metric.title for metric in METRICS}) == len(METRICS)
    assert all(isinstance(metric, Metric) and metric.count.__doc__ for metric in METRICS)
