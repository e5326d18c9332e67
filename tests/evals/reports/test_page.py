"""A run as a page: what it holds, read without a browser."""

import base64
import hashlib
import re
from dataclasses import replace

import pytest
from lxml import html

from app.cli import run as hearsay
from evals.comparison import Breach
from evals.gate import Verdict
from evals.metrics import METRICS
from evals.reports.page import page
from evals.reports.writing import write, write_whole
from evals.run_file import save
from ingest.errors import UnusableInput
from tests.evals.reports.made import (
    FIDELITY,
    HOSTILE,
    answer,
    case,
    change,
    citation,
    compared,
    gated,
    result,
    run,
    wanting,
    worse,
)


def words(element) -> str:
    return " ".join(element.text_content().split())


def seen(run, comparison=None, baseline=None):
    return html.fromstring(page(run, gated(comparison), baseline))


@pytest.fixture
def regression():
    before, after, comparison = worse()
    return seen(after, comparison, before)


def test_the_verdict_stands_first_and_is_the_title(regression):
    assert words(regression.find(".//h1")).startswith("Worse: evidence recall fell by 50")
    assert words(regression.find(".//title")) == words(regression.find(".//h1")).rstrip(".")


def test_a_case_that_newly_fails_shows_what_is_wanted_both_answers_and_why(regression):
    (shown,) = regression.xpath("//section[@id='worse']//details")
    assert shown.get("open") is not None
    assert words(shown.find("summary")) == "Did the sirens sound? The answer lost its wanted source. sirens"
    assert "star.txt cited before, not now" in words(shown)
    assert [words(each) for each in shown.xpath(".//del")] == ["Lonne Valley Star"]
    assert [words(each) for each in shown.xpath(".//ins")] == ["The Plain Hammer"]
    assert [words(each) for each in shown.xpath(".//em")] == ["gone", "new"]
    assert "before none; now evidence" in words(shown)
    assert "Evidence recall 100.0 % → 0.0 %" in words(shown)


def test_every_drawing_says_its_figures_to_who_does_not_see_it(regression):
    drawings = regression.xpath("//*[name()='svg']")
    assert all(each.get("aria-hidden") == "true" or each.get("aria-label") for each in drawings)
    assert regression.xpath("//section[@aria-labelledby='leading-h']//*[@role='img']/@aria-label") == [
        "difference −50.0 points, with 95 % −80.0 to −30.0: worse"
    ]


def test_what_differs_between_the_runs_is_told(regression):
    assert "What differs between the runs: code." in words(regression.xpath("//p[@class='about']")[0])
    assert [words(row) for row in regression.xpath("//tr[@class='differs']")] == ["code a1 b2 differs"]


def test_every_metric_is_there_with_what_it_measures():
    shown = seen(run([result("a")]))
    assert len(shown.xpath("//section[@id='figures']//li[not(contains(@class, 'head'))]")) == len(METRICS)
    assert "Share of the wanted evidence that the first eight citations cover" in words(shown)


def test_without_a_baseline_the_page_compares_nothing():
    shown = seen(run([result("a"), result("b", failed=("evidence",))]))
    assert words(shown.find(".//h1")) == "1 of 2 cases passes, not compared with a baseline."
    assert not shown.xpath("//section[@id='worse' or @id='better' or @id='other']")
    assert len(shown.xpath("//section[@id='failing']//details")) == 1
    assert "newly" not in words(shown.find(".//main"))


def test_a_broken_guarantee_is_named_and_leads_to_its_case():
    before, after, made = worse()
    broken = compared(before, after, made.changes, [Breach(FIDELITY, "hammer", 2, 2)])
    shown = seen(after, broken, before)
    (link,) = shown.xpath("//ul[@class='breaches']//a")
    (case_shown,) = shown.xpath(f"//*[@id='{link.get('href')[1:]}']/..")
    assert "It breaks “Quote fidelity”, 2 of 2 times." in words(case_shown)
    assert case_shown.getparent().get("id") == "broken"


def test_a_guarantee_broken_in_many_cases_takes_one_line():
    before = run(result(f"c{n}") for n in range(9))
    broken = compared(before, before, [], [Breach(FIDELITY, f"c{n}", 3, 3) for n in range(9)])
    (line,) = seen(before, broken, before).xpath("//ul[@class='breaches']/li")
    assert words(line).endswith("does not in c0 (3 of 3 times), c1 (3 of 3 times), c2 (3 of 3 times) and in 6 more.")


def test_a_run_that_crashed_says_so():
    shown = seen(run([result("a", errors={"ndcg_10": "KeyError: <b>"})]))
    assert words(shown.find(".//h1")) == "Not measured in full: 1 metric crashed."
    assert "ndcg_10 crashed on a: KeyError: <b>" in words(shown)


