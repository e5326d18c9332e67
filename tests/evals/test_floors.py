from pathlib import Path

from evals.floors import Floors, digest, load, shortfalls
from evals.gold import ATTRIBUTIONS

MEASURED = {"pass_rate": 0.5, "evidence_recall": 0.8, "abstention_f1": 0.7, "exact": 1.0, "scope": 1.0}


def library_of(folder: Path) -> tuple[Path, Path]:
    articles = folder / "demo"
    articles.mkdir()
    (articles / "a.txt").write_text("one", encoding="utf-8")
    cases = folder / "cases.jsonl"
    cases.write_text("{}", encoding="utf-8")
    return cases, articles


def test_figures_at_their_floors_hold() -> None:
    assert shortfalls(MEASURED, Floors("d", MEASURED), "d") == ()


def test_a_figure_below_its_floor_is_named_with_both_numbers() -> None:
    (line,) = shortfalls(MEASURED, Floors("d", {"pass_rate": 0.51, "exact": 1.0}), "d")
    assert line == "pass_rate is 0.500, below its floor of 0.510"


def test_figures_measured_on_something_else_do_not_hold() -> None:
    (line,) = shortfalls(MEASURED, Floors("d", MEASURED), "e")
    assert "digest e" in line
    assert "evals/floors.json" in line


def test_the_digest_tells_any_change_of_cases_or_articles(tmp_path: Path) -> None:
    cases, articles = library_of(tmp_path)
    seen = {digest(cases, articles)}
    cases.write_text("{ }", encoding="utf-8")
    seen.add(digest(cases, articles))
    (articles / "a.txt").write_text("two", encoding="utf-8")
    seen.add(digest(cases, articles))
    (articles / "a.txt").rename(articles / "b.txt")
    seen.add(digest(cases, articles))
    (articles / "c.txt").write_text("", encoding="utf-8")
    seen.add(digest(cases, articles))
    assert len(seen) == 5


def test_the_floors_written_down_are_of_the_cases_and_articles_that_are_here() -> None:
    assert load().digest == digest()


def test_the_floors_of_attribution_are_of_the_gold_and_articles_that_are_here() -> None:
    assert load("attribution").digest == digest(ATTRIBUTIONS)


def test_every_figure_has_a_floor_and_quotes_and_scope_must_be_perfect() -> None:
    lowest = load().lowest
    assert set(lowest) == set(MEASURED)
    assert (lowest["exact"], lowest["scope"]) == (1.0, 1.0)
