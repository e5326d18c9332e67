"""Which speaker a name means: surnames, namesakes, misspellings, bodies, and names that nobody here bears."""

import pytest

from app.answer import Guess
from tests.app.quoted_speakers import (
    FERRANT,
    MOLLS,
    REUEL,
    STONEGATE,
    VASKOVA,
    WORKS,
    read,
)


def test_people_of_one_surname_are_all_asked_and_named_to_the_reader() -> None:
    understood = read("What did Moll say about the gates?")
    assert understood.scope.speakers == MOLLS
    assert understood.guesses == tuple(Guess("Moll", name) for name in MOLLS)


def test_a_body_is_known_by_what_it_is_once_articles_speak_of_it_so():
    ministry = read("What did the Ministry say about the repairs?")
    assert (ministry.scope.speakers, ministry.guesses) == ((WORKS,), (Guess("Ministry", WORKS),))
    assert not ministry.people


def test_a_word_of_a_name_that_is_not_what_a_body_is_stays_a_word():
    stone = read("What did the Rivers say about the repairs?")
    assert not stone.scope.speakers
    assert read("what did petra moll say about the gates").scope.speakers == ("Petra Moll",)


def test_a_surname_means_whoever_is_quoted_far_more_than_its_other_bearers() -> None:
    understood = read("What did Bell say?")
    assert (understood.scope.speakers, understood.guesses) == (("Ada Bell",), (Guess("Bell", "Ada Bell"),))
    assert read("What did Olaf Bell say?").scope.speakers == ("Olaf Bell",)


@pytest.mark.parametrize(
    ("question", "guess"),
    [
        ("what did Vascova say about the spillway", Guess("Vascova", VASKOVA)),
        ("What did Tomas Ruel say about the wall?", Guess("Tomas Ruel", REUEL)),
        ("how did Farrant react?", Guess("Farrant", FERRANT)),
        ("What does Stonegaet deny?", Guess("Stonegaet", STONEGATE)),
        ("What did Tommy Reuel say about the wall?", Guess("Tommy Reuel", REUEL)),
    ],
)
def test_a_misspelt_speaker_is_understood_and_the_guess_shown(question: str, guess: Guess) -> None:
    understood = read(question)
    assert (understood.scope.speakers, understood.guesses) == ((guess.took,), (guess,))
    assert guess.took.split()[-1] in understood.topic


@pytest.mark.parametrize("question", ["What did Ewa Strand say about the dam?", "Ewa Strand on the dam"])
def test_somebody_named_and_never_quoted_is_a_person_and_no_scope(question: str) -> None:
    understood = read(question)
    assert [name.casefold() for name in understood.people] == ["ewa strand"]
    assert (understood.scope.speakers, understood.unknown) == ((), ())


def test_a_bearer_of_a_quoted_surname_is_not_taken_for_the_other() -> None:
    understood = read("What did Gerda Ferrant say about the dam?")
    assert (understood.scope.speakers, understood.unknown) == ((), ("Gerda Ferrant",))


def test_a_name_that_nobody_here_bears_stays_unknown() -> None:
    assert read("What did Quentin Abascal say about the dam?").unknown == ("Quentin Abascal",)


def test_who_writes_here_is_asked_for_their_articles_unless_others_quote_them_more() -> None:
    writes = read("What does Oren Castellane say about the spillway?").scope
    assert (writes.authors, writes.speakers) == (("Oren Castellane",), ())
    quoted = read("What does Mira Solberg say about the gates?").scope
    assert (quoted.authors, quoted.speakers) == ((), ("Mira Solberg",))
    assert read("What did Mira Solberg write about the gates?").scope.authors == ("MIRA SOLBERG",)


def test_the_quoted_words_of_who_also_writes_can_be_asked_for() -> None:
    said = read("What was Oren Castellane quoted as saying about the spillway?").scope
    assert (said.authors, said.speakers) == ((), ("Oren Castellane",))
    by_hand = read("what of the spillway?", speakers=("Castellane",)).scope
    assert (by_hand.authors, by_hand.speakers) == ((), ("Oren Castellane",))
