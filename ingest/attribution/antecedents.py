"""Whom a description, a relative pronoun or "they" means, where the article itself tells."""

import re
from collections.abc import Iterable
from typing import Final

from ingest.attribution.cast import Cast
from ingest.attribution.layout import Layout
from ingest.attribution.lexicon import BODIES, NOUNS, SAME
from ingest.attribution.member import Member
from ingest.attribution.phrases import OFFICES
from ingest.attribution.salience import Salience
from ingest.corpus import Speaker, SpeakerKind

# Said or left out at will; and what, left out, means somebody else: the president is no vice president.
_SOFT: Final = frozenset("us american own presidential presumptive longtime veteran top senior".split())
_TELLING: Final = frozenset("former vice deputy assistant associate attorney inspector solicitor".split())
_GOES_ON: Final = re.compile(
    r"(?:\s*\([^()]{1,40}\))?(?:,? (?:of|from|in) [^\W_a-z][^,;:]{1,30})?"
    r"(?:, (?:an?|the|his|her|\d)[^;:]{1,80},|, (?:an?|the)(?: [\w-]+){1,4})?[\s,–—-]*"
)
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
        found = re.findall(rf"\b[Aa]n? (?:[\w'’-]+ ){{0,5}}?{re.escape(head)}\b(?! of\b)", self._text[start:at])
        return Speaker(found[-1], SpeakerKind.UNNAMED) if found else None

    def _nearest(self, members: list[Member], at: int) -> Member | None:
        """Return the one of `members` that the paragraph or the one before it names, if it names only one."""
        earliest = self._layout.paragraph(at) - 1
        near = {m for mention in self._salience.back(at, earliest) for m in mention.members}
        found = [member for member in members if member in near]
        return found[0] if len(found) == 1 else None

    def before_relative(self, at: int, kind: SpeakerKind) -> Member | None:
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
