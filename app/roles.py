"""A role that a question names somebody by: "the minister", "the mayor of Orle", "the police"."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from app.people import ANYONE, TITLES
from app.question_words import DATA
from app.words import Word

OFFICES: Final = frozenset(DATA["offices"].split())
DETERMINERS: Final = frozenset("the a an his her its their our my your this that some one former then".split())
_ANYBODY: Final = ANYONE - OFFICES - DETERMINERS
_BODIES: Final = frozenset(DATA["bodies"].split())
_POSTS: Final = OFFICES | TITLES | frozenset(DATA["jobs"].split())
ENDS: Final = frozenset("of for who whom which that in at from with on by and or to as".split())


@dataclass(frozen=True, slots=True)
class Role:
    """What a question calls somebody, as `said`: the noun, and the words that tell which one; both folded."""

    said: str
    noun: str
    which: frozenset[str]

    @property
    def is_office(self) -> bool:
        """Tell whether it is one by which people are known, so that nobody else can be meant by it."""
        return self.noun in OFFICES

    @property
    def speaks_for_others(self) -> bool:
        """Tell whether it is a body's, so that others speak for it: "the secretary of the union"."""
        return self.noun in OFFICES | _BODIES

    @property
    def is_a_post(self) -> bool:
        """Tell whether it is somebody's office or job, and no thing."""
        return self.noun in _POSTS


def role_of(words: Sequence[Word]) -> Role | None:
    """Return the role that `words` describe somebody by; None where they are a name, a pronoun or anybody at all."""
    end = next((i for i, word in enumerate(words) if i and word.stem in ENDS), len(words))
    if not words:
        return None
    *before, noun = words[:end]
    if noun.capital or noun.owns or noun.stem in DETERMINERS or any(w.stem in _ANYBODY for w in (*before, noun)):
        return None
    if not before and noun.stem not in OFFICES:
        return None
    which = {word.stem for word in (*before, *words[end:])} - DETERMINERS - ENDS
    return Role(" ".join(word.text for word in words), noun.stem, frozenset(which))
