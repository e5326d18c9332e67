import json
from contextlib import closing
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.record.claim_review import DEEPEST, reviews_in
from index.record.finding import FinderKind, Verdict
from index.record.importing import LARGEST, ImportReport, put, read
from index.sqlite.store import SqliteStore
from ingest.errors import Rejected, UnusableInput

TODAY = date(2026, 1, 1)
REVIEW = {
    "@context": "https://schema.org",
    "@type": "ClaimReview",
    "datePublished": "2025-03-02T09:00:00Z",
    "url": "https://checks.example/dam",
    "claimReviewed": "The dam was blown up",
    "author": {"@type": "Organization", "name": "Plain Checks"},
    "reviewRating": {"@type": "Rating", "alternateName": "False", "ratingValue": 1, "bestRating": 5, "worstRating": 1},
}
PAGE = """<html><head><title>Was it?</title><script type="application/ld+json">{}</script>
<script type="application/ld+json">{{"@type": "Organization", "name": "Plain Checks"}}</script>
<script>ClaimReview()</script></head><body><p>Text</p></body></html>"""
CSV = (
    "statement,verdict,finder,kind,how,found,url,quote,note\n"
    '"The dam, they say, was sound",refuted,Orle Inquiry,inquiry,hearings,2025-01-09,https://inquiry.example/1,,x\n'
    "Nobody was warned,maybe,Orle Inquiry,inquiry,hearings,2025-01-09,https://inquiry.example/2,,x\n"
)


@pytest.fixture
def record(tmp_path):
    with closing(SqliteStore.create(tmp_path / "library", "none", 2)) as store:
        yield store.findings


def file_of(tmp_path, content, name="reviews.json"):
    file = tmp_path / name
    file.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return file


def imported(record, *files):
    candidates, rejected = read(files, TODAY)
    report = ImportReport(rejected=rejected)
    put(record, candidates, "Ana", report)
    return report


@pytest.mark.parametrize(
    "content",
    [
        REVIEW,
        [{"@type": "Organization"}, REVIEW],
        {"@context": "https://schema.org", "@graph": [REVIEW, {"@type": "WebPage"}]},
        {"@type": "DataFeed", "dataFeedElement": [{"item": [REVIEW]}]},
        {"@type": ["Review", "http://schema.org/ClaimReview"]} | {k: v for k, v in REVIEW.items() if k != "@type"},
        PAGE.format(json.dumps([REVIEW])),
        PAGE.format("{broken").replace("</body>", PAGE.format(json.dumps(REVIEW)) + "</body>"),
    ],
    ids=["alone", "list", "graph", "feed", "types", "page", "page with a broken part"],
)
def test_a_claim_review_is_read_wherever_it_is(record, tmp_path, content):
    report = imported(record, file_of(tmp_path, content))
    (finding,) = record.all()
    assert report.added == [finding.id]
    assert (finding.statement, finding.verdict) == ("The dam was blown up", Verdict.REFUTED)
    assert (finding.finder, finding.kind) == ("Plain Checks", FinderKind.FACT_CHECKER)
    assert (finding.found, finding.url) == (date(2025, 3, 2), "https://checks.example/dam")
    assert finding.how == "fact-check; rated “False”"
    assert (finding.entered_by, finding.quote) == ("Ana", None)


def test_importing_again_changes_nothing(record, tmp_path):
    file = file_of(tmp_path, REVIEW)
    imported(record, file)
    before = record.mark
    report = imported(record, file)
    assert (len(report.unchanged), report.added, report.updated) == (1, [], [])
    assert record.mark == before


def test_a_changed_rating_is_a_new_revision(record, tmp_path):
    imported(record, file_of(tmp_path, REVIEW))
    report = imported(record, file_of(tmp_path, REVIEW | {"reviewRating": {"alternateName": "Half right"}}))
    (finding,) = record.all()
    assert report.updated == [finding.id]
    assert report.unread == ["rated “Half right”"]
    assert [r.finding.verdict for r in record.history(finding.id)] == [Verdict.REFUTED, Verdict.UNRESOLVED]


def test_what_a_person_has_edited_is_not_overruled_nor_a_retired_one_brought_back(record, tmp_path):
    imported(record, file_of(tmp_path, REVIEW))
    (finding,) = record.all()
    record.edit(finding.id, replace(finding.particulars, finder="The desk"), "Ben")
    report = imported(record, file_of(tmp_path, REVIEW | {"reviewRating": {"alternateName": "True"}}))
    assert report.kept == [finding.id]
    assert record.get(finding.id).finder == "The desk"
    record.retire(finding.id, "Ben")
    assert imported(record, file_of(tmp_path, REVIEW)).unchanged == [finding.id]
    assert record.all() == []


