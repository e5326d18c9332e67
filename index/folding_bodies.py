"""Which spellings of bodies' names are one body's.

- Names of the same words, in whatever order: "Department of State", "the State Department"; and a few that go by two
  names everywhere.
- Initials of three letters or more, where the library has one body that they can stand for.
- "the Times", where the library has one newspaper whose name ends so. Other bodies are called by their last word only
  within an article: across articles "the ministry" may be anybody's.
"""

import re
import tomllib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from importlib import resources
from typing import Final

from index.groups import Groups
from ingest.attribution.lexicon import fold
from ingest.corpus import Speaker

_DATA: Final = tomllib.loads(resources.files("index").joinpath("folding.toml").read_text(encoding="utf-8"))
_SAME_BODY: Final[Mapping[str, str]] = {other: name for name, others in _DATA["bodies"].items() for other in others}
_SAME_WORD: Final[Mapping[str, str]] = _DATA["words"]
_MASTHEADS: Final = frozenset(_DATA["mastheads"]["last"].split())
_SMALL: Final = frozenset("the of for and in on to a".split())
_POSSESSIVE: Final = re.compile(r"'s?$")
_SHORTEST_INITIALS: Final = 3

Words = tuple[str, ...]


def fold_bodies(bodies: Sequence[Speaker], groups: Groups) -> None:
    """Join in `groups` the bodies that are one."""
    words = {body: _words(body.name) for body in bodies}
    spelled: defaultdict[Words, list[Speaker]] = defaultdict(list)
    short: defaultdict[str, set[Words]] = defaultdict(set)
    for body, own in words.items():
        spelled[_key(own)].append(body)
        for name in _shortened(own):
            short[name].add(_key(own))
    for same in spelled.values():
        if len(same) > 1:
            groups.join(same)
    for body, own in words.items():
        if len(own) == 1 and len(meant := short.get(own[0], set())) == 1 and _is_short(body.name, own[0]):
            groups.join((body, spelled[next(iter(meant))][0]))


def _words(name: str) -> Words:
    """Return the words of a name, folded, each in one spelling, without "the"."""
    plain = tuple(_POSSESSIVE.sub("", fold(word)) for word in name.split())
    plain = tuple(_SAME_WORD.get(word, word) for word in plain if word)
    plain = plain[1:] if len(plain) > 1 and plain[0] == "the" else plain
    return tuple(_SAME_BODY.get(" ".join(plain), " ".join(plain)).split())


def _key(words: Words) -> Words:
    return tuple(sorted(word for word in words if word not in _SMALL)) or words


def _shortened(words: Words) -> set[str]:
    """Return what a body of several words may be called for short: by initials, or by a newspaper's last word."""
    telling = [word for word in words if word not in _SMALL]
    initials = {"".join(word[0] for word in telling), "".join(word[0] for word in words)}
    found = {letters for letters in initials if len(letters) >= _SHORTEST_INITIALS}
    return found | ({words[-1]} & _MASTHEADS if len(words) > 1 else set())


def _is_short(name: str, word: str) -> bool:
    return word in _MASTHEADS or fold(name).upper() == name.replace(".", "")
