import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.fuse import fuse, fuse_scores, ranks

rankings = st.lists(st.lists(st.integers(0, 30), unique=True, max_size=12), min_size=1, max_size=4)


def test_what_two_lists_agree_on_comes_first():
    assert fuse(["a", "b", "c"], ["b", "d", "a"])[0] == "b"


@given(rankings)
def test_fusing_loses_and_invents_nothing(lists):
    fused = fuse(*lists)
    assert sorted(fused) == sorted({item for ranking in lists for item in ranking})


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=20), st.floats(0.001, 1000))
def test_fusion_ignores_the_scale_of_scores(scores, factor):
    scaled = np.array(scores) * factor
    kept_apart = len(set(scaled.tolist())) == len(set(scores))
    assert not kept_apart or np.array_equal(fuse_scores(scores), fuse_scores(scaled))


def test_equal_scores_share_a_rank():
    assert ranks([3.0, 1.0, 3.0]).tolist() == [1, 3, 1]
