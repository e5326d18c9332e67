import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.answer import Reason, Status
from app.request import Constraints
from evals.case import Case, Expectation, Kind, Wanted
from evals.case_file import case_of, line_of, load
from ingest.errors import UnusableInput

GOOD: dict[str, Any] = {
    "id": "one",
    "library": "demo",
    "kind": "lookup",
    "question": "how many?",
    "expect": {"outcome": "answered"},
}


def written(folder: Path, *cases: object) -> Path:
    file = folder / "cases.jsonl"
    lines = (case if isinstance(case, str) else json.dumps(case) for case in cases)
    file.write_text("\n".join(lines), encoding="utf-8")
    return file


def test_a_case_keeps_everything_that_its_line_says(tmp_path: Path) -> None:
    expect = {
        "outcome": "answered",
        "must_cite": [{"article": "a.txt", "text": "words"}],
        "any_cite": [{"article": "b.txt", "text": "others"}],
        "attribution": ["Fenn"],
        "outlets_only": ["Star"],
        "status": "disputed",
        "premise": True,
        "note": "why",
    }
    (case,) = load(written(tmp_path, {**GOOD, "kind": "followup", "history": ["before?"], "expect": expect}))
    assert (case.id, case.library, case.kind, case.history) == ("one", "demo", Kind.FOLLOWUP, ("before?",))
    assert case.expect.wanted == (Wanted("a.txt", "words"), Wanted("b.txt", "others"))
    assert case.expect.status is Status.DISPUTED
    assert (case.expect.attribution, case.expect.outlets_only) == (("Fenn",), ("Star",))
    assert (case.expect.premise, case.expect.note, case.expect.abstains) == (True, "why", False)


def test_an_abstention_is_read_with_its_reason(tmp_path: Path) -> None:
    expect = {"outcome": "abstained", "reason": "source_silent"}
    (case,) = load(written(tmp_path, {**GOOD, "expect": expect}))
    assert case.expect.abstains
    assert case.expect.reason is Reason.SOURCE_SILENT


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("{not json", "not a case"),
        ("[]", "not a case"),
        ({k: v for k, v in GOOD.items() if k != "question"}, "'question' is missing"),
        ({**GOOD, "kind": "riddle"}, "riddle"),
        ({**GOOD, "question": " "}, "question is ' '; write text"),
        (
            {**GOOD, "expect": {"outcome": "answered", "must_cite": [{"article": "a.txt", "text": "…"}]}},
            "words of the article",
        ),
        ({**GOOD, "question": "x" * 3_000}, "shorten it"),
        ({**GOOD, "histroy": ["before?"]}, "did you mean 'history'?"),
        ({**GOOD, "history": "before?"}, "history is 'before?'; write a list of texts"),
        ({**GOOD, "scope": {"outlet": ["Star"]}}, "did you mean 'outlets'?"),
        ({**GOOD, "scope": {"after": "2020-02-01", "before": "2020-01-01"}}, "swap the two dates"),
        ({**GOOD, "expect": {"outcome": "answered", "must_site": []}}, "did you mean 'must_cite'?"),
        ({**GOOD, "expect": {"outcome": "answered", "premise": "yes"}}, "write true or false"),
        ({**GOOD, "expect": {"outcome": "answered", "after": "soon"}}, "write it as 2017-12-20"),
        ({**GOOD, "expect": {"outcome": "shrugged"}}, "shrugged"),
        ({**GOOD, "expect": {"outcome": "abstained", "reason": "bored"}}, "bored"),
        ({**GOOD, "expect": {"outcome": "answered", "status": "certain"}}, "certain"),
        ({**GOOD, "expect": {"outcome": "answered", "must_cite": [{"article": "a.txt"}]}}, "'text' is missing"),
    ],
)
def test_what_is_no_case_is_refused_with_file_and_line(tmp_path: Path, wrong: object, told: str) -> None:
    file = written(tmp_path, GOOD, "", wrong)
    with pytest.raises(UnusableInput) as refused:
        load(file)
    assert f"{file}:3" in str(refused.value)
    assert told in str(refused.value)
    assert "\n" not in str(refused.value)


def test_two_cases_may_not_share_an_id(tmp_path: Path) -> None:
    with pytest.raises(UnusableInput, match=r":2: the id 'one' is taken"):
        load(written(tmp_path, GOOD, GOOD))


def test_a_file_without_cases_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnusableInput, match="holds no cases"):
        load(written(tmp_path, "", ""))


def test_a_file_that_is_not_there_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(UnusableInput, match=r"none\.jsonl: cannot be read"):
        load(tmp_path / "none.jsonl")


def test_a_file_in_another_encoding_is_refused_by_name(tmp_path: Path) -> None:
    file = tmp_path / "latin.jsonl"
    file.write_bytes("é".encode("latin-1"))
    with pytest.raises(UnusableInput, match=r"latin\.jsonl: cannot be read as UTF-8"):
        load(file)


names = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1)
texts = st.lists(names, max_size=3).map(tuple)
days = st.none() | st.dates()
wanted = st.lists(st.builds(Wanted, names, names.map("word {}".format)), max_size=2).map(tuple)
expectations = st.builds(
    *(Expectation, st.booleans()),
    reason=st.none() | st.sampled_from(Reason),
    premise=st.booleans(),
    must_cite=wanted,
    any_cite=wanted,
    status=st.none() | st.sampled_from(Status),
    after=days,
    **dict.fromkeys(("attribution", "outlets_only", "speakers_only", "canaries"), texts),
)
constraints = st.builds(Constraints, outlets=texts, authors=texts, speakers=texts, before=days)
cases = st.builds(
    *(Case, names, names, st.sampled_from(Kind), names, expectations),
    history=texts,
    constraints=constraints,
    tags=texts,
    story=st.none() | names,
)


@given(cases)
def test_a_case_that_is_written_is_read_back_the_same(case: Case) -> None:
    assert case_of(json.loads(line_of(case))) == case
    assert "\n" not in line_of(case)


def test_cases_of_one_article_are_one_cluster_unless_a_story_is_named() -> None:
    sited = case_of({**GOOD, "expect": {"outcome": "answered", "any_cite": [{"article": "a.txt", "text": "words"}]}})
    assert (sited.cluster, replace(sited, story="dam").cluster) == ("a.txt", "dam")
    assert case_of(GOOD).cluster == "one"
