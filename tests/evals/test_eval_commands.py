"""``hearsay eval`` with a baseline, ``compare`` and ``bless``: exit codes, and a line on stderr for each reason."""

import json
import subprocess
import sys
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from app.cli import run as hearsay
from evals.case_file import line_of
from evals.run_file import load, save
from tests.evals.reports import made
from tests.evals.runs import FALLS, HOLDS, case, result, run

QUESTIONS = {
    "sirens": "what does the Lonne Valley Star say about the sirens?",
    "cranes": "what does the Lonne Valley Star say about cranes?",
    "camp": "what does the Hill Bell say about the nether camp?",
    "election": "what does the Castrel Courier say about the election?",
    "phones": "what does Free Current say about school phones?",
    "memo": "what does the Ostrane Ledger say about the memo?",
}


def scored(*outcomes, **fingerprint):
    return run(
        (
            result(f"c{n}", {"pass_rate": HOLDS if passes else FALLS}, () if passes else ("outcome",))
            for n, passes in enumerate(outcomes)
        ),
        **fingerprint,
    )


@pytest.fixture
def written(tmp_path):
    def write(name, made):
        save(made, tmp_path / name)
        return str(tmp_path / name)

    return write


GOOD, BAD = scored(*[True] * 20), scored(*[False] * 20)
CRASHED = run([result("c0", errors={"pass_rate": "KeyError: 'x'"}), *GOOD.results[1:]])


@pytest.mark.parametrize(
    ("before", "after", "code", "told"),
    [
        (GOOD, GOOD, 0, ""),
        (BAD, GOOD, 0, ""),
        (GOOD, BAD, 1, "hearsay: regression: Cases that pass was 1.000 and is 0.000"),
        (GOOD, scored(True), 3, "incomparable: other cases than the baseline's: 19 removed (c1, c10, c11, ...)"),
        (GOOD, scored(*[True] * 20, library="m"), 3, "hearsay: incomparable: other articles or findings"),
        (GOOD, scored(*[True] * 20, code="new"), 0, "changed since the baseline: code: c, now new"),
        (
            CRASHED,
            GOOD,
            2,
            "hearsay: not counted: the evaluator pass_rate crashed on c0 in the baseline (KeyError: 'x')",
        ),
        (GOOD, scored(*[True] * 20, measures="n"), 0, "hearsay: WARNING: the metrics themselves are not those"),
        (GOOD, CRASHED, 2, "hearsay: not counted: the evaluator pass_rate crashed on c0 in the run (KeyError: 'x')"),
    ],
)
def test_two_files_are_compared_by_exit_code_and_one_line_for_each_reason(before, after, code, told, written, capsys):
    assert hearsay(["eval", "compare", written("before.json", before), written("after.json", after)]) == code
    lines = capsys.readouterr().err.splitlines()
    assert [line for line in lines if told in line] == lines
    assert len(lines) == bool(told)


def test_across_libraries_it_compares_if_told_to_and_warns(written, capsys):
    files = [written("before.json", GOOD), written("after.json", scored(*[True] * 20, library="m"))]
    assert hearsay(["eval", "compare", *files, "--any-library"]) == 0
    assert "hearsay: WARNING: other articles or findings than the baseline's" in capsys.readouterr().err


def test_what_is_incomparable_is_so_in_every_report_and_what_must_hold_is_told_all_the_same(written, tmp_path, capsys):
    broken = run([replace(made.result("c0"), counts={"quote_fidelity": FALLS})])
    files = [written("before.json", GOOD), written("after.json", broken)]
    reports = ["--report", str(tmp_path / "r.html"), "--junit", str(tmp_path / "j.xml")]
    assert hearsay(["eval", "compare", *files, *reports, "--json"]) == 3
    fields = json.loads(capsys.readouterr().out)
    assert fields["comparison"] is None
    assert fields["refused"].startswith("other cases than the baseline's: 19 removed")
    assert [each["metric"] for each in fields["breaches"]] == ["quote_fidelity"]
    assert "<title>Not comparable: other cases" in (tmp_path / "r.html").read_text(encoding="utf-8")
    gate = next(s for s in ElementTree.parse(tmp_path / "j.xml").getroot() if s.get("name") == "gate")
    assert (gate.get("tests"), gate.get("failures"), gate.get("errors")) == ("2", "1", "1")
    assert hearsay(["eval", "compare", *files]) == 3
    shown = capsys.readouterr()
    assert "Not comparable: other cases" in shown.out
    assert "hearsay: regression: Quote fidelity fails in c0" in shown.err


