"""The words by which questions ask, from question_words.toml, and patterns over them.

Lists run to hundreds of words, and a pattern with one takes milliseconds to compile: all of them together take as long
as many answers. So a pattern is compiled when a question first holds what it cannot do without.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib import resources
from typing import Final

DATA: Final[dict[str, str]] = tomllib.loads(
    resources.files("app").joinpath("question_words.toml").read_text(encoding="utf-8")
)
_LISTS: Final = re.compile(r"~(?P<may>\??)(?P<names>[a-z_ ]+)~")
_WORD: Final = re.compile(r"\w+")


@cache
def entries(*lists: str) -> frozenset[str]:
    """Return what these lists of the data hold, words and phrases."""
    return frozenset(word.replace("_", " ") for name in lists for word in DATA[name].split())


@cache
def any_of(*lists: str) -> str:
    """Return a pattern for any word of these lists of the data, longest first so that "hit back" wins over "hit"."""
    words = sorted(sorted(entries(*lists)), key=len, reverse=True)
    return "(?:" + "|".join(map(re.escape, words)).replace(r"\ ", r"\s+") + ")"


@dataclass(frozen=True)
class Pattern:
    """A pattern over a question in lower case.

    In `source` ``~verbs writing~`` stands for any entry of these lists, between borders of words; ``~?light~`` does
    where the rest may fit without. `hint` is quickly compiled, and found wherever the pattern fits.
    """

    source: str
    hint: str = ""

    def finditer(self, low: str) -> Iterator[re.Match[str]]:
        """Return the matches in a question in lower case."""
        return self.regex.finditer(low) if self._may_fit(low) else iter(())

    def search(self, low: str) -> re.Match[str] | None:
        """Return the first match in a question in lower case."""
        return next(self.finditer(low), None)

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The pattern itself."""
        return re.compile(_LISTS.sub(lambda found: any_of(*found["names"].split()), self.source))

    @cached_property
    def _needed(self) -> tuple[frozenset[str], ...]:
        """Words of which a question holds one of each set wherever the pattern fits."""
        listed = (found["names"] for found in _LISTS.finditer(self.source) if not found["may"])
        return tuple(_beginnings(*names.split()) for names in listed)

    def _may_fit(self, low: str) -> bool:
        held = _held(low)
        return all(not need.isdisjoint(held) for need in self._needed) and re.search(self.hint, low) is not None


@cache
def _beginnings(*lists: str) -> frozenset[str]:
    return frozenset(_WORD.findall(entry)[0] for entry in entries(*lists))


@lru_cache(maxsize=64)  # each pattern asks for the words of the question at hand
def _held(low: str) -> frozenset[str]:
    return frozenset(_WORD.findall(low))