def test_an_outlet_that_is_served_worse_is_named():
    lost = [result(wanting(f"h{n}", "hammer.txt"), answer(citation()), ("evidence",)) for n in range(12)]
    shown = seen(run([*(result(wanting(f"s{n}", "star.txt")) for n in range(12)), *lost]))
    assert words(shown.xpath("//section[@id='fairness']/p")[0]).startswith(
        "Told apart: The Plain Hammer, cases that pass: 0 of 12"
    )


def test_foreign_text_stays_text_wherever_it_comes_from():
    asked = wanting(HOSTILE, "star.txt", note=HOSTILE, attribution=(HOSTILE,))
    asked = type(asked)(HOSTILE, HOSTILE, asked.kind, HOSTILE, asked.expect, (HOSTILE,))
    cited = citation(quote=HOSTILE) | {"outlet": HOSTILE, "author": HOSTILE, "file": HOSTILE}
    before = run([result(asked)])
    after = run([result(asked, answer(cited), ("evidence", HOSTILE), errors={HOSTILE: HOSTILE})], encoder=HOSTILE)
    shown = page(after, gated(compared(before, after, [], [Breach(FIDELITY, HOSTILE, 1, 1)])), before)
    tree = html.fromstring(shown)
    assert not tree.xpath("//script | //img | //*[@onerror] | //*[@onload] | //link | //iframe")
    assert len(tree.xpath("//style")) == 1
    assert not re.search(r'(?:src|href|action)="(?!#)', shown)
    assert words(tree).count("{{ 7 * 7 }}") > 5


def test_the_policy_lets_nothing_in_but_the_pages_own_style():
    text = page(run([result("a")]))
    tree = html.fromstring(text)
    (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    style = re.search(r"<style>(.*?)</style>", text, re.DOTALL).group(1)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert not tree.xpath("//*[@style]")  # the policy would drop it


def test_a_large_suite_is_drawn_in_rows():
    shown = seen(run(result(f"c{n}") for n in range(100)))
    (drawing,) = shown.xpath("//section[@aria-labelledby='kinds-h']//*[name()='svg']")
    assert len(drawing.xpath(".//*[name()='rect']")) == 100
    assert drawing.get("viewbox") == "0 0 210 120"


def test_a_difference_beyond_the_axis_ends_in_an_arrow_and_not_outside():
    before, after, _ = worse()
    far = compared(before, after, [change(METRICS[0], 0.5, 0.5, -0.9, 0.9)])
    (drawing,) = seen(after, far, before).xpath("//section[@aria-labelledby='leading-h']//*[@role='img']")
    places = [float(x) for path in drawing.xpath(".//*[name()='path']/@d") for x in re.findall(r"[ML]([\d.]+) ", path)]
    assert min(places) >= 0
    assert max(places) <= 240


def test_files_are_written_whole_with_their_folders(tmp_path):
    _, after, comparison = worse()
    page_file, junit_file = tmp_path / "out" / "report.html", tmp_path / "out" / "deeper" / "junit.xml"
    write(after, gated(comparison), page_file=page_file, junit_file=junit_file)
    assert page_file.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert junit_file.read_text(encoding="utf-8").startswith("<?xml")
    assert sorted(file.name for file in (tmp_path / "out").rglob("*")) == ["deeper", "junit.xml", "report.html"]


def test_two_runs_in_files_are_compared_as_a_page_and_as_junit(tmp_path):
    before, after, _ = worse()
    lost = [
        replace(after.results[0], case=replace(after.results[0].case, id=f"c{n}", story=f"s{n}")) for n in range(12)
    ]
    had = [replace(before.results[0], case=each.case) for each in lost]
    files = [str(tmp_path / name) for name in ("before.json", "after.json", "report.html", "junit.xml")]
    save(run(had), tmp_path / "before.json")
    save(run(lost), tmp_path / "after.json")
    assert hearsay(["eval", "compare", *files[:2], "--report", files[2], "--junit", files[3]]) == 1
    assert "<title>Worse: " in (tmp_path / "report.html").read_text(encoding="utf-8")
    assert '<testsuite name="gate"' in (tmp_path / "junit.xml").read_text(encoding="utf-8")


def test_half_a_surrogate_is_no_reason_to_lose_the_report(tmp_path):
    seen_twice = run([result(case("a", question="\ud800?"), failed=("evidence",))])
    write(seen_twice, page_file=tmp_path / "report.html")
    assert "</html>" in (tmp_path / "report.html").read_text(encoding="utf-8")


def test_a_file_that_cannot_be_written_is_an_error_in_one_line(tmp_path):
    (tmp_path / "taken").write_text("", encoding="utf-8")
    with pytest.raises(UnusableInput, match=r"cannot be written .*name another file"):
        write_whole(tmp_path / "taken" / "report.html", "text")


def test_a_missed_floor_is_listed_under_the_headline():
    text = page(run([result("a")]), Verdict(missed=("pass_rate is 0.1, below its floor of 0.2",)))
    (line,) = html.fromstring(text).xpath("//ul[@class='breaches']/li")
    assert words(line) == "pass_rate is 0.1, below its floor of 0.2"
