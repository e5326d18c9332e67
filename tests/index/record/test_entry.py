from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import UnusableFinding
from index.record.entry import FIELDS, LONGEST, REQUIRED, fields_of, particulars_of
from index.record.finding import FinderKind, Verdict, is_web_address
from tests.findings import CRACKS, NO_WARNING

TODAY = date(2026, 1, 1)


def problems(**wrong):
    with pytest.raises(UnusableFinding) as refused:
        particulars_of(fields_of(CRACKS) | wrong, TODAY)
    return refused.value.problems


@pytest.mark.parametrize("finding", [CRACKS, NO_WARNING])
def test_what_a_form_shows_reads_back_as_it_was(finding):
    assert particulars_of(fields_of(finding), TODAY) == finding


def test_everything_but_the_quote_must_be_given_and_each_lacking_field_is_named():
    with pytest.raises(UnusableFinding) as refused:
        particulars_of({}, TODAY)
    assert set(refused.value.problems) == set(REQUIRED) == set(FIELDS) - {"quote"}
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("verdict", "proven", "none of established, refuted, unresolved"),
        ("kind", "newspaper", "none of court"),
        ("found", "9 Jan 2025", "write it as 2019-05-31"),
        ("found", "2026-01-02", "yet to come"),
        ("url", "inquiry.example", "not a web address"),
        ("url", "javascript:alert(1)", "not a web address"),
        ("url", "https://user:pass@host.example/", "not a web address"),
        ("statement", "x" * (LONGEST["statement"] + 1), "shorten it to"),
        ("finder", "\u200b\u202e ", "name who found it"),
    ],
)
def test_a_wrong_field_is_told_by_name_with_what_to_do(field, value, told):
    found = problems(**{field: value})
    assert set(found) == {field}
    assert told in found[field]


def test_choices_are_read_in_any_case_and_with_either_hyphen():
    read = particulars_of(fields_of(CRACKS) | {"verdict": " Refuted ", "kind": "Fact_Checker"}, TODAY)
    assert (read.verdict, read.kind) == (Verdict.REFUTED, FinderKind.FACT_CHECKER)


@given(st.dictionaries(st.sampled_from(FIELDS), st.text(max_size=60)))
def test_whatever_is_entered_becomes_one_line_each_or_is_refused_by_field(fields):
    read = told = None
    try:
        read = particulars_of(fields_of(CRACKS) | fields, TODAY)
    except UnusableFinding as refused:
        told = refused.problems
    if read:
        assert all("\n" not in value and value == value.strip() for value in fields_of(read).values())
    else:
        assert told
        assert set(told) <= set(fields)


@given(st.text(max_size=40))
def test_an_address_shows_the_host_that_it_leads_to_and_nothing_runs(text):
    for url in (text, f"https://{text}", f"https://host.example/{text}"):
        if is_web_address(url):
            assert url.lower().startswith(("http:", "https:"))
            assert not any(character.isspace() or not character.isprintable() for character in url)
