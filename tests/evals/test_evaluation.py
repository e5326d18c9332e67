"""The whole program on the demonstration articles, held to the floors."""

import json
from pathlib import Path

import pytest

from app.answer import Reason
from evals import floors
from evals.__main__ import main
from evals.case_file import load
from evals.run import Figures, RunFailed, build, evaluate


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("evaluation") / "library"
    build(floors.ARTICLES, folder)
    return folder


@pytest.fixture(scope="module")
def measured(library: Path, tmp_path_factory: pytest.TempPathFactory) -> Figures:
    return evaluate(load(floors.CASES), library, tmp_path_factory.mktemp("questions"))


def written(folder: Path, *cases: dict[str, object]) -> str:
    file = folder / "cases.jsonl"
    file.write_text("\n".join(map(json.dumps, cases)), encoding="utf-8")
    return str(file)


def one_case(identifier: str, library: str = "demo") -> dict[str, object]:
    expect = {"outcome": "abstained", "reason": Reason.NO_SUCH_SOURCE}
    question = "What does the Castrel Evening Post write about Nether Camp?"
    return {"id": identifier, "library": library, "kind": "no_such_source", "question": question, "expect": expect}


def test_no_figure_is_below_its_floor(measured: Figures) -> None:
    assert floors.shortfalls(measured.summary(), floors.load(), floors.digest()) == ()


def test_every_question_gets_an_answer(measured: Figures) -> None:
    assert len(measured.results) == len(load(floors.CASES))
    assert all("outcome" in r.verdict.checks and len(r.verdict.checks) > 1 for r in measured.results)


def test_the_command_prints_the_figures_of_a_case_file_and_library_of_its_own(
    library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([written(tmp_path, one_case("one")), "--library", str(library), "--json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed["cases"] == 1
    assert printed["kinds"]["no_such_source"][1] == 1
    assert {"outcome", "reason"} == set(printed["checks"])


def test_the_command_asks_only_the_cases_of_the_library_named(
    library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cases = written(tmp_path, one_case("one"), one_case("two", "news"), one_case("three", "news"))
    assert main([cases, "--library", str(library), "--only", "news", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["cases"] == 2


def test_a_library_that_no_case_is_of_is_unusable(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([written(tmp_path, one_case("one")), "--only", "seeds"]) == 2
    assert "no case is of the library 'seeds'" in capsys.readouterr().err


def test_a_case_file_that_is_not_there_is_unusable(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path / "none.jsonl")]) == 2
    assert "none.jsonl: cannot be read" in capsys.readouterr().err


def test_a_failure_of_the_program_is_told_in_its_own_words(tmp_path: Path) -> None:
    with pytest.raises(RunFailed, match="hearsay ask ended with exit code 2"):
        evaluate(load(floors.CASES), tmp_path / "no-library", tmp_path)
