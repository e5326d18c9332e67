"""Decoding: the best path is the best of all paths, and only what may follow follows."""

from itertools import pairwise, product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from ingest.attribution.labels import ROLES, TAGS, begin, best_paths, forbidden, inside, runs

NEVER = -1e4


def chain(seed: int, pieces: int) -> tuple[np.ndarray, ...]:
    random = np.random.default_rng(seed)
    emissions, transitions, first, last = (
        random.normal(size=shape).astype(np.float32)
        for shape in ((pieces, len(TAGS)), (len(TAGS), len(TAGS)), len(TAGS), len(TAGS))
    )
    barred = [tag for tag in range(len(TAGS)) if TAGS[tag].startswith("I-")]
    first[barred] = NEVER
    return emissions, np.where(forbidden(), NEVER, transitions).astype(np.float32), first, last


def score(path, emissions, transitions, first, last) -> float:
    steps = sum(transitions[a, b] for a, b in pairwise(path))
    return first[path[0]] + sum(emissions[i, tag] for i, tag in enumerate(path)) + steps + last[path[-1]]


def path_of(emissions, *rest) -> np.ndarray:
    return best_paths([emissions], *rest)[0]


@given(st.integers(0, 10_000), st.integers(1, 4))
def test_the_best_path_scores_as_high_as_the_best_of_all(seed, pieces):
    parts = chain(seed, pieces)
    best = max(score(path, *parts) for path in product(range(len(TAGS)), repeat=pieces))
    assert np.isclose(score(path_of(*parts), *parts), best, atol=1e-4)


@given(st.integers(0, 10_000), st.integers(1, 60))
def test_no_role_goes_on_before_it_began(seed, pieces):
    path = path_of(*chain(seed, pieces))
    barred = forbidden()
    assert not TAGS[path[0]].startswith("I-")
    assert not any(barred[a, b] for a, b in pairwise(path))


@given(st.integers(0, 10_000), st.lists(st.integers(1, 30), min_size=1, max_size=5))
def test_windows_decoded_together_have_the_paths_that_they_have_alone(seed, lengths):
    _, *rest = chain(seed, 1)
    emissions = [chain(seed + n, pieces)[0] for n, pieces in enumerate(lengths)]
    together = best_paths(emissions, *rest)
    assert [list(path) for path in together] == [list(path_of(own, *rest)) for own in emissions]


def test_a_text_without_windows_has_no_paths():
    assert best_paths([], *chain(1, 1)[1:]) == []


def test_runs_are_the_stretches_of_one_role():
    source, cue = ROLES.index("source"), ROLES.index("cue")
    path = np.array([0, begin(source), inside(source), begin(cue), begin(cue), 0, begin(source)])
    assert list(runs(path)) == [(source, 1, 3), (cue, 3, 4), (cue, 4, 5), (source, 6, 7)]


def test_a_path_outside_of_everything_has_no_runs():
    assert list(runs(np.zeros(5, np.int64))) == []
