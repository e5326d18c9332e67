"""Who stands in the place of a name: a source of the library, a person it mentions, nobody it knows, or no name."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Final

from app.answer import Guess, Role
from app.catalogue import Catalogue
from app.cues import DATA, Ask
from app.names import SHORTEST_GUESS, How, Match, Names, Source, given_names, known_outlet
from app.words import Word, fold, words_of
from ingest.corpus import Span

_ANYONE: Final = frozenset(DATA["anyone"].split())
_JOINTS: Final = frozenset(DATA["joints"].split())
_PARTICLES: Final = frozenset(DATA["particles"].split())
_TITLES: Final = frozenset(DATA["titles"].split())
_SURNAMES_THAT_ARE_WORDS: Final = frozenset(DATA["words_and_surnames"].split())
_WORKS: Final = tuple(tuple(work.split("_")) for name in ("works", "roles") for work in DATA[name].split())
_ALIKE: Final = ("aeiouy", "ckq", "sz", "vwf", "td", "bp", "gj", "mn")  # letters mistaken for each other


@dataclass(frozen=True, slots=True)
class Party:
    """One whose words are asked for. `span` is where the question names it; at most one of the rest is filled.

    `sources` are of the library; `person` is mentioned in it, as the library spells the name; else it is unknown.
    """

    said: str
    span: Span
    sources: tuple[Source, ...] = ()
    person: str | None = None
    guessed: bool = False

    @property
    def guesses(self) -> tuple[Guess, ...]:
        """What a reader should know about how the name was understood."""
        if not self.guessed:
            return ()
        return tuple(Guess(self.said, name) for name in self.names)

    @property
    def names(self) -> tuple[str, ...]:
        """The names that were understood, as the library spells them."""
        return tuple(s.name for s in self.sources) or ((self.person,) if self.person else ())


class Parties:
    """Tells who is named at a place of a question."""

    def __init__(self, catalogue: Catalogue, names: Names) -> None:
        self._catalogue = catalogue
        self._names = names

    def at(self, question: str, place: Span, ask: Ask, open_end: bool) -> tuple[Party, ...]:
        """Return the parties named at `place`; empty when what stands there is no name."""
        words = tuple(w for w in words_of(question[: place.end]) if w.start >= place.start)
        if found := self._library(question, words, ask, open_end):
            return (found,)
        each = [self._one(question, part, ask, open_end) for part in _parts(words)]
        return tuple(party for party in each if party) if all(each) else ()

    def _one(self, question: str, words: tuple[Word, ...], ask: Ask, open_end: bool) -> Party | None:
        """Return who is named by `words`, which no "and" joins; only a source of the library passes as a filter."""
        found = self._library(question, words, ask, open_end)
        return found if found or ask is Ask.FILTER else self._someone(question, words, open_end)

    def _library(self, question: str, words: tuple[Word, ...], ask: Ask, open_end: bool) -> Party | None:
        """Try the whole place, then what is left without titles and works, then what it may be short or wrong for."""
        for candidate in _candidates(words, open_end):
            match = self._names.find(tuple(w.stem for w in candidate))
            if match and not self._public_figure(candidate, match, ask):
                return _party(question, words, candidate, match)
        return self._nearly(question, words, ask, open_end)

    def _nearly(self, question: str, words: tuple[Word, ...], ask: Ask, open_end: bool) -> Party | None:
        """Try abbreviations and misspellings, of what the library does not itself mention as spelt."""
        for candidate in _candidates(words, open_end):
            phrase = tuple(w.stem for w in candidate)
            if any(word in _JOINTS | _ANYONE for word in phrase) or _outlet(candidate):
                continue
            match = self._names.abbreviated(phrase)
            if match is None and ask is not Ask.FILTER and not self._catalogue.mentions(_said(question, candidate)):
                match = self._names.misspelt(phrase)
            if match:
                return _party(question, words, candidate, match)
        return None

    def _public_figure(self, words: tuple[Word, ...], match: Match, ask: Ask) -> bool:
        """Tell whether articles talk of that name far more than its bearer writes: then "say" is not "write"."""
        came = {article for source in match.sources for article in source.articles}
        if came:  # a wire, an outlet of first publication: others quote it as well as carry it
            return self._catalogue.mentions(" ".join(w.stem for w in words)) > 2 * len(came)
        if ask is not Ask.SAYS or match.sources[0].role is not Role.AUTHOR:
            return False
        written = sum(self._catalogue.authors[line] for s in match.sources for line in s.authors)
        return self._catalogue.mentions(" ".join(w.stem for w in words)) > 3 * written + 3

    def _someone(self, question: str, words: tuple[Word, ...], open_end: bool) -> Party | None:
        """Tell whether `words` name somebody who is no source here, and whether the library mentions them."""
        named = _name_in(words, open_end)
        for name in (named, _before_particle(named)):
            if name and (spelt := self._mentioned(name)):
                return _person(question, name, spelt)
        if named and (named[0].capital or _outlet(named) or self._strange(named)):
            return Party(_said(question, named), Span(named[0].start, named[-1].end))
        return None

    def _mentioned(self, named: tuple[Word, ...]) -> str | None:
        """Return the name as the library has it, trying nicknames, the surname alone and near spellings; or None."""
        outlet = _outlet(named)
        for phrase in (outlet,) if outlet else _ways(named):
            if self._catalogue.mentions(phrase):
                return phrase
        return None

    def _strange(self, named: tuple[Word, ...]) -> bool:
        """Tell whether lower-case words look like a name: none is in the library, or one of two or more is not."""
        known = [bool(self._catalogue.mentions(w.stem)) for w in named]
        plural = named[-1].stem.endswith("s") and not named[-1].owns
        return not all(known) and not plural and (len(named) > 1 or len(named[0].stem) >= SHORTEST_GUESS)


def _party(question: str, place: tuple[Word, ...], name: tuple[Word, ...], match: Match) -> Party:
    """Make a party of `name`; its span takes in the titles before it and the works after it, which ask as it does."""
    after = place[place.index(name[-1]) + 1 :]
    works = max((n for n in range(len(after) + 1) if _work_at_end((name[-1], *after[:n])) == n), default=0)
    span = Span(place[0].start, (name[-1], *after)[works].end)
    return Party(_said(question, name), span, match.sources, guessed=match.how is How.GUESS)


def _person(question: str, name: tuple[Word, ...], spelt: str) -> Party:
    """Make a party of somebody whom the library mentions as `spelt`; a guess where that is not what was said."""
    said, span = _said(question, name), Span(name[0].start, name[-1].end)
    if _outlet(name) or fold(said) == spelt:
        return Party(said, span, person=spelt if _outlet(name) else said)
    if fold(said) == f"{spelt}s":
        return Party(said, span, person=said[:-1])
    return Party(said, span, person=spelt.title() if name[0].capital else spelt, guessed=True)


def _outlet(words: tuple[Word, ...]) -> str | None:
    return known_outlet(tuple(w.stem for w in words))


def _before_particle(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """Return the name that stands before its post: "Jane Roe of the Institute"."""
    where = next((i for i, w in enumerate(words) if w.stem in ("of", "from", "at", "for")), 0)
    return words[:where]


def _said(question: str, words: tuple[Word, ...]) -> str:
    text = question[words[0].start : words[-1].end]
    return text[: len(text) - (2 if text[-2:] in ("'s", "’s") else 0)]


def _candidates(words: tuple[Word, ...], open_end: bool) -> Iterator[tuple[Word, ...]]:
    """The whole, its beginnings where the end is open, then both without titles before and works behind."""
    ends = range(len(words), 0, -1) if open_end else (len(words), len(words) - _work_at_end(words))
    heads = (i for i, w in enumerate(words) if w.stem in ("of", "from", "at"))
    for end in dict.fromkeys((*ends, *heads)):
        for start in (0, *(i + 1 for i, w in enumerate(words[: end - 1]) if w.stem in _TITLES or w.owns)):
            if start < end and (words[start - 1].owns or all(w.stem in _TITLES for w in words[:start])):
                yield words[start:end]


def _work_at_end(words: tuple[Word, ...]) -> int:
    """Count the words at the end that say what somebody wrote, or in which job ("fact checker")."""
    folded = tuple(w.stem for w in words)
    return max((len(work) for work in _WORKS if folded[-len(work) :] == work and len(work) < len(words)), default=0)


def _parts(words: tuple[Word, ...]) -> list[tuple[Word, ...]]:
    parts: list[tuple[Word, ...]] = [()]
    for word in words:
        if word.stem in ("and", "or", "vs", "versus") and not word.capital:
            parts.append(())
        else:
            parts[-1] += (word,)
    return [part for part in parts if part]


def _name_in(words: tuple[Word, ...], open_end: bool) -> tuple[Word, ...]:
    """Return the words that make a name; empty when they are a description or a piece of a sentence."""
    while words and (words[0].stem in _TITLES and (words[0].stem != "the" or _capital(words[1:]))):
        words = words[1:]
    words = words[: len(words) - _work_at_end(words)]
    if open_end:
        words = _first_name(words)
    if not words or _outlet(words):
        return words
    employer = next((i for i, w in enumerate(words[:-1]) if w.owns), None)
    if employer is not None:  # "CNN's Jo Bell" is a name, "Ohio's governor" is none
        words = words[employer + 1 :] if all(w.capital for w in words[employer + 1 :]) else ()
    if any(w.stem in _ANYONE for w in words):
        return ()
    if _capital(words):
        return words if all(w.capital or w.stem in _PARTICLES for w in words) else ()
    return (
        words if len(words) <= 3 and not any(w.stem in _JOINTS or w.stem == "the" or w.capital for w in words) else ()
    )


def _first_name(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """Cut an open place where the name must end: after a possessive, at a change of case or a joint."""
    named: tuple[Word, ...] = ()
    for word in words:
        loose = word.stem in _JOINTS or word.capital != words[0].capital
        if loose and not (named and word.stem in _PARTICLES):
            break
        named += (word,)
        if word.owns:
            break
    while named and not named[-1].capital and named[-1].stem in _PARTICLES:
        named = named[:-1]
    return named


def _capital(words: tuple[Word, ...]) -> bool:
    return bool(words) and any(w.capital for w in words)


def _ways(named: tuple[Word, ...]) -> Iterator[str]:
    """Ways in which the library may spell a name, likeliest first: as said, nicknames, the surname, near spellings."""
    said = tuple(w.stem for w in named)
    yield " ".join(said)
    if not named[-1].owns and said[-1].endswith("s"):
        yield " ".join((*said[:-1], said[-1][:-1]))
    if len(said) > 1:
        yield from (" ".join((given, *said[1:])) for given in given_names(said[0]))
        if len(said) == 2 and said[-1] not in _SURNAMES_THAT_ARE_WORDS:
            yield said[-1]
            yield said[-1].removesuffix("s")
    if len(said[-1]) >= SHORTEST_GUESS:
        yield from (" ".join((*said[:-1], near)) for near in misspellings(said[-1]))


def misspellings(word: str) -> Iterator[str]:
    """Spellings one common slip away: two letters swapped, one doubled or dropped, or one taken for its like."""
    for i in range(len(word)):
        if i + 1 < len(word) and word[i] != word[i + 1]:
            yield word[:i] + word[i + 1] + word[i] + word[i + 2 :]
        yield word[:i] + word[i + 1 :]
        yield word[: i + 1] + word[i:]
    for i, family in product(range(len(word)), _ALIKE):
        if word[i] in family:
            yield from (word[:i] + other + word[i + 1 :] for other in family if other != word[i])
