"""What a question means: whose words it wants, from when, about what, and what kind of answer.

Rules over wording, no model: cues say where a name stands, names are looked up in the library, dates restrict where
the wording is about publication, and a question that leans on the one before it inherits from it.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from app.by_hand import set_by_hand
from app.catalogue import Catalogue
from app.cues import Ask, Cue, barring_of, cues_of, doubts, pairs_of
from app.dates import Speaking, Window, dates_in, window_of
from app.followup import Turn, carried
from app.intent import intent_of
from app.names import How, Match, names_of
from app.quoted import describes
from app.reported import reported_in
from app.request import Constraints
from app.roles import Role, role_of
from app.scoping import apart, at_once, narrowed, rest_of, side_of, together
from app.sources import Parties, Party
from app.speakers import speakers_of
from app.topic import corrected, is_broad, topic_of
from app.understanding import Intent, Interpretation, Mention
from app.words import blanked, fold, lowered, words_at, words_of
from index.scope import Scope
from ingest.corpus import Span

LONGEST_NAME = 6  # words
_DOES = re.compile(r"\b(?:do|does|did|has|had|would)\s+$", re.IGNORECASE)


def interpret(
    question: str,
    history: Sequence[str],
    constraints: Constraints,
    catalogue: Catalogue,
    today: date,
) -> Interpretation:
    """Understand `question`, asked after `history` (oldest first), of the library that `catalogue` describes.

    `today` is what "last month" counts from; `constraints` narrow what the question itself asks for.
    """
    reader = _Reader(catalogue, constraints, today)
    earlier: Turn | None = None
    for asked in history:
        earlier = carried(reader.read(asked), earlier)
    turn = carried(reader.read(question), earlier)
    return reader.concluded(turn)


@dataclass(frozen=True, slots=True)
class _Asked:
    """Whose words a question asks for. Of these, `joined` each get an answer; the others narrow each other down.

    `also` are named as those asked before were, whatever that was for ("and Reuel?"). `spoken` tells that words which
    somebody said are asked for, be it somebody named or described ("the mayor").
    """

    parties: tuple[Party, ...] = ()
    scaffold: tuple[Span, ...] = ()
    joined: tuple[Party, ...] = ()
    also: tuple[Party, ...] = ()
    spoken: bool = False
    role: Role | None = None


class _Reader:
    """Reads questions put to one library."""

    def __init__(self, catalogue: Catalogue, constraints: Constraints, today: date) -> None:
        self._catalogue = catalogue
        self._names = names_of(catalogue)
        self._speakers = speakers_of(catalogue)
        self._parties = Parties(catalogue, self._names, self._speakers)
        self._constraints = constraints
        self._ignored = frozenset(map(fold, constraints.ignore))
        self._today = today

    def read(self, question: str) -> Turn:
        """Say what `question` means by itself."""
        question = unicodedata.normalize("NFC", question)
        question = lowered(question) if question.isupper() else question  # shouting has no capitals to go by
        barred = self._barred(question)
        rest = blanked(question, barred.scaffold)
        asked = self._compared(rest) or self._asked(rest)
        if any(party.sources for party in asked.parties):
            barred = _Asked()  # who names one source has shut out all others
        window = self._window(question, asked)
        scaffold = (*asked.scaffold, *barred.scaffold, *((window.span,) if window else ()))
        topic = corrected(topic_of(question, scaffold), asked.parties)
        broad = is_broad(question, (*scaffold, *(party.span for party in asked.parties if party.speakers)))
        return Turn(
            question,
            topic,
            topic,
            asked.parties,
            asked.joined,
            window,
            barred.parties,
            broad,
            asked.also,
            asked.spoken,
            asked.role,
        )

    def _barred(self, question: str) -> _Asked:
        """Find the sources that the question shuts out, and the wording that does it."""
        found = [(cue, self._at(question, cue)) for cue in barring_of(question)]
        named = [(cue, parties) for cue, parties in found if parties and all(party.sources for party in parties)]
        scaffold = (Span(cue.scaffold[0].start, parties[-1].span.end) for cue, parties in named)
        return _Asked(tuple(party for _, parties in named for party in parties), tuple(scaffold))

    def _compared(self, question: str) -> _Asked | None:
        for left, right in pairs_of(question):
            found = [self._at(question, cue) for cue in (left, right)]
            parties = tuple(party for side in found for party in side)
            if all(found) and (left.ask is not Ask.RIVAL or any(party.sources for party in parties)):
                scaffold = (*left.scaffold, *right.scaffold, *_named(parties))
                return _Asked(parties, scaffold, parties, spoken=any(not party.sources for party in parties))
        return None

    def _asked(self, question: str) -> _Asked:
        """Collect the cues that name somebody. Wording that asks "once" counts only where nothing asked before it."""
        kept: list[tuple[Cue, tuple[Party, ...]]] = []
        spoken = hidden = False
        role: Role | None = None
        for cue in cues_of(question):
            if _shadowed(question, cue, [other for other, _ in kept]):
                continue
            found = self._at(question, cue)
            kept += [(cue, found)] if found else []
            if not found and cue.ask in (Ask.SAYS, Ask.QUOTED):
                role = role or role_of(words_at(question, cue.place))
            if not found and cue.ask is Ask.ALSO and (named := role_of(words_at(question, cue.place))):
                role = named if named.is_a_post else role
            spoken = spoken or (
                cue.ask in (Ask.SAYS, Ask.QUOTED) if not found else not all(party.sources for party in found)
            )
            hidden = hidden or (not found and cue.anywhere and describes(words_at(question, cue.place)))
        if hidden or doubts(question):
            kept = [(cue, found) for cue, found in kept if all(party.sources for party in found)]
        if any(party.sources for _, found in kept for party in found):
            reported, named_by = reported_in(question, [cue for cue, _ in kept], partial(self._at, question))
            kept, role, spoken = kept + reported, role or named_by, spoken or bool(named_by)
        return replace(self._collected(question, kept, spoken), role=role)

    def _collected(self, question: str, kept: Sequence[tuple[Cue, tuple[Party, ...]]], spoken: bool) -> _Asked:
        also = tuple(p for cue, found in kept if cue.ask is Ask.ALSO for p in found if p.speakers)
        parties = tuple(p for _, found in kept for p in found if p not in also) or self._bylines(question)
        scaffold = tuple(span for cue, _ in kept for span in cue.scaffold)
        joined = tuple(p for _, found in kept if len(found) > 1 for p in found)
        return _Asked(parties, (*scaffold, *_named(parties)), joined, also, spoken)

    def _bylines(self, question: str) -> tuple[Party, ...]:
        """Find a writer of whom no article speaks: what they do, only their own words can tell ("does X spare Y")."""
        for start, end, match in self._named(question):
            said, does = question[start:end], _DOES.search(question[:start])
            whole = match.how is How.FULL or (match.how is How.PART and not said[0].islower())
            lines = match.sources[0].authors
            if does and whole and lines and self._catalogue.mentions(said) <= len(lines):
                return self._kept((Party(said, Span(start, end), match.sources),))
        return ()

    def _named(self, question: str) -> Iterator[tuple[int, int, Match]]:
        """Find names of the library in `question`, longest first at each word: where they stand, whom they name."""
        words, after = words_of(question), 0
        stems = tuple(word.stem for word in words)
        for start in range(len(words)):
            for end in range(min(len(words), start + LONGEST_NAME), max(start, after), -1):
                if start >= after and (match := self._names.find(stems[start:end])):
                    after = end
                    yield words[start].start, words[end - 1].end, match
                    break

    def _at(self, question: str, cue: Cue) -> tuple[Party, ...]:
        return self._kept(self._parties.at(question, cue.place, cue.ask, cue.open_end))

    def _kept(self, parties: Iterable[Party]) -> tuple[Party, ...]:
        """Leave out what the user does not want taken as scope; of speakers with one name, only the one."""
        return tuple(kept for party in parties if (kept := self._less_ignored(party)))

    def _less_ignored(self, party: Party) -> Party | None:
        left = tuple(name for name in party.speakers if fold(name) not in self._ignored)
        if left and fold(party.said) not in self._ignored:
            return replace(party, speakers=left)
        return None if self._ignored & set(map(fold, (party.said, *party.names))) else party

    def _window(self, question: str, asked: _Asked) -> Window | None:
        if self._catalogue.dates is None:
            return None
        for dated in dates_in(question, self._today):
            window = window_of(question, dated, _speaking(asked.parties))
            if window and not self._idle(window, question[dated.span.start : dated.span.end]):
                return window
        return None

    def _idle(self, window: Window, said: str) -> bool:
        """Tell whether a window is not to be kept: dismissed by the user, or inferred and past the library's end."""
        last = self._catalogue.dates[1] if self._catalogue.dates else None
        beyond = window.loose and window.after is not None and last is not None and window.after > last
        return fold(said) in self._ignored or beyond

    def concluded(self, turn: Turn) -> Interpretation:
        """Turn what was read into what may be searched, and for what."""
        by_hand = set_by_hand(self._constraints, self._catalogue, self._names, self._speakers)
        scope, sides = self._scopes(turn)
        rest = rest_of(turn.barred, self._catalogue)
        scope = rest if rest and not any(party.heard for party in turn.parties) else scope
        if turn.window:
            scope = replace(scope, after=turn.window.after, before=turn.window.before)
        inside = narrowed(scope, by_hand.scope)
        shut_out = tuple(party.said for party in turn.parties if party.heard) if inside is None else ()
        people = tuple(party.person for party in turn.parties if party.person)
        strangers = tuple(party.said for party in turn.parties if not party.names)
        nobody_else = tuple(f"anyone but {party.said}" for party in turn.barred) if rest is None else ()
        compared = len(sides) > 1 or bool(turn.joined and not all(party.heard for party in turn.joined))
        intent = intent_of(turn.question, bool(turn.parties) or turn.spoken, compared)
        return Interpretation(
            question=turn.question,
            topic=turn.topic,
            broad=turn.broad and bool(inside or by_hand.scope),
            intent=intent,
            scope=by_hand.scope if inside is None else inside,
            sides=tuple(s for side in sides if (s := narrowed(side, by_hand.scope))) if compared else (),
            mentions=tuple(self._mentions(turn)),
            unknown=tuple(dict.fromkeys((*by_hand.unknown, *strangers, *shut_out, *nobody_else))),
            people=tuple(dict.fromkeys((*people, *by_hand.people))),
            guesses=tuple(
                dict.fromkeys(
                    (*by_hand.guesses, *(guess for p in (*turn.parties, *turn.barred) for guess in p.guesses))
                )
            ),
            role=self._role_in(turn),
            also_quoted=tuple(dict.fromkeys(p.also_quoted for p in turn.parties if p.also_quoted)),
            wants_attributed=turn.spoken or intent in (Intent.WHO_SAID, Intent.DENIAL),
        )

    def _role_in(self, turn: Turn) -> Role | None:
        """Return the role by which words are asked for, where nobody is named whose they would be."""
        is_asked = turn.spoken and all(party.sources for party in turn.parties)
        return turn.role if is_asked and turn.role and fold(turn.role.said) not in self._ignored else None

    def _scopes(self, turn: Turn) -> tuple[Scope, tuple[Scope, ...]]:
        """Return the scope of all parties at once, and that of each one that gets an answer of its own.

        Of a comparison with somebody who is not quoted here, the whole is left open: anyone's article may tell.
        """
        around = at_once(side_of(party) for party in turn.parties if party.heard and party not in turn.joined)
        sides = list(dict.fromkeys(side_of(party) for party in turn.joined if party.heard))
        if not sides:
            return around, ()
        whole = together(sides, self._catalogue) if all(party.heard for party in turn.joined) else Scope()
        each = (narrowed(side, around) for side in apart(sides, self._catalogue))
        return narrowed(whole, around) or around, tuple(side for side in each if side)

    def _mentions(self, turn: Turn) -> Iterator[Mention]:
        """List the names in the question: those whose words are asked for, and sources that it only talks of."""
        for party in turn.parties:
            yield Mention(party.said, party.names[0] if party.names else None, asked=True)
        asked = {fold(party.said) for party in turn.parties}
        for start, end, match in self._named(turn.question):
            said = turn.question[start:end].removesuffix("'s").removesuffix("’s")
            if match.how is How.FULL and not any(fold(said) in name or name in fold(said) for name in asked):
                yield Mention(said, match.sources[0].name, asked=False)


def _named(parties: tuple[Party, ...]) -> tuple[Span, ...]:
    """Names to leave out of the topic: sources of the library. A person is a good word to search for."""
    return tuple(party.span for party in parties if party.sources)


def _shadowed(question: str, cue: Cue, kept: Sequence[Cue]) -> bool:
    """Tell whether `cue` lies in what an earlier one already took, or behind one, where it is about the topic."""
    if any(cue.place.overlaps(other.place) for other in kept):
        return True
    return not cue.anywhere and any(
        not other.anywhere and not set(".?!") & set(question[other.place.end : cue.place.start]) for other in kept
    )


def _speaking(parties: tuple[Party, ...]) -> Speaking:
    if any(party.sources for party in parties):
        return Speaking.PUBLISHER
    return Speaking.PERSON if parties else Speaking.NOBODY
