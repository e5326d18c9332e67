"""Roles in the place of a name: what is one, and beside whose name articles have it."""

import pytest

from app.described import names_in
from app.roles import Role, role_of
from app.words import words_of


def role(words):
    return role_of(words_of(words))


@pytest.mark.parametrize(
    ("words", "noun", "which"),
    [
        ("the minister", "minister", set()),
        ("the deputy foreign minister", "minister", {"deputy", "foreign"}),
        ("Orle's mayor", "mayor", {"orle"}),
        ("the mayor of Orle", "mayor", {"orle"}),
        ("police", "police", set()),
        ("a former aide", "aide", set()),
    ],
)
def test_a_role_is_a_noun_and_what_tells_which(words, noun, which):
    assert role(words) == Role(words, noun, frozenset(which))


@pytest.mark.parametrize(
    "words", ["", "Jo Bell", "the Courier", "he", "people", "the people involved", "the papers", "mill", "experts"]
)
def test_a_name_a_pronoun_and_anybody_are_no_role(words):
    assert role(words) is None


@pytest.mark.parametrize(
    ("asked", "text", "name"),
    [
        ("the mayor", "On Monday Mayor Jo Bell said no.", "Jo Bell"),
        ("the police", "Police chief Jo Bell said no.", "Jo Bell"),
        ("the union", "The union’s secretary, Jo Bell, said no.", "Jo Bell"),
        ("the watchman", "A night watchman at the mill, Jo Bell, saw it.", "Jo Bell"),
        ("the harbour minister", "Jo Bell, the harbour minister, has not been seen.", "Jo Bell"),
        ("the governor", "Orle Gov. Jo Bell said no.", "Jo Bell"),
        ("Orle's governor", "Orle Gov. Jo Bell said no.", "Jo Bell"),
        ("the port authority", "Ann Roe, for the port authority, said no.", "Ann Roe"),
        ("the minister", "the minister, Mr Bell, said no.", "Bell"),
    ],
)
def test_a_role_stands_beside_the_name_of_its_bearer(asked, text, name):
    assert list(names_in(role(asked), text)) == [name]


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("the mayor", "The mayor told Jo Bell so."),
        ("the mayor", "Jo Bell, who met the mayor, said no."),
        ("the mayor", "Jo Bell, the mayor's lawyer, said no."),
        ("the inquiry", "Counsel for the inquiry, Jo Bell, said no."),
        ("the inquiry", "So ends the inquiry. Jo Bell said no."),
        ("the foreign minister", "Jo Bell, the harbour minister, said no."),
        ("the mayor of Brenn", "Jo Bell, the mayor of Orle, said no."),
        ("the minister", "Ann Roe, Minister Bell said, is wrong."),
    ],
)
def test_who_only_stands_near_a_role_does_not_bear_it(asked, text):
    assert "Jo Bell" not in names_in(role(asked), text)
    assert "Ann Roe" not in names_in(role(asked), text)
