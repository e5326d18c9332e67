"""Names as they stand in a text: runs of capitalised words, and what a run says by itself about whom it names.

There is no model behind it: lists of titles, given names and words that end the names of bodies (`nouns.toml`,
`given_names.toml`). What they leave open is a `NAME`, which the rest of the article may settle.
"""

import re
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from itertools import pairwise
from typing import Final

from ingest.attribution.lexicon import (
    ADJECTIVES,
    BODIES,
    CROWDS,
    GIVEN,
    NOUNS,
    PARTICLES,
    REMEMBERED,
    SUFFIXES,
    TITLES,
    Gender,
    fold,
    gender_of,
    gender_of_given,
)

LONGEST: Final = 6  # words of a name; longer runs are headlines
_BODY_ENDS: Final = BODIES | NOUNS["endings"]
_LANDS: Final = NOUNS["places"]
# What stands before a name and is none: "Texas Sen. Jane Roe", "Justice Department lawyer Jane Roe".
_BEFORE: Final = TITLES | NOUNS["modifiers"] | ADJECTIVES | _LANDS | NOUNS["regions"] | _BODY_ENDS
_NO_NAMES: Final = (TITLES | _BODY_ENDS | NOUNS["openers"]) - NOUNS["also_surnames"] - SUFFIXES
_PLACES: Final = _LANDS | NOUNS["regions"]

_UPPER: Final = "".join(chr(c) for c in (*range(0x41, 0x530), *range(0x1E00, 0x1F00)) if chr(c).isupper())
_PARTICLE: Final = rf"(?:(?:{'|'.join(sorted(PARTICLES))})[ \u00a0])"
_ARTICLE: Final = r"(?:(?:[Aa]l|[Ee]l|[Aa]sh?|[Aa]n|[Aa]d|[Aa]r|[Aa]z|[Uu]l)[-–])"
# A full stop belongs to a word only where it shortens one; lookbehinds of one width each.
_SHORTENED: Final = (
    r"\.(?:(?<=\b(?:Mr|Ms|Dr|St|Lt|Jr|Sr)\.)|(?<=\b(?:Mrs|Sen|Rep|Gov|Gen|Col|Maj|Sgt|Adm|Rev|Del|Amb)\.)"
    r"|(?<=\b(?:Sens|Reps|Govs|Capt|Cmdr|Brig|Prof|Atty)\.)|(?<=\bMessrs\.))"
)
_JOINED: Final = "Union|Association|Federation|Alliance|Council|Party|Guild|League|Front|Club"  # "Bakers' Union"
_IN_WORD: Final = rf"['’](?!s\b)\w+|['’](?=[ \u00a0](?:{_JOINED})\b)|[-&]\w+|[-–](?=[{_UPPER}])\w+"
_REST: Final = rf"(?:\.(?:[{_UPPER}]\.){{0,3}}(?!\w)|\w*(?:{_IN_WORD})*(?:{_SHORTENED})?)"
# A run never crosses a line. It opens with a set of letters, which the matcher finds at the speed of a scan.
RUN: Final = re.compile(rf"[{_UPPER}](?<![\w'’].){_REST}(?:[ \u00a0]{_PARTICLE}{{0,3}}{_ARTICLE}?[{_UPPER}]{_REST})*")
_LED: Final = re.compile(rf"(?<![\w'’-])(?:{_ARTICLE}|(?:(?:de|van|von|bin|ibn|der|al)[ \u00a0]){{1,2}})$")
_LEADS: Final = frozenset(f"{end}-" for end in "al el as sh an ad ar az ul".split()) | frozenset(
    f"{end} " for end in "de la an on in bn er al".split()
)
_WORDS: Final = re.compile(r"\S+")


class Naming(Enum):
    """What a run of capitals names, as far as it tells by itself."""

    PERSON = "person"
    BODY = "body"
    NAME = "a name of either"
    CROWD = "many, by what they have in common"
    OFFICE = "an office or an adjective without a name"
    NOTHING = "a day, or a capital that opens a sentence"


