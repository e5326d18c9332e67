import re
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from app.answer import Evidence, Role, Status
from app.draft import Draft, DraftStatement
from app.guard import guard
from index.scope import Scope
from index.voices import Voice
from ingest.corpus import Attribution, Force, Span
from tests.app.builders import catalogued, evidence
from tests.attributions import attribution, person

EVERYTHING = Scope()
TEXT = "The dam broke at dawn. Nobody was warned. The ministry denies that. It blames rain."
FOUR = [(m.start(), m.end()) for m in re.finditer(r"[^.]+\.", TEXT)]
FOUR = [(s + (TEXT[s] == " "), e) for s, e in FOUR]


def codes(guarded):
    return [objection.code for objection in guarded.objections]


def test_a_statement_carries_the_exact_words_and_the_whole_attribution():
    guarded = guard(Draft((DraftStatement((2,)),)), evidence(TEXT, *FOUR), Scope(), 8)
    (statement,) = guarded.statements
    assert [c.quote.exact for c in statement.citations] == ["Nobody was warned."]
    assert [(link.role, link.name) for link in statement.attribution] == [
        (Role.OUTLET, "The Daily Harbour"),
        (Role.AUTHOR, "Ann Verrel"),
    ]
    assert statement.status is Status.ASSERTED
    assert not guarded.objections


def test_an_unknown_outlet_stays_in_the_chain_without_a_name():
    items = evidence(TEXT, *FOUR, article=catalogued(outlet=None, author=None))
    (statement,) = guard(Draft((DraftStatement((1,)),)), items, Scope(), 8).statements
    assert [link.name for link in statement.attribution] == [None, None]


def test_sentences_that_read_on_become_one_quote():
    (statement,) = guard(Draft((DraftStatement((3, 2)),)), evidence(TEXT, *FOUR), Scope(), 8).statements
    assert [c.quote.exact for c in statement.citations] == ["Nobody was warned. The ministry denies that."]


def test_sentences_with_words_between_them_are_quoted_apart():
    (statement,) = guard(Draft((DraftStatement((1, 3)),)), evidence(TEXT, *FOUR), Scope(), 8).statements
    assert [c.number for c in statement.citations] == [1, 2]


def test_evidence_that_was_never_retrieved_is_refused():
    guarded = guard(Draft((DraftStatement((9,)),)), evidence(TEXT, *FOUR), Scope(), 8)
    assert not guarded.statements
    assert codes(guarded) == ["unknown-evidence"]


def test_a_statement_without_evidence_is_refused():
    assert codes(guard(Draft((DraftStatement(()),)), evidence(TEXT, *FOUR), Scope(), 8)) == ["uncited"]


def test_evidence_outside_the_scope_is_refused():
    guarded = guard(Draft((DraftStatement((1,)),)), evidence(TEXT, *FOUR), Scope(outlets=("The Vale Star",)), 8)
    assert codes(guarded) == ["out-of-scope"]


def test_a_scope_of_dates_refuses_an_undated_article():
    items = evidence(TEXT, *FOUR, article=catalogued(published=None))
    assert codes(guard(Draft((DraftStatement((1,)),)), items, Scope(after=date(2020, 1, 1)), 8)) == ["out-of-scope"]


def test_one_statement_never_mixes_two_sources():
    items = evidence(TEXT, FOUR[0]) + evidence(TEXT, FOUR[1], article=catalogued("b" * 16), first=2)
    assert codes(guard(Draft((DraftStatement((1, 2)),)), items, Scope(), 8)) == ["mixed-sources"]


DENIES = attribution(TEXT, "The ministry", "denies", "that", speaker="Ministry of Rivers", force=Force.DENIES)
WARNED = attribution(TEXT, "", "", "Nobody was warned.", speaker="Osric Fenn")
BLAMES = attribution(TEXT, "It", "blames", "rain", speaker="Ministry of Rivers")
SAID = (DENIES, WARNED, BLAMES)


def of_numbers(*numbers, scope=EVERYTHING, sides=()):
    draft = Draft(tuple(map(DraftStatement, numbers)))
    return guard(draft, evidence(TEXT, *FOUR, said=SAID), scope, 8, sides)


def test_the_chain_goes_on_to_the_speaker_with_the_cues_own_words():
    (statement,) = of_numbers((4,)).statements
    assert [(link.role, link.name, link.cue) for link in statement.attribution[1:]] == [
        (Role.AUTHOR, "Ann Verrel", None),
        (Role.SPEAKER, "Ministry of Rivers", "blames"),
    ]


def test_a_denial_is_said_as_one():
    (statement,) = of_numbers((3,)).statements
    assert statement.verb == "denies"


def test_one_statement_never_mixes_two_speakers_or_a_speaker_and_the_writer():
    assert codes(of_numbers((1, 2))) == ["mixed-sources"]
    assert codes(of_numbers((2, 3))) == ["mixed-sources"]


