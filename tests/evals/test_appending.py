import json
import multiprocessing
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evals.appending import append, library_named, take_back
from evals.case_file import line_of, load
from ingest.errors import UnusableInput
from tests.evals.answers import case

# A line as somebody wrote it: other space, other order of fields.
BY_HAND = (
    '{"question":  "who?", "library": "news", "kind": "lookup", "id": "by-hand", "expect": {"outcome": "answered"}}'
)


def numbered(identifier: str, n: int = 0):
    return case(identifier=identifier, canaries=(f"word {n}",))


def test_a_case_is_one_line_at_the_end_and_other_lines_stay_as_they_are(tmp_path: Path) -> None:
    file = tmp_path / "cases.jsonl"
    file.write_text(f"{BY_HAND}\n\n")
    added = append(numbered("new"), file)
    assert file.read_text() == f"{BY_HAND}\n\n{line_of(added.case)}\n"
    assert (added.number, added.line) == (3, line_of(added.case))
    assert [each.id for each in load(file)] == ["by-hand", "new"]


@pytest.mark.parametrize(
    ("before", "after"),
    [(b"", b"%s\n"), (b"LINE", b"LINE\n%s\n"), (b"LINE\r\n", b"LINE\r\n%s\r\n"), (b" \n", b" \n%s\n")],
)
def test_the_last_line_need_not_have_an_end_and_line_ends_are_those_of_the_file(
    tmp_path: Path, before: bytes, after: bytes
) -> None:
    file = tmp_path / "cases.jsonl"
    file.write_bytes(before.replace(b"LINE", BY_HAND.encode()))
    line = append(numbered("new"), file).line
    assert file.read_bytes() == after.replace(b"LINE", BY_HAND.encode()) % line.encode()


def test_a_file_and_its_folder_are_made_where_there_are_none(tmp_path: Path) -> None:
    added = append(numbered("new"), tmp_path / "tests" / "cases.jsonl")
    assert load(tmp_path / "tests" / "cases.jsonl") == (added.case,)


def test_an_id_that_is_taken_gets_a_number(tmp_path: Path) -> None:
    file = tmp_path / "cases.jsonl"
    assert [append(numbered("same", n), file).case.id for n in range(3)] == ["same", "same-2", "same-3"]


def test_the_same_test_is_not_kept_twice_whoever_says_why(tmp_path: Path) -> None:
    file = tmp_path / "cases.jsonl"
    append(case(identifier="one", note="Ana"), file)
    with pytest.raises(UnusableInput, match=r"cases\.jsonl: has this test already, as one"):
        append(case(identifier="other", note="Ben"), file)
    append(case(identifier="other", note="Ben", premise=True), file)


def test_a_line_is_taken_back_and_nothing_else_with_it(tmp_path: Path) -> None:
    file = tmp_path / "cases.jsonl"
    file.write_text(BY_HAND)
    first, second = append(numbered("a", 1), file), append(numbered("b", 2), file)
    take_back(first.line, file)
    assert file.read_text() == f"{BY_HAND}\n{second.line}\n"
    with pytest.raises(UnusableInput, match="changed meanwhile"):
        take_back(first.line, file)


def test_a_file_that_is_wrong_is_left_as_it_is_and_its_line_is_named(tmp_path: Path) -> None:
    file = tmp_path / "cases.jsonl"
    file.write_text(f"{BY_HAND}\n{{broken\n")
    with pytest.raises(UnusableInput, match=r"cases\.jsonl:2: not a case"):
        append(numbered("new"), file)
    assert file.read_text() == f"{BY_HAND}\n{{broken\n"


def test_a_write_that_breaks_off_leaves_the_file_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "cases.jsonl"
    file.write_text(f"{BY_HAND}\n")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UnusableInput, match=r"cannot be written \(No space left on device\); nothing was added"):
        append(numbered("new"), file)
    assert file.read_text() == f"{BY_HAND}\n"


def test_a_file_that_is_read_only_is_left_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "cases.jsonl"
    file.write_text(f"{BY_HAND}\n")
    file.chmod(0o444)
    with pytest.raises(UnusableInput, match=r"cannot be written \(it is read-only\); nothing was added"):
        append(numbered("new"), file)
    assert file.read_text() == f"{BY_HAND}\n"


def test_a_link_stays_one_and_a_file_keeps_its_rights(tmp_path: Path) -> None:
    file, link = tmp_path / "cases.jsonl", tmp_path / "link.jsonl"
    file.write_text(f"{BY_HAND}\n")
    file.chmod(0o640)
    link.symlink_to(file)
    append(numbered("new"), link)
    assert link.is_symlink()
    assert len(load(file)) == 2
    assert file.stat().st_mode & 0o777 == 0o640


def _many(file: Path, writer: int) -> None:
    for n in range(10):
        append(numbered("same", 100 * writer + n), file)


def test_of_several_writers_at_once_none_loses_a_line(tmp_path: Path) -> None:
    file = tmp_path / "cases.jsonl"
    context = multiprocessing.get_context("fork")
    writers = [context.Process(target=_many, args=(file, writer)) for writer in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert len(load(file)) == 40


def test_the_name_of_the_library_is_that_of_the_files_cases_else_its_folders(tmp_path: Path) -> None:
    file = tmp_path / "cases.jsonl"
    assert library_named(file, tmp_path / "morning") == "morning"
    file.write_text(f"{BY_HAND}\n")
    assert library_named(file, tmp_path / "morning") == "news"
    append(numbered("of-another"), file)
    assert library_named(file, tmp_path / "morning") == "morning"


spaced = st.sampled_from(["", " ", "\t"])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(st.lists(spaced, max_size=5), st.booleans())
def test_whatever_space_a_file_has_what_stood_in_it_stands_in_it_still(tmp_path, blanks, has_end) -> None:
    file = tmp_path / "cases.jsonl"
    before = "\n".join([*blanks, BY_HAND, *blanks]) + ("\n" if has_end else "")
    file.write_text(before)
    added = append(numbered("new"), file)
    text = file.read_text()
    assert text.startswith(before)
    assert json.loads(text[len(before) :]) == json.loads(added.line)
