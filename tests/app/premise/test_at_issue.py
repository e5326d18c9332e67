import pytest

from app.premise.at_issue import at_issue, topic_at_issue
from app.proposition import Form


@pytest.mark.parametrize(
    ("question", "words", "form"),
    [
        ("Is it true that Reuel left?", "Reuel left", Form.STATEMENT),
        ("has it been confirmed that the mill burned", "the mill burned", Form.STATEMENT),
        ("true or false: the mill burned", "the mill burned", Form.STATEMENT),
        ("Is there any actual proof that Reuel lied?", "Reuel lied", Form.STATEMENT),
        ("is it known who burned the mill?", "who burned the mill", Form.CLAUSE),
        ("is there evidence of who burned the mill?", "who burned the mill", Form.CLAUSE),
        ("Did Reuel close the mill or not?", "Did Reuel close the mill", Form.OPEN),
        ("do sirens save lives, what do people say?", "do sirens save lives", Form.OPEN),
    ],
)
def test_what_a_yes_no_question_asks_after(question, words, form):
    assert at_issue(question) == (words, form)


@pytest.mark.parametrize(
    "question",
    [
        "Is it?",
        "was that true",
        "Who burned the mill?",
        "what is known?",
        "do you have articles",
        "Had he rung, it held.",
    ],
)
def test_other_questions_ask_after_nothing_of_the_kind(question):
    assert at_issue(question) is None


def test_what_is_to_be_proven_is_searched_for_and_proof_is_not():
    question = "Is it proven that Reuel lied?"
    assert topic_at_issue("Is it proven that Reuel lied", question) == "Reuel lied"
    assert topic_at_issue("mill", question) == "mill"
    assert topic_at_issue("did Reuel lie", "did Reuel lie?") == "did Reuel lie"
