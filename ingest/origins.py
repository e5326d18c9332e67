"""Which articles are copies of one another: a wire story as two outlets cut it, a republication, an excerpt.

Two texts are copies when two thirds of the shorter one's five-word shingles stand in the other; a fifth is enough where
a credit ties them (the same wire, or one naming the other as where it first appeared) and they share more than how they
end. Texts of one mould, which tell of different people or figures in the same words, are no copies however alike they
are.

Nothing here depends on the order in which articles are given.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import combinations

import numpy as np
from rapidfuzz.distance import Indel, Levenshtein

from ingest.corpus import ArticleId, Metadata
from ingest.shingles import Shingles, fingerprints_of, shingles_of, words_of

# Chosen on the near-duplicate set (evals/near_duplicates.py): copies there share 0.7 and more, as its makers have it,
# articles that quote a hoax in order to refute it up to 0.61, accounts of one event that were written apart below 0.05.
COPIED = 0.65  # share of the shorter text's shingles that stand in the other
CREDITED = 0.2  # the same where a credit ties the two
LEAST = 16  # shared shingles, some twenty words: a caption is not a copy
# One pair of that set is of one mould, with 0.44 of its names and figures swapped; copies of it reach 0.14.
MOULD = 0.25  # share of names and figures that are swapped for others, from which two texts are of one mould
LONGEST_SWAP = 8  # words that stand in the place of others; more is a passage written anew
ALIGNED = 4_000  # words of each text that are laid side by side, which takes a few milliseconds
SPELLINGS = 0.7  # likeness from which two names are one in two spellings, as ISIL and ISIS

_Groups = dict[ArticleId, set[ArticleId]]


@dataclass(frozen=True, slots=True)
class Publication:
    """One article as it is compared: its words and their shingles in order; the distinct ones again, rising."""

    article: ArticleId
    words: tuple[str, ...]
    sequence: Shingles
    shingles: Shingles
    metadata: Metadata

    @classmethod
    def of(cls, article: ArticleId, stretches: Iterable[str], metadata: Metadata) -> "Publication":
        """Take the stretches of an article that are the article itself, without what a page puts around it."""
        words = words_of(stretches)
        sequence = shingles_of(words)
        return cls(article, words, sequence, np.unique(sequence), metadata)

    @property
    def fingerprints(self) -> Shingles:
        """Its winnowed shingles, by which articles that may be its copies are found."""
        return fingerprints_of(self.sequence)


class Kinship(StrEnum):
    """How two articles are related by their words."""

    COPY = "copy"  # much of each stands in the other, or a credit ties them
    EXCERPT = "excerpt"  # the shorter stands in the longer, which holds more besides
    KIN = "kin"  # they share too much to be independent, too little to be copies


@dataclass(frozen=True, slots=True)
class Related:
    """Two articles that share wording: `whole` is the longer of the two, `size` its number of shingles."""

    part: ArticleId
    whole: ArticleId
    size: int
    kinship: Kinship


def related(one: Publication, other: Publication) -> Related | None:
    """Tell how two articles are related by their words; None where they are not."""
    part, whole = sorted((one, other), key=lambda each: (len(each.shingles), each.article))
    shared = len(np.intersect1d(part.shingles, whole.shingles, assume_unique=True))
    if shared < max(LEAST, CREDITED * len(part.shingles)):
        return None
    opening = part.sequence[: len(part.sequence) // 2]
    if np.isin(opening, whole.shingles).mean() < CREDITED or one_mould(part, whole):
        return None
    kinship = Kinship.KIN
    if credited(part.metadata, whole.metadata) or shared >= COPIED * len(whole.shingles):
        kinship = Kinship.COPY
    elif shared >= COPIED * len(part.shingles):
        kinship = Kinship.EXCERPT
    return Related(part.article, whole.article, len(whole.shingles), kinship)


def credited(one: Metadata, other: Metadata) -> bool:
    """Tell whether what two articles say of where they come from ties them."""
    mine, theirs = _come_from(one), _come_from(other)
    return bool(mine & theirs or mine & {_name(other.outlet)} or theirs & {_name(one.outlet)})


def _come_from(metadata: Metadata) -> frozenset[str]:
    first = metadata.first_published
    return frozenset(filter(None, (_name(metadata.wire), _name(first.outlet if first else None))))


def _name(name: str | None) -> str:
    return (name or "").casefold().removeprefix("the ").strip()


def one_mould(one: Publication, other: Publication) -> bool:
    """Tell whether two texts tell of different people or figures in the same words.

    Then names and numbers stand in each other's place that the other text does not have at all.
    """
    plain = {word for word in (*one.words, *other.words) if word.islower()}
    mine, theirs = _telling(one.words, plain), _telling(other.words, plain)
    shared = len(mine & theirs)
    if min(len(mine - theirs), len(theirs - mine)) < MOULD * (len(mine - theirs) + shared):
        return False  # even if all of them were swapped
    swapped = _swapped(one.words, other.words, mine - theirs, theirs - mine)
    return len(swapped) >= MOULD * (len(swapped) + shared) > 0


def _telling(words: Sequence[str], plain: Collection[str]) -> frozenset[str]:
    """Return the names and figures among words: what has a capital or a digit, and is nowhere written `plain`."""
    capital = (word.casefold() for word in words if word[0].isupper() or word[0].isdigit())
    return frozenset(word for word in capital if word not in plain)


def _swapped(mine: Sequence[str], theirs: Sequence[str], own: frozenset[str], foreign: frozenset[str]) -> set[str]:
    """Return which of `own` names stand where the other text has one of `foreign`."""
    a, b = ([word.casefold() for word in words[:ALIGNED]] for words in (mine, theirs))
    swapped: set[str] = set()
    for step in Levenshtein.opcodes(a, b):
        if step.tag == "replace" and step.src_end - step.src_start <= LONGEST_SWAP:
            names = foreign.intersection(b[step.dest_start : step.dest_end])
            found = own.intersection(a[step.src_start : step.src_end])
            swapped |= {word for word in found if names and not _is_spelling(word, names)}
    return swapped


def _is_spelling(word: str, names: Iterable[str]) -> bool:
    return not word[0].isdigit() and any(Indel.normalized_similarity(word, name) >= SPELLINGS for name in names)


def precedence(article: ArticleId, metadata: Metadata) -> tuple[bool, date, ArticleId]:
    """Order publications of one origin: before those that credit another, then by date, the undated last."""
    return bool(_come_from(metadata) - {_name(metadata.outlet)}), metadata.published or date.max, article


def grouped(pairs: Iterable[Related]) -> list[frozenset[ArticleId]]:
    """Return the articles of each origin that has several.

    A text that holds several others which share nothing with each other, as a digest does, joins none of them.
    """
    ordered = sorted(pairs, key=lambda pair: (pair.size, pair.whole, pair.part))
    kin = {frozenset((pair.part, pair.whole)) for pair in ordered}
    groups = {article: {article} for pair in ordered for article in (pair.part, pair.whole)}
    excerpts: defaultdict[ArticleId, list[ArticleId]] = defaultdict(list)
    for pair in ordered:
        if pair.kinship is Kinship.COPY:
            _join(groups, pair.part, pair.whole)
        elif pair.kinship is Kinship.EXCERPT:
            excerpts[pair.whole].append(pair.part)
    for whole, parts in excerpts.items():  # the shorter first: what an excerpt was itself taken from is known by then
        if all(_are_kin(groups, kin, one, other) for one, other in combinations(parts, 2)):
            for part in parts:
                _join(groups, part, whole)
    return sorted({frozenset(group) for group in groups.values() if len(group) > 1}, key=min)


def _are_kin(groups: _Groups, kin: set[frozenset[ArticleId]], one: ArticleId, other: ArticleId) -> bool:
    return other in groups[one] or frozenset((one, other)) in kin


def _join(groups: _Groups, one: ArticleId, other: ArticleId) -> None:
    joined, added = groups[one], groups[other]
    if joined is not added:
        joined |= added
        for article in added:
            groups[article] = joined
