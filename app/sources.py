"""Who stands in the place of a name: one who publishes in the library, is quoted or only mentioned in it, or nobody.

A name that both publishes and is quoted here means its own articles, unless others quote a person more often than that
person writes; "quoted as saying" and a speaker set by hand reach what others quote.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from app.answer import Guess, Role
from app.catalogue import Catalogue
from app.cues import Ask
from app.names import SHORTEST_GUESS, How, Match, Names, Source
from app.people import ANYONE, JOINTS, TITLES, before_post, name_in, outlet_of, person_of, spellings_of, work_at_end
from app.quoted import SPOKEN, misspelt_at, quoted_at
from app.speakers import Heard, Speakers
from app.words import Word, fold, words_at
from ingest.corpus import Span

# Wording in whose place only a name of the library counts.
_CLOSED = (Ask.FILTER, Ask.PLACE, Ask.VOICE, Ask.ALSO)
_SAID = (Ask.SAYS, Ask.VOICE, Ask.CLAUSE, Ask.HEAD)  # in which what somebody wrote and what they are quoted with count


@dataclass(frozen=True, slots=True)
class Party:
    """One whose words are asked for. `span` is where the question names it; at most one of the rest is filled.

    `sources` publish in the library; `speakers` are quoted in it, by the library's names; `person` is mentioned in it,
    as it spells the name; else it is unknown. An author may be `also_quoted`, by the library's name of the speaker.
    """

    said: str
    span: Span
    sources: tuple[Source, ...] = ()
    speakers: tuple[str, ...] = ()
    person: str | None = None
    guessed: bool = False
    also_quoted: str | None = None

    @property
    def heard(self) -> bool:
        """Tell whether the library has words of this party: published by it, or quoted."""
        return bool(self.sources or self.speakers)

    @property
    def guesses(self) -> tuple[Guess, ...]:
        """What a reader should know about how the name was understood."""
        if not self.guessed:
            return ()
        return tuple(Guess(self.said, name) for name in self.names)

    @property
    def names(self) -> tuple[str, ...]:
        """The names that were understood, as the library spells them."""
        return tuple(s.name for s in self.sources) or self.speakers or ((self.person,) if self.person else ())


class Parties:
    """Tells who is named at a place of a question."""

    def __init__(self, catalogue: Catalogue, names: Names, speakers: Speakers) -> None:
        self._catalogue = catalogue
        self._names = names
        self._speakers = speakers

    def at(self, question: str, place: Span, ask: Ask, open_end: bool) -> tuple[Party, ...]:
        """Return the parties named at `place`; empty when what stands there is no name."""
        words = words_at(question, place)
        if found := self._library(question, words, ask, open_end):
            found = self._with_quoted(found, ask)
            rest = [w for w in words if w.start >= found.span.end] if open_end else []
            if len(rest) > 1 and rest[0].stem in ("and", "or"):
                also = Ask.VOICE if found.speakers else Ask.FILTER
                return (found, *self.at(question, Span(rest[1].start, place.end), also, open_end))
            return (found,)
        each = [self._one(question, part, ask, open_end) for part in _parts(words)]
        return tuple(party for party in each if party) if all(each) else ()

    def _one(self, question: str, words: tuple[Word, ...], ask: Ask, open_end: bool) -> Party | None:
        """Return who is named by `words`, which no "and" joins; only a name of the library passes as a filter."""
        found = self._library(question, words, ask, open_end)
        closed = ask in _CLOSED or (ask is Ask.TREATS and not outlet_of(words))
        return found if found or closed else self._someone(question, words, ask, open_end)

    def _library(self, question: str, words: tuple[Word, ...], ask: Ask, open_end: bool) -> Party | None:
        """Find who publishes here, then who is quoted here, then for whose name `words` may be short or wrong."""
        if ask is Ask.QUOTED and (party := self._quoted(question, words, open_end)):
            return party
        for candidate in _candidates(words, open_end):
            match = self._names.find(tuple(w.stem for w in candidate))
            elsewhere = match and ask is Ask.PLACE and match.sources[0].role is Role.AUTHOR
            if match and not elsewhere and not self._public_figure(candidate, match, ask):
                return _party(question, words, candidate, match)
        if ask in SPOKEN and (party := self._quoted(question, words, open_end)):
            return party
        return None if ask is Ask.PLACE else self._nearly(question, words, ask, open_end)

    def _with_quoted(self, party: Party, ask: Ask) -> Party:
        """Tell of an author who is asked for what they say, rather than write, that others may quote them, too."""
        if ask not in _SAID or [source.role for source in party.sources] != [Role.AUTHOR]:
            return party
        heard = self._speakers.called(party.sources[0].name)
        return replace(party, also_quoted=heard.names[0]) if heard else party

    def _quoted(self, question: str, words: tuple[Word, ...], open_end: bool) -> Party | None:
        quoted = quoted_at(question, words, open_end, self._speakers)
        return _speaker(question, *quoted) if quoted else None

    def _nearly(self, question: str, words: tuple[Word, ...], ask: Ask, open_end: bool) -> Party | None:
        """Try abbreviations and misspellings, of what the library does not itself mention as spelt."""
        for candidate in _candidates(words, open_end):
            phrase = tuple(w.stem for w in candidate)
            if any(word in JOINTS | ANYONE for word in phrase) or outlet_of(candidate):
                continue
            match = self._names.abbreviated(phrase) or self._names.retitled(phrase)
            if match is None and ask is not Ask.FILTER and not self._catalogue.mentions(_said(question, candidate)):
                match = self._names.misspelt(phrase)
            if match:
                return _party(question, words, candidate, match)
        slip = misspelt_at(words, open_end, self._speakers) if ask in SPOKEN - {Ask.ALSO} else None
        return _speaker(question, *slip) if slip and not self._catalogue.mentions(_said(question, slip[0])) else None

    def _public_figure(self, words: tuple[Word, ...], match: Match, ask: Ask) -> bool:
        """Tell whether articles quote or talk of that name more than its bearer writes: then "say" is not "write"."""
        came = {article for source in match.sources for article in source.articles}
        if came:  # a wire, an outlet of first publication: others quote it as well as carry it
            return self._catalogue.mentions(" ".join(w.stem for w in words)) > 2 * len(came)
        if ask is not Ask.SAYS or match.sources[0].role is not Role.AUTHOR:
            return False
        written = sum(self._catalogue.authors[line] for s in match.sources for line in s.authors)
        heard = self._speakers.find(tuple(w.stem for w in words))
        quoted = heard is not None and heard.articles > written
        return quoted or self._catalogue.mentions(" ".join(w.stem for w in words)) > 3 * written + 3

    def _someone(self, question: str, words: tuple[Word, ...], ask: Ask, open_end: bool) -> Party | None:
        """Tell whether `words` name somebody who is no source here, and whether the library mentions them."""
        named = name_in(words, open_end)
        if ask is Ask.HEAD and not all(w.capital for w in named):
            return None
        for name in (named, before_post(named)):
            if name and (spelt := self._mentioned(name)):
                return self._called_short(question, name) or _person(question, name, spelt)
        proven = len(named) > 1 or ask not in (Ask.HEAD, Ask.CLAUSE) or outlet_of(named)
        if named and proven and (named[0].capital or outlet_of(named) or self._strange(named)):
            return Party(_said(question, named), Span(named[0].start, named[-1].end))
        return None

    def _called_short(self, question: str, name: tuple[Word, ...]) -> Party | None:
        """Find the body that articles call "the Authority" once they have given its name."""
        heard = self._speakers.headed(name[0].stem) if len(name) == 1 and name[0].capital else None
        return _speaker(question, name, heard) if heard else None

    def _mentioned(self, named: tuple[Word, ...]) -> str | None:
        """Return the name as the library has it, trying nicknames, the surname alone and near spellings; or None."""
        outlet, person = outlet_of(named), person_of(named)
        known: tuple[str, ...] = (person, person.split()[-1]) if person else ()
        for phrase in (outlet,) if outlet else (*known, *spellings_of(named)):
            if self._catalogue.mentions(phrase) and not (len(named) > 1 and self._is_anothers(phrase)):
                return phrase
        return None

    def _is_anothers(self, phrase: str) -> bool:
        """Tell whether a surname standing alone is an outlet's or a speaker's: "the Courier" names no Jo Courier."""
        match = self._names.find((phrase,))
        outlet = match is not None and match.sources[0].role is Role.OUTLET
        return outlet or self._speakers.find((phrase,)) is not None

    def _strange(self, named: tuple[Word, ...]) -> bool:
        """Tell whether lower-case words look like a name: none is in the library, or one of two or more is not."""
        known = [bool(self._catalogue.mentions(w.stem)) for w in named]
        plural = named[-1].stem.endswith("s") and not named[-1].owns
        return not all(known) and not plural and (len(named) > 1 or len(named[0].stem) >= SHORTEST_GUESS)


def _party(question: str, place: tuple[Word, ...], name: tuple[Word, ...], match: Match) -> Party:
    """Make a party of `name`; its span takes in the titles before it and the works after it, which ask as it does."""
    after = place[place.index(name[-1]) + 1 :]
    works = max((n for n in range(len(after) + 1) if work_at_end((name[-1], *after[:n])) == n), default=0)
    span = Span(place[0].start, (name[-1], *after)[works].end)
    return Party(_said(question, name), span, match.sources, guessed=match.how is How.GUESS)


def _speaker(question: str, name: tuple[Word, ...], heard: Heard) -> Party:
    """Make a party of somebody who is quoted; its name stays a word to search for, so its span is the name alone."""
    span = Span(name[0].start, name[-1].end)
    return Party(_said(question, name), span, speakers=heard.names, guessed=heard.how is How.GUESS)


def _person(question: str, name: tuple[Word, ...], spelt: str) -> Party:
    """Make a party of somebody whom the library mentions as `spelt`; a guess where that is not what was said."""
    said, span = _said(question, name), Span(name[0].start, name[-1].end)
    if outlet_of(name) or person_of(name):
        return Party(said, span, person=spelt)
    if fold(said) == spelt:
        return Party(said, span, person=said)
    if fold(said) == f"{spelt}s":
        return Party(said, span, person=said[:-1])
    return Party(said, span, person=spelt.title() if name[0].capital else spelt, guessed=True)


def _said(question: str, words: tuple[Word, ...]) -> str:
    text = question[words[0].start : words[-1].end]
    return text[: len(text) - (2 if text[-2:] in ("'s", "’s") else 0)]


def _candidates(words: tuple[Word, ...], open_end: bool) -> Iterator[tuple[Word, ...]]:
    """The whole, its beginnings where the end is open, then both without titles before and works behind."""
    ends = range(len(words), 0, -1) if open_end else (len(words), len(words) - work_at_end(words))
    heads = (i for i, w in enumerate(words) if w.stem in ("of", "from", "at"))
    for end in dict.fromkeys((*ends, *heads)):
        for start in (0, *(i + 1 for i, w in enumerate(words[: end - 1]) if w.stem in TITLES or w.owns)):
            if start < end and (words[start - 1].owns or all(w.stem in TITLES for w in words[:start])):
                yield words[start:end]


def _parts(words: tuple[Word, ...]) -> list[tuple[Word, ...]]:
    parts: list[tuple[Word, ...]] = [()]
    for word in words:
        if word.stem in ("and", "or", "vs", "versus") and not word.capital:
            parts.append(())
        else:
            parts[-1] += (word,)
    return [part for part in parts if part]
