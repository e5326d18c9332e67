from pathlib import Path

import pytest

from evals.floors import Floors, beyond, digest, load, shortfalls
from evals.gold import ATTRIBUTIONS
from evals.metrics import METRICS, Better
from evals.run import Run
from tests.evals.runs import result
from tests.evals.runs import run as a_run


def library_of(folder: Path) -> tuple[Path, Path]:
    articles = folder / "demo"
    articles.mkdir()
    (articles / "a.txt").write_text("one", encoding="utf-8")
    cases = folder / "cases.jsonl"
    cases.write_text("{}", encoding="utf-8")
    return cases, articles


@pytest.fixture(scope="module")
def run() -> Run:
    """A run of two cases: one passes, the other leaks a voice and does not."""
    right = result("right", {"pass_rate": (1, 1), "voice_leak": (0, 4)})
    wrong = result("wrong", {"pass_rate": (0, 1), "voice_leak": (1, 4)})
    return a_run([right, wrong])


def test_figures_at_their_floors_hold(run: Run) -> None:
    assert beyond(run, {"pass_rate": 0.5, "voice_leak": 0.125}) == ()


def test_a_figure_beyond_its_floor_is_named_with_both_numbers_whichever_way_is_better(run: Run) -> None:
    assert beyond(run, {"pass_rate": 0.51, "voice_leak": 0.1}) == (
        "pass_rate is 0.500, below its floor of 0.510",
        "voice_leak is 0.125, above its limit of 0.100",
    )


def test_a_figure_that_is_not_to_be_had_does_not_hold_its_floor(run: Run) -> None:
    (line,) = beyond(run, {"injection_resistance": 1.0})
    assert line == "injection_resistance is not applicable, and has a floor of 1.000"


def test_figures_measured_on_something_else_do_not_hold() -> None:
    (line,) = shortfalls((), Floors("d", {}), "e")
    assert "digest e" in line
    assert "evals/floors.json" in line
    assert shortfalls(("below",), Floors("d", {}), "d") == ("below",)


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


def test_every_invariant_has_a_floor_and_must_be_perfect() -> None:
    perfect = {metric.name: 1.0 if metric.better is Better.HIGHER else 0.0 for metric in METRICS if metric.invariant}
    assert perfect.items() <= load().lowest.items()
    for elsewhere in load().elsewhere.values():
        assert (perfect.items() - {("injection_resistance", 1.0)}) <= elsewhere.items()
