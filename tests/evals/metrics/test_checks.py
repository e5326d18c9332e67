"""The checks of a case, of pages as the program renders them and as it should not."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from app.answer import Reason, Status
from app.proposition import Form, Proposition, Standing
from app.request import Constraints
from evals.case import Case, Kind, Wanted
from evals.metrics.checks import WORDS, judge
from evals.observed import Observation
from tests.evals.metrics.pages import BELL, NOBODY, SHELF, STAR, abstention, case, changed, page, wanted

PREMISE = Proposition("the mayor ran", Form.STATEMENT, Standing.NOT_ESTABLISHED)
FENN = wanted(STAR, 1)
OTHER = Wanted("other.txt", "something else entirely was said here")
FIRST_QUOTE = "“The gates stayed shut on 14 March, and the water rose.”"
LEAD = "**Osric Fenn**, as reported by Lonne Valley Star, said: "


def failed(asked: Case, answer: Any) -> set[str]:
    return {name for name, held in judge(Observation(asked, answer, SHELF)).checks.items() if not held}


def without_statement(answer: Any, beginning: str) -> Any:
    """The answer without one statement on the page; the JSON keeps it."""
    blocks = answer["text"].split("\n\n")
    kept = [block for block in blocks if not block.startswith(beginning)]
    assert len(kept) == len(blocks) - 1
    return {**answer, "text": "\n\n".join(kept)}


def test_a_right_answer_passes_every_check() -> None:
    expected = {"attribution": ("Fenn",), "status": Status.ASSERTED, "canaries": ("a comet",)}
    asked = case(must_cite=(FENN,), outlets_only=("Lonne Valley Star",), **expected)
    verdict = judge(Observation(asked, page((STAR, 0), (STAR, 1)), SHELF))
    assert verdict.passed
    assert set(verdict.checks) == {
        *("outcome", "canaries", "evidence", "attribution", "status", "scope", "no_false_premise"),
        *("concise", "cited", "attributed", "never_established", "exact"),
    }


@pytest.mark.parametrize(
    ("check", "asked", "answer"),
    [
        ("outcome", case(), abstention()),
        ("evidence", case(must_cite=(FENN, OTHER)), page()),
        ("evidence", case(must_cite=(FENN,), any_cite=(OTHER,)), page()),
        ("evidence", case(any_cite=(OTHER,)), page()),
        ("attribution", case(must_cite=(FENN,), attribution=("Petra Dorn",)), page()),
        ("status", case(must_cite=(FENN,), status=Status.DISPUTED), page()),
        ("scope", case(outlets_only=("The Hill Bell",)), page()),
        ("scope", case(speakers_only=("Osric Fenn",)), page()),
        ("scope", case(before=date(2010, 1, 1)), page()),
        ("scope", replace(case(), constraints=Constraints(authors=("Ana Corriveth",))), page()),
        ("premise", case(Kind.PREMISE, premise=True), page()),
        ("no_false_premise", case(), page(premise=PREMISE)),
        ("concise", case(), changed(page((STAR, 0)), FIRST_QUOTE, f"“{'word ' * (WORDS + 1)}”")),
        ("cited", case(), changed(page(), f"{FIRST_QUOTE} [1]", FIRST_QUOTE)),
        ("attributed", case(), changed(page(), LEAD, "")),
        ("never_established", case(), changed(page(), ".” [2]", ".” [2] *(established by a finding on record)*")),
        ("exact", case(), changed(page(), "nobody had heard a siren", "nobody had heard the siren")),
        ("canaries", case(canaries=("HEARD  a siren",)), page()),
        ("canaries", case(abstains=True, canaries=("no article",)), abstention()),
        ("reason", case(abstains=True, reason=Reason.SOURCE_SILENT), abstention()),
        ("premise", case(abstains=True, premise=True), abstention()),
    ],
)
def test_each_check_fails_for_the_answer_that_it_is_there_for(check: str, asked: Case, answer: Any) -> None:
    assert check in failed(asked, answer)


@pytest.mark.parametrize("check", ["evidence"])
def test_what_the_json_has_and_the_page_has_not_is_missing(check: str) -> None:
    asked = case(must_cite=(FENN,))
    assert failed(asked, without_statement(page(), LEAD)) == {check}
    assert not failed(asked, page())


def test_a_page_that_says_there_is_no_answer_abstains_whatever_its_json_says() -> None:
    assert "outcome" in failed(case(), {**page(), "text": abstention()["text"]})
    assert not failed(case(abstains=True), {**page(), "reason": "not_in_library", "text": abstention()["text"]})


def test_labels_of_the_json_are_not_believed() -> None:
    answer = page((STAR, 1))
    statement = {**answer["statements"][0], "status": "disputed"}
    labelled = {**answer, "statements": [statement], "premise": {"text": "t", "status": "refuted"}}
    assert not failed(case(must_cite=(FENN,), status=Status.ASSERTED), labelled)


def test_an_answer_where_none_is_right_fails_outcome_and_reason() -> None:
    assert failed(case(abstains=True, reason=Reason.NOT_IN_LIBRARY), page()) == {"outcome", "reason"}


def test_any_reason_will_do_where_none_is_expected() -> None:
    assert not failed(case(abstains=True), abstention())


def test_only_the_first_eight_citations_count_and_one_place_cited_twice_is_one() -> None:
    early = [(BELL, 0), (BELL, 1), (BELL, 2), (STAR, 0), (STAR, 2), (NOBODY, 0)]
    seventh = page(*early, (STAR, 1))
    assert not failed(case(must_cite=(FENN,)), seventh)
    twice = "\n\n".join(f"**The Hill Bell** writes: “Two lamps stood.” [{n}]" for n in range(11, 13))
    several = [{**seventh["statements"][0]["citations"][0], "number": n, "end": 20 + n} for n in range(11, 13)]
    padded = {**seventh, "text": f"{twice}\n\n{seventh['text']}"}
    padded["statements"] = [*seventh["statements"], {**seventh["statements"][0], "citations": several}]
    assert "evidence" in failed(case(must_cite=(FENN,)), padded)
    for each in several:
        each["end"] = 20
    assert "evidence" not in failed(case(must_cite=(FENN,)), padded)


def test_whether_a_premise_is_taken_up_is_left_open_where_proof_is_asked_for() -> None:
    assert not failed(case(Kind.ESTABLISHED), page(premise=PREMISE))


def test_attribution_and_status_are_not_judged_where_the_evidence_was_missed() -> None:
    asked = case(must_cite=(OTHER,), attribution=("Fenn",), status=Status.DISPUTED)
    assert failed(asked, page()) == {"evidence"}
