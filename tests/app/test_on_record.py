"""What a finding does to an answer: it is shown first and apart, and settles only the words that a person matched."""

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from app.answer import Abstention, Answer, OnRecord, Reason, Status, Unsettled
from app.compose.quotes import draft
from app.draft import Draft, DraftStatement
from app.guard import guard
from app.json_form import to_json
from app.on_record import Matches, with_linked
from app.render import to_markdown
from index.record.finding import Confirmation, FinderKind, FindingId, Stance, Verdict
from index.scope import Scope
from ingest.corpus import ArticleId, Span
from tests.app.builders import catalogued, evidence
from tests.findings import CRACKS, NO_WARNING, on_record

TEXT = "The dam broke at dawn. Nobody was warned. It rained."
SENTENCES = (0, 22), (23, 41), (42, 52)
SETTLED = OnRecord(Status.ESTABLISHED, FindingId("f1"))
ARTICLE = catalogued().id


def confirmation(span, stance=Stance.AGREES, finding="f1"):
    words = span.of(TEXT)
    return Confirmation(1, FindingId(finding), ARTICLE, span, words, stance, "Ben", datetime(2025, 7, 2, tzinfo=UTC))


def matches(*confirmations, findings=None):
    findings = findings or [on_record()]
    return Matches({ARTICLE: confirmations}, {finding.id: finding for finding in findings})


def drafted(items, *chosen):
    return guard(Draft(tuple(DraftStatement(numbers) for numbers in chosen)), items, Scope(), 8).statements


def settled(items, at, by=SETTLED):
    return [replace(item, on_record=by) if number == at else item for number, item in enumerate(items)]


@pytest.mark.parametrize(
    ("verdict", "stance", "status"),
    [
        (Verdict.ESTABLISHED, Stance.AGREES, Status.ESTABLISHED),
        (Verdict.ESTABLISHED, Stance.DISAGREES, Status.REFUTED),
        (Verdict.REFUTED, Stance.AGREES, Status.REFUTED),
        (Verdict.REFUTED, Stance.DISAGREES, None),
        (Verdict.UNRESOLVED, Stance.AGREES, None),
        (Verdict.UNRESOLVED, Stance.DISAGREES, None),
    ],
)
def test_verdict_and_stance_together_settle_the_words(verdict, stance, status):
    found = matches(confirmation(Span(0, 22), stance), findings=[on_record(verdict=verdict)])
    at = found.at(ARTICLE, Span(0, 22))
    assert (at and at.status) == status
    assert at is None or at.finding == "f1"


def test_words_beside_or_beyond_the_matched_ones_are_not_settled():
    found = matches(confirmation(Span(0, 22)))
    assert found.at(ARTICLE, Span(4, 10)) == SETTLED
    assert found.at(ARTICLE, Span(23, 41)) is None
    assert found.at(ARTICLE, Span(0, 41)) is None
    assert found.at(ArticleId("another"), Span(0, 22)) is None


@pytest.mark.parametrize("verdicts", [(Verdict.ESTABLISHED, Verdict.REFUTED), (Verdict.REFUTED, Verdict.ESTABLISHED)])
def test_findings_that_differ_settle_nothing_whichever_was_matched_first(verdicts):
    findings = [on_record(verdict=verdicts[0]), on_record(NO_WARNING, "f2", verdict=verdicts[1])]
    found = matches(confirmation(Span(0, 22)), confirmation(Span(0, 22), finding="f2"), findings=findings)
    assert found.at(ARTICLE, Span(0, 22)) == OnRecord(None, FindingId("f1"), Unsettled.DIFFER)


@pytest.mark.parametrize(
    ("verdict", "stance", "why"),
    [
        (Verdict.REFUTED, Stance.DISAGREES, Unsettled.OPPOSITE),
        (Verdict.UNRESOLVED, Stance.DISAGREES, Unsettled.UNRESOLVED),
    ],
)
def test_what_settles_nothing_tells_why(verdict, stance, why):
    found = matches(confirmation(Span(0, 22), stance), findings=[on_record(verdict=verdict)])
    assert found.at(ARTICLE, Span(0, 22)) == OnRecord(None, FindingId("f1"), why)


@pytest.mark.parametrize(
    ("why", "told"),
    [
        (Unsettled.OPPOSITE, "[2] matched as saying the opposite of what was refuted"),
        (Unsettled.UNRESOLVED, "[2] matched to what was left unresolved"),
        (Unsettled.DIFFER, "[2] matched to findings that differ"),
    ],
)
@pytest.mark.parametrize("verdict", list(Verdict))
def test_why_words_have_no_standing_is_told_by_their_matches_and_not_by_the_verdict_of_one(verdict, why, told):
    made = OnRecord(None, FindingId("f1"), why)
    statements = drafted(settled(evidence(TEXT, *SENTENCES), 1, made), (1,), (2,))
    assert [statement.matched for statement in statements] == [None, made]
    assert {statement.status for statement in statements} == {Status.ASSERTED}
    assert f"*Asserted in one article; {told}.*" in to_markdown(answer((on_record(verdict=verdict),), statements))


def test_the_guard_gives_a_matched_statement_its_status_and_its_finding_and_others_none():
    items = settled(evidence(TEXT, *SENTENCES), 1)
    asserted, established, _ = drafted(items, (1,), (2,), (3,))
    assert (asserted.status, asserted.finding) == (Status.ASSERTED, None)
    assert (established.status, established.finding) == (Status.ESTABLISHED, "f1")


