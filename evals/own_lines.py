"""Our own fixed sentences (own_lines.toml), in which nothing is open but names of the library and what is quoted."""

import re
import tomllib
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from evals.verbatim import folded

_OWN: Final = tomllib.loads(files("evals").joinpath("own_lines.toml").read_text(encoding="utf-8"))
_SLOT: Final = re.compile(r"\{(names|scope|counted|elsewhere)\}")
_LONGEST: Final = 1_000  # characters of a list of names
_BETWEEN: Final = re.compile(r", and | and | or |, |; ")
_BOUND: Final = re.compile(rf"(?:from|until) {_OWN['parts']['day']}")
_LABEL: Final = re.compile(r"(?:outlet|author|speaker|articles that come from) (.+)")
_COUNT: Final = re.compile(r"(.+) \(\d+\)|\d+ more")
_QUOTED: Final = re.compile("“[^“”]*”")

Item = Callable[[str], bool]


def blanked(line: str) -> str:
    """Return a line with everything quoted left out between its marks."""
    return _QUOTED.sub("“”", line)


@dataclass(frozen=True, slots=True)
class OwnLines:
    """Tells our own lines from others, for a library with certain `names`, as `evals.observed.Holdings` has them."""

    names: Collection[str]

    def has(self, line: str, sort: str = "sentences") -> bool:
        """Tell whether a line, `blanked`, is one of ours of a sort of own_lines.toml."""
        return any(self._fits(pattern, line) for pattern in _patterns(sort))

    def _fits(self, pattern: re.Pattern[str], line: str) -> bool:
        found = pattern.fullmatch(line)
        slots = found.groupdict() if found else {}
        filled = ((self._items[slot.partition("_")[0]], words) for slot, words in slots.items() if words is not None)
        return found is not None and all(_is_list(words, is_item) for is_item, words in filled)

    @property
    def _items(self) -> Mapping[str, Item]:
        return {
            "names": self._is_name,
            "scope": self._is_label,
            "counted": self._is_count,
            "elsewhere": self._is_credited,
        }

    def _is_name(self, words: str) -> bool:
        unnamed = re.fullmatch(r"an unnamed outlet \((.+)\)", words, re.IGNORECASE)
        name = unnamed[1] if unnamed else words
        return name == "“”" or folded(name) in self.names

    def _is_label(self, words: str) -> bool:
        label = _LABEL.fullmatch(words)
        return self._is_name(label[1]) if label else _BOUND.fullmatch(words) is not None

    def _is_count(self, words: str) -> bool:
        count = _COUNT.fullmatch(words)
        return count is not None and (count[1] is None or count[1].startswith("no ") or self._is_name(count[1]))

    def _is_credited(self, words: str) -> bool:
        return self.has(words, "credited")


def beside_quotes() -> re.Pattern[str]:
    """Return a pattern of what may stand between and behind the quotes of a statement."""
    return re.compile("|".join(_OWN["lines"]["beside_quotes"]))


def _is_list(words: str, is_item: Item) -> bool:
    """Tell whether words are items with a comma, a semicolon, "and" or "or" between; a name may hold these, too."""
    reached = [0]
    for start in reached:
        for end, following in _ends(words, start):
            if following not in reached and is_item(words[start:end]):
                reached.append(following)
    return len(words) in reached


def _ends(words: str, start: int) -> Iterator[tuple[int, int]]:
    yield from ((found.start(), found.end()) for found in _BETWEEN.finditer(words, start))
    yield len(words), len(words)


@cache
def _patterns(sort: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(_with_slots(_with_parts(line))) for line in _OWN["lines"][sort])


def _with_parts(line: str) -> str:
    for name, part in _OWN["parts"].items():  # in this order, as one may hold those after it
        line = line.replace(f"{{{name}}}", part)
    return line


def _with_slots(line: str) -> str:
    """Make a group of each slot, with a number in its name, as no two groups may have one name."""
    pieces = _SLOT.split(line)
    slots = (f"(?P<{kind}_{at}>.{{1,{_LONGEST}}}?)" if at % 2 else kind for at, kind in enumerate(pieces))
    return "".join(slots)
