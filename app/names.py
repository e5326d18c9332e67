"""Which outlet or author of the library a phrase names: in full, in part, by nickname, initials or misspelling."""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from importlib import resources
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from app.answer import Role
from app.catalogue import Catalogue
from app.words import fold, stems
from index.folding_people import NICKNAMES
from ingest.corpus import ArticleId

_DATA: Final = tomllib.loads(resources.files("app").joinpath("nicknames.toml").read_text(encoding="utf-8"))
_NICKNAMES: Final[Mapping[str, list[str]]] = _DATA["outlets"]
_NEVER: Final[Mapping[str, list[str]]] = _DATA["never"]
_KNOWN: Final[Mapping[str, str]] = {
    alias: outlet for outlet, aliases in _NICKNAMES.items() for alias in (*aliases, " ".join(stems(outlet)))
}
_PEOPLE: Final[Mapping[str, str]] = {
    fold(alias): person for person, aliases in _DATA["people"].items() for alias in aliases
}
# Last words of outlets' names that say nothing about which outlet is meant.
_VAGUE: Final = frozenset("news today media press network report daily online magazine agency wire radio tv".split())
# Words put before or behind a newspaper's name: the Courier may be asked for as the Daily Courier.
MASTHEADS: Final = frozenset("daily sunday weekly morning evening news newspaper online paper website".split())
_NOT_PEOPLE: Final = re.compile(
    r"@|\d|^(?:special|staff|correspondent|contributor|editor|reporter|columnist|jr|sr)\b", re.I
)
_BETWEEN_PEOPLE: Final = re.compile(r"\s*(?:,\s*and\s+|,|;|&|/|\s+and\s+|\s+with\s+)\s*", re.I)
SHORTEST_GUESS: Final = 5  # letters; shorter names are too near each other to correct
TWO_SLIPS: Final = 8  # letters from which two slips are forgiven

PHRASES_KEPT = 4_096


class How(IntEnum):
    """How sure it is that a phrase names a source, surest first."""

    FULL = 0  # the whole name or a nickname in wide use
    PART = 1  # a surname, the end of an outlet's name
    GUESS = 2  # one of several, an abbreviation of our own making, a misspelling


