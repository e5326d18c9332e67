"""Which spellings of people's names are one person's.

- Full names of one surname fold where the given names are the same, or one is short for the other ("Bob": "Robert"),
  or its initial and no other's; and where no middle name and no suffix contradicts. A name without a middle name folds
  where only one is meant: with "George W. Roe" and "George H. Roe" in the library, "George Roe" stays by himself.
- A bare surname folds where the library has one person of that surname, or one in `OVERWHELMING` times as many articles
  as any other. Given names alone never fold, nor do father and son ("John Roe Jr.").
"""

import tomllib
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Final, TypeVar

from index.groups import Groups
from ingest.attribution.lexicon import GIVEN, SUFFIXES, fold, given_names, surname
from ingest.corpus import Speaker

K = TypeVar("K", bound=Hashable)

OVERWHELMING: Final = 10  # times as many articles
NICKNAMES: Final[Mapping[str, list[str]]] = tomllib.loads(
    resources.files("index").joinpath("folding.toml").read_text(encoding="utf-8")
)["given"]
_FORMAL: Final[Mapping[str, frozenset[str]]] = {
    short: frozenset(formal for formal, others in NICKNAMES.items() if short in others)
    for shorts in NICKNAMES.values()
    for short in shorts
}


@dataclass(frozen=True, slots=True)
class _Name:
    """A person's name, folded: `given` holds all that stands before the surname."""

    speaker: Speaker
    articles: int
    given: tuple[str, ...]
    suffix: str


_Person = list[_Name]
"""Names that are one person's."""


def fold_people(counted: Mapping[Speaker, int], groups: Groups) -> None:
    """Join in `groups` the people of `counted` who are one; it says in how many articles each name occurs."""
    families: defaultdict[str, list[_Name]] = defaultdict(list)
    for speaker, articles in counted.items():
        words = tuple(speaker.name.split())
        suffix = fold(words[-1]) if len(words) > 1 and fold(words[-1]) in SUFFIXES else ""
        families[surname(words)].append(_Name(speaker, articles, given_names(words), suffix))
    for family in families.values():
        for person in _people_of(family):
            if len(person) > 1:
                groups.join(name.speaker for name in person)


def _people_of(family: list[_Name]) -> list[_Person]:
    """Return who bears one surname: full names first, then what is shorter, where it can mean one of these only."""
    tails = {name.given[-1:] for name in family if len(name.given) > 1}
    lengths = _grouped(family, lambda name: _length(name, tails))
    bare, initialed, doubled, full = (lengths.get(length, []) for length in range(4))
    people = _by_given(full)
    known = [*people]
    for names in _grouped(initialed, lambda name: (name.given, name.suffix)).values():
        _attach(names, people, [person for person in known if _may_be_initialed(names[0], person)])
    for names in _grouped(doubled, lambda name: (name.given, name.suffix)).values():
        _attach(names, people, [person for person in known if any(_ends_so(n, names[0]) for n in person)])
    for names in _grouped(bare, lambda name: name.suffix).values():
        _attach(names, people, _bearers(people) if not names[0].suffix else [])
    return people


def _length(name: _Name, tails: set[tuple[str, ...]]) -> int:
    """Tell a bare surname (0), an initial (1), half a double surname (2: "Doe Roe" of "Jane Doe Roe"), the rest (3)."""
    if not name.given:
        return 0
    if len(name.given[0]) == 1:
        return 1
    return 2 if len(name.given) == 1 and name.given in tails and name.given[0] not in GIVEN else 3


def _attach(names: list[_Name], people: list[_Person], meant: list[_Person]) -> None:
    """Give `names` to whom they mean if that is one person, else let them stay by themselves."""
    if len(meant) == 1:
        meant[0].extend(names)
    else:
        people.append(names)


def _by_given(names: Iterable[_Name]) -> list[_Person]:
    """Return the people behind full names of one surname: by given name, then by middle names."""
    spelled = _grouped(names, lambda name: (_formal(name.given[0]), name.suffix))
    for (given, suffix), short in [*spelled.items()]:
        homes = [(formal, suffix) for formal in sorted(_FORMAL.get(given, ())) if (formal, suffix) in spelled]
        if len(homes) == 1 and len(_by_middle([*spelled[homes[0]], *short])) == 1:
            spelled[homes[0]].extend(short)
            spelled[given, suffix] = []
    return [person for same in spelled.values() for person in _by_middle(same)]


def _formal(given: str) -> str:
    """Return the formal name that a given name is short for, where there is only one."""
    formal = _FORMAL.get(given, frozenset())
    return next(iter(formal)) if len(formal) == 1 and given not in NICKNAMES else given


def _by_middle(names: list[_Name]) -> list[_Person]:
    """Return the people behind names of one given name: "Q." is "Quentin", and nobody's if another is "Quirin"."""
    people: list[_Person] = []
    plain = [name for name in names if len(name.given) == 1]
    middles = _grouped((n for n in names if len(n.given) > 1), lambda n: tuple(middle[0] for middle in n.given[1:]))
    for same in middles.values():
        spelled = {name.given[1:] for name in same if any(len(middle) > 1 for middle in name.given[1:])}
        people.extend([same] if len(spelled) < 2 else _grouped(same, lambda name: name.given[1:]).values())
    if plain:
        _attach(plain, people, people)
    return people


def _may_be_initialed(short: _Name, person: _Person) -> bool:
    """Tell whether "J. Q. Roe" may be a person: the given name begins so, in any form; middle names agree."""
    first = any(short.given[0] in _beginnings(name.given[0]) for name in person)
    middles = (zip(short.given[1:], name.given[1:], strict=False) for name in person)
    return first and all(a[0] == b[0] for pairs in middles for a, b in pairs) and short.suffix == person[0].suffix


@lru_cache(4096)
def _beginnings(given: str) -> frozenset[str]:
    """Return the initials of all that somebody of this given name may be called."""
    formal = _formal(given)
    return frozenset(name[0] for name in (given, formal, *NICKNAMES.get(formal, ())))


def _ends_so(name: _Name, short: _Name) -> bool:
    return len(name.given) > 1 and name.given[-1:] == short.given and name.suffix == short.suffix


def _bearers(people: list[_Person]) -> list[_Person]:
    """Return whom a bare surname means: the only one, or the one so much oftener in the news than any other."""
    ranked = sorted(people, key=lambda person: -_articles(person))
    if len(ranked) > 1 and _articles(ranked[0]) >= OVERWHELMING * _articles(ranked[1]):
        return ranked[:1]
    return ranked


def _articles(person: _Person) -> int:
    return sum(name.articles for name in person)


def _grouped(names: Iterable[_Name], key: Callable[[_Name], K]) -> dict[K, list[_Name]]:
    groups: dict[K, list[_Name]] = {}
    for name in names:
        groups.setdefault(key(name), []).append(name)
    return groups
