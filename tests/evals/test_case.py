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
from evals.contradiction import contradiction
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
            "words, with a letter or digit",
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
        ({**GOOD, "id": "one\n::error title=pwned::stolen"}, "one line without control characters"),
        ({**GOOD, "library": "news\x1b[2J"}, "one line without control characters"),
        ("[" * 200_000, "brackets within brackets"),
        (json.dumps(GOOD).replace('"one"', "1" * 5_000), "no JSON that can be read"),
        ('{"id": "one", "id": "two"}', "the field 'id' stands there twice"),
        (json.dumps(GOOD)[:-2] + ', "canaries": ["sirens"], "canaries": []}}', "'canaries' stands there twice"),
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


ANSWERED, ABSTAINED = {"outcome": "answered"}, {"outcome": "abstained"}
CITED = [{"article": "a.txt", "text": "some words"}]


@pytest.mark.parametrize(
    ("expect", "told"),
    [
        *((ANSWERED | {name: ""}, f"{name} is ''; write a list") for name in ("canaries", "never", "attribution")),
        (ANSWERED | {"must_cite": 0}, "must_cite is 0; write a list"),
        (ANSWERED | {"after": False}, "after is False, no date"),
        (ANSWERED | {"premise": []}, "premise is []; write true or false"),
        (ANSWERED | {"note": 0}, "note is 0; write text"),
        (ANSWERED | {"note": "\ud800"}, "note is '\\ud800'; write text"),
        (ANSWERED | {"status": ""}, "status is ''; write one of"),
        (ANSWERED | {"attribution": ["Nobody Atall"]}, "attribution is of the words in must_cite and any_cite"),
        (ANSWERED | {"status": "established"}, "status is of the words in must_cite and any_cite"),
        (ANSWERED | {"reason": "source_silent"}, "reason is of an abstention"),
        (ANSWERED | {"after": "2020-02-01", "before": "2020-01-01"}, "swap the two dates"),
        (ABSTAINED | {"must_cite": CITED}, "must_cite is of an answer"),
        (ABSTAINED | {"any_cite": CITED}, "any_cite is of an answer"),
        (ABSTAINED | {"any_cite": CITED, "attribution": ["Fenn"]}, "any_cite is of an answer"),
        (ABSTAINED | {"outlets_only": ["The Star"]}, "outlets_only is of an answer"),
        (ANSWERED | {"canaries": ["\u200b"]}, "write a list of texts that can be seen"),
        (ANSWERED | {"never": ["\u200b \u2060"]}, "write a list of texts that can be seen"),
        (ANSWERED | {"must_cite": [{"article": "a.txt", "text": "…"}]}, "text is '…'; write words"),
        (ANSWERED | {"any_cite": CITED, "attribution": ["\u200b"]}, "attribution is"),
    ],
)
def test_a_check_that_would_be_lost_is_refused_with_file_and_line(tmp_path: Path, expect: Any, told: str) -> None:
    file = written(tmp_path, GOOD, {**GOOD, "id": "two", "expect": expect})
    with pytest.raises(UnusableInput) as refused:
        load(file)
    assert f"{file}:2: not a case: " in str(refused.value)
    assert told in str(refused.value)


def test_a_scope_of_another_type_is_refused_though_it_is_empty(tmp_path: Path) -> None:
    with pytest.raises(UnusableInput, match=r":1: not a case: scope is no JSON object"):
        load(written(tmp_path, {**GOOD, "scope": []}))


def test_words_of_any_script_are_words(tmp_path: Path) -> None:
    expect = ANSWERED | {"must_cite": [{"article": "a.txt", "text": "قال الوزير"}], "canaries": ["🙂", "水"]}
    (case,) = load(written(tmp_path, {**GOOD, "expect": expect}))
    assert (case.expect.must_cite[0].text, case.expect.canaries) == ("قال الوزير", ("🙂", "水"))


def test_two_cases_may_not_share_an_id(tmp_path: Path) -> None:
    with pytest.raises(UnusableInput, match=r":2: the id 'one' is taken"):
        load(written(tmp_path, GOOD, GOOD))


def test_a_file_without_cases_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnusableInput, match="holds no cases"):
        load(written(tmp_path, "", ""))


def test_a_file_that_is_not_there_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(UnusableInput, match=r"none\.jsonl: cannot be read"):
        load(tmp_path / "none.jsonl")


def test_a_line_in_another_encoding_is_refused_with_file_and_line(tmp_path: Path) -> None:
    file = tmp_path / "latin.jsonl"
    file.write_bytes(json.dumps(GOOD).encode() + b"\n" + "é".encode("latin-1"))
    with pytest.raises(UnusableInput, match=r"latin\.jsonl:2: cannot be read as UTF-8, from byte 1"):
        load(file)


def test_a_byte_order_mark_and_line_ends_of_windows_are_no_part_of_a_case(tmp_path: Path) -> None:
    file = tmp_path / "windows.jsonl"
    file.write_bytes(b"\xef\xbb\xbf" + json.dumps(GOOD).encode() + b"\r\n")
    assert [case.where for case in load(file)] == [f"{file}:1"]


def test_a_carriage_return_alone_ends_no_line_as_it_ends_none_where_cases_are_added(tmp_path: Path) -> None:
    file = tmp_path / "old.jsonl"
    file.write_bytes(b"\r".join([json.dumps(GOOD).encode()] * 2))
    with pytest.raises(UnusableInput, match=r"old\.jsonl:1: not a case"):
        load(file)


def test_a_case_is_the_same_wherever_it_stands(tmp_path: Path) -> None:
    (case,) = load(written(tmp_path, "", GOOD))
    assert case == case_of(GOOD)
    assert case.where.endswith("cases.jsonl:2")


names = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1).filter(
    lambda text: any(c.isalnum() for c in text)
)
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
    **dict.fromkeys(("attribution", "outlets_only", "speakers_only", "canaries", "never"), texts),
)
constraints = st.builds(Constraints, outlets=texts, authors=texts, speakers=texts, before=days)
cases = st.builds(
    *(Case, names, names, st.sampled_from(Kind), names, expectations),
    history=texts,
    constraints=constraints,
    tags=texts,
    story=st.none() | names,
)


@given(cases.filter(lambda case: contradiction(case.expect) is None))
def test_a_case_that_is_written_is_read_back_the_same(case: Case) -> None:
    assert case_of(json.loads(line_of(case))) == case
    assert "\n" not in line_of(case)


def test_cases_of_one_article_are_one_cluster_unless_a_story_is_named() -> None:
    sited = case_of({**GOOD, "expect": {"outcome": "answered", "any_cite": [{"article": "a.txt", "text": "words"}]}})
    assert (sited.cluster, replace(sited, story="dam").cluster) == ("a.txt", "dam")
    assert case_of(GOOD).cluster == "one"
