"""What a pair of spans looks like from outside: how far apart, what stands between. Used with what the network says.

A cue is linked with at most one source, a content with at most one cue. One table serves training and reading.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

DISTANCES, BETWEEN, TOGETHER = 17, 4, 2
PAIRS: Final = DISTANCES * BETWEEN * TOGETHER  # kinds of pairs
_FARTHEST: Final = DISTANCES // 2

Pieces = tuple[int, int]
"""First and last + 1 of a span, in pieces of its window."""


def kinds(cues: Sequence[Pieces], others: Sequence[Pieces], paragraphs: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return (cues, others): the kind of each pair. `paragraphs` numbers the paragraph of each piece."""
    cue_starts, cue_ends = np.array(cues, np.int64).reshape(-1, 2).T[:, :, None]
    starts, ends = np.array(others, np.int64).reshape(-1, 2).T
    after = starts >= cue_ends
    gap = np.where(after, starts - cue_ends, cue_starts - ends + 1)
    steps = np.minimum(_FARTHEST, (np.log2(np.abs(gap) + 1) * 1.5).astype(np.int64) + ~after)
    low, high = np.where(after, cue_ends, ends), np.where(after, starts, cue_starts)
    beginnings = np.sort(np.array([cue[0] for cue in cues], np.int64))
    between = (np.searchsorted(beginnings, high) - np.searchsorted(beginnings, low)).clip(0, BETWEEN - 1)
    distance = _FARTHEST + np.where(after, steps, -steps)
    together = paragraphs[cue_starts] == paragraphs[starts] if len(others) else np.zeros(gap.shape, bool)
    return np.asarray((distance * BETWEEN + between) * TOGETHER + together, np.int64)
