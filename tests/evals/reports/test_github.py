"""What a workflow of GitHub shows of a run."""

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from evals.comparison import Breach
from evals.gate import Verdict
from evals.reports import github
from evals.reports.writing import write
from tests.evals.reports.made import FIDELITY, HOSTILE, case, compared, gated, result, run, worse


def unescaped(text: str, codes: str) -> str:
    """Read what a command carries as GitHub's runner does."""
    for code in codes.split():
        text = text.replace(code, chr(int(code[1:], 16)))
    return text


@given(st.text(alphabet=st.sampled_from("%0A2D53C:,\r\nx")) | st.text())
def test_what_a_command_carries_comes_back_as_it_was_and_is_one_line(text):
    data, named = github.escape_data(text), github.escape_property(text)
    assert not {"\n", "\r"} & {*data, *named}
    assert not {":", ","} & {*named}
    assert unescaped(data, "%0D %0A %25") == text
    assert unescaped(named, "%0D %0A %3A %2C %25") == text


def test_a_title_cannot_end_itself_or_add_a_property():
    assert github.escape_property("a::b,file=x%\r\n") == "a%3A%3Ab%2Cfile=x%25%0D%0A"


def test_regressions_are_errors_and_cases_that_newly_fail_are_warnings():
    _, _, comparison = worse()
    lines = list(
        github.annotations(Verdict(comparison, (Breach(FIDELITY, "sirens", 3, 3), Breach(FIDELITY, "x", 1, 3))))
    )
    assert [line.split("::")[1].split()[0] for line in lines] == ["error", "error", "warning"]
    assert "Quote fidelity does not hold in sirens, 3 of 3 times" in lines[0]
    assert lines[2] == "::warning title=Newly fails::sirens: Did the sirens sound?: lost its wanted source"


def test_a_case_cannot_give_a_command():
    asked = case("a\n::error::taken", question="\r\n::add-mask::x")
    comparison = compared(run([result(asked)]), run([result(asked, failed=("evidence",))]))
    (line,) = github.annotations(gated(comparison))
    assert len(line.splitlines()) == 1
    assert line.startswith("::warning title=Newly fails::")


def test_no_more_is_annotated_than_github_shows():
    cases = [f"c{number}" for number in range(30)]
    comparison = compared(run(map(result, cases)), run(result(c, failed=("evidence",)) for c in cases))
    assert len(list(github.annotations(gated(comparison)))) == github.ANNOTATED


def rendered(markdown: str) -> str:
    return MarkdownIt("gfm-like").render(markdown)


@given(st.text(alphabet=st.sampled_from("ab1 \\`*_[]()<>#|~@&$:!.-+/w\n"), min_size=1, max_size=30))
def test_foreign_text_is_nothing_but_its_words_in_markdown(text):
    shown = rendered(f"x{github.escape(text)}x")
    assert html.unescape(shown) == f"<p>x{' '.join(text.split())}x</p>\n"


@pytest.mark.parametrize(
    "text", [HOSTILE, "www.evil.example", "http://evil.example", "a@evil.example", "[x](http://e.example)"]
)
def test_foreign_text_makes_no_link_and_no_markup_in_markdown(text):
    shown = rendered(f"- {github.escape(text)}")
    assert "<a" not in shown
    assert "<script" not in shown
    assert "<img" not in shown


def test_the_summary_is_a_table_with_a_row_a_metric_and_the_cases_that_newly_fail():
    _, after, comparison = worse()
    summary = rendered(github.summary(after, gated(comparison)))
    assert summary.startswith("<h2>Worse: evidence recall fell by 50")
    assert summary.count("<tr>") == 2
    assert "<li>sirens: Did the sirens sound?: lost its wanted source</li>" in summary


def test_nothing_is_written_outside_of_a_workflow(monkeypatch, capsys, tmp_path):
    _, after, comparison = worse()
    summary = tmp_path / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    write(after, gated(comparison))
    assert capsys.readouterr() == ("", "")
    assert not summary.exists()


def test_in_a_workflow_annotations_and_the_summary_are_written(monkeypatch, capsys, tmp_path):
    _, after, comparison = worse()
    summary = tmp_path / "summary.md"
    summary.write_text("of a step before\n", encoding="utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    write(after, gated(comparison))
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("::error title=Regression::")
    assert summary.read_text(encoding="utf-8").startswith("of a step before\n## Worse")


def test_a_refusal_and_a_missed_floor_are_annotated_and_stand_in_the_summary():
    verdict = Verdict(refused="other cases", missed=("pass_rate is 0.1, below its floor of 0.2",))
    assert list(github.annotations(verdict)) == [
        "::error title=Not comparable::other cases",
        "::error title=Regression::pass_rate is 0.1, below its floor of 0.2",
    ]
    shown = rendered(github.summary(run([result("a")]), verdict))
    assert shown.startswith("<h2>Not comparable: other cases")
    assert "<li>pass_rate is 0.1, below its floor of 0.2</li>" in shown
