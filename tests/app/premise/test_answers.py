"""Questions that take something for granted, asked of the demonstration articles; and how their answers open."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from app.answer import Abstention, Answer, Form, Proposition, Reason, Standing
from app.chat.conversation import State, Turn
from app.chat.html import abstention_html, turn_html
from app.json_form import to_json
from app.premise.standing import at_issue_of, premise_of
from app.premise.wording import opening_of, premise_text
from app.render import to_markdown
from app.request import Request
from app.understanding import Intent, Interpretation
from index.record.finding import Verdict
from index.scope import Scope
from tests.app.test_render import TEXT, answer_of
from tests.findings import on_record


def asked(question):
    return Interpretation(question, question, Intent.WHY, Scope())


def test_a_premise_that_nothing_establishes_is_named_before_anybody_is_quoted(assistant):
    form = to_json(assistant.answer(Request("why did the highland front blow up the dam?")))
    assert form["premise"] == {"text": "the highland front blew up the dam", "status": "not_established"}
    assert form["text"].startswith(
        "The question takes for granted that “the highland front blew up the dam”. Nothing on record establishes it; "
    )
    assert all(statement["status"] in ("asserted", "repeated") for statement in form["statements"])


def test_a_premise_that_no_article_addresses_is_said_to_be_absent(assistant):
    outcome = assistant.answer(Request("why did the tenor pull out of the opera?"))
    assert isinstance(outcome, Abstention)
    assert to_json(outcome)["premise"] == {"text": "the tenor pulled out of the opera", "status": "absent"}
    assert opening_of(outcome).endswith("No article here says so.")


def test_a_charge_that_only_far_sentences_touch_is_said_to_be_absent(assistant):
    outcome = assistant.answer(Request("when did Maren Holloy bribe the judge?"))
    assert isinstance(outcome, Answer)
    assert outcome.premise.standing is Standing.ABSENT
    assert opening_of(outcome).endswith("No article here says so. What comes nearest:")


def test_a_source_that_is_asked_for_what_it_says_is_not_told_of_premises(assistant):
    for question in ("why does barnaby oake think people inflate the number of dead?", "What time did the dam break?"):
        assert assistant.answer(Request(question)).premise is None


def test_a_yes_no_question_is_answered_with_what_stands_on_record_first(assistant):
    outcome = assistant.answer(Request("Is it true that the Front burned two diggers in 2016?"))
    assert outcome.premise is None
    assert to_markdown(outcome).startswith(
        "Nothing on record establishes that “the Front burned two diggers in 2016”; "
    )
    plain = assistant.answer(Request("did the sirens go off?"))
    assert to_markdown(plain).startswith("Nothing on record settles “did the sirens go off?”; ")


def test_a_finding_refutes_a_premise_and_an_established_one_needs_no_word():
    question = asked("why did the Front blow up the dam?")
    for verdict, standing in ((Verdict.REFUTED, Standing.REFUTED), (Verdict.UNRESOLVED, Standing.ABSENT)):
        finding = on_record(statement="The Front blew up the dam.", verdict=verdict)
        assert premise_of(question, (), [finding]).standing is standing
    assert premise_of(question, (), [on_record(statement="The Front blew up the dam")]) is None


@pytest.mark.parametrize(
    "statement",
    [
        "The Front did not blow up the dam",
        "It is false that the Front blew up the dam",
        "The dam blew up the Front",
        "The Front blew up 2 dams",
    ],
)
def test_a_finding_that_only_resembles_a_premise_decides_nothing(statement):
    question = asked("why did the Front blow up the dam?")
    finding = on_record(statement=statement, verdict=Verdict.REFUTED)
    assert premise_of(question, (), [finding]).standing is Standing.ABSENT


def test_findings_of_one_statement_that_differ_decide_nothing():
    question = asked("why did the Front blow up the dam?")
    both = [on_record(statement="The Front blew up the dam", verdict=v) for v in (Verdict.REFUTED, Verdict.ESTABLISHED)]
    assert premise_of(question, (), both).standing is Standing.ABSENT


@pytest.mark.parametrize(
    ("verdict", "opening"),
    [
        (Verdict.REFUTED, "A finding on record refutes that “it rained”."),
        (Verdict.ESTABLISHED, "A finding on record establishes that"),
    ],
)
def test_a_finding_answers_what_is_asked_after(verdict, opening):
    issue = at_issue_of(asked("is it true that it rained?"), (), [on_record(statement="It rained", verdict=verdict)])
    assert opening_of(with_(at_issue=issue)).startswith(opening)


@pytest.mark.parametrize(
    ("question", "statement"),
    [
        ("did the mayor close the mill?", "The mayor closed the mill"),
        ("does the mayor close a mill?", "The mayor closes the mill."),
        ("were wages cut?", "Wages were cut"),
        ("has the mill been sold to the mayor?", "The mill has been sold to the mayor"),
    ],
)
def test_a_finding_answers_a_question_whose_order_is_all_that_differs(question, statement):
    issue = at_issue_of(asked(question), (), [on_record(statement=statement)])
    assert issue.standing is Standing.ESTABLISHED
    assert opening_of(with_(at_issue=issue)).startswith("A finding on record answers “")


@pytest.mark.parametrize(
    ("question", "statement"),
    [
        ("did the dog bite the man?", "The man bit the dog"),
        ("were wages cut?", "Wages were not cut"),
        ("did the mayor close the mill?", "The mayor will close the mill"),
        ("was the mill sold by the mayor?", "The mayor was sold by the mill"),
    ],
)
def test_a_finding_of_the_same_words_in_another_order_or_form_decides_nothing(question, statement):
    assert at_issue_of(asked(question), (), [on_record(statement=statement)]).standing is Standing.ABSENT


def test_an_opening_never_says_that_nothing_is_on_record_above_what_is():
    issue = Proposition("did it rain", Form.OPEN, Standing.NOT_ESTABLISHED)
    premise = Proposition("it rained", Form.STATEMENT, Standing.NOT_ESTABLISHED)
    for answer in (with_(at_issue=issue, findings=(on_record(),)), with_(premise=premise, findings=(on_record(),))):
        assert "Nothing on record" not in to_markdown(answer)
        assert "in these very words (the nearest stands first)" in opening_of(answer)


def with_(**changes):
    return replace(answer_of(TEXT, (0, 22)), **changes)


def test_what_no_article_says_is_not_said_to_be_spoken_of():
    issue = Proposition("did it rain", Form.OPEN, Standing.ABSENT)
    assert opening_of(with_(at_issue=issue)) == "Nothing on record settles “did it rain?”; what comes nearest:"


def test_a_refuted_premise_is_said_to_be_so():
    premise = Proposition("it rained", Form.STATEMENT, Standing.REFUTED)
    assert to_markdown(with_(premise=premise)).startswith(
        "The question takes for granted that “it rained”. A finding on record refutes it."
    )


@pytest.mark.parametrize(
    ("form", "text"),
    [
        (Form.STATEMENT, "w"),
        (Form.YES, "the answer to “w?” is yes"),
        (Form.NO, "the answer to “w?” is no"),
        (Form.THING, "it is right to speak of “w”"),
    ],
)
def test_every_form_of_a_premise_reads_as_a_clause(form, text):
    assert premise_text(Proposition("w", form, Standing.NOT_ESTABLISHED)) == text


def test_how_many_outlets_speak_of_it_is_counted():
    premise = Proposition("it rained", Form.STATEMENT, Standing.NOT_ESTABLISHED)
    assert opening_of(with_(premise=premise)).endswith("establishes it; an article of one outlet comes nearest to it.")


NASTY = st.one_of(
    st.text(min_size=1, max_size=30),
    st.sampled_from(["<img src=x onerror=alert(1)>", "[a](javascript:alert(1))", "*b*", "“c” [1]", "# d", "&lt;"]),
)


UNRULED = st.sampled_from([s for s in Standing if s is not Standing.ESTABLISHED])


@given(NASTY, st.sampled_from([Form.STATEMENT, Form.YES, Form.NO, Form.THING]), UNRULED)
def test_the_users_words_are_never_markup(words, form, standing):
    premise = Proposition(words, form, standing)
    answer = with_(premise=premise)
    first = MarkdownIt().parse(to_markdown(answer))[1]
    assert all(child.type in ("text", "softbreak", "text_special") for child in first.children)
    outcome = Abstention("q", Scope(), Reason.NOT_IN_LIBRARY, "q", premise=premise)
    turn = Turn(1, "q", state=State.DONE, outcome=outcome)
    page = str(turn_html(turn))
    assert "<img" not in page
    assert 'class="opening"' in page
    assert str(abstention_html(outcome, 1)) in page
