"""Files that are almost a run: each is refused in one line that names it, and none ends in a traceback."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.cli import run as hearsay
from evals.run_file import load, save
from ingest.errors import UnusableInput
from tests.evals.runs import result, run

CITATION = {
    **{"number": 1, "article": "a1", "start": 0, "end": 5, "quote": "words", "file": "a.txt"},
    **{"outlet": "The Star", "author": None, "published": "2019-03-14"},
}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    one = result("one", {"pass_rate": (1.0, 1.0)})
    one.answer["statements"].append({"citations": [dict(CITATION)]})  # type: ignore[attr-defined]
    save(run([one]), tmp_path / "run.json")
    return tmp_path / "run.json"


def first(run: Any) -> Any:
    return run["results"][0]


def cited(run: Any) -> Any:
    return first(run)["answer"]["statements"][0]["citations"][0]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda run: first(run)["answer"].pop("text"),
        lambda run: first(run)["answer"].update(text=7),
        lambda run: first(run)["answer"].pop("outcome"),
        lambda run: first(run)["answer"].update(statements={}),
        lambda run: first(run)["answer"].update(statements=["words"]),
        lambda run: first(run)["answer"]["statements"][0].pop("citations"),
        lambda run: cited(run).pop("quote"),
        lambda run: cited(run).pop("outlet"),
        lambda run: cited(run).update(published="soon"),
        lambda run: cited(run).update(start="0"),
        lambda run: first(run)["counts"].update(pass_rate=[1]),
        lambda run: first(run)["counts"].update(pass_rate=[1, 1, 1]),
        lambda run: first(run)["counts"].update(pass_rate=["1", "1"]),
        lambda run: first(run)["counts"].update(pass_rate=[1, float("nan")]),
        lambda run: first(run)["errors"].update(pass_rate=["crashed"]),
        lambda run: first(run)["case"].update(question="x" * 3_000),
        lambda run: first(run)["timings_ms"].update(total="long"),
        lambda run: run.update(outlets=["The Star"]),
        lambda run: run.update(usage={"calls": "two"}),
        lambda run: run.pop("results"),
    ],
)
def test_a_run_that_lacks_what_a_report_reads_is_refused_by_name(
    file: Path, spoil: Callable[[Any], Any], capsys: pytest.CaptureFixture[str]
) -> None:
    load(file)
    fields = json.loads(file.read_text())
    spoil(fields)
    spoilt = file.with_name("spoilt.json")
    spoilt.write_text(json.dumps(fields))
    report = str(file.with_name("report.html"))
    assert hearsay(["eval", "compare", str(file), str(spoilt), "--report", report]) == 2
    told = capsys.readouterr().err
    assert told.startswith(f"hearsay: {spoilt}: not a run")
    assert told.count("\n") == 1


@pytest.mark.parametrize("content", [b"[" * 200_000, b"[]", b"{}", b"\xff", b'{"format": ' + b"1" * 5_000 + b"}"])
def test_what_is_nothing_like_a_run_is_refused_by_name(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "odd.json").write_bytes(content)
    with pytest.raises(UnusableInput, match=r"odd\.json: not a run"):
        load(tmp_path / "odd.json")


@pytest.mark.parametrize("folder", [".", ".."])
def test_a_run_is_not_written_in_place_of_a_folder(folder: str) -> None:
    with pytest.raises(UnusableInput, match="is a folder; name a file in it"):
        save(run([result("one")]), Path(folder))
