"""How present whoever an article names is in a reader's mind at some place of it.

After Lappin and Leass (1994), "An algorithm for pronominal anaphora resolution": near before far, who acts before who
is acted upon, who spoke last before who was only spoken of.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

from ingest.attribution import phrases
from ingest.attribution.cast import Cast
from ingest.attribution.layout import Layout
from ingest.attribution.lexicon import NOUNS, Gender
from ingest.attribution.member import Member, Mention
from ingest.attribution.phrase import ROLES, Kind, Phrase
from ingest.corpus import Speaker, SpeakerKind

WINDOW: Final = 3  # paragraphs, the pronoun's own among them
# Weights, chosen by reading on PolNeAR's training part.
SPOKE, SPOKE_OF_LATE = 1.2, 0.6  # who spoke, where words are quoted and where they are told
_PER_SENTENCE, _PER_PARAGRAPH = -0.7, -0.3
_FOREMOST, _ACTS, _OPENS, _QUOTED, _EITHER, _UNSURE, _AGAIN = 1.0, 0.4, 0.6, -1.5, -0.6, -0.4, 0.15
_OFTEN: Final = 4  # mentions beyond which more say nothing more
_LEAD: Final = 0.3  # by how much the first must lead the second
_LEAST, _LEAST_OF_BODIES = -1.5, 0.0  # what the first must have; "it" may mean a thing
_LEAST_ALONE: Final = -2.0  # the same of somebody who spoke before, where nobody else could be meant
_REACH: Final = 120  # code points behind a name in which a pronoun tells how its bearer is spoken of
_SPOKEN_OF: Final = re.compile(r"\b(?:(he|his|him|himself)|(she|her|hers|herself))\b")

Scores = defaultdict["Member | Speaker", list[float]]


@dataclass(frozen=True, slots=True)
class Spoke:
    """An earlier source, from `start` to `end`, read as `phrase`: members of the cast, or somebody unnamed."""

    start: int
    end: int
    phrase: Phrase
    members: tuple[Member, ...]
    unnamed: Speaker | None

    @property
    def somebody(self) -> tuple[Member | Speaker, ...]:
        """Return whom "he" or "it" may mean by it: members, or one unnamed person."""
        person = self.phrase.kind is Kind.PRONOUN or self.phrase.head in ROLES | NOUNS["persons"]
        if self.members or self.unnamed is None or not person:
            return self.members
        return () if self.phrase.plural or phrases.read(self.unnamed.name).plural else (self.unnamed,)


class Salience:
    """Ranks whoever one article names. `spoke` grows as its sources are resolved, in order."""

    def __init__(self, text: str, cast: Cast, layout: Layout) -> None:
        self._text = text
        self._cast = cast
        self._layout = layout
        self._genders: dict[Member, Gender | None] = {}
        self.spoke: list[Spoke] = []

    def person(self, at: int, gender: Gender, barred: set[Member], spoke: float) -> Member | Speaker | None:
        """Return the person foremost at `at`, if one is; `spoke` is the weight of having spoken before."""
        scores: Scores = defaultdict(list)
        for who, score in self._scored(at, spoke):
            if isinstance(who, Speaker):
                scores[who].append(score + _UNSURE)
            elif who.kind is SpeakerKind.PERSON and who not in barred:
                known = self._gender(who)
                if known in (None, gender):
                    scores[who].append(score + (0 if known else _UNSURE))
        ranked = {who: max(own) + _AGAIN * min(len(own), _OFTEN) for who, own in scores.items()}
        return _leader(ranked, _LEAST if self._spoke_before(ranked, at) is None else _LEAST_ALONE)

    def _spoke_before(self, whos: Collection[Member | Speaker], at: int) -> Member | Speaker | None:
        """Return the one who may be meant, if there is only one and that one spoke before `at`."""
        spoke = (member for each in self.spoke if each.end <= at for member in each.members)
        return next((member for member in spoke if member in whos), None) if len(whos) == 1 else None

    def body(self, at: int, barred: set[Member]) -> Member | Speaker | None:
        """Return the body foremost at `at`, if one that spoke before is: of others "it" is said of any thing."""
        scores: Scores = defaultdict(list)
        heard = {member for spoke in self.spoke if spoke.end <= at for member in spoke.members}
        for who, score in self._scored(at, SPOKE):
            if isinstance(who, Member) and who.kind is SpeakerKind.BODY and who in heard - barred:
                scores[who].append(score)
        return _leader({who: max(own) for who, own in scores.items()}, _LEAST_OF_BODIES)

    def back(self, at: int, earliest: int) -> Iterator[Mention]:
        """Yield the mentions before `at`, the nearest first, as far back as the paragraph numbered `earliest`."""
        for number in range(self._cast.before(at) - 1, -1, -1):
            mention = self._cast.mentions[number]
            if self._layout.paragraph(mention.start) < earliest:
                return
            yield mention

    def _scored(self, at: int, spoke: float) -> Iterator[tuple[Member | Speaker, float]]:
        """Yield whoever is named in the window before `at`, once for each time, with a score."""
        earliest = self._layout.paragraph(at) - WINDOW + 1
        mentions = [*self.back(at, earliest)]
        acts = self._acts(mentions)
        quoted = self._layout.in_quotation(at)
        for mention in mentions:
            score = self._distance(mention.start, at) + acts[mention.start]
            score += _QUOTED if quoted != self._layout.in_quotation(mention.start) else 0
            score += _EITHER if len(mention.members) > 1 else 0
            yield from ((member, score) for member in mention.members)
        for each in reversed(self.spoke):
            relative = each.phrase.head in ("who", "which") and each.members  # they are counted where they are named
            if each.end <= at and not relative and self._layout.paragraph(each.start) >= earliest:
                score = self._distance(each.start, at) + _FOREMOST + spoke
                here = self._layout.paragraph(each.start) == self._layout.paragraph(at)
                yield from ((who, score) for who in each.somebody if here or isinstance(who, Member))

    def _acts(self, mentions: list[Mention]) -> dict[int, float]:
        """Return for each start of a mention what its part in the sentence weighs.

        Who acts first in it comes first, and whom an "and" joins to them; last who owns something or is acted upon.
        """
        weights: dict[int, float] = {}
        acted: set[tuple[int, SpeakerKind]] = set()
        before: Mention | None = None
        for mention in reversed(mentions):
            sentence, kind = self._layout.sentence(mention.start), mention.members[0].kind
            if mention.oblique:
                weights[mention.start] = _OPENS if self._layout.sentence_start(mention.start) == mention.start else 0
            elif (sentence, kind) not in acted or (mention.joined and before and weights[before.start] == _FOREMOST):
                weights[mention.start] = _FOREMOST
                acted.add((sentence, kind))
            else:
                weights[mention.start] = _ACTS
            before = mention
        return weights

    def _distance(self, start: int, at: int) -> float:
        sentences = self._layout.sentence(at) - self._layout.sentence(start)
        paragraphs = self._layout.paragraph(at) - self._layout.paragraph(start)
        return _PER_SENTENCE * sentences + _PER_PARAGRAPH * paragraphs

    def _gender(self, member: Member) -> Gender | None:
        """Tell how a person is spoken of: by title or given name, else by the pronouns close behind the name."""
        if member not in self._genders:
            self._genders[member] = member.gender or self._spoken_of(member)
        return self._genders[member]

    def _spoken_of(self, member: Member) -> Gender | None:
        he = she = 0
        mentions = self._cast.mentions
        for number, mention in enumerate(mentions):
            if mention.members == (member,):
                following = mentions[number + 1].start if number + 1 < len(mentions) else len(self._text)
                if spoken := _SPOKEN_OF.search(self._text, mention.end, min(mention.end + _REACH, following)):
                    he, she = he + (spoken[1] is not None), she + (spoken[2] is not None)
        return Gender.HE if he > 2 * she else Gender.SHE if she > 2 * he else None


def _leader(scores: dict[Member | Speaker, float], least: float) -> Member | Speaker | None:
    ranked = sorted(scores.items(), key=lambda item: -item[1])
    if not ranked or ranked[0][1] < least:
        return None
    return ranked[0][0] if len(ranked) == 1 or ranked[0][1] - ranked[1][1] >= _LEAD else None
