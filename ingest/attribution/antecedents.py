"""Whom a pronoun or a description means: the likeliest of those whom the article names shortly before it.

A salience ranking in the manner of Lappin and Leass (1994): near before far, who acts before who is acted upon, who
spoke last before who was only spoken of. Where two are as likely, it is neither.
"""

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from ingest.attribution.cast import Cast
from ingest.attribution.layout import Layout
from ingest.attribution.lexicon import SAME, Gender
from ingest.attribution.member import Member, Mention
from ingest.attribution.phrases import OFFICES
from ingest.corpus import Speaker, SpeakerKind

WINDOW: Final = 3  # paragraphs, the pronoun's own among them
# Weights, chosen by reading on PolNeAR's training part.
_PER_SENTENCE, _PER_PARAGRAPH = -0.7, -0.3
_SPOKE, _FIRST, _ACTS, _QUOTED, _UNSURE, _AGAIN = 1.2, 1.0, 0.4, -1.5, -0.4, 0.2
_EITHER: Final = -0.6  # for a name that two may bear
_OFTEN: Final = 4  # mentions beyond which more say nothing more
_LEAD: Final = 0.3  # by how much the first must lead the second
_LEAST, _LEAST_OF_BODIES = -1.5, 0.0  # what the first must have; "it" may mean any thing
# Said or left out at will; and what, left out, means somebody else: the president is no vice president.
_SOFT: Final = frozenset("us american own presidential presumptive longtime veteran top senior".split())
_TELLING: Final = frozenset("former vice deputy assistant associate attorney inspector solicitor".split())
_GOES_ON: Final = re.compile(
    r"(?:\s*\([^()]{1,40}\))?(?:,? (?:of|from|in) [^\W_a-z][^,;:]{1,30})?"
    r"(?:, (?:an?|the|his|her|\d)[^;:]{1,80},|, (?:an?|the)(?: [\w-]+){1,4})?[\s,–—-]*"
)
_INTRODUCED: Final = 800  # code points back to where somebody unnamed may be introduced
_SOURCES: Final = frozenset("source official insider person man woman".split())
_REACH: Final = 120  # code points behind a name in which a pronoun tells how its bearer is spoken of
_SPOKEN_OF: Final = re.compile(r"\b(?:(he|his|him|himself)|(she|her|hers|herself))\b")


@dataclass(frozen=True, slots=True)
class Spoke:
    """An earlier source, from `start` to `end`, with who it was: members of the cast, or somebody unnamed."""

    start: int
    end: int
    members: tuple[Member, ...]
    unnamed: Speaker | None
    plural: bool
    main: bool  # it is no relative pronoun


