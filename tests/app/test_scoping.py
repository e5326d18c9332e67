"""Scopes joined and narrowed hold exactly the articles that they should."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from app.scoping import apart, at_once, narrowed, together
from index.scope import Scope
from ingest.corpus import ArticleId
from tests.app.libraries import KARST


def some(names):
    return st.lists(st.sampled_from(sorted(names)), max_size=3, unique=True).map(tuple)


ARTICLES = [ArticleId(str(i)) for i in range(9)]
DAYS = st.none() | st.dates(date(2030, 1, 1), date(2031, 12, 31))
SCOPES = st.builds(
    Scope, outlets=some(KARST.outlets), authors=some(KARST.authors), after=DAYS, before=DAYS, articles=some(ARTICLES)
)
SIDES = (
    st.builds(Scope, outlets=some(KARST.outlets))
    | st.builds(Scope, authors=some(KARST.authors))
    | st.builds(Scope, articles=some(ARTICLES))
).filter(bool)


SPEAKERS = ("Tomas Reuel", "Aldo Ferrant", "Nadia Vašková")
SPOKEN = st.builds(Scope, speakers=some(SPEAKERS))


def heard(scope):
    return set(scope.speakers or SPEAKERS)


@given(SPOKEN, SPOKEN)
def test_a_narrowed_scope_hears_whom_both_hear(inner, outer):
    both = narrowed(inner, outer)
    assert (set() if both is None else heard(both)) == heard(inner) & heard(outer)


@given(st.lists(SPOKEN.filter(bool), min_size=1, max_size=4))
def test_joined_speakers_are_all_heard_and_so_are_speakers_in_a_chain(sides):
    everyone = set().union(*map(heard, sides))
    assert heard(together(sides, KARST)) == everyone
    assert heard(at_once(sides)) == everyone


@given(SIDES, SPOKEN.filter(bool))
def test_articles_and_quoted_words_are_held_together_by_no_scope_but_the_open_one(written, spoken):
    assert together([written, spoken], KARST) == together([spoken, written], KARST) == Scope()


def held(scope):
    return set(KARST.within(scope))


@given(SCOPES, SCOPES)
def test_a_narrowed_scope_holds_what_both_hold(inner, outer):
    both = narrowed(inner, outer)
    assert (set() if both is None else held(both)) == held(inner) & held(outer)


@given(st.lists(SIDES, min_size=1, max_size=4))
def test_joined_sides_hold_what_any_of_them_holds(sides):
    assert held(together(sides, KARST)) == set().union(*map(held, sides))


@given(st.lists(SIDES, min_size=2, max_size=3))
def test_sides_set_apart_lose_only_what_another_side_wrote(sides):
    for before, after in zip(sides, apart(sides, KARST), strict=True):
        others = [held(side) for side in sides if side.authors]
        assert held(after) <= held(before)
        assert held(before) - held(after) <= set().union(*others)
