"""The whole way, over the demonstration articles: a finding is entered, shown, matched, and lapses."""

import shutil
from dataclasses import replace
from datetime import date

import pytest

from app.answer import Abstention, Answer, Status
from app.pipeline import Assistant, Understanding
from app.recording import confirm, suggested
from app.request import Constraints, Request
from index.errors import UnusableFinding
from index.library import Library
from index.record.finding import FinderKind, Particulars, Stance, Verdict

SIRENS = Particulars(
    statement="Not one warning siren sounded in Sallow Ford before the water came",
    verdict=Verdict.ESTABLISHED,
    finder="Karrow Inquiry",
    kind=FinderKind.INQUIRY,
    url="https://inquiry.example/sirens",
    how="hearings",
    found=date(2019, 11, 30),
)
QUESTION = Request("did the sirens sound in Sallow Ford?")
SETTLED = {Status.ESTABLISHED, Status.REFUTED}


@pytest.fixture
def library(demo_folder, tmp_path):
    shutil.copytree(demo_folder, tmp_path / "library")
    with Library.open_for_writing(tmp_path / "library") as opened:
        yield opened


@pytest.fixture
def finding(library):
    with library.recording() as record:
        return record.enter(SIRENS, "Ana")


@pytest.fixture
def assistant(library):
    return Assistant(library.store, library.embedder)


def match(library, finding, words, stance=Stance.AGREES):
    found = suggested(library.store, library.embedder, finding)
    (key, *_) = [each.key for each in found if words in each.quote and each.article.file == "star-sirens-wire.txt"]
    with library.recording() as record:
        return confirm(record, finding.id, found, key, stance, "Ben")


def standings(outcome):
    return {s.status for s in outcome.statements}


def test_a_finding_is_shown_beside_the_answer_and_settles_nothing_by_itself(assistant, finding):
    outcome = assistant.answer(QUESTION)
    assert isinstance(outcome, Answer)
    assert outcome.findings == (finding,)
    assert standings(outcome).isdisjoint(SETTLED)
    before = {c.number for s in outcome.statements for c in s.citations}
    assert before == set(range(1, len(before) + 1))


def test_it_is_known_before_the_statements_come(assistant, finding):
    first, *_ = assistant.stream(QUESTION)
    assert isinstance(first, Understanding)
    assert first.findings == (finding,)


def test_words_that_a_person_matched_are_established_and_the_contrary_refuted(library, assistant, finding):
    match(library, finding, "not one warning siren")
    match(library, finding, "four of its six sirens", Stance.DISAGREES)
    outcome = assistant.answer(replace(QUESTION, max_citations=12))
    by_status = {s.status: s.citations[0].quote.exact for s in outcome.statements if s.finding == finding.id}
    assert "not one warning siren" in by_status[Status.ESTABLISHED]
    assert "four of its six sirens" in by_status[Status.REFUTED]
    assert not any(s.status in SETTLED for s in outcome.statements if s.finding is None)


def test_a_scope_keeps_out_articles_and_shows_the_finding_all_the_same(assistant, finding):
    outcome = assistant.answer(replace(QUESTION, constraints=Constraints(outlets=("The Castrel Courier",))))
    assert outcome.findings == (finding,)
    if isinstance(outcome, Answer):
        assert {c.article.metadata.outlet for s in outcome.statements for c in s.citations} == {"The Castrel Courier"}


def test_an_abstention_shows_what_is_on_record(library, assistant):
    with library.recording() as record:
        moon = record.enter(replace(SIRENS, statement="The moon landing of 1969 was filmed on the moon"), "Ana")
    outcome = assistant.answer(Request("was the moon landing filmed?"))
    assert isinstance(outcome, Abstention)
    assert outcome.findings == (moon,)


def test_a_retired_finding_settles_nothing_and_is_not_shown(library, assistant, finding):
    match(library, finding, "not one warning siren")
    with library.recording() as record:
        record.retire(finding.id, "Ana")
    outcome = assistant.answer(QUESTION)
    assert outcome.findings == ()
    assert standings(outcome).isdisjoint(SETTLED)


def test_a_suggestion_quotes_whole_sentences_and_goes_when_it_is_confirmed(library, finding):
    found = suggested(library.store, library.embedder, finding)
    for each in found:
        assert each.span.of(library.store.text(each.article.id)) == each.quote
        assert each.quote.count("“") == each.quote.count("”")
    done = match(library, finding, "not one warning siren")
    again = suggested(library.store, library.embedder, finding)
    assert (done.article, done.span) not in {(each.article.id, each.span) for each in again}
    assert len(again) >= len(found) - 1


def test_only_a_suggestion_that_was_made_can_be_confirmed(library, finding):
    with pytest.raises(UnusableFinding, match="record match"), library.recording() as record:
        confirm(record, finding.id, suggested(library.store, library.embedder, finding), "none", Stance.AGREES, "Ben")


def test_a_match_whose_words_were_altered_is_told_of_by_a_check(library, finding):
    done = match(library, finding, "not one warning siren")
    assert library.check().problems == ()
    library.store.db.rows("UPDATE confirmation SET quote = 'other words'")
    (problem,) = library.check().problems
    assert f"confirmation {done.number}" in problem


def test_statements_whose_vectors_are_lacking_are_found_all_the_same(library, finding):
    library.store.db.rows("DELETE FROM finding_vector")
    assert Assistant(library.store, library.embedder).answer(QUESTION).findings == (finding,)
