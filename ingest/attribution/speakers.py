"""Whose words an attribution reports: its source becomes a speaker, resolved inside the article, and its cue a force.

A person gets the fullest name that the article gives, without titles; a body its name; anybody else stays unnamed under
the description that the article gives. The writer's own "I" is nobody's: its speaker is None, as is that of a source
whom the article does not tell. Several named at once ("Roe and Doe") speak as one body of both names.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import Final

from ingest.attribution import phrases
from ingest.attribution.antecedents import Antecedents
from ingest.attribution.cast import Cast
from ingest.attribution.documents import author_in, authors_before, is_document, says
from ingest.attribution.force import force_of
from ingest.attribution.frames import Frames
from ingest.attribution.interviewee import interviewee
from ingest.attribution.layout import Layout
from ingest.attribution.lexicon import BODIES, Gender
from ingest.attribution.member import Member
from ingest.attribution.own_words import is_asked, is_writers
from ingest.attribution.people import always_with_article
from ingest.attribution.phrase import Kind, Phrase
from ingest.attribution.salience import SPOKE, SPOKE_OF_LATE, Salience, Spoke
from ingest.attribution.somebody import may_speak
from ingest.corpus import Attribution, Force, Span, Speaker, SpeakerKind
from ingest.naming import no_speaker

_ASKED_BY: Final = re.compile(r"\b(?:asked|pressed|questioned|challenged) by \Z", re.IGNORECASE)
_ASKED: Final = re.compile(r"(?:when )?(?:asked|pressed|questioned|challenged)\b", re.IGNORECASE)
_LOOK_BACK: Final = 16  # code points in which that may stand
_GENDERS: Final = {"he": Gender.HE, "she": Gender.SHE}


def resolve(
    text: str,
    attributions: Sequence[Attribution],
    title: str | None = None,
    author: str | None = None,
    parts: Sequence[Span] = (),
) -> tuple[Attribution, ...]:
    """Return the same attributions of `text`, in the same order, with `speaker` and `force`.

    `title` and `author` are the article's: the title may give a name in full, the author is not taken for a speaker;
    `parts` are those of the text that are the article itself, where not all of it is.
    """
    speakers = _Speakers(text, attributions, title, author, parts)
    return tuple(
        replace(each, speaker=speaker, force=Force.ASKS if question else force_of(text, each))
        for each, speaker, question in zip(attributions, speakers.all(), speakers.questions(), strict=True)
    )


class _Speakers:
    def __init__(
        self,
        text: str,
        attributions: Sequence[Attribution],
        title: str | None,
        author: str | None,
        parts: Sequence[Span],
    ) -> None:
        self._text = text
        self._attributions = attributions
        self._phrases = [phrases.read(_words(text, each.source)) if each.source else None for each in attributions]
        self._cast = Cast(text, [phrase for phrase in self._phrases if phrase], title)
        layout = Layout(text, parts)
        self._frames = Frames(text, attributions, layout)
        self._salience = Salience(text, self._cast, layout)
        self._antecedents = Antecedents(text, self._cast, layout, self._salience)
        self._layout = layout
        self._title = title or ""
        self._writer = self._cast.people.meant(tuple(author.split()), 0) if author else None
        self._tried: set[int] = set()
        self._found: dict[int, Member | Speaker] = {}

    def all(self) -> list[Speaker | None]:
        """Return the speaker of each attribution."""
        order = sorted(range(len(self._attributions)), key=lambda number: self._frames.place(number).start)
        for number in order:
            self._settle(number)
        for number in order:
            if (before := self._frames.goes_on_with(number)) is not None and before in self._found:
                self._found[number] = self._found[before]
        return [_speaker(self._found.get(i)) for i in range(len(self._attributions))]

    def questions(self) -> list[bool]:
        """Tell of each attribution whether it is asked: in an interview, or by the writer about whoever it names."""
        read = zip(self._attributions, self._phrases, strict=True)
        return [phrase is not None and (phrase.head == "q" or self._is_asked(a)) for a, phrase in read]

    def _is_asked(self, attribution: Attribution) -> bool:
        return is_asked(attribution, self._text, self._layout)

    def _settle(self, number: int) -> None:
        """Find the speaker of an attribution, after that of the one in whose content it stands."""
        if number in self._tried:
            return
        self._tried.add(number)
        if (outer := self._frames.around(number)) is not None:
            self._settle(outer)
        phrase = self._phrases[number]
        if phrase is not None and (who := self._who(number, phrase)):
            self._found[number] = who
            self._note(number, phrase, who)

    def _note(self, number: int, phrase: Phrase, who: Member | Speaker) -> None:
        """Let later pronouns know who spoke here: a name that two bear may be either's.

        Not so of whom the answerer is asked by: "Asked by counsel whether ..., Roe nodded. “...,” he says."
        """
        spans = self._attributions[number].source
        if _ASKED_BY.search(self._text, max(0, spans[0].start - _LOOK_BACK), spans[0].start):
            return
        if isinstance(who, Member):
            spoke = Spoke(spans[0].start, spans[-1].end, phrase, (who,), None)
        else:
            called = tuple(self._cast.people.called(phrase.name, phrase.gender))
            spoke = Spoke(spans[0].start, spans[-1].end, phrase, called, who)
        self._salience.spoke.append(spoke)

    def _who(self, number: int, phrase: Phrase) -> Member | Speaker | None:
        if is_writers(self._attributions[number], self._text, self._layout):
            return None
        who = self._anybody(number, phrase)
        if isinstance(who, Speaker) and who.kind is SpeakerKind.UNNAMED:
            return who if may_speak(phrases.read(who.name), self._frames.quotes(number)) else None
        return who

    def _anybody(self, number: int, phrase: Phrase) -> Member | Speaker | None:
        at = self._frames.place(number).start
        if phrase.kind is Kind.PRONOUN:
            return self._pronoun(number, phrase.head, at)
        if phrase.kind is Kind.DESCRIPTION:
            return self._author(number, phrase, at) or self._description(number, phrase, at)
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
        return Speaker(name.title() if name.isupper() else name, SpeakerKind.PERSON)

    def _unheard(self, phrase: Phrase, name: str) -> Speaker:
        """Judge a name of which the article says no more: "the Orvel" is a body, a common word nobody."""
        if always_with_article(name, self._text):
            return Speaker(name, SpeakerKind.BODY)
        return phrase.unnamed

    def _pronoun(self, number: int, pronoun: str, at: int) -> Member | Speaker | None:
        if pronoun == "i":
            return self._outer(number)
        if pronoun == "a":
            return self._interviewee
        if pronoun in ("who", "which"):
            return self._antecedents.relative(pronoun, at)
        if pronoun == "they":
            return self._antecedents.many(at)
        if pronoun == "it":
            return self._salience.body(at, self._barred(number))
        return self._person(number, pronoun, at) if pronoun in _GENDERS else None

    @cached_property
    def _interviewee(self) -> Member | None:
        read = zip(self._attributions, self._phrases, strict=True)
        turns = (a.source[0].start for a, phrase in read if phrase and phrase.head in ("q", "a"))
        return interviewee(self._cast, self._layout, self._title, self._writer, min(turns))

    def _person(self, number: int, pronoun: str, at: int) -> Member | Speaker | None:
        """Return whom "he" or "she" means. Beside quoted words it is mostly who spoke before."""
        spoke = SPOKE if self._frames.quotes(number) else SPOKE_OF_LATE
        return self._salience.person(at, _GENDERS[pronoun], self._barred(number), spoke)

    def _outer(self, number: int) -> Member | Speaker | None:
        """Return who speaks the words in which an attribution stands."""
        outer = self._frames.around(number)
        return None if outer is None else self._found.get(outer)

    def _barred(self, number: int) -> set[Member]:
        """Return whom a pronoun cannot mean: who is named in what it says, or in what it was asked; who would say "I";
        and the writer.
        """
        at = self._frames.place(number).start
        asked = _ASKED.match(self._text, self._layout.sentence_start(at), at)
        told = [*self._attributions[number].content, *([Span(asked.start(), at)] if asked else [])]
        inside = (self._cast.mentions[self._cast.before(span.start) : self._cast.before(span.end)] for span in told)
        barred = {
            m for mentions in inside for mention in mentions if len(mention.members) == 1 for m in mention.members
        }
        if self._writer is not None:
            barred.add(self._writer)
        outer = self._outer(number)
        if isinstance(outer, Member) and self._frames.in_own_words(number):
            barred.add(outer)
        return barred

    def _author(self, number: int, phrase: Phrase, at: int) -> Member | Speaker | None:
        """Return who speaks in a document that says something, if that is told."""
        if not is_document(phrase) or not says(_words(self._text, self._attributions[number].cue)):
            return None
        if phrase.owner in _GENDERS:
            return self._person(number, phrase.owner, at)
        if written := author_in(phrase):
            return self._known(number, written, at)
        for words, place in authors_before(phrase, self._text, at):
            if who := self._known(number, words, place):
                return who
        return None

    def _known(self, number: int, words: str, at: int) -> Member | Speaker | None:
        """Return whom `words` at `at` name: no one who stays unnamed."""
        phrase = phrases.read(words)
        if phrase.kind is Kind.PRONOUN:
            gender = _GENDERS.get(phrase.head)
            return self._salience.person(at, gender, self._barred(number), SPOKE_OF_LATE) if gender else None
        who = None if phrase.kind is Kind.SEVERAL else self._anybody(number, phrase)
        return None if isinstance(who, Speaker) and who.kind is SpeakerKind.UNNAMED else who

    def _description(self, number: int, phrase: Phrase, at: int) -> Member | Speaker | None:
        if phrase.name and (member := self._cast.people.meant(phrase.name, at)):
            return member  # "King" is an office, and a surname
        if phrase.owner in _GENDERS and phrase.head in BODIES:
            owner = self._person(number, phrase.owner, at)
            if isinstance(owner, Member):
                return Speaker(f"{owner.words[-1]} {phrase.head}", SpeakerKind.BODY)
            return phrase.unnamed
        if not phrase.definite or phrase.owner or phrase.plural:
            return phrase.unnamed
        described = self._antecedents.described(phrase.described, phrase.head, at)
        return described or self._antecedents.introduced(phrase.head, at) or phrase.unnamed

    def _several(self, number: int, phrase: Phrase) -> Member | Speaker:
        whos = [self._who(number, part) for part in phrase.parts]
        speakers = [_speaker(who) for who in whos]
        if any(speaker is None or speaker.kind is SpeakerKind.UNNAMED for speaker in speakers):
            return phrase.unnamed
        return Speaker(_listed([speaker.name for speaker in speakers if speaker]), SpeakerKind.BODY)


def _words(text: str, spans: Sequence[Span]) -> str:
    return " ".join(span.of(text) for span in spans)


def _speaker(who: Member | Speaker | None) -> Speaker | None:
    """Return a speaker; one whose name says more than who that is stays unnamed, and so is quoted."""
    speaker = who.speaker if isinstance(who, Member) else who
    return Speaker(speaker.name, SpeakerKind.UNNAMED) if speaker and no_speaker(speaker.name) else speaker


def _listed(names: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
