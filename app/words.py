"""The words of a question: folded for comparison, each with its place in what the user typed."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from ingest.corpus import Span

_WORD: Final = re.compile(r"[^\W_]+(?:['.&-][^\W_]+)*")
_TYPESET: Final = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "′": "'", "`": "'", "´": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " "}
)
_UNDECOMPOSED: Final = str.maketrans(
    {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"}
)


def straighten(text: str) -> str:
    """Put typewriter quotes and dashes for typeset ones; every offset stays what it was."""
    return text if text.isascii() and "`" not in text else text.translate(_TYPESET)


def lowered(text: str) -> str:
    """Straighten and lower-case `text`, character for character, so that offsets still hold."""
    plain = straighten(text)
    whole = plain.lower()  # no character becomes shorter
    return whole if len(whole) == len(plain) else "".join(low if len(low := c.lower()) == 1 else c for c in plain)


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Bring a word or name to the form in which two spellings of it are equal: no case, accents or full stops."""
    plain = straighten(text)
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return plain.casefold().replace(".", "").translate(_UNDECOMPOSED)


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a question. `stem` is folded and without a possessive ending; `owns` tells that it had one."""

    text: str
    start: int
    end: int
    stem: str
    owns: bool

    @property
    def capital(self) -> bool:
        """Tell whether it is written as a name is: with a capital or digit first."""
        return not self.text[0].islower()


@lru_cache(maxsize=256)
def words_of(text: str) -> tuple[Word, ...]:
    """Split `text` into words. Hyphens, inner apostrophes and ampersands do not part a word; slashes do."""
    plain = straighten(text)
    return tuple(_word(m.group(), m.start(), plain[m.end() : m.end() + 1]) for m in _WORD.finditer(plain))


def words_at(text: str, place: Span) -> tuple[Word, ...]:
    """Return the words of `text` that stand in `place`, with offsets into `text`."""
    return tuple(word for word in words_of(text[: place.end]) if word.start >= place.start)


def _word(text: str, start: int, after: str) -> Word:
    folded = fold(text)
    stem = folded.removesuffix("'s")
    return Word(text, start, start + len(text), stem, stem != folded or (after == "'" and stem.endswith("s")))


def stems(text: str) -> tuple[str, ...]:
    """Return the folded words of `text` without possessive endings."""
    return tuple(fold(word).removesuffix("'s") for word in _WORD.findall(straighten(text)))


def blanked(text: str, spans: Sequence[Span]) -> str:
    """Return `text`, a question or an article, with spaces for `spans`, so that every offset still holds."""
    for span in spans:
        text = text[: span.start] + " " * (span.end - span.start) + text[span.end :]
    return text