@dataclass(frozen=True, slots=True)
class Reading:
    """A run of capitals read by itself: the `words` of the name, which begins `start` code points into the run.

    `described` holds, folded, what stands before the name ("texas", "sen").
    """

    kind: Naming
    words: tuple[str, ...] = ()
    start: int = 0
    described: frozenset[str] = frozenset()
    gender: Gender | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A run of capitals in a text, from `start` to `end`."""

    start: int
    end: int
    reading: Reading


def found_in(text: str) -> list[Found]:
    """Return the runs of `text` that may name somebody, in order."""
    runs = []
    for match in RUN.finditer(text):
        start, end = match.span()
        run = match.group()
        if text[start - 3 : start].lower() in _LEADS and (led := _LED.search(text, max(0, start - 8), start)):
            start = led.start()
            run = text[start:end]
        reading = read(run)
        if reading.kind is not Naming.NOTHING and len(reading.words) <= LONGEST:
            runs.append(Found(start, end, reading))
    return runs


@lru_cache(REMEMBERED)
def read(run: str) -> Reading:
    """Read a run of capitals, as `RUN` finds it."""
    found = [(m.group(), m.start()) for m in _WORDS.finditer(run)]
    while found and fold(found[0][0]) in NOUNS["openers"]:
        del found[0]
    words = tuple(word for word, _ in found)
    keys = tuple(fold(word) for word in words)
    if not words or set(keys) <= NOUNS["days"]:
        return Reading(Naming.NOTHING)
    cut = _name_start(words, keys)
    described = frozenset(keys[:cut])
    kind = _kind(words[cut:], keys[cut:], described)
    gender = gender_of(described) or (gender_of_given(words[cut]) if cut < len(words) - 1 else None)
    if kind is Naming.OFFICE:
        cut, described = 0, frozenset(keys)
    return Reading(kind, words[cut:], found[cut][1], described, gender)


def _name_start(words: tuple[str, ...], keys: tuple[str, ...]) -> int:
    """Return how many words of a run stand before the name itself."""
    last = len(keys) - 1 - (keys[-1] in SUFFIXES)
    if _ends_as_body(keys):
        return 0
    titled = (at for at in range(last - 1, -1, -1) if _is_title(words, keys, at))
    start = next(titled, -1) + 1
    # What else stands before a full name: "Republican Jane Roe", "CNN Jane Roe", "Crooked Jane Roe".
    for at in range(start + 1, last):
        if keys[at] in GIVEN and keys[start] not in GIVEN and _may_stand_before(words, keys, start, at):
            return at
    return start


def _is_title(words: tuple[str, ...], keys: tuple[str, ...], at: int) -> bool:
    """Tell whether word number `at` is a title; "Steve King Jones" has no king."""
    if at and keys[at] in NOUNS["titles_as_surnames"] and keys[at - 1] in GIVEN:
        return False
    return keys[at] in TITLES or words[at] == "Del."


def _may_stand_before(words: tuple[str, ...], keys: tuple[str, ...], start: int, at: int) -> bool:
    """Tell whether what stands from `start` up to a given name, number `at`, is no part of the name."""
    word, key = words[at - 1], keys[at - 1]
    if len(key) == 1 or key in PARTICLES:
        return False
    return at == start + 1 or len(words) - start > 3 or key in _BEFORE or word.isupper()


def _ends_as_body(keys: tuple[str, ...]) -> bool:
    if len(keys) < 2 or keys[-1] not in _BODY_ENDS:
        return False
    if any(key in TITLES and given in GIVEN for key, given in pairwise(keys)):
        return False  # "Port Orvel Mayor Jane Guardian"
    if keys[-1] not in NOUNS["also_surnames"]:
        return True
    return not (keys[-2] in GIVEN or set(keys[:-1]) & TITLES)


def _kind(words: tuple[str, ...], keys: tuple[str, ...], before: frozenset[str]) -> Naming:
    if len(keys) == 1:
        return _kind_of_one(words[0], keys[0], before)
    if keys[-1] in _PLACES and keys[0] not in GIVEN and not before & TITLES:
        return Naming.BODY  # "South Orvel"
    if _ends_as_body(keys) or " ".join(keys) in NOUNS["known_bodies"] or "-".join(keys) in NOUNS["known_bodies"]:
        return Naming.BODY
    if keys[-1].split("-")[-1] in CROWDS:
        return Naming.CROWD
    if all(key in TITLES or key in ADJECTIVES or key in NOUNS["modifiers"] or key in NOUNS["regions"] for key in keys):
        return Naming.OFFICE
    if before & TITLES or _personal(words, keys):
        return Naming.PERSON
    return Naming.NAME


def _kind_of_one(word: str, key: str, before: frozenset[str]) -> Naming:
    if key in TITLES or key in ADJECTIVES or key in NOUNS["modifiers"]:
        return Naming.PERSON if before & NOUNS["honorifics"] else Naming.OFFICE
    if before & TITLES:
        return Naming.PERSON
    if key.split("-")[-1] in CROWDS:
        return Naming.CROWD
    known = key in _LANDS or key in NOUNS["known_bodies"] or key in BODIES
    return (
        Naming.BODY
        if known or (word.isupper() and 1 < len(key) < 6 and key not in NOUNS["not_bodies"])
        else Naming.NAME
    )


def _personal(words: tuple[str, ...], keys: tuple[str, ...]) -> bool:
    """Tell whether several words are made like a person's name: a known given name, an initial, a suffix."""
    if len(words) > 5 or keys[0] in _LANDS or not set(keys[2:]).isdisjoint(_NO_NAMES):
        return False
    initial = any(len(key) == 1 for key in keys[1:-1]) or (words[0].endswith(".") and keys[0] not in NOUNS["states"])
    return keys[0].split("-")[0] in GIVEN or initial or keys[-1] in SUFFIXES
