"""The bodies that one article names: ministries, companies, campaigns, lands where they speak.

"Lonne Basin Authority", "the LBA" and "the Authority" are one where no other body of the article is called so.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from ingest.attribution.lexicon import BODIES, NOUNS, fold
from ingest.attribution.member import Member
from ingest.attribution.names import Found, Naming
from ingest.attribution.people import APPOSED, Words
from ingest.attribution.phrase import Kind, Phrase, described_by
from ingest.corpus import SpeakerKind

_BEHIND: Final = re.compile(r"(?:['’]s?)? (?:presidential |election |re-election )?([a-z][a-z-]+)")


class Bodies:
    """The bodies of one text. `is_person` tells of a name whether a person of the text has it."""

    def __init__(
        self, text: str, found: Sequence[Found], phrases: Sequence[Phrase], is_person: Callable[[Words], bool]
    ) -> None:
        self._text = text
        self._by_key: dict[str, Member] = {}
        self._is_person = is_person
        self._named = {each.start: words for each in found if (words := self._named_by(each))}
        for each in found:
            if words := self.named_at(each):
                self._describe(self._enlist(words), each)
        for phrase in phrases:
            if phrase.kind is Kind.BODY and not (len(phrase.name) == 1 and is_person(phrase.name)):
                self._enlist(phrase.name)
        self._shorten()

    def __iter__(self) -> Iterator[Member]:
        return iter(dict.fromkeys(self._by_key.values()))

    def called(self, words: Words) -> Member | None:
        """Return the body of this name, whole or shortened as the article allows."""
        return self._by_key.get(_key(words))

    def named_at(self, found: Found) -> Words:
        """Return the name of the body that a run names, with the noun behind it; empty where it names none."""
        return self._named.get(found.start, ())

    def _named_by(self, found: Found) -> Words:
        """Return the name of the body that a run names, alone or with the noun behind it ("the Roe campaign")."""
        reading = found.reading
        behind = _BEHIND.match(self._text, found.end)
        if behind and behind[1] in BODIES:
            return (*(reading.words[-1:] if reading.kind is Naming.PERSON else reading.words), behind[1])
        return reading.words if reading.kind is Naming.BODY and not self._is_person(reading.words) else ()

    def _enlist(self, words: Words) -> Member:
        return self._by_key.setdefault(_key(words), Member(SpeakerKind.BODY, words))

    def _describe(self, member: Member, found: Found) -> None:
        if len(member.words) == 1:
            return
        apposed = APPOSED.match(self._text, found.end)
        if apposed and apposed[1] and apposed[1].isupper():
            self._by_key[_key((apposed[1],))] = member  # "Lonne Basin Authority (LBA)"
        if apposed and apposed[2]:
            member.describe(described_by(apposed[2]))

    def _shorten(self) -> None:
        """Let the end of a body's name, or its initials, stand for the body where no other ends so."""
        longer: defaultdict[str, set[Member]] = defaultdict(set)
        for member in self:
            for short in (*(_key(member.words[i:]) for i in range(1, len(member.words))), _initials(member.words)):
                longer[short].add(member)
        for short in [key for key in self._by_key if len(longer.get(key, ())) == 1]:
            if short not in NOUNS["known_bodies"] and short not in NOUNS["places"]:
                (self._by_key[short],) = longer[short]


def _key(words: Words) -> str:
    return " ".join(fold(word) for word in words if word.lower() != "the")


def _initials(words: Words) -> str:
    capitals = [word[0] for word in words if word[0].isupper()]
    return fold("".join(capitals)) if len(capitals) > 2 else ""
