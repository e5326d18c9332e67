import pytest

from app.answer import Guess
from app.spelling import respell


def respelt(question, store):
    return respell(question.rstrip("?"), question, store)


def test_a_misspelt_name_is_put_right_and_said(demo):
    result = respelt("what did Kesary know of the Karow dam?", demo.store)
    assert Guess("Kesary", "Kessary") in result.guesses
    assert "Karrow" in result.topic


def test_a_name_that_no_article_holds_is_unheard(demo):
    assert respelt("what happened in Reykjavik?", demo.store).unheard == ("Reykjavik",)


@pytest.mark.parametrize(
    "question",
    ["what happened in Karrow?", "what did the Govt do?", "what do they say about Tesselites and the dam?", "Why?"],
)
def test_a_known_name_an_abbreviation_or_a_longer_form_is_left_alone(demo, question):
    result = respelt(question, demo.store)
    assert not result.guesses
    assert result.topic == question.rstrip("?")


def test_an_authors_name_is_known_though_no_article_mentions_it(demo):
    assert respelt("what does Jonas Wray say, and Sunniva Pell?", demo.store).guesses == ()


def test_a_capital_at_the_start_of_a_sentence_marks_no_name(demo):
    assert not respelt("Zebras? Gnus were killed?", demo.store).unheard
