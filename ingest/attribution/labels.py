"""Labels of word pieces: one layer of begin-inside-outside tags for three roles, decoded by a linear chain.

The tags of a window are the best path through a conditional random field (Lafferty, McCallum and Pereira 2001) by the
Viterbi algorithm. Roles hardly ever overlap (24 of 2.3 million characters of PolNeAR), so one layer holds them all.
"""

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

ROLES: Final = ("source", "cue", "content")
TAGS: Final = ("O", *(f"{part}-{role}" for role in ROLES for part in "BI"))
OUTSIDE: Final = 0
NEVER: Final = -1e4  # the score of what cannot be

Floats = NDArray[np.float32]
Tags = NDArray[np.int64]


def begin(role: int) -> int:
    """Return the tag that begins `role`, an index into `ROLES`."""
    return 1 + 2 * role


def inside(role: int) -> int:
    """Return the tag that goes on with `role`."""
    return 2 + 2 * role


def forbidden() -> NDArray[np.bool_]:
    """Return (tags, tags): which tag may not follow which; a role goes on only after it began."""
    barred = np.zeros((len(TAGS), len(TAGS)), bool)
    for role in range(len(ROLES)):
        barred[:, inside(role)] = True
        barred[[begin(role), inside(role)], inside(role)] = False
    return barred


def best_paths(emissions: Sequence[Floats], transitions: Floats, first: Floats, last: Floats) -> list[Tags]:
    """Return the likeliest tags of each window, (pieces,).

    `emissions` has (pieces, tags) of each window, `transitions` is (from, to), `first` and `last` (tags,). All windows
    take each step together, since a step of one is too little work for a call of NumPy.
    """
    if not emissions:
        return []
    padded = _padded(emissions)
    score = first + padded[:, 0]
    came_from = np.zeros(padded.shape, np.int64)
    best = np.empty_like(padded)  # (windows, pieces, tags): the score of the best path that ends there
    best[:, 0] = score
    for at in range(1, padded.shape[1]):
        ways = score[:, :, None] + transitions
        came_from[:, at] = ways.argmax(axis=1)
        score = best[:, at] = ways.max(axis=1) + padded[:, at]
    return [_backwards(came_from[n], best[n, len(own) - 1] + last, len(own)) for n, own in enumerate(emissions)]


def _padded(emissions: Sequence[Floats]) -> Floats:
    """Return (windows, pieces of the longest, tags)."""
    padded = np.zeros((len(emissions), max(map(len, emissions)), len(TAGS)), np.float32)
    for number, own in enumerate(emissions):
        padded[number, : len(own)] = own
    return padded


def _backwards(came_from: Tags, ends: Floats, pieces: int) -> Tags:
    """Follow the best path of one window, which ends in the best of `ends`, back to its beginning."""
    path = np.empty(pieces, np.int64)
    path[-1] = ends.argmax()
    for at in range(pieces - 1, 0, -1):
        path[at - 1] = came_from[at, path[at]]
    return path


def runs(path: Tags) -> Iterator[tuple[int, int, int]]:
    """Yield (role, first, last + 1) of each stretch of one role, in pieces."""
    start = 0
    for at in range(1, len(path) + 1):
        goes_on = at < len(path) and path[at] != OUTSIDE and path[at] % 2 == 0
        if not goes_on:
            if path[start] != OUTSIDE:
                yield (int(path[start]) - 1) // 2, start, at
            start = at
