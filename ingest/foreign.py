"""Whether a sentence is foreign to the article it stands in: it says nothing of it, and needs nothing of it.

What an article asks its readers is about the article's matter and points back into it ("Who would do that?"). A task or
question that shares no words with all the rest, and holds no pronoun whose antecedent would stand there, was written
for something else. By itself this says little, as much of an article is said only once; it tells tasks apart.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from ingest.corpus import Span

ARTICLE: Final = 60  # words around it from which there is an article that a sentence can be foreign to
LEAST: Final = 2  # words of its own that a sentence needs, to be about something
COUNTED: Final = 8  # texts whose words are kept counted: all sentences of one are asked about in a row
STEM: Final = 6  # letters by which words are compared: "recipe" and "recipes" are one
_WORD: Final = re.compile(r"[^\W\d_]{4,}")
# What points at something said before, or at those who speak and listen, here and now; "US" is a country.
_POINTS: Final = re.compile(
    r"\b(?!US\b)(?i:this|these|those|here|we|us|our|such)\b|\b(?:about|like|than|with|is|do|did|of|to)\s+that\b"
    r"|\bthat\s*[.,?!]"
)
# The same, unless what they stand for is named before them in the sentence itself.
_MAY_POINT: Final = re.compile(r"\b(?:he|him|his|she|hers?|they|them|their|it|its|there)\b", re.IGNORECASE)
_NEVER_POINTS: Final = re.compile(
    r"\b(?:tell|give|show|teach|help|send|find|write|make|remind)\s+us\b|\b(?:can|could|may|should|do|would)\s+we\b"
    r"|\b(?:is|are)\s+there\b",
    re.IGNORECASE,
)
# Words of four letters or more that are about nothing.
_EMPTY: Final = frozenset(
    """about above after again against also always among another because been before being below between both cannot
    come could does doing down during each else ever every from further going have having help into itself just keep
    know like made make many might more most much must need never next none nothing once only other over please
    really same shall should since some someone something such sure take tell than their them then there these they
    thing things this those through told together until upon used using very want well were what whatever when where
    whether which while whom whose will with within without would your yours yourself give show find name write
    create list explain describe provide following example examples simple short brief main best better good first
    different work works mean means called""".split()
)


def is_foreign(text: str, sentence: Span, most: float) -> bool:
    """Tell whether a sentence of `text` points at nothing before it and shares at most the part `most` of its words."""
    words = sentence.of(text)
    own = _stems(words)
    if len(own) < LEAST or _points(_NEVER_POINTS.sub(" ", words)):
        return False
    rest = _rest(text, sentence, own)
    return rest.words >= ARTICLE and len(+rest.stems) <= most * len(own)


@dataclass(frozen=True, slots=True)
class _Counts:
    """How many words some text has, between white space, and how often each stem stands in it."""

    words: int
    stems: Counter[str]

    @classmethod
    def of(cls, text: str) -> "_Counts":
        """Count the words of `text`."""
        return cls(len(text.split()), Counter(_stems_in(text)))


_counted: Final = lru_cache(COUNTED)(_Counts.of)


def _rest(text: str, sentence: Span, stems: Iterable[str]) -> _Counts:
    """Count the words around a sentence, and `stems` there, in time that does not grow with a text once counted."""
    place = _unbroken(text, sentence)
    whole, inside = _counted(text), _Counts.of(place.of(text))
    edges = _Counts.of(f"{text[place.start : sentence.start]} {text[sentence.end : place.end]}")
    times = Counter({stem: whole.stems[stem] - inside.stems[stem] + edges.stems[stem] for stem in stems})
    return _Counts(whole.words - inside.words + edges.words, times)


def _unbroken(text: str, sentence: Span) -> Span:
    """Widen a sentence to the white space around it: sentences that are too long may be cut within a word."""
    start, end = sentence.start, sentence.end
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return Span(start, end)


def _points(words: str) -> bool:
    pronoun = _MAY_POINT.search(words)
    outwards = pronoun is not None and len(_stems(words[: pronoun.start()])) < LEAST
    return outwards or _POINTS.search(words) is not None


def _stems(words: str) -> set[str]:
    return set(_stems_in(words))


def _stems_in(words: str) -> Iterator[str]:
    return (word[:STEM] for word in _WORD.findall(words.lower()) if word not in _EMPTY)
