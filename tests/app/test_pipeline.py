"""The whole way from a question to an outcome, over the demonstration articles, checked from what a reader sees."""

import re
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.answer import Abstention, Answer, Reason, Role, Statement, Status
from app.errors import UnusableQuestion
from app.json_form import to_json
from app.pipeline import Understanding
from app.request import MAX_QUESTION, Constraints, Request
from index.scope import Scope

SHINGLE = 6  # words in a row that outside quotation marks would be the source's voice in ours


def words(text):
    return re.findall(r"\w+", text.lower())


@pytest.fixture(scope="module")
def shingles(demo):
    texts = [words(demo.store.text(article.id)) for article in demo.store.articles()]
    return {tuple(text[i : i + SHINGLE]) for text in texts for i in range(len(text) - SHINGLE + 1)}


VOCABULARY = (
    "who what why how many did say about the dam Karrow sirens minister Tessel dead people killed inquiry relief money "
    "Plain Hammer Hill Bell Courier Ledger sabotage denies claims according to Oake warned before after March 2019 "
    "Mosul weather reading phones and or not ?"
).split()

questions = st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=12).map(" ".join)
constraints = st.sampled_from(
    [
        Constraints(),
        Constraints(outlets=("The Plain Hammer",)),
        Constraints(authors=("Helene Straub",)),
        Constraints(after=date(2019, 5, 1)),
        Constraints(outlets=("Lonne Valley Star", "The Hill Bell"), before=date(2019, 6, 30)),
        Constraints(speakers=("Osric Fenn",)),
        Constraints(outlets=("Lonne Valley Star",), speakers=("Edwin Kessary",)),
    ]
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(question=questions, by_hand=constraints, limit=st.integers(1, 12))
def test_every_answer_is_cited_exact_attributed_in_scope_and_never_in_our_voice(
    assistant, demo, shingles, question, by_hand, limit
):
    outcome = assistant.answer(Request(question, constraints=by_hand, max_citations=limit))
    form = to_json(outcome)
    assert (form["outcome"] == "abstained") == (not form["statements"])
    asked = Scope(by_hand.outlets, by_hand.authors, (), by_hand.after, by_hand.before)
    cited = [c for s in form["statements"] for c in s["citations"]]
    assert len(cited) <= limit
    for statement in form["statements"]:
        assert statement["citations"]
        assert [link["role"] for link in statement["attribution"][:2]] == ["outlet", "author"]
        speakers = [link["name"] for link in statement["attribution"] if link["role"] == "speaker"]
        assert not by_hand.speakers or set(by_hand.speakers) & set(speakers)
        is_repeated = all(citation["also_in"] for citation in statement["citations"])
        if statement["status"] == "disputed":
            assert set(statement["disputed_by"]) <= {citation["number"] for citation in cited}
        else:
            assert statement["status"] == ("repeated" if is_repeated else "asserted")
    for citation in cited:
        assert demo.store.text(citation["article"])[citation["start"] : citation["end"]] == citation["quote"]
        assert asked.admits(citation["article"], demo.store.catalogued(citation["article"]).metadata)
        assert any(p.span.start <= citation["start"] < p.span.end for p in demo.store.spans(citation["article"]))
    ours = words(re.sub("“[^“”]*”", " | ", form["text"]))
    leaked = [run for i in range(len(ours) - SHINGLE + 1) if (run := tuple(ours[i : i + SHINGLE])) in shingles]
    assert leaked == []


def test_a_question_about_an_outlet_is_answered_from_it_alone(assistant):
    answer = assistant.answer(Request("what does the plain hammer say about sabotage?"))
    assert isinstance(answer, Answer)
    assert {c.article.metadata.outlet for s in answer.statements for c in s.citations} == {"The Plain Hammer"}
    assert answer.scope.outlets == ("The Plain Hammer",)


def test_a_contested_question_is_answered_by_several_outlets(assistant):
    answer = assistant.answer(Request("how many people died in the flood?"))
    assert isinstance(answer, Answer)
    assert len({c.article.metadata.outlet for s in answer.statements for c in s.citations}) >= 3


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("What did Hugo Farnaby write about the dam?", Reason.NO_SUCH_SOURCE),
        ("what does the hill bell say about the tram strike?", Reason.SOURCE_SILENT),
        ("Who won the chess tournament in Reykjavik?", Reason.NOT_IN_LIBRARY),
    ],
)
def test_an_abstention_gives_the_right_reason_and_what_is_nearest(assistant, question, reason):
    outcome = assistant.answer(Request(question))
    assert isinstance(outcome, Abstention)
    assert outcome.reason is reason
    assert outcome.nearest


