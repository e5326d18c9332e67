"""``hearsay eval`` on the demonstration articles, held to the committed baseline and to the floors."""

import json
from pathlib import Path

import pytest

from app.answer import Reason
from app.cli import run as hearsay
from evals import floors
from evals.baseline import DEMO
from evals.case_file import load
from evals.gate import asking, hold
from evals.run import Run
from evals.run_file import load as load_run
from index.library import Library


@pytest.fixture
def library(demo: Library, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    """The folder of the demonstration library; runs go where nobody looks for them."""
    monkeypatch.chdir(tmp_path)
    return str(demo.folder)


def written(folder: Path, *cases: dict[str, object]) -> str:
    file = folder / "cases.jsonl"
    file.write_text("\n".join(map(json.dumps, cases)), encoding="utf-8")
    return str(file)


def one_case(identifier: str, library: str = "demo") -> dict[str, object]:
    expect = {"outcome": "abstained", "reason": Reason.NO_SUCH_SOURCE}
    question = "What does the Castrel Evening Post write about Nether Camp?"
    return {"id": identifier, "library": library, "kind": "no_such_source", "question": question, "expect": expect}


def test_it_is_no_worse_than_the_committed_baseline(measured: Run, demo: Library) -> None:
    assert hold(measured, load_run(DEMO), asking(demo.store, demo.embedder)).reasons == ()


def test_no_figure_is_beyond_its_floor(measured: Run) -> None:
    held = floors.load()
    assert floors.shortfalls(floors.beyond(measured, held.lowest), held, floors.digest()) == ()


def test_every_question_gets_an_answer_and_no_evaluator_crashes(measured: Run) -> None:
    assert len(measured.results) == len(load(floors.CASES))
    assert measured.errors() == ()


def test_the_command_prints_the_figures_of_a_case_file_and_library_of_its_own(
    library: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert hearsay(["eval", written(tmp_path, one_case("one")), "--library", library, "--json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert (printed["cases"], printed["passed"], printed["failed"]) == (1, 1, {})
    assert printed["metrics"]["pass_rate"] == 1.0
    assert printed["metrics"]["evidence_recall"] is None


def test_the_command_asks_only_the_cases_of_the_library_named(
    library: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cases = written(tmp_path, one_case("one"), one_case("two", "news"), one_case("three", "news"))
    assert hearsay(["eval", cases, "--library", library, "--only", "news", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["cases"] == 2


def test_a_run_is_kept_where_it_is_told_to_be(library: str, tmp_path: Path) -> None:
    cases = written(tmp_path, one_case("one"))
    assert hearsay(["eval", cases, "--library", library, "--out", str(tmp_path / "kept.json")]) == 0
    assert json.loads((tmp_path / "kept.json").read_text(encoding="utf-8"))["metrics"]["pass_rate"] == 1.0


def test_a_run_of_the_bundled_cases_below_a_floor_is_worse_in_every_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(floors, "load", lambda: floors.Floors(floors.digest(), {"pass_rate": 1.0}))
    options = ["--out", str(tmp_path / "run.json"), "--report", str(tmp_path / "r.html"), "--json"]
    assert hearsay(["eval", "--no-llm", *options]) == 1
    told = capsys.readouterr()
    assert json.loads(told.out)["missed"][0].endswith("below its floor of 1.000")
    assert "below its floor of 1.000" in told.err
    assert "<title>Worse: floors are not held" in (tmp_path / "r.html").read_text(encoding="utf-8")


def test_cases_asked_of_another_library_are_held_to_no_floor(
    library: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(floors, "load", lambda: floors.Floors("of something else", {"pass_rate": 1.0}))
    monkeypatch.setattr(floors, "CASES", Path(written(tmp_path, one_case("one"))))
    assert hearsay(["eval", "--library", library]) == 0
    assert "floor" not in capsys.readouterr().err


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--only", "seeds"], "no case is of the library 'seeds'; they are of demo, news"),
        ([], "the cases are of 2 libraries; name one with --only: demo, news"),
        (["--only", "demo", "--library", "nowhere"], "nowhere"),
    ],
)
def test_what_cannot_be_asked_is_told_in_one_line(
    library: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], options: list[str], told: str
) -> None:
    cases = written(tmp_path, one_case("one"), one_case("two", "news"))
    assert hearsay(["eval", cases, *options]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert told in line


def test_a_case_file_that_is_not_there_is_unusable(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert hearsay(["eval", str(tmp_path / "none.jsonl")]) == 2
    assert "none.jsonl: cannot be read" in capsys.readouterr().err


def test_two_files_may_not_have_a_case_of_one_id(
    library: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cases = written(tmp_path, one_case("one"))
    assert hearsay(["eval", cases, cases, "--library", library]) == 2
    assert "two files have a case of the same id" in capsys.readouterr().err
