import importlib.util
import json
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.answer import Reason, Status
from evals.case import Case, Kind, Wanted
from evals.judge import MISSING, covers, fold, judge
from tests.evals.answers import TEXT, WANTED, abstaining, abstention, answer, case, citation, statement

SCORE = Path(__file__).parents[3] / "shared" / "evals" / "score.py"
FILLER = " ".join(f"word{n}" for n in range(401))


def failed(case: Case, given_answer: Any, texts: dict[str, str] | None = None) -> set[str]:
    return {name for name, held in judge(case, given_answer, texts).checks.items() if not held}


def test_a_right_answer_passes_every_check() -> None:
    wanted = case(must_cite=(WANTED,), attribution=("the Star",), outlets_only=("Lonne Valley Star",))
    verdict = judge(replace(wanted, expect=replace(wanted.expect, status=Status.ASSERTED)), answer(), {"a1": TEXT})
    assert verdict.passed
    assert verdict.recall == 1.0
    assert set(verdict.checks) == {
        *("outcome", "evidence", "attribution", "status", "scope", "no_false_premise"),
        *("concise", "cited", "attributed", "never_established", "exact"),
    }


OTHER = Wanted("other.txt", "something else entirely was said here")


@pytest.mark.parametrize(
    ("check", "asked", "given_answer"),
    [
        ("outcome", case(), abstention("source_silent")),
        ("outcome", case(), {"outcome": "pondered", "statements": [statement(citation())]}),
        ("evidence", case(must_cite=(WANTED, OTHER)), answer()),
        ("evidence", case(must_cite=(WANTED,), any_cite=(OTHER,)), answer()),
        ("evidence", case(any_cite=(OTHER,)), answer()),
        ("attribution", case(must_cite=(WANTED,), attribution=("Fenn",)), answer()),
        ("status", case(must_cite=(WANTED,), status=Status.DISPUTED), answer()),
        ("scope", case(outlets_only=("The Hill Bell",)), answer()),
        ("scope", case(outlets_only=("The Hill Bell",)), answer(statement(citation(outlet=None)))),
        ("premise", case(Kind.PREMISE, premise=True), answer()),
        ("no_false_premise", case(), answer(premise={"text": "t", "status": "not_established"})),
        ("concise", case(), answer(statement(citation(FILLER)))),
        ("cited", case(), answer(statement())),
        ("attributed", case(), answer(statement(citation(), names=()))),
        ("never_established", case(), answer(statement(citation(), status="established"))),
        ("never_established", case(), answer(statement(citation(), status="refuted"))),
        ("reason", abstaining(Reason.SOURCE_SILENT), abstention("not_in_library")),
    ],
)
def test_each_check_fails_for_the_answer_that_it_is_there_for(check: str, asked: Case, given_answer: Any) -> None:
    assert check in failed(asked, given_answer)


def test_a_quote_that_is_not_in_the_stored_text_is_not_exact() -> None:
    assert failed(case(), answer(), {"a1": "x" + TEXT}) == {"exact"}
    assert failed(case(), answer(), {}) == {"exact"}


def test_an_answer_where_none_is_right_fails_outcome_and_reason() -> None:
    assert failed(abstaining(Reason.NOT_IN_LIBRARY), answer()) == {"outcome", "reason"}


def test_any_reason_will_do_where_none_is_expected() -> None:
    assert not failed(abstaining(None), abstention("not_in_library"))


def test_a_statement_about_the_library_needs_neither_citation_nor_attribution() -> None:
    about = statement(status="library", names=())
    assert not failed(case(), answer(about, statement(citation())))


def test_recall_counts_each_thing_that_must_be_cited_and_the_choice_as_one() -> None:
    asked = case(must_cite=(WANTED, OTHER), any_cite=(OTHER, WANTED))
    assert judge(asked, answer()).recall == pytest.approx(2 / 3)


def test_only_the_first_eight_citations_are_scored() -> None:
    early = [statement(citation(f"nothing to the point {n}", start=n)) for n in range(8)]
    late = answer(*early, statement(citation()))
    assert failed(case(must_cite=(WANTED,)), late) == {"evidence"}
    assert not failed(case(must_cite=(WANTED,)), answer(*early[:7], statement(citation())))


def test_one_place_cited_twice_is_one_citation() -> None:
    twice = [statement(citation(f"nothing to the point {n % 7}", start=n % 7)) for n in range(14)]
    assert not failed(case(must_cite=(WANTED,)), answer(*twice, statement(citation())))


def test_whether_a_premise_is_taken_up_is_left_open_where_proof_is_asked_for() -> None:
    assert "no_false_premise" not in judge(case(Kind.ESTABLISHED), answer(premise={"text": "t"})).checks


