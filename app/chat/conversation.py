"""Conversations, kept on the server and keyed by the session that the server made; nothing of them is read back
from a client. In memory only: a restart forgets them.
"""

import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from app.answer import Answer, Citation, Guess, Outcome, Statement
from app.chat.chips import Chip
from app.chat.filed import Filed
from app.chat.seams import Understanding
from app.request import Constraints
from index.record.finding import Finding
from index.scope import Scope

MAX_TURNS = 100  # of one conversation; older ones are dropped
MAX_CONVERSATIONS = 2_000  # of all users; the one unused for longest is dropped


class State(StrEnum):
    """How far an answer has come."""

    WORKING = "working"
    DONE = "done"
    STOPPED = "stopped"
    FAILED = "failed"


@dataclass(slots=True)
class Turn:
    """A question with what is known of its answer so far. `message` says what failed; `filed`, what was made of it."""

    number: int
    question: str
    constraints: Constraints = field(default_factory=Constraints)
    scope: Scope | None = None
    chips: tuple[Chip, ...] = ()
    guesses: tuple[Guess, ...] = ()
    findings: tuple[Finding, ...] = ()
    statements: tuple[Statement, ...] = ()
    outcome: Outcome | None = None
    state: State = State.WORKING
    message: str = ""
    filed: Filed = field(default_factory=Filed)

    def take(self, item: Understanding | Statement | Outcome) -> None:
        """Add what the assistant yielded."""
        if isinstance(item, Statement):
            self.statements = (*self.statements, item)
            return
        self.scope, self.guesses, self.findings = item.scope, item.guesses, item.findings
        if isinstance(item, Outcome):
            self.outcome, self.state = item, State.DONE
            self.statements = item.statements if isinstance(item, Answer) else ()

    def end(self, state: State, message: str = "") -> None:
        """Close a turn that is still being worked on; one that is done stays so."""
        if self.state is State.WORKING:
            self.state, self.message = state, message

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The citations in the order in which they are read."""
        return tuple(citation for statement in self.statements for citation in statement.citations)


class Conversation:
    """The turns of one session, oldest first."""

    def __init__(self) -> None:
        self._turns: list[Turn] = []
        self._next = 1
        self._lock = threading.Lock()

    @property
    def turns(self) -> Sequence[Turn]:
        """The turns as they are now."""
        return tuple(self._turns)

    def ask(self, question: str, constraints: Constraints) -> Turn:
        """Begin a turn."""
        with self._lock:
            turn = Turn(self._next, question, constraints)
            self._next += 1
            self._turns = [*self._turns, turn][-MAX_TURNS:]
            return turn

    def ask_again(self, number: int, constraints: Constraints) -> Turn:
        """Begin a turn anew in its place, with other constraints. Raises `KeyError`."""
        with self._lock:
            place = self._turns.index(self.turn(number))
            again = Turn(number, self._turns[place].question, constraints)
            self._turns[place].end(State.STOPPED)
            self._turns[place] = again
            return again

    def turn(self, number: int) -> Turn:
        """Return a turn by its number. Raises `KeyError`."""
        for turn in self._turns:
            if turn.number == number:
                return turn
        raise KeyError(number)

    def history(self, before: Turn) -> tuple[str, ...]:
        """Return the questions asked before a turn, oldest first, without those that failed."""
        earlier = (turn for turn in self._turns if turn.number < before.number)
        return tuple(turn.question for turn in earlier if turn.state is not State.FAILED)

    def stop(self) -> None:
        """Close what is being worked on."""
        for turn in self._turns:
            turn.end(State.STOPPED)


class Conversations:
    """All conversations by session. One comes to be when a question is asked, not when a page is looked at."""

    def __init__(self) -> None:
        self._by_session: OrderedDict[str, Conversation] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, session: str) -> Conversation:
        """Return the conversation of a session, an empty one where none was begun."""
        with self._lock:
            if session in self._by_session:
                self._by_session.move_to_end(session)
            return self._by_session.get(session) or Conversation()

    def begun(self, session: str) -> Conversation:
        """Return the conversation of a session, begun if need be."""
        with self._lock:
            conversation = self._by_session.setdefault(session, Conversation())
            self._by_session.move_to_end(session)
            while len(self._by_session) > MAX_CONVERSATIONS:
                self._by_session.popitem(last=False)
            return conversation

    def forget(self, session: str) -> None:
        """Drop the conversation of a session."""
        with self._lock:
            dropped = self._by_session.pop(session, None)
        if dropped:
            dropped.stop()
