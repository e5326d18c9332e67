"""Whose quoted words are wanted where earlier questions or a choice by hand say so."""

import pytest

from app.answer import Guess
from app.chat.chips import without
from app.interpret import interpret
from app.request import Constraints
from tests.app.quoted_speakers import AUTHORITY, COURIER, FERRANT, QUOTED, REUEL, TODAY, VASKOVA, read, sided


@pytest.mark.parametrize(
    ("earlier", "question", "speakers"),
    [
        ("What has Reuel said about Ferrant?", "and what has Ferrant said about him?", (FERRANT,)),
        ("What did Reuel say about the sirens?", "how did ferrant hit back?", (FERRANT,)),
        ("What did Reuel say about the sirens?", "and Ferrant?", (FERRANT,)),
        ("What did Reuel say about the sirens?", "what about the Water Authority?", (AUTHORITY,)),
        ("What did Reuel say about the sirens?", "and on the levy?", (REUEL,)),
        ("What did Reuel say about the sirens?", "what did he say about the levy?", (REUEL,)),
        ("What did Reuel say about the sirens?", "And Vaskova's view?", (VASKOVA,)),
        ("What does the Courier say about Reuel?", "and Ferrant?", ()),
        ("How many sirens failed?", "what about Reuel?", ()),
        ("What did Reuel say about the sirens?", "How many people live in Lower Veld today?", ()),
    ],
)
def test_a_follow_up_keeps_or_changes_the_speaker(earlier: str, question: str, speakers: tuple[str, ...]) -> None:
    assert read(question, earlier).scope.speakers == speakers


def test_a_follow_up_to_a_comparison_keeps_its_sides() -> None:
    assert sided(read("and on the sirens?", "compare Reuel and Ferrant on the levy")) == [(REUEL,), (FERRANT,)]


def test_a_speaker_set_by_hand_is_resolved_and_narrows_what_is_asked() -> None:
    understood = read("what of the levy?", speakers=("ferant",))
    assert (understood.scope.speakers, understood.guesses) == ((FERRANT,), (Guess("ferant", FERRANT),))
    assert read("what do Reuel and Ferrant say?", speakers=(REUEL,)).scope.speakers == (REUEL,)
    assert read("what does Ferrant say of it?", speakers=(REUEL,)).unknown == ("Ferrant",)
    assert read("what does the Courier say of it?", speakers=(REUEL,)).scope.outlets == (COURIER,)


def test_a_description_that_the_library_lists_may_be_set_by_hand() -> None:
    assert read("what of it?", speakers=("a Ministry engineer",)).scope.speakers == ("a Ministry engineer",)


def test_a_speaker_set_by_hand_who_is_never_quoted_finds_nothing_and_is_told_from_nobody() -> None:
    silent = read("what of the dam?", speakers=("Ewa Strand",))
    assert (silent.scope.speakers, silent.people, silent.unknown) == (("Ewa Strand",), ("Ewa Strand",), ())
    assert read("what of the dam?", speakers=("Hanna Moreau",)).unknown == ("Hanna Moreau",)


def test_a_speaker_that_was_dismissed_is_no_scope_and_stays_in_the_topic() -> None:
    understood = read("What did Reuel say about the levy?", ignore=frozenset({REUEL}))
    assert not understood.scope
    assert "Reuel" in understood.topic
    assert read("What did Moll say?", ignore=frozenset({"Petra Moll"})).scope.speakers == ("Jurgen Moll",)


def test_the_chip_of_one_of_two_namesakes_leaves_the_other_until_it_goes_as_well() -> None:
    asked = "What did Moll say about the gates?"
    both = read(asked)
    one = without(Constraints(), "Petra Moll", both.guesses, (asked,))
    left = interpret(asked, (), one, QUOTED, TODAY)
    assert left.scope.speakers == ("Jurgen Moll",)
    none = without(one, "Jurgen Moll", left.guesses, (asked,))
    assert not interpret(asked, (), none, QUOTED, TODAY).scope