class Antecedents:
    """Finds antecedents in one article. `spoke` grows as its sources are resolved, in order."""

    def __init__(self, text: str, cast: Cast, layout: Layout) -> None:
        self._text = text
        self._cast = cast
        self._layout = layout
        self._genders: dict[Member, Gender | None] = {}
        self.spoke: list[Spoke] = []

    def person(self, at: int, gender: Gender, barred: Container[Member]) -> Member | None:
        """Return whom "he" or "she" at `at` means."""
        best: defaultdict[Member, list[float]] = defaultdict(list)
        for member, score in self._scored(at):
            if member.kind is SpeakerKind.PERSON and member not in barred:
                known = member.gender or self._gender(member)
                if known in (None, gender):
                    best[member].append(score + (0 if known else _UNSURE))
        return _leader({member: max(scores) + _AGAIN * min(len(scores), _OFTEN) for member, scores in best.items()})

    def body(self, at: int, barred: Container[Member]) -> Member | None:
        """Return which body "it" at `at` means."""
        best: defaultdict[Member, list[float]] = defaultdict(list)
        for member, score in self._scored(at):
            if member.kind is SpeakerKind.BODY and member not in barred:
                best[member].append(score)
        return _leader({member: max(scores) for member, scores in best.items()}, _LEAST_OF_BODIES)

    def many(self, at: int) -> Member | Speaker | None:
        """Return who "they" at `at` are: the last to speak, if these are several or a body."""
        paragraph = self._layout.paragraph(at)
        for spoke in reversed(self.spoke):
            if spoke.end > at:
                continue
            if self._layout.paragraph(spoke.start) < paragraph - 1:
                return None
            if spoke.plural and spoke.unnamed:
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
        if head not in OFFICES and head not in _SOURCES:
            return None
        start = max(0, at - _INTRODUCED)
        found = re.findall(rf"\b[Aa]n? (?:[\w'’-]+ ){{0,5}}?{re.escape(head)}\b(?! of\b)", self._text[start:at])
        return Speaker(found[-1], SpeakerKind.UNNAMED) if found else None

    def _nearest(self, members: list[Member], at: int) -> Member | None:
        """Return the one of `members` that the paragraph or the one before it names, if it names only one."""
        earliest = self._layout.paragraph(at) - 1
        near = {m for mention in self._back(at, earliest) for m in mention.members}
        found = [member for member in members if member in near]
        return found[0] if len(found) == 1 else None

    def before_relative(self, at: int, kind: SpeakerKind) -> Member | None:
        """Return the member of this kind whose name the "who" or "which" at `at` goes on with.

        Between them may stand where they are from, a bracket or an apposition: "Jane Roe of Orvel, a baker, who said".
        """
        start = self._layout.sentence_start(at)
        for mention in self._back(at, self._layout.paragraph(at)):
            if mention.start < start:
                return None
            if len(mention.members) == 1 and mention.members[0].kind is kind:
                return mention.members[0] if _GOES_ON.fullmatch(self._text, mention.end, at) else None
        return None

    def _back(self, at: int, earliest: int) -> Iterator[Mention]:
        """Yield the mentions before `at`, the nearest first, as far back as the paragraph numbered `earliest`."""
        for number in range(self._cast.before(at) - 1, -1, -1):
            mention = self._cast.mentions[number]
            if self._layout.paragraph(mention.start) < earliest:
                return
            yield mention

    def _scored(self, at: int) -> Iterator[tuple[Member, float]]:
        """Yield whoever is named in the window before `at`, with how present they are in a reader's mind."""
        earliest = self._layout.paragraph(at) - WINDOW + 1
        quoted = self._layout.in_quotation(at)
        foremost = self._foremost(at, earliest)
        for mention in self._back(at, earliest):
            score = self._distance(mention.start, at)
            if not mention.oblique:
                score += _FIRST if mention.start in foremost else _ACTS
            if quoted != self._layout.in_quotation(mention.start):
                score += _QUOTED
            if len(mention.members) > 1:
                score += _EITHER
            for member in mention.members:
                yield member, score
        for spoke in reversed(self.spoke):
            if spoke.end <= at and spoke.main and self._layout.paragraph(spoke.start) >= earliest:
                for member in spoke.members:
                    yield member, self._distance(spoke.start, at) + _FIRST + _SPOKE

    def _foremost(self, at: int, earliest: int) -> set[int]:
        """Return where those who act first in their sentence are named, with whom an "and" joins to them."""
        foremost: set[int] = set()
        sentence = before = -1
        for mention in reversed([*self._back(at, earliest)]):
            if not mention.oblique:
                if self._layout.sentence(mention.start) != sentence or (mention.joined and before in foremost):
                    foremost.add(mention.start)
                sentence, before = self._layout.sentence(mention.start), mention.start
        return foremost

    def _distance(self, start: int, at: int) -> float:
        sentences = self._layout.sentence(at) - self._layout.sentence(start)
        paragraphs = self._layout.paragraph(at) - self._layout.paragraph(start)
        return _PER_SENTENCE * sentences + _PER_PARAGRAPH * paragraphs

    def _gender(self, member: Member) -> Gender | None:
        """Tell how a person is spoken of by the pronouns close behind the name, before any other name."""
        if member not in self._genders:
            he = she = 0
            mentions = self._cast.mentions
            for number, mention in enumerate(mentions):
                if mention.members == (member,):
                    end = min(
                        mention.end + _REACH,
                        mentions[number + 1].start if number + 1 < len(mentions) else len(self._text),
                    )
                    if spoken := _SPOKEN_OF.search(self._text, mention.end, end):
                        he, she = he + (spoken[1] is not None), she + (spoken[2] is not None)
            self._genders[member] = Gender.HE if he > 2 * she else Gender.SHE if she > 2 * he else None
        return self._genders[member]


def _leader(scores: dict[Member, float], least: float = _LEAST) -> Member | None:
    ranked = sorted(scores.items(), key=lambda item: -item[1])
    if not ranked or ranked[0][1] < least:
        return None
    return ranked[0][0] if len(ranked) == 1 or ranked[0][1] - ranked[1][1] >= _LEAD else None


def _fits(member: Member, head: str, asked: set[str]) -> bool:
    if member.kind is SpeakerKind.BODY:
        own = {word.lower() for word in member.words} | member.described
        return (member.words[-1].lower() == head or head in member.described) and asked <= own
    if head not in OFFICES or head not in member.described or _TELLING & member.described != _TELLING & asked:
        return False
    return all(word in member.described or not member.described.isdisjoint(SAME.get(word, ())) for word in asked)
