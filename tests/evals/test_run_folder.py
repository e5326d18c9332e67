from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from evals.run import Run
from evals.run_file import keep, load, save
from evals.run_folder import RunFolder
from ingest.errors import UnusableInput
from tests.evals.reports.made import case, result, run

OLD = run([result(case("a")), result(case("b")), result(case("c"), failed=("evidence",))], code="1234567890abcdef")


def made(earlier: Run, hours: int, **changes: object) -> Run:
    prints = replace(earlier.fingerprint, **changes)  # type: ignore[arg-type]
    return replace(earlier, made=earlier.made + timedelta(hours=hours), fingerprint=prints)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    save(replace(OLD, reason="first release"), tmp_path / "zz-old.json")
    save(made(OLD, 2, code="fedcba0987654321", model="qwen3 at host"), tmp_path / "new.json")
    save(made(OLD, 1), tmp_path / "between.json")
    return tmp_path


def test_runs_are_listed_newest_first_with_what_differs_from_the_one_before(folder: Path) -> None:
    new, between, old = RunFolder(folder).listed()
    assert [each.name for each in (new, between, old)] == ["new.json", "between.json", "zz-old.json"]
    assert (new.cases, new.passed, new.model, new.code) == (3, 2, "qwen3 at host", "fedcba09")
    assert (new.differs, between.differs, old.differs) == (("code", "model"), (), None)
    assert (new.reason, old.reason) == ("", "first release")
    assert new.asked == old.asked


def test_runs_of_other_tests_or_another_library_did_not_ask_alike(folder: Path) -> None:
    save(made(OLD, 3, cases="others"), folder / "cases.json")
    save(made(OLD, 4, library="another"), folder / "library.json")
    assert len({each.asked for each in RunFolder(folder).listed()}) == 3


def test_a_folder_that_is_missing_or_empty_has_no_runs(tmp_path: Path) -> None:
    assert list(RunFolder(tmp_path / "none").listed()) == []
    assert list(RunFolder(tmp_path).listed()) == []


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{}",
        b"[]",
        b"\xff\xfe",
        b'{"format": 99}',
        b'{"format": 1, "made": "2026-11-20T10:15:00", "reason": null, "cases": 1, "passed": 1, '
        b'"fingerprint": {"code": "c", "model": null}}',  # of no zone
        b"x" * 200_000,
    ],
)
def test_a_file_that_is_no_run_is_listed_as_such_behind_the_runs(folder: Path, content: bytes) -> None:
    (folder / "aa.json").write_bytes(content)
    (folder / ".unfinished.json.part").write_bytes(b"")
    *runs, other = RunFolder(folder).listed()
    assert (len(runs), other.name, other.made) == (3, "aa.json", None)
    assert "not a run" in other.problem


def test_the_page_of_a_run_stands_alone_or_beside_another(folder: Path) -> None:
    alone, beside = RunFolder(folder).page("new.json", None), RunFolder(folder).page("new.json", "zz-old.json")
    assert alone.startswith("<!doctype html>")
    assert "first release" not in alone
    assert "first release" in beside


@pytest.mark.parametrize("name", ["none.json", "../secret.json", "/etc/passwd", "", ".", "new.json\0"])
def test_only_what_lies_in_the_folder_can_be_read(folder: Path, name: str) -> None:
    inner = folder / "inner"
    inner.mkdir()
    save(OLD, folder / "secret.json")
    with pytest.raises(UnusableInput, match="there is no run"):
        RunFolder(inner).page(name, None)
    with pytest.raises(UnusableInput, match="there is no run"):
        RunFolder(folder).page("new.json", name if name != "" else "x")


def test_a_file_that_is_no_run_is_told_of_without_where_it_lies(folder: Path) -> None:
    (folder / "notes.json").write_text("{}")
    with pytest.raises(UnusableInput, match=r"^notes\.json: not a run"):
        RunFolder(folder).page("notes.json", None)


@pytest.mark.parametrize(
    "other",
    [
        run([result(case("other"))]),
        run([result(case("a"))]),
        made(OLD, 0, library="another"),
    ],
    ids=["no test in common", "one test of three", "another library"],
)
def test_runs_that_did_not_ask_alike_are_not_set_beside_each_other(folder: Path, other: Run) -> None:
    save(other, folder / "other.json")
    with pytest.raises(UnusableInput, match="did not ask the same tests of the same library"):
        RunFolder(folder).page("new.json", "other.json")


def test_a_run_of_a_large_library_is_listed(tmp_path: Path) -> None:
    outlets = {f"{'a-long-name-of-an-article' * 2}-{n}.html": f"The Outlet {n}" for n in range(2000)}
    save(replace(OLD, outlets=outlets), tmp_path / "large.json")
    (listed,) = RunFolder(tmp_path).listed()
    assert (listed.cases, listed.problem) == (3, "")
    assert load(tmp_path / "large.json").outlets == outlets


def test_runs_of_the_same_second_are_kept_beside_each_other(tmp_path: Path) -> None:
    kept = [keep(replace(OLD, reason=reason), tmp_path / "runs") for reason in ("one", "two", "three")]
    assert [path.name for path in kept] == [f"2026-11-20-101500{end}.json" for end in ("", "-2", "-3")]
    assert [load(path).reason for path in kept] == ["one", "two", "three"]
    assert sorted((tmp_path / "runs").iterdir()) == sorted(kept)
