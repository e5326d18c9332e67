"""The attributions of the demonstration articles, as the program finds them, against the gold."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from evals import attribution, floors, gold
from evals.agreement import Agreement, Counts
from evals.attribution import main, measure
from ingest.attribution.tagger import FULL_PRECISION, load
from ingest.corpus import Article, Attribution, Span
from ingest.errors import UnusableInput


class Silent:
    """A tagger that finds nothing."""

    name = "silent"

    def tag(self, text: str, parts: Sequence[Span] = ()) -> tuple[Attribution, ...]:
        return ()


@pytest.fixture(scope="module")
def articles() -> Mapping[str, Article]:
    return gold.articles()


@pytest.fixture(scope="module")
def measured(articles: Mapping[str, Article]) -> Agreement:
    return measure(load(), articles)


def test_no_figure_of_attribution_is_below_its_floor(measured: Agreement) -> None:
    held = floors.load("attribution")
    below = floors.below_floor(measured.summary(), held.lowest)
    assert floors.shortfalls(below, held, floors.digest(gold.ATTRIBUTIONS)) == ()
    assert set(held.lowest) == set(measured.summary())


def test_no_piece_of_an_attribution_lies_outside_the_text(measured: Agreement) -> None:
    assert measured.outside == 0


def test_a_tagger_that_finds_nothing_falls_short(articles: Mapping[str, Article]) -> None:
    silent = measure(Silent(), articles)
    assert silent.content.gold == silent.linked.gold > 300
    missed = floors.below_floor(silent.summary(), floors.load("attribution").lowest)
    assert {line.split()[0] for line in missed} >= {"content_f1", "linked_f1", "quotations", "denial_recall"}


def test_the_command_prints_each_figure_and_ends_with_two_where_the_data_are_not(
    measured: Agreement, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(attribution, "measure", lambda *_: measured)  # which is tried above
    assert main(["--data", str(tmp_path), "--out", str(tmp_path / "out")]) == 2
    printed, told = capsys.readouterr()
    for name in ("content", "linked", "denials", "quotations", "speakers", "offsets outside the text: 0"):
        assert name in printed
    assert "dev.docs.jsonl" in told


def test_gold_for_other_articles_is_refused() -> None:
    with pytest.raises(UnusableInput, match="not the attributions of an article"):
        measure(Silent(), {})


def test_floors_are_those_of_the_tagger_as_it_runs_and_none_of_full_precision(monkeypatch: pytest.MonkeyPatch) -> None:
    poor, measured_with = Agreement(linked=Counts(0, 1, 1)), list[object]()

    def measured(tagger: object, _: object) -> Agreement:
        measured_with.append(tagger)
        return poor

    monkeypatch.setattr(attribution, "measure", measured)
    monkeypatch.setattr(attribution, "MiniLMTagger", lambda precision: precision)
    assert main([]) == 1
    assert main(["--full-precision"]) == 0
    assert measured_with[1] == FULL_PRECISION