@dataclass(frozen=True, slots=True)
class Source:
    """An outlet or a person who writes, with what a scope needs to hold it.

    `authors` are the author lines that name a person; `articles` those that an outlet published first or a wire sent.
    """

    role: Role
    name: str
    authors: tuple[str, ...] = ()
    articles: tuple[ArticleId, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """The sources that a phrase names, and how surely."""

    sources: tuple[Source, ...]
    how: How


class Names:
    """The names of one library, prepared for look-up. Build it once for a state of the library."""

    def __init__(self, sources: Iterable[Source]) -> None:
        full: defaultdict[str, list[Source]] = defaultdict(list)
        part: defaultdict[str, list[Source]] = defaultdict(list)
        self._outlets: list[tuple[tuple[str, ...], Source]] = []
        for source in sources:
            words = _bare(stems(source.name))
            for spelling in _spellings(source, words):
                full[spelling].append(source)
            for piece in _pieces(source, words):
                part[piece].append(source)
            if source.role is Role.OUTLET:
                self._outlets.append((words, source))
        # A question's words are looked up in several readings of it, mostly the same phrases each time.
        self.find = lru_cache(PHRASES_KEPT)(self._find)
        self._full = {spelling: tuple(named) for spelling, named in full.items()}
        self._part = {piece: tuple(named) for piece, named in part.items()}
        self._by_length: defaultdict[int, list[str]] = defaultdict(list)
        for spelling in self._full.keys() | self._part.keys():
            self._by_length[len(spelling)].append(spelling)

    def _find(self, phrase: tuple[str, ...]) -> Match | None:
        """Look a phrase of folded words up as it stands, and without the s of a possessive typed without apostrophe."""
        words = _bare(phrase)
        if not words:
            return None
        forms = (" ".join(words), " ".join(words).removesuffix("s"), fold(known_person(words) or ""))
        return next((match for form in forms if (match := self._exactly(form))), None)

    def _exactly(self, key: str) -> Match | None:
        if found := self._full.get(key):
            return Match(found, How.FULL if len(found) == 1 else How.GUESS)
        if found := self._part.get(key):
            return Match(found, How.PART if len(found) == 1 else How.GUESS)
        return None

    def abbreviated(self, phrase: tuple[str, ...]) -> Match | None:
        """Find the outlets whose name `phrase` shortens: by initials (GR), or word by word (west journal)."""
        words = _bare(phrase)
        forms = (words, (*words[:-1], words[-1].removesuffix("s")))
        found = tuple(s for name, s in self._outlets if any(_initials(w, name) or _clipped(w, name) for w in forms))
        return Match(found, How.GUESS) if found else None

    def retitled(self, phrase: tuple[str, ...]) -> Match | None:
        """Find the one outlet that goes by `phrase` without the words that any newspaper's name may hold, said or left
        unsaid (the Weekly Courier for the Courier, Channel Two for Channel Two News).
        """
        words = _bare(phrase)
        rest = tuple(word for word in words if word not in MASTHEADS)
        match = self._exactly(" ".join(rest)) if 0 < len(rest) < len(words) else None
        if match and len(match.sources) == 1 and match.sources[0].role is Role.OUTLET:
            return Match(match.sources, How.GUESS)
        longer = tuple(source for name, source in self._outlets if _begins(words, name))
        return Match(longer, How.GUESS) if len(longer) == 1 else None

    def misspelt(self, phrase: tuple[str, ...]) -> Match | None:
        """Find the name nearest to `phrase`: one slip away, or two in a long name."""
        key = " ".join(_bare(phrase))
        slips = 1 if len(key) < TWO_SLIPS else 2
        if len(key) < SHORTEST_GUESS:
            return None
        near = [s for n in range(len(key) - slips, len(key) + slips + 1) for s in self._by_length.get(n, ())]
        best = process.extractOne(key, near, scorer=OSA.distance, score_cutoff=slips)
        match = self._exactly(best[0]) if best else None
        return Match(match.sources, How.GUESS) if match else None


@lru_cache(maxsize=4)
def _names(catalogue: Catalogue, _state: str) -> Names:
    return Names(sources_of(catalogue))


def names_of(catalogue: Catalogue) -> Names:
    """Return the names of a library, prepared once for each state of it."""
    return _names(catalogue, catalogue.key)  # type: ignore[arg-type]  # objects hash by identity


def sources_of(catalogue: Catalogue) -> Iterator[Source]:
    """List the outlets and people of a library, and the outlets and wires its articles came from."""
    for outlet in catalogue.outlets:
        yield Source(Role.OUTLET, outlet)
    for outlet, articles in catalogue.elsewhere.items():
        if outlet not in catalogue.outlets:
            yield Source(Role.OUTLET, outlet, articles=articles)
    held = {" ".join(_bare(stems(name))) for name in (*catalogue.outlets, *catalogue.elsewhere)}
    lines: defaultdict[str, list[str]] = defaultdict(list)
    spelt: dict[str, str] = {}
    for line in catalogue.authors:
        for person in people_of(line):
            key = " ".join(stems(person))
            if key not in held:
                lines[key].append(line)
                spelt.setdefault(key, person)
    for key, named in lines.items():
        yield Source(Role.AUTHOR, spelt[key], authors=tuple(named))


def people_of(line: str) -> tuple[str, ...]:
    """Split an author line into the people it names; desks, handles and job titles are nobody."""
    parts = (part.strip() for part in _BETWEEN_PEOPLE.split(re.sub(r"^\s*by\s+", "", line, flags=re.I)))
    return tuple(part for part in parts if part and not _NOT_PEOPLE.search(part))


def known_outlet(phrase: tuple[str, ...]) -> str | None:
    """Return the full name of a widely known outlet that `phrase` stands for, be it in the library or not."""
    return _KNOWN.get(" ".join(phrase)) or _KNOWN.get(" ".join(_bare(phrase)))


def known_person(phrase: tuple[str, ...]) -> str | None:
    """Return the name of somebody widely known by other than their name (hrc: Hillary Clinton)."""
    return _PEOPLE.get(" ".join(phrase)) or _PEOPLE.get("the " + " ".join(phrase))


def given_names(name: str) -> tuple[str, ...]:
    """Return what else a given name, folded, may be written as (tony: anthony)."""
    formal = [whole for whole, short in NICKNAMES.items() if name in short]
    return (*formal, *NICKNAMES.get(name, ()))


def _bare(words: tuple[str, ...]) -> tuple[str, ...]:
    return words[1:] if words[:1] == ("the",) and len(words) > 1 else words


def _spellings(source: Source, words: tuple[str, ...]) -> set[str]:
    """Every full way to write a source: whole, in one word, without middle names, nicknames of outlets."""
    whole = " ".join(words)
    if source.role is Role.AUTHOR:
        return {whole, f"{words[0]} {words[-1]}"} if len(words) > 1 else {whole}
    listed = next((aliases for name, aliases in _NICKNAMES.items() if " ".join(_bare(stems(name))) == whole), [])
    return {whole, "".join(words), *(fold(alias) for alias in listed)}


def _pieces(source: Source, words: tuple[str, ...]) -> set[str]:
    """The ends of a name by which it may go: surnames of one or more words, the last words of an outlet."""
    ends = {" ".join(words[i:]) for i in range(1, len(words))}
    return ends if source.role is Role.AUTHOR else ends - _VAGUE - set(_NEVER.get(source.name, ()))


def _initials(words: tuple[str, ...], name: tuple[str, ...]) -> bool:
    return len(words) == 1 and len(name) > 1 and words[0] == "".join(word[0] for word in name)


def _begins(words: tuple[str, ...], name: tuple[str, ...]) -> bool:
    """Tell whether `words`, two or more, are all of a name but vague words at its end."""
    left_out = name[len(words) :]
    return len(words) > 1 and name[: len(words)] == words and bool(left_out) and _VAGUE.issuperset(left_out)


def _clipped(words: tuple[str, ...], name: tuple[str, ...]) -> bool:
    return len(words) == len(name) > 1 and all(len(w) > 2 and n.startswith(w) for w, n in zip(words, name, strict=True))
