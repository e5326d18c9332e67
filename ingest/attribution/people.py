"""The people whom one article names, each under the fullest name that it gives.

"Sen. Jane Roe", "Ms. Roe" and "Roe" are one; two people of one surname stay apart, and a bare surname goes to neither
where the article does not tell. What the article says beside a name ("the Orvel senator") is kept with it.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from ingest.attribution.lexicon import (
    BODIES,
    CROWDS,
    GIVEN,
    NOUNS,
    Gender,
    fold,
    gender_of,
    key_of,
    may_be_one,
    surname,
)
from ingest.attribution.member import Member
from ingest.attribution.names import Found, Naming
from ingest.attribution.phrase import ROLES, Kind, Phrase, described_by, words_of
from ingest.corpus import SpeakerKind

PLAINLY_MORE: Final = 3  # times as often named in full: then the bare surname, too, is the one's and not the other's
NO_GIVEN: Final = BODIES | NOUNS["endings"] | NOUNS["places"] | CROWDS  # no names by which people go alone
APPOSED: Final = re.compile(
    r"(?: ?\(([^)]{1,40})\))?(?:, ((?:an?|the|his|her|its|who (?:is|was) (?:an?|the)) [^,.;:()\n]{3,80})[,.;])?"
)
_SMALL: Final = NOUNS["openers"]
_HEADLINE: Final = 120  # code points that tell a headline
_ROLE_BEFORE: Final = re.compile(r"((?:\b[a-z][\w-]*[ \u00a0]){1,4})$")
_APPOSED_BEFORE: Final = re.compile(r"\b((?i:the|an?|his|her|its) [^,.;:\n]{3,50}), $")
_BEHIND_HEAD: Final = re.compile(r"\s(?:who|whose|of|at|for|from|in|with|to|on)\b")
_COUPLE: Final = re.compile(r"(?<![^\W_a-z]\w )\b([^\W_a-z]\w+) and $")
_OWNED: Final = re.compile(r"\w['’]s? \Z")
# Up to the next capital that may be another's name.
_HE_OR_SHE: Final = re.compile(r" [a-z][^\n]{0,140}?\b(?:he|she)\b")
_SPEAKS: Final = re.compile(r",? (?:\d\d, )?(?:also |later )?(?:said|says|told|added|wrote|asked|tweeted|argued)\b")

Words = tuple[str, ...]


class People:
    """The people of one text, found in its runs of capitals, in the phrases that are its sources, and in its title."""

    def __init__(self, text: str, found: Sequence[Found], phrases: Sequence[Phrase], title: str) -> None:
        self._text = text
        self._by_surname: defaultdict[str, list[Member]] = defaultdict(list)
        self._by_given: defaultdict[str, list[Member]] = defaultdict(list)
        self._called: dict[Words, list[Member]] = {}
        people = self._personal(found, phrases)
        sources = [phrase for phrase in phrases if phrase.kind is Kind.PERSON]
        bare = (p.name for p in phrases if p.kind is Kind.NAME and len(p.name) == 1 and self._is_surname(p.name[0]))
        couples = (self._couple(each) for each in people)
        certain = {
            *bare,
            *filter(None, couples),
            *(each.reading.words for each in people),
            *(phrase.name for phrase in sources),
        }
        for words in sorted(certain, key=lambda words: (-len(words), words)):
            self._enlist(words)
        self._complete(title)
        for each in people:
            self._describe(each)
        for phrase in sources:
            self._describe_source(phrase)

    def __iter__(self) -> Iterator[Member]:
        return (member for members in self._by_surname.values() for member in members)

    def called(self, words: Words, gender: Gender | None = None) -> list[Member]:
        """Return who may be meant by a name: those of the surname, else those of the given name."""
        called = self._called.get(words)
        if called is None:
            called = [m for m in self._by_surname.get(surname(words), ()) if may_be_one(m.words, words)]
            if not called and len(words) == 1 and fold(words[0]) not in NO_GIVEN:
                called = self._by_given.get(fold(words[0]), [])
            self._called[words] = called
        return called if gender is None else [m for m in called if m.gender in (None, gender)]

    def meant(self, words: Words, at: int, gender: Gender | None = None) -> Member | None:
        """Return whom a name at `at` means; None where the article does not tell which of two."""
        called = self.called(words, gender)
        if len(called) < 2:
            return called[0] if called else None
        paragraph = self._text.rfind("\n", 0, at) + 1
        near = [member for member in called if any(paragraph <= place < at for place in member.places)]
        if len(near) == 1:
            return near[0]
        first, second = sorted(called, key=lambda member: -len(member.places))[:2]
        return first if len(first.places) >= PLAINLY_MORE * len(second.places) else None

    def _personal(self, found: Sequence[Found], phrases: Sequence[Phrase]) -> list[Found]:
        """Return the runs that name a person, by themselves or by what stands around them."""
        spoken = {phrase.name for phrase in phrases if phrase.kind in (Kind.PERSON, Kind.NAME) and phrase.name}
        short = {f.reading.words for f in found if f.reading.kind is Naming.PERSON and len(f.reading.words) == 1}
        surnames = {surname(words) for words in (*spoken, *short) if len(words) == 1}
        return [each for each in found if self._is_person(each, spoken, surnames)]

    def _is_person(self, found: Found, spoken: set[Words], surnames: set[str]) -> bool:
        words = found.reading.words
        if found.reading.kind not in (Naming.NAME, Naming.PERSON) or (len(words) > 1 and self._in_headline(found)):
            return False
        if found.reading.kind is Naming.PERSON or len(words) == 1:
            return found.reading.kind is Naming.PERSON
        known = words in spoken or (surname(words) in surnames and self._may_be_given(words[0]))
        return self._acts_as_person(found, known)

    def _may_be_given(self, word: str) -> bool:
        """Tell whether a word before a known surname may be a given name, not "Injecting" or "Everything"."""
        return not word.endswith("ing") and self._is_surname(word)

    def _couple(self, found: Found) -> Words | None:
        """Return the other name in "Jane and John Roe"."""
        other = _COUPLE.search(self._text, max(0, found.start - 24), found.start)
        if other is None or len(found.reading.words) < 2 or fold(other[1]) not in GIVEN:
            return None
        return (other[1], found.reading.words[-1])

    def _acts_as_person(self, found: Found, known: bool) -> bool:
        if self._text.endswith(("the ", " of ", " in ", " at ", " from "), 0, found.start):
            return False
        role = self._role_before(found) is not None or self._has_role_after(found)
        return known or role or self._is_owned_person(found) or _SPEAKS.match(self._text, found.end) is not None

    def _is_owned_person(self, found: Found) -> bool:
        """Tell whether a name belongs to a body and is spoken of as a person: "The Front's Jane Roe ... she said"."""
        owned = _OWNED.search(self._text, max(0, found.start - 4), found.start) is not None
        return owned and _HE_OR_SHE.match(self._text, found.end) is not None

    def _in_headline(self, found: Found) -> bool:
        """Tell whether all words of the line but the small ones have capitals, which then tell nothing."""
        start = self._text.rfind("\n", 0, found.start) + 1
        words = self._text[start : start + _HEADLINE].split("\n")[0].split()
        small = [word for word in words if not word[0].isupper()]
        return len(words) > 3 and len(small) * 2 < len(words) and all(not w[0].isalpha() or w in _SMALL for w in small)

    def _role_before(self, found: Found) -> str | None:
        """Return the lower-case words before a name that end in what a person is: "veteran pollster"."""
        if self._text[found.start - 2 : found.start - 1].islower():
            before = _ROLE_BEFORE.search(self._text, max(0, found.start - 40), found.start)
        else:
            before = _APPOSED_BEFORE.search(self._text, max(0, found.start - 60), found.start)
        return before[1] if before and fold(before[1].split()[-1]) in ROLES else None

    def _has_role_after(self, found: Found) -> bool:
        """Tell whether an apposition says what a person is: "Jane Roe, a consultant who ..."."""
        apposed = APPOSED.match(self._text, found.end)
        head = _BEHIND_HEAD.split(apposed[2], maxsplit=1)[0].split() if apposed and apposed[2] else []
        return bool(head) and fold(head[-1]) in ROLES

    def _is_surname(self, word: str) -> bool:
        """Tell whether a single capitalised source is a name: written small nowhere, nor with an article."""
        if f" {word.lower()}" in self._text and re.search(rf"\s{re.escape(word.lower())}\b", self._text):
            return False
        return not always_with_article(word, self._text)

    def _enlist(self, words: Words) -> None:
        key = surname(words)
        if any(may_be_one(member.words, words) for member in self._by_surname[key]):
            return  # longer names come first
        member = Member(SpeakerKind.PERSON, words)
        self._by_surname[key].append(member)
        if len(words) > 1:
            self._by_given[fold(words[0])].append(member)

    def _complete(self, title: str) -> None:
        """Give a person of whom the text has only the surname the full name that the title gives."""
        words = [word.strip(":,;.?!\"“”‘’'").removesuffix("’s").removesuffix("'s") for word in title.split()]
        for first, last in pairwise(words):
            bare = [member for member in self._by_surname.get(key_of(last), ()) if len(member.words) == 1]
            if bare and fold(first) in GIVEN:
                bare[0].words = (first, *bare[0].words)
                self._by_given[fold(first)].append(bare[0])

    def _describe(self, found: Found) -> None:
        words = found.reading.words
        member = self.meant(words, found.start, found.reading.gender)
        if member is None:
            return
        if len(words) > 1:
            member.places.append(found.start)
        member.gender_titled = member.gender_titled or gender_of(found.reading.described)
        member.describe(found.reading.described)
        apposed = APPOSED.match(self._text, found.end)
        if apposed and apposed.end() > found.end:
            member.describe((*words_of(apposed[1] or ""), *described_by(apposed[2] or "")))
        if before := self._role_before(found):
            member.describe(described_by(before))

    def _describe_source(self, phrase: Phrase) -> None:
        if member := self.meant(phrase.name, len(self._text), phrase.gender):
            member.describe(phrase.described)
            member.gender_titled = member.gender_titled or phrase.gender


def always_with_article(name: str, text: str) -> bool:
    """Tell whether `text` puts "the" before a name wherever it stands: so stand bodies, hardly ever people."""
    return 0 < text.count(f"he {name}") == text.count(name)
