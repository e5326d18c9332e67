"""Which outlets and writers a name means: by its form, its end, a wire or a first publication."""

import pytest

from app.answer import Guess
from app.interpret import interpret
from app.request import Constraints
from tests.app.asked import EVENING, LINDQVISTS, NORTHGATE, NYT, TODAY, read
from tests.app.libraries import KARST, Library, article


@pytest.mark.parametrize("author", ["Jörg O'Brien", "Jorg O’Brien", "Jörg OʼBrien"])
@pytest.mark.parametrize("asked", ["Jorg O'Brien", "Jörg O’Brien", "jorg o`brien", "Jo\u0308rg O'Brien"])
def test_accents_and_the_form_of_an_apostrophe_part_no_names(author: str, asked: str) -> None:
    library = Library([article("Harbour Post", author, text="The gates were shut.")])
    understood = interpret(f"what does {asked} say about the gates?", (), Constraints(), library, TODAY)
    assert (understood.scope.authors, understood.guesses) == ((author,), ())


def test_the_surname_of_a_stranger_is_not_an_outlet_that_articles_mention() -> None:
    library = Library([article("The Veldan Courier", text="The Courier has learnt that Tomas Reuel knew.")])

    def asked(name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        understood = interpret(f"What did {name} say about the dam?", (), Constraints(), library, TODAY)
        return understood.people, understood.unknown

    assert asked("Charles Courier") == ((), ("Charles Courier",))
    assert asked("Tommy Reuel") == (("Reuel",), ())


def test_a_name_that_two_share_means_both_and_says_so() -> None:
    understood = read("What does Lindqvist say about the quarrel?")
    assert set(understood.scope.authors) == set(LINDQVISTS)
    assert Guess("Lindqvist", "Ewan Lindqvist") in understood.guesses


def test_the_end_of_a_name_that_several_outlets_share_means_each_of_them() -> None:
    understood = read("what do the times say about the quarrel")
    assert set(understood.scope.outlets) == {NORTHGATE, EVENING, NYT}
    assert len(understood.guesses) == 3


def test_the_outlet_of_first_publication_names_its_articles() -> None:
    understood = read("According to the Eastern Ledger piece, who gained?")
    assert KARST.within(understood.scope) == ("6",)
    assert understood.topic == "who gained"


def test_a_wire_names_the_articles_it_sent() -> None:
    assert KARST.within(read("What did Corda Wire report about Lower Veld?").scope) == ("3",)
