"""Questions that lean on earlier ones: what they inherit, and when they do not."""

from datetime import date

import pytest

from app.interpret import interpret
from app.request import Constraints
from app.understanding import Intent, Interpretation
from tests.app.libraries import KARST

COURIER, POST = "The Veldan Courier", "Harbour Post"


def ask(*turns: str) -> Interpretation:
    return interpret(turns[-1], turns[:-1], Constraints(), KARST, date(2031, 5, 20))


@pytest.mark.parametrize(
    "question",
    [
        "and the residents? what were they up to?",
        "why?",
        "who wrote that?",
        "did it mention the cracks?",
        "how many were there",
        "so what did he get from the inquest?",
        "And about the levy?",
    ],
)
def test_a_question_that_leans_keeps_the_outlet(question: str) -> None:
    assert ask("What does the Courier say about the spillway?", question).scope.outlets == (COURIER,)


@pytest.mark.parametrize(
    "question",
    [
        "How many people live in Lower Veld today?",
        "What did Tomas Reuel say about the sirens?",
        "who is Nadia Vaskova",
        "Is it true that Ferrant left the valley?",
        "What did Ferrant say about his holiday?",
        "did reuel claim that residents knew of the cracks",
    ],
)
def test_a_question_of_its_own_starts_afresh(question: str) -> None:
    understood = ask("What does the Courier say about the spillway?", question)
    assert understood.scope.outlets == ()
    assert "spillway" not in understood.topic


@pytest.mark.parametrize(
    "question", ["and the Harbour Post?", "what about harbour post", "What does the Harbour Post say?"]
)
def test_a_new_source_replaces_the_old_one_and_keeps_the_topic(question: str) -> None:
    understood = ask("What does the Courier say about the spillway?", question)
    assert (understood.scope.outlets, understood.topic) == ((POST,), "spillway")


def test_a_new_topic_replaces_the_old_one_and_keeps_the_source() -> None:
    understood = ask("Harbour Post vs the Courier on the gates", "and on the spillway?")
    assert (understood.topic, len(understood.sides), understood.intent) == ("spillway", 2, Intent.COMPARE)


def test_a_pronoun_carries_the_person_whose_words_are_asked_for() -> None:
    understood = ask("What did Ferrant say about the gates?", "and what did he say about the sirens?")
    assert understood.people == ("Ferrant",)


def test_another_speaker_replaces_the_first_who_stays_a_word_to_search_for() -> None:
    understood = ask("What has Reuel said about Ferrant?", "and what has Ferrant said about him?")
    assert understood.people == ("Ferrant",)
    assert "Reuel" in understood.topic


def test_an_answer_to_somebody_leans_on_what_was_said() -> None:
    assert "sirens" in ask("What did Reuel say about the sirens?", "how did ferrant hit back?").topic


def test_a_reply_is_not_the_first_speakers() -> None:
    assert ask("What did Reuel write to Ferrant about the sirens?", "what did he answer?").people == ()


def test_a_name_two_turns_back_is_still_searched_for() -> None:
    topic = ask("who is Nadia Vaskova", "Did she testify?", "so what did she get from the inquest?").topic
    assert {"Nadia", "Vaskova", "inquest"} <= set(topic.split())


def test_a_source_that_is_not_there_stays_unknown_in_a_follow_up() -> None:
    assert ask("What did Hanna Moreau say about the gates?", "and about the sirens?").unknown == ("Hanna Moreau",)


def test_dates_are_carried_until_others_are_given() -> None:
    first = "What did the Courier report in April 2030?"
    assert ask(first, "and the sirens?").scope.after == date(2030, 4, 1)
    assert ask(first, "and in June 2030?").scope.after == date(2030, 6, 1)


def test_a_follow_up_with_nothing_before_it_is_read_as_it_stands() -> None:
    assert ask("and the residents? what were they up to?").topic
