from datetime import date

import pytest

from app.answer import Status
from app.compose.holdings import holdings
from tests.app.builders import catalogued

HELD = [
    catalogued("a" * 16),
    catalogued("b" * 16, published=date(2024, 5, 1)),
    catalogued("c" * 16, outlet="The Vale Star", author=None, published=None),
    catalogued("d" * 16, outlet=None, author=None, published=None),
]


def said(question):
    return [statement.note for statement in holdings(question, lambda: HELD)]


@pytest.mark.parametrize(
    "question",
    ["How many articles are there?", "how many articles do you have", "How many stories are in this library?"],
)
def test_a_count_of_articles_is_counted_not_quoted(question):
    assert said(question) == ["4 articles, dated 2024-03-09 to 2024-05-01; 2 without a date."]


def test_outlets_are_listed_with_counts_and_the_unknown_is_said():
    assert said("which outlets are in the library?") == [
        "2 outlets: The Daily Harbour (2), The Vale Star (1), no outlet known (1)."
    ]


def test_sources_are_outlets_to_whoever_asks():
    assert said("what sources do you have?") == said("which outlets do you have?")


def test_a_greeting_is_told_what_can_be_asked():
    assert "Ask what an outlet or author says" in said("hi")[0]
    assert said("What can you do?")[1].startswith("4 articles")


def test_what_the_library_holds_is_its_size_and_its_outlets():
    assert len(said("What's in this library?")) == 2


@pytest.mark.parametrize(
    "question",
    [
        "How many articles of impeachment were passed?",
        "how many people died",
        "What outlets covered the dam?",
        "which authors deny it?",
        "what is in the report?",
    ],
)
def test_a_question_about_the_world_is_not_about_the_library(question):
    assert holdings(question, lambda: HELD) == ()


def test_such_a_statement_has_its_own_status():
    assert holdings("how many articles are there", lambda: HELD)[0].status is Status.LIBRARY
