"""Looking at every vector finds what sorting all of them would."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.exact import SCOPES_KEPT, Matrix, best
from index.scope import Scope
from ingest.corpus import ArticleId, Metadata, PassageId

scores = st.lists(st.sampled_from([-1.0, 0.0, 0.25, 0.5, 1.0]), max_size=30)


@given(scores, st.integers(1, 40))
def test_the_best_are_those_that_sorting_puts_first_equal_ones_in_order(values, k):
    expected = sorted(range(len(values)), key=lambda n: (-values[n], n))[:k]
    assert best(np.array(values, np.float32), k).tolist() == expected


def matrix() -> Matrix:
    vectors = np.eye(6, dtype=np.float32)
    articles = tuple((ArticleId(name), Metadata(outlet=name)) for name in "ab")
    owners = np.array([0, 0, 0, 0, 0, 1], np.int32)
    return Matrix(vectors, np.array([1, 2, 4, 7, 8, 9]), tuple(map(PassageId, "uvwxyz")), owners, articles)


def test_a_narrow_scope_and_a_wide_one_rank_alike():
    asked = np.array([0.1, 0.5, 0.2, 0.3, 0, 0.9], np.float32)
    assert matrix().nearest(asked, Scope(), 3) == ("z", "v", "x")
    assert matrix().nearest(asked, Scope(outlets=("a",)), 3) == ("v", "x", "w")
    assert matrix().nearest(asked, Scope(outlets=("b",)), 3) == ("z",)
    assert matrix().nearest(asked, Scope(outlets=("c",)), 3) == ()


def test_numbers_that_are_not_of_this_state_are_left_out():
    assert matrix().named([9, 3, 1, 100, 4]) == ("z", "u", "w")
    assert matrix().named([]) == ()


def test_many_scopes_are_not_all_remembered():
    held = matrix()
    for n in range(3 * SCOPES_KEPT):
        assert held.rows(Scope(outlets=(str(n),))).size == 0
    assert len(held._rows) <= SCOPES_KEPT


def test_an_empty_library_finds_nothing():
    empty = Matrix(np.zeros((0, 6), np.float32), np.zeros(0, np.int64), (), np.zeros(0, np.int32), ())
    assert empty.nearest(np.ones(6, np.float32), Scope(), 5) == ()
    assert empty.nearest(np.ones(6, np.float32), Scope(outlets=("a",)), 5) == ()
