"""Labels of word pieces: one layer of begin-inside-outside tags for three roles, decoded by a linear chain.

The tags of a window are the best path through a conditional random field (Lafferty, McCallum and Pereira 2001) by the
Viterbi algorithm. Roles hardly ever overlap (24 of 2.3 million characters of PolNeAR), so one layer holds them all.
"""

from collections.abc import Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray

ROLES: Final = ("source", "cue", "content")
TAGS: Final = ("O", *(f"{part}-{role}" for role in ROLES for part in "BI"))
OUTSIDE: Final = 0
NEVER: Final = -1e4  # the score of what cannot be

Floats = NDArray[np.float32]


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


def best_path(emissions: Floats, transitions: Floats, first: Floats, last: Floats) -> NDArray[np.int64]:
    """Return the likeliest tags, (pieces,).

    `emissions` is (pieces, tags), `transitions` (from, to), `first` and `last` (tags,).
    """
    score = first + emissions[0]
    came_from = np.empty(emissions.shape, np.int64)
    for at in range(1, len(emissions)):
        ways = score[:, None] + transitions
        came_from[at] = ways.argmax(axis=0)
        score = ways[came_from[at], np.arange(len(TAGS))] + emissions[at]
    path = np.empty(len(emissions), np.int64)
    path[-1] = (score + last).argmax()
    for at in range(len(emissions) - 1, 0, -1):
        path[at - 1] = came_from[at, path[at]]
    return path


def runs(path: NDArray[np.int64]) -> Iterator[tuple[int, int, int]]:
    """Yield (role, first, last + 1) of each stretch of one role, in pieces."""
    start = 0
    for at in range(1, len(path) + 1):
        goes_on = at < len(path) and path[at] != OUTSIDE and path[at] % 2 == 0
        if not goes_on:
            if path[start] != OUTSIDE:
                yield (int(path[start]) - 1) // 2, start, at
            start = at