def test_one_statement_never_mixes_what_somebody_denies_and_what_they_say():
    assert codes(of_numbers((3, 4))) == ["mixed-sources"]


def test_a_scope_of_speakers_refuses_the_writers_words_and_those_of_others():
    guarded = of_numbers((1,), (2,), (4,), scope=Scope(speakers=("Osric Fenn",)))
    assert [s.attribution[-1].name for s in guarded.statements] == ["Osric Fenn"]
    assert codes(guarded) == ["out-of-scope", "out-of-scope"]


def test_a_comparison_refuses_what_lies_on_neither_side():
    sides = (Scope(speakers=("Osric Fenn",)), Scope(speakers=("Ministry of Rivers",)))
    guarded = of_numbers((1,), (2,), (4,), sides=sides)
    assert len(guarded.statements) == 2
    assert codes(guarded) == ["out-of-scope"]


def test_words_are_not_cited_twice():
    twice = Draft((DraftStatement((1, 2)), DraftStatement((2,))))
    guarded = guard(twice, evidence(TEXT, *FOUR), Scope(), 8)
    assert len(guarded.statements) == 1
    assert codes(guarded) == ["repeated-evidence"]


def test_citations_stop_at_the_limit():
    each = Draft(tuple(DraftStatement((n,)) for n in (1, 2, 3, 4)))
    guarded = guard(each, evidence(TEXT, *FOUR), Scope(), 3)
    assert len(guarded.statements) == 3
    assert codes(guarded) == ["over-limit"]


SPEAKERS = (None, "Osric Fenn", "Ministry of Rivers")
OUTLETS = (None, "The Daily Harbour", "The Vale Star")


SCOPES = (
    EVERYTHING,
    Scope(outlets=("The Vale Star",)),
    Scope(after=date(2025, 1, 1)),
    Scope(speakers=("Osric Fenn",)),
)


@st.composite
def situations(draw):
    """Any articles, any retrieved evidence, any draft over it (numbers that exist or not), any scope and limit."""
    texts = draw(st.lists(st.text(st.characters(codec="utf-8"), min_size=1, max_size=60), min_size=1, max_size=4))
    items = []
    for index, text in enumerate(texts):
        article = catalogued(f"{index:016x}", outlet=draw(st.sampled_from(OUTLETS)))
        for _ in range(draw(st.integers(0, 4))):
            start = draw(st.integers(0, len(text) - 1))
            end = draw(st.integers(start + 1, len(text)))
            span, speaker = Span(start, end), draw(st.sampled_from(SPEAKERS))
            said = Attribution((), (), (span,), draw(st.sampled_from(Force)), person(speaker)) if speaker else None
            items.append(Evidence(len(items) + 1, article, text, span, Voice((said,) if said else ())))
    numbers = st.lists(st.integers(-1, len(items) + 2), max_size=4).map(tuple)
    draft = Draft(tuple(draw(st.lists(numbers.map(DraftStatement), max_size=8))))
    scope = draw(st.sampled_from(SCOPES))
    return items, draft, scope, draw(st.integers(1, 8))


@given(situations())
def test_whatever_the_draft_every_statement_is_cited_exact_attributed_and_in_scope(situation):
    items, draft, scope, limit = situation
    guarded = guard(draft, items, scope, limit)
    citations = [c for s in guarded.statements for c in s.citations]
    assert [c.number for c in citations] == list(range(1, len(citations) + 1))
    assert len(citations) <= limit
    retrieved = {(item.article.id, item.text) for item in items}
    for statement in guarded.statements:
        assert statement.citations
        assert statement.attribution[0].role is Role.OUTLET
        assert statement.attribution[0].name == statement.citations[0].article.metadata.outlet
        assert statement.status is Status.ASSERTED
        speakers = [link.name for link in statement.attribution if link.role is Role.SPEAKER]
        assert not scope.speakers or set(speakers) & set(scope.speakers)
        for citation in statement.citations:
            assert (citation.article.id, citation.text) in retrieved
            assert citation.text[citation.span.start : citation.span.end] == citation.quote.exact
            assert scope.admits(citation.article.id, citation.article.metadata)


@given(situations())
def test_the_guard_removes_and_never_adds(situation):
    items, draft, scope, limit = situation
    guarded = guard(draft, items, scope, limit)
    assert len(guarded.statements) + len(guarded.objections) == len(draft.statements)
    proposed = {number for statement in draft.statements for number in statement.evidence}
    shown = {
        (item.article.id, n) for item in items if item.number in proposed for n in range(item.span.start, item.span.end)
    }
    for citation in (c for s in guarded.statements for c in s.citations):
        between = citation.text[citation.span.start : citation.span.end]
        for offset, character in enumerate(between, citation.span.start):
            assert (citation.article.id, offset) in shown or character.isspace()
