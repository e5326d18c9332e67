"""Look-up of outlets and writers: full names, parts, nicknames, initials, slips; and who an author line names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.answer import Role
from app.names import How, Names, Source, given_names, known_outlet, names_of, people_of
from app.people import misspellings
from app.words import stems
from tests.app.libraries import KARST, Library, article

NAMES = names_of(KARST)


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("By ALESSANDRA STONE", ("ALESSANDRA STONE",)),
        ("Mark Lander and Jo Mazzi", ("Mark Lander", "Jo Mazzi")),
        ("Richard Wolff, and David Jaxon, USA TODAY", ("Richard Wolff", "David Jaxon", "USA TODAY")),
        ("Cooper Alden, @coopalden", ("Cooper Alden",)),
        ("Jonathan Kron, Special for USA TODAY", ("Jonathan Kron",)),
        ("Rosa S. Held,Tom Hamer", ("Rosa S. Held", "Tom Hamer")),
        ("By Staff", ()),
        ("", ()),
    ],
)
def test_an_author_line_names_people(line: str, people: tuple[str, ...]) -> None:
    assert people_of(line) == people


def test_an_outlet_in_an_author_line_is_nobody_who_writes() -> None:
    library = Library([article("USA Today", "Paul Sing, USA TODAY")], key="usa")
    match = names_of(library).find(("usa", "today"))
    assert match
    assert [source.role for source in match.sources] == [Role.OUTLET]


@pytest.mark.parametrize(
    ("phrase", "name", "how"),
    [
        ("the Veldan Courier", "The Veldan Courier", How.FULL),
        ("veldancourier", "The Veldan Courier", How.FULL),
        ("nyt", "The New York Times", How.FULL),
        ("couriers", "The Veldan Courier", How.PART),
        ("Okonjo", "Piet Okonjo", How.PART),
        ("SOLBERG'S", "MIRA SOLBERG", How.PART),
    ],
)
def test_a_name_is_found_in_full_and_in_part(phrase: str, name: str, how: How) -> None:
    match = NAMES.find(stems(phrase))
    assert match
    assert ([source.name for source in match.sources], match.how) == ([name], how)


def test_a_surname_of_two_is_a_guess_at_both() -> None:
    match = NAMES.find(("lindqvist",))
    assert match
    assert (len(match.sources), match.how) == (2, How.GUESS)


@pytest.mark.parametrize("phrase", ["veld cour", "VC", "harb post"])
def test_an_outlet_is_found_by_initials_and_by_clipped_words(phrase: str) -> None:
    match = NAMES.abbreviated(stems(phrase))
    assert match
    assert match.how is How.GUESS


@pytest.mark.parametrize("phrase", ["the", "post haste", "reuel", "news", "x", "vel"])
def test_what_names_no_source_is_not_found(phrase: str) -> None:
    assert NAMES.find(stems(phrase)) is None


def test_the_last_word_by_which_an_outlet_never_goes_does_not_name_it() -> None:
    library = Library([article("The Huffington Post"), article("The Washington Post")], key="posts")
    match = names_of(library).find(("the", "post"))
    assert match
    assert [source.name for source in match.sources] == ["The Washington Post"]


def test_a_wire_that_is_an_outlet_too_is_the_outlet() -> None:
    library = Library([article("Corda Wire"), article("Harbour Post", wire="Corda Wire")], key="wires")
    match = names_of(library).find(("corda", "wire"))
    assert match
    assert match.sources == (Source(Role.OUTLET, "Corda Wire"),)


def test_given_names_go_both_ways() -> None:
    assert "anthony" in given_names("tony")
    assert "tony" in given_names("anthony")


def test_an_outlet_in_wide_use_is_known_without_a_library() -> None:
    assert known_outlet(("the", "guardian")) == "The Guardian"
    assert known_outlet(("veldan", "courier")) is None


_NAME = st.text("abcdefghiklmnoprstuvw", min_size=9, max_size=14)


@given(_NAME, st.data())
def test_one_slip_in_a_long_name_is_forgiven(name: str, data: st.DataObject) -> None:
    names = Names([Source(Role.OUTLET, name)])
    slip = data.draw(st.sampled_from(sorted(misspellings(name))))
    match = names.find((slip,)) or names.misspelt((slip,))
    assert match
    assert match.sources[0].name == name


@given(_NAME)
def test_every_name_is_found_by_its_own_words(name: str) -> None:
    match = Names([Source(Role.AUTHOR, f"Ann {name.title()}", authors=("x",))]).find(("ann", name))
    assert match
    assert match.how is How.FULL


def test_an_outlet_may_be_named_without_the_vague_words_at_its_end() -> None:
    library = Library([article("Channel Two News"), article("Veldan News"), article("Sea Press Agency")], key="vague")
    names = names_of(library)
    match = names.retitled(("channel", "two"))
    assert match
    assert (match.sources[0].name, match.how) == ("Channel Two News", How.GUESS)
    assert names.retitled(("veldan",)) is None  # a place
    assert names.retitled(("sea", "press")) is not None
    assert names.retitled(("channel", "two", "sports")) is None