def test_two_reviews_of_one_file_that_contradict_each_other_do_not_take_turns(record, tmp_path):
    other = REVIEW | {"reviewRating": {"alternateName": "True"}}
    for _ in range(2):
        report = imported(record, file_of(tmp_path, [REVIEW, other, REVIEW]))
        assert [(each.code, "review 1" in each.detail) for each in report.rejected] == [("contradicts", True)]
    (finding,) = record.all()
    assert len(record.history(finding.id)) == 1


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"claimReviewed": ""}, "statement"),
        ({"url": "javascript:alert(1)"}, "not a web address"),
        ({"url": None}, "url"),
        ({"claimReviewed": "x" * 2000}, "shorten"),
        ({"datePublished": "2030-01-01"}, "yet to come"),
    ],
)
def test_a_review_that_cannot_be_used_is_a_row_of_the_report_and_the_rest_goes_in(record, tmp_path, changes, told):
    report = imported(record, file_of(tmp_path, [REVIEW | changes, REVIEW]))
    assert len(report.added) == 1
    (refused,) = report.rejected
    assert refused.file.endswith("reviews.json, review 1")
    assert told in refused.detail


def test_a_day_that_is_written_in_another_way_is_not_guessed_and_a_finder_without_a_name_is_its_host(record, tmp_path):
    imported(record, file_of(tmp_path, REVIEW | {"datePublished": "2 March", "author": None}))
    (finding,) = record.all()
    assert (finding.found, finding.finder) == (None, "checks.example")


def test_a_question_that_was_reviewed_states_nothing_and_so_is_unresolved(record, tmp_path):
    imported(record, file_of(tmp_path, REVIEW | {"claimReviewed": "Was the dam blown up?"}))
    assert record.all()[0].verdict is Verdict.UNRESOLVED


def test_rows_of_a_table_go_in_and_a_bad_one_is_told_by_its_line(record, tmp_path):
    report = imported(record, file_of(tmp_path, CSV, "findings.csv"))
    (finding,) = record.all()
    assert finding.statement == "The dam, they say, was sound"
    assert finding.verdict is Verdict.REFUTED
    (refused,) = report.rejected
    assert refused.file.endswith("findings.csv, line 3")
    assert "'maybe' is none of established" in refused.detail


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.json", "{", "not-json"),
        ("a.json", "[" * 100_000, "not-json"),
        ("a.json", "[" * 80 + "]" * 80, "too-deep"),
        ("a.json", '{"@type": "Recipe"}', "no-reviews"),
        ("a.html", "<p>nothing here</p>", "no-reviews"),
        ("a.html", PAGE.format("{broken"), "not-json"),
        ("a.csv", "statement,url\nx,y\n", "no-columns"),
        ("a.csv", CSV + 'The "quotes" are open,"refuted', "bad-csv"),
        ("a.csv", "", "no-columns"),
    ],
)
def test_a_file_that_cannot_be_used_is_rejected_with_its_name_and_what_to_do(tmp_path, name, content, code):
    _, rejected = read([file_of(tmp_path, content, name)], TODAY)
    assert rejected[-1].code == code
    assert name in rejected[-1].file
    assert "\n" not in rejected[-1].detail


def test_a_file_that_is_too_large_or_not_text_is_rejected_and_one_that_is_not_there_ends_the_import(tmp_path):
    large, binary = tmp_path / "large.json", tmp_path / "binary.json"
    large.write_bytes(b" " * (LARGEST + 1))
    binary.write_bytes(b"\xff\xfe\x00")
    _, rejected = read([large, binary], TODAY)
    assert [each.code for each in rejected] == ["too-large", "not-utf-8"]
    with pytest.raises(UnusableInput, match="check the path"):
        read([tmp_path / "nowhere.json"], TODAY)


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=8) | st.just("ClaimReview"),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from([*REVIEW, "name", "@id", "mainEntityOfPage"]), inner, max_size=6)
    ),
    max_leaves=30,
)


@given(JSON)
def test_whatever_a_file_holds_is_rejected_or_read_and_never_breaks_the_import(tmp_path_factory, content):
    file = file_of(tmp_path_factory.mktemp("any"), {"@type": "ClaimReview", "claimReviewed": "x", "url": content})
    more = file_of(tmp_path_factory.mktemp("any"), [content, REVIEW | {"author": content, "reviewRating": content}])
    candidates, rejected = read([file, more], TODAY)
    assert len(candidates) + len(rejected) >= 2


def test_a_document_as_deep_as_is_allowed_is_read():
    nested = json.dumps(REVIEW)
    for _ in range(DEEPEST - 1):
        nested = f"[{nested}]"
    assert len(list(reviews_in(nested))) == 1
    with pytest.raises(Rejected, match="levels deep"):
        list(reviews_in(f"[{nested}]"))
