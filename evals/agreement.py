"""How far attributions agree with gold ones: the measures of PolNeAR's public scorer, and those of speaker and force.

Only words count, tokens of ``\\w+`` with a letter or digit: marks and spaces are nobody's. With T(x) the set of words
that the pieces of x touch, IoU(a, b) = |T(a) & T(b)| / |T(a) | T(b)|, and 1 where both are empty.

A gold and a found attribution are *matched* one to one, the greatest IoU of contents first, down to 0.5. A matched pair
is *linked* where the IoU of their sources is 0.5 or more too, which two without a source have.

- content F1 and linked F1 = 2PR / (P + R), P = pairs / found, R = pairs / gold
- quotations: of the gold ones whose content holds a quotation mark, the share that is linked
- speakers: of the linked pairs whose gold one has a speaker, the share where the found one is the same
- denials: P and R of force DENIES over matched pairs; a denial that is not matched is wrong
- offsets outside the text: pieces that end after it
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from typing import Final

from ingest.corpus import Attribution, Force, Span, Speaker, SpeakerKind

ENOUGH: Final = 0.5  # the least IoU of a match, as in the public scorer
_TOKEN: Final = re.compile(r"\w+")
_QUOTATION_MARKS: Final = frozenset('"“”‟″')
_DETERMINERS: Final = frozenset("the a an his her its their".split())

Words = frozenset[int]
Pair = tuple[Attribution, Attribution]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many were right, of how many found and how many in the gold."""

    right: int = 0
    found: int = 0
    gold: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(self.right + other.right, self.found + other.found, self.gold + other.gold)

    @property
    def precision(self) -> float:
        """Share of what was found that is right; 1 where nothing was found."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Share of the gold that was found; 1 where there is none."""
        return self.right / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, as 2 right / (found + gold); 1 where there is neither."""
        return 2 * self.right / (self.found + self.gold) if self.found + self.gold else 1.0


@dataclass(frozen=True, slots=True)
class Share:
    """How many were right, of how many."""

    right: int = 0
    of: int = 0

    def __add__(self, other: "Share") -> "Share":
        return Share(self.right + other.right, self.of + other.of)

    @property
    def rate(self) -> float:
        """Share of them that are right; 1 where there are none."""
        return self.right / self.of if self.of else 1.0


@dataclass(frozen=True, slots=True)
class Agreement:
    """What a comparison counts; those of several articles add up."""

    content: Counts = field(default_factory=Counts)
    linked: Counts = field(default_factory=Counts)
    denials: Counts = field(default_factory=Counts)
    quotations: Share = field(default_factory=Share)
    speakers: Share = field(default_factory=Share)
    outside: int = 0

    def __add__(self, other: "Agreement") -> "Agreement":
        return Agreement(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))

    def summary(self) -> dict[str, float]:
        """Return the figures that floors are held for."""
        return {
            "content_f1": self.content.f1,
            "linked_f1": self.linked.f1,
            "quotations": self.quotations.rate,
            "speakers": self.speakers.rate,
            "denial_precision": self.denials.precision,
            "denial_recall": self.denials.recall,
        }


def compare(text: str, gold: Sequence[Attribution], found: Sequence[Attribution]) -> Agreement:
    """Compare what was found in `text` with its gold attributions."""
    words = [Span(*token.span()) for token in _TOKEN.finditer(text) if any(c.isalnum() for c in token[0])]
    matched = _matched(words, gold, found)
    linked = [(g, f) for g, f in matched if _iou(_touched(g.source, words), _touched(f.source, words)) >= ENOUGH]
    named = [(g.speaker, f.speaker) for g, f in linked if g.speaker]
    denied = sum(g.force is f.force is Force.DENIES for g, f in matched)
    return Agreement(
        content=Counts(len(matched), len(found), len(gold)),
        linked=Counts(len(linked), len(found), len(gold)),
        denials=Counts(denied, _denying(found), _denying(gold)),
        quotations=Share(_quoting(text, [g for g, _ in linked]), _quoting(text, gold)),
        speakers=Share(sum(is_same(right, given) for right, given in named), len(named)),
        outside=sum(span.end > len(text) for each in found for span in each.spans),
    )


def is_same(gold: Speaker, found: Speaker | None) -> bool:
    """Tell whether a speaker is the gold one: the same words in their name, determiners, case and marks aside.

    Of whoever has no name of their own ("a farmer who grazes sheep", "the government") one description may be the
    fuller one, and must not be taken for the name of a person.
    """
    if found is None:
        return False
    right, given = _name(gold.name), _name(found.name)
    if gold.kind is SpeakerKind.UNNAMED or gold.name.islower():
        return found.kind is not SpeakerKind.PERSON and bool(right & given) and (right <= given or given <= right)
    return found.kind is not SpeakerKind.UNNAMED and right == given


def _name(name: str) -> frozenset[str]:
    return frozenset(_TOKEN.findall(name.casefold())) - _DETERMINERS


def _matched(words: Sequence[Span], gold: Sequence[Attribution], found: Sequence[Attribution]) -> list[Pair]:
    right, given = ([_touched(each.content, words) for each in side] for side in (gold, found))
    scored = ((_iou(r, f), i, j) for i, r in enumerate(right) for j, f in enumerate(given) if r & f)
    pairs: dict[int, int] = {}
    for score, i, j in sorted(scored, reverse=True):
        if score >= ENOUGH and i not in pairs and j not in pairs.values():
            pairs[i] = j
    return [(gold[i], found[j]) for i, j in pairs.items()]


def _touched(spans: Sequence[Span], words: Sequence[Span]) -> Words:
    return frozenset(i for i, word in enumerate(words) if any(word.overlaps(span) for span in spans))


def _iou(one: Words, other: Words) -> float:
    return len(one & other) / len(one | other) if one | other else 1.0


def _quoting(text: str, attributions: Sequence[Attribution]) -> int:
    return sum(any(_QUOTATION_MARKS & set(span.of(text)) for span in each.content) for each in attributions)


def _denying(attributions: Sequence[Attribution]) -> int:
    return sum(each.force is Force.DENIES for each in attributions)
