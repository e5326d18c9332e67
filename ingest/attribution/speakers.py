"""Whose words an attribution reports: its source becomes a speaker, resolved inside the article, and its cue a force.

A person gets the fullest name that the article gives, without titles; a body its name; anybody else stays unnamed under
the description that the article gives. The writer's own "I" is nobody's: its speaker is None, as is that of a source
whom the article does not tell. Several named at once ("Roe and Doe") speak as one body of both names.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from ingest.attribution import phrases
from ingest.attribution.antecedents import Antecedents
from ingest.attribution.cast import Cast
from ingest.attribution.force import force_of
from ingest.attribution.layout import Layout
from ingest.attribution.lexicon import BODIES, Gender
from ingest.attribution.member import Member
from ingest.attribution.people import always_with_article
from ingest.attribution.phrases import Kind, Phrase
from ingest.attribution.salience import SPOKE, SPOKE_OF_LATE, Salience, Spoke
from ingest.corpus import Attribution, Span, Speaker, SpeakerKind

_RELATIVES: Final = {"who": SpeakerKind.PERSON, "which": SpeakerKind.BODY}
_GENDERS: Final = {"he": Gender.HE, "she": Gender.SHE}
_OPENING: Final = "\"“„«‘'"
# Backwards from "who": a noun phrase, up to what cannot be in one; from its last determiner on, if it has any.
_DETERMINER: Final = r"(?:an?|the|some|many|several|one|another|two|three|his|her|their|its)\s"
_DETERMINED: Final = re.compile(rf"\b{_DETERMINER}(?!.*\b{_DETERMINER}).*", re.IGNORECASE)
_NOUN_PHRASE: Final = re.compile(
    r"((?:\b(?!(?:is|are|was|were|and|or|but|of|to|in|on|at|by|for|with|from|as|than|that|said|told|has|have|had|among"
    r"|after|before|against|about|over|like|including|between|not|which|who|became|because)\b)[\w'’-]+\s){0,5}"
    r"[\w'’-]+),?\s*$",
    re.IGNORECASE,
)


def resolve(
    text: str, attributions: Sequence[Attribution], title: str | None = None, author: str | None = None
) -> tuple[Attribution, ...]:
    """Return the same attributions of `text`, in the same order, with `speaker` and `force`.

    `title` and `author` are the article's: the title may give a name in full, the author is not taken for a speaker.
    """
    speakers = _Speakers(text, attributions, title, author).all()
    return tuple(
        replace(each, speaker=speaker, force=force_of(text, each))
        for each, speaker in zip(attributions, speakers, strict=True)
    )


class _Speakers:
    def __init__(self, text: str, attributions: Sequence[Attribution], title: str | None, author: str | None) -> None:
        self._text = text
        self._attributions = attributions
        self._phrases = [phrases.read(_words(text, each.source)) if each.source else None for each in attributions]
        self._cast = Cast(text, [phrase for phrase in self._phrases if phrase], title)
        self._layout = Layout(text)
        self._salience = Salience(text, self._cast, self._layout)
        self._antecedents = Antecedents(text, self._cast, self._layout, self._salience)
        self._writer = self._cast.people.meant(tuple(author.split()), 0) if author else None
        self._found: dict[int, Member | Speaker] = {}

    def all(self) -> list[Speaker | None]:
        """Return the speaker of each attribution."""
        order = sorted(range(len(self._attributions)), key=lambda i: self._at(i).start)
        for number in order:
            self._settle(number)
        for number in order:
            if self._phrases[number] is None and (who := self._continued(number)):
                self._found[number] = who
        return [_speaker(self._found.get(i)) for i in range(len(self._attributions))]

    def _at(self, number: int) -> Span:
        attribution = self._attributions[number]
        return attribution.source[0] if attribution.source else attribution.extent

    def _settle(self, number: int) -> None:
        phrase = self._phrases[number]
        if phrase is None or (who := self._who(number, phrase)) is None:
            return
        self._found[number] = who
        members = (who,) if isinstance(who, Member) else tuple(self._cast.people.called(phrase.name, phrase.gender))
        unnamed = None if isinstance(who, Member) else who
        spans = self._attributions[number].source
        self._salience.spoke.append(Spoke(spans[0].start, spans[-1].end, phrase, members, unnamed))

    def _who(self, number: int, phrase: Phrase) -> Member | Speaker | None:
        at = self._at(number).start
        if phrase.kind is Kind.PRONOUN:
            return self._pronoun(number, phrase.head, at)
        if phrase.kind is Kind.DESCRIPTION:
            return self._description(number, phrase, at)
        if phrase.kind is Kind.SEVERAL:
            return self._several(number, phrase)
        return self._named(phrase, at)

    def _named(self, phrase: Phrase, at: int) -> Member | Speaker:
        person = (
            None
            if phrase.kind is Kind.BODY and len(phrase.name) > 1
            else self._cast.people.meant(phrase.name, at, phrase.gender)
        )
        member = person or (None if phrase.kind is Kind.PERSON else self._cast.bodies.called(phrase.name))
        if member is not None:
            return member
        name = " ".join(phrase.name)
        if phrase.kind is Kind.BODY:
            return Speaker(name, SpeakerKind.BODY)
        if phrase.kind is Kind.NAME and not self._cast.people.called(phrase.name):
            return self._unheard(phrase, name)
        return Speaker(name, SpeakerKind.PERSON)

    def _unheard(self, phrase: Phrase, name: str) -> Speaker:
        """Judge a name of which the article says no more: "the Orvel" is a body, a common word nobody."""
        if always_with_article(name, self._text):
            return Speaker(name, SpeakerKind.BODY)
        return Speaker(phrase.text, SpeakerKind.UNNAMED)

    def _pronoun(self, number: int, pronoun: str, at: int) -> Member | Speaker | None:
        if pronoun == "i":
            return self._enclosing(number)
        if pronoun in ("who", "which"):
            return self._relative(pronoun, at)
        if pronoun == "they":
            return self._antecedents.many(at)
        if pronoun == "it":
            return self._salience.body(at, self._barred(number))
        return self._person(number, pronoun, at) if pronoun in _GENDERS else None

    def _person(self, number: int, pronoun: str, at: int) -> Member | Speaker | None:
        """Return whom "he" or "she" means. Beside quoted words it is mostly who spoke before."""
        content = self._attributions[number].content
        quoted = any(self._text[span.start] in _OPENING for span in content)
        return self._salience.person(at, _GENDERS[pronoun], self._barred(number), SPOKE if quoted else SPOKE_OF_LATE)

    def _barred(self, number: int) -> set[Member]:
        """Return whom a pronoun cannot mean: who is named in what it says, who would say "I", and the writer."""
        content = self._attributions[number].content
        inside = (self._cast.mentions[self._cast.before(span.start) : self._cast.before(span.end)] for span in content)
        barred = {
            m for mentions in inside for mention in mentions if len(mention.members) == 1 for m in mention.members
        }
        if self._writer is not None:
            barred.add(self._writer)
        enclosing = self._enclosing(number)
        if isinstance(enclosing, Member) and self._in_their_words(number):
            barred.add(enclosing)
        return barred

    def _in_their_words(self, number: int) -> bool:
        """Tell whether a source stands in somebody's own words: in quotation marks, or in a block quoted apart."""
        at = self._at(number)
        blocks = (span for each in self._attributions for span in each.content if span.contains(at))
        apart = any("\n" in self._text[span.start : at.start] for span in blocks)
        return apart or self._layout.in_quotation(at.start)

    def _enclosing(self, number: int) -> Member | Speaker | None:
        """Return who speaks the words in which this source stands."""
        if (outer := self._attributions[number].within) is not None:
            return self._found.get(outer)
        at = self._at(number)
        around = [
            (span.end - span.start, other)
            for other, each in enumerate(self._attributions)
            for span in each.content
            if other != number and span.contains(at)
        ]
        return self._found.get(min(around)[1]) if around else None

    def _relative(self, pronoun: str, at: int) -> Member | Speaker | None:
        if member := self._antecedents.before_relative(at, _RELATIVES[pronoun]):
            return member
        phrase = self._phrase_before(at)
        if phrase is None or phrase.kind is not Kind.DESCRIPTION:
            return None
        described = self._antecedents.described(phrase.described, phrase.head, at) if phrase.definite else None
        return described or _unnamed(phrase)

    def _phrase_before(self, at: int) -> Phrase | None:
        """Read the noun phrase before `at`, if it shows by a determiner or a plural that it is one."""
        found = _NOUN_PHRASE.search(self._text, max(self._layout.sentence_start(at), at - 80), at)
        if found is None:
            return None
        if determined := _DETERMINED.search(found[1]):
            return phrases.read(determined.group())
        phrase = phrases.read(found[1])
        return phrase if phrase.plural else None

    def _description(self, number: int, phrase: Phrase, at: int) -> Member | Speaker | None:
        if phrase.name and (member := self._cast.people.meant(phrase.name, at)):
            return member  # "King" is an office, and a surname
        if phrase.owner in _GENDERS and phrase.head in BODIES:
            owner = self._person(number, phrase.owner, at)
            if isinstance(owner, Member):
                return Speaker(f"{owner.words[-1]} {phrase.head}", SpeakerKind.BODY)
            return _unnamed(phrase)
        if not phrase.definite or phrase.owner or phrase.plural:
            return _unnamed(phrase)
        described = self._antecedents.described(phrase.described, phrase.head, at)
        return described or self._antecedents.introduced(phrase.head, at) or _unnamed(phrase)

    def _several(self, number: int, phrase: Phrase) -> Member | Speaker:
        whos = [self._who(number, part) for part in phrase.parts]
        speakers = [_speaker(who) for who in whos]
        if any(speaker is None or speaker.kind is SpeakerKind.UNNAMED for speaker in speakers):
            return _unnamed(phrase)
        return Speaker(_listed([speaker.name for speaker in speakers if speaker]), SpeakerKind.BODY)

    def _continued(self, number: int) -> Member | Speaker | None:
        """Return who goes on speaking in a quotation without source and cue: the speaker of the one right before it."""
        attribution = self._attributions[number]
        if attribution.cue or not attribution.content or self._text[attribution.content[0].start] not in _OPENING:
            return None
        start = attribution.content[0].start
        before = [
            (span.end, other)
            for other, each in enumerate(self._attributions)
            for span in each.content
            if span.end <= start and other != number
        ]
        if not before:
            return None
        end, other = max(before)
        adjoins = not self._text[end:start].strip()
        goes_on = self._layout.left_open(Span(end - 1, end)) or "\n" not in self._text[end:start]
        return self._found.get(other) if adjoins and goes_on else None


def _words(text: str, spans: Sequence[Span]) -> str:
    return " ".join(span.of(text) for span in spans)


def _unnamed(phrase: Phrase) -> Speaker:
    return Speaker(phrase.text, SpeakerKind.UNNAMED)


def _speaker(who: Member | Speaker | None) -> Speaker | None:
    return who.speaker if isinstance(who, Member) else who


def _listed(names: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
