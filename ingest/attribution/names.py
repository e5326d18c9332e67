"""Names as they stand in a text: runs of capitalised words, and what a run says by itself about whom it names.

There is no model behind it: lists of titles, given names and words that end the names of bodies (`nouns.toml`,
`given_names.toml`). What they leave open is a `NAME`, which the rest of the article may settle.
"""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from importlib import resources
from itertools import pairwise
from typing import Any, Final

LONGEST: Final = 6  # words of a name; longer runs are headlines
REMEMBERED: Final = 32_768  # runs and phrases whose reading is kept: names recur within and across articles


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
_BODY_ENDS: Final = BODIES | NOUNS["endings"]
_LANDS: Final = NOUNS["places"]
# What stands before a name and is none: "Texas Sen. Jane Roe", "Justice Department lawyer Jane Roe".
_BEFORE: Final = TITLES | NOUNS["modifiers"] | ADJECTIVES | _LANDS | NOUNS["regions"] | _BODY_ENDS
_HONORIFICS: Final = frozenset("mr mrs ms miss dr sen rep gov prof sir dame lord lady rev".split())  # a surname follows
_PLACES: Final = _LANDS | NOUNS["regions"]
SUFFIXES: Final = frozenset("jr sr ii iii iv".split())
_STATES: Final = frozenset("us uk un eu dc la".split())  # initials that are no person's
_DATES: Final = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september "
    "october november december christmas easter thanksgiving".split()
)
# A capital that only opens a sentence.
_OPENERS: Final = frozenset(
    """the a an this that these those there it its he his she her they their we our you your i my me and but or nor so yet
    for if in on at as to by of with from when while after before since until because although though however moreover
    meanwhile instead then also still now what who whom whose why how where which both either neither one some many most
    several all any each every no not such only even just like unlike once during under over about against among between
    according despite asked speaking said says told yesterday today tomorrow perhaps maybe yes well indeed earlier later
    did does do is are was were has have had can could will would should may might must let here more other another
    given whether except without within through per thus hence therefore besides additionally furthermore finally""".split()
)

_UPPER: Final = "".join(chr(c) for c in (*range(0x41, 0x530), *range(0x1E00, 0x1F00)) if chr(c).isupper())
PARTICLES: Final = frozenset(
    "bin bint ibn da das de del della den der di do dos du la le ten ter van von zu af av abu y e".split()
)
_PARTICLE: Final = rf"(?:(?:{'|'.join(sorted(PARTICLES))})[ \u00a0])"
_ARTICLE: Final = r"(?:(?:[Aa]l|[Ee]l|[Aa]sh?|[Aa]n|[Aa]d|[Aa]r|[Aa]z|[Uu]l)[-–])"
# A full stop belongs to a word only where it shortens one; lookbehinds of one width each.
_SHORTENED: Final = (
    r"\.(?:(?<=\b(?:Mr|Ms|Dr|St|Lt|Jr|Sr)\.)|(?<=\b(?:Mrs|Sen|Rep|Gov|Gen|Col|Maj|Sgt|Adm|Rev|Del|Amb)\.)"
    r"|(?<=\b(?:Sens|Reps|Govs|Capt|Cmdr|Brig|Prof|Atty)\.)|(?<=\bMessrs\.))"
)
_REST: Final = (
    rf"(?:\.(?:[{_UPPER}]\.){{0,3}}(?!\w)|\w*(?:['’](?!s\b)\w+|[-&]\w+|[-–](?=[{_UPPER}])\w+)*(?:{_SHORTENED})?)"
)
# A run never crosses a line. It opens with a set of letters, which the matcher finds at the speed of a scan.
RUN: Final = re.compile(rf"[{_UPPER}](?<![\w'’].){_REST}(?:[ \u00a0]{_PARTICLE}{{0,3}}{_ARTICLE}?[{_UPPER}]{_REST})*")
_LED: Final = re.compile(rf"(?<![\w'’-])(?:{_ARTICLE}|(?:(?:de|van|von|bin|ibn|der|al)[ \u00a0]){{1,2}})$")
_WORDS: Final = re.compile(r"\S+")
_PLAIN: Final = str.maketrans(
    {"ı": "i", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "’": "'"}
)


class Naming(Enum):
    """What a run of capitals names, as far as it tells by itself."""

    PERSON = "person"
    BODY = "body"
    NAME = "a name of either"
    CROWD = "many, by what they have in common"
    OFFICE = "an office or an adjective without a name"
    NOTHING = "a day, or a capital that opens a sentence"


class Gender(Enum):
    """How English speaks of a person in the third person singular."""

    HE = "he"
    SHE = "she"


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
        if start and text[start - 1] in "- \u00a0" and (led := _LED.search(text, max(0, start - 8), start)):
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
    while found and fold(found[0][0]) in _OPENERS:
        del found[0]
    words = tuple(word for word, _ in found)
    keys = tuple(fold(word) for word in words)
    if not words or set(keys) <= _DATES:
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
    for at in range(last - 1, -1, -1):
        if keys[at] in TITLES and not (at and keys[at - 1] in GIVEN):  # "Steve King Jones" has no king
            return at + 1
    # Adjectives and bodies before a full name: "Republican Jane Roe", "CNN Jane Roe".
    for at in range(1, last):
        if (
            keys[at] in GIVEN
            and (keys[at - 1] in _BEFORE or (words[at - 1].isupper() and len(keys[at - 1]) > 1))
            and keys[0] not in GIVEN
        ):
            return at
    return 0


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
    if keys[-1] in CROWDS:
        return Naming.CROWD
    if all(key in TITLES or key in ADJECTIVES or key in NOUNS["modifiers"] or key in NOUNS["regions"] for key in keys):
        return Naming.OFFICE
    if before & TITLES or _personal(words, keys):
        return Naming.PERSON
    return Naming.NAME


def _kind_of_one(word: str, key: str, before: frozenset[str]) -> Naming:
    if key in TITLES or key in ADJECTIVES or key in NOUNS["modifiers"]:
        return Naming.PERSON if before & _HONORIFICS else Naming.OFFICE
    if before & TITLES:
        return Naming.PERSON
    if key in CROWDS:
        return Naming.CROWD
    known = key in _LANDS or key in NOUNS["known_bodies"] or key in BODIES
    return (
        Naming.BODY
        if known or (word.isupper() and 1 < len(key) < 7 and key not in NOUNS["not_bodies"])
        else Naming.NAME
    )


def _personal(words: tuple[str, ...], keys: tuple[str, ...]) -> bool:
    """Tell whether several words are made like a person's name: a known given name, an initial, a suffix."""
    if len(words) > 5 or keys[0] in _LANDS:
        return False
    initial = any(len(key) == 1 for key in keys[1:-1]) or (words[0].endswith(".") and keys[0] not in _STATES)
    return keys[0].split("-")[0] in GIVEN or initial or keys[-1] in SUFFIXES
