"""How often the words of a question stand in sentences, alone and with what surrounds them, and BM25 over that.

Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from index.store import Catalogued, StoredPassage
from index.words import counted
from ingest.corpus import ArticleId, Span
from ingest.injection import injections, may_hold_injections

K1, B = 1.2, 0.75  # the usual parameters

Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Profile:
    """For each stem of a passage, in which sentences it occurs and how often; and each sentence's stems and length.

    `injected` tells of each sentence whether it addresses machines.
    """

    occurrences: Mapping[str, tuple[tuple[int, int], ...]]
    stems: tuple[frozenset[str], ...]
    lengths: tuple[int, ...]
    injected: tuple[bool, ...]

    def without_injected(self) -> "Profile":
        """Return it with nothing counted in sentences that address machines: they speak for no neighbour of theirs."""
        if not any(self.injected):
            return self
        kept = {
            stem: tuple((sentence, times) for sentence, times in where if not self.injected[sentence])
            for stem, where in self.occurrences.items()
        }
        lengths = tuple(0 if injected else n for n, injected in zip(self.lengths, self.injected, strict=True))
        return replace(self, occurrences=kept, lengths=lengths)


@dataclass(frozen=True, slots=True)
class Counts:
    """How often each question stem (rows) occurs in each sentence (columns), bare and with what surrounds it."""

    bare: Matrix
    window: Matrix
    bare_lengths: Matrix
    window_lengths: Matrix

    @classmethod
    def of(cls, profiles: Sequence[Profile], credits: Sequence[Counter[str]], asked: Sequence[str]) -> "Counts":
        """Count the stems `asked` in passages of these `profiles`; `credits` stand for each passage's article."""
        sizes = [len(profile.lengths) for profile in profiles]
        bare = np.zeros((len(asked), sum(sizes)))
        start = 0
        for profile, size in zip(profiles, sizes, strict=True):
            for row, stem in enumerate(asked):
                for sentence, times in profile.occurrences.get(stem, ()):
                    bare[row, start + sentence] = times
            start += size
        lengths = np.array([[n for profile in profiles for n in profile.lengths]], dtype=np.float64)
        credited = np.array([[credit.get(stem, 0) for credit in credits] for stem in asked]).reshape(
            len(asked), len(credits)
        )
        credit_lengths = np.array([credit.total() for credit in credits])
        return cls(
            bare,
            _with_neighbours(bare, sizes) + np.repeat(credited, sizes, axis=1),
            lengths[0],
            _with_neighbours(lengths, sizes)[0] + np.repeat(credit_lengths, sizes),
        )


def _with_neighbours(counts: Matrix, sizes: Sequence[int]) -> Matrix:
    """Add to each column those beside it of the same passage; `sizes` are the passages' numbers of columns."""
    passage = np.repeat(np.arange(len(sizes)), sizes)
    together = passage[1:] == passage[:-1]
    summed = counts.copy()
    summed[:, 1:] += counts[:, :-1] * together
    summed[:, :-1] += counts[:, 1:] * together
    return summed


def bm25(counts: Matrix, relative_lengths: Matrix, weights: Matrix) -> Matrix:
    """Return the BM25 score of each column, given its length relative to the typical one."""
    saturated = counts * (K1 + 1) / (counts + K1 * (1 - B + B * relative_lengths))
    return weights @ saturated


def profile_of(passage: StoredPassage, text_of: Callable[[ArticleId], str]) -> Profile:
    """Count the stems of a passage's sentences. `text_of` gives an article's text, asked for where it is needed."""
    start = passage.passage.span.start
    counters = [counted(passage.text[s.start - start : s.end - start]) for s in passage.passage.sentences]
    occurrences: dict[str, list[tuple[int, int]]] = {}
    for index, counter in enumerate(counters):
        for stem, times in counter.items():
            occurrences.setdefault(stem, []).append((index, times))
    return Profile(
        {stem: tuple(where) for stem, where in occurrences.items()},
        tuple(frozenset(counter) for counter in counters),
        tuple(counter.total() for counter in counters),
        _injected(passage, text_of),
    )


def _injected(passage: StoredPassage, text_of: Callable[[ArticleId], str]) -> tuple[bool, ...]:
    start, sentences = passage.passage.span.start, passage.passage.sentences
    inside = [Span(s.start - start, s.end - start) for s in sentences]
    found = injections(text_of(passage.article), sentences) if may_hold_injections(passage.text, inside) else ()
    return tuple(span in found for span in sentences)


def credit_of(article: Catalogued) -> Counter[str]:
    """Count the stems of an article's title, outlet and author."""
    metadata = article.metadata
    return _counted_credit(metadata.title, metadata.outlet, metadata.author)


@lru_cache(maxsize=20_000)
def _counted_credit(*names: str | None) -> Counter[str]:
    return counted(" ".join(filter(None, names)))