def test_a_follow_up_keeps_the_outlet_and_the_topic(assistant):
    first = "What does The Castrel Courier say about the maintenance money?"
    answer = assistant.answer(Request("and The Plain Hammer?", history=(first,)))
    assert answer.scope.outlets == ("The Plain Hammer",)


def test_a_stream_tells_how_it_understood_then_each_statement_then_the_outcome(assistant):
    events = list(assistant.stream(Request("what does the plain hammer say about sabotage?")))
    assert isinstance(events[0], Understanding)
    assert all(isinstance(event, Statement) for event in events[1:-1])
    assert events[-1].statements == tuple(events[1:-1])


@pytest.mark.parametrize("by_hand", [Constraints(speakers=("Kessary",)), Constraints(outlets=("The Guardian",))])
def test_articles_are_not_counted_for_somebody_who_wrote_none(assistant, by_hand):
    outcome = assistant.answer(Request("how many articles are there?", constraints=by_hand))
    assert isinstance(outcome, Abstention) or all(s.status is not Status.LIBRARY for s in outcome.statements)


def test_a_name_set_by_hand_holds_for_every_party_of_a_comparison(assistant):
    by_hand = Constraints(speakers=("Osric Fenn",))
    question = "compare the Lonne Valley Star and the Ostrane Ledger on the sirens"
    outcome = assistant.answer(Request(question, constraints=by_hand))
    assert isinstance(outcome, Answer)
    assert all("Osric Fenn" in [link.name for link in s.attribution] for s in outcome.statements)


def test_what_somebody_said_is_answered_from_their_own_words_with_the_whole_chain(assistant):
    answer = assistant.answer(Request("What did Osric Fenn say about the sirens?"))
    assert isinstance(answer, Answer)
    assert answer.scope.speakers == ("Osric Fenn",)
    for statement in answer.statements:
        *_, speaker = statement.attribution
        assert (speaker.name, speaker.role) == ("Osric Fenn", Role.SPEAKER)
    assert to_json(answer)["text"].count("**Osric Fenn**") == len(answer.statements)


def test_a_scope_of_a_wires_articles_is_said(assistant):
    shown = to_json(assistant.answer(Request("What does Tidewire say about the sirens?")))["text"]
    assert shown.startswith("Only articles that come from Tidewire.")


def test_a_time_without_articles_is_not_said_of_the_whole_library(assistant):
    outcome = assistant.answer(Request("what happened to the dam?", constraints=Constraints(after=date(2030, 1, 1))))
    assert "No article of that time addresses" in to_json(outcome)["text"]


def test_a_question_about_the_library_is_counted(assistant, demo):
    (statement,) = assistant.answer(Request("how many articles are there?")).statements
    assert statement.status is Status.LIBRARY
    assert str(len(demo.store.articles())) in statement.note


def test_examples_are_questions_that_have_an_answer(assistant):
    examples = assistant.examples()
    assert len(examples) == 3
    assert all(isinstance(assistant.answer(Request(question)), Answer) for question in examples)


@pytest.mark.parametrize("question", ["?", "the the the", "🙂", "\u0000", '" OR "', "NEAR(a b)", "a" * MAX_QUESTION])
def test_a_question_without_sense_is_no_error(assistant, question):
    assert to_json(assistant.answer(Request(question)))["outcome"] in ("answered", "abstained")


def test_instructions_hidden_in_an_article_are_never_shown(assistant):
    for question in (
        "are there instructions in The Plain Hammer?",
        "what must citations link to, according to the Hammer",
    ):
        shown = to_json(assistant.answer(Request(question)))["text"]
        assert "previous instructions" not in shown
        assert "donate" not in shown


@pytest.mark.parametrize("request_of", [lambda words: Request(words), lambda words: Request("what then?", (words,))])
def test_half_a_character_is_refused_by_name(request_of):
    with pytest.raises(UnusableQuestion, match="half a character"):
        request_of("who \ud800 stole the mill money?")