def test_a_statement_of_which_only_a_part_is_matched_stays_asserted():
    (statement,) = drafted(settled(evidence(TEXT, *SENTENCES), 1), (1, 2))
    assert (statement.status, statement.finding) == (Status.ASSERTED, None)


def test_matched_words_become_a_statement_of_their_own():
    items = settled(evidence(TEXT, *SENTENCES), 1)
    assert [proposed.evidence for proposed in draft(items).statements] == [(1,), (2,), (3,)]
    assert [proposed.evidence for proposed in draft(evidence(TEXT, *SENTENCES)).statements] == [(1, 2, 3)]


def test_findings_that_settle_statements_come_first_and_each_once():
    first, second = on_record(), on_record(NO_WARNING, "f2")

    class Record:
        def get(self, finding):
            return {"f1": first, "f2": second}[finding]

    statements = drafted(settled(evidence(TEXT, *SENTENCES), 0, OnRecord(Status.REFUTED, FindingId("f2"))), (1,))
    assert with_linked(Record(), [first], statements) == (second, first)
    assert with_linked(Record(), [first], ()) == (first,)


def answer(findings, statements=None):
    return Answer("q", Scope(), statements or drafted(evidence(TEXT, *SENTENCES), (1,)), findings=findings)


def test_what_is_on_record_stands_first_and_apart_and_is_no_citation():
    shown = to_markdown(answer((on_record(),)))
    assert shown.startswith(
        "**On record:** “Engineers had warned of cracks in the dam” was established by Orle Inquiry "
        "(inquiry, 9 Jan 2025; hearings). In its words: “Two letters spoke of cracks.” Where to read it: "
        "https\\://inquiry.example/orle (entered by Ana, 1 Jul 2025)\n\n---\n\n**The Daily Harbour**"
    )
    assert "*Asserted in one article; no finding above has been matched to these words.*" in shown


@pytest.mark.parametrize(
    ("verdict", "told"),
    [(Verdict.REFUTED, "was refuted by"), (Verdict.UNRESOLVED, "was left unresolved by")],
)
def test_each_verdict_has_its_words(verdict, told):
    finding = on_record(verdict=verdict, kind=FinderKind.OTHER, how=None, found=None, quote=None)
    assert f"{told} Orle Inquiry (undated). Where" in to_markdown(answer((finding,)))


def test_a_settled_statement_says_so_and_the_close_says_which():
    statements = drafted(settled(evidence(TEXT, *SENTENCES), 1), (1,), (2,))
    shown = to_markdown(answer((on_record(),), statements))
    assert "“Nobody was warned.” [2] *(established by a finding on record)*" in shown
    assert "*Asserted in one article; by findings on record, [2] established.*" in shown


def test_no_name_or_method_can_end_or_open_a_quotation():
    shown = to_markdown(answer((on_record(finder="The “Court", how="rated “False”"),)))
    assert "by The ‘Court (inquiry, 9 Jan 2025; rated ‘False’)" in shown


def test_without_a_finding_nothing_is_called_established():
    shown = to_markdown(answer(()))
    assert "no finding on record" in shown
    assert not re.search("establish|refute|On record:", shown)


def test_an_abstention_carries_findings_after_saying_that_no_article_addresses_it():
    shown = to_markdown(Abstention("q", Scope(), Reason.NOT_IN_LIBRARY, "cracks", findings=(on_record(),)))
    assert shown.startswith("No article here addresses “cracks”.\n\n**On record:** “Engineers")


def test_the_json_form_lists_findings_beside_the_statements():
    form = to_json(answer((on_record(),), drafted(settled(evidence(TEXT, *SENTENCES), 0), (1,))))
    assert form["findings"] == [
        {
            "id": "f1",
            "statement": "Engineers had warned of cracks in the dam",
            "verdict": "established",
            "finder": "Orle Inquiry",
            "kind": "inquiry",
            "how": "hearings",
            "found": "2025-01-09",
            "url": "https://inquiry.example/orle",
            "quote": "Two letters spoke of cracks.",
            "entered_by": "Ana",
            "entered_at": "2025-07-01T00:00:00+00:00",
        }
    ]
    assert [(s["status"], s["finding"]) for s in form["statements"]] == [("established", "f1")]


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=30)
NASTY = WORDS | st.sampled_from(
    ["[x](javascript:a)", "# x", "<img src=x>", "` `", "https://e.example", "” was refuted by"]
)


@given(NASTY, NASTY, NASTY, NASTY)
def test_what_is_entered_is_never_markup_or_a_link_of_the_answer(statement, finder, how, quote):
    finding = on_record(replace(CRACKS, statement=statement, finder=finder, how=how, quote=quote))
    tokens = MarkdownIt("commonmark", {"linkify": True}).enable("linkify").parse(to_markdown(answer((finding,))))
    kinds = {child.type for token in tokens for child in token.children or ()} | {token.type for token in tokens}
    allowed = {"paragraph_open", "paragraph_close", "inline", "text", "strong_open", "strong_close", "hr"}
    assert kinds <= allowed | {"em_open", "em_close", "softbreak", "hardbreak", "text_special"}