def test_attribution_is_not_judged_where_the_evidence_was_missed() -> None:
    assert "attribution" not in judge(case(must_cite=(OTHER,), attribution=("Fenn",)), answer()).checks


def test_a_question_without_an_answer_fails() -> None:
    assert not MISSING.passed


def test_folding_drops_case_marks_and_link_targets() -> None:
    assert fold("“Not ONE siren”\n— [said](http://x.example/y) Fenn…") == ["not", "one", "siren", "said", "fenn"]


def test_a_citation_of_another_article_covers_nothing() -> None:
    assert not covers(citation(file="other.txt"), WANTED)
    assert covers(citation(file="some/folder/sirens.txt"), WANTED)


def test_scattered_words_in_common_are_no_evidence() -> None:
    assert not covers(citation("one had. Before, the siren sounded; came water not"), WANTED)


WORDS = st.lists(st.sampled_from("siren water mayor the not one sounded came dam".split()), min_size=1, max_size=30)


@given(WORDS, st.integers(0, 29), st.integers(1, 30))
def test_a_quote_of_all_the_words_wanted_always_covers_them(words: list[str], start: int, length: int) -> None:
    part = words[start % len(words) :][:length]
    assert covers(citation(" ".join(words)), Wanted("sirens.txt", " ".join(part)))


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    once = fold(text)
    assert fold(" ".join(once)) == once


@pytest.fixture(scope="module")
def score() -> ModuleType:
    if not SCORE.exists():
        pytest.skip("the shared scorer is not beside the checkout")
    spec = importlib.util.spec_from_file_location("score", SCORE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


QUOTES = st.one_of(WORDS.map(" ".join), st.just(TEXT), st.just(FILLER), st.text(max_size=20))
CITATIONS = st.builds(
    citation,
    QUOTES,
    st.sampled_from(["sirens.txt", "a/sirens.txt", "other.txt"]),
    st.integers(0, 9),
    st.sampled_from([None, "Lonne Valley Star", "The Hill Bell"]),
)
STATEMENTS = st.builds(
    lambda cs, status, names: statement(*cs, status=status, names=names),
    st.lists(CITATIONS, max_size=4),
    st.sampled_from([status.value for status in Status]),
    st.sampled_from([(), ("Star",), ("The Star", "Osric Fenn"), ("Fenn",)]),
)
ANSWERS = st.one_of(
    st.builds(abstention, st.sampled_from([reason.value for reason in Reason])),
    st.builds(
        lambda ss, premise: {"id": "c", "outcome": "answered", "statements": ss, "premise": premise},
        st.lists(STATEMENTS, max_size=6),
        st.sampled_from([None, {"text": "t", "status": "refuted"}]),
    ),
)
WANTEDS = st.lists(st.builds(Wanted, st.just("sirens.txt"), WORDS.map(" ".join)), max_size=2).map(tuple)
CASES = st.one_of(
    st.builds(abstaining, st.sampled_from([*Reason, None])),
    st.builds(
        case,
        st.sampled_from(Kind),
        must_cite=WANTEDS,
        any_cite=WANTEDS,
        attribution=st.sampled_from([(), ("Osric Fenn",), ("Star", "Fenn")]),
        outlets_only=st.sampled_from([(), ("lonne valley star",)]),
        status=st.sampled_from([None, *Status]),
        premise=st.booleans(),
    ),
)


def as_line(case: Case) -> dict[str, Any]:
    expect: dict[str, Any] = {
        "outcome": "abstained" if case.expect.abstains else "answered",
        "reason": case.expect.reason,
        "premise": case.expect.premise,
        "attribution": list(case.expect.attribution),
        "outlets_only": list(case.expect.outlets_only),
        "status": case.expect.status,
    }
    for field in ("must_cite", "any_cite"):
        expect[field] = [{"article": w.article, "text": w.text} for w in getattr(case.expect, field)]
    return json.loads(json.dumps({"kind": case.kind, "expect": expect}))  # type: ignore[no-any-return]


@pytest.mark.shared
@given(asked=CASES, given_answer=ANSWERS)
def test_verdicts_agree_with_the_shared_scorer(score: ModuleType, asked: Case, given_answer: Any) -> None:
    texts = {"a1": TEXT}
    theirs = score.judge(as_line(asked), given_answer, texts)
    ours = judge(asked, given_answer, texts)
    assert ours.recall == theirs.pop("_recall", None)
    assert dict(ours.checks) == theirs


@pytest.mark.shared
@given(st.text())
def test_folding_agrees_with_the_shared_scorer(score: ModuleType, text: str) -> None:
    assert fold(text) == score.fold(text)
