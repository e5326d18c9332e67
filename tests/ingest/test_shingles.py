"""Shared wording is counted, and what is long enough is never missed."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from ingest.shingles import RUN, SHINGLE, WINDOW, fingerprints_of, longest_run, shingles_of, words_of

words = st.lists(st.sampled_from([f"w{n}" for n in range(40)]), max_size=60)


def test_case_and_the_form_of_apostrophes_make_no_difference():
    told = shingles_of(words_of(["The mayor’s boat sank off Brenn"]))
    shouted = shingles_of(words_of(["THE MAYOR'S BOAT SANK", "OFF BRENN"]))
    assert (told == shouted).all()


def test_a_text_of_fewer_words_than_a_shingle_has_none():
    assert len(shingles_of(["one", "two", "three", "four"])) == 0
    assert len(fingerprints_of(shingles_of(["one"]))) == 0


@given(words)
def test_there_is_a_shingle_for_each_place_where_one_can_begin(some):
    assert len(shingles_of(some)) == max(0, len(some) - SHINGLE + 1)


@given(words, words, words, words, st.lists(st.integers(), min_size=RUN, max_size=30))
def test_a_shared_run_leaves_a_fingerprint_that_both_texts_have(before, after, other_before, other_after, run):
    shared = [f"x{number}" for number in run]
    one = fingerprints_of(shingles_of([*before, *shared, *after]))
    other = fingerprints_of(shingles_of([*other_before, *shared, *other_after]))
    assert len(np.intersect1d(one, other)) > 0


@given(words)
def test_a_window_keeps_at_least_one_of_its_shingles_and_no_shingle_is_made_up(some):
    shingles = shingles_of(some)
    kept = fingerprints_of(shingles)
    assert np.isin(kept, shingles).all()
    for start in range(len(shingles) - WINDOW + 1):
        assert np.isin(shingles[start : start + WINDOW], kept).any()


def test_fingerprints_are_a_small_part_of_the_shingles():
    shingles = shingles_of([f"word{number}" for number in range(2000)])
    assert 0.15 < len(fingerprints_of(shingles)) / len(shingles) < 0.3


@given(words, words, words)
def test_a_run_is_as_long_as_the_words_that_two_texts_share_in_a_row(run, before, after):
    shared = [f"x{place}" for place in range(len(run))]
    inside = np.unique(shingles_of([*before, *shared, *after]))
    alone = shingles_of(["here", *shared, "there"])
    assert longest_run(alone, inside) == (len(shared) if len(shared) >= SHINGLE else 0)
