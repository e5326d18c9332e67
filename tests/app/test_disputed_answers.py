"""A dispute from the guard to the page: who is told to contradict whom, and the way from one to the other."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.answer import Answer, Attributor, Citation, OnRecord, Role, Statement, Status
from app.chat.html import statement_html
from app.compose.quotes import draft
from app.draft import Draft, DraftStatement
from app.guard import both_sides, guard
from app.json_form import to_json
from app.render import closing_line, statement_markdown, to_markdown
from app.request import Constraints, Request
from index.record.finding import FindingId
from index.scope import Scope
from ingest.corpus import ArticleId, Quote, Span
from tests.app.builders import catalogued, evidence

TEXT = "The mill fouled the river. Pell denies it. It rained."
SPANS = ((0, 26), (27, 42), (43, 53))
ARTICLE = catalogued()
PLACES = [(ARTICLE.id, Span(*span)) for span in SPANS]


def guarded(*pairs, drafted=((1,), (3,), (2,)), items=None):
    draft = Draft(tuple(map(DraftStatement, drafted)))
    contradictions = [(PLACES[claim], PLACES[reply]) for claim, reply in pairs]
    return guard(draft, items or evidence(TEXT, *SPANS), Scope(), 8, contradictions=contradictions).statements


def answer(*pairs):
    return Answer("did it?", Scope(), guarded(*pairs))


def test_both_sides_are_disputed_each_by_the_others_citation():
    assert [(s.status, s.against) for s in guarded((0, 1))] == [
        (Status.DISPUTED, (3,)),
        (Status.ASSERTED, ()),
        (Status.DISPUTED, (1,)),
    ]


def test_a_contested_sentence_is_a_statement_of_its_own():
    claim, reply, beside = evidence(TEXT, *SPANS)
    assert [s.evidence for s in draft([claim, reply, beside]).statements] == [(1, 2, 3)]
    assert [s.evidence for s in draft([replace(claim, contested=True), reply, beside]).statements] == [(1,), (2, 3)]


def test_nothing_is_disputed_by_what_is_not_cited():
    assert {s.status for s in guarded((0, 1), drafted=((1,), (3,)))} == {Status.ASSERTED}
    elsewhere = (ArticleId("b" * 16), Span(*SPANS[1]))
    assert both_sides(guarded(), [(PLACES[0], elsewhere)]) == guarded()


def test_what_a_finding_settles_is_not_disputed_and_its_other_side_is():
    first, *others = evidence(TEXT, *SPANS)
    settled = [type(first)(1, first.article, TEXT, first.span, on_record=OnRecord(Status.ESTABLISHED, FindingId("f")))]
    statements = guarded((0, 1), items=[*settled, *others])
    assert [s.status for s in statements] == [Status.ESTABLISHED, Status.ASSERTED, Status.DISPUTED]
    assert [s.against for s in statements] == [(), (), (1,)]


def test_a_disputed_statement_names_the_other_side_or_cannot_be_built():
    citation = Citation(1, ARTICLE, Span(*SPANS[0]), Quote.at(TEXT, Span(*SPANS[0])), TEXT)
    with pytest.raises(ValueError, match="names the citations of the other side"):
        Statement((Attributor("The Daily Harbour", Role.OUTLET),), (citation,), Status.DISPUTED)


places = st.tuples(
    st.sampled_from([ARTICLE.id, ArticleId("b" * 16)]),
    st.one_of(st.sampled_from([span for _, span in PLACES]), st.integers(0, 50).map(lambda at: Span(at, at + 3))),
)


@given(st.lists(st.tuples(places, places), max_size=6), st.permutations([1, 2, 3]), st.integers(1, 3))
def test_whatever_contradicts_whatever_what_is_against_is_cited_and_only_status_changes(pairs, order, size):
    draft = Draft(tuple(DraftStatement((number,)) for number in order[:size]))
    plain = guard(draft, evidence(TEXT, *SPANS), Scope(), 8).statements
    told = both_sides(plain, pairs)
    cited = {c.number for s in told for c in s.citations}
    for before, after in zip(plain, told, strict=True):
        assert set(after.against) <= cited
        assert (after.status is Status.DISPUTED) == bool(after.against)
        assert (after.citations, after.attribution, after.verb) == (before.citations, before.attribution, before.verb)
    by_number = {c.number: s for s in told for c in s.citations}
    assert all(set(c.number for c in s.citations) & set(by_number[n].against) for s in told for n in s.against)


def test_markdown_says_where_the_other_side_stands_and_sums_up_that_sources_differ():
    shown = to_markdown(answer((0, 1)))
    assert "“The mill fouled the river.” [1] *(disputed: see [3])*" in shown
    assert "“Pell denies it.” [3] *(disputed: see [1])*" in shown
    assert "; sources differ: [1] [3]; no finding on record.*" in shown
    assert "sources differ" not in (closing_line(guarded()) or "")


def test_what_one_sentence_disputes_is_disputed_in_these_words():
    (statement, *_) = guarded((0, 0))
    assert statement_markdown(statement).endswith("[1] *(disputed in these words)*")
    assert "in these words" in statement_html(statement, None, 4)


def test_json_names_the_citations_of_the_other_side_and_of_no_other_statement():
    statements = to_json(answer((0, 1)))["statements"]
    assert [s.get("disputed_by") for s in statements] == [[3], None, [1]]


def test_the_page_leads_from_each_side_to_the_others_citation():
    statements = guarded((0, 1))
    shown = [str(statement_html(statement, None, 4)) for statement in statements]
    for mine, other in ((0, 3), (2, 1)):
        (reference,) = re.findall(r'<button[^>]*class="cite reference"[^>]*>', shown[mine])
        assert f'data-turn="4" data-n="{other}"' in reference
        (card,) = re.findall(r'aria-describedby="([^"]*)"', reference)
        assert sum(f'id="{card}"' in part for part in shown) == 1
    assert "reference" not in shown[1]


def test_the_demonstration_tells_who_denies_that_the_diggers_were_burned(assistant):
    outcome = assistant.answer(Request("Is it true that the Front burned two diggers in 2016?"))
    disputed = [s for s in outcome.statements if s.status is Status.DISPUTED]
    assert [s.citations[-1].article.metadata.outlet for s in disputed] == ["The Plain Hammer", "The Hill Bell"]
    assert "they burned two diggers" in disputed[0].citations[-1].quote.exact
    assert "denies that the Front burned the diggers" in disputed[1].citations[-1].quote.exact
    assert disputed[0].against == tuple(c.number for c in disputed[1].citations)


def test_the_demonstration_opens_with_what_union_and_company_count_each(assistant):
    outcome = assistant.answer(Request("how many tram workers went on strike?"))
    union, company = (s for s in outcome.statements if s.status is Status.DISPUTED)
    assert (union, company) == outcome.statements[:2]
    assert [s.attribution[-1].name for s in (union, company)] == ["Crews’ Union", "Castrel Tramways"]


def test_whoever_asks_one_outlet_is_told_what_it_says_and_of_no_dispute(assistant):
    one = Constraints(outlets=("The Plain Hammer",))
    outcome = assistant.answer(Request("Is it true that the Front burned two diggers in 2016?", constraints=one))
    assert Status.DISPUTED not in {s.status for s in outcome.statements}
