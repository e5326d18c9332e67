"""Everybody whom one article names, people and bodies, and where."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import Final

from ingest.attribution import names
from ingest.attribution.bodies import Bodies
from ingest.attribution.member import Member, Mention
from ingest.attribution.names import Found, Naming
from ingest.attribution.people import People
from ingest.attribution.phrase import Phrase

_OWNS: Final = re.compile(r"['’]s\b|['’](?!\w)")
_PREPOSITIONS: Final = frozenset(
    "of to for with by about against from on at in between like than over near via".split()
)


class Cast:
    """The people and bodies of one article, found in its text, its title and the phrases that are its sources."""

    def __init__(self, text: str, sources: Iterable[Phrase], title: str | None = None) -> None:
        self._text = text
        phrases = list(_flat(sources))
        found = names.found_in(text)
        self.people = People(text, found, phrases, title or "")
        self.bodies = Bodies(text, found, phrases, lambda words: bool(self.people.called(words)))
        self.mentions = [mention for each in found if (mention := self._mention(each))]
        self._starts = [mention.start for mention in self.mentions]

    def __iter__(self) -> Iterator[Member]:
        yield from self.people
        yield from self.bodies

    def before(self, at: int) -> int:
        """Return how many of the mentions begin before `at`."""
        return bisect_left(self._starts, at)

    def _mention(self, found: Found) -> Mention | None:
        words, kind = found.reading.words, found.reading.kind
        body = self.bodies.named_at(found)
        member = self.bodies.called(body) if body else None
        called: tuple[Member, ...] = (member,) if member else ()
        if not called or kind is Naming.PERSON:
            person = self.people.meant(words, found.start, found.reading.gender)
            called = (person,) if person else tuple(self.people.called(words, found.reading.gender)) or called
        if not called:
            return None
        before = self._text[max(0, found.start - 9) : found.start].split()
        last = before[-1] if before else ""
        oblique = last in _PREPOSITIONS or _OWNS.match(self._text, found.end) is not None
        return Mention(found.start, found.end, called, oblique, last == "and")


def _flat(phrases: Iterable[Phrase]) -> Iterator[Phrase]:
    for phrase in phrases:
        yield phrase
        yield from _flat(phrase.parts)
