"""Faults that nobody foresaw: of the program, and of an evaluator."""

import subprocess
import sys
from typing import Any

import pytest

from app.commands.common import message
from evals.metrics.checks import Verdict
from evals.observed import Observation
from evals.run import CHECKS, observe
from tests.evals.answers import case

# A program with a fault where the command reads its cases.
FAULTY = """
import sys
import evals.case_file
from app.cli import main

def broken(path):
    raise KeyError("te\\x1b[2Jxt")

evals.case_file.load = broken
main(sys.argv[1:])
"""


def ended(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", FAULTY, *arguments], capture_output=True, text=True, check=False)


def test_a_fault_of_the_program_is_no_regression_and_told_in_one_line() -> None:
    done = ended("eval", "cases.jsonl")
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith("hearsay: a fault of the program's own (KeyError: ")
    assert "\x1b" not in done.stderr


def test_a_fault_of_the_program_is_told_with_all_of_it_where_that_is_asked_for() -> None:
    done = ended("--debug", "eval", "cases.jsonl")
    assert done.returncode == 2
    assert "Traceback" in done.stderr
    assert "in broken" in done.stderr


def test_input_that_is_wrong_is_no_regression_either_where_all_is_asked_for() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "app", "--debug", "eval", "compare", "gone.json", "gone.json"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, "Traceback" in done.stderr) == (2, True)


def test_a_name_begins_no_line_of_its_own_in_what_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    message("added (x\n::error title=pwned::stolen\r\x1b[2J\u2028)")
    assert capsys.readouterr().err == "added (x�::error title=pwned::stolen��[2J�)\n"


def test_checks_that_crash_fail_the_case_and_do_not_end_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    def crashing(*_: Any) -> Verdict:
        raise IndexError("list index out of range")

    monkeypatch.setattr("evals.run.judge", crashing)
    answer = {"text": "There is no answer.", "statements": [], "outcome": "abstained", "timings_ms": {}}
    done = observe(Observation(case(), answer, None))  # type: ignore[arg-type]  # nothing is cited
    assert done.failed == (CHECKS,)
    assert done.errors[CHECKS] == "IndexError: list index out of range"
    assert not done.passed