def test_a_report_that_cannot_be_written_keeps_back_neither_the_reasons_nor_the_other_report(written, tmp_path, capsys):
    (tmp_path / "taken").write_text("", encoding="utf-8")
    reports = ["--report", str(tmp_path / "taken" / "r.html"), "--junit", str(tmp_path / "j.xml")]
    good = made.run(made.result(f"c{n}") for n in range(20))
    bad = made.run(made.result(f"c{n}", failed=("outcome",)) for n in range(20))
    assert hearsay(["eval", "compare", written("a.json", good), written("b.json", bad), *reports]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert "regression: Cases that pass was 1.000 and is 0.000" in lines[0]
    assert "r.html: cannot be written" in lines[-1]
    assert '<testsuite name="gate"' in (tmp_path / "j.xml").read_text(encoding="utf-8")


def test_it_prints_what_changed_as_a_table_or_as_json(written, capsys):
    files = [written("before.json", GOOD), written("after.json", scored(False, *[True] * 19))]
    hearsay(["eval", "compare", *files])
    shown = capsys.readouterr().out
    assert "1 case newly fails, 0 newly pass (McNemar’s p = 1.000)." in shown
    assert "▼ c0: abstains where there is an answer" in shown.splitlines()[:4]
    hearsay(["eval", "compare", *files, "--json"])
    fields = json.loads(capsys.readouterr().out)["comparison"]
    assert fields["flips"] == {"worse": ["c0"], "better": [], "p": 1.0}
    assert fields["metrics"]["pass_rate"]["after"]["value"] == 0.95
    assert fields["metrics"]["ndcg_10"]["difference"] is None


@pytest.mark.parametrize("missing", ["compare", "bless"])
def test_what_is_no_run_is_refused_in_one_line(missing, tmp_path, capsys):
    (tmp_path / "no.json").write_text("{}", encoding="utf-8")
    rest = [str(tmp_path / "no.json")] if missing == "compare" else ["--reason", "why", "--to", str(tmp_path / "b")]
    assert hearsay(["eval", missing, str(tmp_path / "no.json"), *rest]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def bless(file, place, *options, reason="because"):
    return hearsay(["eval", "bless", file, "--reason", reason, "--to", str(place), *options])


def test_blessing_keeps_the_reason_and_what_is_worse_is_refused_unless_accepted(written, tmp_path, capsys):
    place = tmp_path / "kept" / "baseline.json"
    good, bad = written("good.json", GOOD), written("bad.json", BAD)
    assert bless(good, place, reason="the first") == 0
    assert load(place).reason == "the first"
    first = place.read_bytes()
    assert bless(bad, place) == 1
    assert "--accept-worse" in capsys.readouterr().err
    assert place.read_bytes() == first
    assert bless(bad, place, "--accept-worse") == 0
    assert load(place).value("pass_rate") == 0.0
    assert list(place.parent.iterdir()) == [place]


def test_blessing_refuses_a_single_case_that_newly_fails_and_names_it(written, tmp_path, capsys):
    place = tmp_path / "baseline.json"
    assert bless(written("good.json", GOOD), place) == 0
    assert bless(written("one.json", scored(*[True] * 19, False)), place) == 1
    assert "newly fails: c19" in capsys.readouterr().err


def test_a_baseline_of_another_format_is_replaced_only_where_worse_is_accepted(written, tmp_path, capsys):
    good, place = written("good.json", GOOD), tmp_path / "baseline.json"
    place.write_text('{"format": 0}')
    assert bless(good, place) == 2
    assert f"{place}: of another format" in capsys.readouterr().err
    assert place.read_text() == '{"format": 0}'
    assert bless(good, place, "--accept-worse") == 0
    assert "nothing tells whether the run is worse" in capsys.readouterr().err
    assert load(place).reason == "because"


def test_blessing_needs_a_reason_and_a_place_and_no_crash(written, tmp_path, capsys):
    place = tmp_path / "baseline.json"
    crashed = written("crashed.json", run([result("a", errors={"pass_rate": "KeyError"})]))
    good = written("good.json", GOOD)
    assert bless(good, place, reason=" ") == 2
    assert bless(crashed, place) == 2
    assert hearsay(["eval", "bless", good, "--reason", "why"]) == 2
    assert hearsay(["eval", "bless", good, "--to", str(place)]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 4
    assert not place.exists()


@pytest.fixture(scope="module")
def asked(demo_folder, tmp_path_factory):
    """Cases in a file, and a run of them asked of the demonstration library."""
    folder = tmp_path_factory.mktemp("asked")
    lines = [line_of(case(name, question=question)) for name, question in QUESTIONS.items()]
    (folder / "cases.jsonl").write_text("\n".join(lines), encoding="utf-8")
    command = ["eval", str(folder / "cases.jsonl"), "--library", str(demo_folder)]
    # A run of the program as a user starts it; what the cases themselves show is not held here.
    subprocess.run([sys.executable, "-m", "app", *command, "--out", str(folder / "run.json")], check=False)
    return command, load(folder / "run.json")


def with_failures(made):
    """Return a run of the same cases in which every one failed."""
    results = (replace(r, failed=("outcome",), counts={**r.counts, "pass_rate": FALLS}) for r in made.results)
    return replace(made, results=tuple(results))


def with_passes(made):
    results = (replace(r, failed=(), counts={**r.counts, "pass_rate": HOLDS}) for r in made.results)
    return replace(made, results=tuple(results))


@pytest.mark.parametrize(
    ("altered", "code", "told"),
    [
        (lambda made: made, 0, ""),
        (with_failures, 0, ""),
        (lambda made: replace(made, results=made.results[1:]), 3, "1 added (sirens)"),
        (lambda made: replace(made, fingerprint=replace(made.fingerprint, library="m")), 3, "--any-library"),
    ],
    ids=["itself", "a worse one", "fewer cases", "another library"],
)
def test_a_run_is_held_to_the_baseline_named(asked, altered, code, told, tmp_path, capsys):
    command, made = asked
    save(altered(made), tmp_path / "baseline.json")
    options = ["--baseline", str(tmp_path / "baseline.json"), "--out", str(tmp_path / "run.json")]
    assert hearsay([*command, *options]) == code
    assert told in capsys.readouterr().err
    assert len(load(tmp_path / "run.json").results) == len(QUESTIONS)


def test_a_run_that_got_worse_than_its_baseline_fails(asked, demo_folder, tmp_path, capsys):
    _, made = asked
    lines = [line_of(replace(r.case, expect=replace(r.case.expect, abstains=True))) for r in made.results]
    (tmp_path / "cases.jsonl").write_text("\n".join(lines), encoding="utf-8")
    command = ["eval", str(tmp_path / "cases.jsonl"), "--library", str(demo_folder)]
    hearsay([*command, "--out", str(tmp_path / "run.json")])
    save(with_passes(load(tmp_path / "run.json")), tmp_path / "baseline.json")
    options = ["--baseline", str(tmp_path / "baseline.json"), "--out", str(tmp_path / "run.json")]
    assert hearsay([*command, *options]) == 1
    assert "hearsay: regression: Cases that pass was 1.000 and is" in capsys.readouterr().err


def test_a_baseline_that_cannot_be_read_is_told_before_anything_is_asked(asked, tmp_path, capsys):
    command, _ = asked
    options = ["--baseline", str(tmp_path / "none.json"), "--out", str(tmp_path / "run.json")]
    assert hearsay([*command, *options]) == 2
    assert "none.json: cannot be read" in capsys.readouterr().err
    assert not (tmp_path / "run.json").exists()
