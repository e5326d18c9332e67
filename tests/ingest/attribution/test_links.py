"""How pairs of spans lie: one kind for each way, however the spans are listed."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from ingest.attribution.links import PAIRS, kinds

CUTS = st.lists(st.integers(0, 80), min_size=4, max_size=16, unique=True).map(sorted)


@given(CUTS, st.randoms())
def test_the_kind_of_a_pair_does_not_depend_on_the_order_of_the_others(cuts, shuffler):
    spans = list(zip(cuts[::2], cuts[1::2], strict=False))
    shuffler.shuffle(spans)
    cues, others = spans[: len(spans) // 2], spans[len(spans) // 2 :]
    paragraphs = np.repeat(np.arange(9), 9)
    found = kinds(cues, others, paragraphs)
    assert found.shape == (len(cues), len(others))
    assert ((found >= 0) & (found < PAIRS)).all()
    assert (kinds(cues[::-1], others[::-1], paragraphs) == found[::-1, ::-1]).all()


def test_before_and_after_near_and_far_and_what_stands_between_differ():
    paragraphs = np.zeros(60, np.int64)
    cues = [(10, 11), (20, 21)]
    (row, _) = kinds(cues, [(8, 10), (11, 13), (0, 2), (40, 44)], paragraphs)
    assert len(set(row)) == 4
    between, none_between = kinds(cues, [(22, 25)], paragraphs)[:, 0]
    assert between != none_between


def test_another_paragraph_is_another_kind():
    together, apart = np.zeros(20, np.int64), np.repeat([0, 1], 10)
    assert kinds([(5, 6)], [(12, 14)], together) != kinds([(5, 6)], [(12, 14)], apart)


def test_without_cues_or_others_there_are_no_pairs():
    paragraphs = np.zeros(5, np.int64)
    assert kinds([], [(0, 1)], paragraphs).shape == (0, 1)
    assert kinds([(0, 1)], [], paragraphs).shape == (1, 0)
