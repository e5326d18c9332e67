"""The words of a gist and of what it is a gist of, told apart so that they can be compared."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

_WORD: Final = re.compile(r"[^\W_]+(?:[.,'’‑\-–][^\W_]+)*|[%$€£]")
_BORDER: Final = re.compile(r"[,;:()\[\]\"“”„«»…—–!?]|\s-\s")  # no full stop: inside a sentence it abbreviates
_NEGATED: Final = {
    "can't": ("can", "not"),
    "cannot": ("can", "not"),
    "won't": ("will", "not"),
    "shan't": ("shall", "not"),
}
LIGHT: Final = frozenset(("a", "an", "the", "that"))


@dataclass(frozen=True, slots=True)
class Word:
    """A word as written and as compared; whether punctuation stands before it, and which of `LIGHT` was left out."""

    written: str
    folded: str
    after_border: bool
    after_light: str = ""


def words_of(text: str) -> tuple[Word, ...]:
    """Return the words of `text` in order, negations apart from their verbs ("wasn't" as "was", "not")."""
    return tuple(_words(text))


def heavy(words: Sequence[Word]) -> tuple[Word, ...]:
    """Return the words without articles and "that"; a border before one of those passes to the word after it."""
    kept: list[Word] = []
    border, light = False, ""
    for word in words:
        border = border or word.after_border
        if word.folded in LIGHT:
            light = light or word.folded
            continue
        kept.append(Word(word.written, word.folded, border, light))
        border, light = False, ""
    return tuple(kept)


def _words(text: str) -> Iterator[Word]:
    end = 0
    for found in _WORD.finditer(text):
        border = not end or _BORDER.search(text, end, found.start()) is not None
        end = found.end()
        for part in _parts(found[0].lower().replace("’", "'").replace("‑", "-").replace("–", "-")):
            yield Word(found[0], part, border)
            border = False


def _parts(folded: str) -> tuple[str, ...]:
    if folded in _NEGATED:
        return _NEGATED[folded]
    return (folded[:-3], "not") if folded.endswith("n't") else (folded,)
