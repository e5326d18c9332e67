"""Whom a description, a relative pronoun or "they" means, where the article itself tells."""

import re
from collections.abc import Iterable
from typing import Final

from ingest.attribution import phrases
from ingest.attribution.cast import Cast
from ingest.attribution.layout import Layout
from ingest.attribution.lexicon import BODIES, NOUNS, SAME
from ingest.attribution.member import Member
from ingest.attribution.phrase import OFFICES, Kind, Phrase
from ingest.attribution.salience import Salience
from ingest.corpus import Speaker, SpeakerKind

# Said or left out at will; and what, left out, means somebody else: the president is no vice president.
_SOFT: Final = frozenset("us american own presidential presumptive longtime veteran top senior".split())
_TELLING: Final = frozenset("former vice deputy assistant associate attorney inspector solicitor".split())
_GOES_ON: Final = re.compile(
    r"(?:\s*\([^()]{1,40}\))?(?:,? (?:of|from|in) [^\W_a-z][^,;:]{1,30})?"
    r"(?:, (?:an?|the|his|her|\d)[^;:]{1,80},|, (?:an?|the)(?: [\w-]+){1,4})?[\s,–—-]*"
)
# Backwards from "who": a noun phrase, up to what cannot be in one; from its last determiner on, if it has any.
_DETERMINER: Final = r"(?:an?|the|some|many|several|one|another|two|three|his|her|their|its)\s"
_DETERMINED: Final = re.compile(rf"\b{_DETERMINER}(?!.*\b{_DETERMINER}).*", re.IGNORECASE)
_NOUN_PHRASE: Final = re.compile(
    r"((?:\b(?!(?:is|are|was|were|and|or|but|of|to|in|on|at|by|for|with|from|as|than|that|said|told|has|have|had|among"
    r"|after|before|against|about|over|like|including|between|not|which|who|became|because)\b)[\w'’-]+\s){0,5}"
    r"[\w'’-]+),?\s*$",
    re.IGNORECASE,
)
_JOINED: Final = re.compile(r",? (?:and|but|or) \Z")
_LONGEST_PHRASE: Final = 80  # code points
_RELATIVES: Final = {"who": SpeakerKind.PERSON, "which": SpeakerKind.BODY}
_INTRODUCING: Final = r"\b[Aa]n? (?:(?!an?\b|the\b|to\b|of\b|for\b)[\w'’-]+ ){0,5}?"
_INTRODUCED: Final = 800  # code points back to where somebody unnamed may be introduced


class Antecedents:
    """Finds antecedents in one article."""

    def __init__(self, text: str, cast: Cast, layout: Layout, salience: Salience) -> None:
        self._text = text
        self._cast = cast
        self._layout = layout
        self._salience = salience

    def many(self, at: int) -> Member | Speaker | None:
        """Return who "they" at `at` are: the last to speak, if these are several or a body."""
        paragraph = self._layout.paragraph(at)
        for spoke in reversed(self._salience.spoke):
            if spoke.end > at:
                continue
            if self._layout.paragraph(spoke.start) < paragraph - 1:
                return None
            if spoke.phrase.plural and spoke.unnamed:
                return spoke.unnamed
            if len(spoke.members) == 1 and spoke.members[0].kind is SpeakerKind.BODY:
                return spoke.members[0]
        return None

    def described(self, words: Iterable[str], head: str, at: int) -> Member | None:
        """Return the one member whom the article itself describes so; of several, the one named nearby."""
        asked = {word for word in words if word not in _SOFT}
        fitting = [member for member in self._cast if _fits(member, head, asked)]
        return (fitting[0] if fitting else None) if len(fitting) < 2 else self._nearest(fitting, at)

    def introduced(self, head: str, at: int) -> Speaker | None:
        """Return the unnamed speaker whom "the source" goes on with: "a harbour source" of shortly before."""
        if head not in OFFICES and head not in NOUNS["persons"]:
            return None
        start = max(0, at - _INTRODUCED)
        found = re.findall(rf"{_INTRODUCING}{re.escape(head)}\b(?! of\b)", self._text[start:at])
        return Speaker(found[-1], SpeakerKind.UNNAMED) if found else None

    def relative(self, pronoun: str, at: int) -> Member | Speaker | None:
        """Return whom a "who" or "which" at `at` goes on with: a name, or a description right before it.

        A second one behind an "and" means whom the first does: "Roe, who runs the dam and who signed the log, said".
        """
        start = self._layout.sentence_start(at)
        first = self._text.rfind(f" {pronoun} ", start, at) if _JOINED.search(self._text, start, at) else -1
        if first >= 0:
            return self.relative(pronoun, first + 1)
        if member := self._before_relative(at, _RELATIVES[pronoun]):
            return member
        phrase = self._phrase_before(at)
        if phrase is None or phrase.kind is not Kind.DESCRIPTION:
            return None
        described = self.described(phrase.described, phrase.head, at) if phrase.definite else None
        return described or phrase.unnamed

    def _phrase_before(self, at: int) -> Phrase | None:
        """Read the noun phrase before `at`, if it shows by a determiner or a plural that it is one."""
        found = _NOUN_PHRASE.search(self._text, max(self._layout.sentence_start(at), at - _LONGEST_PHRASE), at)
        if found is None:
            return None
        if determined := _DETERMINED.search(found[1]):
            return phrases.read(determined.group())
        phrase = phrases.read(found[1])
        return phrase if phrase.plural else None

    def _nearest(self, members: list[Member], at: int) -> Member | None:
        """Return the one of `members` that the paragraph or the one before it names, if it names only one."""
        earliest = self._layout.paragraph(at) - 1
        near = {m for mention in self._salience.back(at, earliest) for m in mention.members}
        found = [member for member in members if member in near]
        return found[0] if len(found) == 1 else None

    def _before_relative(self, at: int, kind: SpeakerKind) -> Member | None:
        """Return the member of this kind whose name the "who" or "which" at `at` goes on with.

        Between them may stand where they are from, a bracket or an apposition: "Jane Roe of Orvel, a baker, who said".
        """
        start = self._layout.sentence_start(at)
        for mention in self._salience.back(at, self._layout.paragraph(at)):
            if mention.start < start:
                return None
            if len(mention.members) == 1 and mention.members[0].kind is kind:
                return mention.members[0] if _GOES_ON.fullmatch(self._text, mention.end, at) else None
        return None


def _fits(member: Member, head: str, asked: set[str]) -> bool:
    if member.kind is SpeakerKind.BODY:
        own = {word.lower() for word in member.words} | member.described
        called = head in BODIES and len(member.words) > 1 and member.words[-1].lower() == head
        return (called or head in member.described) and asked <= own
    if head not in OFFICES or head not in member.described or _TELLING & member.described != _TELLING & asked:
        return False
    return all(word in member.described or not member.described.isdisjoint(SAME.get(word, ())) for word in asked)
