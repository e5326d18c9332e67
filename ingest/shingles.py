"""Texts as sets of shingles: runs of five words, each a number, so that shared wording can be counted.

Of all shingles a few are kept as fingerprints, chosen by winnowing (Schleimer, Wilkerson and Aiken, SIGMOD 2003): any
`RUN` words in a row that two texts share leave at least one fingerprint that both have. So copies are found by looking
up equal numbers, an excerpt of a long text as surely as a whole one, which MinHash finds only by its small part.
"""

import re
import zlib
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

SHINGLE = 5  # words
WINDOW = 8  # shingles, of which at least one is kept
RUN = SHINGLE + WINDOW - 1  # words in a row that cannot go unnoticed

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_STEP = np.uint64(0x9E3779B97F4A7C15)
_MIX = np.uint64(0xBF58476D1CE4E5B9)

Shingles = NDArray[np.uint64]
"""(n,) hashes of 64 bits."""


def words_of(stretches: Iterable[str]) -> tuple[str, ...]:
    """Return the words of a text that is given in stretches, as printed, apostrophes made straight."""
    return tuple(word.replace("’", "'") for stretch in stretches for word in _WORD.findall(stretch))


def shingles_of(words: Sequence[str]) -> Shingles:
    """Return the hash of each run of five words, in order, whatever their case; none of fewer words."""
    if len(words) < SHINGLE:
        return np.zeros(0, np.uint64)
    codes = np.array([zlib.crc32(word.casefold().encode()) for word in words], np.uint64)
    hashes = np.zeros(len(words) - SHINGLE + 1, np.uint64)
    for place in range(SHINGLE):
        hashes = (hashes + codes[place : place + len(hashes)]) * _STEP
    mixed = (hashes ^ (hashes >> np.uint64(30))) * _MIX  # the last words would otherwise decide which is least
    return np.asarray(mixed ^ (mixed >> np.uint64(31)), np.uint64)


def fingerprints_of(shingles: Shingles) -> Shingles:
    """Return the least shingle of each window, once each, in rising order."""
    if len(shingles) <= WINDOW:
        return np.unique(shingles)[:1]
    return np.unique(np.lib.stride_tricks.sliding_window_view(shingles, WINDOW).min(axis=1))


def longest_run(shingles: Shingles, other: Shingles) -> int:
    """Return how many words in a row a stretch shares with another text; `shingles` are in order, `other` sorted."""
    shared = np.concatenate(([False], np.isin(shingles, other), [False]))
    edges = np.flatnonzero(shared[1:] != shared[:-1])
    lengths = edges[1::2] - edges[::2]
    return int(lengths.max()) + SHINGLE - 1 if len(lengths) else 0
