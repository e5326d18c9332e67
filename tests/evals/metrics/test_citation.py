import pytest

from evals.metrics.citation import PRECISION, RECALL, bears_out
from tests.evals.metrics.pages import STAR, abstention, changed, counted, failed, page

GIST = "the gates stayed shut on 14 March"
GISTED = page((STAR, 0), (STAR, 1), gists={1: GIST})


def test_an_answer_of_quotes_and_gists_is_borne_out_by_what_it_cites() -> None:
    assert GIST in GISTED["text"]
    assert counted(RECALL, GISTED) == (2.0, 2.0)
    assert counted(PRECISION, GISTED) == (2.0, 2.0)
    assert counted(RECALL, page()) == counted(PRECISION, page()) == (7.0, 7.0)


@pytest.mark.parametrize("gist", ["the gates stayed shut on 15 March", "Kessary kept the gates shut on 14 March"])
def test_a_gist_with_another_number_or_name_is_not_borne_out(gist: str) -> None:
    assert counted(RECALL, changed(GISTED, f"in short, that {GIST}", f"in short, that {gist}")) == (1.0, 2.0)


def test_a_statement_without_a_number_is_not_borne_out() -> None:
    assert counted(RECALL, changed(GISTED, "siren.” [2]", "siren.”")) == (1.0, 2.0)


def test_the_words_of_a_finding_are_no_statement_without_a_number() -> None:
    shown = changed(
        page((STAR, 0)), "*Asserted", "**On record:** “the gates were shut: “ was established by X.\n\n*Asserted"
    )
    assert counted(RECALL, shown) == (1.0, 1.0)


def test_citations_of_other_words_are_neither_recalled_nor_precise() -> None:
    crossed = changed(changed(page((STAR, 0), (STAR, 1)), "rose.” [1]", "them.” [2]"), "siren.” [2]", "siren.” [1]")
    assert counted(RECALL, crossed) == (0.0, 2.0)
    assert counted(PRECISION, crossed) == (0.0, 2.0)


def test_a_number_that_only_the_list_of_sources_has_supports_nothing() -> None:
    assert counted(PRECISION, changed(page((STAR, 0)), "[1] Lonne", "[1] [2] Lonne")) == (1.0, 2.0)


def test_nothing_is_told_of_an_answer_that_states_nothing() -> None:
    assert counted(RECALL, abstention()) is None
    assert counted(PRECISION, abstention()) is None


@pytest.mark.parametrize(
    ("claim", "cited", "holds"),
    [
        ("it rained", "it did not rain", True),  # what a proxy without a model cannot see
        ("3,200 people left", "3,200 people came", True),
        ("3,200 people left", "3,201 people left", False),
        ("Fenn left “at once”", "Fenn went at once", True),
        ("Fenn left “at once”", "Fenn went later", False),
        ("Fenn left", "fenn left", False),
    ],
)
def test_numbers_names_and_quoted_words_decide(claim: str, cited: str, holds: bool) -> None:
    assert bears_out(claim, cited) is holds


def test_a_failing_share_fails() -> None:
    assert failed(RECALL, changed(page((STAR, 0)), "gates", "doors"))
