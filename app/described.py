"""Who is meant by a role instead of a name: "what did the minister say", "what do the police say".

Whom articles quote and call so: by a description ("the mayor of the village"), by a body's name ("police"), or by a
role beside a name ("police chief Jo Bell", "Ann Roe, the minister"). Only what stands that close is counted.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Final

from app.answer import Guess
from app.catalogue import Catalogue
from app.people import TITLES
from app.question_words import any_of
from app.roles import ENDS, Role
from app.speakers import speakers_of
from app.understanding import Interpretation
from app.words import fold, stems
from index.embedder import Embedder
from index.scope import Scope
from index.store import QuotedSpeaker, Store
from ingest.corpus import SpeakerKind

READ: Final = 60  # passages that speak of a role
MOST: Final = 3  # people of one role; more are no answer to "who?"
WINDOW: Final = 60  # characters around a name and its role, in which it is told which one it is
Answers = Callable[[Interpretation], bool]
"""Tells whether something is found that answers a question as it was understood."""

_SHORT: Final = {"governor": "gov", "senator": "sen", "representative": "rep", "general": "gen", "professor": "prof"}
_PARTICIPLES: Final = ("ed", "en", "ing")
_PART_OF: Final = frozenset("for of to at in by with from about against".split())
_NAME: Final = r"(?P<name>(?!The\b)[A-Z][\w’'-]+(?: (?:(?:al|de|von|van|bin|la) )?[A-Z][\w’'-]+){0,3})"
_NO_APPOSITION: Final = r"(?!(?:who|which|whose|and|but|or|said|told|then|when|while)\b)"


class Described:
    """Puts questions that name somebody by a role to whom one library's articles quote and call so."""

    def __init__(self, store: Store, embedder: Embedder) -> None:
        self._store = store
        self._embedder = embedder

    def told(
        self, understood: Interpretation, catalogue: Catalogue, ignored: Collection[str], answers: Answers
    ) -> Interpretation:
        """Return a question with its role resolved; names in `ignored` are not to be taken for it.

        Where nobody quoted is called so, an office is somebody's who is talked about and not quoted. Of anything else,
        and where words of such a thing do not answer, the question stays as it is, and the answer says so.
        """
        role, scope = understood.role, understood.scope
        if role is None or scope.speakers or understood.sides or understood.people or understood.unknown:
            return understood
        beside = self._names_beside(role, scope)
        names = _names_of(role, beside, catalogue)
        called = self._quoted_in(scope, names)
        if scope and not called:  # whom the source does not quote, others may
            names = _names_of(role, self._names_beside(role, Scope()), catalogue)
            called = self._quoted_in(Scope(), names)
        left = _without(ignored, called)
        narrowed = replace(understood, scope=replace(scope, speakers=left))
        if left and (role.is_office or answers(narrowed)):
            taken = (Guess(role.said, name) for name in left if fold(name) not in (fold(role.said), role.noun))
            return replace(narrowed, guesses=(*understood.guesses, *taken))
        if called and not left:  # the user wants nobody taken for it
            return understood
        if not called and (beside or (role.is_office and catalogue.mentions(role.noun))):
            return replace(understood, people=(role.said,))
        return replace(understood, no_words_of=role.said, called=_without(ignored, names))

    def _quoted_in(self, scope: Scope, names: Iterable[str]) -> tuple[str, ...]:
        """Return the first of `names` who are quoted in `scope`."""
        return tuple(islice((name for name in names if self._is_quoted_in(scope, name)), MOST))

    def _is_quoted_in(self, scope: Scope, name: str) -> bool:
        return any(scope.admits(each.article.id, each.article.metadata) for each in self._store.quotations(name))

    def _names_beside(self, role: Role, scope: Scope) -> tuple[str, ...]:
        """Return the names that stand beside the role in articles in `scope`, most often there first."""
        words = " ".join((role.noun, _SHORT.get(role.noun, ""), *sorted(role.which))).strip()
        ids = self._store.search(words, self._embedder.encode_question(words), scope, READ).lexical[:READ]
        found = Counter(name for passage in self._store.passages(ids) for name in names_in(role, passage.text))
        return tuple(name for name, _ in found.most_common())


def _names_of(role: Role, beside: Sequence[str], catalogue: Catalogue) -> tuple[str, ...]:
    """Return the speakers who are called so: those whose names stand `beside` the role, then the others."""
    speakers = speakers_of(catalogue)
    named = [name for each in beside if (heard := speakers.find(stems(each))) for name in heard.names]
    return tuple(dict.fromkeys((*named, *_called(role, catalogue.speakers))))


def _without(ignored: Collection[str], names: Iterable[str]) -> tuple[str, ...]:
    left_out = set(map(fold, ignored))
    return tuple(name for name in names if fold(name) not in left_out)


def _called(role: Role, speakers: Iterable[QuotedSpeaker]) -> Iterator[str]:
    """Yield the bodies and unnamed speakers who are called so, most often quoted first."""
    for speaker in speakers:
        words = stems(speaker.name)
        if speaker.kind is not SpeakerKind.PERSON and role.which <= set(words) and _is_headed(words, role.noun):
            yield speaker.name


def _is_headed(words: tuple[str, ...], noun: str) -> bool:
    """Tell whether a description is of a `noun`: "the mayor of the village", "a memo seen by the Post"."""
    before = words[: next((i for i, word in enumerate(words) if i and word in ENDS), len(words))]
    if noun not in before:
        return False
    behind = before[before.index(noun) + 1 :]
    return not behind or behind[0].endswith(_PARTICIPLES)


def names_in(role: Role, text: str) -> Iterator[str]:
    """Yield the names beside which `text` has the role, without titles."""
    for found in (each for pattern in _patterns(role) for each in re.finditer(pattern, text)):
        around = stems(text[max(0, found.start() - WINDOW) : found.end() + WINDOW])
        whose = role.speaks_for_others or _PART_OF.isdisjoint(stems(found["which"]))
        if whose and role.which <= set(around) and (name := _untitled(found["name"])):
            yield name


def _patterns(role: Role) -> tuple[str, ...]:
    """Return patterns for a name with a role before it ("police chief Jo Bell"), before it with what it is of ("mayor
    of Orle, Jo Bell"), and behind it ("Jo Bell, the mayor").
    """
    noun = rf"(?i:{re.escape(role.noun)})\b"
    if short := _SHORT.get(role.noun):
        noun = rf"(?:{noun}|(?i:{short})\b\.?)"
    of_what = r"(?P<which>(?:[\w’'-]+ ){0,2})"
    return (
        rf"\b{of_what}{noun}(?:['’]s?)?(?: (?i:{any_of('titles', 'jobs')})\b)*,? {_NAME}",
        rf"\b{of_what}{noun} (?:of|at|for|in|with) [^,.;:\"“”]{{1,50}}, {_NAME}",
        rf"{_NAME}, {_NO_APPOSITION}(?P<which>(?:[\w’'-]+ ){{0,5}}?){noun}(?!['’]s|-| [A-Z])",
    )


def _untitled(name: str) -> str:
    words = name.split()
    while words and fold(words[0]) in TITLES:
        words = words[1:]
    return " ".join(words)
