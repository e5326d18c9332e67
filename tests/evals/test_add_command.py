"""``hearsay eval add``, over the demonstration articles."""

import io
import json
from pathlib import Path

import pytest

from app.answer import Reason, Status
from app.cli import run
from evals.case_file import load
from evals.commands.faults import REASONS, STATUSES

QUESTION = "what does the plain hammer say was found in the mud under the dam?"
OTHERS = "what does the hill bell say was found in the mud under the dam?"


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    return tmp_path / "cases.jsonl"


@pytest.fixture
def add(demo_folder, cases, capsys):
    def adding(*options: str, question: str = QUESTION) -> tuple[int, str, str]:
        code = run(["--library", str(demo_folder), "eval", "add", question, "--to", str(cases), *options])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return adding


@pytest.fixture
def answer(demo_folder, capsys) -> str:
    assert run(["--library", str(demo_folder), "ask", QUESTION, "--json"]) == 0
    return capsys.readouterr().out


def stdin(text: str) -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(text.encode()))


def test_a_right_answer_is_shown_with_what_is_expected_and_kept(add, cases, demo_folder, capsys):
    code, out, err = add("--note", "read in the paper")
    assert code == 0
    assert "**The Plain Hammer**" in out
    assert "It cites no outlet but The Plain Hammer." in out
    assert "It passes on this answer." in out
    (case,) = load(cases)
    assert err == f"kept in {cases}:1 as {case.id}\n"
    assert (case.library, case.expect.note) == ("library", "read in the paper")
    assert run(["--library", str(demo_folder), "eval", str(cases), "--out", str(cases.with_name("run.json"))]) == 0


def test_a_wrong_answer_becomes_a_test_that_it_fails(add, cases):
    code, out, _ = add("--wrong", "no such thing was found", "--no-answer", "source_silent", "--json")
    assert code == 0
    assert json.loads(out)["expect"] == {
        "outcome": "abstained",
        "reason": "source_silent",
        "note": "no such thing was found",
    }
    code, out, _ = add("--wrong", "it hedges", "--leaves-out", "the dam did not fall but was felled")
    assert (code, len(load(cases))) == (2, 1)
    code, out, _ = add("--wrong", "the colonel said it", "--said-by", "1", "Colonel Bastian Hurl")
    assert code == 0
    assert "It fails on this answer, by attribution." in out


def test_a_dry_run_writes_nothing(add, cases):
    code, out, err = add("--dry-run")
    assert (code, err, cases.exists()) == (0, "nothing was written\n", False)
    assert "The test expects:" in out


def test_an_answer_in_json_is_taken_from_stdin_or_a_file(add, cases, answer, monkeypatch, tmp_path):
    monkeypatch.setattr("sys.stdin", stdin(answer))
    assert add(question="-")[0] == 0
    (tmp_path / "answer.json").write_text(answer)
    code, _, err = add(question=str(tmp_path / "answer.json"))
    assert code == 2
    assert "has this test already, as what-does-the-plain-hammer-say" in err


def test_a_given_answer_does_nothing_to_the_terminal(add, answer, monkeypatch):
    made_up = json.loads(answer)
    made_up["text"] += "\x1b[2J\x07\u202e"
    monkeypatch.setattr("sys.stdin", stdin(json.dumps(made_up)))
    code, out, _ = add("--dry-run", question="-")
    assert code == 0
    assert all(line.isprintable() for line in out.split("\n"))


def test_an_answer_given_within_another_scope_is_refused_until_its_options_are_given(add, answer, monkeypatch):
    elsewhere = json.loads(answer) | {"question": "what was found in the mud under the dam?"}
    monkeypatch.setattr("sys.stdin", stdin(json.dumps(elsewhere)))
    code, _, err = add(question="-")
    assert (code, len(err.splitlines())) == (2, 1)
    assert "give the options again that it was asked with" in err
    monkeypatch.setattr("sys.stdin", stdin(json.dumps(elsewhere)))
    assert add("--outlet", "The Plain Hammer", question="-")[0] == 0


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--never", "mud"), "say why the answer is wrong: --wrong REASON"),
        (("--wrong", "because"), "say what is wrong by --no-answer"),
        (("--wrong", "because", "--no-answer", "shy"), "--no-answer is one of no_such_source"),
        (("--wrong", "because", "--standing", "1", "true"), "--standing is one of asserted"),
        (("--wrong", "because", "--irrelevant", "40"), "the answer has no citation 40"),
    ],
)
def test_what_is_missing_or_wrong_is_one_line(add, cases, options, told):
    code, _, err = add(*options)
    assert code == 2
    assert told in err
    assert len(err.splitlines()) == 1
    assert not cases.exists()


def test_the_words_that_the_help_spells_out_are_those_there_are():
    assert REASONS.split(", ") == list(Reason)
    assert STATUSES.split(", ") == [status for status in Status if status is not Status.LIBRARY]
