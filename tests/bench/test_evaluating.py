"""What the benchmark of evaluations asks, and how it counts it. The times themselves are for `make bench`."""

import json
import subprocess
from dataclasses import replace

import pytest

from bench import evaluating
from bench.__main__ import PARTS
from bench.evaluating import EVERY, Sample, lines
from bench.timing import Pair, heading
from evals import case_file
from evals.floors import CASES


@pytest.fixture
def commands(monkeypatch):
    """Every command line that would have been run; none is."""
    run = []

    def note(command, **_):
        run.append(command[3:])
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(subprocess, "run", note)
    return run


def test_a_line_has_medians_their_ratio_and_the_least_and_most_of_any_round():
    line = Pair("asked", [1.0, 2.0, 4.0], [10.0, 40.0, 20.0]).line()
    assert line.split() == ["asked", "2000.0", "20000.0", "10.0x", "5.0-20.0", "over", "3", "rounds"]
    assert heading("eval", "ask").split() == ["eval", "ms", "ask", "ms", "ratio"]
    assert len(heading("eval", "ask")) == line.index("x") + 1


def test_a_sample_stands_for_all_cases_and_its_time_is_multiplied_up(tmp_path, commands, monkeypatch):
    def second(work):
        work()
        return 1.0

    monkeypatch.setattr(evaluating, "seconds", second)
    cases = case_file.load(CASES)
    sample = Sample.every(10, cases, tmp_path)
    assert sample.one_by_one(tmp_path / "library") == pytest.approx(len(cases))
    assert [command[3] for command in commands] == [case.question for case in cases[::10]]


def test_a_follow_up_is_asked_with_the_turns_before_it(tmp_path, commands):
    followed = replace(case_file.load(CASES)[0], id="again", history=("Who spoke first?",))
    Sample((followed,), 1, tmp_path).one_by_one(tmp_path / "library")
    ((*_, option, file),) = commands
    assert (option, file) == ("--history", str(tmp_path / "again.json"))
    assert json.loads((tmp_path / "again.json").read_text(encoding="utf-8")) == ["Who spoke first?"]


def test_one_round_evaluates_twice_and_asks_the_sample_once(tmp_path, commands, monkeypatch):
    monkeypatch.setattr(evaluating, "ARTICLES", tmp_path / "none.txt")
    (tmp_path / "none.txt").write_text("The ferry stopped.\n\nIts captain has retired, the parish said.", "utf-8")
    told = list(lines(1, tmp_path))
    evaluations = [command for command in commands if "eval" in command]
    asked = [command for command in commands if "ask" in command]
    assert [command[0] for command in evaluations] == ["eval", "--library"]
    cases = case_file.load(CASES)
    assert len(asked) == 1 + len(cases[::EVERY])
    assert told[0].startswith(f"{len(cases[::EVERY])} of {len(cases)} questions are asked one by one")
    assert [line[:24].strip() for line in told[-2:]] == ["eval, library made", "eval, and makes its libr"]


def test_nothing_is_asked_of_a_model_or_library_that_the_environment_names(monkeypatch):
    given = []

    def note(command, env, **_):
        given.append(env)
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setenv("HEARSAY_LLM_URL", "http://127.0.0.1:1/v1")
    monkeypatch.setattr(subprocess, "run", note)
    Sample(case_file.load(CASES)[:1], 1, CASES.parent).one_by_one(CASES.parent)
    assert "HEARSAY_LLM_URL" not in given[0]
    assert given[0]["PATH"]


def test_a_command_that_cannot_run_is_no_time(monkeypatch):
    monkeypatch.setattr(subprocess, "run", lambda command, **_: subprocess.CompletedProcess(command, 2))
    with pytest.raises(subprocess.CalledProcessError):
        Sample(case_file.load(CASES)[:1], 1, CASES.parent).one_by_one(CASES.parent)


def test_evaluations_can_be_timed_alone():
    assert list(PARTS) == ["stock", "attribution", "eval"]
