"""What is searched for, and what kind of answer is wanted."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.interpret import interpret
from app.request import Constraints
from app.understanding import Intent, Interpretation
from tests.app.libraries import KARST


def read(question: str) -> Interpretation:
    return interpret(question, (), Constraints(), KARST, date(2031, 5, 20))


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("What does the Veldan Courier say about undisclosed repairs to the wall?", "undisclosed repairs to the wall"),
        ("whats the couriers complaint about how the ministry handled it", "how the ministry handled it"),
        ("According to Harbour Post, what was Ferrant's part in the inquest?", "Ferrant's part in the inquest"),
        ("brandts version: who was behind the leak?", "who was behind the leak"),
        ("Why, in Okonjo's telling, does it matter?", "Why, does it matter"),
        ("What did Tomas Reuel say about the wall?", "Tomas Reuel about the wall"),
        ("what did Farrant say about the gates?", "Ferrant about the gates"),
        ("Does Ilsa Brandt blame the ministry for the cracks?", "blame the ministry for the cracks"),
        ("How tall did Reuel say the wall was?", "How tall Reuel the wall was"),
        ("who opened the gates?", "who opened the gates"),
        ("solberg on the gates", "gates"),
        ("What does the Courier say?", "What does the Courier say?"),
    ],
)
def test_only_the_words_that_ask_leave_the_topic(question: str, topic: str) -> None:
    assert read(question).topic == topic


@pytest.mark.parametrize(
    ("question", "intent"),
    [
        ("What does the Courier say about the dam?", Intent.CLAIM),
        ("solbergs view of the gates", Intent.CLAIM),
        ("who claimed the gates were shut?", Intent.WHO_SAID),
        ("Which engineer warned of the cracks?", Intent.WHO_SAID),
        ("Who denies that the gates were opened?", Intent.DENIAL),
        ("Who brushed off the warning?", Intent.DENIAL),
        ("Harbour Post vs Veldan Courier: was the dam sound?", Intent.COMPARE),
        ("Was the dam sound? Give me both sides.", Intent.COMPARE),
        ("How many people fled?", Intent.FACT),
        ("Before April 2030, how many deaths were confirmed?", Intent.FACT),
        ("Reuel and Ferrant: how alarming was it to each of them", Intent.COMPARE),
        ("roughly how many lived there", Intent.FACT),
        ("when did it burst?", Intent.FACT),
        ("How high does the Courier say the wall was?", Intent.FACT),
        ("since which year was the wall cracked?", Intent.FACT),
        ("Did the gates open or not?", Intent.YES_NO),
        ("has it been confirmed that the wall was rotten?", Intent.YES_NO),
        ("true or false: the sirens failed", Intent.YES_NO),
        ("why did the sirens fail?", Intent.WHY),
        ("Lower Veld evacuation", Intent.ABOUT),
    ],
)
def test_the_wording_tells_the_kind_of_answer(question: str, intent: Intent) -> None:
    assert read(question).intent is intent


@given(st.text(min_size=1, max_size=200).filter(str.strip))
def test_any_question_has_a_topic_and_names_only_what_the_library_holds(question: str) -> None:
    understood = read(question)
    assert understood.topic.strip()
    assert set(understood.scope.outlets) <= set(KARST.outlets)
    assert set(understood.scope.authors) <= set(KARST.authors)


_PIECES = st.sampled_from(
    "what does did say about according to the Courier Harbour Post Lindqvist vs and , ? ' in May 2030 Reuel".split()
)


@given(st.lists(_PIECES, min_size=1, max_size=14).map(" ".join), st.lists(_PIECES, min_size=1).map(" ".join))
def test_no_jumble_of_asking_words_breaks_the_reading(question: str, earlier: str) -> None:
    understood = interpret(question, (earlier,), Constraints(), KARST, date(2031, 5, 20))
    assert understood.topic.strip()
    assert {name for side in understood.sides for name in side.outlets} <= set(KARST.outlets)


@pytest.mark.parametrize(
    ("question", "sought"),
    [
        ("What does the Courier say about the cracks in the wall?", "cracks in the wall"),
        ("What did Tomas Reuel say about the wall?", "the wall"),
        ("What did Farrant say?", "What did Farrant say?"),
    ],
)
def test_what_is_quoted_back_is_in_the_questions_own_words(question: str, sought: str) -> None:
    assert read(question).sought == sought
