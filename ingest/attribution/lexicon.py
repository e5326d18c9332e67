"""Words that tell what a name or a description means, from lists, and the keys under which names are compared."""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from enum import Enum
from functools import lru_cache
from importlib import resources
from typing import Any, Final

REMEMBERED: Final = 32_768  # words, runs and phrases whose reading is kept: names recur within and across articles


def _data(file: str) -> dict[str, Any]:
    return tomllib.loads(resources.files("ingest.attribution").joinpath(file).read_text(encoding="utf-8"))


def _listed(data: dict[str, Any]) -> dict[str, frozenset[str]]:
    return {key: frozenset(words.split()) for key, words in data.items() if isinstance(words, str)}


_DATA: Final = _data("nouns.toml")
NOUNS: Final = _listed(_DATA)
SAME: Final[Mapping[str, list[str]]] = _DATA["same"]
_GIVEN: Final = _listed(_data("given_names.toml"))
GIVEN: Final = _GIVEN["male"] | _GIVEN["female"] | _GIVEN["either"]
TITLES: Final = NOUNS["titles"]
BODIES: Final = NOUNS["bodies"]
ADJECTIVES: Final = NOUNS["demonyms"]
CROWDS: Final = frozenset(f"{word}s" for word in ADJECTIVES)
PARTICLES: Final = frozenset(
    "bin bint ibn da das de del della den der di do dos du la le ten ter van von zu af av abu y e".split()
)
SUFFIXES: Final = frozenset("jr sr ii iii iv".split())
_PLAIN: Final = str.maketrans(
    {"ı": "i", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "’": "'"}
)


class Gender(Enum):
    """How English speaks of a person in the third person singular."""

    HE = "he"
    SHE = "she"


@lru_cache(REMEMBERED)
def fold(word: str) -> str:
    """Return `word` in lower case, without diacritics and full stops: what two spellings of a name share."""
    plain = word.translate(_PLAIN)
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return plain.lower().replace(".", "")


@lru_cache(REMEMBERED)
def key_of(word: str) -> str:
    """Return how a surname is looked up: folded, without an Arabic article ("al-Hassan" is also called Hassan)."""
    return re.sub(r"^(?:al|el|ash?|a[dnrz])-(?=\w)", "", fold(word))


def unsuffixed(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words of a name without "Jr." and the like."""
    return words[:-1] if len(words) > 1 and fold(words[-1]) in SUFFIXES else words


@lru_cache(REMEMBERED)
def surname(words: tuple[str, ...]) -> str:
    """Return the key of a name's surname."""
    return key_of(unsuffixed(words)[-1]) if words else ""


@lru_cache(REMEMBERED)
def given_names(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return what stands before the surname, folded, particles left out."""
    return tuple(key for word in unsuffixed(words)[:-1] if (key := fold(word)) not in PARTICLES)


@lru_cache(REMEMBERED)
def may_be_one(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell whether two names of one surname may be one person's: no given name, initial or suffix contradicts."""
    a, b = sorted((given_names(one), given_names(other)), key=len)
    if not a:
        return True  # a bare surname
    if {fold(one[-1])} & SUFFIXES != {fold(other[-1])} & SUFFIXES:
        return False  # father and son
    if b[-len(a) :] == a:
        return True  # a surname of two words: "Doe Roe" of "Jane Doe Roe"
    return all(x == y or (1 in (len(x), len(y)) and x[0] == y[0]) for x, y in zip(a, b, strict=False))


def gender_of_given(name: str) -> Gender | None:
    """Return how the bearers of a given name are spoken of, where nearly all are spoken of alike."""
    key = fold(name).split("-")[0]
    if key in _GIVEN["male"]:
        return Gender.HE
    return Gender.SHE if key in _GIVEN["female"] else None


def gender_of(described: frozenset[str]) -> Gender | None:
    """Return how a person described by these words is spoken of ("mrs", "spokesman")."""
    if described & NOUNS["feminine"]:
        return Gender.SHE
    return Gender.HE if described & NOUNS["masculine"] else None
