"""Whether a finding's statement is the very clause that a question takes for granted or asks after, word by word.

"Did the mayor close the mill" is the clause "the mayor closed the mill", and "was the mill closed" is "the mill was
closed": the order and the verb's form are the question's, all other words have to be the same, in one order. Nothing
else decides: sentences that are near to each other may say opposite things.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from app.premise.inflect import past, third
from index.words import words as words_of

_ARTICLES: Final = frozenset(("a", "an", "the"))
# What undoing the question makes of the verb.
_DOING: Final[Mapping[str, Callable[[str], str | None]]] = {"did": past, "does": third, "do": str}
_BEING: Final = frozenset("is are was were has have had can could will would should may might must".split())


def is_said_by(clause: str, statement: str) -> bool:
    """Tell whether `statement` says `clause`, which may be in a question's order, articles and capitals aside."""
    return _spelt(statement) in _stated(_spelt(clause))


def _spelt(words: str) -> list[str]:
    return [word for word in words_of(words) if word not in _ARTICLES]


def _stated(clause: Sequence[str]) -> Iterator[list[str]]:
    """Yield the clause as it stands, and each statement that asks as it does when it is turned into a question."""
    yield list(clause)
    auxiliary, rest = clause[0] if clause else "", clause[1:]
    for at in range(1, len(rest)):
        if auxiliary in _BEING:
            yield [*rest[:at], auxiliary, *rest[at:]]
        if auxiliary in _DOING and (form := _DOING[auxiliary](rest[at])):
            yield [*rest[:at], form, *rest[at + 1 :]]
